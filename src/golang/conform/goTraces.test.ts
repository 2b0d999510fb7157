import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type GoTrace, replayTraces } from './goTraces.ts';

const file = new URL('../../../tests/conformance/go-traces.json', import.meta.url);
const traces = JSON.parse(readFileSync(file, 'utf8')) as readonly GoTrace[];

test('locks, channels and semaphores let their actors go on in the order of the cases of this lab', () => {
  expect(replayTraces(traces)).toEqual(traces.map(() => null));
});

test('a step that goes another way is told', () => {
  const [first] = replayTraces([
    {
      kind: 'mutex',
      steps: [
        { a: 1, op: 'L', done: ['1:L'], blocked: [] },
        { a: 2, op: 'L', done: ['2:L'], blocked: [] },
      ],
    },
  ]);
  expect(first).toEqual({
    step: 1,
    expected: 'done 2:L; waiting nobody',
    found: 'done nobody; waiting 2',
  });
});

test('a step that there is not is refused by name', () => {
  const steps = [{ a: 1, op: 'acq', done: [], blocked: [] }];
  expect(() => replayTraces([{ kind: 'mutex', steps }])).toThrow('A mutex has no step "acq".');
});
