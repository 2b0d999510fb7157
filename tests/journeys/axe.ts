/** What keeps people from using a page: what axe finds, what lies outside, what is too small for a finger. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Its findings in words, with the elements. */
export async function axeFinds(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(saying);
}

/** Px by which the page, or a region of it, is wider than the screen: a page that hides what is outside is no better. */
export async function outside(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const regions = [...document.querySelectorAll('main, main > *, header')];
    const right = Math.max(...regions.map((region) => region.getBoundingClientRect().right));
    return Math.max(scrollWidth, Math.round(right)) - clientWidth;
  });
}

/** What a finger presses, but for what is drawn on the sheet, which can be enlarged. */
export async function tooSmall(page: Page): Promise<readonly string[]> {
  return page
    .getByRole('button')
    .or(page.getByRole('tab'))
    .or(page.locator('select, input:not([type=radio], [type=checkbox], [type=range])'))
    .evaluateAll((targets) =>
      targets
        .filter((target) => !target.closest('.react-flow__node, .react-flow__edge'))
        .map((target) => ({ target, box: target.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && Math.min(box.width, box.height) < 43.5)
        .map(({ target, box }) => {
          const name = target.getAttribute('aria-label') ?? target.textContent;
          return `${target.className} ${name?.slice(0, 40)}: ${Math.round(box.width)} x ${Math.round(box.height)}`;
        }),
    );
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

function saying({ id, nodes }: Violation): string {
  return `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`;
}
