import { describe, expect, test } from 'vitest';
import { at, callee, type SmallAct, ticksOf, worldOf } from '../../../tests/laws/smallWorld.ts';
import { WIRE } from '../../engine/exchange.ts';
import { trafficSource } from './sim.ts';

const ms = (n: number): number => n * 1000;
type Written = Readonly<Record<string, unknown>>;
type Acts = readonly Omit<SmallAct, 'part'>[];

const asking = (users: Written, far: Written = {}, acts: Acts = [], until = '60s') =>
  worldOf({
    parts: { users: [trafficSource, users], far: [callee, far] },
    wires: ['users.out > far.in'],
    acts: acts.map((one) => ({ ...one, part: 'users' })),
    until,
  });

const begun = (small: ReturnType<typeof asking>) => small.requests.map((r) => r.begun);
const between = (moments: readonly number[], from: string, to: string) =>
  moments.filter((t) => t >= ticksOf(from) && t < ticksOf(to)).length;
/** Four standard deviations of a Poisson count. */
const near = (found: number, expected: number) =>
  expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt(expected));

describe('arrivals', () => {
  test('constant: a third of a second apart for an hour, without drift', () => {
    const small = asking({ arrivals: 'constant', rate: '3/s' }, {}, [], '1h').run();
    const late = begun(small).filter((t, n) => Math.abs(t - ((n + 1) * 1e6) / 3) > 0.51);
    expect(late).toEqual([]);
    expect(small.read('users.made')).toBe(3 * 3600);
  });

  test('poisson: the rate, and gaps that vary as much as they are long', () => {
    const small = asking({ rate: '100/s' }, {}, [], '200s').run();
    const moments = begun(small);
    near(moments.length, 20_000);
    const gaps = moments.slice(1).map((t, i) => t - moments[i]!);
    const mean = gaps.reduce((a, b) => a + b, 0) / gaps.length;
    const variance = gaps.reduce((a, b) => a + (b - mean) ** 2, 0) / gaps.length;
    expect(Math.abs(Math.sqrt(variance) / mean - 1)).toBeLessThan(0.04);
  });

  test('burst: its own rate within the burst, the usual one outside', () => {
    const burst = { arrivals: 'burst', rate: '5/s', burstRate: '50/s', burstEvery: '10s', burstFor: '2s' };
    const moments = begun(asking(burst, {}, [], '1000s').run());
    const inside = moments.filter((t) => t % ticksOf('10s') < ticksOf('2s')).length;
    near(inside, 100 * 2 * 50);
    near(moments.length - inside, 100 * 8 * 5);
  });

  test('burst: nothing outside when the usual rate is 0, and a burst may also be a lull', () => {
    const burst = { arrivals: 'burst', burstEvery: '10s', burstFor: '2s' };
    const only = begun(asking({ ...burst, rate: '0/s', burstRate: '50/s' }).run());
    expect(only.filter((t) => t % ticksOf('10s') >= ticksOf('2s'))).toEqual([]);
    const lull = begun(asking({ ...burst, rate: '50/s', burstRate: '0/s' }).run());
    expect(lull.filter((t) => t % ticksOf('10s') < ticksOf('2s'))).toEqual([]);
  });

  test('ramp: half of the area in the last 30 % of the way, then steady', () => {
    const ramp = { arrivals: 'ramp', rate: '0/s', rampTo: '100/s', rampOver: '100s' };
    const moments = begun(asking(ramp, {}, [], '200s').run());
    near(between(moments, '0s', '50s'), 1250);
    near(between(moments, '50s', '100s'), 3750);
    near(between(moments, '100s', '200s'), 10_000);
  });

  test('ramp: downwards too', () => {
    const ramp = { arrivals: 'ramp', rate: '100/s', rampTo: '0/s', rampOver: '100s' };
    const moments = begun(asking(ramp, {}, [], '200s').run());
    near(between(moments, '0s', '50s'), 3750);
    expect(between(moments, '101s', '200s')).toBe(0);
  });

  test('trace: exactly as recorded, equal moments included', () => {
    const small = asking(at('0s', '1ms', '1ms', '2s')).run();
    expect(begun(small)).toEqual([0, ms(1), ms(1), ms(2000)]);
  });

  test('closed: a user asks again after an answer and some thought', () => {
    const small = asking({ arrivals: 'closed', users: 1, thinkTime: '9s' }, { takes: '1s' }).run();
    expect(begun(small)).toEqual([9, 19, 29, 39, 49, 59].map((s) => ms(1000 * s)));
    expect([small.read('users.answered'), small.read('users.open')]).toEqual([6, 0]);
  });

  test('no rate, no requests', () => {
    expect(begun(asking({ rate: '0/s' }).run())).toEqual([]);
    expect(begun(asking({ arrivals: 'constant', rate: '0/s' }).run())).toEqual([]);
  });

  test('the same shoppers come, whatever becomes of them', () => {
    const users = { rate: '20/s', timeout: '100ms', retries: 2 };
    const good = begun(asking(users).run());
    const bad = begun(asking(users, { takes: 'exp 1s', answer: 'failed' }).run());
    expect(bad).toEqual(good);
  });
});

describe('surge', () => {
  const surge = { at: '10s', act: 'surge', lasts: '10s', with: { factor: 3 } };

  test('three times as many while it lasts, not one lost at its edges', () => {
    const moments = begun(asking({ arrivals: 'constant', rate: '10/s' }, {}, [surge], '30s').run());
    expect(moments).toHaveLength(100 + 300 + 100);
    expect(moments[99]).toBe(ms(10_000));
    expect(moments[100]! - moments[99]!).toBe(33_333);
  });

  test('in the middle of a gap, what is left of it shrinks', () => {
    const early = { ...surge, at: '500ms', with: { factor: 5 } };
    const moments = begun(asking({ arrivals: 'constant', rate: '1/s' }, {}, [early], '2s').run());
    expect(moments.slice(0, 3)).toEqual([ms(600), ms(800), ms(1000)]);
  });

  test('a factor of 0 stops them, and the gap goes on afterwards', () => {
    const stop = { at: '500ms', act: 'surge', lasts: '10s', with: { factor: 0 } };
    const moments = begun(asking({ arrivals: 'constant', rate: '1/s' }, {}, [stop], '13s').run());
    expect(moments).toEqual([ms(11_000), ms(12_000), ms(13_000)]);
  });

  test('random arrivals before it are the same as without it', () => {
    const without = begun(asking({ rate: '10/s' }).run()).filter((t) => t < ticksOf('10s'));
    const moments = begun(asking({ rate: '10/s' }, {}, [surge]).run());
    expect(moments.slice(0, without.length)).toEqual(without);
    near(between(moments, '10s', '20s'), 300);
    near(between(moments, '20s', '60s'), 400);
  });
});

describe('waiting for an answer', () => {
  test('open requests and how long they took', () => {
    const small = asking(at('0s', '1s'), { takes: '40ms' }).run();
    expect(small.area('users.open')).toBe(ms(80));
    expect(small.timing('users.latency')).toMatchObject({ count: 2, sum: ms(80) });
  });

  test('a timeout ends it; the late answer is counted on the wire and nowhere else', () => {
    const small = asking({ ...at('0s'), timeout: '100ms' }, { takes: '150ms' }).run();
    expect(small.requests).toEqual([{ begun: 0, ended: ms(100), outcome: 'timedOut' }]);
    expect([small.read('users.answered'), small.read('users.failed')]).toEqual([0, 1]);
    expect(small.world.wireCounts[WIRE.late]).toBe(1);
  });

  test('retries follow each other with a growing wait; the request is one', () => {
    const users = { ...at('0s'), retries: 2, backoff: '100ms', backoffFactor: 3 };
    const small = asking(users, { takes: '10ms', answer: 'failed' }).run();
    // Tries at 0, 110 and 420 ms, each answered after 10 ms.
    expect(small.requests).toEqual([{ begun: 0, ended: ms(430), outcome: 'failed' }]);
    expect([small.read('users.made'), small.read('users.retries'), small.read('users.failed')]).toEqual([
      1, 2, 1,
    ]);
    expect(small.area('users.backingOff')).toBe(ms(400));
    expect(small.area('users.open')).toBe(ms(430));
  });

  test('the wait between tries stops growing at backoffMax', () => {
    const users = { ...at('0s'), retries: 4, backoff: '100ms', backoffFactor: 10, backoffMax: '250ms' };
    const small = asking(users, { answer: 'failed' }).run();
    expect(small.requests[0]!.ended).toBe(ms(100 + 250 + 250 + 250));
  });

  test('what will not help is not tried again', () => {
    const small = asking({ ...at('0s'), retries: 9 }, { answer: 'soldOut' }).run();
    expect(small.read('users.retries')).toBe(0);
  });

  test('a closed user who gets no answer goes on after the timeout', () => {
    const users = { arrivals: 'closed', users: 1, thinkTime: '1s', timeout: '500ms' };
    const small = asking(users, { answer: 'drop' }, [], '4600ms').run();
    expect(begun(small)).toEqual([ms(1000), ms(2500), ms(4000)]);
    expect(small.world.messages.live).toBe(0);
  });
});
