import { describe, expect, test } from 'vitest';
import { at, callee, type SmallAct, ticksOf, worldOf } from '../../../tests/laws/smallWorld.ts';
import { WIRE } from '../../engine/exchange.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { service } from './sim.ts';

const ms = (n: number): number => n * 1000;
type Written = Readonly<Record<string, unknown>>;
type Acts = readonly Omit<SmallAct, 'part'>[];

/** Users, the service, and those it calls. */
const serving = (
  users: Written,
  settings: Written,
  callees: Readonly<Record<string, Written>> = {},
  acts: Acts = [],
) =>
  worldOf({
    parts: {
      users: [trafficSource, users],
      app: [service, settings],
      ...Object.fromEntries(Object.entries(callees).map(([id, written]) => [id, [callee, written] as const])),
    },
    wires: ['users.out > app.in', ...Object.keys(callees).map((id) => `app.calls > ${id}.in`)],
    acts: acts.map((one) => ({ ...one, part: 'app' })),
  });

const ends = (small: ReturnType<typeof serving>) => small.requests.map((r) => [r.ended, r.outcome]);

describe('slots', () => {
  test('one works, one waits, the third is turned away', () => {
    const small = serving(at('0s', '0s', '0s'), { slots: 1, queue: 1, serviceTime: '10ms' }).run();
    expect(ends(small)).toEqual([
      [ms(10), 'ok'],
      [ms(20), 'ok'],
      [0, 'rejected'],
    ]);
    expect(small.area('app.busy')).toBe(ms(20));
    expect(small.area('app.waiting')).toBe(ms(10));
    expect(small.timing('app.wait')).toMatchObject({ count: 2, sum: ms(10) });
    expect(small.timing('app.latency')).toMatchObject({ count: 2, sum: ms(30) });
  });

  test('who has no patience left leaves the line; who is served in time stays', () => {
    const settings = { slots: 1, queue: 9, serviceTime: '10ms', patience: '15ms' };
    const small = serving(at('0s', '0s', '0s', '0s'), settings).run();
    expect(ends(small)).toEqual([
      [ms(10), 'ok'],
      [ms(20), 'ok'],
      [ms(15), 'gaveUp'],
      [ms(15), 'gaveUp'],
    ]);
    expect([small.read('app.gaveUp'), small.read('app.failed'), small.read('app.waiting')]).toEqual([
      2, 2, 0,
    ]);
  });

  test('instances share the work evenly, each with its own slots', () => {
    const small = serving(at('0s', '0s', '0s', '0s', '0s'), { slots: 2, instances: 2, serviceTime: '1s' });
    small.run('500ms');
    expect((small.stateOf('app') as { instances: { busy: number }[] }).instances.map((i) => i.busy)).toEqual([
      2, 2,
    ]);
    expect(small.read('app.rejected')).toBe(1);
  });
});

describe('calls to others', () => {
  const quick = { serviceTime: '10ms' };

  test('are made in turn, after its own work', () => {
    const small = serving(at('0s'), quick, { a: { takes: '20ms' }, b: { takes: '30ms' } }).run();
    expect(ends(small)).toEqual([[ms(60), 'ok']]);
    expect(small.area('app.busy')).toBe(ms(60));
    expect(small.area('app.blocked')).toBe(ms(50));
  });

  test('a bad answer ends the request; the next one is not asked', () => {
    const small = serving(at('0s'), quick, { a: { answer: 'soldOut' }, b: {} }).run();
    expect(ends(small)).toEqual([[ms(10), 'soldOut']]);
    expect(small.read('b.received')).toBe(0);
  });

  test('are retried with a growing wait, as often as set', () => {
    const settings = { ...quick, retries: 2, backoff: '100ms', backoffFactor: 2 };
    const small = serving(at('0s'), settings, { a: { answer: 'failed' } }).run();
    // 10 ms of its own, then tries at 10, 110 and 310 ms.
    expect(ends(small)).toEqual([[ms(310), 'failed']]);
    expect([small.read('app.calls'), small.read('app.retries')]).toEqual([3, 2]);
  });

  test('each call has its own retries; what will not help is not retried', () => {
    const settings = { ...quick, retries: 5, backoff: '1ms' };
    const small = serving(at('0s'), settings, { a: { answer: 'soldOut' } }).run();
    expect(small.read('app.calls')).toBe(1);
  });

  test('are given up after the timeout; the answer then comes too late for anybody', () => {
    const settings = { ...quick, slots: 1, timeout: '300ms' };
    const small = serving(at('0s', '400ms'), settings, { a: { takes: '1s' } }).run();
    expect(ends(small)).toEqual([
      [ms(310), 'timedOut'],
      [ms(710), 'timedOut'],
    ]);
    expect(small.read('app.timeouts')).toBe(2);
    expect(small.world.wireCounts[WIRE.span + WIRE.late]).toBe(2);
    expect(small.world.messages.live).toBe(0);
  });

  test('an answer within the timeout takes the timeout away', () => {
    const small = serving(at('0s'), { ...quick, timeout: '300ms' }, { a: { takes: '299ms' } }).run();
    expect(ends(small)).toEqual([[ms(309), 'ok']]);
    expect(small.read('app.timeouts')).toBe(0);
  });

  test('hold the slot, or free it', () => {
    const one = { ...quick, slots: 1, queue: 1 };
    const slow = { a: { takes: '1s' } };
    expect(ends(serving(at('0s', '0s'), one, slow).run()).map(([end]) => end)).toEqual([ms(1010), ms(2020)]);
    const freeing = serving(at('0s', '0s'), { ...one, whileCalling: 'frees its slot' }, slow).run();
    expect(ends(freeing).map(([end]) => end)).toEqual([ms(1010), ms(1020)]);
    expect(freeing.area('app.busy')).toBe(ms(20));
    expect(freeing.area('app.blocked')).toBe(0);
  });
});

describe('a crash that loses everything', () => {
  const crash = { at: '1s', act: 'crash', lasts: '1s' };

  test('takes what works, what calls and what waits with it, and refuses until the restart', () => {
    const settings = { slots: 2, queue: 5, serviceTime: '600ms' };
    const users = at('100ms', '900ms', '950ms', '1500ms', '2500ms');
    const small = serving(users, settings, { a: { takes: '1s' } }, [crash]).run();
    expect(ends(small)).toEqual([
      [ms(1000), 'crashed'],
      [ms(1000), 'crashed'],
      [ms(1000), 'crashed'],
      [ms(1500), 'unreachable'],
      [ms(4100), 'ok'],
    ]);
    expect(small.area('app.up')).toBe(ticksOf('59s'));
    expect([small.read('app.busy'), small.read('app.blocked'), small.read('app.waiting')]).toEqual([0, 0, 0]);
    expect(small.world.messages.live).toBe(0);
  });

  test('also takes those that hold no slot while others are asked', () => {
    const settings = { slots: 1, serviceTime: '10ms', whileCalling: 'frees its slot' };
    const small = serving(at('900ms', '950ms'), settings, { a: { takes: '1s' } }, [crash]).run();
    expect(ends(small)).toEqual([
      [ms(1000), 'crashed'],
      [ms(1000), 'crashed'],
    ]);
    expect(small.read('app.busy')).toBe(0);
  });

  test('also takes those that wait for a retry', () => {
    const settings = { serviceTime: '10ms', retries: 1, backoff: '1s' };
    const small = serving(at('900ms'), settings, { a: { answer: 'failed' } }, [crash]).run();
    expect(ends(small)).toEqual([[ms(1000), 'crashed']]);
    expect(small.read('a.received')).toBe(1);
  });

  test('of one instance leaves the others alone', () => {
    const one = { ...crash, with: { instances: 1 } };
    const settings = { slots: 1, queue: 1, instances: 2, serviceTime: '500ms' };
    const small = serving(at('900ms', '900ms', '950ms', '1100ms'), settings, {}, [one]).run();
    expect(ends(small)).toEqual([
      [ms(1000), 'crashed'],
      [ms(1400), 'ok'],
      [ms(1900), 'ok'],
      [ms(1100), 'rejected'],
    ]);
  });
});

describe('a crash that only pauses', () => {
  const pause = { at: '1s', act: 'crash', lasts: '1s' };
  const paused = { serviceTime: '400ms', onCrash: 'pause' };

  test('goes on with the work where it was', () => {
    const small = serving(at('800ms'), paused, {}, [pause]).run();
    expect(ends(small)).toEqual([[ms(2200), 'ok']]);
  });

  test('hears an answer only when it goes on', () => {
    const small = serving(at('500ms'), paused, { a: { takes: '200ms' } }, [pause]).run();
    expect(ends(small)).toEqual([[ms(2000), 'ok']]);
  });

  test('notices a timeout only when it goes on', () => {
    const small = serving(at('500ms'), { ...paused, timeout: '200ms' }, { a: { takes: '5s' } }, [
      pause,
    ]).run();
    expect(ends(small)).toEqual([[ms(2000), 'timedOut']]);
  });

  test('makes a retry that was due only when it goes on', () => {
    const settings = { ...paused, retries: 1, backoff: '200ms' };
    const small = serving(at('500ms'), settings, { a: { answer: 'failed' } }, [pause]);
    small.run('1999ms');
    expect(small.read('a.received')).toBe(1);
    expect(ends(small.run())).toEqual([[ms(2000), 'failed']]);
  });

  test('lets new requests wait, as far as there is room', () => {
    const settings = { ...paused, slots: 1, queue: 1 };
    const small = serving(at('900ms', '1500ms', '1600ms'), settings, {}, [pause]).run();
    expect(ends(small)).toEqual([
      [ms(2300), 'ok'],
      [ms(2700), 'ok'],
      [ms(1600), 'rejected'],
    ]);
  });

  test('a line of frozen requests goes on in order, and the freed slots are used', () => {
    const settings = { ...paused, slots: 2, queue: 2 };
    const users = at('500ms', '500ms', '600ms', '600ms');
    const small = serving(users, settings, { a: { takes: '300ms' } }, [pause]).run();
    expect(ends(small).map(([end]) => end)).toEqual([ms(2000), ms(2000), ms(2700), ms(2700)]);
  });
});

describe('breaking down by itself', () => {
  test('runs for failEvery, is repaired for repairTime, and so on', () => {
    const small = serving({ rate: '0/s' }, { failEvery: '9s', repairTime: '1s' }).run();
    expect(small.area('app.up')).toBe(ticksOf('54s'));
  });

  test('a repair does not end an act that keeps it down', () => {
    const down = { at: '8s', act: 'crash', lasts: '10s' };
    const small = serving({ rate: '0/s' }, { failEvery: '9s', repairTime: '1s' }, {}, [down]);
    expect(small.run('17500ms').area('app.up')).toBe(ticksOf('8s'));
    expect(small.run('18500ms').read('app.up')).toBe(1);
  });

  test('the end of an act does not repair what broke by itself', () => {
    const down = { at: '8s', act: 'crash', lasts: '2s' };
    const small = serving({ rate: '0/s' }, { failEvery: '9s', repairTime: '5s' }, {}, [down]);
    expect(small.run('13999ms').area('app.up')).toBe(ticksOf('8s'));
    expect(small.run('14s').read('app.up')).toBe(1);
  });
});

test('slow stretches new work only; fail answers a share with 500', () => {
  const acts = [
    { at: '1s', act: 'slow', lasts: '1s', with: { factor: 5 } },
    { at: '5s', act: 'fail', lasts: '1s', with: { share: 1 } },
  ];
  const users = at('900ms', '1500ms', '3s', '5500ms', '7s');
  const small = serving(users, { serviceTime: '200ms' }, {}, acts).run();
  expect(small.requests.map((r) => [r.ended - r.begun, r.outcome])).toEqual([
    [ms(200), 'ok'],
    [ms(1000), 'ok'],
    [ms(200), 'ok'],
    [0, 'failed'],
    [ms(200), 'ok'],
  ]);
});
