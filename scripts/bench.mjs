/**
 * npm run bench: how fast the engine is on this machine, and what of it is felt on a page.
 * npm run bench -- page     only what a browser measures
 * npm run bench -- engine   only what needs none
 */
import { runBundled } from './bundled.mjs';
import { setup, stop } from './setup.mjs';

const [only] = process.argv.slice(2);
if (only !== undefined && only !== 'page' && only !== 'engine')
  stop(`There is no bench "${only}". Benches: page, engine.`);

if (only !== 'engine') {
  setup();
  const { benchPage } = await import('../tests/bench/page.mjs');
  await benchPage();
}
if (only !== 'page')
  await runBundled({ name: 'bench', entry: 'tests/bench/main.ts', inputs: ['src', 'tests/bench'] });
