import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RandomStreams } from '../engine/random.ts';
import { copyPlain } from '../engine/snapshot.ts';
import { World } from '../engine/world.ts';
import { type EventStep, FLIGHT_SPAN } from './protocol.ts';
import { openRun } from './run.ts';
import { stepOf } from './step.ts';
import type { Take, TakeOptions } from './take.ts';

const BUFFER = readFileSync('scenarios/buffer/scenario.yaml', 'utf8');

function take(design: string, until: number, text = BUFFER, options: TakeOptions = {}): Take {
  const run = openRun(text, design, { until }, options);
  if (run.take === null) throw new Error(JSON.stringify(run.problems));
  return run.take;
}

/** A run of its own that has handled so many events and not one more. */
function freshWorld({ compiled }: Take, events: number): World {
  const world = new World(compiled.model, { seed: compiled.seed });
  world.run(compiled.model.until - 1, events);
  return world;
}

const plain = ({ frames, ...step }: EventStep) => ({
  ...step,
  values: [...frames.values],
  rates: [...frames.rates],
  statuses: frames.statuses,
  flights: [...frames.flights],
});

const direct = take('start', 60_000_000);
const queued = take('fix', 60_000_000);

describe.each([
  ['the direct call', direct],
  ['the queue', queued],
] as const)('steps of %s', (name, it) => {
  const { total } = stepOf(it, { events: 0 }, 0);
  const bits = new RandomStreams('steps', [name]).stream(0);
  const places = [0, 1, 2, total - 1, total, ...Array.from({ length: 8 }, () => bits.next() % total)];

  test('show the state right after that event, whatever was asked before', () => {
    for (const events of places) {
      const step = stepOf(it, { events }, 0);
      const world = freshWorld(it, events);
      expect(step).toMatchObject({ events, total, at: events === 0 ? 0 : world.now });
      const read = it.recording.metrics.map(({ type }, m) =>
        type === 'timing' ? world.ledger.cells[m * 6]! : world.ledger.read(m, step.at),
      );
      expect([...step.frames.values]).toEqual(read);
    }
  });

  test('so many on and so many back come to the same, one by one or at a stroke', () => {
    const begin = Math.floor(total / 2);
    const there: ReturnType<typeof plain>[] = [];
    for (let n = 0; n <= 12; n++) there.push(plain(stepOf(it, { events: begin + n }, 0)));
    let step = stepOf(it, { events: begin + 12 }, 0);
    for (let n = 12; n >= 0; n--) {
      expect(plain(step)).toEqual(there[n]);
      step = stepOf(it, step, -1);
    }
    expect(plain(stepOf(it, { events: begin }, 12))).toEqual(there[12]);
    expect(plain(stepOf(it, { events: begin + 12 }, -12))).toEqual(there[0]);
  });

  test('begin and end with the run', () => {
    expect(stepOf(it, { events: 3 }, -10)).toMatchObject({ events: 0, at: 0, line: null });
    expect(stepOf(it, { events: total }, 5).events).toBe(total);
    expect(stepOf(it, { events: 1e12 }, 0).events).toBe(total);
    expect(stepOf(it, { events: Number.NaN }, 1).events).toBe(0);
    expect(stepOf(it, { at: 1e12 }, 0).events).toBe(total);
    expect(stepOf(it, { at: -5 }, 0).at).toBe(0);
  });

  test('from a moment: the last event of its tick, or before it', () => {
    for (let n = 0; n < 8; n++) {
      const at = bits.next() % 60_000_000;
      const world = new World(it.compiled.model, { seed: it.compiled.seed });
      world.run(at);
      const step = stepOf(it, { at }, 0);
      expect(step.events).toBe(world.dispatched);
      expect(step.at).toBeLessThanOrEqual(at);
      expect(stepOf(it, { at }, 1).at).toBeGreaterThan(at);
      expect(stepOf(it, { at }, 1).events).toBe(step.events + 1);
    }
  });

  test('say what happened, in the words of the log', () => {
    const lines = it.log(20_000_000, 40);
    const last = stepOf(it, { at: 20_000_000 }, 0).events;
    lines.forEach((line, i) => {
      expect(stepOf(it, { events: last - lines.length + 1 + i }, 0).line).toEqual(line);
    });
  });

  test('have in the air what a frame at the end of the tick has, when it is the last event of it', () => {
    for (const at of [5_000_000, 30_000_000]) {
      const step = stepOf(it, { at }, 0);
      const frames = it.frames({ from: step.at, step: 1, count: 1, linger: 1_000_000 });
      expect([...step.frames.flights]).toEqual([...frames.flights]);
      expect([...step.frames.values]).toEqual([...frames.values]);
      expect([...step.frames.rates]).toEqual([...frames.rates]);
      expect(step.frames.statuses).toEqual(frames.statuses);
    }
  });
});

test('events of one tick are told apart', () => {
  // Every hop of the direct call but those over the gateway takes no time.
  const { events, at } = stepOf(direct, { at: 10_000_000 }, 0);
  const tick = Array.from({ length: 40 }, (_, n) => stepOf(direct, { events: events - n }, 0));
  const together = tick.filter((step) => tick.filter((other) => other.at === step.at).length > 1);
  expect(together.length).toBeGreaterThan(10);
  expect(new Set(tick.map((step) => JSON.stringify([step.line, ...step.frames.values]))).size).toBe(40);
  expect(at).toBeLessThanOrEqual(10_000_000);
});

test('what is sent by an event is in the air right after it, and not before', () => {
  const flights = ({ frames }: EventStep) =>
    Array.from({ length: frames.flights.length / FLIGHT_SPAN }, (_, i) => ({
      departs: frames.flights[i * FLIGHT_SPAN + 1]!,
      key: frames.flights.slice(i * FLIGHT_SPAN, (i + 1) * FLIGHT_SPAN).join(' '),
    }));
  let sent = 0;
  let before = stepOf(direct, { at: 10_000_000 }, 0);
  for (let n = 0; n < 40; n++) {
    const after = stepOf(direct, before, 1);
    const known = new Set(flights(before).map(({ key }) => key));
    const fresh = flights(after).filter(({ key }) => !known.has(key));
    expect(fresh.filter(({ departs }) => departs !== after.at)).toEqual([]);
    sent += fresh.length;
    before = after;
  }
  expect(sent).toBeGreaterThan(20);
});

test('an act is a step, and settings are those of the moment', () => {
  const text = BUFFER.replace(
    '    name: database locked\n',
    '    name: database locked\n  - { at: 30s, for: 10s, part: checkout, act: set, with: { slots: 7 } }\n',
  );
  const it = take('start', 60_000_000, text);
  const before = stepOf(it, { at: 29_999_999 }, 0);
  const act = stepOf(it, before, 1);
  expect(act.line).toMatchObject({ at: 30_000_000, says: 'Set slots to 7: Checkout' });
  const slots = () =>
    it.probe.selves.map(({ id, settings }) =>
      id === 'checkout' ? (settings as { slots: number }).slots : 0,
    );
  const seen = [act, before, stepOf(it, { at: 40_000_000 }, 0), stepOf(it, { at: 39_999_999 }, 0)].map(
    (step) => {
      stepOf(it, step, 0);
      return Math.max(...slots());
    },
  );
  expect(seen).toEqual([7, 50, 50, 7]);
});

test('a run that ended early has steps up to where it ended', () => {
  const it = take('start', 60_000_000, BUFFER, { eventBudget: 2005 });
  const last = stepOf(it, { at: 60_000_000 }, 0);
  expect([last.events, last.total]).toEqual([2005, 2005]);
  expect(last.line).not.toBeNull();
  const world = new World(it.compiled.model, { seed: it.compiled.seed });
  world.run(undefined, 2005);
  stepOf(it, last, 0);
  expect(it.probe.selves.map(({ state }) => copyPlain(state))).toEqual(
    world.selves.map(({ state }) => copyPlain(state)),
  );
});
