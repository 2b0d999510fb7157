import { defineConfig } from '@playwright/test';
import { chromiumArgs, ensureChromium } from './scripts/chromium.mjs';

/** The server takes a free port and says so; Playwright puts it into the environment under this name. */
const port = process.env.JOURNEYS_PORT;

export default defineConfig({
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  workers: 2,
  // Two browsers on two cores: a try that the machine spoiled is made again, and told in the summary.
  retries: 1,
  // axe reads every style on the page; a slow machine needs its time.
  timeout: 300_000,
  use: {
    browserName: 'chromium',
    // Below a path on purpose: a journey that passes proves that the pages need no root.
    baseURL: `http://127.0.0.1:${port}/deep/path/`,
    launchOptions: { executablePath: ensureChromium(), args: chromiumArgs() },
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'journeys', testDir: 'tests/journeys', testMatch: '**/*.spec.ts' },
    { name: 'budget', testDir: 'tests/budget', testMatch: '**/*.spec.ts' },
  ],
  webServer: {
    command: 'node tests/journeys/server.mjs',
    wait: { stdout: /listening on 127\.0\.0\.1:(?<journeys_port>\d+)/ },
    timeout: 120_000,
  },
});
