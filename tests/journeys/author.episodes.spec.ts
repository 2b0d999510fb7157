/** Every episode of the house lies at the author's desk as its file has it, and its health is proven there. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inlineCode } from '../../src/scenario/inlineCode.ts';
import { savesAsDownloads } from './author.ts';
import { expect, isThere, test } from './page.ts';

/**
 * The verdict needs every design in ten seeds: where every request runs Go, a library is searched or a year passes, that takes
 * minutes. All of them by hand: HEALTH=all npx playwright test --project=journeys author.episodes
 */
const isSlow = (text: string): boolean =>
  process.env.HEALTH !== 'all' && /kind: (?:go-program|blob-storage|search-index)/.test(text);

test.describe.configure({ timeout: 600_000 });
test.use({ viewport: { width: 1440, height: 900 } });

const SCENARIOS = fileURLToPath(new URL('../../scenarios', import.meta.url));

/** Its file with the programs beside it in their places. */
function textOf(id: string): string {
  const file = join(SCENARIOS, id, 'scenario.yaml');
  return inlineCode(readFileSync(file, 'utf8'), (path) => readFileSync(join(dirname(file), path), 'utf8'))
    .text;
}

const EPISODES = readdirSync(SCENARIOS).toSorted();

test('there are episodes', () => expect(EPISODES.length).toBeGreaterThanOrEqual(7));

for (const id of EPISODES)
  test(`${id}: unchanged, and healthy`, async ({ page }) => {
    const text = textOf(id);
    await savesAsDownloads(page);
    await page.goto(`./author.html?scenario=${id}`);
    await isThere(page);
    const tab = (name: string) => page.getByRole('tab', { name, exact: true });
    const panel = (name: string) => page.getByRole('tabpanel', { name, exact: true });

    await expect(panel('Text').getByRole('status')).toHaveText('The text and the table are one.');
    await expect(page.getByRole('button', { name: 'Nothing to undo', exact: true })).toBeDisabled();

    await tab('Hand out').click();
    await expect(panel('Hand out')).toContainText('As it came to the desk.');
    const download = page.waitForEvent('download');
    await panel('Hand out').getByRole('button', { name: 'Save as a file …' }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe(`${id}.yaml`);
    expect(readFileSync(await saved.path(), 'utf8') === text, 'byte for byte').toBe(true);
    await expect(panel('Hand out')).toContainText('Saved.');

    if (isSlow(text)) return;
    await tab('Health').click();
    await expect(panel('Health').getByLabel('Seeds')).toHaveValue('10');
    const verdict = panel('Health').getByRole('region', { name: 'The verdict' });
    await expect(verdict).not.toContainText('Not known yet', { timeout: 450_000 });
    await expect(verdict).toContainText('Load-bearing');
    // Looking at it has changed nothing.
    await expect(page.getByRole('button', { name: 'Nothing to undo', exact: true })).toBeDisabled();
  });
