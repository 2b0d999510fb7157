/**
 * npm run bench: how fast the engine is on this machine, and what of it is felt on a page.
 * npm run bench -- page     only what a browser measures
 * npm run bench -- author   only the author's desk
 * npm run bench -- engine   only what needs no browser
 */
import { runBundled } from './bundled.mjs';
import { setup, stop } from './setup.mjs';

const [only] = process.argv.slice(2);
const BENCHES = ['page', 'author', 'engine'];
if (only !== undefined && !BENCHES.includes(only))
  stop(`There is no bench "${only}". Benches: ${BENCHES.join(', ')}.`);
/** @param {string} bench */
const isAsked = (bench) => only === undefined || only === bench;

if (isAsked('page')) {
  setup();
  const { benchPage } = await import('../tests/bench/page.mjs');
  await benchPage();
}
if (isAsked('author')) {
  setup();
  const { benchAuthor } = await import('../tests/bench/author.mjs');
  await benchAuthor();
}
if (isAsked('engine'))
  await runBundled({ name: 'bench', entry: 'tests/bench/main.ts', inputs: ['src', 'tests/bench'] });
