/** The production build of the pages into dist/. Import only after setup(): it needs vite. */
import { join } from 'node:path';
import { build } from 'vite';
import { buildIfStale } from './fresh.mjs';
import { root } from './setup.mjs';

const INPUTS = [
  'src',
  'public',
  'scenarios',
  'templates',
  'scripts/gallery.ts',
  'scripts/contentPolicy.ts',
  'index.html',
  'embed.html',
  'author.html',
  'load.html',
  'model.html',
  'vite.config.ts',
  'vite.aside.config.ts',
  'package-lock.json',
];

/**
 * @param {'info' | 'warn' | 'error'} logLevel
 * @param {import('vite').InlineConfig} [more] where to, and what differs from the pages of the house
 */
export async function buildPages(logLevel, more = {}) {
  // Under a test runner NODE_ENV says "test", and React would come in its slow development form.
  process.env.NODE_ENV = 'production';
  for (const config of ['vite.config.ts', 'vite.aside.config.ts'])
    await build({ ...more, root, configFile: join(root, config), logLevel });
}

/** @param {() => void} announce called before a build that takes a while */
export async function buildPagesIfStale(announce) {
  await buildIfStale({
    output: 'dist/index.html',
    inputs: INPUTS,
    build: async () => {
      announce();
      await buildPages('warn');
    },
  });
}
