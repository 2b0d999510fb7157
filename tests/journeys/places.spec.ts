import { spawnSync } from 'node:child_process';
import { digestOf, expect, open, secondsOf, test } from './page.ts';

const PLACES = ['worker', 'inline', 'main'];
const SPEEDS = ['0.1', '1', '1000'];

test('one digest: in every place, at every speed of playback, and when sought', async ({ page }) => {
  const digests = new Set<string>();
  for (const place of PLACES) {
    await open(page, `scenario=buffer&step=5&place=${place}`);
    for (const speed of SPEEDS) {
      await page.getByLabel('Speed of playback').selectOption(speed);
      await page.keyboard.press('Home');
      await page
        .getByRole('button', { name: /^(?:Play|Go on|Play it again)$/ })
        .first()
        .click();
      await page.waitForTimeout(500);
      const pause = page.getByRole('button', { name: 'Pause' }).first();
      if (await pause.isVisible()) await pause.click();
      digests.add(await digestOf(page));
    }
    expect(await secondsOf(page)).toBe(300);
  }
  expect([...digests]).toEqual([expect.stringMatching(/^[\da-f]{16}$/)]);
});

test('the same second shows the same figures, whichever way one came there', async ({ page }) => {
  const checkout = () => page.locator('.react-flow__node').nth(1).textContent();
  await open(page, 'scenario=buffer&step=5&at=50s');
  await page.getByRole('button', { name: 'About this run' }).click();
  const direct = await checkout();
  await page
    .getByRole('button', { name: /^1:20\.0/ })
    .first()
    .click();
  await page
    .getByRole('button', { name: /^0:20\.0/ })
    .first()
    .click();
  for (let i = 0; i < 30; i++) await page.locator('.scrubber').press('ArrowRight');
  expect(await secondsOf(page)).toBe(50);
  await expect.poll(checkout).toBe(direct);
});

test('the command line tells the digests of the page', async ({ page }) => {
  for (const design of ['start', 'fix', 'more-retries']) {
    await open(page, `scenario=buffer&step=5&design=${design}&seed=11`);
    const args = ['scripts/lab.mjs', 'run', 'scenarios/buffer', '--design', design, '--seed', '11', '--json'];
    const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(await digestOf(page)).toBe(JSON.parse(stdout).digest);
  }
});

test('a tab that nobody sees plays nothing and changes nothing', async ({ page }) => {
  await open(page, 'scenario=buffer&seed=11');
  const before = await digestOf(page);
  await page.keyboard.press('Space');
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
    Object.defineProperty(document, 'hidden', { configurable: true, value: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  const hidden = await secondsOf(page);
  await page.waitForTimeout(600);
  expect(await secondsOf(page)).toBe(hidden);
  expect(await digestOf(page)).toBe(before);
});
