/** npm run lab -- site ...: the pages once more, with somebody's own scenarios in the gallery. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { bundled } from './bundled.mjs';
import { root, say } from './setup.mjs';

/** @typedef {import('../src/entries/cli/sitePlan.ts').SitePlan} SitePlan */

/** As src/entries/cli/sitePlan.ts says it. */
const SITE_MARK = '.secret-life-lab-site';

/**
 * @param {import('./bundled.mjs').Program} lab
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function buildSite(lab, args) {
  const cli = await bundled(lab);
  const asked = spawnSync(process.execPath, [cli, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (asked.status !== 0) return asked.status ?? 1;
  /** @type {SitePlan} */
  const plan = JSON.parse(asked.stdout);
  // Aside first: a build that fails leaves the site that is there as it was.
  const aside = join(root, '.cache', `site-${process.pid}`);
  try {
    const { buildPages } = await import('./pages.mjs');
    await buildPages('error', { plugins: [{ name: 'site', api: plan }], build: { outDir: aside } });
    return moveIn(plan, aside);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/**
 * In place of the site that was there; what else lies there stays.
 * @param {Pick<SitePlan, 'out' | 'replaced' | 'scenarios'>} plan
 * @param {string} aside where it was built
 * @returns {number} the exit code
 */
export function moveIn({ out, replaced, scenarios }, aside) {
  const files = filesBelow(aside).map((file) => relative(aside, file).replaceAll('\\', '/'));
  const foreign = files.find((file) => !replaced.includes(file) && existsSync(join(out, file)));
  if (foreign !== undefined) {
    say(
      `lab site: ${join(out, foreign)} is there already, and no earlier site made it: nothing was written.`,
    );
    return 2;
  }
  for (const file of replaced) {
    rmSync(join(out, file), { force: true });
    for (let at = dirname(join(out, file)); at !== out && isEmpty(at); at = dirname(at)) rmdirSync(at);
  }
  mkdirSync(out, { recursive: true });
  cpSync(aside, out, { recursive: true });
  writeFileSync(join(out, SITE_MARK), [...files, ''].join('\n'));
  const many = scenarios.length === 1 ? '1 scenario' : `${scenarios.length} scenarios`;
  console.log(`A site of ${many} lies in ${out}: put it on any static server, below any path.`);
  return 0;
}

/** @param {string} folder */
const isEmpty = (folder) => existsSync(folder) && readdirSync(folder).length === 0;

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}
