/** npm start: install what is missing, build what is stale, serve the pages. --port 5000, --no-open */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root, setup, stop } from './setup.mjs';

const DEFAULT_PORT = 4173;

setup();
const { port, open } = readFlags();
const { buildPagesIfStale } = await import('./pages.mjs');
const { preview } = await import('vite');

await buildPagesIfStale(() => console.log('Building the pages (only after a change) ...'));
const server = await preview({
  root,
  configFile: join(root, 'vite.config.ts'),
  logLevel: 'warn',
  preview: { host: '127.0.0.1', port, open: open && hasDesktop() },
});
console.log(`\n  Secret Life Lab: ${server.resolvedUrls?.local[0]}\n  Stop it with Ctrl+C.\n`);

/** @returns {{ port: number, open: boolean }} a taken port is not an error: the next free one is used */
function readFlags() {
  const options = /** @type {const} */ ({ port: { type: 'string' }, 'no-open': { type: 'boolean' } });
  try {
    const { values } = parseArgs({ options });
    const port = Number(values.port ?? DEFAULT_PORT);
    if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Error(`--port ${values.port}`);
    return { port, open: !values['no-open'] };
  } catch (error) {
    return stop(`Usage: npm start -- [--port 1..65535] [--no-open]\n${error}`);
  }
}

/** A server or a container has no browser to open. */
function hasDesktop() {
  if (process.env.CI) return false;
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
