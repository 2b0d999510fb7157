/** Settings that change while a run goes on: cases reckoned by hand. */
import { describe, expect, test } from 'vitest';
import { at, callee, type SmallAct, ticksOf, worldOf } from '../../tests/laws/smallWorld.ts';
import { consumerFleet } from './consumer-fleet/sim.ts';
import type { PartDefinition } from './contract.ts';
import { database } from './database/sim.ts';
import { networkLink } from './network-link/sim.ts';
import { rateLimiter } from './rate-limiter/sim.ts';
import { service } from './service/sim.ts';
import { sqsQueue } from './sqs-queue/sim.ts';
import { trafficSource } from './traffic-source/sim.ts';

const ms = (n: number): number => n * 1000;
const s = (n: number): number => n * 1_000_000;
type Written = Readonly<Record<string, unknown>>;

const set = (moment: string, to: Written, lasts?: string, part = 'it'): SmallAct => ({
  at: moment,
  part,
  act: 'set',
  with: to,
  ...(lasts !== undefined && { lasts }),
});

/** Users, the part, and one who answers after a while where the part asks somebody. */
const asked = (
  kind: PartDefinition,
  users: Written,
  settings: Written,
  acts: readonly SmallAct[],
  takes?: string,
) => {
  const out = 'calls' in kind.spec.ports ? 'calls' : 'out';
  return worldOf({
    parts: {
      users: [trafficSource, users],
      it: [kind, settings],
      ...(takes !== undefined && { far: [callee, { takes }] as const }),
    },
    wires: ['users.out > it.in', ...(takes === undefined ? [] : [`it.${out} > far.in`])],
    acts,
  });
};

const ends = (small: ReturnType<typeof asked>) => small.requests.map((r) => [r.ended, r.outcome]);
const endsAt = (small: ReturnType<typeof asked>) => small.requests.map((r) => r.ended);

describe('a service', () => {
  const four = at('0s', '0s', '0s', '0s');
  const one = { slots: 1, queue: 9, serviceTime: '1s' };

  test('with more slots takes from its line at once', () => {
    const small = asked(service, four, one, [set('500ms', { slots: 3 })]).run();
    expect(endsAt(small)).toEqual([s(1), ms(1500), ms(1500), s(2)]);
  });

  test('with fewer slots ends what it has begun, and begins nothing until it is below', () => {
    const small = asked(service, four, { ...one, slots: 3 }, [set('500ms', { slots: 1 })]).run();
    expect(endsAt(small)).toEqual([s(1), s(1), s(1), s(2)]);
    const two = asked(service, at('0s', '0s', '600ms'), { ...one, slots: 2 }, [set('500ms', { slots: 1 })]);
    expect(endsAt(two.run())).toEqual([s(1), s(1), s(2)]);
  });

  test('has its old slots again when the act ends', () => {
    const small = asked(service, four, one, [set('500ms', { slots: 2 }, '1s')]).run();
    // Two at once from 0.5 to 1.5 s: the second place stays with who has it, then there is one again.
    expect(endsAt(small)).toEqual([s(1), ms(1500), s(2), s(3)]);
  });

  test('with more instances has more slots at once; those taken out of service end their work', () => {
    const grown = asked(service, four, one, [set('500ms', { instances: 2 })]);
    expect(endsAt(grown.run())).toEqual([s(1), ms(1500), s(2), ms(2500)]);
    expect(grown.read('it.up')).toBe(2);
    const shrunk = asked(service, four, { ...one, instances: 2 }, [set('500ms', { instances: 1 })]);
    expect(endsAt(shrunk.run())).toEqual([s(1), s(1), s(2), s(3)]);
    expect(shrunk.read('it.up')).toBe(1);
  });

  test('that comes to free its slots while it asks others, frees those of the calls under way', () => {
    const small = asked(
      service,
      at('0s', '0s'),
      { ...one, serviceTime: '10ms' },
      [set('500ms', { whileCalling: 'frees its slot' })],
      '1s',
    );
    expect(endsAt(small.run())).toEqual([ms(1010), ms(1510)]);
    expect([small.area('it.busy'), small.area('it.blocked')]).toEqual([ms(510), ms(490)]);
  });

  test('that comes to hold its slots gets those of the calls under way back', () => {
    const free = { ...one, serviceTime: '10ms', whileCalling: 'frees its slot' };
    const small = asked(
      service,
      at('0s', '600ms'),
      free,
      [set('500ms', { whileCalling: 'holds its slot' })],
      '1s',
    );
    expect(endsAt(small.run())).toEqual([ms(1010), ms(2020)]);
    expect([small.read('it.busy'), small.read('it.blocked')]).toEqual([0, 0]);
  });

  test('uses a new timeout for calls that it makes from then on', () => {
    const quick = { slots: 9, serviceTime: '0s' };
    const small = asked(service, at('0s', '1s'), quick, [set('500ms', { timeout: '300ms' })], '2s');
    expect(ends(small.run())).toEqual([
      [s(2), 'ok'],
      [ms(1300), 'timedOut'],
    ]);
  });

  test('stops breaking down by itself, and begins again', () => {
    const faulty = { failEvery: '10s', repairTime: '1s' };
    const down = (acts: SmallAct[]) => s(60) - asked(service, at(), faulty, acts).run().area('it.up');
    expect(down([])).toBe(s(5));
    // At 10 s and, counted from 35 s, at 45 and 56 s.
    expect(down([set('15s', { failEvery: 'none' }, '20s')])).toBe(s(3));
  });
});

describe('a fleet', () => {
  const fleet = (workers: number, acts: readonly SmallAct[], more: Written = {}) =>
    worldOf({
      parts: {
        users: [trafficSource, at('0s', '0s', '0s', '0s', '20s', '20s')],
        queue: [sqsQueue],
        it: [consumerFleet, { workers, processingTime: '2s', ...more }],
      },
      wires: ['users.out > queue.send', 'queue.messages > it.in'],
      acts,
    });

  test('with more workers takes more at once', () => {
    const small = fleet(1, [set('1s', { workers: 4 })]);
    expect(small.run('2s').read('it.busy')).toBe(3);
    expect(small.run('4s').read('it.processed')).toBe(4);
    expect(small.read('it.up')).toBe(4);
  });

  test('with fewer workers ends what it works on, and has only so many from then on', () => {
    const small = fleet(4, [set('1s', { workers: 1 }, '30s')]);
    expect(small.run('1s').read('it.up')).toBe(4);
    expect(small.run('3s').read('it.up')).toBe(1);
    expect(small.run('23s').read('it.busy')).toBe(1);
    expect(small.run().read('it.up')).toBe(4);
    expect(small.read('it.processed')).toBe(6);
  });

  test('new workers come to one that was killed; who is too many when the act ends does not come back', () => {
    const kill: SmallAct = { at: '1s', part: 'it', act: 'crash', lasts: '3s' };
    const grown = fleet(2, [kill, set('2s', { workers: 3 })]);
    expect(grown.run('2500ms').read('it.up')).toBe(1);
    expect(grown.run('4s').read('it.up')).toBe(3);
    const shrunk = fleet(3, [kill, set('2s', { workers: 1 })]);
    expect(shrunk.run('10s').read('it.up')).toBe(1);
  });
});

describe('a database', () => {
  const one = { connections: 1, queue: 9, queryTime: '1s' };

  test('with more connections takes from its line at once; with fewer, ends queries first', () => {
    const three = at('0s', '0s', '0s');
    expect(endsAt(asked(database, three, one, [set('500ms', { connections: 3 })]).run())).toEqual([
      s(1),
      ms(1500),
      ms(1500),
    ]);
    const fewer = asked(database, three, { ...one, connections: 2 }, [set('500ms', { connections: 1 })]);
    expect(endsAt(fewer.run())).toEqual([s(1), s(1), s(2)]);
  });

  test('gets units and has them taken off again; what was sold stays sold', () => {
    const users = at('0s', '5s', '6s', '15s', '16s');
    const small = asked(database, users, { ...one, stock: 1 }, [set('3s', { stock: 2 }, '10s')]).run();
    expect(small.requests.map((r) => r.outcome)).toEqual(['ok', 'ok', 'soldOut', 'soldOut', 'soldOut']);
    expect(small.read('it.stock')).toBe(0);
    const back = asked(database, users, { ...one, stock: 2 }, [set('3s', { stock: 0 }, '10s')]).run();
    expect(back.requests.map((r) => r.outcome)).toEqual(['ok', 'soldOut', 'soldOut', 'ok', 'soldOut']);
  });
});

describe('a queue', () => {
  const stored = (acts: readonly SmallAct[], settings: Written = {}) =>
    worldOf({
      parts: {
        users: [trafficSource, at('0s', '100s')],
        queue: [sqsQueue, { MessageRetentionPeriod: '1h', ...settings }],
        it: [consumerFleet, { workers: 1, processingTime: '60s' }],
      },
      wires: ['users.out > queue.send', 'queue.messages > it.in'],
      acts: [{ at: '0s', part: 'it', act: 'fail', with: { share: 1 } }, ...acts],
      until: '30m',
    });

  test('keeps what it holds as long as is set now: also what was received often, and what is held', () => {
    const shorter = set('500s', { MessageRetentionPeriod: '200s' }, undefined, 'queue');
    const small = stored([shorter], { VisibilityTimeout: '30s' });
    expect(small.run('499s').read('queue.depth')).toBe(2);
    expect((small.stateOf('queue') as { often: { length: number } }).often.length).toBe(2);
    expect(small.run('500s').read('queue.expired')).toBe(2);
    expect(small.read('queue.depth')).toBe(0);
  });

  test('and longer, when that is set before it is gone', () => {
    const short = { MessageRetentionPeriod: '200s' };
    const longer = set('150s', { MessageRetentionPeriod: '1h' }, '300s', 'queue');
    const small = stored([longer], short);
    expect(small.run('449s').read('queue.expired')).toBe(0);
    expect(small.run('450s').read('queue.expired')).toBe(2);
  });

  test('hides what is received from then on for another while', () => {
    const small = stored([set('50s', { VisibilityTimeout: '500s' }, undefined, 'queue')], {
      VisibilityTimeout: '100s',
    });
    // One at 0 s, hidden for 100 s; at 100 s and at 160 s one each, hidden for 500 s.
    expect(small.run('90s').read('queue.received')).toBe(1);
    expect(small.run('599s').read('queue.received')).toBe(3);
    expect(small.run('600s').read('queue.received')).toBe(4);
  });
});

test('a link loses the usual share that is set now, unless an act says otherwise', () => {
  const lose: SmallAct = { at: '10s', part: 'it', act: 'lose', with: { share: 1 }, lasts: '10s' };
  const users = { ...at('1s', '6s', '11s', '16s', '21s', '26s'), timeout: '1s' };
  const small = asked(
    networkLink,
    users,
    { latency: '0s' },
    [set('5s', { loss: 1 }, '10s'), lose],
    '0s',
  ).run();
  expect(small.requests.map((r) => r.outcome)).toEqual([
    'ok',
    'timedOut',
    'timedOut',
    'timedOut',
    'ok',
    'ok',
  ]);
});

describe('a rate limiter', () => {
  test('fills at the new rate, as far as is set now', () => {
    const users = at('0s', '0s', '1s', '1s', '1s', '3s', '3s', '3s');
    const small = asked(
      rateLimiter,
      users,
      { rate: '1/d', burst: 3 },
      [set('2s', { rate: '2/s', burst: 1 })],
      '0s',
    );
    // Two pass at 0 s and one at 1 s; it is empty at 2 s, and never holds more than one again.
    expect(small.run().requests.map((r) => r.outcome)).toEqual([
      'ok',
      'ok',
      'ok',
      'throttled',
      'throttled',
      'ok',
      'throttled',
      'throttled',
    ]);
    expect(small.read('it.tokens')).toBe(1);
  });

  test('keeps its tokens, but for those that do not fit any more', () => {
    const tokens = (burst: number) =>
      asked(rateLimiter, at(), { rate: '1/d', burst: 5 }, [set('1s', { burst })], '0s')
        .run()
        .read('it.tokens');
    expect([tokens(3), tokens(9)]).toEqual([3, 5]);
  });

  test('lets those who wait pass at the new rate, in their order', () => {
    const users = at('0s', '0s', '0s', '0s');
    const wait = { rate: '1/s', burst: 1, onEmpty: 'wait' };
    const small = asked(rateLimiter, users, wait, [set('1500ms', { rate: '4/s' })], '0s').run();
    // One at once, one at 1 s; half a token is there at 1.5 s, and a quarter of a second brings one.
    expect(endsAt(small)).toEqual([0, s(1), ms(1625), ms(1875)]);
    const back = asked(rateLimiter, users, wait, [set('1500ms', { rate: '1/d' }, '10s')], '0s').run();
    expect(back.requests.map((r) => Math.round(r.ended / 1000))).toEqual([0, 1000, 12_000, 13_000]);
  });
});

describe('a source', () => {
  const made = (users: Written, acts: readonly SmallAct[], until: string) =>
    asked(
      service,
      users,
      { slots: 1000 },
      acts.map((one) => ({ ...one, part: 'users' })),
    ).run(until).requests;

  test('comes at the new rate from that moment on; the gap that has begun shrinks with it', () => {
    const even = { arrivals: 'constant', rate: '1/s' };
    const begun = made(even, [set('1500ms', { rate: '10/s' }, '1s')], '5s').map((r) => r.begun);
    expect(begun.slice(0, 3)).toEqual([s(1), ms(1550), ms(1650)]);
    expect(begun.filter((tick) => tick < ms(2500))).toHaveLength(11);
    expect(begun.slice(11)).toEqual([ms(3000), ms(4000), s(5)]);
  });

  test('that began with nobody gets its first when the rate rises', () => {
    const even = { arrivals: 'constant', rate: '0/s' };
    expect(made(even, [set('10s', { rate: '1/s' })], '12s').map((r) => r.begun)).toEqual([s(11), s(12)]);
    const crowd = made({ rate: '0/s' }, [set('10s', { rate: '100/s' })], '20s');
    expect(crowd.length).toBeGreaterThan(900);
    expect(crowd[0]!.begun).toBeGreaterThan(s(10));
  });

  test('of closed users gets more at once, and loses those who are too many as they come to ask again', () => {
    const closed = { arrivals: 'closed', users: 2, thinkTime: '1s' };
    const count = (acts: SmallAct[], until: string) => made(closed, acts, until).length;
    expect(count([], '10s')).toBeGreaterThan(17);
    expect(count([set('0s', { users: 4 })], '10s')).toBeGreaterThan(35);
    const gone = made(closed, [set('5s', { users: 1 })], '60s').filter((r) => r.begun > ticksOf('6s'));
    expect(gone.length).toBeGreaterThan(45);
    expect(gone.length).toBeLessThan(55);
  });
});
