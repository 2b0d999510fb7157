import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../parts/catalog.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { markOf } from './places.ts';

const TEXT = readFileSync(new URL('../../../scenarios/buffer/scenario.yaml', import.meta.url), 'utf8');

/** What is marked when one thing in the text is another, and what would be put in its place. */
function marked(search: string, put: string) {
  const text = TEXT.replace(search, put);
  expect(text).not.toBe(TEXT);
  const lines = text.split('\n');
  return parseScenario(text, catalog).problems.map((problem) => {
    const start = lines.slice(0, problem.line - 1).join('\n').length + (problem.line > 1 ? 1 : 0);
    const mark = markOf(text, start + problem.column - 1, problem);
    return { words: text.slice(mark.from, mark.to), meant: mark.meant, severity: mark.severity };
  });
}

describe('a problem is marked under its words', () => {
  it.each([
    ['kind: service', 'kind: servise', 'servise', 'service'],
    ['checkout.calls -> gateway.in', 'chekout.calls -> gateway.in', 'chekout', 'checkout'],
    ['checkout.calls -> gateway.in', 'checkout.calls -> gateway.inn', 'inn', 'in'],
    ['slots: 50', 'slotz: 50', 'slotz', 'slots'],
    ['slots: 50', 'slots: "many of them"', 'many of them', null],
    ['timeout: 3s', 'timeout: 3 parsecs', '3 parsecs', null],
    ['act: lock', 'act: "lok"', 'lok', 'lock'],
    [
      'that: checkout.availability before outage',
      'that: checkout.availability before outtage',
      'outtage',
      'outage',
    ],
    ['seed: 7', 'seed: -7', '-7', null],
    ['summary: >-', 'sumary: >-', 'sumary', 'summary'],
  ])('%s as %s', (search, put, words, meant) => {
    expect(marked(search, put)).toContainEqual({ words, meant, severity: 'error' });
  });

  it('what is missing is marked at what misses it, what cannot be read at a letter', () => {
    expect(marked('    kind: database\n', '')).toContainEqual({
      words: 'database',
      meant: null,
      severity: 'error',
    });
    for (const { words } of marked('at: [130, 280]', 'at: [130, 280'))
      expect(words.length).toBeGreaterThan(0);
  });

  it('is never longer than its line, nor outside of the text', () => {
    const problem = {
      severity: 'error',
      line: 1,
      column: 1,
      path: '',
      found: '',
      expected: 'x',
      says: 'y',
    } as const;
    for (let at = 0; at <= TEXT.length; at += 3) {
      const { from, to } = markOf(TEXT, at, problem);
      expect(from).toBeLessThanOrEqual(to);
      expect(to).toBeLessThanOrEqual(TEXT.length);
      expect(TEXT.slice(from, to)).not.toContain('\n');
    }
    expect(markOf('', 0, problem)).toMatchObject({ from: 0, to: 0 });
  });
});
