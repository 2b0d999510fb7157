import { gzipSync } from 'node:zlib';
import { expect, type Page, type Response, test } from '@playwright/test';

/** kB of 1000 bytes, gzip -9. */
const PAGE_MAX = 192;
/** With the Worker: of a scenario that needs the basic parts alone, and of one for which all parts are carried. */
const ALL_MAX = { buffer: 252, fanout: 310 } as const;

for (const [scenario, allMax] of Object.entries(ALL_MAX))
  test(`all script until the first picture of ${scenario}`, ({ page }) => weighed(page, scenario, allMax));

async function weighed(page: Page, scenario: string, allMax: number): Promise<void> {
  const responses: Response[] = [];
  // Of the context: a Worker's own script is fetched by no page.
  page.context().on('response', (response) => {
    if (/\.js(?:\?|$)/.test(response.url())) responses.push(response);
  });
  await page.addInitScript(noteFirstFrame);
  await page.goto(`./?scenario=${scenario}`);
  await page.waitForFunction(() => 'firstFrameAt' in window);
  const firstFrameAt = await page.evaluate(
    () => (window as unknown as { firstFrameAt: number }).firstFrameAt,
  );
  const before = responses.filter((response) => response.request().timing().startTime <= firstFrameAt);
  const scripts = await Promise.all(before.map(weigh));
  const sum = (some: typeof scripts) => some.reduce((total, { size }) => total + size, 0) / 1000;
  const workers = scripts.filter(({ name }) => name.includes('worker'));
  const all = sum(scripts);
  const own = all - sum(workers);
  const list = scripts.map(({ name, size }) => `${(size / 1000).toFixed(1).padStart(7)} ${name}`).join('\n');
  console.log(`${list}\n${own.toFixed(1).padStart(7)} the page, ${all.toFixed(1)} with its Workers`);
  expect(workers, 'the Worker is among what was counted').toHaveLength(1);
  expect(own, list).toBeLessThanOrEqual(PAGE_MAX);
  expect(all, list).toBeLessThanOrEqual(allMax);
}

/** Runs in the page: notes the wall clock when the first picture is there. */
function noteFirstFrame(): void {
  const watch = new MutationObserver(() => {
    if (!document.querySelector('[data-first-frame]')) return;
    Object.assign(window, { firstFrameAt: performance.timeOrigin + performance.now() });
    watch.disconnect();
  });
  watch.observe(document, { attributes: true, childList: true, subtree: true });
}

async function weigh(response: Response) {
  return {
    name: new URL(response.url()).pathname.split('/').at(-1) ?? '',
    size: gzipSync(await response.body(), { level: 9 }).length,
  };
}
