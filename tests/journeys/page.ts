import { test as base, expect, type Page } from '@playwright/test';

/** A page whose console must stay clean. */
export const test = base.extend<{ readonly consoleIsClean: undefined }>({
  consoleIsClean: [
    async ({ page }, use) => {
      const said: string[] = [];
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) said.push(message.text());
      });
      page.on('pageerror', (error) => said.push(String(error)));
      await use(undefined);
      expect(said).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Opens a scenario and waits until it is drawn. @param query such as "scenario=buffer&at=40s" */
export async function open(page: Page, query: string): Promise<void> {
  await page.goto(`./?${query}`);
  await expect(page.locator('[data-first-frame]')).toBeVisible();
}

export const playhead = (page: Page) => page.getByRole('slider', { name: 'Moment of the run' });

/** Seconds of the run at which the page stands. */
export async function secondsOf(page: Page): Promise<number> {
  return Number(await playhead(page).getAttribute('aria-valuenow'));
}

/** The whole digest of the run on the page. */
export async function digestOf(page: Page): Promise<string> {
  return (await page.locator('[data-digest]').first().getAttribute('data-digest')) ?? '';
}
