/** Starts an installed tool by its script file: no shell, no npx, the same on every system. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './setup.mjs';

const SCRIPTS = {
  tsc: 'typescript/bin/tsc',
  biome: '@biomejs/biome/bin/biome',
  vitest: 'vitest/vitest.mjs',
  playwright: '@playwright/test/cli.js',
};

/**
 * @param {keyof typeof SCRIPTS} name
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env] added to the environment
 * @returns {number} its exit code
 */
export function runTool(name, args, env) {
  const script = join(root, 'node_modules', SCRIPTS[name]);
  const options = { cwd: root, stdio: /** @type {const} */ ('inherit'), env: { ...process.env, ...env } };
  return spawnSync(process.execPath, [script, ...args], options).status ?? 1;
}
