import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { ANSWERS, DIRECT, FLEET, GOALS, isAtStep, isMended, lockBand, QUEUE, sizeOfPng } from './buffer.ts';
import { allIsDone, isConcealed, primary, task } from './episode.ts';
import { closeInspector, dragFromShelf, drawWire, inspector, pressWire, seek, seekEnd } from './mouse.ts';
import { digestOf, expect, isThere, part, secondsOf, test, wire } from './page.ts';

test.use({ viewport: { width: 1440, height: 900 } });

test('the whole episode by mouse, from the gallery to the card at the end', async ({ page }) => {
  test.setTimeout(600_000);
  await page.goto('./');
  await page.getByRole('link', { name: 'The Buffer' }).click();
  await isThere(page);

  await test.step('1: a shop that works', async () => {
    await isAtStep(page, 1);
    await part(page, 'Checkout, Service').click();
    await expect(task(page, 'Press Checkout on the drawing')).toContainText('Done: ');
    await expect(inspector(page)).toContainText('slots');
    await closeInspector(page);
    await primary(page).click();
    await expect.poll(() => secondsOf(page)).toBeGreaterThan(0);
    await expect(task(page, 'Play for twenty seconds')).toContainText('To do: ');
    await seek(page, 25);
    await allIsDone(page, 2);
    await primary(page).click();
  });

  await test.step('2: a prediction, before anything is shown', async () => {
    await isAtStep(page, 2);
    await isConcealed(page);
    await predict(page, 2);
    await expect(page.getByRole('figure', { name: 'availability' })).toBeVisible();
    await seek(page, 100);
    await expect(page.getByText('The run agrees with you.')).toBeVisible();
    await primary(page).click();
  });

  await test.step('3: the lock, and why', async () => {
    await isAtStep(page, 3);
    await expect(lockBand(page)).toHaveCount(0);
    await expect(primary(page)).toHaveText('Lock the database for 60 s');
    await primary(page).click();
    await expect(lockBand(page)).toBeVisible();
    await seek(page, 60);
    await expect(part(page, 'Checkout, Service')).toHaveAccessibleDescription(/failing/);
    await seek(page, 90);
    await page.getByRole('button', { name: 'Why?' }).click();
    const why = page.getByRole('complementary', { name: 'Why?' });
    await why.locator('.why-cause').first().click();
    const chain = why.getByRole('region', { name: 'Why', exact: true }).getByRole('button');
    await expect(chain.last()).toContainText('inventory-db');
    expect(await chain.count()).toBeGreaterThan(2);
    for (const link of await chain.all()) {
      await link.click();
      const said = /(\d+):(\d+\.\d)$/.exec((await link.textContent())!)!;
      await expect.poll(() => secondsOf(page)).toBeCloseTo(60 * Number(said[1]) + Number(said[2]), 0);
    }
    await page.getByRole('button', { name: 'Close: Why?' }).click();
    await allIsDone(page, 3);
    await primary(page).click();
  });

  await test.step('4: what suggests itself does not help', async () => {
    await isAtStep(page, 4);
    await isConcealed(page);
    await predict(page, 4);
    await seek(page, 100);
    await expect(page.getByText('The run agrees with you.')).toBeVisible();
    await page.getByRole('button', { name: 'Compare' }).click();
    const compare = page.getByRole('complementary', { name: 'Compare' });
    await compare.getByLabel('B: the run to compare with').selectOption('A direct call');
    await expect(compare.getByRole('table')).toBeVisible();
    const digests = new Set([await digestOf(page)]);
    for (const design of ['More slots', 'More patience']) {
      const before = await digestOf(page);
      await page.getByRole('radio', { name: design }).check();
      await expect(compare.getByRole('definition').first()).toContainText(design);
      await expect.poll(() => digestOf(page)).not.toBe(before);
      digests.add(await digestOf(page));
      // Of five minutes one is lost, whatever is tried.
      const accepted = compare
        .getByRole('row', { name: /ended well/ })
        .getByRole('cell')
        .first();
      await expect(accepted).toHaveText(/^[78]\d(?:\.\d+)? %$/);
    }
    expect(digests.size).toBe(3);
    await page.getByRole('button', { name: 'Close: Compare' }).click();
    await allIsDone(page, 1);
    await primary(page).click();
  });

  await test.step('5: the mend, by dragging', async () => {
    await isAtStep(page, 5);
    await pressWire(page, wire(page, DIRECT));
    await inspector(page).getByRole('button', { name: 'Remove' }).click();
    await expect(wire(page, DIRECT)).toHaveCount(0);
    await dragFromShelf(page, 'SQS queue', { x: 400, y: 420 }, QUEUE);
    await closeInspector(page);
    await dragFromShelf(page, 'Consumer fleet', { x: 660, y: 420 }, FLEET);
    await expect(part(page, FLEET)).toHaveAccessibleDescription(/Unfinished, so not in the run/);
    await closeInspector(page);
    await drawWire(page, 'Checkout, calls', 'SQS queue, send');
    await drawWire(page, 'SQS queue, messages', 'Consumer fleet, in');
    await drawWire(page, 'Consumer fleet, work', 'Transit Gateway, in');
    await isMended(page);
    await primary(page).click();
    await seek(page, 299.9);
    await expect(task(page, '99.9 % of the orders')).toContainText('100 % ≥ 99.9 %');
    await seekEnd(page);
    // Four workers, as they come from the shelf, do not get through in five minutes.
    await expect(task(page, 'have reached the database')).toContainText('Not yet: ');
    await set(page, FLEET, 'workers', 5);
    await seekEnd(page);
    await allIsDone(page, 2);
    const proof = page.getByRole('heading', { name: 'The same seed, 7, before and after' });
    await expect(proof).toBeVisible();
    await primary(page).click();
  });

  await test.step('6: accepted is not done', async () => {
    await isAtStep(page, 6);
    await isConcealed(page);
    await predict(page, 6);
    await seek(page, 79);
    await expect(part(page, 'Orders, SQS queue')).toHaveAccessibleDescription(/2,\d{3}/);
    await seek(page, 290);
    await expect(page.getByText('The run agrees with you.')).toBeVisible();
    await allIsDone(page, 2);
    await primary(page).click();
  });

  await test.step('7: workers die', async () => {
    await isAtStep(page, 7);
    await primary(page).click();
    await seek(page, 299.9);
    await seekEnd(page);
    await allIsDone(page, 2);
    await primary(page).click();
  });

  await test.step('8: done twice, and what would have saved it', async () => {
    await isAtStep(page, 8);
    await isConcealed(page);
    await predict(page, 8);
    await seekEnd(page);
    await expect(page.getByText('The run agrees with you.')).toBeVisible();
    await page.getByRole('button', { name: 'Why?' }).click();
    const why = page.getByRole('complementary', { name: 'Why?' });
    await why
      .getByRole('button', { name: /processed twice/ })
      .first()
      .click();
    await why.getByRole('button', { name: 'What would have saved it?' }).click();
    await expect(why.getByText(/VisibilityTimeout ≥ \d/)).toBeVisible({ timeout: 60_000 });
    await allIsDone(page, 1);
    await page.getByRole('button', { name: 'Close: Why?' }).click();
    await primary(page).click();
  });

  await test.step('9: sold out', async () => {
    await isAtStep(page, 9);
    await primary(page).click();
    await seekEnd(page);
    await allIsDone(page, 2);
    await primary(page).click();
  });

  await test.step('10: the challenge, with a design of one’s own', async () => {
    await isAtStep(page, 10);
    await expect(part(page, FLEET)).toBeVisible();
    // What was enough for the lock comes too late after the rush, and costs too much.
    await seekEnd(page);
    await expect(task(page, GOALS.early)).toContainText('Not yet: ');
    await expect(task(page, GOALS.cost)).toContainText('Not yet: ');
    await expect(primary(page)).toHaveText('Play it again');
    await set(page, FLEET, 'workers', 8);
    await seekEnd(page);
    await expect(task(page, GOALS.early)).toContainText('Done: ');
    await expect(task(page, GOALS.cost)).toContainText('Not yet: ');
    // With a queue behind it Checkout needs few of its slots.
    // It never takes more: not one event changes, and what has been watched is only cheaper.
    await write(page, 'Checkout, Service', 'slots', 20);
    await seekEnd(page);
    await expect(page.getByText('Passed, with seed 7.')).toBeVisible({ timeout: 15_000 });
    await primary(page).click();
  });

  await test.step('the card at the end, as a picture', async () => {
    const card = page.getByRole('article', { name: 'The Buffer' });
    await expect(card.getByRole('heading', { name: '4 of 4 predictions right' })).toBeVisible();
    await expect(card.getByRole('heading', { name: 'Challenge passed' })).toBeVisible();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      card.getByRole('button', { name: 'Save this card as a picture' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('buffer-finished.png');
    const { width, height } = sizeOfPng(await readFile(await download.path()));
    expect(width).toBeGreaterThanOrEqual(600);
    expect(height).toBeGreaterThanOrEqual(300);
    await card.getByRole('button', { name: 'Back to the table' }).click();
    await isAtStep(page, 10);
  });
});

/** Chooses the answer that the run will agree with, is rather sure of it, and commits. */
async function predict(page: Page, step: number): Promise<void> {
  await page.getByRole('radio', { name: ANSWERS[step] }).check();
  const sure = page.getByRole('slider', { name: 'How sure are you?' });
  const { width, height } = (await sure.boundingBox())!;
  await sure.click({ position: { x: width * 0.8, y: height / 2 } });
  await expect(sure).toHaveAttribute('aria-valuetext', '90 % sure');
  await primary(page).click();
  await expect(page.getByRole('heading', { name: 'You said, before it ran' })).toBeVisible();
}

/** In the inspector; the run with it is there afterwards, and stands at its beginning. */
async function set(page: Page, name: string, setting: string, count: number): Promise<void> {
  const before = await digestOf(page);
  await write(page, name, setting, count);
  await expect.poll(() => digestOf(page)).not.toBe(before);
  await seek(page, 0);
}

async function write(page: Page, name: string, setting: string, count: number): Promise<void> {
  await part(page, name).click();
  const field = inspector(page).getByLabel(setting, { exact: true });
  await field.fill(String(count));
  await field.press('Enter');
  await closeInspector(page);
}
