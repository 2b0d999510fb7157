import { describe, expect, test } from 'vitest';
import { at, callee, type SmallAct, type SmallWire, worldOf } from '../../../tests/laws/smallWorld.ts';
import { endpoint, type Kept, keeper } from '../../../tests/laws/topicWorld.ts';
import type { PartDefinition } from '../contract.ts';
import { sqsQueue } from '../sqs-queue/sim.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { snsTopic } from './sim.ts';

type Written = Readonly<Record<string, unknown>>;
/** Who gets copies, with settings of its own and of the subscription. */
type Subscriber = readonly [kind: PartDefinition, settings?: Written, subscription?: Written];

const s = (n: number): number => n * 1_000_000;

interface Topic {
  readonly users: Written;
  readonly topic?: Written;
  readonly to: Readonly<Record<string, Subscriber>>;
  readonly acts?: readonly SmallAct[];
  readonly until?: string;
  readonly dead?: boolean;
}

const topicWith = ({ users, topic = {}, to, acts = [], until = '600s', dead = false }: Topic) =>
  worldOf({
    parts: {
      users: [trafficSource, users],
      topic: [snsTopic, { acceptTime: '10ms', ...topic }],
      ...Object.fromEntries(
        Object.entries(to).map(([id, [kind, written]]) => [id, [kind, written] as const]),
      ),
      ...(dead && { dead: [sqsQueue] as const }),
    },
    wires: [
      'users.out > topic.publish',
      ...Object.entries(to).map(
        ([id, [kind, , written = {}]]): SmallWire => ({
          wire: `topic.subscriptions > ${id}.${'send' in kind.spec.ports ? 'send' : 'in'}`,
          with: written,
        }),
      ),
      ...(dead ? ['topic.deadLetters > dead.redriven'] : []),
    ],
    acts,
    until,
  });

const queue = endpoint('sqs');
const keptBy = (small: ReturnType<typeof topicWith>, part: string) =>
  (small.stateOf(part) as { kept: Kept[] }).kept;

describe('publishing', () => {
  test('is answered before anybody has a copy, and every subscriber gets one', () => {
    const to = { fast: [callee], slow: [callee, { takes: '9s' }], queue: [queue] } as const;
    const small = topicWith({ users: at('1s', '2s'), to }).run();
    expect(small.requests.map((r) => [r.ended - r.begun, r.outcome])).toEqual([
      [10_000, 'ok'],
      [10_000, 'ok'],
    ]);
    expect([small.read('topic.published'), small.read('topic.delivered')]).toEqual([2, 6]);
    expect(['fast', 'slow', 'queue'].map((id) => small.read(`${id}.received`))).toEqual([2, 2, 2]);
    expect(small.timing('topic.latency')).toMatchObject({ count: 6, sum: s(18) });
    expect(small.area('topic.pending')).toBe(s(18));
  });

  test('over the quota is throttled; a second of it may come at once', () => {
    const crowd = at(...Array<string>(25).fill('1s'), '1500ms');
    const small = topicWith({ users: crowd, topic: { publishQuota: '10/s' }, to: { queue: [queue] } }).run();
    expect(small.requests.filter((r) => r.outcome === 'throttled')).toHaveLength(15);
    // Half a second later there are five more.
    expect(small.requests[25]!.outcome).toBe('ok');
    expect([small.read('topic.published'), small.read('topic.throttled')]).toEqual([11, 15]);
  });

  test('without subscribers is as good as any, and is gone', () => {
    const small = topicWith({ users: at('1s'), to: {} }).run();
    expect(small.requests.map((r) => r.outcome)).toEqual(['ok']);
    expect([small.read('topic.published'), small.world.messages.live]).toEqual([1, 0]);
  });

  test('costs by 64 KiB begun; deliveries to queues are free', () => {
    const letter = [{ share: 1, body: 'a scan', size: '65537B' }];
    const small = topicWith({
      users: { ...at('1s', '2s'), messages: letter },
      to: { queue: [queue], web: [callee], box: [endpoint('email')] },
    }).run();
    expect([small.read('topic.billed'), small.read('topic.toWeb'), small.read('topic.toMail')]).toEqual([
      4, 2, 2,
    ]);
    expect(small.read('topic.size')).toBe(2 * 65_537);
  });
});

describe('a sick subscriber', () => {
  test('delays nobody else', () => {
    const to = {
      well: [callee, { takes: '1s' }],
      sick: [callee, { takes: '2s', answer: 'failed' }],
    } as const;
    const small = topicWith({ users: at('1s', '1s', '3s'), to }).run();
    expect(small.timing('topic.latency')).toMatchObject({ count: 3, sum: s(3) });
    expect(small.requests.every((r) => r.ended - r.begun === 10_000)).toBe(true);
  });

  test('on the web is tried three times more, 20 s apart; CloudWatch counts every failed try', () => {
    const small = topicWith({ users: at('1s'), to: { web: [callee, { answer: 'failed' }] } });
    small.run('17s');
    expect([small.read('topic.attempts'), small.read('topic.backingOff')]).toEqual([1, 1]);
    small.run('24s');
    expect(small.read('topic.attempts')).toBe(2);
    small.run();
    expect(small.read('topic.attempts')).toBe(4);
    expect([small.read('topic.retries'), small.read('topic.failed'), small.read('topic.lost')]).toEqual([
      3, 4, 1,
    ]);
    // 3 x 20 s, give or take a tenth.
    expect(Math.abs(small.area('topic.backingOff') - s(60))).toBeLessThan(s(6));
    expect(small.world.messages.live).toBe(0);
  });

  test('that never answers is given 15 s each time', () => {
    const small = topicWith({ users: at('1s'), to: { web: [callee, { answer: 'nothing' }] } }).run();
    expect([small.read('topic.attempts'), small.read('topic.lost')]).toEqual([4, 1]);
    expect(small.area('topic.pending') - small.area('topic.backingOff')).toBe(s(60));
  });

  test('is tried as its delivery policy says, and no faster than it says', () => {
    const DeliveryPolicy = {
      healthyRetryPolicy: { numRetries: 2, numNoDelayRetries: 2 },
      throttlePolicy: { maxReceivesPerSecond: 1 },
    };
    const to = { web: [callee, {}, { DeliveryPolicy }] } as const;
    const small = topicWith({ users: at('1s', '1s', '1s', '1s'), to }).run();
    // At 1, 2, 3 and 4 s.
    expect(small.timing('topic.latency')).toMatchObject({ count: 4, sum: s(0 + 1 + 2 + 3) });
    const sick = { web: [callee, { answer: 'throttled' }, { DeliveryPolicy }] } as const;
    const again = topicWith({ users: at('1s'), to: sick }).run();
    expect([again.read('topic.attempts'), again.read('topic.lost')]).toEqual([3, 1]);
  });

  test('that answers 4xx is not tried again', () => {
    for (const answer of ['refused', 'invalid', 'notFound']) {
      const small = topicWith({ users: at('1s'), to: { queue: [queue, { answer }] } }).run();
      expect([small.read('topic.attempts'), small.read('topic.failed'), small.read('topic.lost')]).toEqual([
        1, 1, 1,
      ]);
    }
  });

  test('that is a queue is tried 100,015 times more, over 23 days, in no time', () => {
    const to = { queue: [queue, { answer: 'rejected' }] } as const;
    const small = topicWith({ users: at('1s'), to, until: '25d', dead: true });
    small.run('20d');
    expect([small.read('topic.pending'), small.read('topic.redriven')]).toEqual([1, 0]);
    small.run();
    expect([small.read('topic.attempts'), small.read('topic.redriven')]).toEqual([100_016, 1]);
    expect(small.area('topic.backingOff') / s(86_400)).toBeGreaterThan(23);
    expect(small.area('topic.backingOff') / s(86_400)).toBeLessThan(23.3);
    expect(small.world.messages.bound).toBeLessThan(20);
    // A retry costs its turn, the call and its answer: a second's work.
    expect(small.world.dispatched).toBeLessThan(5 * 100_016);
  });

  test('that gets well again has lost nothing', () => {
    const down: SmallAct = { at: '5s', part: 'queue', act: 'outage', lasts: '60s' };
    const users = { arrivals: 'constant', rate: '5/s' };
    const small = topicWith({ users, to: { queue: [sqsQueue] }, acts: [down], until: '120s' }).run();
    const [published, sent] = [small.read('topic.published'), small.read('queue.sent')];
    expect(small.read('topic.retries')).toBeGreaterThan(1000);
    expect([small.read('topic.lost'), small.read('topic.failed')]).toEqual([0, 0]);
    expect(sent).toBe(published);
    expect(sent).toBeGreaterThan(590);
  });
});

describe('given up', () => {
  const refuses = [queue, { answer: 'refused' }] as const;

  test('it is set aside where there is a queue for it, as new there as it is', () => {
    const small = topicWith({ users: at('100s'), to: { queue: refuses }, dead: true, until: '200s' }).run();
    expect([small.read('topic.redriven'), small.read('topic.lost')]).toEqual([1, 0]);
    expect([small.read('dead.depth'), small.read('dead.sent')]).toEqual([1, 0]);
    expect(small.area('dead.depth')).toBe(s(100) - 10_000);
  });

  test('each subscriber may have a queue of its own for it', () => {
    const small = worldOf({
      parts: {
        users: [trafficSource, at('1s', '2s')],
        topic: [snsTopic],
        one: refuses,
        two: refuses,
        dead: [sqsQueue],
        'dead-two': [sqsQueue],
      },
      wires: [
        'users.out > topic.publish',
        'topic.subscriptions > one.in',
        'topic.subscriptions > two.in',
        'topic.deadLetters > dead.redriven',
        { wire: 'topic.deadLetters > dead-two.redriven', with: { subscriber: 'two' } },
      ],
    }).run();
    expect(['dead', 'dead-two'].map((id) => small.read(`${id}.depth`))).toEqual([2, 2]);
    expect(small.read('topic.lost')).toBe(0);
  });

  test('it is lost where the subscription has no redrive policy', () => {
    const to = { queue: [...refuses, { RedrivePolicy: false }] } as const;
    const small = topicWith({ users: at('1s'), to, dead: true }).run();
    expect([small.read('topic.redriven'), small.read('topic.lost'), small.read('dead.depth')]).toEqual([
      0, 1, 0,
    ]);
  });

  test('it is lost, and counted twice, where the queue for it does not take it', () => {
    const small = worldOf({
      parts: {
        users: [trafficSource, at('1s')],
        topic: [snsTopic],
        queue: [queue, { answer: 'refused' }],
        dead: [sink],
      },
      wires: [
        'users.out > topic.publish',
        'topic.subscriptions > queue.in',
        'topic.deadLetters > dead.redriven',
      ],
    }).run();
    expect([
      small.read('topic.redriveFailed'),
      small.read('topic.lost'),
      small.read('topic.redriven'),
    ]).toEqual([1, 1, 0]);
  });
});

/** A dead-letter queue that may not be sent to. */
const sink: PartDefinition = {
  ...queue,
  spec: {
    ...queue.spec,
    ports: { redriven: { side: 'in', protocol: 'redrive', says: 'dead letters' } },
  },
  behaviour: {
    ...queue.behaviour,
    receive: { redriven: (self, row) => self.reply(row, 15) },
  },
};

describe('a queue without a policy for the topic', () => {
  test('gets nothing, and nobody is told but CloudWatch', () => {
    const to = { well: [queue], closed: [queue, {}, { queuePolicy: 'missing' }] } as const;
    const small = topicWith({ users: at('1s', '2s'), to }).run();
    expect(small.requests.map((r) => r.outcome)).toEqual(['ok', 'ok']);
    expect([small.read('well.received'), small.read('closed.received')]).toEqual([2, 0]);
    expect([small.read('topic.failed'), small.read('topic.retries'), small.read('topic.lost')]).toEqual([
      2, 0, 2,
    ]);
  });

  test('is what taking the policy away makes of all queues, and of queues alone', () => {
    const to = { queue: [queue], web: [callee] } as const;
    const revoke: SmallAct = { at: '2s', part: 'topic', act: 'revoke', lasts: '2s' };
    const small = topicWith({ users: at('1s', '3s', '5s'), to, acts: [revoke] }).run();
    expect([small.read('queue.received'), small.read('web.received'), small.read('topic.lost')]).toEqual([
      2, 3, 1,
    ]);
  });
});

describe('what arrives', () => {
  const kinds = [{ share: 1, body: 'order {n}', subject: 'An order', attributes: { goods: 'parcel' } }];
  const users = { ...at('1s', '2s'), messages: kinds };

  test('is the message in an envelope, or raw', () => {
    const to = { wrapped: [keeper], raw: [keeper, {}, { RawMessageDelivery: true }] } as const;
    const small = topicWith({ users, to }).run();
    const letter = {
      body: 'order {n}',
      subject: 'An order',
      attributes: { goods: { type: 'String', value: 'parcel' } },
    };
    const [wrapped, raw] = [keptBy(small, 'wrapped'), keptBy(small, 'raw')];
    expect(wrapped.map((one) => one.says)).toEqual([
      { ...letter, envelope: 'topic' },
      { ...letter, envelope: 'topic' },
    ]);
    expect(raw.map((one) => [one.says, one.request])).toEqual([
      [letter, 0],
      [letter, 1],
    ]);
    // The MessageId is that of the message, whoever gets it.
    expect(wrapped.map((one) => one.published)).toEqual(raw.map((one) => one.published));
    expect(new Set(wrapped.map((one) => one.published)).size).toBe(2);
  });

  test('raw with more attributes than SQS can hold is lost; in an envelope it is not, nor on the web', () => {
    const attributes = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`a${i}`, 'x']));
    const raw = { RawMessageDelivery: true };
    const small = topicWith({
      users: { ...at('1s'), messages: [{ share: 1, body: 'much', attributes }] },
      to: { raw: [queue, {}, raw], wrapped: [queue], web: [callee, {}, raw], real: [sqsQueue] },
    }).run();
    expect(['raw', 'wrapped', 'web'].map((id) => small.read(`${id}.received`))).toEqual([0, 1, 1]);
    expect([small.read('topic.lost'), small.read('topic.delivered'), small.read('real.sent')]).toEqual([
      1, 3, 1,
    ]);
  });

  test('comes at least once: some of it twice, the second copy some seconds later', () => {
    const many = { arrivals: 'constant', rate: '100/s' };
    const small = topicWith({
      users: many,
      topic: { duplicates: 0.1 },
      to: { queue: [queue] },
      until: '120s',
      acts: [{ at: '60s', part: 'users', act: 'surge', with: { factor: 0 } }],
    }).run();
    const [published, twice] = [small.read('topic.published'), small.read('topic.duplicated')];
    expect(Math.abs(twice / published - 0.1)).toBeLessThan(0.02);
    expect(small.read('topic.delivered')).toBe(published + twice);
  });
});

describe('a filter policy', () => {
  const kinds = [
    { share: 1, body: '{"total": {n}}', attributes: { goods: 'parcel' } },
    { share: 1, body: 'no JSON' },
  ];
  const users = { arrivals: 'constant', rate: '20/s', messages: kinds };

  test('lets through what matches; what does not is counted by its reason, and is no failure', () => {
    const FilterPolicy = { goods: ['parcel'] };
    const other = { FilterPolicy: { goods: ['download'] } };
    const body = { FilterPolicy: { total: [{ numeric: ['>=', 0] }] }, FilterPolicyScope: 'MessageBody' };
    const to = {
      parcels: [queue, {}, { FilterPolicy }],
      downloads: [queue, {}, other],
      totals: [queue, {}, body],
      all: [queue],
    } as const;
    const small = topicWith({ users, to, until: '60s' }).run('50s');
    const all = small.read('all.received');
    const parcels = small.read('parcels.received');
    expect(Math.abs(parcels / all - 0.5)).toBeLessThan(0.05);
    expect([small.read('downloads.received'), small.read('totals.received')]).toEqual([0, parcels]);
    const counted = ['filteredByAttributes', 'filteredNoAttributes', 'filteredInvalidBody', 'filteredByBody'];
    expect(counted.map((name) => small.read(`topic.${name}`))).toEqual([
      parcels,
      2 * (all - parcels),
      all - parcels,
      0,
    ]);
    expect([small.read('topic.filteredOut'), small.read('topic.failed')]).toEqual([
      parcels + 3 * (all - parcels),
      0,
    ]);
  });
});

test('a subscription gets what is published while it is there, and what was published before it went', () => {
  const to = { some: [queue, { takes: '5s' }, { subscribed: '10s', unsubscribed: '20s' }] } as const;
  const small = topicWith({ users: at('5s', '9980ms', '9990ms', '19989ms', '19990ms', '30s'), to }).run();
  // 10 ms until it is taken in: two are too early, two too late.
  expect(small.read('some.received')).toBe(2);
  expect([small.read('topic.notSubscribed'), small.read('topic.delivered')]).toEqual([4, 2]);
});

describe('a topic that is down', () => {
  const down: SmallAct = { at: '10s', part: 'topic', act: 'outage', lasts: '100s' };

  test('refuses publishes, and its deliveries wait until it is up', () => {
    // The try at 9.5 s fails at 10.5 s; the next is due in the outage.
    const to = { web: [keeper, { takes: '1s', answers: ['failed', 'failed', 'failed', 'failed'] }] } as const;
    const small = topicWith({ users: at('9500ms', '50s', '120s'), to, acts: [down] }).run();
    expect(small.requests.map((r) => r.outcome)).toEqual(['ok', 'failed', 'ok']);
    const tries = keptBy(small, 'web').map((one) => one.at);
    expect(tries.filter((one) => one > s(11) && one < s(110))).toEqual([]);
    expect(tries.filter((one) => one === s(110))).toHaveLength(1);
    expect([small.read('topic.delivered'), small.read('topic.lost')]).toEqual([2, 0]);
  });

  test('or fails a share of the publishes, delivers nothing of those', () => {
    const fail: SmallAct = { at: '2s', part: 'topic', act: 'fail', lasts: '2s', with: { share: 1 } };
    const small = topicWith({ users: at('1s', '3s', '5s'), to: { queue: [queue] }, acts: [fail] }).run();
    expect(small.requests.map((r) => r.outcome)).toEqual(['ok', 'failed', 'ok']);
    expect(small.read('queue.received')).toBe(2);
  });
});
