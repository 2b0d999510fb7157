/** A hand on the mouse: it presses, drags, and touches no key. */
import { expect, type Locator, type Page } from '@playwright/test';
import { lengthOf, middleOf, part, port, secondsOf } from './page.ts';

/** Presses the time line at a moment; what is playing goes on from there. */
export async function seek(page: Page, second: number): Promise<void> {
  const area = page.locator('.timeline-area');
  const { width, height } = (await area.boundingBox())!;
  const length = await lengthOf(page);
  await area.click({ position: { x: (width * second) / length, y: height - 10 } });
  await expect.poll(() => secondsOf(page)).toBeGreaterThan(second - 1);
}

export async function seekEnd(page: Page): Promise<void> {
  const playback = page.getByRole('group', { name: 'Playback' });
  await playback.getByRole('button', { name: 'More ways through the run' }).click();
  await playback.getByRole('button', { name: 'To the end' }).click();
  const length = await lengthOf(page);
  await expect.poll(() => secondsOf(page)).toBe(length);
}

/** From port to port, with the button held. @param from @param to such as "Checkout, calls" */
export async function drawWire(page: Page, from: string, to: string): Promise<void> {
  const [begin, end] = [await middleOf(port(page, from)), await middleOf(port(page, to))];
  await page.mouse.move(begin.x, begin.y);
  await page.mouse.down();
  await page.mouse.move((begin.x + end.x) / 2, (begin.y + end.y) / 2, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await page.mouse.up();
}

/** Presses a wire where nothing lies over it, which selects it. */
export async function pressWire(page: Page, wire: Locator): Promise<void> {
  const { x, y } = await middleOf(wire);
  await page.mouse.click(x, y);
}

/** From the shelf onto the sheet. @param at px from the sheet's corner @param name what it is called there */
export async function dragFromShelf(
  page: Page,
  kind: string,
  at: { readonly x: number; readonly y: number },
  name: string,
): Promise<void> {
  const shelf = page.getByRole('region', { name: 'Parts' });
  await shelf
    .getByRole('button', { name: kind, exact: true })
    .dragTo(page.locator('.react-flow__pane'), { targetPosition: at });
  await expect(part(page, name)).toBeVisible();
}

export const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspect' });

export async function closeInspector(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close: Inspect' }).click();
}
