import { describe, expect, test } from 'vitest';
import { busy, pair } from '../../tests/kinds.ts';
import type { Model } from './part.ts';
import { RandomStreams } from './random.ts';
import { copyPlain } from './snapshot.ts';
import { Timeline } from './timeline.ts';
import { World } from './world.ts';

const stateOf = (world: World) => ({
  digest: world.readDigest(),
  now: world.now,
  dispatched: world.dispatched,
  live: world.messages.live,
  cells: [...world.ledger.cells],
  states: world.selves.map((self) => copyPlain(self.state)),
});

function played(model: Model, every: number, bytes?: number) {
  const world = new World(model, { seed: 1 });
  const timeline = new Timeline(every, bytes);
  timeline.play(world);
  return { world, timeline, probe: new World(model, { seed: 1 }) };
}

/** The same moment, reached on foot. */
function onFoot(model: Model, tick: number) {
  const world = new World(model, { seed: 1 });
  world.run(tick);
  return stateOf(world);
}

describe('seeking', () => {
  const model = busy(20_000);

  test('any tick, in any order, is what a straight run has there', () => {
    const { timeline, probe } = played(model, 200);
    expect(timeline.keyframes.length).toBeGreaterThan(20);
    const bits = new RandomStreams(5, ['ticks']).stream(0);
    const ticks = Array.from({ length: 60 }, () => bits.next() % 20_001);
    for (const tick of [0, 20_000, 5000, 4999, 5000, 5001, 0, ...ticks]) {
      timeline.seek(probe, tick);
      expect(stateOf(probe)).toEqual(onFoot(model, tick));
    }
  });

  test('any number of events, in any order, is what a straight run has after so many', () => {
    const { world, timeline, probe } = played(model, 200);
    const total = world.dispatched;
    const bits = new RandomStreams(6, ['events']).stream(0);
    const places = Array.from({ length: 60 }, () => bits.next() % total);
    for (const events of [0, total, 200, 199, 200, 201, 0, ...places, total - 1, total]) {
      timeline.seekEvents(probe, events);
      const straight = new World(model, { seed: 1 });
      straight.run(model.until - 1, events);
      expect(probe.ending).toBeNull();
      expect(stateOf(probe)).toEqual(stateOf(straight));
    }
  });

  test('an event on the last tick of all ends the run', () => {
    const late = pair({ at: [490, 500] }, {}, { until: 500 });
    const { world, timeline, probe } = played(late, 2);
    timeline.seekEvents(probe, world.dispatched);
    expect([probe.dispatched, probe.now, probe.ending]).toEqual([world.dispatched, 500, world.ending]);
  });

  test('before the first tick nothing has happened', () => {
    const { timeline, probe } = played(pair({ at: [0, 0, 0] }), 10);
    timeline.seek(probe, 500);
    timeline.seek(probe, -1);
    expect([probe.dispatched, probe.requests]).toEqual([0, 0]);
    timeline.seek(probe, 0);
    expect(probe.requests).toBe(3);
  });

  test('a seek replays at most one stretch', () => {
    const every = 200;
    const { timeline, probe } = played(model, every);
    for (let tick = 0; tick <= 20_000; tick += 97) {
      const before = timeline.keyframes.filter((k) => k.events.now <= tick).at(-1)!;
      timeline.seek(probe, tick);
      expect(probe.dispatched - before.dispatched).toBeLessThanOrEqual(every);
    }
  });

  test('keyframes come as often when a run is played in pieces', () => {
    const world = new World(model, { seed: 1 });
    const timeline = new Timeline(200);
    while (!world.ending) timeline.play(world, 333);
    const at = timeline.keyframes.map((k) => k.dispatched);
    expect(at).toEqual(at.map((_, i) => 200 * i));
  });

  test('after a crash the moments before it can still be seen', () => {
    const crashing = pair({ at: Array.from({ length: 50 }, (_, i) => i) }, { answer: 'throw' });
    const { world, timeline, probe } = played(crashing, 10);
    expect(world.ending).toMatchObject({ kind: 'crashed', at: 10 });
    for (const tick of [3, 9, 0]) {
      timeline.seek(probe, tick);
      expect(stateOf(probe)).toEqual(onFoot(crashing, tick));
    }
    timeline.seek(probe, 999);
    expect(probe.ending).toEqual(world.ending);
  });
});

describe('memory', () => {
  test('stays within its bound for a run of any length, and keyframes stay even', () => {
    const bound = 400_000;
    const model = busy(400_000);
    const { world, timeline, probe } = played(model, 200, bound);
    expect(world.dispatched).toBeGreaterThan(100_000);
    expect(timeline.bytes).toBeLessThanOrEqual(bound);
    expect(timeline.keyframes.length).toBeGreaterThan(4);
    expect(timeline.keyframes[0]!.dispatched).toBe(0);
    const gaps = timeline.keyframes.slice(1).map((k, i) => k.dispatched - timeline.keyframes[i]!.dispatched);
    expect(new Set(gaps.slice(0, -1)).size).toBe(1);
    for (const tick of [399_999, 7, 123_456]) {
      timeline.seek(probe, tick);
      expect(stateOf(probe)).toEqual(onFoot(model, tick));
    }
  });

  test('even when one keyframe alone is over the bound', () => {
    const { timeline, probe } = played(busy(20_000), 200, 10);
    expect(timeline.keyframes.length).toBeLessThanOrEqual(2);
    timeline.seek(probe, 12_345);
    expect(stateOf(probe)).toEqual(onFoot(busy(20_000), 12_345));
  });
});
