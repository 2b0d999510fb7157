import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { ANSWERS, DIRECT, FLEET, GOALS, isAtStep, isMended, lockBand, QUEUE, sizeOfPng } from './buffer.ts';
import { allIsDone, isConcealed, task } from './episode.ts';
import { connect, type Keyboard, keyboardOf, place, pressPrimary, toEnd, writeSetting } from './keys.ts';
import { digestOf, expect, isThere, part, secondsOf, test, wire } from './page.ts';

test.use({ viewport: { width: 1440, height: 900 } });

test('the whole episode by keyboard alone, from the gallery to the card at the end', async ({ page }) => {
  test.setTimeout(600_000);
  const keys = keyboardOf(page);
  await page.goto('./');
  await keys.tabTo('link', /The Buffer/);
  await keys.press('Enter');
  await isThere(page);

  await test.step('1: a shop that works', async () => {
    await isAtStep(page, 1);
    await keys.tabTo('button', 'Checkout, Service');
    await keys.press('Enter');
    await expect(task(page, 'Press Checkout on the drawing')).toContainText('Done: ');
    await expect(page.getByRole('complementary', { name: 'Inspect' })).toContainText('slots');
    await keys.press('Escape');
    await expect(page.getByRole('complementary', { name: 'Inspect' })).toHaveCount(0);
    // Twenty seconds of the run, at fifty times the pace.
    await keys.tabTo('combobox', 'Speed of playback');
    await keys.type('50');
    await expect(page.getByLabel('Speed of playback')).toHaveValue('50');
    await keys.tabTo('button', 'Play', 'back');
    await keys.press('Space');
    await allIsDone(page, 2);
    await pressPrimary(page, keys, /^Next: Predict/);
  });

  await test.step('2: a prediction, before anything is shown', async () => {
    await isAtStep(page, 2);
    await isConcealed(page);
    await predict(page, keys, 2);
    await toEnd(page, keys);
    await expect(page.getByText('The run agrees with you.')).toBeVisible();
    await pressPrimary(page, keys, /^Next: Break it/);
  });

  await test.step('3: the lock, and why', async () => {
    await isAtStep(page, 3);
    await expect(lockBand(page)).toHaveCount(0);
    await pressPrimary(page, keys, 'Lock the database for 60 s');
    await expect(lockBand(page)).toBeVisible();
    await toEnd(page, keys);
    await keys.press('PageDown', 8);
    await expect.poll(() => secondsOf(page)).toBe(60);
    await expect(part(page, 'Checkout, Service')).toHaveAccessibleDescription(/failing/);
    await keys.tabTo('button', 'Why?');
    await keys.press('Enter');
    const why = page.getByRole('complementary', { name: 'Why?' });
    await keys.tabTo('button', / failed /);
    await keys.press('Enter');
    await keys.tabTo('button', /^because: .*locked/);
    await keys.press('Enter');
    await expect(why.getByRole('heading', { name: /^Request / })).toBeVisible();
    expect(await secondsOf(page)).toBeLessThan(60);
    await keys.tabTo('button', 'Close: Why?', 'back');
    await keys.press('Enter');
    await allIsDone(page, 3);
    await pressPrimary(page, keys, /^Next: The tempting fix/);
  });

  await test.step('4: what suggests itself does not help', async () => {
    await isAtStep(page, 4);
    await isConcealed(page);
    await predict(page, keys, 4);
    await toEnd(page, keys);
    await expect(page.getByText('The run agrees with you.')).toBeVisible();
    const digests = new Set([await digestOf(page)]);
    await keys.tabTo('radio', 'More retries If two retries do not help, perhaps six do.');
    for (const design of ['More slots', 'More patience']) {
      const before = await digestOf(page);
      await keys.press('ArrowDown');
      await expect(page.getByRole('radio', { name: design })).toBeChecked();
      await expect.poll(() => digestOf(page)).not.toBe(before);
      digests.add(await digestOf(page));
    }
    expect(digests.size).toBe(3);
    await keys.tabTo('button', 'Compare');
    await keys.press('Enter');
    await keys.tabTo('combobox', 'B: the run to compare with');
    await keys.type('A direct');
    await expect(page.getByRole('row', { name: /ended well/ })).toBeVisible({ timeout: 15_000 });
    await keys.tabTo('button', 'Close: Compare', 'back');
    await keys.press('Enter');
    await allIsDone(page, 1);
    await pressPrimary(page, keys, /^Next: Mend it/);
  });

  await test.step('5: the mend, by keys', async () => {
    await isAtStep(page, 5);
    await keys.tabTo('button', DIRECT);
    await keys.press('Delete');
    await expect(wire(page, DIRECT)).toHaveCount(0);
    await place(page, keys, 'SQS queue', QUEUE);
    await place(page, keys, 'Consumer fleet', FLEET);
    await connect(page, keys, 'Checkout, Service', 'calls', 'SQS queue');
    await connect(page, keys, QUEUE, 'messages', 'Consumer fleet');
    await connect(page, keys, FLEET, 'work', 'Transit Gateway');
    await isMended(page);
    await set(page, keys, FLEET, 'workers', 5);
    await toEnd(page, keys);
    await allIsDone(page, 2);
    await expect(page.getByRole('heading', { name: 'The same seed, 7, before and after' })).toBeVisible();
    await pressPrimary(page, keys, /^Next: The price/);
  });

  for (const [step, tasks] of [
    [6, 2],
    [7, 2],
  ] as const) {
    await test.step(`${step}: the price`, async () => {
      await isAtStep(page, step);
      if (ANSWERS[step]) await predict(page, keys, step);
      await toEnd(page, keys);
      await allIsDone(page, tasks);
      await pressPrimary(page, keys, /^Next: The price/);
    });
  }

  await test.step('8: done twice', async () => {
    await isAtStep(page, 8);
    await isConcealed(page);
    await predict(page, keys, 8);
    await toEnd(page, keys);
    await keys.tabTo('button', 'Why?');
    await keys.press('Enter');
    await keys.tabTo('button', /processed twice/);
    await keys.press('Enter');
    await keys.tabTo('button', 'What would have saved it?');
    await allIsDone(page, 1);
    await keys.tabTo('button', 'Close: Why?', 'back');
    await keys.press('Enter');
    await pressPrimary(page, keys, /^Next: The price/);
  });

  await test.step('9: sold out', async () => {
    await isAtStep(page, 9);
    await toEnd(page, keys);
    await allIsDone(page, 2);
    await pressPrimary(page, keys, /^Next: Challenge/);
  });

  await test.step('10: the challenge, with a design of one’s own', async () => {
    await isAtStep(page, 10);
    await set(page, keys, FLEET, 'workers', 3);
    await toEnd(page, keys);
    await expect(task(page, GOALS.atEnd)).toContainText('Not yet: ');
    // Fewer slots than that are never taken: only the price of the run changes, and not one of its events.
    await writeSetting(page, keys, 'Checkout, Service', 'slots', '20');
    await set(page, keys, FLEET, 'workers', 7);
    await toEnd(page, keys);
    await expect(page.getByText('Passed, with seed 7.')).toBeVisible();
    await pressPrimary(page, keys, 'Finish');
  });

  await test.step('the card at the end, as a picture', async () => {
    const card = page.getByRole('article', { name: 'The Buffer' });
    await expect(card.getByRole('heading', { name: '4 of 4 predictions right' })).toBeVisible();
    await keys.tabTo('button', 'Save this card as a picture');
    const [download] = await Promise.all([page.waitForEvent('download'), keys.press('Enter')]);
    expect(sizeOfPng(await readFile(await download.path())).width).toBeGreaterThanOrEqual(600);
  });
});

/** Chooses the answer that the run will agree with, is rather sure of it, and commits. */
async function predict(page: Page, keys: Keyboard, step: number): Promise<void> {
  // One Tab leads to the answers, the arrows from one to another.
  await keys.tabTo('radio', /./);
  const wanted = page.getByRole('radio', { name: ANSWERS[step] });
  await keys.press('Space');
  for (let i = 0; i < 4 && !(await wanted.isChecked()); i++) await keys.press('ArrowDown');
  await expect(wanted).toBeChecked();
  await keys.tabTo('slider', 'How sure are you?');
  await keys.press('ArrowRight', 4);
  await expect(page.getByRole('slider', { name: 'How sure are you?' })).toHaveAttribute(
    'aria-valuetext',
    '90 % sure',
  );
  await pressPrimary(page, keys, /^Commit/);
  await expect(page.getByRole('heading', { name: 'You said, before it ran' })).toBeVisible();
}

/** In the inspector; the run with it is there afterwards. */
async function set(page: Page, keys: Keyboard, name: string, setting: string, count: number): Promise<void> {
  const before = await digestOf(page);
  await writeSetting(page, keys, name, setting, String(count));
  await expect.poll(() => digestOf(page)).not.toBe(before);
}
