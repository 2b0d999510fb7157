import { describe, expect, test } from 'vitest';
import { pair } from '../../tests/kinds.ts';
import type { Model } from '../engine/part.ts';
import { World } from '../engine/world.ts';
import { figuresOf } from './figures.ts';
import { Recorder } from './recorder.ts';
import type { Window } from './types.ts';
import { rateAt, valuesNear } from './view.ts';

function record(model: Model, windows: readonly Window[] = []) {
  const recorder = new Recorder(model, windows);
  const world = new World(model, { seed: 1, witness: recorder });
  recorder.watch(world);
  world.run();
  return recorder.finish([
    { part: 'app', what: 'slots', usd: 1.5 },
    { part: 'app', what: 'calls', usd: 0.25 },
  ]);
}

/** Served 0-10, 10-20, 100-110 and 990-1000; see the tests of the queries. */
const recording = record(pair({ at: [0, 4, 100, 990] }), [{ name: 'w', from: 5, to: 50 }]);
const figures = figuresOf(recording);

test('levels, counters, timings, users, money', () => {
  const level = (stat: 'mean' | 'max' | 'min' | 'last') => figures.level('app', 'busy', stat, 5, 50);
  expect([level('mean'), level('max'), level('min'), level('last')]).toEqual([15 / 45, 1, 0, 0]);
  expect(figures.counter('app', 'done', 'total', 5, 50)).toBe(2);
  expect(figures.counter('app', 'done', 'rate', 5, 50)).toBeCloseTo(2e6 / 45, 6);
  const timing = (stat: 'p50' | 'p99' | 'mean' | 'max' | 'count') =>
    figures.timing('users', 'latency', stat, 0, 1000);
  expect([timing('p50'), timing('p99'), timing('mean'), timing('max'), timing('count')]).toEqual([
    10, 16, 11.5, 16, 4,
  ]);
  expect(figures.cost()).toBe(1.75);
});

test('the last tick belongs to the run, and to every window that reaches it', () => {
  const late = figuresOf(record(pair({ at: [5, 1000] }), [{ name: 'end', from: 500, to: 1000 }]));
  expect(late.users(null, 'requests', 0, 1000)).toBe(2);
  expect(late.users(null, 'requests', 500, 1000)).toBe(1);
  expect(late.users(null, 'open', 500, 1000)).toBe(1);
  expect(late.users(null, 'requests', 0, 500)).toBe(1);
  expect(late.counter('users', 'made', 'total', 500, 1000)).toBe(1);
});

test('users: all of them are good, bad or open', () => {
  const mixed = figuresOf(record(pair({ at: [0, 5, 50, 995], timeout: 12 })));
  const users = (figure: 'requests' | 'successes' | 'failures' | 'open' | 'availability') =>
    mixed.users(null, figure, 0, 1000);
  // The second waits five ticks and would be done after fifteen.
  expect([users('requests'), users('successes'), users('failures'), users('open')]).toEqual([4, 2, 1, 1]);
  expect(users('availability')).toBe(2 / 3);
});

test('the first time by each comparison', () => {
  const first = (comparison: '>=' | '>' | '<=' | '<' | '=' | '!=', value: number, from: number) =>
    figures.firstTime('app', 'busy', comparison, value, from);
  expect(first('>=', 1, 50)).toBe(102);
  expect(first('>', 0, 50)).toBe(102);
  expect(first('=', 1, 50)).toBe(102);
  expect(first('!=', 0, 50)).toBe(102);
  expect(first('<', 1, 5)).toBe(22);
  expect(first('<=', 0, 5)).toBe(22);
  expect(first('>', 1, 0)).toBe(Number.POSITIVE_INFINITY);
});

describe('a run that ended early', () => {
  const crashed = figuresOf(
    record(pair({ at: [3] }, { answer: 'throw' }), [{ name: 'late', from: 500, to: 600 }]),
  );

  test('knows nothing of later windows, not even that nothing went wrong', () => {
    expect(crashed.level('app', 'busy', 'max', 500, 600)).toBeNaN();
    expect(crashed.counter('app', 'done', 'total', 500, 600)).toBeNaN();
    expect(crashed.counter('app', 'done', 'rate', 500, 600)).toBeNaN();
    expect(crashed.timing('users', 'latency', 'count', 500, 600)).toBeNaN();
    expect(crashed.timing('users', 'latency', 'max', 500, 600)).toBeNaN();
    expect(crashed.users(null, 'failures', 500, 600)).toBeNaN();
    expect(crashed.firstTime('app', 'busy', '>=', 1, 500)).toBeNaN();
  });

  test('and takes rates over the time it had', () => {
    expect(crashed.counter('users', 'made', 'rate', 0, 1000)).toBeCloseTo(1e6 / 13, 6);
  });
});

describe('near a moment', () => {
  const slow = record(
    pair(
      { at: Array.from({ length: 100 }, (_, i) => i * 100_000) },
      { takes: { law: 'constant', value: 10 } },
      { until: 10_000_000 },
    ),
  );
  const made = slow.metrics.findIndex(({ name }) => name === 'made');

  test('a rate is of the last second or so', () => {
    for (const now of [2_000_000, 5_050_000, 9_999_999]) {
      const total = Math.floor(now / 100_000) + 1;
      expect(Math.abs(rateAt(slow, made, now, total) - 10)).toBeLessThanOrEqual(1);
    }
    expect(rateAt(slow, made, 0, 1)).toBe(0);
    expect(rateAt(slow, made, 500_000, 6)).toBe(12);
  });

  test('values stand as at the last edge', () => {
    expect(valuesNear(slow, 0)[made]).toBe(0);
    expect(valuesNear(slow, 5_000_000)[made]).toBe(50);
    expect(valuesNear(slow, 9_999_999)[made]).toBe(100);
  });
});
