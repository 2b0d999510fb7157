/** The digest of a run in Node beside the same run in browsers that are installed here: Firefox where it is. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { chromiumArgs, findChromium } from '../../scripts/chromium.mjs';
import { digestsOf } from './tell.ts';

const scenario = readFileSync('scenarios/buffer/scenario.yaml', 'utf8');

async function scriptOf(entry: string): Promise<string> {
  const out = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { write: false, lib: { entry, formats: ['iife'], name: 'told' } },
  });
  return (out as unknown as { output: { code: string }[] }[])[0]!.output[0]!.code;
}

/** Serves the page, starts the browser on it, and waits for what it tells. */
async function askBrowser(command: string, args: readonly string[]): Promise<string[]> {
  const script = await scriptOf('tests/oracles/tell.ts');
  let hear: (told: string[]) => void = () => {};
  const told = new Promise<string[]>((resolve) => {
    hear = resolve;
  });
  const server = createServer((request, response) => {
    if (request.url === '/told') {
      let body = '';
      request.on('data', (piece) => {
        body += piece;
      });
      request.on('end', () => {
        response.end();
        hear(JSON.parse(body));
      });
    } else if (request.url === '/scenario.yaml') response.end(scenario);
    else response.end(`<!doctype html><meta charset="utf-8"><title>told</title><script>${script}</script>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const browser = spawn(command, [...args, address], { stdio: 'ignore' });
  try {
    return await told;
  } finally {
    browser.kill();
    server.close();
  }
}

function installed(names: readonly string[]): string | null {
  for (const name of names) {
    try {
      execFileSync(name, ['--version'], { stdio: 'ignore' });
      return name;
    } catch {}
  }
  return null;
}

const profile = (): string => mkdtempSync(join(tmpdir(), 'lab-browser-'));
const expected = digestsOf(scenario, ['start', 'fix', 'more-retries']);

test('Chromium tells the digests of Node', async () => {
  const chromium = findChromium();
  const args = [...chromiumArgs(), '--headless', `--user-data-dir=${profile()}`];
  expect(await askBrowser(chromium!, args)).toEqual(expected);
});

const firefox = installed(['firefox-esr', 'firefox']);
test.skipIf(firefox === null)('Firefox tells the digests of Node', async () => {
  expect(await askBrowser(firefox!, ['--headless', '--no-remote', '--profile', profile()])).toEqual(expected);
});
