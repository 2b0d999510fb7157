import { describe, expect, test } from 'vitest';
import { kindOf, pair } from '../../tests/kinds.ts';
import { quantile } from '../engine/histogram.ts';
import type { Model } from '../engine/part.ts';
import { World } from '../engine/world.ts';
import {
  availabilityOver,
  availabilitySeries,
  bucketAt,
  bucketStart,
  counterOver,
  firstTime,
  histogramOver,
  latencyQuantiles,
  levelOver,
  metricOf,
  seriesOf,
  timingOver,
} from './query.ts';
import { Recorder } from './recorder.ts';
import type { Recording, Window } from './types.ts';

function record(model: Model, windows: readonly Window[] = []): Recording {
  const recorder = new Recorder(model, windows);
  const world = new World(model, { seed: 1, witness: recorder });
  recorder.watch(world);
  world.run();
  return recorder.finish();
}

/**
 * Users at 0, 4, 100 and 990, one slot, ten ticks each, 1000 ticks in all: served 0-10, 10-20, 100-110, 990-1000.
 * The second waits from 4 to 10; the last is answered on the very last tick.
 */
const SMALL = pair({ at: [0, 4, 100, 990] });
const W: Window = { name: 'w', from: 5, to: 50 };
const small = record(SMALL, [W]);
const of = (metric: string, recording = small) => {
  const [part, name] = metric.split('.') as [string, string];
  const index = metricOf(recording, part, name);
  expect(index).toBeGreaterThanOrEqual(0);
  return index;
};

test('a metric that is not there has no index', () => {
  expect(metricOf(small, 'app', 'nothing')).toBe(-1);
  expect(metricOf(small, 'nobody', 'busy')).toBe(-1);
});

describe('levels', () => {
  test('over the whole run', () => {
    expect(levelOver(small, of('app.busy'), 0, 1000)).toEqual({
      mean: 40 / 1000,
      low: 0,
      high: 1,
      highAt: 2,
      last: 0,
    });
    expect(levelOver(small, of('app.waiting'), 0, 1000)).toMatchObject({ mean: 6 / 1000, low: 0, high: 1 });
  });

  test('over a window: no more and no less than what lies in it', () => {
    expect(levelOver(small, of('app.busy'), 5, 50)).toMatchObject({
      mean: 15 / 45,
      low: 0,
      high: 1,
      last: 0,
    });
    expect(levelOver(small, of('app.busy'), 0, 5)).toMatchObject({ mean: 1, low: 1, high: 1, last: 1 });
    expect(levelOver(small, of('app.busy'), 50, 1000)).toMatchObject({ mean: 20 / 950, high: 1 });
  });

  test('what ends as a window begins is not in it', () => {
    const cut = record(SMALL, [{ name: 'v', from: 10, to: 20 }]);
    expect(levelOver(cut, of('app.busy', cut), 20, 100)).toMatchObject({ mean: 0, high: 0 });
    expect(levelOver(cut, of('app.waiting', cut), 10, 20)).toMatchObject({ mean: 0, high: 0 });
    expect(levelOver(cut, of('app.busy', cut), 10, 20)).toMatchObject({ mean: 1, low: 1 });
  });

  test('an age: the triangle from 4 to 10', () => {
    expect(levelOver(small, of('app.oldest'), 0, 1000)).toMatchObject({ mean: 18 / 1000, low: 0, high: 6 });
    expect(levelOver(small, of('app.oldest'), 5, 50)).toMatchObject({ mean: (18 - 0.5) / 45, high: 6 });
    expect(levelOver(small, of('app.oldest'), 0, 5)).toMatchObject({ mean: 0.5 / 5, low: 0, high: 1 });
  });

  test('a window that the run did not live to see has no figures, not extreme ones', () => {
    const crashed = record(pair({ at: [3] }, { answer: 'throw' }), [{ name: 'late', from: 500, to: 600 }]);
    expect(crashed.ending).toMatchObject({ kind: 'crashed', at: 13 });
    const late = levelOver(crashed, of('app.busy', crashed), 500, 600);
    for (const figure of Object.values(late)) expect(figure).toBeNaN();
    // And the one it died in counts as far as it went: ten of thirteen ticks.
    expect(levelOver(crashed, of('app.busy', crashed), 0, 1000)).toMatchObject({ mean: 10 / 13, high: 1 });
  });
});

describe('counters and timings', () => {
  test('how much they grew in a window', () => {
    expect(counterOver(small, of('app.done'), 0, 1000)).toBe(4);
    expect(counterOver(small, of('app.done'), 5, 50)).toBe(2);
    expect(counterOver(small, of('app.done'), 0, 5)).toBe(0);
    expect(counterOver(small, of('app.done'), 50, 1000)).toBe(2);
  });

  test('count, mean, deviation and highest', () => {
    expect(timingOver(small, of('users.latency'), 0, 1000)).toEqual({
      count: 4,
      mean: 11.5,
      deviation: Math.sqrt((3 * 1.5 ** 2 + 4.5 ** 2) / 4),
      high: 16,
    });
    expect(timingOver(small, of('users.latency'), 50, 1000)).toMatchObject({ count: 2, mean: 10, high: 10 });
    expect(timingOver(small, of('users.latency'), 0, 5)).toMatchObject({
      count: 0,
      high: 0,
      mean: Number.NaN,
    });
  });

  test('a histogram of each window that was asked for, and of what lies around it', () => {
    const latency = of('users.latency');
    const total = (from: number, to: number) =>
      histogramOver(small, latency, from, to)?.reduce((a, b) => a + b, 0);
    expect([total(0, 1000), total(5, 50), total(0, 5), total(50, 1000)]).toEqual([4, 2, 0, 2]);
    expect(total(6, 50)).toBeUndefined();
    expect(histogramOver(small, of('app.busy'), 0, 1000)).toBeNull();
    const counts = histogramOver(small, latency, 5, 50)!;
    expect([quantile(counts, 0.5), quantile(counts, 1)]).toEqual([10, 16]);
  });
});

describe('users', () => {
  test('by the moment they came', () => {
    expect(availabilityOver(small, null, 0, 1001)).toEqual({
      arrived: 4,
      good: 4,
      bad: 0,
      open: 0,
      share: 1,
    });
    expect(availabilityOver(small, null, 4, 100)).toMatchObject({ arrived: 1 });
    expect(availabilityOver(small, null, 5, 50)).toMatchObject({ arrived: 0, share: Number.NaN });
  });

  test('requests are counted, not attempts', () => {
    const failing = record(pair({ at: [0, 100, 200], retries: 2 }, { answer: 'failed' }));
    expect(failing.wires[0]).toBe(9);
    expect(availabilityOver(failing, null, 0, 1001)).toEqual({
      arrived: 3,
      good: 0,
      bad: 3,
      open: 0,
      share: 0,
    });
  });

  test('whoever still waits at the end is neither good nor bad', () => {
    const open = record(pair({ at: [0, 1, 995] }));
    expect(availabilityOver(open, null, 0, 1001)).toEqual({ arrived: 3, good: 2, bad: 0, open: 1, share: 1 });
    expect(availabilityOver(open, null, 900, 1001)).toMatchObject({ arrived: 1, open: 1, share: Number.NaN });
  });

  test('at a part: those who knocked at its door first, or came from it', () => {
    for (const part of ['users', 'app', null]) expect(availabilityOver(small, part, 0, 1001).arrived).toBe(4);
    const two = pair();
    const chain: Model = {
      ...two,
      parts: [
        two.parts[0]!,
        { ...two.parts[1]!, settings: { ...(two.parts[1]!.settings as object), asks: true } },
        { ...two.parts[1]!, id: 'behind' },
      ],
      wires: [
        ...two.wires,
        { ...two.wires[0]!, from: { part: 1, port: 'out' }, to: { part: 2, port: 'in' } },
      ],
    };
    const recording = record(chain);
    expect(recording.wires[6]).toBe(1);
    expect(availabilityOver(recording, 'app', 0, 1001).arrived).toBe(1);
    expect(availabilityOver(recording, 'behind', 0, 1001).arrived).toBe(0);
  });

  test('exact quantiles of what they waited', () => {
    expect(latencyQuantiles(small, 0, 1001, [0, 0.5, 0.75, 0.76, 1])).toEqual([10, 10, 10, 16, 16]);
    expect(latencyQuantiles(small, 5, 50, [0.5])).toEqual([Number.NaN]);
    const hundred = record(
      pair(
        { at: Array.from({ length: 100 }, (_, i) => i) },
        { slots: 1, takes: { law: 'constant', value: 2 } },
      ),
    );
    // The n-th user of a hundred waits n + 1 ticks: rank and value are neighbours.
    const qs = Array.from({ length: 100 }, (_, i) => (i + 1) / 100);
    expect(latencyQuantiles(hundred, 0, 1001, qs)).toEqual(qs.map((_, i) => i + 2));
  });
});

describe('the first time', () => {
  const least = (n: number) => (_low: number, high: number) => high >= n;
  const most = (n: number) => (low: number) => low <= n;

  test('to a bucket: two ticks here', () => {
    expect(firstTime(small, of('app.busy'), least(1), 50)).toBe(102);
    expect(firstTime(small, of('app.done'), least(2), 0)).toBe(22);
    expect(firstTime(small, of('app.done'), least(4), 0)).toBe(1000);
    expect(firstTime(small, of('app.busy'), least(2), 0)).toBe(Number.POSITIVE_INFINITY);
    expect(firstTime(small, of('app.oldest'), least(5), 0)).toBe(10);
  });

  test('at once, where it is so already', () => {
    expect(firstTime(small, of('app.busy'), most(0), 50)).toBe(50);
    expect(firstTime(small, of('app.done'), least(2), 50)).toBe(50);
    expect(firstTime(small, of('app.done'), most(0), 0)).toBe(0);
  });

  test('not for what ended on that very tick', () => {
    const cut = record(SMALL, [{ name: 'v', from: 10, to: 20 }]);
    expect(firstTime(cut, of('app.busy', cut), least(1), 20)).toBe(102);
  });

  test('a level that stands from the start never was what it was before', () => {
    const stocked = kindOf(
      {
        kind: 'stock',
        ports: {},
        metrics: { stock: { type: 'level', unit: 'books', says: '' } },
        timers: ['sell'],
        streams: [],
      } as const,
      {
        state: () => ({ stock: 100 }),
        start(self) {
          self.metrics.stock.set(100);
          self.timers.sell.after(500);
        },
        timers: { sell: (self) => self.metrics.stock.set(0) },
      },
    );
    const recording = record({
      parts: [{ id: 'shop', kind: stocked, settings: {} }],
      wires: [],
      acts: [],
      until: 1000,
    });
    expect(firstTime(recording, of('shop.stock', recording), most(0), 0)).toBe(502);
    expect(levelOver(recording, of('shop.stock', recording), 0, 500)).toMatchObject({ low: 100, mean: 100 });
  });

  test('after the end of the run nobody knows', () => {
    const crashed = record(pair({ at: [3] }, { answer: 'throw' }));
    expect(firstTime(crashed, of('app.busy', crashed), least(1), 500)).toBeNaN();
    expect(firstTime(crashed, of('app.done', crashed), least(1), 0)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('series', () => {
  test('a level: the means are its area, a point at the end of each bucket', () => {
    const { at, mean, low, high } = seriesOf(small, of('app.busy'));
    expect(at.at(-1)).toBe(1000);
    let area = 0;
    at.forEach((end, i) => {
      area += mean[i]! * (end - (at[i - 1] ?? 0));
      expect(low[i]!).toBeLessThanOrEqual(mean[i]!);
      expect(mean[i]!).toBeLessThanOrEqual(high[i]!);
    });
    expect(area).toBeCloseTo(40, 9);
  });

  test('a counter: the rates are its growth, the last tick included', () => {
    const { at, mean } = seriesOf(small, of('app.done'));
    let total = 0;
    at.forEach((end, i) => {
      total += (mean[i]! * (end - (at[i - 1] ?? 0))) / 1e6;
    });
    expect(total).toBeCloseTo(4, 9);
    expect(mean.at(-1)).toBeGreaterThan(0);
  });

  test('a timing: means where there is something, and nothing where there is not', () => {
    const { at, mean, high } = seriesOf(small, of('users.latency'));
    const there = [...at].flatMap((end, i) => (Number.isNaN(mean[i]!) ? [] : [[end, mean[i], high[i]]]));
    expect(there).toEqual([
      [12, 10, 10],
      [22, 16, 16],
      [112, 10, 10],
      [1000, 10, 10],
    ]);
  });

  test('availability by the bucket of arrival', () => {
    const { at, mean } = availabilitySeries(small, null);
    const there = [...at].filter((_, i) => !Number.isNaN(mean[i]!));
    expect(there).toEqual([2, 5, 102, 992]);
  });

  test('a run that ended early has no points after its end', () => {
    const crashed = record(pair({ at: [3] }, { answer: 'throw' }));
    expect(seriesOf(crashed, of('app.busy', crashed)).at.at(-1)).toBe(13);
  });
});

test('buckets lie side by side, from 0 to the last tick, with the edges of the windows among them', () => {
  expect(small.edges.at(-1)).toBe(1001);
  expect([...small.edges]).toContain(5);
  expect([...small.edges].every((edge, i) => edge > (small.edges[i - 1] ?? 0))).toBe(true);
  for (let tick = 0; tick <= 1000; tick++) {
    const bucket = bucketAt(small, tick);
    expect(bucketStart(small, bucket)).toBeLessThanOrEqual(tick);
    expect(small.edges[bucket]!).toBeGreaterThan(tick);
  }
});
