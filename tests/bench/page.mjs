/** The half of `npm run bench` that needs a browser: a bench page is built, opened, and asked. */
import { join } from 'node:path';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { chromiumArgs, ensureChromium } from '../../scripts/chromium.mjs';
import { root } from '../../scripts/setup.mjs';

const ROUNDS = 3;
const TARGET = { seekMs: 100, ratio: 10 };
const PAGE = { root: join(root, 'tests', 'bench', 'page'), configFile: join(root, 'vite.config.ts') };

/** @typedef {{ events: number, median: number, p95: number, keyframes: number, bytes: number, bytesMax: number }} Seeks */

export async function benchPage() {
  const outDir = join(root, '.cache', 'bench-page');
  const input = join(PAGE.root, 'index.html');
  process.env.NODE_ENV = 'production';
  await build({
    ...PAGE,
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, rolldownOptions: { input } },
  });
  const server = await preview({
    ...PAGE,
    logLevel: 'warn',
    build: { outDir },
    preview: { host: '127.0.0.1' },
  });
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumArgs() });
  try {
    const address = server.resolvedUrls?.local[0];
    if (!address) throw new Error('The bench page has no address.');
    /** @param {string} call */
    const ask = async (call) => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 760 } });
      await page.goto(address);
      await page.waitForFunction('window.bench');
      const answer = await page.evaluate(`window.bench.${call}`);
      await page.close();
      return answer;
    };
    tellSeeks(/** @type {Seeks} */ (await ask('seeks()')));
    /** @type {{ canvas: number[], nodes: number[] }} */
    const most = { canvas: [], nodes: [] };
    for (let i = 0; i < ROUNDS; i++) {
      most.canvas.push(/** @type {number} */ (await ask("particles('canvas')")));
      most.nodes.push(/** @type {number} */ (await ask("particles('nodes')")));
    }
    tellParticles(most);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** @param {Seeks} seeks */
function tellSeeks({ events, median: half, p95, keyframes, bytes, bytesMax }) {
  const size = `${mebibytes(bytes)} of at most ${mebibytes(bytesMax)} MiB in ${keyframes} keyframes`;
  console.log(
    `seeks in Chromium, ${events.toLocaleString('en')} events, 100 moments at random, in a Worker:`,
  );
  console.log(`  median ${half.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms; ${size}`);
  console.log(`  target median < ${TARGET.seekMs} ms: ${half < TARGET.seekMs ? 'reached' : 'missed'}`);
}

/** @param {{ canvas: number[], nodes: number[] }} most */
function tellParticles(most) {
  const ratio = median(most.canvas) / median(most.nodes);
  console.log(`particles in Chromium at 55 frames a second, median of ${ROUNDS}:`);
  console.log(`  canvas ${told(most.canvas)}, DOM nodes ${told(most.nodes)}, ratio ${ratio.toFixed(1)}`);
  console.log(`  target ratio >= ${TARGET.ratio}: ${ratio >= TARGET.ratio ? 'reached' : 'missed'}`);
}

/** @param {number[]} rounds */
const told = (rounds) => `${median(rounds)} (${rounds.join(', ')})`;
/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
/** @param {number} bytes */
const mebibytes = (bytes) => (bytes / 1024 ** 2).toFixed(1);
