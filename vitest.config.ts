import { playwright } from '@vitest/browser-playwright';
import { defineConfig, mergeConfig } from 'vitest/config';
import { chromiumArgs, findChromium } from './scripts/chromium.mjs';
import pages from './vite.config.ts';

/** Apart from vite.config.ts so that `vite` itself need not load Playwright. */
export default mergeConfig(
  pages,
  defineConfig({
    test: {
      passWithNoTests: true,
      // Two cores are the least that there is: one would stand idle.
      maxWorkers: 2,
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            environment: 'node',
            include: ['src/**/*.test.ts', 'tests/{laws,tidy,theory,scenario,cli,azure}/**/*.test.ts'],
            // Whole runs over many seeds: a busy machine needs its time.
            testTimeout: 60_000,
          },
        },
        {
          extends: true,
          test: {
            name: 'panels',
            environment: 'jsdom',
            include: ['src/**/*.test.tsx'],
            setupFiles: ['tests/panels.setup.ts'],
            testTimeout: 30_000,
          },
        },
        {
          extends: true,
          // Found too late, a library makes the page reload in the middle of a test.
          optimizeDeps: {
            include: [
              '@testing-library/react',
              '@testing-library/user-event',
              '@xyflow/react',
              'framer-motion',
              'lucide-react',
              'react',
              'react-dom',
              'react-dom/client',
              'react/jsx-dev-runtime',
              'react/jsx-runtime',
              'uplot',
              'valibot',
              'yaml',
              'zustand',
              'zustand/vanilla',
            ],
          },
          test: {
            name: 'browser',
            include: ['tests/browser/**/*.test.{ts,tsx}'],
            setupFiles: ['tests/browser.setup.ts'],
            testTimeout: 60_000,
            // Naming the address keeps the server off the other network interfaces.
            api: { host: '127.0.0.1' },
            browser: {
              enabled: true,
              headless: true,
              screenshotFailures: false,
              provider: playwright({
                launchOptions: { executablePath: findChromium(), args: chromiumArgs() },
              }),
              instances: [{ browser: 'chromium' }],
            },
          },
        },
        {
          extends: true,
          test: {
            name: 'oracles',
            environment: 'node',
            include: ['tests/oracles/**/*.test.ts'],
            testTimeout: 120_000,
          },
        },
      ],
    },
  }),
);
