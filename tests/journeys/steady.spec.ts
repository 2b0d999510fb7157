import type { Page } from '@playwright/test';
import { expect, test } from './page.ts';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];

/** What comes after the first picture: the charts, the table around the canvas. */
const AFTERWARDS_MS = 4000;

for (const viewport of SIZES) {
  test.describe(`${viewport.width}x${viewport.height}`, () => {
    test.use({ viewport, hasTouch: viewport.width < 1100 });

    test('from the first picture on, transport and canvas stay where they are', async ({ page, context }) => {
      // What comes late comes very late on a slow machine: a click must still hit what it was meant for.
      const slow = await context.newCDPSession(page);
      await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      await page.addInitScript(noteShifts);
      await page.goto('./?scenario=buffer');
      await expect(page.locator('[data-first-frame]')).toBeVisible({ timeout: 30_000 });
      await page.waitForTimeout(AFTERWARDS_MS);
      await expect(page.getByRole('group', { name: 'Playback' })).toBeVisible();
      if (viewport.width >= 1100) await expect(page.getByRole('figure').first()).toBeAttached();
      expect(await moved(page)).toEqual([]);
    });
  });
}

interface Noted {
  readonly shifts: readonly string[];
}

const moved = (page: Page) => page.evaluate(() => (window as unknown as Noted).shifts);

/** Runs in the page: after the first picture, what the browser counts as a shift of these, in words. */
function noteShifts(): void {
  const watched = '.table-time, .transport, .transport *, .table-stage, .canvas';
  const shifts: string[] = [];
  Object.assign(window, { shifts });
  const place = ({ x, y, width, height }: DOMRectReadOnly) => [x, y, width, height].map(Math.round).join(' ');
  new PerformanceObserver((list) => {
    if (!document.querySelector('[data-first-frame]')) return;
    for (const entry of list.getEntries()) {
      const { sources } = entry as unknown as {
        sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
      };
      for (const { node, previousRect, currentRect } of sources) {
        if (!(node instanceof Element) || !node.matches(watched) || previousRect.width === 0) continue;
        shifts.push(`${node.className}: ${place(previousRect)} -> ${place(currentRect)}`);
      }
    }
  }).observe({ type: 'layout-shift', buffered: false });
}
