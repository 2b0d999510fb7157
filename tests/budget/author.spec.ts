/** What the author's desk weighs, and that whoever follows an episode fetches none of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';

/** kB of 1000 bytes, gzip -9: the editor of the text, which comes when the desk is there. */
const EDITOR_MAX = 140;

/** Scripts that a page has asked for, Workers left out. */
function fetched(page: Page): string[] {
  const names: string[] = [];
  page.on('response', (response) => {
    const name = new URL(response.url()).pathname.split('/').at(-1) ?? '';
    if (name.endsWith('.js') && !name.includes('worker')) names.push(name);
  });
  return names;
}

const weigh = (name: string): number =>
  gzipSync(readFileSync(`dist/assets/${name}`), { level: 9 }).length / 1000;

test('the editor of the text is a chunk of its own', async ({ page }) => {
  const names = fetched(page);
  await page.goto('./author.html');
  await expect(page.locator('.cm-content')).toBeVisible({ timeout: 30_000 });
  const [editor] = names.filter((name) => readFileSync(`dist/assets/${name}`, 'utf8').includes('cm-content'));
  const panel = names.find((name) => name.startsWith('TextPanel'));
  expect(editor).toBeDefined();
  expect(panel).toBeDefined();
  const kB = [...new Set([editor!, panel!])].reduce((sum, name) => sum + weigh(name), 0);
  console.log(`${kB.toFixed(1)} kB the editor: ${editor}, ${panel}`);
  expect(kB).toBeLessThanOrEqual(EDITOR_MAX);
});

test('an episode fetches nothing of the author’s desk', async ({ page }) => {
  const desk = readdirSync('dist/assets').filter((name) =>
    /^(?:author|TextPanel|LessonPanel|DesignsPanel|HealthPanel|HandOutPanel|OutsideDialog)-/.test(name),
  );
  expect(desk.length).toBeGreaterThanOrEqual(7);
  const names = fetched(page);
  await page.goto('./?scenario=buffer');
  await expect(page.getByRole('group', { name: 'Editing' })).toBeVisible({ timeout: 30_000 });
  expect(names.filter((name) => desk.includes(name))).toEqual([]);
});
