/** A batch that goes through a part which only hands on: its entries arrive, and every caller hears of its own. */
import { describe, expect, test } from 'vitest';
import { outcome } from '../../src/engine/outcome.ts';
import type { PartSpec, Self } from '../../src/engine/part.ts';
import { definePart } from '../../src/parts/contract.ts';
import { fullCatalog as catalog } from '../../src/parts/full.ts';
import { SEND } from '../../src/rules/send.ts';
import { callee, type SmallAct, type SmallWire, worldOf } from './smallWorld.ts';

const ENTRIES = 4;

/** Sends one batch, and sums up what came back in its own rows. */
const senderSpec = {
  kind: 'sender',
  ports: { out: { side: 'out', protocol: 'request', says: 'is sent to' } },
  metrics: {
    back: { type: 'counter', unit: 'entries', says: 'entries that came back' },
    uids: { type: 'counter', unit: 'uids', says: 'sum of what was written into them' },
    uid: { type: 'counter', unit: 'uids', says: 'what was written into the call' },
    bad: { type: 'counter', unit: 'entries', says: 'entries that ended badly' },
  },
  timers: ['go', 'left'],
  streams: [],
} as const satisfies PartSpec;
type Sender = Self<typeof senderSpec, { call: number }, { patience: number }>;
const sender = definePart({
  title: 'Sender',
  says: 'Sends.',
  spec: senderSpec,
  settings: {
    patience: {
      type: 'duration',
      default: '1h',
      min: '0s',
      max: '1h',
      says: 'How long it waits.',
      source: 'test',
    },
  },
  behaviour: {
    state: () => ({ call: -1 }),
    start(self: Sender) {
      self.timers.go.after(1_000_000);
    },
    timers: {
      go(self: Sender) {
        const call = self.ports.out.call(-1, 0, SEND.batch);
        for (let i = 0; i < ENTRIES; i++) self.attach(call, self.store(-1, -1));
        self.state.call = call;
        self.timers.left.after(self.settings.patience);
      },
      left(self: Sender) {
        if (self.state.call >= 0) self.abandon(self.state.call);
        self.state.call = -1;
      },
    },
    reply: {
      out(self: Sender, call) {
        self.state.call = -1;
        self.metrics.uid.add(self.messages.due[call]!);
        for (let row = self.take(call); row >= 0; row = self.take(call)) {
          self.metrics.back.add();
          self.metrics.uids.add(self.messages.due[row]!);
          if (self.messages.step[row] !== outcome.ok) self.metrics.bad.add();
          self.discard(row, outcome.ok);
        }
      },
    },
  },
  status: () => ({ mood: 'calm', word: 'idle' }),
});

const takerSpec = {
  kind: 'taker',
  ports: { in: { side: 'in', protocol: 'request', says: 'is sent to' } },
  metrics: { got: { type: 'counter', unit: 'entries', says: 'entries that came' } },
  timers: ['done'],
  streams: [],
} as const satisfies PartSpec;
type Taker = Self<typeof takerSpec, object, { refuses: number }>;
const taker = definePart({
  title: 'Taker',
  says: 'Takes.',
  spec: takerSpec,
  settings: {
    refuses: {
      type: 'count',
      default: 1,
      min: 0,
      max: 9,
      unit: 'entries',
      says: 'The one it refuses.',
      source: 'test',
    },
  },
  behaviour: {
    state: () => ({}),
    receive: {
      in(self: Taker, call) {
        self.timers.done.after(100_000, call);
      },
    },
    timers: {
      done(self: Taker, call) {
        self.items(call).forEach((row, i) => {
          self.metrics.got.add();
          self.messages.due[row] = 10 ** i;
          self.messages.step[row] = i === self.settings.refuses ? outcome.invalid : outcome.ok;
        });
        self.messages.due[call] = 77;
        self.reply(call, outcome.ok);
      },
    },
  },
  status: () => ({ mood: 'calm', word: 'idle' }),
});

const between = [...catalog.values()].filter(
  ({ instant, spec }) => instant && spec.ports.in?.protocol === 'request' && spec.ports.out?.required,
);

interface Batch {
  readonly kind: string;
  readonly written?: Record<string, unknown>;
  readonly patience?: string;
  readonly acts?: readonly SmallAct[];
}

function sent({ kind, written = {}, patience = '1h', acts = [] }: Batch) {
  return worldOf({
    parts: { sender: [sender, { patience }], between: [catalog.get(kind)!, written], taker: [taker] },
    wires: ['sender.out > between.in', { wire: 'between.out > taker.in', latency: '1ms' }],
    acts,
  }).run();
}

describe.each(between.map(({ spec: { kind } }) => kind))('%s', (kind) => {
  test('hands on what travels with a call, and hands back what was written into it', () => {
    const small = sent({ kind });
    expect(small.read('taker.got')).toBe(ENTRIES);
    expect(small.read('sender.back')).toBe(ENTRIES);
    expect(small.read('sender.uids')).toBe(1111);
    expect(small.read('sender.bad')).toBe(1);
    expect(small.world.messages.live).toBe(0);
  });

  // On the way there, while it is worked on, and on the way back.
  test.each(['0s', '500us', '50ms', '101500us'])(
    'a caller that leaves after %s leaves no row behind',
    (patience) => {
      const small = sent({ kind, patience });
      expect(small.read('sender.back')).toBe(0);
      expect(small.world.messages.live).toBe(0);
    },
  );
});

// A join has many answers, and no uid of its own.
test.each(between.map(({ spec: { kind } }) => kind).filter((kind) => kind !== 'join'))(
  '%s hands back the uid of what was stored',
  (kind) => {
    expect(sent({ kind }).read('sender.uid')).toBe(77);
  },
);

test('what is lost on the way, there or back, is gone with the call once nobody waits for it', () => {
  for (const at of ['900ms', '1050ms']) {
    const acts = [{ at, part: 'between', act: 'partition' }];
    const small = sent({ kind: 'network-link', patience: '10s', acts });
    expect(small.read('sender.back')).toBe(0);
    expect(small.world.messages.live).toBe(0);
  }
});

test('a circuit breaker that waits no longer keeps nothing', () => {
  const small = sent({ kind: 'circuit-breaker', written: { timeout: '50ms' } });
  expect(small.read('taker.got')).toBe(ENTRIES);
  expect(small.read('sender.back')).toBe(0);
  expect(small.world.messages.live).toBe(0);
});

describe('a join', () => {
  const joined = (refuses: readonly number[], latencies: readonly string[]) =>
    worldOf({
      parts: {
        sender: [sender],
        between: [catalog.get('join')!],
        one: [taker, { refuses: refuses[0] }],
        two: [taker, { refuses: refuses[1] }],
      },
      wires: [
        'sender.out > between.in',
        ...['one', 'two'].map(
          (to, i): SmallWire => ({ wire: `between.out > ${to}.in`, latency: latencies[i]! }),
        ),
      ],
    }).run();

  test('gives the whole batch to everybody, and an entry is good where all took it', () => {
    for (const latencies of [
      ['1ms', '5ms'],
      ['5ms', '1ms'],
    ]) {
      const small = joined([1, 2], latencies);
      expect([small.read('one.got'), small.read('two.got')]).toEqual([ENTRIES, ENTRIES]);
      expect([small.read('sender.back'), small.read('sender.bad')]).toEqual([ENTRIES, 2]);
      expect(small.world.messages.live).toBe(0);
    }
  });

  // The table of messages begins with 256 rows and doubles: at each of these it may be any wire's turn.
  test.each([0, 1, 2, 3, 4])(
    'knows its wires also while the table of messages grows (%i rows before)',
    (before) => {
      const many = 250;
      const trace = Array(many).fill('1s');
      const small = worldOf({
        parts: {
          others: [catalog.get('traffic-source')!, { arrivals: 'trace', trace: Array(before).fill('500ms') }],
          idle: [callee, { takes: '10s' }],
          users: [catalog.get('traffic-source')!, { arrivals: 'trace', trace }],
          between: [catalog.get('join')!],
          one: [callee, { takes: '1s' }],
          two: [callee, { answer: 'refused', takes: '1s' }],
          three: [callee, { answer: 'failed', takes: '1s' }],
        },
        wires: [
          'others.out > idle.in',
          'users.out > between.in',
          ...['one', 'two', 'three'].map((to) => `between.out > ${to}.in`),
        ],
      }).run();
      const ended = small.requests.slice(before).map(({ outcome: name }) => name);
      expect(ended).toEqual(Array(many).fill('refused'));
    },
  );
});

describe.each(between.map(({ spec: { kind } }) => kind).filter((kind) => kind !== 'sdk-client'))(
  'an SDK client that sends batches through a part of kind %s',
  (kind) => {
    const told = (
      far: 'sqs-queue' | 'sns-topic',
      written: Record<string, unknown>,
      wires: readonly string[] = [],
    ) =>
      worldOf({
        parts: {
          users: [
            catalog.get('traffic-source')!,
            {
              arrivals: 'trace',
              trace: Array.from({ length: 20 }, (_, i) => `${1000 + 10 * i}ms`),
            },
          ],
          client: [catalog.get('sdk-client')!, { batch: 5, attemptTimeout: '300ms' }],
          between: [catalog.get(kind)!, written],
          far: [catalog.get(far)!],
          ...(wires.length > 0 && { queue: [catalog.get('sqs-queue')!] }),
        },
        wires: [
          'users.out > client.in',
          { wire: 'client.out > between.in', latency: '1ms' },
          { wire: `between.out > far.${far === 'sqs-queue' ? 'send' : 'publish'}`, latency: '1ms' },
          ...wires,
        ],
      }).run();
    const isRight = (small: ReturnType<typeof told>) => {
      expect(small.requests.map(({ outcome: name }) => name)).toEqual(Array(20).fill('ok'));
      expect(small.read('client.attempts')).toBe(4);
    };

    test('to a queue', () => {
      const small = told('sqs-queue', {});
      isRight(small);
      expect(small.read('far.sent')).toBe(20);
      expect(small.world.messages.live).toBe(20);
    });

    test('to a topic', () => {
      const small = told('sns-topic', {}, ['far.subscriptions > queue.send']);
      isRight(small);
      expect([small.read('far.published'), small.read('queue.sent')]).toEqual([20, 20]);
      // What the queue keeps.
      expect(small.world.messages.live).toBe(20);
    });
  },
);

test('through a breaker, a limit and a lossy link: every call ends once, and no row stays but those of the queue', () => {
  for (let seed = 1; seed <= 10; seed++) {
    const trace = Array.from({ length: 60 }, (_, i) => `${i * 7}ms`);
    const small = worldOf(
      {
        parts: {
          users: [catalog.get('traffic-source')!, { arrivals: 'trace', trace }],
          client: [
            catalog.get('sdk-client')!,
            { batch: 4, batchFor: '20ms', attemptTimeout: '50ms', maxAttempts: 5 },
          ],
          breaker: [
            catalog.get('circuit-breaker')!,
            { timeout: '30ms', delay: '100ms', requestVolumeThreshold: 4 },
          ],
          limit: [catalog.get('rate-limiter')!, { rate: '100/s', burst: 5 }],
          link: [catalog.get('network-link')!, { loss: '30 %' }],
          queue: [catalog.get('sqs-queue')!],
        },
        wires: [
          'users.out > client.in',
          'client.out > breaker.in',
          'breaker.out > limit.in',
          'limit.out > link.in',
          'link.out > queue.send',
        ],
        until: '10m',
      },
      { seed },
    ).run();
    expect(small.read('client.answered') + small.read('client.failed')).toBe(60);
    expect(small.read('client.answered')).toBeGreaterThan(0);
    expect(small.read('breaker.timeouts')).toBeGreaterThan(0);
    // At least once: a batch whose answer was lost is sent again.
    expect(small.read('queue.sent')).toBeGreaterThanOrEqual(small.read('client.answered'));
    // A call that got lost hangs in the limiter, which has no timeout of its own, with the entries that travel with it.
    const { messages } = small.world;
    let entries = 0;
    for (let row = 0; row < messages.bound; row++)
      if (messages.uid[row] !== 0 && messages.wire[row]! < 0) entries++;
    expect(entries - small.read('queue.visible')).toBeLessThanOrEqual(4 * small.read('limit.open'));
    expect(entries).toBeGreaterThanOrEqual(small.read('queue.visible'));
  }
});
