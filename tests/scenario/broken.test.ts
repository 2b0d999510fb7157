/** Broken files, kept and made: each gives its problems at their lines, all at once, and nothing throws. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/scenario/parse.ts';
import { EXPECTED } from './expected.ts';
import { testCatalog } from './parts.ts';

const FOLDER = new URL('./broken/', import.meta.url);
const BUFFER = new URL('../../scenarios/buffer/scenario.yaml', import.meta.url);
const MIB = 1024 * 1024;

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));

it('expects something of every file, and of at least 30', () => {
  expect(files.map((name) => name.slice(0, -5)).toSorted()).toEqual(Object.keys(EXPECTED).toSorted());
  expect(files.length).toBeGreaterThanOrEqual(30);
});

describe.each(Object.entries(EXPECTED))('%s', (name, expected) => {
  const { scenario, problems } = parseScenario(readFileSync(new URL(`${name}.yaml`, FOLDER)), testCatalog);

  it('is no scenario and has its problems in their places', () => {
    expect(scenario).toBeNull();
    expect(problems.map((p) => [p.line, p.column, p.path])).toEqual(
      expected.map(([line, column, path]) => [line, column, path]),
    );
  });

  it('says what was found and what was expected', () => {
    problems.forEach((problem, i) => {
      expect(problem.says).toContain(expected[i]![3]);
      expect(problem.found).not.toBe('');
      expect(problem.expected).not.toBe('');
      if (problem.didYouMean) expect(problem.says).toContain(`Did you mean ${problem.didYouMean}?`);
    });
  });
});

function only(source: Uint8Array | string) {
  const { scenario, problems } = parseScenario(source, testCatalog);
  expect(scenario).toBeNull();
  expect(problems).toHaveLength(1);
  return problems[0]!;
}

describe('files that are made for the test', () => {
  const good = readFileSync(BUFFER, 'utf8');

  it('50 MB is refused by its size, unread', () => {
    expect(only(new Uint8Array(50_000_000)).says).toBe('The file has 47.7 MiB; a scenario may have 1 MiB.');
    expect(only('x'.repeat(50_000_000)).says).toContain('may have 1 MiB');
    expect(only(' '.repeat(MIB + 1)).says).toContain('may have 1 MiB');
  });

  it('bytes that are not UTF-8 are found', () => {
    const latin = Buffer.from(good.replace('The Buffer', 'The B\u00fcffer'), 'latin1');
    expect(only(latin)).toMatchObject({ line: 4, column: 13, expected: 'text in UTF-8' });
    expect(only(Buffer.from(good, 'utf16le')).says).toBeTruthy();
    expect(
      only(Buffer.concat([Buffer.from('\u00fe\u4e00\u{1f600}\n'), Buffer.from([0xed, 0xa0, 0x80])])),
    ).toMatchObject({ line: 2, column: 1 });
    expect(only(Buffer.from([0xc3]))).toMatchObject({ line: 1, column: 1 });
  });

  it('a byte-order mark and Windows line ends are nothing wrong', () => {
    for (const text of [`\ufeff${good}`, good.replaceAll('\n', '\r\n')]) {
      expect(parseScenario(Buffer.from(text), testCatalog).problems).toEqual([]);
    }
    const windows = good.replace('slots: 50', 'slotz: 50').replaceAll('\n', '\r\n');
    expect(only(windows)).toMatchObject({ path: 'parts.checkout.settings.slotz', column: 7 });
  });

  it('too many parts, wires and acts are refused by number', () => {
    const part = (i: number) => `  p${i}: { kind: service, at: [0, 0] }\n`;
    const acts = `acts:\n${'  - { at: 1s, part: checkout, act: crash }\n'.repeat(1001)}`;
    const wires = good.replace('wires:\n', `wires:\n${'  - shoppers.out -> checkout.in\n'.repeat(1001)}`);
    const parts = good.replace(
      'parts:\n',
      `parts:\n${Array.from({ length: 301 }, (_, i) => part(i)).join('')}`,
    );
    const says = (text: string) => parseScenario(text, testCatalog).problems.map((p) => p.expected);
    expect(says(good.replace(/acts:\n(?: {2}.*\n)+/, acts))).toContain('at most 1000 acts');
    expect(says(wires)).toContain('at most 1000 wires');
    expect(says(parts)).toContain('at most 300 parts');
  });

  it('parts of the base and of a design are counted together', () => {
    const many = (name: string) =>
      Array.from({ length: 200 }, (_, i) => `      ${name}${i}: { kind: service, at: [0, 0] }\n`).join('');
    const base = good.replace('parts:\n', `parts:\n${many('b').replaceAll('      ', '  ')}`);
    const { problems } = parseScenario(base.replace('    add:\n', `    add:\n${many('a')}`), testCatalog);
    expect(problems[0]!.says).toContain('In the design fix: A design may have 300 parts; this one has 407.');
  });

  it('a thousand million requests are no mistake: the engine ends such a run', () => {
    const { scenario, problems } = parseScenario(
      good.replace('rate: 50/s', 'rate: 1_000_000/s').replace('duration: 5m', 'duration: 3650d'),
      testCatalog,
    );
    expect(problems).toEqual([]);
    expect(scenario?.duration).toBe('3650d');
  });

  it.each([
    ['open brackets', '['.repeat(MIB)],
    ['open maps', '{a: '.repeat(MIB / 4)],
    ['dashes', '- '.repeat(MIB / 2)],
    ['quotes', '"'.repeat(MIB)],
    ['keys', Array.from({ length: 80_000 }, (_, i) => `k${i}: 1`).join('\n')],
    ['one key', 'k: 1\n'.repeat(MIB / 8)],
    ['aliases', `a: &a 1\nb: [${'*a,'.repeat(MIB / 4)}]`],
    ['indentation', Array.from({ length: 1400 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('1 MiB of %s has problems, not too many, and an end', { timeout: 60_000 }, (_name, text) => {
    const { scenario, problems } = parseScenario(text.slice(0, MIB), testCatalog);
    expect(scenario).toBeNull();
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(201);
  });
});
