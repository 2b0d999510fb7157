import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { outcome } from '../engine/outcome.ts';
import { RandomStreams } from '../engine/random.ts';
import { HopTracer } from '../engine/trace.ts';
import type { Tracer } from '../engine/watch.ts';
import { World } from '../engine/world.ts';
import { FLIGHTS_MAX, type FramesWanted } from './frames.ts';
import { hopsOf } from './hops.ts';
import { type Edits, FLIGHT_SPAN, type Hop } from './protocol.ts';
import { openRun } from './run.ts';
import type { Take, TakeOptions } from './take.ts';
import { wordedHops } from './whyHops.ts';

const BUFFER = readFileSync('scenarios/buffer/scenario.yaml', 'utf8');

function take(design: string, edits: Edits = {}, text = BUFFER, options: TakeOptions = {}): Take {
  const run = openRun(text, design, edits, options);
  if (run.take === null) throw new Error(JSON.stringify(run.problems));
  return run.take;
}

const worldOf = ({ compiled }: Take, tracer: Tracer | null = null) =>
  new World(compiled.model, { seed: compiled.seed, tracer });

const direct = take('start', { until: 120_000_000 });
const queued = take('fix', { until: 120_000_000 });
const SLOW = BUFFER.replace('latency: uniform 2ms..6ms', 'latency: uniform 3s..5s');
const slow = take('fix', { until: 60_000_000 }, SLOW);

const takes = [
  ['the direct call', direct],
  ['the queue', queued],
  ['slow wires', slow],
] as const;

const ticksOf = (name: string, until: number, n: number): number[] => {
  const bits = new RandomStreams('frames', [name]).stream(0);
  return [0, until, ...Array.from({ length: n }, () => bits.next() % until)];
};

describe.each(takes)('frames of %s', (name, it) => {
  test('show what a straight run has at that tick, whatever was asked before', () => {
    for (const tick of ticksOf(name, it.recording.until, 8)) {
      const { values } = it.frames({ from: tick, step: 1, count: 1, linger: 0 });
      const world = worldOf(it);
      world.run(tick);
      const read = it.recording.metrics.map(({ type }, m) =>
        type === 'timing' ? world.ledger.cells[m * 6]! : world.ledger.read(m, tick),
      );
      expect([...values]).toEqual(read);
    }
  });

  test('a strip is its moments one by one', () => {
    const wanted = { from: 21_000_000, step: 33_333, count: 20, linger: 0 };
    const strip = it.frames(wanted);
    const n = it.recording.metrics.length;
    expect(strip.values.length).toBe(20 * n);
    for (const i of [0, 7, 19]) {
      const one = it.frames({ ...wanted, from: wanted.from + i * wanted.step, count: 1 });
      expect([...strip.values.subarray(i * n, (i + 1) * n)]).toEqual([...one.values]);
      expect([...strip.rates.subarray(i * n, (i + 1) * n)]).toEqual([...one.rates]);
      expect(strip.statuses[i]).toEqual(one.statuses[0]);
    }
  });

  test('flights are exactly those that were on a wire in that time', () => {
    const all: number[][] = [];
    worldOf(it, {
      flight: (wire, uid, _request, departs, arrives, answer, code, carries) =>
        all.push([wire, departs, arrives, Number(answer) + Number(carries), code, uid]),
    }).run();
    for (const from of ticksOf(`${name} flights`, it.recording.until, 12)) {
      const wanted: FramesWanted = { from, step: 10_000, count: 10, linger: 100_000 };
      const { flights, each } = it.frames(wanted);
      expect(each).toBe(1);
      const drawn: number[][] = [];
      for (let i = 0; i < flights.length; i += FLIGHT_SPAN)
        drawn.push([...flights.subarray(i, i + FLIGHT_SPAN)]);
      const last = Math.min(from + 90_000, it.recording.ending.at);
      expect(drawn).toEqual(
        all.filter(([, departs, arrives]) => departs! <= last && arrives! >= from - 100_000),
      );
    }
  });
});

test('slow wires really have flights that take seconds', () => {
  const { flights } = slow.frames({ from: 30_000_000, step: 1, count: 1, linger: 0 });
  let longest = 0;
  for (let i = 0; i < flights.length; i += FLIGHT_SPAN)
    longest = Math.max(longest, flights[i + 2]! - flights[i + 1]!);
  expect(longest).toBeGreaterThan(4_000_000);
});

test('more flights than can be drawn are thinned evenly', () => {
  const { flights, each } = direct.frames({ from: 5_000_000, step: 1_000_000, count: 60, linger: 0 });
  expect(each).toBeGreaterThan(1);
  expect(flights.length / FLIGHT_SPAN).toBeLessThanOrEqual(FLIGHTS_MAX);
  expect(flights.length / FLIGHT_SPAN).toBeGreaterThan(FLIGHTS_MAX / 2);
});

test('beyond the end the last moment stands', () => {
  const { until } = direct.recording;
  const end = direct.frames({ from: until, step: 1, count: 1, linger: 0 });
  const beyond = direct.frames({ from: until + 5_000_000, step: 1_000_000, count: 3, linger: 0 });
  expect([...beyond.values.subarray(0, end.values.length)]).toEqual([...end.values]);
});

describe('the hops of one request', () => {
  const straight = (it: Take, request: number): readonly Hop[] => {
    const world = worldOf(it);
    const callee = it.compiled.wires.map(({ from, to, initiator }) =>
      initiator === 'from' ? to.part : from.part,
    );
    const tracer = new HopTracer(world, request, callee);
    world.tracer = tracer;
    world.run();
    return wordedHops(tracer.hops(), it.compiled, world.contents, request);
  };
  const labelOf = (it: Take, hop: Hop): string => it.compiled.wires[hop.wire]?.label ?? '';
  /** The request of a shopper who came in the outage and was tried more than once. */
  const tried = (it: Take): number => {
    const { arrived, count } = it.recording.requests;
    for (let r = 0; r < count; r++) {
      if (arrived[r]! < 21_000_000) continue;
      if (hopsOf(it, r).some(({ what }) => what === 'call, try 2')) return r;
    }
    throw new Error('Nobody tried twice.');
  };

  test('are what a straight run would have written down, for any request', () => {
    const bits = new RandomStreams('traces', ['requests']).stream(0);
    for (const it of [direct, queued]) {
      const { count } = it.recording.requests;
      for (const request of [0, count - 1, ...Array.from({ length: 8 }, () => bits.next() % count)]) {
        const hops = hopsOf(it, request);
        // A straight run goes on: what was open when nothing moved any more is closed at its end.
        const ended = hops.filter(({ outcome: code }) => code >= 0);
        expect(ended).toEqual(straight(it, request).filter(({ outcome: code }) => code >= 0));
        expect(hops.length).toBeGreaterThan(1);
      }
    }
  });

  test('cover every try, each in its place below the request, and when it was given up', () => {
    const request = tried(direct);
    const hops = hopsOf(direct, request);
    const tries = hops.filter((hop) => labelOf(direct, hop).startsWith('checkout.calls'));
    expect(tries.map(({ what }) => what)).toEqual(
      ['call', 'call, try 2', 'call, try 3'].slice(0, tries.length),
    );
    const door = hops.filter((hop) => labelOf(direct, hop).startsWith('shoppers.out'));
    expect(door).toHaveLength(1);
    for (const one of tries) expect(one.parentUid).toBe(door[0]!.uid);
    // One try after the other: the next begins when the one before has been left for its 3 s.
    for (let i = 1; i < tries.length; i++) {
      expect(tries[i - 1]!.leftAt).toBe(tries[i - 1]!.sentAt + 3e6);
      expect(tries[i]!.sentAt).toBeGreaterThanOrEqual(tries[i - 1]!.leftAt);
      expect(tries[i - 1]!.isBad).toBe(true);
    }
  });

  test('each but the request itself has its parent before it, and lies in order', () => {
    for (const it of [direct, queued]) {
      const { count } = it.recording.requests;
      for (const request of [3, 100, Math.floor(count / 2)]) {
        const hops = hopsOf(it, request);
        const uids = new Set<number>();
        expect(hops[0]).toMatchObject({ what: 'request', parentUid: 0 });
        for (const { uid, parentUid, sentAt, arrivedAt, startedAt, endedAt } of hops) {
          expect(uids.size === 0 || uids.has(parentUid)).toBe(true);
          expect(uids.has(uid)).toBe(false);
          uids.add(uid);
          expect(sentAt).toBeLessThanOrEqual(arrivedAt);
          expect(arrivedAt).toBeLessThanOrEqual(startedAt);
          expect(startedAt).toBeLessThanOrEqual(endedAt);
        }
      }
    }
  });

  test('go through the queue, long after the shopper has the answer', () => {
    const { requests } = queued.recording;
    const request = requests.arrived.findIndex((at) => at > 30_000_000);
    const hops = hopsOf(queued, request);
    const partOf = (hop: Hop) => queued.compiled.parts[hop.part]!.id;
    const message = hops.find(({ what }) => what === 'message')!;
    const delivery = hops.find(({ what }) => what === 'delivery 1')!;
    expect(partOf(message)).toBe('orders');
    expect(partOf(delivery)).toBe('workers');
    expect(delivery.parentUid).toBe(message.uid);
    // It lay in the queue until it was handed out, and was deleted when it was done.
    expect(message.startedAt).toBe(delivery.sentAt);
    expect(message.startedAt).toBeGreaterThan(requests.ended[request]!);
    expect(hops.some((hop) => partOf(hop) === 'inventory' && hop.parentUid > delivery.uid)).toBe(true);
    expect(hops.find(({ what }) => what === 'delete')?.parentUid).toBe(delivery.uid);
    expect(requests.outcome[request]).toBe(outcome.ok);
  });

  test('waiting is told apart from working', () => {
    const hops = hopsOf(direct, tried(direct));
    const there = hops.filter((hop) => direct.compiled.parts[hop.part]!.id === 'inventory');
    expect(there.length).toBeGreaterThan(1);
    // Its first try found every slot taken; what follows the wait is the call to the locked database.
    const longest = there.reduce((x, y) => (y.startedAt - y.arrivedAt > x.startedAt - x.arrivedAt ? y : x));
    expect(longest.startedAt - longest.arrivedAt).toBeGreaterThan(1e6);
    const below = hopsOf(direct, tried(direct)).find(({ parentUid }) => parentUid === longest.uid)!;
    expect(below.sentAt).toBeGreaterThanOrEqual(longest.startedAt);
  });

  test.each([-1, 1e9, Number.NaN])('nobody is request %s', (request) => {
    expect(hopsOf(direct, request)).toEqual([]);
  });

  test('frames afterwards are not disturbed by it', () => {
    const wanted = { from: 30_000_000, step: 1000, count: 3, linger: 5000 };
    const before = direct.frames(wanted);
    hopsOf(direct, 500);
    expect(direct.frames(wanted)).toEqual(before);
  });
});

describe('endings', () => {
  test('a spent budget ends frames where it ended the run, in the middle of a tick', () => {
    for (let eventBudget = 2000; eventBudget < 2012; eventBudget++) {
      const spent = take('start', {}, BUFFER, { eventBudget });
      const { ending, dispatched, metrics } = spent.recording;
      expect([ending.kind, dispatched]).toEqual(['eventBudgetSpent', eventBudget]);
      const world = new World(spent.compiled.model, { seed: spent.compiled.seed, eventBudget });
      world.run();
      const { values } = spent.frames({ from: ending.at + 1e6, step: 1, count: 1, linger: 0 });
      expect([...values]).toEqual(metrics.map((_, m) => world.ledger.read(m, ending.at)));
    }
  });

  test('progress is told, and rises to the whole', () => {
    const shares: number[] = [];
    take('start', {}, BUFFER, { progress: (share) => shares.push(share) });
    expect(shares.at(-1)).toBe(1);
    expect(shares.every((share, i) => share >= (shares[i - 1] ?? 0))).toBe(true);
  });

  test('the recording of a take is that of its digest', () => {
    const world = worldOf(direct);
    world.run();
    expect(direct.recording.digest).toBe(world.readDigest());
    expect(direct.recording.ending).toEqual({ kind: 'finished', at: 120_000_000 });
  });
});

test('the log is the last events of a straight run, the tick itself included', () => {
  const seen: number[] = [];
  const straight = worldOf(direct, { event: (at) => seen.push(at) });
  straight.run(20_000_000);
  const lines = direct.log(20_000_000, 50);
  expect(lines.map(({ at }) => at)).toEqual(seen.slice(-50));
  // Acts come before everything else of their tick.
  expect(lines.find(({ at }) => at === 20_000_000)?.says).toBe('database locked');
  expect(direct.log(0, 50).length).toBe(seen.filter((at) => at === 0).length);
});

test('the log tells acts of one kind apart by their part and their moment', () => {
  const two = BUFFER.replace(
    'name: database locked',
    `name: database locked
  - { id: a, at: 30s, for: 10s, part: checkout, act: slow, with: { factor: 2 }, name: Checkout tired }
  - { id: b, at: 35s, for: 10s, part: inventory, act: slow, with: { factor: 2 }, name: Inventory tired }`,
  );
  const it = take('start', { until: 60_000_000 }, two);
  const said = (at: number) => it.log(at, 5000).filter((line) => line.at === at && /tired/.test(line.says));
  expect([30e6, 35e6, 40e6, 45e6].map((at) => said(at).map(({ says }) => says))).toEqual([
    ['Checkout tired'],
    ['Inventory tired'],
    ['over: Checkout tired'],
    ['over: Inventory tired'],
  ]);
});
