/** Every step of an episode, as somebody meets it who was sent a link to it. */
import type { Page } from '@playwright/test';
import { axeFinds, outside } from './axe.ts';
import { episodeText } from './episode.ts';
import { expect, isThere, test } from './page.ts';

/** The steps that axe reads: a wide canvas with something to be done, and a question that is open. */
const EPISODES = [
  { id: 'fanout', read: ['sort', 'silent'] },
  { id: 'rekognition-limit', read: ['mend', 'leak'] },
] as const;

const SCREENS = [
  { viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
  { viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
] as const;

for (const { viewport, colorScheme } of SCREENS) {
  test.describe(`${viewport.width}x${viewport.height}, ${colorScheme}`, () => {
    test.use({ viewport, colorScheme, hasTouch: viewport.width < 1100 });

    for (const { id, read } of EPISODES) {
      test(`every step of ${id} by its link`, async ({ page }) => {
        test.setTimeout(400_000);
        const { steps } = episodeText(id);
        const names = steps.map((step) => step.id);
        expect(names).toEqual(expect.arrayContaining([...read]));
        for (const step of steps) {
          await page.goto(`./?scenario=${id}&step=${step.id}`);
          await expect(page.locator('[data-first-frame]')).toBeVisible({ timeout: 30_000 });
          await expect.soft(page.getByRole('heading', { level: 1 })).toHaveText(step.title);
          await expect
            .soft(
              async () => expect(await partsInView(page)).toBeGreaterThan(0),
              `${step.id}: a part is in view`,
            )
            .toPass({ timeout: 5000 });
          expect.soft(await outside(page), `${step.id}: nothing lies outside the page`).toBe(0);
          if (!read.some((one) => one === step.id)) continue;
          await isThere(page);
          expect.soft(await axeFinds(page), step.id).toEqual([]);
        }
      });
    }
  });
}

/** How many parts can be seen, at least their middle: on the screen, and not under something else. */
async function partsInView(page: Page): Promise<number> {
  return page.locator('.react-flow__node .part').evaluateAll(
    (parts) =>
      parts.filter((part) => {
        const { x, y, width, height } = part.getBoundingClientRect();
        const top = document.elementFromPoint(x + width / 2, y + height / 2);
        return top !== null && part.contains(top);
      }).length,
  );
}
