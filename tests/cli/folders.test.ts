// @vitest-environment jsdom
/** Whole folders of scenarios, and what is told about them as JUnit's XML: as a continuous integration calls it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { course, LESSON, removeCourse } from './course.ts';

const HOSTILE = 'Every "guest" <came> & \u{1f468}‍\u{1f373} left ]]> again.';
const root = course({
  'lessons/02-false.yaml': LESSON.replace('id: espresso', 'id: wrong')
    .replace('says: Every guest who came was served, sent away, or is still there.', `says: '${HOSTILE}'`)
    .replace(/that: barista.*/, 'that: barista.arrived < 3')
    .replace(/^health:[\s\S]*/m, ''),
  'lessons/ci.yaml': 'stages: [lint]\n',
  'broken/espresso.yaml': LESSON,
  'broken/tab.yaml': LESSON.replace('  guests:\n', '\tguests:\n'),
  'broken/typo.yaml': LESSON.replace('kind: service', 'kind: servise'),
  'broken/unfinished.yaml': LESSON.replace('id: espresso', 'id: unfinished').replace(
    'wires:\n  - guests.out -> barista.in\n',
    'wires: []\n',
  ),
  'alone/espresso.yaml': LESSON,
  'doubtful/hollow.yaml': LESSON.replace('id: espresso', 'id: hollow').replace(
    'check: mean of barista.waiting < 5',
    'check: mean of barista.waiting < 5000',
  ),
  'doubtful/begun.yaml': LESSON.replace('id: espresso', 'id: begun').replace(/^ {2}fix: three\n/m, ''),
  'none/ci.yaml': 'stages: [lint]\n',
});

function lab(...args: string[]) {
  const done = spawnSync(process.execPath, [resolve('scripts/lab.mjs'), ...args], {
    encoding: 'utf8',
    cwd: root,
  });
  return { code: done.status ?? -1, out: done.stdout, err: done.stderr };
}

/** With --junit: what was printed, and the report by scenario as `name: outcome`. */
function reported(...args: string[]) {
  const done = lab(...args, '--junit', 'reports/of/one.xml');
  const xml = readFileSync(join(root, 'reports', 'of', 'one.xml'), 'utf8');
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  expect(document.querySelector('parsererror')).toBeNull();
  const whole = document.documentElement;
  const outcomeOf = (one: Element) =>
    ['failure', 'error', 'skipped'].find((name) => one.querySelector(name)) ?? 'passed';
  for (const [name, of] of Object.entries({ tests: 'testcase', failures: 'failure', errors: 'error' }))
    expect(Number(whole.getAttribute(name)), name).toBe(document.querySelectorAll(of).length);
  const suites = [...document.querySelectorAll('testsuite')].map((suite) => [
    suite.getAttribute('name'),
    [...suite.querySelectorAll('testcase')].map((one) => `${one.getAttribute('name')}: ${outcomeOf(one)}`),
  ]);
  return { ...done, document, suites: Object.fromEntries(suites) as Record<string, string[]> };
}

beforeAll(() => {
  lab('help');
}, 120_000);
afterAll(() => removeCourse(root));

describe('lint', () => {
  test('a file without problems is a case that passes, a problem one that fails, a warning one that passes', () => {
    const { code, out, document, suites } = reported('lint', 'broken');
    expect(code).toBe(1);
    expect(out).toMatch(/^broken.espresso\.yaml: no problems$/m);
    expect(out).toMatch(/^broken.typo\.yaml:17:11: error: .*Did you mean service\?$/m);
    expect(Object.values(suites)).toEqual([
      ['no problems: passed'],
      expect.arrayContaining([expect.stringMatching(/^\d+:\d+ the file: error$/)]),
      ['17:11 parts.barista.kind: failure'],
      [expect.stringMatching(/^\d+:\d+ parts\.guests: passed$/)],
    ]);
    expect(document.querySelector('failure')?.getAttribute('message')).toContain('servise');
    expect(document.querySelector('failure')?.textContent).toMatch(/typo\.yaml:17:11: error: .*\nexpected: /);
    expect(document.querySelector('system-out')?.textContent).toContain('warning: guests.out has no wire');
  });

  test('of a folder the scenarios alone; says so where there is none', () => {
    expect(JSON.parse(lab('lint', 'lessons', '--json').out)).toHaveLength(2);
    expect(lab('lint', 'none')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no scenario in none'),
    });
    expect(lab('lint', 'lessons', '--junit', 'lessons')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--junit expects a file to write, found "lessons".'),
    });
  });
});

describe('run', () => {
  test('a line each, with the claims that are not true; they are cases', () => {
    const { code, out, document, suites } = reported('run', 'lessons');
    expect(code).toBe(1);
    expect(out).toMatch(/^✓ espresso · start · seed 1: 107 made, .*1 of 1 claims true, finished at 1 h$/m);
    expect(out).toMatch(/^✗ wrong · start · seed 1: .*0 of 1 claims true.*\n {4}✗ false {2}Every "guest"/m);
    expect(suites).toEqual({
      espresso: ['served: passed', 'the run finishes: passed'],
      wrong: ['served: failure', 'the run finishes: passed'],
    });
    expect(document.querySelector('failure')?.getAttribute('message')).toBe(HOSTILE);
    expect(Number(document.querySelector('testsuite')?.getAttribute('time'))).toBeGreaterThanOrEqual(0);
  });

  test('JSON of a folder is a list, of one scenario it is not', () => {
    const one = JSON.parse(lab('run', 'alone/espresso.yaml', '--json').out);
    const [listed, ...more] = JSON.parse(lab('run', 'alone', '--json').out);
    expect(more).toEqual([]);
    expect({ ...listed, eventsPerSecond: 0 }).toEqual({ ...one, eventsPerSecond: 0 });
  });

  test('a scenario with errors cannot be asked: the others are', () => {
    const { code, err, suites } = reported('run', 'broken', '--design', 'three');
    expect(code).toBe(1);
    expect(err).toMatch(/typo\.yaml:17:11: error/);
    expect(Object.values(suites).map((cases) => cases[0])).toEqual([
      'served: passed',
      expect.stringMatching(/the file: error$/),
      '17:11 parts.barista.kind: error',
      expect.stringMatching(/^served: /),
    ]);
  });
});

test('sweep: claims over seeds, with the seeds where they are false', () => {
  const { code, document, suites } = reported('sweep', 'lessons', '--seeds', '4', '--json');
  expect(code).toBe(1);
  expect(suites).toEqual({
    espresso: ['served: passed', 'every run finishes: passed'],
    wrong: ['served: failure', 'every run finishes: passed'],
  });
  expect(document.querySelector('failure')?.textContent).toContain('false at seeds 1, 2, 3, 4');
});

describe('health', () => {
  test('the verdict, each design and each claim are cases; in a folder some are no lessons', () => {
    const { code, err, suites } = reported('health', 'lessons', '--seeds', '2', '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(suites.wrong).toEqual(['verdict: skipped']);
    expect(suites.espresso).toEqual(
      expect.arrayContaining([
        'verdict: passed',
        'untouched start: passed',
        'fix three: passed',
        'tempting longer: passed',
        'claim served in start: passed',
      ]),
    );
    expect(suites.espresso!.filter((one) => one.endsWith('failure'))).toEqual([]);
  });

  test('what is hollow or only begun fails', () => {
    const { code, document, suites } = reported('health', 'doubtful', '--seeds', '2');
    expect(code).toBe(1);
    expect(suites.begun).toEqual(['verdict: failure']);
    expect(suites.hollow!.slice(0, 4)).toEqual([
      'verdict: failure',
      'untouched start: failure',
      'fix three: passed',
      'tempting longer: failure',
    ]);
    expect([...document.querySelectorAll('failure')].map((one) => one.getAttribute('message'))).toEqual([
      expect.stringMatching(/^Nothing is proven yet: there is no .*fix\.$/),
      'hollow: Doing nothing may do: start passes in 2 of 2 seeds.',
      'start passes in 2 of 2 seeds.',
      'longer passes in 2 of 2 seeds.',
    ]);
  });
});
