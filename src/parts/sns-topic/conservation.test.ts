/** Every copy of every message is somewhere, whatever is set and whatever is done: worlds made by chance. */
import { describe, expect, test } from 'vitest';
import { callee, type SmallAct, type SmallWire, worldOf } from '../../../tests/laws/smallWorld.ts';
import { endpoint } from '../../../tests/laws/topicWorld.ts';
import { RandomStreams } from '../../engine/random.ts';
import { copyPlain } from '../../engine/snapshot.ts';
import type { PartDefinition } from '../contract.ts';
import { sqsQueue } from '../sqs-queue/sim.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { snsTopic } from './sim.ts';

type Written = Readonly<Record<string, unknown>>;

/** What a test wants of chance. */
interface Chance {
  below(n: number): number;
  one<T>(of: readonly T[]): T;
  maybe(p: number): boolean;
}

function chanceOf(seed: number): Chance {
  const stream = new RandomStreams(seed, ['a topic']).stream(0);
  const below = (n: number) => Math.floor((stream.next() / 4294967296) * n);
  return { below, one: (of) => of[below(of.length)]!, maybe: (p) => below(1000) < 1000 * p };
}

const ANSWERS = [
  'ok',
  'ok',
  'ok',
  'failed',
  'rejected',
  'throttled',
  'refused',
  'notFound',
  'drop',
  'nothing',
];

function subscriber({ one, maybe, below }: Chance): readonly [PartDefinition, Written] {
  if (maybe(0.25)) return [sqsQueue, {}];
  const kind = one([callee, endpoint('sqs'), endpoint('lambda'), endpoint('email')]);
  return [kind, { answer: one(ANSWERS), takes: `${below(3000)}ms` }];
}

function subscription({ one, maybe, below }: Chance): Written {
  return {
    RawMessageDelivery: maybe(0.5),
    ...(maybe(0.4) && { FilterPolicy: { kind: [one(['a', 'b', { exists: false }])] } }),
    ...(maybe(0.2) && { queuePolicy: 'missing' }),
    ...(maybe(0.3) && { RedrivePolicy: false }),
    ...(maybe(0.3) && { subscribed: `${below(40)}s` }),
    ...(maybe(0.3) && { unsubscribed: `${below(80)}s` }),
    ...(maybe(0.3) && {
      DeliveryPolicy: {
        healthyRetryPolicy: { numRetries: below(6), minDelayTarget: 1, maxDelayTarget: 1 + below(20) },
        ...(maybe(0.5) && { throttlePolicy: { maxReceivesPerSecond: 1 + below(10) } }),
      },
    }),
  };
}

function worldBy(seed: number) {
  const chance = chanceOf(seed);
  const { below, one, maybe } = chance;
  const isFifo = maybe(0.4);
  const subscribers = Array.from({ length: 1 + below(4) }, (_, i) => `s${i}`);
  const kinds = Object.fromEntries(subscribers.map((id) => [id, subscriber(chance)] as const));
  const hasDead = maybe(0.6);
  const letter = (kind: string, more: Written = {}): Written => ({
    share: 1,
    body: one(['order {n}', 'order']),
    ...(kind !== '' && { attributes: { kind } }),
    ...(isFifo && { group: one(['g', 'g-{1..5}']) }),
    ...more,
  });
  const acts: SmallAct[] = ['outage', 'fail', 'revoke'].flatMap((act) =>
    maybe(0.5) ? [{ at: `${below(60)}s`, part: 'topic', act, lasts: `${1 + below(40)}s` }] : [],
  );
  return {
    subscribers: subscribers.length,
    world: {
      parts: {
        users: [
          trafficSource,
          {
            rate: `${1 + below(20)}/s`,
            messages: [letter('a'), letter('b'), letter(''), letter('a', { subject: 'ß' })],
          },
        ],
        topic: [
          snsTopic,
          {
            duplicates: one([0, 0, 0.2]),
            publishQuota: one(['30000/s', '5/s']),
            ...(isFifo && {
              FifoTopic: true,
              ContentBasedDeduplication: true,
              FifoThroughputScope: one(['Topic', 'MessageGroup']),
            }),
          },
        ],
        ...kinds,
        ...(hasDead && { dead: [maybe(0.5) ? sqsQueue : closedQueue] }),
      } as Readonly<Record<string, readonly [PartDefinition, Written?]>>,
      wires: [
        { wire: 'users.out > topic.publish', latency: 'uniform 1ms..40ms' },
        ...subscribers.map(
          (id): SmallWire => ({
            wire: `topic.subscriptions > ${id}.${kinds[id]![0] === sqsQueue ? 'send' : 'in'}`,
            latency: 'uniform 1ms..40ms',
            with: subscription(chance),
          }),
        ),
        ...(hasDead ? ['topic.deadLetters > dead.redriven'] : []),
      ],
      acts: [...acts, { at: '70s', part: 'users', act: 'surge', with: { factor: 0 } }],
      until: '150s',
    },
  };
}

/** A dead-letter queue that nobody may send to. */
const closedQueue: PartDefinition = {
  ...callee,
  spec: { ...callee.spec, ports: { redriven: { side: 'in', protocol: 'redrive', says: 'dead letters' } } },
  behaviour: { ...callee.behaviour, receive: { redriven: (self, row) => self.drop(row, 8) } },
};

/** Everything that can differ between two runs of one world. */
const whole = (small: ReturnType<typeof worldOf>) => ({
  digest: small.world.readDigest(),
  cells: Array.from(small.world.ledger.cells),
  live: small.world.messages.live,
  state: copyPlain(small.stateOf('topic')),
});

const SEEDS = Array.from({ length: 24 }, (_, i) => i + 1);

describe('published x subscriptions = delivered + filtered + set aside + lost + pending', () => {
  test.each(SEEDS)('world %i', (seed) => {
    const { world, subscribers } = worldBy(seed);
    const small = worldOf(world, { seed });
    const read = (name: string) => small.read(`topic.${name}`);
    for (const moment of ['5s', '20s', '41s', '70s', '90s', '150s']) {
      small.run(moment);
      const known = ['delivered', 'filteredOut', 'redriven', 'lost', 'pending', 'notSubscribed'];
      expect(known.reduce((sum, name) => sum + read(name), 0)).toBe(
        read('published') * subscribers + read('duplicated'),
      );
      expect(read('backingOff')).toBeLessThanOrEqual(read('pending'));
      expect(read('attempts') - read('retries')).toBeLessThanOrEqual(
        read('delivered') + read('redriven') + read('lost') + read('pending'),
      );
    }
    expect(read('published') + read('refused') + read('throttled') + read('deduplicated')).toBeGreaterThan(
      30,
    );
  });

  test('and the worlds are as different as that: everything happens in some of them', () => {
    const sums: Record<string, number> = {};
    for (const seed of SEEDS) {
      const small = worldOf(worldBy(seed).world, { seed }).run();
      for (const name of Object.keys(snsTopic.spec.metrics))
        sums[name] = (sums[name] ?? 0) + small.read(`topic.${name}`);
    }
    // Bodies are not looked at here, and attributes are all in order.
    const never = ['filteredByBody', 'filteredInvalidAttributes', 'filteredInvalidBody'];
    const silent = Object.keys(sums).filter((name) => sums[name] === 0);
    expect(silent.filter((name) => !never.includes(name))).toEqual([]);
  });
});

test.each(SEEDS.slice(0, 6))('put down and taken up again anywhere, world %i ends equal', (seed) => {
  const unseen = () => worldOf(worldBy(seed).world, { seed, witness: null });
  const there = whole(unseen().run());
  for (const cut of ['13s', '67s']) {
    const elsewhere = unseen();
    elsewhere.world.restore(structuredClone(unseen().run(cut).world.snapshot()));
    expect(whole(elsewhere.run())).toEqual(there);
  }
});
