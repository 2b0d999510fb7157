import type { Page } from '@playwright/test';
import { isAtStep, lockBand } from './buffer.ts';
import { primary } from './episode.ts';
import { digestOf, expect, isThere, open, part, secondsOf, test } from './page.ts';

test.describe.configure({ timeout: 120_000 });

const DEEP = 'scenario=buffer&step=4&seed=7&at=39s';

async function isExactlyThere(page: Page, digest: string | null): Promise<string> {
  await isAtStep(page, 4);
  await expect(page.locator('.digest').first()).toContainText('seed 7 · run');
  expect(await secondsOf(page)).toBe(39);
  await expect(lockBand(page)).toBeVisible();
  const here = await digestOf(page);
  if (digest !== null) expect(here).toBe(digest);
  return here;
}

test('a link to a step, a seed and a moment shows just that, whatever was kept', async ({ page }) => {
  await open(page, DEEP);
  const digest = await isExactlyThere(page, null);
  await page.reload();
  await isThere(page);
  await isExactlyThere(page, digest);

  // The learner goes elsewhere, answers something, and has another seed: that is kept.
  await open(page, 'scenario=buffer');
  await page.getByRole('button', { name: /^Step 2,/ }).click();
  await isAtStep(page, 2);
  await page.getByRole('radio').first().check();
  await primary(page).click();
  await expect(page.getByRole('heading', { name: 'You said, before it ran' })).toBeVisible();
  await open(page, 'scenario=buffer');
  await isAtStep(page, 2);

  await open(page, DEEP);
  await isExactlyThere(page, digest);
});

test('a link to a design of one’s own brings the same run to somebody else', async ({ page, browser }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, 'scenario=buffer&step=5');
  const before = await digestOf(page);
  await part(page, 'Checkout, Service').click();
  const slots = page.getByRole('complementary', { name: 'Inspect' }).getByLabel('slots', { exact: true });
  await slots.fill('80');
  await slots.press('Enter');
  await expect.poll(() => digestOf(page)).not.toBe(before);
  const own = await digestOf(page);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('button', { name: 'Copy a link to this' }).click();
  const read = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(read).toContain('#text=');
  const link = await read();

  const elsewhere = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const other = await elsewhere.newPage();
  await other.goto(link);
  await isThere(other);
  expect(await digestOf(other)).toBe(own);
  await other.reload();
  await isThere(other);
  expect(await digestOf(other)).toBe(own);
  await elsewhere.close();
});

test('the sandbox is kept, and beginning anew can be undone', async ({ page }) => {
  await page.goto('./?page=sandbox');
  await expect(page.getByRole('group', { name: 'Editing' })).toBeVisible({ timeout: 30_000 });
  for (const [kind, name] of [
    ['Traffic source', 'Traffic source, Traffic source'],
    ['Service', 'Service, Service'],
  ] as const) {
    await page.keyboard.press('p');
    const shelf = page.getByRole('region', { name: 'Parts' });
    await shelf.getByRole('button', { name: kind, exact: true }).click();
    await expect(part(page, name)).toBeVisible();
  }
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('secret-life-lab:sandbox')))
    .toContain('kind: service');
  await page.reload();
  await isThere(page);
  await expect(page.locator('.react-flow__node')).toHaveCount(2);

  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('button', { name: 'Begin anew' }).click();
  await expect(page.locator('.react-flow__node')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo: Begun anew' }).click();
  await expect(page.locator('.react-flow__node')).toHaveCount(2);
});
