import { defineConfig } from '@playwright/test';
export default defineConfig({ testDir: '/work/main/tests/journeys', outputDir: '/tmp/t5106/pwout', workers: 1, timeout: 90000,
  use: { browserName: 'chromium', baseURL: 'http://127.0.0.1:5106/', launchOptions: { executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] } } });
