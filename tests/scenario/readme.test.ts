import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openRun } from '../../src/lab/run.ts';

const text = /```yaml\n([\s\S]+?)```/.exec(readFileSync('README.md', 'utf8'))![1]!;

test.each(['start', 'two'])('the first scenario of the README runs as it says: %s', (design) => {
  const run = openRun(text, design, {});
  expect(run.problems).toEqual([]);
  expect(run.take === null ? [] : run.judged.map(({ verdict }) => verdict)).not.toContain(false);
  expect(run.take?.recording.ending.kind).toBe('finished');
  expect(run.take === null ? 0 : run.judged.length).toBe(design === 'two' ? 2 : 1);
});
