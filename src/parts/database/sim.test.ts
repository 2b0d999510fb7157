import { describe, expect, test } from 'vitest';
import { at, type SmallAct, ticksOf, worldOf } from '../../../tests/laws/smallWorld.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { database } from './sim.ts';

const ms = (n: number): number => n * 1000;
type Written = Readonly<Record<string, unknown>>;

const asked = (users: Written, settings: Written, acts: readonly Omit<SmallAct, 'part'>[] = []) =>
  worldOf({
    parts: { users: [trafficSource, users], db: [database, settings] },
    wires: ['users.out > db.in'],
    acts: acts.map((one) => ({ ...one, part: 'db' })),
  });

describe('connections', () => {
  test('two work, one waits, the fourth is turned away', () => {
    const two = { connections: 2, queue: 1, queryTime: '100ms' };
    const small = asked(at('0s', '10ms', '20ms', '30ms'), two).run();
    expect(small.requests.map((r) => [r.ended, r.outcome])).toEqual([
      [ms(100), 'ok'],
      [ms(110), 'ok'],
      [ms(200), 'ok'],
      [ms(30), 'rejected'],
    ]);
    expect(small.area('db.busy')).toBe(ms(300));
    expect(small.timing('db.wait')).toMatchObject({ count: 3, sum: ms(80) });
    expect(small.area('db.waiting')).toBe(ms(80));
  });

  test('a query whose caller has left goes on, holds its connection and takes its unit', () => {
    const small = asked(
      { ...at('0s', '60ms'), timeout: '50ms' },
      { connections: 1, queue: 1, queryTime: '200ms', stock: 2 },
    ).run();
    expect(small.requests.map((r) => r.outcome)).toEqual(['timedOut', 'timedOut']);
    expect(small.area('db.busy')).toBe(ms(400));
    expect(small.read('db.stock')).toBe(0);
    expect(small.world.messages.live).toBe(0);
  });
});

describe('lock', () => {
  const lock = { at: '40ms', act: 'lock', lasts: '1s' };

  test('open queries stand still and then go on where they were', () => {
    const small = asked(at('0s', '0s', '30ms'), { connections: 2, queue: 1, queryTime: '100ms' }, [
      lock,
    ]).run();
    expect(small.requests.map((r) => r.ended)).toEqual([ms(1100), ms(1100), ms(1200)]);
    expect(small.area('db.locked')).toBe(ms(1000));
  });

  test('a query that comes in the meantime gets a connection and no further', () => {
    const small = asked(at('500ms'), { queryTime: '100ms' }, [lock]).run();
    expect(small.requests[0]!.ended).toBe(ms(1140));
    expect(small.area('db.busy')).toBe(ms(640));
  });

  test('dies with the database', () => {
    const crash = { at: '500ms', act: 'crash', lasts: '100ms' };
    const small = asked(at('0s', '700ms'), { queryTime: '100ms' }, [lock, crash]).run();
    expect(small.requests.map((r) => [r.ended, r.outcome])).toEqual([
      [ms(500), 'crashed'],
      [ms(800), 'ok'],
    ]);
    expect(small.area('db.locked')).toBe(ms(460));
  });
});

describe('stock', () => {
  test('each query takes one unit until there are none', () => {
    const small = asked(at('0s', '0s', '0s', '1s'), { queryTime: '10ms', stock: 3 }).run();
    expect(small.requests.map((r) => r.outcome)).toEqual(['ok', 'ok', 'ok', 'soldOut']);
    expect([small.read('db.answered'), small.read('db.soldOut'), small.read('db.stock')]).toEqual([3, 1, 0]);
  });

  test('never goes below nothing, however many ask at once', () => {
    const small = asked({ rate: '1000/s' }, { connections: 500, queryTime: 'exp 100ms', stock: 777 }).run();
    expect(small.read('users.answered')).toBe(777);
    expect(small.read('db.stock')).toBe(0);
  });

  test('a query that a crash interrupts takes nothing', () => {
    const crash = { at: '5ms', act: 'crash', lasts: '1s' };
    const small = asked(at('0s', '2s'), { queryTime: '10ms', stock: 1 }, [crash]).run();
    expect(small.requests.map((r) => r.outcome)).toEqual(['crashed', 'ok']);
  });
});

test('a crash fails the open and the waiting, and nobody listens until its end', () => {
  const crash = { at: '50ms', act: 'crash', lasts: '1s' };
  const settings = { connections: 1, queue: 5, queryTime: '100ms' };
  const small = asked(at('0s', '0s', '500ms', '2s'), settings, [crash]).run();
  expect(small.requests.map((r) => [r.ended, r.outcome])).toEqual([
    [ms(50), 'crashed'],
    [ms(50), 'crashed'],
    [ms(500), 'unreachable'],
    [ms(2100), 'ok'],
  ]);
  expect(small.read('db.failed')).toBe(3);
  expect(small.area('db.up')).toBe(ticksOf('59s'));
});

test('slow queries take their own time, and the act stretches both', () => {
  const slow = { at: '10s', act: 'slow', lasts: '10s', with: { factor: 3 } };
  const settings = { queryTime: '1ms', slowShare: 1, slowTime: '200ms' };
  const small = asked(at('0s', '12s', '30s'), settings, [slow]).run();
  expect(small.requests.map((r) => r.ended - r.begun)).toEqual([ms(200), ms(600), ms(200)]);
});

test('a share of slow queries does not change how long the usual ones take', () => {
  const run = (slowShare: number) =>
    asked(
      { rate: '100/s' },
      { connections: 10_000, queryTime: 'exp 5ms', slowTime: '900s', slowShare },
    ).run();
  const [none, some] = [run(0), run(0.1)];
  const took = (small: ReturnType<typeof run>) =>
    small.requests.map((r) => (r.ended < 0 ? -1 : r.ended - r.begun));
  const usual = took(none);
  const differ = took(some).filter((t, i) => t >= 0 && t !== usual[i]);
  expect(differ).toEqual([]);
  expect(some.read('db.busy')).toBeGreaterThan(400);
});

test('a query that fails has taken its time, and nothing from the stock', () => {
  const fail = { at: '1s', act: 'fail', lasts: '1s', with: { share: 1 } };
  const small = asked(at('0s', '1s', '3s'), { queryTime: '100ms', stock: 5 }, [fail]).run();
  expect(small.requests.map((r) => [r.ended - r.begun, r.outcome])).toEqual([
    [ms(100), 'ok'],
    [ms(100), 'failed'],
    [ms(100), 'ok'],
  ]);
  expect(small.read('db.stock')).toBe(3);
});
