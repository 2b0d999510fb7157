/**
 * npm test: everything, one stage after the other, going on after a failure so that all problems are seen.
 * npm test -- unit            one stage
 * npm test -- unit clock      one stage, and what follows is for its runner (here: files with "clock")
 * The last line adds up all runners; any failed or skipped test makes the exit code 1.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { closingLine, count, failure, fromPlaywright, fromVitest, slowest } from './report.mjs';
import { root, setup, stop } from './setup.mjs';
import { runTool } from './tool.mjs';

/** @typedef {import('./report.mjs').Result} Result */

const VITEST = ['unit', 'panels', 'browser'];
const PLAYWRIGHT = ['journeys', 'budget'];
const SLOWEST = 10;

const [filter, ...rest] = process.argv.slice(2);

/** @type {{ names: string[], run: (projects: string[]) => Promise<Result[]> }[]} in the order they run */
const STAGES = [
  { names: ['types'], run: async () => check('types', runTool('tsc', ['-b', ...rest])) },
  { names: ['biome'], run: async () => check('biome', runTool('biome', ['check', '.', ...rest])) },
  { names: VITEST, run: vitest },
  { names: ['build'], run: build },
  { names: PLAYWRIGHT, run: playwright },
];

const chosen = choose();
setup();
ensureChromium();
mkdirSync(join(root, '.cache'), { recursive: true });

/** @type {Result[]} */
const results = [];
for (const { names, run } of chosen) {
  console.log(`\n=== ${names.join(' + ')}`);
  results.push(...(await run(names)));
}

const timed = slowest(results, SLOWEST).filter((result) => result.ms > 0);
if (timed.length > 0) console.log('\nSlowest tests:');
for (const { name, ms } of timed) console.log(`  ${String(Math.round(ms)).padStart(6)} ms  ${name}`);
const again = results.filter((result) => result.again);
if (again.length > 0) console.log('\nPassed at the second try only:');
for (const { name } of again) console.log(`  ${name}`);
const bad = results.filter((result) => result.outcome !== 'passed');
if (bad.length > 0) console.log('\nNot passed:');
for (const { name, outcome } of bad) console.log(`  ${outcome.padEnd(7)}  ${name}`);

process.exitCode = bad.length > 0 ? 1 : 0;
console.log(`\n${closingLine(results)}`);

function choose() {
  if (filter === undefined) return STAGES;
  const stages = STAGES.filter(({ names }) => names.includes(filter));
  const known = STAGES.flatMap(({ names }) => names).join(', ');
  if (stages.length === 0) return stop(`There is no stage "${filter}". Stages: ${known}.`);
  return stages.map((stage) => ({ ...stage, names: [filter] }));
}

/** A stage without tests of its own counts as one. @param {string} name @param {number} status @returns {Result[]} */
function check(name, status) {
  return [{ name, ms: 0, outcome: status === 0 ? 'passed' : 'failed' }];
}

/** @param {string[]} projects */
async function vitest(projects) {
  return readReport('.cache/vitest.json', 'vitest', fromVitest, (file) =>
    runTool('vitest', [
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...rest,
    ]),
  );
}

/** @param {string[]} projects */
async function playwright(projects) {
  return readReport('.cache/playwright.json', 'playwright', fromPlaywright, (file) =>
    runTool(
      'playwright',
      [
        'test',
        '--pass-with-no-tests',
        '--reporter=list,json',
        ...projects.flatMap((project) => ['--project', project]),
        ...rest,
      ],
      { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    ),
  );
}

/**
 * @template T
 * @param {string} file
 * @param {string} runner
 * @param {(report: T) => Result[]} read
 * @param {(file: string) => number} run
 */
function readReport(file, runner, read, run) {
  const path = join(root, file);
  rmSync(path, { force: true });
  const status = run(path);
  /** @type {Result[]} */
  let found;
  try {
    found = read(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return [failure(`${runner} left no report`)];
  }
  // For instance an error outside any test: the runner fails although every test passed.
  return status !== 0 && count(found, 'failed') === 0 ? [...found, failure(`${runner} itself`)] : found;
}

async function build() {
  try {
    const { buildPages } = await import('./pages.mjs');
    await buildPages('info');
    return check('build', 0);
  } catch (error) {
    console.error(error);
    return check('build', 1);
  }
}
