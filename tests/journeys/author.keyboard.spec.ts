/** An instructor makes a lesson by keys alone, sees that it teaches, saves it; a student opens the file and passes. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { CHECK, isMade, OPTIONS, passes, savesAsDownloads, TASK } from './author.ts';
import {
  connectSelected,
  foldShelf,
  type Keyboard,
  keyboardOf,
  place,
  pressPrimary,
  toEnd,
  type Way,
  writeSetting,
} from './keys.ts';
import { expect, isThere, part, test, wire } from './page.ts';

test.describe.configure({ timeout: 300_000 });
test.use({ viewport: { width: 1440, height: 900 } });

const TABS = ['Text', 'Lesson', 'Designs', 'Health', 'Hand out'] as const;
type Tab = (typeof TABS)[number];

const SERVICE = 'Shop, Service';
const STORE = 'Store, Database';

const panel = (page: Page, name: Tab) => page.getByRole('tabpanel', { name, exact: true });

test('from a template to a lesson that a student passes, by keyboard alone', async ({ page }) => {
  const keys = keyboardOf(page);
  await savesAsDownloads(page);
  await page.goto('./author.html');
  await test.step('begin from a template', async () => {
    await turnTo(page, keys, 'Hand out', 'on');
    await keys.tabTo('combobox', 'What to begin from');
    await keys.type('Request and reply');
    await expect(page.getByLabel('What to begin from').locator('option:checked')).toHaveText(
      'Request and reply',
    );
    await press(keys, 'Begin');
    await expect(part(page, SERVICE)).toBeVisible({ timeout: 30_000 });
  });

  await test.step('two parts more', async () => {
    // What is placed is selected: C asks about it at once.
    await place(page, keys, 'Traffic source', 'Traffic source, Traffic source');
    await connectSelected(page, keys, 'out', 'Wire out to', 'Shop');
    await place(page, keys, 'Database', 'Database, Database');
    await connectSelected(page, keys, 'in', 'Wire into in from', 'Shop', 'calls');
    for (const name of ['Wire from Traffic source out to Shop in', 'Wire from Shop calls to Database in'])
      await expect(wire(page, name)).toBeAttached();
    await foldShelf(page, keys);
  });

  await test.step('a step with a prediction and a task', async () => {
    await turnTo(page, keys, 'Lesson');
    const lesson = panel(page, 'Lesson');
    await press(keys, 'Add a step');
    await press(keys, /^Mend it/);
    await expect(lesson.getByLabel('Title', { exact: true })).toBeFocused();
    await keys.type('Let nobody wait');
    await press(keys, /^Prediction/);
    await press(keys, 'Ask for a prediction');
    await write(keys, 'The question', 'What becomes of the orders?');
    for (const [i, { text, right }] of OPTIONS.entries()) {
      await write(keys, `Answer ${i + 1}`, text);
      await write(keys, `Answer ${i + 1} is right when`, right);
    }
    await expect(lesson.getByRole('region', { name: 'Prediction' })).toContainText(
      `One answer is right: “${OPTIONS[0].text}”`,
    );
    await press(keys, 'Add a task');
    await write(keys, 'Task 1', TASK);
    await keys.tabTo('combobox', 'In which design');
    await keys.type('the learner');
    await expect(lesson.getByLabel('In which design')).toHaveValue('mine');
    await write(keys, 'Task 1 is done when this is true', CHECK);
    await keys.tabTo('tab', 'Write', 'back');
    await keys.press('ArrowRight');
    await expect(lesson.getByRole('tab', { name: 'As the student sees it' })).toBeFocused();
    await expect(lesson.getByRole('heading', { name: 'Let nobody wait' })).toBeVisible();
  });

  const recording = page.getByRole('region', { name: 'Recording' });
  await test.step('the fix and a tempting design, recorded', async () => {
    await turnTo(page, keys, 'Designs');
    await press(keys, 'Record the fix');
    await expect(recording).toContainText('No change yet.');
    await writeSetting(page, keys, SERVICE, 'slots', '200');
    await writeSetting(page, keys, STORE, 'connections', '100', 'back');
    await expect(recording).toContainText('2 changes');
    await press(keys, 'Stop', 'back');
    await expect(panel(page, 'Designs').getByRole('heading', { name: 'Record what you do' })).toBeFocused();
    await press(keys, 'Record a tempting design');
    await writeSetting(page, keys, SERVICE, 'slots', '200');
    await press(keys, 'Stop', 'back');
    await write(keys, 'The check', CHECK);
  });

  await test.step('it is load-bearing', async () => {
    await turnTo(page, keys, 'Health');
    await expect(panel(page, 'Health').getByRole('region', { name: 'The verdict' })).toContainText(
      'Load-bearing',
      { timeout: 120_000 },
    );
  });

  const text = await test.step('saved as a file', async () => {
    await turnTo(page, keys, 'Hand out');
    await keys.tabTo('button', 'Save as a file …');
    const [download] = await Promise.all([page.waitForEvent('download'), keys.press('Enter')]);
    return readFileSync(await download.path(), 'utf8');
  });
  isMade(text);

  await test.step('opened again in the lab as a student would, and passed', async () => {
    await page.goto('./?scenario=buffer');
    await isThere(page);
    await press(keys, 'Share');
    await keys.tabTo('button', 'Open a file …');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), keys.press('Enter')]);
    await chooser.setFiles({ name: 'mine.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) });
    await expect(page.getByRole('heading', { name: 'Let nobody wait' })).toBeVisible({ timeout: 30_000 });
    await keys.tabTo('radio', OPTIONS[0].text);
    await keys.press('Space');
    await pressPrimary(page, keys, /^Commit/);
    await expect(page.getByRole('heading', { name: 'You said, before it ran' })).toBeVisible();
    // A run that is at its end plays no more.
    await toEnd(page, keys, 'back');
    await foldShelf(page, keys);
    await writeSetting(page, keys, SERVICE, 'slots', '200', 'back');
    await writeSetting(page, keys, STORE, 'connections', '100', 'back');
    await toEnd(page, keys);
    await passes(page);
  });
});

/** The tabs are one stop; the arrows go from one to another. */
async function turnTo(page: Page, keys: Keyboard, name: Tab, way: Way = 'back'): Promise<void> {
  const list = page.getByRole('tablist', { name: 'The lesson' });
  await expect(list).toBeVisible({ timeout: 30_000 });
  const shown = (await list.getByRole('tab', { selected: true }).innerText()) as Tab;
  await keys.tabTo('tab', shown, way);
  const by = TABS.indexOf(name) - TABS.indexOf(shown);
  await keys.press(by < 0 ? 'ArrowLeft' : 'ArrowRight', Math.abs(by));
  await expect(list.getByRole('tab', { name, exact: true })).toBeFocused();
  await expect(panel(page, name)).toBeVisible();
}

async function press(keys: Keyboard, name: string | RegExp, way?: Way): Promise<void> {
  await keys.tabTo('button', name, way);
  await keys.press('Enter');
}

/** In place of what stands there; whoever goes on with Tab has said it. */
async function write(keys: Keyboard, name: string, text: string): Promise<void> {
  await keys.tabTo('textbox', name);
  await keys.press('Control+a');
  await keys.type(text);
  await keys.press('Tab');
}
