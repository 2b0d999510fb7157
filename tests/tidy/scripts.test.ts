import { expect, test } from 'vitest';
import { installCommand } from '../../scripts/chromium.mjs';
import { closingLine, fromPlaywright, fromVitest, slowest } from '../../scripts/report.mjs';
import { nodeIsSupported } from '../../scripts/setup.mjs';

test.each([
  ['18.20.0', false],
  ['20.18.3', false],
  ['20.19.0', true],
  ['21.7.0', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['24.1.0', true],
])('Node %s: %s', (version, supported) => {
  expect(nodeIsSupported(version)).toBe(supported);
});

test('the command to install Chromium is that of the system', () => {
  expect(installCommand('linux', ['debian'])).toContain('apt-get install -y chromium');
  expect(installCommand('linux', ['rocky', 'rhel', 'fedora'])).toContain('dnf install');
  expect(installCommand('darwin', [])).toContain('brew');
  expect(installCommand('win32', [])).toContain('winget');
});

const ofVitest = fromVitest({
  testResults: [
    {
      name: 'a.test.ts',
      status: 'failed',
      assertionResults: [
        { fullName: 'adds', status: 'passed', duration: 3 },
        { fullName: 'divides', status: 'failed', duration: 5 },
        { fullName: 'waits', status: 'todo' },
        { fullName: 'rests', status: 'pending' },
      ],
    },
    { name: 'broken.test.ts', status: 'failed', assertionResults: [] },
  ],
});

const ofPlaywright = fromPlaywright({
  suites: [
    {
      title: 'a.spec.ts',
      suites: [
        {
          title: 'opening',
          specs: [
            { title: 'opens', tests: [{ status: 'expected', results: [{ duration: 40 }] }] },
            { title: 'wavers', tests: [{ status: 'flaky', results: [{ duration: 1 }, { duration: 2 }] }] },
            { title: 'is left out', tests: [{ status: 'skipped', results: [] }] },
          ],
        },
      ],
    },
  ],
  errors: [{ message: 'the server did not start' }],
});

test('the closing line adds up both runners: a broken file and a lost server are failures, a second try is told', () => {
  expect(closingLine([...ofVitest, ...ofPlaywright])).toBe('3 passed, 3 failed, 3 skipped');
  expect([...ofVitest, ...ofPlaywright].filter(({ again }) => again).map(({ name }) => name)).toEqual([
    'opening wavers',
  ]);
});

test('the slowest tests come first', () => {
  expect(slowest([...ofVitest, ...ofPlaywright], 2).map((test) => test.ms)).toEqual([40, 5]);
});
