import { describe, expect, test } from 'vitest';
import {
  at,
  callee,
  type SmallAct,
  type SmallModel,
  ticksOf,
  worldOf,
} from '../../../tests/laws/smallWorld.ts';
import { defaultsOf } from '../settings.ts';
import { sqsQueue } from '../sqs-queue/sim.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { lambdaFunction } from './sim.ts';

type Written = Readonly<Record<string, unknown>>;
const ms = (n: number): number => n * 1000;
const s = (n: number): number => n * 1_000_000;
/** Work and starts of fixed length. */
const FIXED: Written = { duration: '100ms', coldStart: '500ms' };

interface Setup {
  readonly port?: 'invoke' | 'async';
  readonly calls?: readonly Written[];
  readonly undo?: readonly Written[];
  readonly onFailure?: boolean;
  readonly acts?: readonly Omit<SmallAct, 'part'>[];
  readonly arrivals?: Written;
  readonly until?: string;
}

/** Users who call it, or send it events; those whom it calls are c0, c1, ... and u0, u1, ... */
function called(users: Written, fn: Written, setup: Setup = {}) {
  const { port = 'invoke', calls = [], undo = [], acts = [] } = setup;
  const parts: Record<string, SmallModel['parts'][string]> = {
    users: [trafficSource, users],
    fn: [lambdaFunction, { ...FIXED, ...fn }],
  };
  const wires = [`users.out > fn.${port}`];
  calls.forEach((one, i) => {
    parts[`c${i}`] = [callee, one];
    wires.push(`fn.calls > c${i}.in`);
  });
  undo.forEach((one, i) => {
    parts[`u${i}`] = [callee, one];
    wires.push(`fn.undo > u${i}.in`);
  });
  if (setup.onFailure) {
    parts.aside = [sqsQueue];
    wires.push('fn.onFailure > aside.redriven');
  }
  return worldOf({
    parts,
    wires,
    acts: acts.map((one) => ({ ...one, part: 'fn' })),
    until: setup.until ?? '60s',
  });
}

const ends = (small: ReturnType<typeof called>) => small.requests.map((r) => [r.ended - r.begun, r.outcome]);
const received = (small: ReturnType<typeof called>, ...ids: string[]) =>
  ids.map((id) => small.read(`${id}.received`));

describe('instances', () => {
  test('the first is a cold start, the second is warm, those at once have one each', () => {
    const small = called(at('0s', '2s', '4s', '4s'), {}).run();
    expect(ends(small)).toEqual([
      [ms(600), 'ok'],
      [ms(100), 'ok'],
      [ms(100), 'ok'],
      [ms(600), 'ok'],
    ]);
    expect([small.read('fn.coldStarts'), small.read('fn.warm'), small.read('fn.invocations')]).toEqual([
      2, 2, 4,
    ]);
    expect(small.timing('fn.duration')).toMatchObject({ count: 4, sum: ms(400) });
    expect(small.area('fn.concurrent')).toBe(ms(1400));
    expect(small.read('fn.billed')).toBe(1400);
  });

  test('an idle one dies, counted from when it became idle', () => {
    const small = called(at('0s', '10s', '21s'), { keepWarm: '10s' });
    // Idle from 0.6 s and again from 10.1 s; gone at 20.1 s.
    expect(small.run('10s').read('fn.coldStarts')).toBe(1);
    expect([small.run('20099ms').read('fn.warm'), small.run('20100ms').read('fn.warm')]).toEqual([1, 0]);
    expect(small.run().read('fn.coldStarts')).toBe(2);
  });

  test('with another keepWarm they die by that', () => {
    const acts = [{ at: '5s', act: 'set', with: { keepWarm: '3s' } }];
    const small = called(at('0s'), {}, { acts });
    expect([small.run('4999ms').read('fn.warm'), small.run('5001ms').read('fn.warm')]).toEqual([1, 0]);
  });

  test('reserved concurrency: what is beyond it is throttled, and nothing runs with 0', () => {
    const small = called(at('0s', '0s', '0s', '1s'), { ReservedConcurrentExecutions: 2 }).run();
    expect(small.requests.map((r) => r.outcome)).toEqual(['ok', 'ok', 'throttled', 'ok']);
    expect([small.read('fn.throttles'), small.read('fn.invocations')]).toEqual([1, 3]);
    const none = called(at('0s'), { ReservedConcurrentExecutions: 0 }).run();
    expect(ends(none)).toEqual([[0, 'throttled']]);
  });

  test('so many may be started in 10 s; warm ones do not count', () => {
    const slow = { scalingPer10s: 2, duration: '5s', Timeout: '60s' };
    // Two at once, then one every five seconds.
    const small = called(at('0s', '0s', '0s', '4900ms', '5s', '6s'), slow).run();
    const outcomes = small.requests.map((r) => r.outcome);
    expect(outcomes).toEqual(['ok', 'ok', 'throttled', 'throttled', 'ok', 'ok']);
    expect(small.read('fn.coldStarts')).toBe(3);
  });
});

describe('the code', () => {
  test('calls in turn after its own work, and is one invocation all the while', () => {
    const small = called(at('0s'), {}, { calls: [{ takes: '200ms' }, { takes: '300ms' }] }).run();
    expect(ends(small)).toEqual([[ms(1100), 'ok']]);
    expect(small.area('fn.blocked')).toBe(ms(500));
  });

  test('a failed call ends it, and the caller hears why', () => {
    const small = called(at('0s'), {}, { calls: [{ answer: 'soldOut' }, {}] }).run();
    expect(ends(small)).toEqual([[ms(600), 'soldOut']]);
    expect([small.read('fn.errors'), ...received(small, 'c0', 'c1')]).toEqual([1, 1, 0]);
  });

  test('what was done before a failed call is undone, in turn, before it fails', () => {
    const calls = [{}, {}, { answer: 'rejected' }];
    const undo = [{ takes: '200ms', answer: 'failed' }, { takes: '300ms' }];
    const small = called(at('0s'), {}, { calls, undo }).run();
    expect(ends(small)).toEqual([[ms(1100), 'rejected']]);
    expect(received(small, 'u0', 'u1')).toEqual([1, 1]);
    expect([small.read('fn.undone'), small.read('fn.undoFailed')]).toEqual([1, 1]);
  });

  test('nothing is undone where nothing was done', () => {
    const small = called(at('0s'), {}, { calls: [{ answer: 'rejected' }], undo: [{}] }).run();
    expect([small.read('fn.undone'), ...received(small, 'u0')]).toEqual([0, 0]);
  });

  test('the timeout holds for all of it, start left out; the instance is gone, and nothing is undone', () => {
    const setup = { calls: [{}, { answer: 'nothing' }], undo: [{}] };
    const small = called(at('0s', '10s'), { Timeout: '2s' }, setup).run();
    expect(ends(small)).toEqual([
      [ms(2500), 'timedOut'],
      [ms(2500), 'timedOut'],
    ]);
    expect([small.read('fn.timeouts'), small.read('fn.errors'), small.read('fn.coldStarts')]).toEqual([
      2, 2, 2,
    ]);
    expect(received(small, 'u0')).toEqual([0]);
    expect([small.read('fn.blocked'), small.read('fn.concurrent'), small.read('fn.warm')]).toEqual([0, 0, 0]);
  });

  test('instances that are killed take their requests with them, and undo nothing', () => {
    const acts = [{ at: '1s', act: 'crash' }];
    const setup = { acts, calls: [{}, { takes: '1s' }], undo: [{}] };
    const small = called(at('0s', '2s'), {}, setup).run();
    expect(ends(small)).toEqual([
      [s(1), 'crashed'],
      [ms(1600), 'ok'],
    ]);
    expect([small.read('fn.lost'), small.read('fn.coldStarts'), ...received(small, 'u0')]).toEqual([1, 2, 0]);
    expect(small.world.messages.live).toBe(0);
  });

  test('it costs memory times time, starts included, and each invocation', () => {
    const small = called(at('0s', '2s'), { MemorySize: '1024MiB' }).run();
    const settings = { ...defaultsOf(lambdaFunction.settings), MemorySize: 1024 ** 3 };
    const totals = { billed: small.read('fn.billed'), invocations: small.read('fn.invocations') };
    const costs = lambdaFunction.cost!(settings as never, totals, 60);
    expect(costs[0]!.usd).toBeCloseTo(0.7 * 0.0000166667, 12);
    expect(costs[1]!.usd).toBeCloseTo(2 * 0.2e-6, 12);
  });
});

describe('events', () => {
  const async = (fn: Written, setup: Setup = {}) =>
    called(setup.arrivals ?? at('0s'), fn, { port: 'async', until: '10m', ...setup });

  test('an event is taken at once and worked on later', () => {
    const small = async({}).run();
    expect(ends(small)).toEqual([[0, 'ok']]);
    expect([small.read('fn.processed'), small.read('fn.asyncReceived')]).toEqual([1, 1]);
    expect(small.timing('fn.age')).toMatchObject({ count: 1, sum: ms(600) });
    expect(small.world.messages.live).toBe(0);
  });

  test('one that fails is tried again after a minute and after two more, then it is given up', () => {
    const failing = { calls: [{ answer: 'failed' }], onFailure: true };
    const small = async({}, failing);
    const tries = ['1s', '60s', '61s', '181s', '300s'].map((moment) =>
      small.run(moment).read('fn.invocations'),
    );
    // 0.6 s, then 60 s later, 0.1 s of work, and 120 s later.
    expect(tries).toEqual([1, 1, 2, 3, 3]);
    expect([small.read('fn.errors'), small.read('fn.asyncDropped'), small.read('fn.deadLettered')]).toEqual([
      3, 1, 1,
    ]);
    expect(small.read('aside.depth')).toBe(1);
    expect(small.area('fn.asyncWaiting')).toBe(s(180));
  });

  test.each([
    [0, 1],
    [1, 2],
  ])('with %i retries it is tried %i times, and without a destination it is gone', (retries, tries) => {
    const small = async({ MaximumRetryAttempts: retries }, { calls: [{ answer: 'failed' }] }).run();
    expect(small.read('fn.invocations')).toBe(tries);
    expect([small.read('fn.asyncDropped'), small.read('fn.deadLettered')]).toEqual([1, 0]);
    expect(small.world.messages.live).toBe(0);
  });

  test('throttled it waits, longer each time, until it is too old', () => {
    const one = { ReservedConcurrentExecutions: 1, MaximumEventAgeInSeconds: '100s', duration: '10m' };
    const small = async({ ...one, Timeout: '900s' }, { arrivals: at('0s', '0s'), onFailure: true });
    // The second at 0, 1, 3, 7, 15, 31 and 63 s; the next would be at 127 s.
    expect(small.run('99s').read('fn.throttles')).toBe(7);
    expect([small.read('fn.asyncWaiting'), small.read('fn.asyncDropped')]).toEqual([1, 0]);
    expect([small.run('100s').read('fn.asyncWaiting'), small.read('fn.asyncDropped')]).toEqual([0, 1]);
    expect(small.read('aside.depth')).toBe(1);
    expect(small.read('fn.errors')).toBe(0);
  });

  test('with no concurrency at all it is given up at once, untried', () => {
    const small = async({ ReservedConcurrentExecutions: 0 }, { onFailure: true }).run('1s');
    expect(ends(small)).toEqual([[0, 'ok']]);
    const figures = ['asyncReceived', 'asyncDropped', 'deadLettered', 'asyncWaiting', 'invocations'];
    expect(figures.map((name) => small.read(`fn.${name}`))).toEqual([1, 1, 1, 0, 0]);
    expect(small.read('aside.depth')).toBe(1);
    expect(small.run().world.messages.live).toBe(1);
  });

  test('throttling uses up no retry: it runs as soon as it may', () => {
    const acts = [{ at: '10s', act: 'set', with: { ReservedConcurrentExecutions: 5 } }];
    const busy = { ReservedConcurrentExecutions: 1, duration: '12s', Timeout: '900s', coldStart: '0s' };
    const small = async(busy, { acts, arrivals: at('0s', '0s') });
    expect(small.run('26s').read('fn.processed')).toBe(1);
    // Tried at 0, 1, 3, 7 and 15 s.
    expect(small.run('27s').read('fn.processed')).toBe(2);
  });

  test('an event in an instance that dies is tried again', () => {
    const acts = [{ at: '550ms', act: 'crash' }];
    const small = async({}, { acts }).run();
    expect([small.read('fn.lost'), small.read('fn.errors'), small.read('fn.processed')]).toEqual([1, 1, 1]);
    expect(small.timing('fn.age').sum).toBe(ms(550) + s(60) + ms(600));
  });
});

test('settings that cannot be together', () => {
  const found = (written: Written) =>
    lambdaFunction.check!({ ...defaultsOf(lambdaFunction.settings), ...written } as never).map(
      ({ setting }) => setting,
    );
  expect(found({})).toEqual([]);
  expect(found({ BatchSize: 11 })).toEqual(['MaximumBatchingWindowInSeconds']);
  expect(found({ BatchSize: 11, MaximumBatchingWindowInSeconds: ticksOf('1s') })).toEqual([]);
  expect(found({ MaximumConcurrency: 1001 })).toEqual(['MaximumConcurrency']);
  expect(found({ MaximumConcurrency: 1000 })).toEqual([]);
});
