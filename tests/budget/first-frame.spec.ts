import { gzipSync } from 'node:zlib';
import { expect, type Response, test } from '@playwright/test';

/** kB of 1000 bytes, gzip -9. */
const ALL_MAX = 245;
const PAGE_MAX = 190;

test('all script until the first picture of a scenario', async ({ page }) => {
  const responses: Response[] = [];
  // Of the context: a Worker's own script is fetched by no page.
  page.context().on('response', (response) => {
    if (/\.js(?:\?|$)/.test(response.url())) responses.push(response);
  });
  await page.addInitScript(noteFirstFrame);
  await page.goto('./?scenario=buffer');
  await page.waitForFunction(() => 'firstFrameAt' in window);
  const firstFrameAt = await page.evaluate(
    () => (window as unknown as { firstFrameAt: number }).firstFrameAt,
  );
  const before = responses.filter((response) => response.request().timing().startTime <= firstFrameAt);
  const weighed = await Promise.all(before.map(weigh));
  const sum = (some: typeof weighed) => some.reduce((total, { size }) => total + size, 0) / 1000;
  const workers = weighed.filter(({ name }) => name.includes('worker'));
  const all = sum(weighed);
  const own = all - sum(workers);
  const list = weighed.map(({ name, size }) => `${(size / 1000).toFixed(1).padStart(7)} ${name}`).join('\n');
  console.log(`${list}\n${own.toFixed(1).padStart(7)} the page, ${all.toFixed(1)} with its Workers`);
  expect(workers, 'the Worker is among what was counted').toHaveLength(1);
  expect(own, list).toBeLessThanOrEqual(PAGE_MAX);
  expect(all, list).toBeLessThanOrEqual(ALL_MAX);
});

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
