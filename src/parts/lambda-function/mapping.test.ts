/** The event source mapping: what pollers do with a queue's messages. */
import { describe, expect, test } from 'vitest';
import { at, callee, type SmallAct, type SmallModel, worldOf } from '../../../tests/laws/smallWorld.ts';
import { sqsQueue } from '../sqs-queue/sim.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { lambdaFunction } from './sim.ts';

type Written = Readonly<Record<string, unknown>>;
const ms = (n: number): number => n * 1000;
const FIXED: Written = { duration: '100ms', coldStart: '0s' };

interface Setup {
  readonly queue?: Written;
  readonly calls?: Written;
  readonly acts?: readonly SmallAct[];
  readonly until?: string;
  readonly seed?: number;
  readonly latency?: string;
}

/** Users send into a queue, and the function is fed from it; what is received too often goes to `dead`. */
function fed(
  users: Written,
  fn: Written,
  { queue, calls, acts = [], until = '5m', seed = 1, latency }: Setup = {},
) {
  const wire = (text: string) => (latency === undefined ? text : { wire: text, latency });
  const model: SmallModel = {
    parts: {
      users: [trafficSource, users],
      queue: [sqsQueue, { ...queue }],
      dead: [sqsQueue],
      fn: [lambdaFunction, { ...FIXED, ...fn }],
      ...(calls && { far: [callee, calls] as const }),
    },
    wires: [
      wire('users.out > queue.send'),
      wire('queue.messages > fn.source'),
      wire('queue.deadLetters > dead.redriven'),
      ...(calls ? [wire('fn.calls > far.in')] : []),
    ],
    acts,
    until,
  };
  return worldOf(model, { seed, witness: null });
}

type Fed = ReturnType<typeof fed>;
const reads = (small: Fed, ...metrics: string[]) => metrics.map((metric) => small.read(metric));
const many = (n: number, moment = '1s') => at(...Array.from({ length: n }, () => moment));

describe('batches', () => {
  test('a message is received at once, worked on and deleted', () => {
    const small = fed(at('1s'), {}).run();
    expect(reads(small, 'fn.invocations', 'fn.processed', 'queue.deleted', 'queue.depth')).toEqual([
      1, 1, 1, 0,
    ]);
    expect(small.timing('fn.age').sum).toBe(ms(100));
    // Five long polls wait, and nothing else is left.
    expect(small.world.messages.live).toBe(5);
  });

  test('the code works on the messages of a batch one after the other', () => {
    // All pollers are kept busy for 10 s, so that twelve messages gather behind them.
    const busy = { pollers: 2, MaximumConcurrency: 2, Timeout: '60s' };
    const small = fed(many(12), { ...busy, duration: '1s' }).run();
    expect(reads(small, 'fn.processed', 'queue.depth')).toEqual([12, 0]);
    // One each to begin with, then a batch of ten.
    expect(small.read('fn.invocations')).toBe(3);
    expect(small.timing('fn.duration').sum).toBe(12 * ms(1000));
  });

  test('with a window a poller gathers until it is over, or the batch is full', () => {
    const gather = { pollers: 1, MaximumConcurrency: 2, MaximumBatchingWindowInSeconds: '30s' };
    const moments = at('1s', '2s', '3s', '100s', '101s');
    const patient = { queue: { VisibilityTimeout: '5m' } };
    const small = fed(moments, { ...gather, BatchSize: 3 }, patient);
    expect(small.run('2s').read('fn.invocations')).toBe(0);
    expect(reads(small, 'fn.held')).toEqual([2]);
    expect(small.run('4s').read('fn.invocations')).toBe(1);
    // The window of 100 s ends at 130 s.
    expect(small.run('129s').read('fn.invocations')).toBe(1);
    expect(small.run('131s').read('fn.invocations')).toBe(2);
    expect(reads(small, 'fn.processed', 'fn.held', 'queue.depth')).toEqual([5, 0, 0]);
  });

  test('a batch of more than ten takes several receives', () => {
    const big = { pollers: 1, BatchSize: 25, MaximumBatchingWindowInSeconds: '5s' };
    const small = fed(many(25), big).run('10s');
    expect(reads(small, 'fn.invocations', 'fn.processed')).toEqual([1, 25]);
    // Ten at a time are deleted, too.
    expect(small.read('queue.deleted')).toBe(25);
    expect(small.run('60s').world.messages.live).toBe(1);
  });

  test('a batch of ten thousand is gathered without weighing it again and again', () => {
    const big = {
      ...{ pollers: 1, MaximumConcurrency: 2, BatchSize: 10_000, MaximumBatchingWindowInSeconds: '60s' },
      ...{ duration: '0s', Timeout: '900s' },
    };
    const users = { rate: '2000/s', messages: [{ body: 'order {n}' }] };
    const small = fed(users, big, { queue: { VisibilityTimeout: '1h' }, until: '30s' }).run();
    expect(small.read('fn.processed')).toBeGreaterThanOrEqual(50_000);
    expect(small.read('fn.processed')).toBe(10_000 * small.read('fn.invocations'));
  });

  test('a batch closes at 6 MB; what is over comes next', () => {
    const letters = { ...many(8), messages: [{ body: 'x', size: '1000KiB' }] };
    const big = { pollers: 1, MaximumConcurrency: 2, MaximumBatchingWindowInSeconds: '20s' };
    const small = fed(letters, big).run('10s');
    // Six weigh 5.9 MiB, seven are too many; another poller, which came when the first was busy, has the eighth.
    expect(reads(small, 'fn.invocations', 'fn.processed', 'fn.held')).toEqual([1, 6, 2]);
    expect(reads(small.run('30s'), 'fn.invocations', 'fn.processed')).toEqual([3, 8]);
  });
});

describe('pollers', () => {
  test('as many as are set wait, and go back to that', () => {
    const small = fed(many(600), { BatchSize: 1, pollersPerMinute: 600 });
    expect(small.run('900ms').read('fn.pollers')).toBe(5);
    small.run('2s');
    const more = small.read('fn.pollers');
    // One every tenth of a second while all are busy.
    expect(more).toBeGreaterThan(10);
    expect(more).toBeLessThanOrEqual(16);
    expect(reads(small.run('60s'), 'fn.processed', 'fn.pollers')).toEqual([600, 5]);
  });

  test('never more than MaximumConcurrency', () => {
    const small = fed(many(2000), { BatchSize: 1, pollersPerMinute: 6000, MaximumConcurrency: 12 });
    let most = 0;
    for (let moment = 1000; moment < 30_000; moment += 100) {
      small.run(`${moment}ms`);
      most = Math.max(most, small.read('fn.concurrent'));
      expect(small.read('fn.pollers')).toBeLessThanOrEqual(12);
    }
    expect(most).toBe(12);
    expect(small.read('fn.throttles')).toBe(0);
  });
});

describe('failures', () => {
  const poison = (messages: number): SmallAct => ({
    at: '1s',
    part: 'queue',
    act: 'poison',
    with: { messages },
  });
  /** One poller that gathers for five seconds: one batch. */
  const oneBatch = { pollers: 1, MaximumBatchingWindowInSeconds: '5s', MaximumConcurrency: 2 };
  const queue = { VisibilityTimeout: '60s', maxReceiveCount: 3 };

  test('one bad message takes the whole batch with it, and its good ones are processed twice', () => {
    const setup = { queue, acts: [poison(1)] };
    const small = fed(at('500ms', '900ms', '1100ms'), oneBatch, setup);
    small.run('50s');
    // The two before the poison are processed; it fails; the one after it is not begun.
    expect(reads(small, 'fn.invocations', 'fn.processed', 'fn.failed', 'fn.errors')).toEqual([1, 2, 1, 1]);
    expect(reads(small, 'queue.deleted', 'queue.inFlight')).toEqual([0, 4]);
    small.run('300s');
    expect(small.read('fn.duplicates')).toBeGreaterThan(0);
    expect(reads(small, 'queue.depth', 'dead.depth').reduce((a, b) => a + b)).toBeGreaterThan(0);
  });

  test('ReportBatchItemFailures: only the failed ones come back, and the rest is deleted', () => {
    const setup = { queue, acts: [poison(1)] };
    const report = { ...oneBatch, ReportBatchItemFailures: true };
    const small = fed(at('500ms', '900ms', '1100ms'), report, setup).run('50s');
    expect(reads(small, 'fn.invocations', 'fn.processed', 'fn.failed', 'fn.errors')).toEqual([1, 3, 1, 0]);
    expect(reads(small, 'queue.deleted', 'queue.inFlight', 'fn.returned')).toEqual([3, 1, 0]);
    // Received three times, then set aside at the fourth.
    expect(reads(small.run('300s'), 'dead.depth', 'queue.depth', 'fn.duplicates')).toEqual([1, 0, 0]);
  });

  test('a failed invocation slows its poller down, twice as long each time', () => {
    const acts = [{ at: '0s', part: 'fn', act: 'fail', with: { share: 1 } }];
    const slow = {
      pollers: 1,
      MaximumConcurrency: 2,
      BatchSize: 1,
      pollerBackoff: '10s',
      pollersPerMinute: 1,
    };
    const small = fed(many(20), slow, { acts, queue: { VisibilityTimeout: '10m' } });
    // At 1 s, 11.1 s and 31.2 s; another poller that comes meanwhile is slowed down with it.
    expect(small.run('10s').read('fn.errors')).toBeLessThanOrEqual(2);
    expect(small.run('100s').read('fn.errors')).toBeLessThan(10);
    const report = fed(many(20), { ...slow, ReportBatchItemFailures: true }, { acts, queue });
    expect(report.run('10s').read('fn.failed')).toBe(20);
  });

  test('so does one that takes too long, whose code could name no message', () => {
    const slow = {
      BatchSize: 1,
      pollers: 1,
      MaximumConcurrency: 2,
      pollersPerMinute: 1,
      pollerBackoff: '10s',
    };
    const long = { ...slow, duration: '5s', ReportBatchItemFailures: true };
    const small = fed(many(20), long, { queue: { VisibilityTimeout: '10m' } });
    // From 1 to 4 s, then 10 s of pause, 3 s more, and 20 s of pause; another poller is slowed down with it.
    expect(small.run('13s').read('fn.timeouts')).toBeLessThanOrEqual(2);
    expect(small.run('100s').read('fn.timeouts')).toBeLessThan(10);
  });

  test('an instance that dies, or takes too long, leaves its batch to the queue', () => {
    const acts = [{ at: '1050ms', part: 'fn', act: 'crash' }];
    const killed = fed(at('1s'), {}, { acts, queue: { VisibilityTimeout: '30s' } }).run('40s');
    expect(reads(killed, 'fn.lost', 'fn.errors', 'fn.processed', 'queue.redelivered')).toEqual([1, 1, 1, 1]);
    const slow = fed(at('1s'), { duration: '5s' }, { queue: { VisibilityTimeout: '18s' } }).run('30s');
    expect(reads(slow, 'fn.timeouts', 'fn.processed', 'fn.failed')).toEqual([2, 0, 2]);
  });

  test('work that lasts longer than the visibility timeout is done twice, with everybody healthy', () => {
    const small = fed(
      at('1s'),
      { duration: '8s', Timeout: '60s' },
      { queue: { VisibilityTimeout: '5s' } },
    ).run();
    expect(small.read('fn.duplicates')).toBeGreaterThan(0);
    const careful = { duration: '8s', Timeout: '60s', idempotent: true };
    const again = fed(at('1s'), careful, { queue: { VisibilityTimeout: '5s' } }).run();
    expect(again.read('queue.depth')).toBe(0);
  });
});

test('low reserved concurrency: messages die of being received, though the code never saw them', () => {
  const none = { ReservedConcurrentExecutions: 0, throttledFor: '10s' };
  const queue = { VisibilityTimeout: '10s', maxReceiveCount: 3 };
  const small = fed(many(5), none, { queue }).run();
  expect(reads(small, 'fn.invocations', 'fn.processed', 'queue.received')).toEqual([0, 0, 15]);
  expect(reads(small, 'dead.depth', 'queue.depth', 'fn.held')).toEqual([5, 0, 0]);
  expect(small.read('fn.throttles')).toBeGreaterThan(15);
});

test('MaximumConcurrency prevents that: who may not run does not receive', () => {
  const queue = { VisibilityTimeout: '10s', maxReceiveCount: 2 };
  const two = { ReservedConcurrentExecutions: 2, throttledFor: '10s' };
  const trap = fed(many(100), { ...two, duration: '500ms', Timeout: '10s' }, { queue }).run();
  const gate = fed(
    many(100),
    { ...two, duration: '500ms', Timeout: '10s', MaximumConcurrency: 2 },
    { queue },
  ).run();
  expect(trap.read('dead.depth')).toBeGreaterThan(5);
  expect(reads(gate, 'dead.depth', 'fn.throttles', 'fn.processed')).toEqual([0, 0, 100]);
});

describe('filters', () => {
  const FilterCriteria = { Filters: [{ Pattern: { body: { kind: ['digital'] } } }] };
  const messages = [
    { share: 1, body: '{"kind":"digital","n":{n}}' },
    { share: 1, body: '{"kind":"parcel"}' },
    { share: 1, body: 'no JSON' },
  ];

  test('what matches none is deleted, and the code does not see it', () => {
    const small = fed({ rate: '20/s', messages }, { FilterCriteria }, { until: '60s' });
    small.run('60s');
    const [polled, filtered, processed] = reads(small, 'fn.polled', 'fn.filtered', 'fn.processed');
    expect(filtered! / polled!).toBeGreaterThan(0.6);
    expect(filtered! / polled!).toBeLessThan(0.73);
    expect(polled! - filtered! - processed!).toBeLessThan(20);
    expect(small.read('queue.deleted')).toBeGreaterThan(0.95 * polled!);
  });

  test('a filter that is set later holds for what is received from then on', () => {
    const acts = [{ at: '10s', part: 'fn', act: 'set', with: { FilterCriteria }, lasts: '10s' }];
    const plain = { ...at('5s', '15s', '25s'), messages: [{ body: 'x' }] };
    const small = fed(plain, {}, { acts }).run();
    expect(reads(small, 'fn.processed', 'fn.filtered', 'queue.depth')).toEqual([2, 1, 0]);
  });
});

test('several queues: each has its own pollers', () => {
  const small = worldOf({
    parts: {
      one: [trafficSource, at('1s')],
      two: [trafficSource, at('1s', '2s')],
      a: [sqsQueue],
      b: [sqsQueue],
      fn: [lambdaFunction, FIXED],
    },
    wires: ['one.out > a.send', 'two.out > b.send', 'a.messages > fn.source', 'b.messages > fn.source'],
  }).run();
  expect(reads(small, 'fn.pollers', 'fn.processed', 'a.depth', 'b.depth')).toEqual([10, 3, 0, 0]);
});

describe('whatever happens', () => {
  const LATENCY = 'uniform 1ms..5ms';
  const acts: readonly SmallAct[] = [
    { at: '10s', part: 'fn', act: 'crash' },
    { at: '15s', part: 'fn', act: 'fail', lasts: '10s', with: { share: 0.3 } },
    { at: '30s', part: 'queue', act: 'fail', lasts: '5s', with: { share: 0.5 } },
    { at: '38s', part: 'fn', act: 'set', lasts: '10s', with: { ReservedConcurrentExecutions: 2 } },
    { at: '50s', part: 'fn', act: 'slow', lasts: '5s', with: { factor: 30 } },
    { at: '60s', part: 'users', act: 'surge', with: { factor: 0 } },
  ];
  const variants: readonly Written[] = [
    {},
    { ReportBatchItemFailures: true, MaximumConcurrency: 7 },
    { MaximumBatchingWindowInSeconds: '2s', BatchSize: 40, MaximumConcurrency: 3, Timeout: '30s' },
    { throttledFor: '3s', pollerBackoff: '100ms', MaximumConcurrency: 20 },
  ];
  const cases = variants.flatMap((variant) => [1, 2, 3].map((seed) => [variant, seed] as const));
  const run = (variant: Written, seed: number) =>
    fed(
      { rate: '60/s' },
      { duration: 'exp 100ms', coldStart: 'uniform 100ms..300ms', ...variant },
      {
        queue: { VisibilityTimeout: '20s', maxReceiveCount: 4 },
        calls: { takes: 'exp 20ms' },
        acts,
        until: '10m',
        seed,
        latency: LATENCY,
      },
    );

  test.each(cases)('no message is lost or made: %j, seed %i', (variant, seed) => {
    const small = run(variant, seed);
    const limit = (variant.MaximumConcurrency as number | undefined) ?? 1250;
    for (let second = 1; second <= 120; second++) {
      small.run(`${second}s`);
      expect(small.read('fn.concurrent')).toBeLessThanOrEqual(limit);
      const [sent, deleted, depth, dead] = reads(
        small,
        'queue.sent',
        'queue.deleted',
        'queue.depth',
        'queue.deadLettered',
      );
      expect(sent).toBe(deleted! + depth! + dead!);
    }
    small.run('600s');
    const [sent, deleted, depth, dead] = reads(
      small,
      'queue.sent',
      'queue.deleted',
      'queue.depth',
      'dead.depth',
    );
    expect(depth).toBe(0);
    expect(sent).toBe(deleted! + dead!);
    expect(reads(small, 'fn.held', 'fn.concurrent', 'fn.blocked')).toEqual([0, 0, 0]);
    // Dead letters and the long polls that wait are all that is left.
    expect(small.world.messages.live).toBe(dead! + small.read('fn.pollers'));
  });

  test('put down and taken up again, it ends equal', () => {
    const [variant] = variants.slice(1);
    const whole = run(variant!, 1).run().world;
    for (const moment of ['9s', '16200ms', '40s', '52s']) {
      const image = structuredClone(run(variant!, 1).run(moment).world.snapshot());
      const elsewhere = run(variant!, 1);
      elsewhere.world.restore(image);
      expect(elsewhere.run().world.readDigest()).toBe(whole.readDigest());
    }
  });
});
