import AxeBuilder from '@axe-core/playwright';
import { expect, open, test } from './page.ts';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of SIZES) {
    test.describe(`${viewport.width}x${viewport.height}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, hasTouch: viewport.width < 1100 });

      test('axe finds nothing', async ({ page }) => {
        const faults = async () => (await new AxeBuilder({ page }).analyze()).violations.map(saying);
        await page.goto('./');
        await expect(page.getByRole('link', { name: 'The Buffer' })).toBeVisible();
        expect(await faults(), 'gallery').toEqual([]);
        await page.getByRole('link', { name: 'How far can you trust this?' }).click();
        await expect(page.getByRole('table').first()).toBeVisible();
        expect(await faults(), 'the table of theory').toEqual([]);
        await open(page, 'scenario=buffer');
        expect(await faults(), 'at rest').toEqual([]);
        await open(page, 'scenario=buffer&at=40s');
        expect(await faults(), 'in the fault').toEqual([]);
        if (viewport.width < 1100) await page.getByRole('tab', { name: 'Time' }).click();
        await open(page, 'scenario=buffer&design=fix&at=100s');
        await page.getByRole('button', { name: 'Orders, SQS queue' }).click();
        expect(await faults(), 'with a queue, a part chosen').toEqual([]);
      });

      test('nothing lies outside the page, and what is touched is large enough', async ({ page }) => {
        await open(page, 'scenario=buffer');
        const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
        expect(scrollWidth).toBe(clientWidth);
        if (viewport.width >= 1100) return;
        const small = await page
          .getByRole('button')
          .or(page.getByRole('tab'))
          .evaluateAll((targets) =>
            targets
              .filter((target) => !target.closest('.react-flow__node'))
              .map((target) => ({ name: target.textContent, box: target.getBoundingClientRect() }))
              .filter(({ box }) => box.width > 0 && Math.min(box.width, box.height) < 43.5),
          );
        expect(small).toEqual([]);
      });
    });
  }
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

function saying({ id, nodes }: Violation): string {
  return `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`;
}
