import type { Page } from '@playwright/test';
import { digestOf, expect, isThere, open, playhead, secondsOf, test } from './page.ts';

/** A step that asks nothing before it shows its run, with everything that is done to the system in it. */
const BUFFER = 'scenario=buffer&step=5';

/** What is known of the run: its events, its claims, its seed. */
async function aboutThisRun(page: Page) {
  await page.getByRole('button', { name: 'About this run' }).click();
  return page.getByRole('complementary', { name: 'This run' });
}

test('from the gallery into a scenario and back', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('link', { name: 'The Buffer' }).click();
  await isThere(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A shop that works');
  await expect(page.getByRole('navigation', { name: 'Where you are' })).toContainText('The Buffer · AWS 46');
  await expect(page).toHaveTitle('The Buffer · Secret Life Lab');
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Break it, and look');
  await page.goForward();
  await isThere(page);
  await page.getByRole('link', { name: 'Secret Life Lab' }).click();
  await expect(page.getByRole('link', { name: 'The Buffer' })).toBeVisible();
});

test('it plays, stands still, and is sought', async ({ page }) => {
  await open(page, BUFFER);
  const playback = page.getByRole('group', { name: 'Playback' });
  await playback.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(playback).toContainText(/0:0[1-9]/);
  await playback.getByRole('button', { name: 'Pause' }).click();
  const stood = await secondsOf(page);
  expect(stood).toBeGreaterThan(0.9);
  await page.waitForTimeout(300);
  expect(await secondsOf(page)).toBe(stood);
  await playback.getByRole('button', { name: 'More ways through the run' }).click();
  await playback.getByRole('button', { name: 'One frame on' }).click();
  expect(await secondsOf(page)).toBeCloseTo(stood + 1 / 30, 4);
  await page.keyboard.press('Escape');

  const about = await aboutThisRun(page);
  await about.getByRole('button', { name: '0:20.0 Database locked' }).click();
  await expect(playback).toContainText('0:20.0');
  const area = page.locator('.timeline-area');
  const box = (await area.boundingBox())!;
  await page.mouse.click(box.x + (box.width * 40) / 300, box.y + box.height - 10);
  expect(await secondsOf(page)).toBeCloseTo(40, 0);
  await expect(page.getByRole('button', { name: 'Checkout, Service' })).toHaveAccessibleDescription(
    /failing/,
  );
  await expect(page).toHaveURL(/at=4\d/);
});

test('from event to event and back, and time runs backwards', async ({ page }) => {
  await open(page, `${BUFFER}&at=20s`);
  const line = page.locator('.event-line');
  await page.keyboard.press('.');
  await expect(line).toHaveText(/^0:20\.\d{6} .+: .+ event [\d,]+ of [\d,]+$/);
  const numberOf = async () =>
    Number(/event ([\d,]+)/.exec((await line.textContent())!)![1]!.replaceAll(',', ''));
  const first = await numberOf();
  for (let i = 0; i < 5; i++) await page.keyboard.press('.');
  await expect.poll(numberOf).toBe(first + 5);
  for (let i = 0; i < 6; i++) await page.getByRole('button', { name: 'One event back' }).click();
  await expect.poll(numberOf).toBe(first - 1);
  const stood = await secondsOf(page);
  expect(stood).toBeLessThanOrEqual(20);
  await page.getByRole('button', { name: 'Play backwards' }).click();
  await expect.poll(() => secondsOf(page)).toBeLessThan(stood);
  await page.keyboard.press('b');
  await expect(line).toHaveText('');
});

test('the other design, in the same second, with the same seed', async ({ page }) => {
  await open(page, 'scenario=buffer&step=4&at=40s');
  const retries = await digestOf(page);
  await expect(page.getByRole('radio', { name: 'More retries' })).toBeChecked();
  await page.getByRole('radio', { name: 'More slots' }).check();
  await expect(page).toHaveURL(/step=4.*design=more-slots&seed=7|design=more-slots&seed=7.*step=4/);
  await expect.poll(() => digestOf(page)).not.toBe(retries);
  expect(await secondsOf(page)).toBe(40);

  const about = await aboutThisRun(page);
  await about.getByRole('textbox', { name: 'Seed' }).fill('8');
  await about.getByRole('button', { name: 'Run with this seed' }).click();
  await expect(page).toHaveURL(/seed=8/);
  await about.getByRole('textbox', { name: 'Seed' }).fill('7.5');
  await expect(about.getByRole('button', { name: 'Run with this seed' })).toBeDisabled();
  await page.reload();
  await expect(page.locator('.digest').first()).toContainText('seed 8 · run');
});

test('a link decides design, seed and moment; one that makes no sense does no harm', async ({ page }) => {
  await open(page, `${BUFFER}&design=fix&seed=11&at=1m20s`);
  await expect(page.locator('.react-flow__node')).toHaveCount(7);
  await expect(page.getByRole('button', { name: 'Orders, SQS queue' })).toBeVisible();
  await expect(page.locator('.digest').first()).toContainText('seed 11 · run');
  expect(await secondsOf(page)).toBe(80);
  await page.goto('./?scenario=nothing');
  await expect(page.getByText('There is no scenario "nothing" here.')).toBeVisible();
  await open(page, 'scenario=buffer&step=400&seed=-1&at=soon&place=moon');
  expect(await secondsOf(page)).toBe(0);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A shop that works');
  await open(page, 'scenario=buffer&design=constructor');
  await expect(page.locator('.react-flow__node')).toHaveCount(5);
});

test('by keyboard alone', async ({ page }) => {
  await open(page, 'scenario=buffer');
  await page.keyboard.press('Space');
  await expect(page.getByRole('group', { name: 'Playback' })).toContainText(/0:0[1-9]/);
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible();
  const stood = await secondsOf(page);
  await page.keyboard.press('ArrowRight');
  expect(await secondsOf(page)).toBeCloseTo(stood + 1, 3);
  await page.keyboard.press('Shift+Comma');
  expect(await secondsOf(page)).toBeCloseTo(stood + 1 - 1 / 30, 3);
  for (let i = 0; i < 60 && !(await isFocused(page)); i++) await page.keyboard.press('Tab');
  await expect(playhead(page)).toBeFocused();
  await page.keyboard.press('End');
  expect(await secondsOf(page)).toBe(300);
  await page.keyboard.press('PageDown');
  expect(await secondsOf(page)).toBe(270);
  await page.keyboard.press('Home');
  expect(await secondsOf(page)).toBe(0);
});

async function isFocused(page: import('@playwright/test').Page): Promise<boolean> {
  return playhead(page).evaluate((slider) => slider === slider.ownerDocument.activeElement);
}

test('standing still schedules no animation frame', async ({ page }) => {
  await page.addInitScript(() => {
    const request = window.requestAnimationFrame;
    Object.assign(window, { framesAsked: 0 });
    window.requestAnimationFrame = (draw) => {
      (window as unknown as { framesAsked: number }).framesAsked++;
      return request(draw);
    };
  });
  const asked = () => page.evaluate(() => (window as unknown as { framesAsked: number }).framesAsked);
  await open(page, 'scenario=buffer&at=10s');
  await page.waitForTimeout(1000);
  const before = await asked();
  await page.waitForTimeout(500);
  expect(await asked()).toBe(before);
  await page.keyboard.press('Space');
  await page.waitForTimeout(500);
  expect(await asked()).toBeGreaterThan(before + 5);
  await page.keyboard.press('Space');
  await page.waitForTimeout(300);
  const after = await asked();
  await page.waitForTimeout(500);
  expect(await asked()).toBe(after);
});

test('with reduced motion the wires count instead', async ({ browser }) => {
  const context = await browser.newContext({
    reducedMotion: 'reduce',
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();
  await open(page, 'scenario=buffer&at=10s');
  await expect(page.locator('.canvas-particles')).toHaveCount(0);
  await expect(page.locator('.wire-label').first()).toHaveText(/→ \d+\/s · ← \d+\/s/);
  await context.close();
});

test('every event up to the playhead can be read, to the microsecond', async ({ page }) => {
  await open(page, `${BUFFER}&at=20s`);
  const about = await aboutThisRun(page);
  await about.getByText('Every event, the latest first').click();
  const lines = page.locator('.last-events li');
  await expect(lines).toHaveCount(20);
  await expect(lines.first()).toContainText(/^20\.000000inventory-db Database locked/i);
  await about
    .getByRole('button', { name: /^1:20\.0/ })
    .first()
    .click();
  await expect(lines.first()).toContainText(/over: /i);
});
