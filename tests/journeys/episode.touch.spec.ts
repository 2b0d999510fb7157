import type { Page } from '@playwright/test';
import { DIRECT, FLEET, isAtStep, isMended, QUEUE } from './buffer.ts';
import { allIsDone, primary, task } from './episode.ts';
import {
  type At,
  digestOf,
  expect,
  middleOf,
  open,
  part,
  playhead,
  port,
  secondsOf,
  test,
  wire,
} from './page.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('the mend by touch, on a phone', async ({ page }) => {
  test.setTimeout(400_000);
  await open(page, 'scenario=buffer&step=5');
  await isAtStep(page, 5);
  const finger = await fingerOn(page);

  await test.step('the wire goes', async () => {
    await page.getByRole('button', { name: 'Whole system' }).tap();
    const at = await middleOf(wire(page, DIRECT));
    await page.touchscreen.tap(at.x, at.y);
    await expect(page.getByRole('heading', { name: 'From Checkout to Transit Gateway' })).toBeVisible();
    await page.getByRole('tabpanel').getByRole('button', { name: 'Remove', exact: true }).tap();
    await expect(wire(page, DIRECT)).toHaveCount(0);
  });

  await test.step('a queue and a fleet are placed', async () => {
    for (const [kind, name] of [
      ['SQS queue', QUEUE],
      ['Consumer fleet', FLEET],
    ] as const) {
      await page.getByRole('button', { name: 'Parts', exact: true }).tap();
      await page.getByRole('region', { name: 'Parts' }).getByRole('button', { name: kind }).tap();
      await expect(part(page, name)).toBeVisible();
    }
  });

  await test.step('one wire is drawn by a finger, the others by tapping both ends', async () => {
    await page.getByRole('button', { name: 'Whole system' }).tap();
    await finger.drag(
      await middleOf(port(page, 'Checkout, calls')),
      await middleOf(port(page, 'SQS queue, send')),
    );
    await expect(wire(page, 'Wire from Checkout calls to SQS queue send')).toBeVisible();
    for (const [from, to] of [
      ['SQS queue, messages', 'Consumer fleet, in'],
      ['Consumer fleet, work', 'Transit Gateway, in'],
    ] as const) {
      await port(page, from).tap();
      await expect(page.getByText(/^Now press where the wire from/)).toBeVisible();
      await port(page, to).tap();
    }
    await isMended(page);
  });

  await test.step('the fleet is made large enough', async () => {
    await part(page, FLEET).tap();
    const before = await digestOf(page);
    const workers = page.getByRole('tabpanel').getByLabel('workers', { exact: true });
    await workers.tap();
    await workers.fill('5');
    await workers.press('Enter');
    await expect.poll(() => digestOf(page)).not.toBe(before);
  });

  await test.step('the run shows that it holds', async () => {
    await page.getByRole('tab', { name: 'Story' }).tap();
    await primary(page).tap();
    await expect.poll(() => secondsOf(page)).toBeGreaterThan(0);
    const line = (await playhead(page).boundingBox())!;
    // A finger takes the playhead along, to beyond the end of the line.
    const y = line.y + line.height / 2;
    await finger.drag({ x: line.x + line.width / 3, y }, { x: line.x + line.width + 4, y });
    await expect.poll(() => secondsOf(page)).toBe(300);
    await expect(task(page, '99.9 % of the orders')).toContainText('100 % ≥ 99.9 %');
    await allIsDone(page, 2);
    await expect(primary(page)).toHaveText('Next: The price');
  });
});

/** One finger on the glass, as the browser hears of it. */
async function fingerOn(page: Page) {
  const glass = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly At[]) =>
    glass.send('Input.dispatchTouchEvent', { type, touchPoints: [...points] });
  return {
    async drag(from: At, to: At): Promise<void> {
      await touch('touchStart', [from]);
      for (let i = 1; i <= 8; i++) {
        const x = from.x + ((to.x - from.x) * i) / 8;
        const y = from.y + ((to.y - from.y) * i) / 8;
        await touch('touchMove', [{ x, y }]);
      }
      await touch('touchEnd', []);
    },
  };
}
