/** Runs a TypeScript program of the house under Node: bundled when stale, then started with the given arguments. */
import { spawn } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildIfStale } from './fresh.mjs';
import { root, setup } from './setup.mjs';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM']);

/** @typedef {{ name: string, entry: string, inputs: readonly string[] }} Program */

/**
 * Ends with the exit code of the program. Nothing is written on stdout but by the program itself.
 * @param {Program} program
 */
export async function runBundled(program) {
  const file = await bundled(program);
  const child = spawn(process.execPath, [file, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

/**
 * @param {Program} program
 * @returns its file, newer than all it was made from
 */
export async function bundled({ name, entry, inputs }) {
  setup();
  const output = `dist-cli/${name}.js`;
  await buildIfStale({
    output,
    inputs: [...inputs, 'vite.cli.config.ts', 'package-lock.json'],
    build: () => bundle(name, entry, output),
  });
  return join(root, output);
}

/**
 * Bundled aside and moved into place, so that a second `lab` started meanwhile never reads half a file.
 * @param {string} name
 * @param {string} entry
 * @param {string} output
 */
async function bundle(name, entry, output) {
  const { build } = await import('vite');
  const aside = join(root, '.cache', `bundle-${process.pid}`);
  await build({
    root,
    configFile: join(root, 'vite.cli.config.ts'),
    logLevel: 'warn',
    build: {
      ssr: entry,
      outDir: aside,
      rolldownOptions: { output: { entryFileNames: `${name}.js` } },
    },
  });
  mkdirSync(dirname(join(root, output)), { recursive: true });
  renameSync(join(aside, `${name}.js`), join(root, output));
  rmSync(aside, { recursive: true });
}
