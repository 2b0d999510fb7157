/** Whatever is done to a queue: no message appears or vanishes, and a FIFO queue keeps the order of each group. */
import { describe, expect, test } from 'vitest';
import { type Small, type SmallAct, worldOf } from '../../../tests/laws/smallWorld.ts';
import { outcome } from '../../engine/outcome.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import { copyPlain } from '../../engine/snapshot.ts';
import { filled, letterOf } from '../../rules/letter.ts';
import { consumerFleet } from '../consumer-fleet/sim.ts';
import { definePart } from '../contract.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { sqsQueue } from './sim.ts';
import { DELAYED, IN_FLIGHT, type State, VISIBLE } from './spec.ts';

type Written = Readonly<Record<string, unknown>>;

/** Orders of five customers, a body that comes again and again, and where a queue takes that, messages with no group. */
const kinds = (fifo: boolean) => [
  { share: 3, body: 'order {n}', group: 'customer-{1..5}' },
  { share: 1, body: 'again', group: 'customer-{1..6}' },
  ...(fifo ? [] : [{ share: 1, body: 'loner' }]),
];

const fifoSettings: Written = { FifoQueue: true, ContentBasedDeduplication: true };

function world(fifo: boolean, queue: Written, acts: readonly SmallAct[], seed: number) {
  return worldOf(
    {
      parts: {
        users: [trafficSource, { rate: '20/s', messages: kinds(fifo) }],
        queue: [
          sqsQueue,
          {
            VisibilityTimeout: '3s',
            maxReceiveCount: 3,
            MessageRetentionPeriod: '60s',
            ...(fifo && fifoSettings),
            ...queue,
          },
        ],
        dead: [sqsQueue, { MessageRetentionPeriod: '90s', ...(fifo && fifoSettings) }],
        fleet: [
          consumerFleet,
          {
            workers: 3,
            processingTime: 'exp 120ms',
            MaxNumberOfMessages: 4,
            onFailure: 'release it',
            deletes: 'in batches',
            heartbeat: '1s',
          },
        ],
      },
      wires: [
        'users.out > queue.send',
        { wire: 'queue.messages > fleet.in', latency: 'uniform 1ms..30ms' },
        'queue.deadLetters > dead.redriven',
        'dead.moved > queue.redriven',
      ],
      acts,
      until: '180s',
    },
    { seed, witness: null },
  );
}

const act = (at: string, part: string, name: string, more: Partial<SmallAct> = {}): SmallAct => ({
  at,
  part,
  act: name,
  ...more,
});
const trouble: readonly SmallAct[] = [
  act('5s', 'fleet', 'fail', { lasts: '40s', with: { share: 0.5 } }),
  act('20s', 'fleet', 'kill'),
  act('25s', 'fleet', 'crash', { lasts: '10s' }),
  act('30s', 'queue', 'fail', { lasts: '20s', with: { share: 0.2 } }),
  act('50s', 'dead', 'redrive', { with: { MaxNumberOfMessagesPerSecond: 7 } }),
  act('60s', 'queue', 'poison', { lasts: '30s', with: { messages: 5, group: 'customer-2' } }),
  act('70s', 'queue', 'purge'),
  act('80s', 'queue', 'outage', { lasts: '5s' }),
  act('90s', 'queue', 'set', { with: { DelaySeconds: '2s', inFlightLimit: 5 }, lasts: '20s' }),
  act('100s', 'dead', 'redrive'),
  act('110s', 'fleet', 'crash', { lasts: '75s' }),
];

function checkBooks(small: Small, id: string): void {
  const read = (metric: string) => small.read(`${id}.${metric}`);
  const ways = ['deleted', 'expired', 'deadLettered', 'moved', 'purged', 'depth', 'deduplicated'];
  const out = ways.reduce((sum, metric) => sum + read(metric), 0);
  expect(out).toBe(read('sent') + read('redriven'));
  expect(read('visible') + read('inFlight') + read('delayed')).toBe(read('depth'));
}

/** What the state says in several places, it says alike. */
function checkState(small: Small, id: string): void {
  const state = small.stateOf(id) as State;
  const { messages: m } = small.world;
  const rows: number[] = [];
  for (const list of [state.byAge, state.often])
    for (let row = list.head; row >= 0; row = m.nextByAge[row]!) rows.push(row);
  const at = (place: number, among = rows) => among.filter((row) => m.place[row] === place).length;
  expect([at(VISIBLE), at(IN_FLIGHT), at(DELAYED)]).toEqual([state.ready, state.inFlight, state.delayed]);
  const used = state.groups.flatMap((group, index) => (group ? [{ group, index }] : []));
  for (const { group, index } of used) {
    const own = rows.filter((row) => m.mark[row] === index);
    expect([own.length, at(VISIBLE, own), at(IN_FLIGHT, own), at(DELAYED, own)]).toEqual([
      group.stored,
      group.ready,
      group.inFlight,
      group.delayed,
    ]);
    expect(group.stored).toBeGreaterThan(0);
    expect(state.groupOf[group.key]).toBe(index);
  }
  expect(used.filter(({ group }) => group.inFlight > 0)).toHaveLength(state.groupsInFlight);
  expect(used.filter(({ group }) => group.noisy).map(({ index }) => index)).toEqual([...state.noisy].sort());
}

describe.each([
  ['standard', false, {}],
  ['standard with a cap in flight', false, { inFlightLimit: 8 }],
  ['FIFO', true, {}],
  ['FIFO that sees thirty messages', true, { scanned: 30 }],
] as const)('%s', (_, fifo, queue) => {
  const moments = [
    '4s',
    '12s',
    '24s',
    '29s',
    '45s',
    '55s',
    '69999ms',
    '71s',
    '84s',
    '95s',
    '105s',
    '130s',
    '179s',
  ];

  test('the books balance at any moment, whatever is done', () => {
    for (const seed of [1, 2, 3]) {
      const small = world(fifo, queue, trouble, seed);
      for (const moment of moments) {
        small.run(moment);
        for (const id of ['queue', 'dead']) {
          checkBooks(small, id);
          checkState(small, id);
        }
      }
      const happened = ['redriven', 'purged', 'deadLettered', 'expired', ...(fifo ? ['deduplicated'] : [])];
      for (const metric of happened)
        expect([metric, small.read(`queue.${metric}`) > 0]).toEqual([metric, true]);
      expect(small.read('dead.moved')).toBeGreaterThan(0);
    }
  });

  test('it can be put down and taken up again anywhere', () => {
    const whole = world(fifo, queue, trouble, 4).run().world;
    const here = world(fifo, queue, trouble, 4);
    const elsewhere = world(fifo, queue, trouble, 4).world;
    for (const moment of ['29s', '52s', '95s']) {
      elsewhere.restore(structuredClone(here.run(moment).world.snapshot()));
      elsewhere.run();
      expect(elsewhere.readDigest()).toBe(whole.readDigest());
      expect(elsewhere.selves.map(({ state }) => copyPlain(state))).toEqual(
        whole.selves.map(({ state }) => copyPlain(state)),
      );
    }
  });
});

/** Works on what it is asked, now and then in vain, and writes down what it has done. */
function workbench(log: { readonly group: string; readonly request: number }[]) {
  const spec = {
    kind: 'workbench',
    ports: { in: { side: 'in', protocol: 'request', says: 'work' } },
    metrics: {},
    timers: [],
    streams: ['luck'],
  } as const satisfies PartSpec;
  type Me = Self<typeof spec, object, object>;
  return definePart({
    title: 'Workbench',
    says: 'Works.',
    spec,
    settings: {},
    behaviour: {
      state: () => ({}),
      receive: {
        in(self: Me, call) {
          if (self.random.luck.chance(0.3)) return self.reply(call, outcome.failed);
          const request = self.messages.request[call]!;
          log.push({ group: filled(letterOf(self.contentOf(call)).group ?? '', request), request });
          self.reply(call, outcome.ok);
        },
      },
    },
    status: () => ({ mood: 'calm', word: 'calm' }),
  });
}

describe('under random failures', () => {
  const workedOn = (queue: Written, onFailure: string, seed: number) => {
    const log: { readonly group: string; readonly request: number }[] = [];
    const small = worldOf(
      {
        parts: {
          users: [trafficSource, { rate: '20/s', messages: [{ body: '{n}', group: 'g{1..8}' }] }],
          queue: [sqsQueue, { VisibilityTimeout: '5s', ...queue }],
          fleet: [
            consumerFleet,
            { workers: 6, processingTime: 'exp 80ms', MaxNumberOfMessages: 5, onFailure, hideFor: '2s' },
          ],
          bench: [workbench(log)],
        },
        wires: ['users.out > queue.send', 'queue.messages > fleet.in', 'fleet.work > bench.in'],
        acts: [act('30s', 'users', 'surge', { with: { factor: 0 } })],
        until: '900s',
      },
      { seed },
    ).run();
    return { log, small };
  };
  const inOrder = (log: readonly { readonly group: string; readonly request: number }[]) =>
    log.every(({ group, request }, i) =>
      log.slice(0, i).every((one) => one.group !== group || one.request < request),
    );

  test.each(['leave it hidden', 'release it', 'hide it for a while'])(
    'a group is worked on in its order: %s',
    (onFailure) => {
      for (const seed of [1, 2]) {
        const { log, small } = workedOn(fifoSettings, onFailure, seed);
        expect(log.length).toBe(small.read('queue.sent'));
        expect(small.read('queue.depth')).toBe(0);
        expect(small.read('fleet.returned')).toBeGreaterThan(0);
        expect(inOrder(log)).toBe(true);
      }
    },
  );

  test('a standard queue keeps no order', () => {
    const { log, small } = workedOn({}, 'leave it hidden', 1);
    expect(log.length).toBe(small.read('queue.sent'));
    expect(inOrder(log)).toBe(false);
    expect(small.read('fleet.returned')).toBe(0);
  });
});

test('a hundred thousand messages in a thousand groups go through', () => {
  const small = worldOf({
    parts: {
      users: [
        trafficSource,
        { arrivals: 'constant', rate: '10000/s', messages: [{ body: '{n}', group: 'g{1..1000}' }] },
      ],
      queue: [
        sqsQueue,
        { ...fifoSettings, FifoThroughputLimit: 'perMessageGroupId', DeduplicationScope: 'messageGroup' },
      ],
      fleet: [
        consumerFleet,
        { workers: 100, processingTime: '1ms', MaxNumberOfMessages: 10, deletes: 'in batches' },
      ],
    },
    wires: ['users.out > queue.send', 'queue.messages > fleet.in'],
    acts: [
      act('0s', 'fleet', 'crash', { lasts: '10s' }),
      act('10s', 'users', 'surge', { with: { factor: 0 } }),
    ],
    until: '60s',
  });
  small.run('10s');
  expect(small.read('queue.depth')).toBeGreaterThan(99_000);
  small.run();
  expect([small.read('queue.depth'), small.read('queue.deleted')]).toEqual([0, small.read('queue.sent')]);
});
