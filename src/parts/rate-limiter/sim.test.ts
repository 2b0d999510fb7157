import { describe, expect, test } from 'vitest';
import { at, callee, ticksOf, worldOf } from '../../../tests/laws/smallWorld.ts';
import { settingsOf } from '../settings.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { rateLimiter, settings } from './sim.ts';

type Written = Readonly<Record<string, unknown>>;

const limited = (users: Written, limiter: Written, far: Written = {}) =>
  worldOf({
    parts: { users: [trafficSource, users], limiter: [rateLimiter, limiter], far: [callee, far] },
    wires: ['users.out > limiter.in', 'limiter.out > far.in'],
  });

describe('a request that finds no token is refused', () => {
  test('25 a second against 10/s with burst 20 for 60 s: 20 at the first, and 10 a second from then on', () => {
    const small = limited({ arrivals: 'constant', rate: '25/s' }, { rate: '10/s', burst: 20 }).run();
    expect(small.read('users.made')).toBe(1500);
    expect(small.read('limiter.passed')).toBe(619);
    expect(small.read('limiter.throttled')).toBe(881);
    expect(small.read('users.answered')).toBe(619);
  });

  test('with 429, at once', () => {
    const small = limited(at('1s', '1s', '1s'), { rate: '1/s', burst: 2 }, { takes: '40ms' }).run();
    expect(small.requests.map((r) => r.outcome)).toEqual(['ok', 'ok', 'throttled']);
    expect(small.requests[2]!.ended).toBe(ticksOf('1s'));
    expect(small.area('limiter.open')).toBe(2 * ticksOf('40ms'));
  });

  test('a request may cost several tokens', () => {
    const small = limited(at('0s', '0s', '0s', '3s'), { rate: '1/s', burst: 7, cost: 3 }).run();
    expect(small.requests.map((r) => r.outcome)).toEqual(['ok', 'ok', 'throttled', 'ok']);
  });
});

describe('a request that finds no token waits', () => {
  const wait = { rate: '10/s', burst: 1, onEmpty: 'wait', queue: 2 };

  test('in line, one token after the other; the line has an end', () => {
    const small = limited(at('0s', '0s', '0s', '0s'), wait).run();
    expect(small.requests.map((r) => [r.ended, r.outcome])).toEqual([
      [0, 'ok'],
      [100_000, 'ok'],
      [200_000, 'ok'],
      [0, 'throttled'],
    ]);
    expect(small.timing('limiter.wait')).toMatchObject({ count: 3, sum: 300_000 });
    expect(small.area('limiter.waiting')).toBe(300_000);
  });

  test('nobody overtakes those who wait', () => {
    const small = limited(at('0s', '50ms', '100ms', '150ms'), wait).run();
    expect(small.requests.map((r) => r.ended)).toEqual([0, 100_000, 200_000, 300_000]);
  });

  test('a limiter that makes all wait spaces them evenly', () => {
    const small = limited({ rate: '50/s' }, { ...wait, queue: 1_000_000 }).run();
    expect(small.read('limiter.passed')).toBe(600);
  });
});

describe('the tokens on its face', () => {
  test('fill up while nobody asks', () => {
    const small = limited(at(...Array<string>(20).fill('1s')), { rate: '10/s', burst: 20 });
    const seen = ['0s', '1s', '2s', '2500ms', '3s', '10s'].map((t) => small.run(t).read('limiter.tokens'));
    expect(seen).toEqual([20, 0, 10, 15, 20, 20]);
  });

  test('and cost a full or unused bucket no events', () => {
    const small = limited(at('1s'), { rate: '1000/s', burst: 100 }).run();
    // Arrival, call, call, answer, answer, and the token that comes back.
    expect(small.world.dispatched).toBeLessThanOrEqual(8);
  });
});

test('bad answers pass through and are counted', () => {
  const small = limited(at('0s', '1s'), {}, { answer: 'failed' }).run();
  expect(small.requests.map((r) => r.outcome)).toEqual(['failed', 'failed']);
  expect(small.read('limiter.failed')).toBe(2);
});

test('a request that costs more than the bucket holds is found out beforehand', () => {
  const check = (written: Written) => rateLimiter.check?.(settingsOf(settings, written) as never) ?? [];
  expect(check({ cost: 51 }).map((p) => p.setting)).toEqual(['cost']);
  expect(check({ cost: 50 })).toEqual([]);
  expect(check({ cost: 51, onEmpty: 'wait' })).toEqual([]);
});

test('a limiter that is down takes no tokens', () => {
  const small = worldOf({
    parts: {
      users: [trafficSource, at('0s', '1s', '1s', '3s')],
      limiter: [rateLimiter, { rate: '1/d', burst: 2 }],
      far: [callee],
    },
    wires: ['users.out > limiter.in', 'limiter.out > far.in'],
    acts: [{ at: '500ms', part: 'limiter', act: 'outage', lasts: '1s' }],
  }).run();
  expect(small.requests.map((r) => r.outcome)).toEqual(['ok', 'unreachable', 'unreachable', 'ok']);
});
