/** `npm run bench`: the engine beside its rivals, in one process, in turns. Read the ratios; machines differ. */
import { exponentialFromBits } from '../../src/engine/arithmetic.ts';
import { EventList } from '../../src/engine/eventList.ts';
import type { Model } from '../../src/engine/part.ts';
import { RandomStreams } from '../../src/engine/random.ts';
import { Timeline } from '../../src/engine/timeline.ts';
import { World } from '../../src/engine/world.ts';
import { Recorder } from '../../src/recording/recorder.ts';
import { modelOf } from '../../src/theory/bench.ts';
import { benchGo } from './go.ts';
import { loadSimJs, simJsBuffer, simJsFanout, simJsHold, simJsMM1, simPyMM1, timed } from './rivals.ts';

const ROUNDS = 5;

function hold(n: number, events: number): number {
  const random = new RandomStreams(7, ['hold']).stream(0);
  const list = new EventList();
  const gap = () => 1 + Math.round(exponentialFromBits(random.next()) * 1e6);
  for (let i = 0; i < n; i++) list.push(gap(), 3, 0, 0, 0);
  return timed(() => {
    for (let i = 0; i < events; i++) {
      list.pop();
      list.push(list.now + gap(), 3, 0, 0, 0);
    }
    return events;
  });
}

/** @returns users' requests made */
function recorded(model: Model): number {
  const recorder = new Recorder(model, []);
  const world = new World(model, { seed: 7, witness: recorder, eventBudget: 1e9 });
  recorder.watch(world);
  new Timeline().play(world);
  return recorder.finish().requests.count;
}

const mm1 = (customers: number): Model =>
  modelOf(
    [
      ['traffic-source', 'users', { rate: '0.8/s' }],
      ['service', 'server', { slots: 1, queue: 1_000_000_000, serviceTime: 'exp 1s' }],
    ],
    [['users.out', 'server.in']],
    customers / 0.8,
  );

const buffer = (orders: number): Model =>
  modelOf(
    [
      ['traffic-source', 'shoppers', { rate: '50/s' }],
      ['service', 'checkout', { slots: 50, serviceTime: 'exp 5ms' }],
      ['sqs-queue', 'orders'],
      ['consumer-fleet', 'workers', { workers: 10, processingTime: 'exp 80ms' }],
    ],
    [
      ['shoppers.out', 'checkout.in'],
      ['checkout.calls', 'orders.send'],
      ['orders.messages', 'workers.in'],
    ],
    orders / 50,
    [
      { at: 20e6, part: 3, act: 'crash', phase: 'begin', settings: { workers: 10 } },
      { at: 80e6, part: 3, act: 'crash', phase: 'end', settings: { workers: 10 } },
    ],
  );

/** As `simJsFanout`: a topic, three queues, a worker behind each; the second is dead for a thousand seconds. */
const fanout = (publishes: number): Model => {
  const consumers = [1, 0.8, 0.5].map((mean, i) => ({ i, mean: `exp ${mean}s` }));
  return modelOf(
    [
      ['traffic-source', 'shop', { rate: '0.8/s' }],
      ['sns-topic', 'topic'],
      ...consumers.map(({ i }) => ['sqs-queue', `queue${i}`, { VisibilityTimeout: '1h' }] as const),
      ...consumers.map(
        ({ i, mean }) => ['consumer-fleet', `server${i}`, { workers: 1, processingTime: mean }] as const,
      ),
    ],
    [
      ['shop.out', 'topic.publish'],
      ...consumers.map(({ i }) => ['topic.subscriptions', `queue${i}.send`] as const),
      ...consumers.map(({ i }) => [`queue${i}.messages`, `server${i}.in`] as const),
    ],
    publishes / 0.8,
    [
      { at: 10_000e6, part: 6, act: 'crash', phase: 'begin', settings: { workers: 1 } },
      { at: 11_000e6, part: 6, act: 'crash', phase: 'end', settings: { workers: 1 } },
    ],
  );
};

/** 10,000 calls in flight for a million events: memory of the keyframes, and the time of a seek. */
function seeks(): { p50: number; p95: number; megabytes: number } {
  const model = modelOf(
    [
      ['traffic-source', 'users', { rate: '1000/s' }],
      ['service', 'wide', { slots: 1_000_000, serviceTime: 'exp 10s' }],
    ],
    [['users.out', 'wide.in']],
    260,
  );
  const timeline = new Timeline();
  const world = new World(model, { seed: 7 });
  timeline.play(world);
  const probe = new World(model, { seed: 7 });
  const random = new RandomStreams(1, ['seek']).stream(0);
  const times: number[] = [];
  for (let i = 0; i < 200; i++) {
    const tick = Math.floor((random.next() / 4294967296) * model.until);
    const begin = performance.now();
    timeline.seek(probe, tick);
    times.push(performance.now() - begin);
  }
  times.sort((a, b) => a - b);
  return { p50: times[100]!, p95: times[190]!, megabytes: timeline.bytes / 1e6 / (world.dispatched / 1e6) };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const millions = (x: number): string => `${(x / 1e6).toFixed(2)} M/s`;

/** Measures ours and theirs in turns, so that a slow moment of the machine hits both. */
function duel(name: string, ours: () => number, theirs: () => number): void {
  const a: number[] = [];
  const b: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    a.push(ours());
    b.push(theirs());
  }
  const ratio = (median(a) / median(b)).toFixed(1);
  console.log(
    `${name.padEnd(34)} ${millions(median(a)).padStart(12)} ${millions(median(b)).padStart(12)} ${`${ratio} x`.padStart(9)}`,
  );
}

benchGo();
const lib = await loadSimJs();
console.log(
  `${'events a second, median of 5'.padEnd(34)} ${'here'.padStart(12)} ${'simjs'.padStart(12)} ${'ratio'.padStart(9)}`,
);
for (const [n, ours, theirs] of [
  [100, 2_000_000, 400_000],
  [10_000, 2_000_000, 200_000],
  [1_000_000, 1_500_000, 1_000_000],
] as const) {
  duel(
    `HOLD ${n.toExponential(0)} (kernel alone)`,
    () => hold(n, ours),
    () => simJsHold(lib, n, theirs),
  );
}
const customers = 300_000;
duel(
  'M/M/1, real parts, recorded',
  () => timed(() => 2 * recorded(mm1(customers))),
  () => simJsMM1(lib, customers / 3).speed,
);
const orders = 100_000;
duel(
  'Buffer outage, real parts, recorded',
  () => timed(() => 4 * recorded(buffer(orders))),
  () => simJsBuffer(lib, orders / 4),
);
const publishes = 40_000;
duel(
  'Fan-out with an outage, real parts',
  () => timed(() => 7 * recorded(fanout(publishes))),
  () => simJsFanout(lib, publishes / 2),
);
const simpy = simPyMM1();
if (simpy === null) console.log('SimPy: not on this machine.');
else {
  const ours = median([1, 2, 3].map(() => timed(() => 2 * recorded(mm1(customers)))));
  console.log(`M/M/1 beside SimPy: ${millions(ours)} to ${millions(simpy)}, ${(ours / simpy).toFixed(0)} x`);
}
const seek = seeks();
console.log(
  `seek at 10,000 in flight: median ${seek.p50.toFixed(1)} ms, p95 ${seek.p95.toFixed(1)} ms; keyframes ${seek.megabytes.toFixed(1)} MB a million events`,
);
console.log(`memory: ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB resident`);
