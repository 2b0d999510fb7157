import { test as base, expect, type Locator, type Page } from '@playwright/test';

/** Whether a table's page is longer than its window: boxes of the table scroll, the page never does. */
const overflows = (page: Page) =>
  page.evaluate(() => {
    const { scrollHeight, clientHeight } = document.documentElement;
    return document.querySelector('.table') !== null && scrollHeight > clientHeight;
  });

/** Who looks on puts a script into every frame, and a frame that may do nothing says that it was not run. */
const LOOKED_ON = "Blocked script execution in 'about:srcdoc'";

/** A page whose console must stay clean, and whose table must stay in its window. */
export const test = base.extend<{ readonly pageIsSound: undefined }>({
  pageIsSound: [
    async ({ page }, use) => {
      const said: string[] = [];
      page.on('console', (message) => {
        const text = message.text();
        if (['error', 'warning'].includes(message.type()) && !text.startsWith(LOOKED_ON)) said.push(text);
      });
      page.on('pageerror', (error) => said.push(String(error)));
      await use(undefined);
      expect(said).toEqual([]);
      if (!page.isClosed()) expect(await overflows(page)).toBe(false);
    },
    { auto: true },
  ],
});

export { expect };

/** What comes late comes late on a slow machine: a run, a chunk, the desk around the canvas. */
const PATIENCE = { timeout: 30_000 };

/** Opens a page and waits until its scenario is drawn and the desk is around it. @param query such as "scenario=buffer&at=40s" */
export async function open(page: Page, query: string): Promise<void> {
  await page.goto(`./?${query}`);
  await isThere(page);
}

/** The first picture is there, and what comes after it. */
export async function isThere(page: Page): Promise<void> {
  await expect(page.locator('[data-first-frame]')).toBeVisible(PATIENCE);
  await expect(page.getByRole('group', { name: 'Editing' })).toBeVisible(PATIENCE);
  await expect(page.locator('.port').first()).toBeAttached(PATIENCE);
}

export const playhead = (page: Page) => page.getByRole('slider', { name: 'Moment of the run' });

/** Seconds of the run at which the page stands. */
export async function secondsOf(page: Page): Promise<number> {
  return Number(await playhead(page).getAttribute('aria-valuenow'));
}

/** Seconds that the run lasts. */
export async function lengthOf(page: Page): Promise<number> {
  return Number(await playhead(page).getAttribute('aria-valuemax'));
}

/** The whole digest of the run on the page. */
export async function digestOf(page: Page): Promise<string> {
  return (await page.locator('[data-digest]').first().getAttribute('data-digest')) ?? '';
}

/** A part on the canvas. @param name such as "Checkout, Service" */
export const part = (page: Page, name: string): Locator =>
  page.locator('.react-flow__node').getByRole('button', { name, exact: true });

/** How a part on the canvas is called there, kind and all. @param id its id in the scenario */
export async function partName(page: Page, id: string): Promise<string> {
  const node = page.locator(`.react-flow__node[data-id="${id}"]`).getByRole('button').first();
  return (await node.getAttribute('aria-label')) ?? '';
}

/** A wire on the canvas. @param name such as "Wire from Shoppers out to Checkout in" */
export const wire = (page: Page, name: string): Locator =>
  page.locator('.react-flow__edge').and(page.getByRole('button', { name, exact: true }));

/** A port on the canvas. @param name such as "Checkout, calls" */
export const port = (page: Page, name: string): Locator => page.getByRole('button', { name: `${name}:` });

export interface At {
  readonly x: number;
  readonly y: number;
}

export async function middleOf(item: Locator): Promise<At> {
  const { x, y, width, height } = (await item.boundingBox())!;
  return { x: x + width / 2, y: y + height / 2 };
}
