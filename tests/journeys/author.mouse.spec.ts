/** An instructor makes a lesson by mouse, sees that it teaches, saves it; a student opens the file and passes. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { CHECK, isMade, OPTIONS, passes, savesAsDownloads, TASK } from './author.ts';
import { closeInspector, dragFromShelf, drawWire, inspector } from './mouse.ts';
import { expect, part, test } from './page.ts';

test.describe.configure({ timeout: 300_000 });
test.use({ viewport: { width: 1440, height: 900 } });

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();
const panel = (page: Page, name: string) => page.getByRole('tabpanel', { name, exact: true });

async function set(page: Page, name: string, setting: string, value: string): Promise<void> {
  await part(page, name).click();
  const field = inspector(page).getByLabel(setting, { exact: true });
  await field.fill(value);
  await field.blur();
  await expect(field).toHaveValue(value);
  await closeInspector(page);
}

test('from a template to a lesson that a student passes', async ({ page }) => {
  await savesAsDownloads(page);
  await page.goto('./author.html');
  await test.step('begin from a template', async () => {
    await tab(page, 'Hand out');
    await page.getByLabel('What to begin from').selectOption({ label: 'Request and reply' });
    await page.getByRole('button', { name: 'Begin', exact: true }).click();
    await expect(part(page, 'Shop, Service')).toBeVisible({ timeout: 30_000 });
  });

  await test.step('two parts more', async () => {
    await page.getByRole('button', { name: 'Parts', exact: true }).click();
    await dragFromShelf(page, 'Traffic source', { x: 330, y: 480 }, 'Traffic source, Traffic source');
    await dragFromShelf(page, 'Database', { x: 640, y: 480 }, 'Database, Database');
    await page.getByRole('button', { name: 'Fold the parts away' }).click();
    await page.getByRole('button', { name: 'Whole system' }).click();
    await drawWire(page, 'Traffic source, out', 'Shop, in');
    await drawWire(page, 'Shop, calls', 'Database, in');
    await tab(page, 'Text');
    await expect(panel(page, 'Text')).toContainText('kind: database');
  });

  await test.step('a step with a prediction and a task', async () => {
    await tab(page, 'Lesson');
    const lesson = panel(page, 'Lesson');
    await lesson.getByRole('button', { name: 'Add a step' }).click();
    await lesson.getByRole('button', { name: /^Mend it/ }).click();
    await lesson.getByLabel('Title', { exact: true }).fill('Let nobody wait');
    await lesson.getByRole('button', { name: /^Prediction/ }).click();
    await lesson.getByRole('button', { name: 'Ask for a prediction' }).click();
    const prediction = lesson.getByRole('region', { name: 'Prediction' });
    await prediction.getByLabel('The question').fill('What becomes of the orders?');
    for (const [i, { text, right }] of OPTIONS.entries()) {
      await prediction.getByLabel(`Answer ${i + 1}`, { exact: true }).fill(text);
      await prediction.getByLabel(`Answer ${i + 1} is right when`).fill(right);
      await prediction.getByLabel(`Answer ${i + 1} is right when`).blur();
    }
    await expect(prediction).toContainText(`One answer is right: “${OPTIONS[0].text}”`);
    const tasks = lesson.getByRole('region', { name: 'Tasks' });
    if (!(await tasks.isVisible())) await lesson.getByRole('button', { name: /^Tasks/ }).click();
    await tasks.getByRole('button', { name: 'Add a task' }).click();
    await tasks.getByLabel('Task 1', { exact: true }).fill(TASK);
    const design = tasks.getByLabel('In which design');
    await design.selectOption({ label: 'the learner’s own only' });
    const when = tasks.getByLabel('Task 1 is done when this is true');
    await when.fill(CHECK);
    await when.blur();
    await lesson.getByRole('tab', { name: 'As the student sees it' }).click();
    await expect(lesson.getByRole('heading', { name: 'Let nobody wait' })).toBeVisible();
  });

  const designs = panel(page, 'Designs');
  await test.step('the fix and a tempting design, recorded', async () => {
    await tab(page, 'Designs');
    await designs.getByRole('button', { name: 'Record the fix' }).first().click();
    await expect(page.getByRole('region', { name: 'Recording' })).toContainText('No change yet.');
    await set(page, 'Shop, Service', 'slots', '200');
    await set(page, 'Store, Database', 'connections', '100');
    await expect(page.getByRole('region', { name: 'Recording' })).toContainText('2 changes');
    await designs.getByRole('button', { name: 'Stop' }).click();
    await designs.getByRole('button', { name: 'Record a tempting design' }).first().click();
    await set(page, 'Shop, Service', 'slots', '200');
    await designs.getByRole('button', { name: 'Stop' }).click();
    const check = designs.getByLabel('The check');
    await check.fill(CHECK);
    await check.blur();
  });

  await test.step('it is load-bearing', async () => {
    await tab(page, 'Health');
    await expect(panel(page, 'Health').getByRole('region', { name: 'The verdict' })).toContainText(
      'Load-bearing',
      { timeout: 120_000 },
    );
  });

  const text = await test.step('saved as a file', async () => {
    await tab(page, 'Hand out');
    const download = page.waitForEvent('download');
    await panel(page, 'Hand out').getByRole('button', { name: 'Save as a file …' }).click();
    return readFileSync(await (await download).path(), 'utf8');
  });
  isMade(text);

  await test.step('opened again in the lab as a student would, and passed', async () => {
    await page.goto('./?scenario=buffer');
    await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeVisible({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Open a file …' }).click();
    await (await chooser).setFiles({ name: 'mine.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) });
    await expect(page.getByRole('heading', { name: 'Let nobody wait' })).toBeVisible({ timeout: 30_000 });
    await page.getByRole('radio', { name: OPTIONS[0].text }).check();
    await page.locator('.table-primary').getByRole('button').click();
    await expect(page.getByRole('heading', { name: 'You said, before it ran' })).toBeVisible();
    await set(page, 'Shop, Service', 'slots', '200');
    await set(page, 'Store, Database', 'connections', '100');
    await page
      .getByRole('group', { name: 'Playback' })
      .getByRole('button', { name: 'More ways through the run' })
      .click();
    await page.getByRole('button', { name: 'To the end' }).click();
    await passes(page);
  });
});
