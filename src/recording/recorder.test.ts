import { describe, expect, test } from 'vitest';
import { busy, pair } from '../../tests/kinds.ts';
import { OUTCOMES } from '../engine/outcome.ts';
import { World } from '../engine/world.ts';
import { bucketWidth, Recorder } from './recorder.ts';
import type { Window } from './types.ts';

function recordedIn(model: ReturnType<typeof pair>, windows: readonly Window[] = [], pieces = Infinity) {
  const recorder = new Recorder(model, windows);
  const world = new World(model, { seed: 1, witness: recorder });
  recorder.watch(world);
  while (!world.ending) world.run(undefined, pieces);
  return recorder.finish();
}

test('looking on changes nothing', () => {
  const alone = new World(busy(), { seed: 1 });
  alone.run();
  const recording = recordedIn(busy(), [{ name: 'w', from: 77, to: 5003 }]);
  expect(recording.digest).toBe(alone.readDigest());
  expect(recording.dispatched).toBe(alone.dispatched);
});

test('in one go or in pieces, the same is written down', () => {
  const windows = [{ name: 'w', from: 77, to: 5003 }];
  expect(recordedIn(busy(), windows, 13)).toEqual(recordedIn(busy(), windows));
});

test('every request, in the order of arrival, with its source, its door and its end', () => {
  const { requests, partIds } = recordedIn(pair({ at: [0, 4, 995] }));
  expect(requests.count).toBe(3);
  expect([...requests.arrived]).toEqual([0, 4, 995]);
  expect([...requests.ended]).toEqual([10, 20, -1]);
  expect([...requests.outcome].map((code) => OUTCOMES[code]!.name)).toEqual(['ok', 'ok', 'ok']);
  expect([...requests.source].map((i) => partIds[i])).toEqual(['users', 'users', 'users']);
  expect([...requests.door].map((i) => partIds[i])).toEqual(['app', 'app', 'app']);
});

test('more requests than the log had room for', () => {
  const at = Array.from({ length: 5000 }, (_, i) => i);
  const { requests } = recordedIn(
    pair({ at }, { slots: 100, takes: { law: 'constant', value: 1 } }, { until: 6000 }),
  );
  expect([...requests.arrived]).toEqual(at);
  expect(requests.ended.every((end, i) => end === at[i]! + 1)).toBe(true);
});

describe('windows', () => {
  const names = (windows: readonly Window[]) => recordedIn(pair(), windows).windows.map(({ name }) => name);

  test('come with what lies before and after them, as far as there is any', () => {
    expect(names([])).toEqual(['run']);
    expect(names([{ name: 'w', from: 5, to: 50 }])).toEqual(['run', 'w', 'before w', 'after w']);
    expect(names([{ name: 'w', from: 0, to: 50 }])).toEqual(['run', 'w', 'after w']);
    expect(names([{ name: 'w', from: 5, to: 1000 }])).toEqual(['run', 'w', 'before w']);
    expect(names([{ name: 'w', from: 0, to: 1000 }])).toEqual(['run']);
    expect(names([{ name: 'w', from: 1000, to: 1000 }])).toEqual(['run']);
  });

  test('every timing is in the histogram of each window it fell into, and in no other', () => {
    const model = busy();
    const windows = [
      { name: 'a', from: 100, to: 9_000 },
      { name: 'b', from: 5_000, to: 20_000 },
    ];
    const recording = recordedIn(model, windows);
    const latency = recording.metrics.findIndex(({ name }) => name === 'latency');
    const total = (i: number) => recording.histograms[i]![latency]!.reduce((a, b) => a + b, 0);
    const { requests } = recording;
    for (const [i, { from, to }] of recording.windows.entries()) {
      const last = to === recording.until ? to + 1 : to;
      const ended = [...requests.ended].filter((end) => end >= from && end < last).length;
      expect([i, total(i)]).toEqual([i, ended]);
    }
  });
});

test('bucket widths are 1, 2 or 5 times a power of ten, and there are at most 600', () => {
  for (const until of [
    0, 1, 5, 599, 600, 601, 1_000, 60_000_000, 300_000_000, 3_600_000_000, 86_400_000_000,
  ]) {
    const width = bucketWidth(until);
    expect([1, 2, 5]).toContain(Number(String(width)[0]));
    expect(String(width).slice(1)).toMatch(/^0*$/);
    expect(until / width).toBeLessThanOrEqual(600);
    if (width > 1) expect(until / width).toBeGreaterThan(600 / 2.5 - 1);
  }
  expect(bucketWidth(300_000_000)).toBe(500_000);
});

test('a run of no length is still a recording', () => {
  const recording = recordedIn(pair({}, { takes: { law: 'constant', value: 0 } }, { until: 0 }));
  expect([...recording.edges]).toEqual([1]);
  expect(recording.requests.count).toBe(1);
  const latency = recording.metrics.findIndex(({ name }) => name === 'latency');
  expect(recording.histograms[0]![latency]!.reduce((a, b) => a + b, 0)).toBe(1);
});

test('plain data: it survives being sent', () => {
  const recording = recordedIn(busy(), [{ name: 'w', from: 77, to: 5003 }]);
  expect(structuredClone(recording)).toEqual(recording);
});
