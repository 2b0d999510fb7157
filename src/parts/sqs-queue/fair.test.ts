import { describe, expect, test } from 'vitest';
import { type Answer, handOf, type Step } from '../../../tests/laws/queueHand.ts';
import { type Small, type SmallAct, worldOf } from '../../../tests/laws/smallWorld.ts';
import { consumerFleet } from '../consumer-fleet/sim.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { sqsQueue } from './sim.ts';
import type { State } from './spec.ts';

type Written = Readonly<Record<string, unknown>>;
const s = (n: number): number => n * 1_000_000;

function by(steps: readonly Step[], queue: Written = {}, acts: readonly SmallAct[] = [], until = '1000s') {
  const answers: (Answer | undefined)[] = [];
  const small = worldOf({
    parts: { hand: [handOf(steps, answers)], queue: [sqsQueue, { VisibilityTimeout: '1h', ...queue }] },
    wires: ['hand.send > queue.send', 'queue.messages > hand.poll'],
    acts,
    until,
  });
  const got = () => answers.map((one) => one?.got.join('') ?? '');
  return { small, answers, got };
}

const put = (at: number, group: string | undefined, body: string, n = 1): Step[] =>
  Array.from({ length: n }, () => ({ at, send: group === undefined ? { body } : { body, group } }));
/** So many messages received, ten at a time. */
const take = (at: number, n: number): Step[] => Array.from({ length: n / 10 }, () => ({ at, receive: 10 }));

/** Tenant a has a hundred messages there, and then b and somebody without a group one each. */
const crowd: Step[] = [...put(0, 'a', 'a', 100), ...put(1, 'b', 'b'), ...put(1, undefined, 'n')];

describe('a tenant with thirty messages in flight and a backlog', () => {
  const steps: Step[] = [...crowd, ...take(2, 30), { at: 3, receive: 3 }];

  test('is noisy: the others are served before it', () => {
    const { small, got } = by(steps);
    small.run('2500ms');
    expect(small.read('queue.noisyGroups')).toBe(1);
    expect(
      ['visible', 'visibleInQuietGroups', 'inFlight', 'inFlightInQuietGroups'].map((m) =>
        small.read(`queue.${m}`),
      ),
    ).toEqual([72, 2, 30, 0]);
    expect([small.read('queue.oldest'), small.read('queue.oldestInQuietGroups')]).toEqual([s(2.5), s(1.5)]);
    small.run();
    expect(got().at(-1)).toBe('bna');
  });

  test('is one of many where it has no more than a tenth of what is in flight, or fewer than thirty', () => {
    expect(
      by([...crowd, ...take(2, 20), { at: 3, receive: 3 }])
        .small.run()
        .read('queue.noisyGroups'),
    ).toBe(0);
    const others = [...put(0, undefined, 'n', 300), ...take(1, 300)];
    const { small, got } = by([
      ...others,
      ...crowd.map((one) => ({ ...one, at: 2 })),
      ...take(3, 30),
      { at: 4, receive: 3 },
    ]);
    small.run();
    expect(got().at(-1)).toBe('aaa');
    expect(small.read('queue.noisyGroups')).toBe(0);
  });

  test('is served in its order where queues are not fair', () => {
    const { small, got } = by(steps, { fairQueues: false });
    small.run();
    expect(got().at(-1)).toBe('aaa');
    expect([small.read('queue.groups'), small.read('queue.visibleInQuietGroups')]).toEqual([0, 0]);
  });

  test('is quiet again when its backlog is gone', () => {
    const { small } = by([...crowd, ...take(2, 30), ...take(3, 80), ...put(4, 'a', 'a')]);
    small.run('3500ms');
    expect([small.read('queue.visible'), small.read('queue.noisyGroups')]).toEqual([0, 0]);
    // It has a hundred in flight when the next one comes.
    expect(small.run('5s').read('queue.noisyGroups')).toBe(1);
  });

  test('is quiet again after five minutes without a message of it', () => {
    const later = [...put(290, 'b', 'b'), { at: 301, receive: 2 }] as Step[];
    const { small, got } = by([...steps, ...later]);
    small.run();
    // Its own have waited longer than that of b.
    expect(got().at(-1)).toBe('aa');
    expect(small.read('queue.noisyGroups')).toBe(0);
  });

  test('and another one: who has fewer in flight is served first', () => {
    const { small, got } = by([
      ...put(0, 'a', 'a', 100),
      ...take(0, 50),
      ...put(1, 'b', 'b', 100),
      // Quiet b is served before a, until it is noisy itself.
      ...take(2, 30),
      { at: 3, receive: 10 },
    ]);
    small.run();
    expect(small.read('queue.noisyGroups')).toBe(2);
    expect(got().at(-1)).toBe('b'.repeat(10));
  });

  test('and queues that stop being fair: nothing is lost of it', () => {
    const set: SmallAct = { at: '2500ms', part: 'queue', act: 'set', with: { fairQueues: false } };
    const { small, got } = by([...steps, ...take(4, 100)], {}, [set]);
    small.run();
    expect(small.read('queue.received')).toBe(102);
    expect(got()[crowd.length + 3]).toBe('aaa');
  });
});

test('a tenant whose few messages take long is noisy too', () => {
  // Ten a second apart for a second each of the others; two of b hold their worker for a minute.
  const { small, got } = by([
    ...put(0, 'b', 'b', 4),
    ...put(0, 'c', 'c', 4),
    { at: 0, receive: 1 },
    { at: 58, remove: 0 },
    { at: 59, receive: 2 },
  ]);
  small.run();
  expect(got().at(-1)).toBe('cc');
});

test('the work that a tenant made counts on when none of its messages is left', () => {
  const { small, got } = by([
    ...put(0, 'b', 'b'),
    { at: 0, receive: 1 },
    { at: 58, remove: 0 },
    ...put(59, 'b', 'b', 2),
    ...put(59, 'c', 'c', 2),
    { at: 60, receive: 2 },
    { at: 61, receive: 2 },
    // Two minutes later it is forgotten.
    ...put(190, 'b', 'b', 2),
    ...put(190, 'c', 'c', 2),
    { at: 191, receive: 10 },
  ]);
  small.run();
  expect(got().filter((one) => one !== '')).toEqual(['b', 'cc', 'bb', 'bbcc']);
});

/** Tenant a sends more than is done; three others send an eighth each, and so much that they are noisy now and then. */
const tenants = (until: string) =>
  worldOf(
    {
      parts: {
        users: [
          trafficSource,
          {
            rate: '640/s',
            messages: ['a', 'b', 'c', 'd'].map((group) => ({
              share: group === 'a' ? 5 : 1,
              body: 'x',
              group,
            })),
          },
        ],
        queue: [sqsQueue],
        fleet: [consumerFleet, { workers: 20, processingTime: '50ms' }],
      },
      wires: ['users.out > queue.send', 'queue.messages > fleet.in'],
      until,
    },
    { witness: null },
  );

/** The age of the oldest message of no noisy group, looked for one by one. */
function checkQuiet(small: Small): void {
  const { byAge, groups } = small.stateOf('queue') as State;
  const { messages: m } = small.world;
  if (byAge.head < 0 || groups.every((group) => group === null)) return;
  let row = byAge.head;
  while (row >= 0 && m.mark[row]! >= 0 && groups[m.mark[row]!]!.noisy) row = m.nextByAge[row]!;
  const moment = small.read('queue.oldest') + m.sentAt[byAge.head]!;
  expect(small.read('queue.oldestInQuietGroups')).toBe(row < 0 ? 0 : moment - m.sentAt[row]!);
}

test('the oldest message of the quiet ones is known at any moment', () => {
  const small = tenants('60s');
  let changes = 0;
  let before = 0;
  for (let moment = 50; moment < 60_000; moment += 50) {
    small.run(`${moment}ms`);
    checkQuiet(small);
    const noisy = small.read('queue.noisyGroups');
    if (noisy !== before) changes++;
    before = noisy;
  }
  expect(changes).toBeGreaterThan(100);
});

test('tenants that are noisy now and then cost no look through the backlog', () => {
  // Quadratic in the backlog, this takes a minute.
  const small = tenants('300s').run();
  expect(small.read('queue.depth')).toBeGreaterThan(70_000);
  expect(small.read('queue.noisyGroups')).toBeGreaterThan(0);
});
