import { describe, expect, test } from 'vitest';
import { type Step, scripted } from '../../../tests/laws/scripted.ts';
import { type SmallAct, ticksOf, worldOf } from '../../../tests/laws/smallWorld.ts';
import type { OutcomeName } from '../../engine/outcome.ts';
import type { ServiceError } from '../../rules/serviceError.ts';
import { cosmosContainer } from './sim.ts';

const KB = 1024;
const MIB = 1024 * KB;
const GIB = 1024 * MIB;

type Written = Readonly<Record<string, unknown>>;
interface Asked {
  readonly size?: number;
  readonly count?: number;
  readonly operation?: string;
  readonly partition?: string;
}

const at = (moment: string, { size, ...attributes }: Asked = {}, of = 0): Step => {
  const written = Object.entries(attributes).map(([name, value]) => [
    name,
    { type: 'String', value: String(value) },
  ]);
  return {
    at: moment,
    of,
    says: { body: '', attributes: Object.fromEntries(written), ...(size !== undefined && { size }) },
  };
};

/** So many at once, each for a request of its own. */
const crowd = (n: number, moment: string, asked: Asked): Step[] =>
  Array.from({ length: n }, (_, i) => at(moment, asked, i));

function asking(
  steps: readonly Step[],
  settings: Written = {},
  acts: readonly SmallAct[] = [],
  until = '60s',
  wire: Written = {},
) {
  const script = scripted(steps);
  const small = worldOf({
    parts: { users: [script.part], db: [cosmosContainer, { latency: '5ms', ...settings }] },
    wires: [{ wire: 'users.out > db.in', with: wire }],
    acts,
    until,
  });
  const errors = () => script.answers.map((one) => one?.content as Partial<ServiceError>);
  /** The error that an answer says, or that its outcome stands for. */
  const codes = () =>
    script.answers.map((one, i) => {
      const usual = cosmosContainer.errors[one?.outcome as OutcomeName]?.code;
      return errors()[i]?.code ?? usual ?? one?.outcome;
    });
  const read = (...metrics: string[]) => metrics.map((m) => small.read(`db.${m}`));
  return { small, answers: script.answers, codes, errors, read };
}

const set = (moment: string, to: Written, lasts?: string): SmallAct => ({
  at: moment,
  part: 'db',
  act: 'set',
  with: to,
  ...(lasts !== undefined && { lasts }),
});

test('what it cost stands on the bill, whatever was set meanwhile', () => {
  const { small } = asking([], {}, [set('10d', { throughput: 2000, pricePer100RUHour: 0.01 })], '20d');
  small.run();
  // Ten days of 1,000 RU/s at 0.008 for a hundred, ten of 2,000 at 0.01.
  const usd = 240 * 10 * 0.008 + 240 * 20 * 0.01;
  expect(small.read('db.billed')).toBeCloseTo(usd, 6);
  expect(cosmosContainer.cost?.({} as never, { billed: usd }, 1)).toEqual([
    { what: 'throughput and storage', usd },
  ]);
});

test('what says nothing is what its wire says, and what says something is not', () => {
  const steps = [at('0s', { size: KB, operation: 'create' }), at('1s', { size: KB }), at('2s', { size: KB })];
  const { small, read } = asking(steps, {}, [], '60s', { operation: 'read' });
  small.run();
  expect(read('creates', 'reads')).toEqual([1, 2]);
});

describe('the charge', () => {
  test('follows from the size, on a straight line between two rows of the table', () => {
    const charge = (asked: Asked) => {
      const { small, read } = asking([at('0s', asked)], { throughput: 10_000 });
      small.run();
      return read('consumedRU')[0];
    };
    expect(charge({ size: 100 })).toBe(4.95);
    expect(charge({ size: KB })).toBe(4.95);
    expect(charge({ size: 3 * KB })).toBe(6.48);
    expect(charge({ size: 2 * MIB })).toBe(1250);
    expect(charge({ size: KB, count: 1000 })).toBeCloseTo(4950, 9);
    expect(charge({ size: 64 * KB, operation: 'read' })).toBe(4.76);
    expect(charge({ size: 40 * KB, operation: 'read' })).toBe(2.83);
    expect(charge({ size: KB, operation: 'query', partition: 'a' })).toBe(3.5);
  });

  test('of a query without a key grows with the partitions', () => {
    const { small, read } = asking([at('0s', { size: KB, operation: 'query' })], { throughput: 50_000 });
    small.run();
    expect(read('partitions', 'queries', 'consumedRU')).toEqual([5, 1, 5 * 2.5 + 1]);
  });

  test('a scan of 40 MB is refused with 413 and costs nothing; 2 MB just fit', () => {
    const steps = [at('0s', { size: 40e6 }), at('0s', { size: 2 * MIB + 1 }), at('0s', { size: 2 * MIB })];
    const { small, codes, read } = asking(steps);
    small.run();
    expect(codes()).toEqual(['RequestEntityTooLarge', 'RequestEntityTooLarge', 'ok']);
    expect(read('tooLarge', 'items', 'bytes', 'consumedRU')).toEqual([2, 1, 2 * MIB, 1250]);
  });
});

describe('the budget of a second', () => {
  test('takes requests while anything is left, then says when to come again', () => {
    const steps = [...crowd(100, '0s', { size: KB }), at('250ms', { size: KB }, 200), at('1s', {}, 201)];
    const { small, codes, errors, read } = asking(steps, { throughput: 400 });
    small.run();
    // 80 of them cost 396: four are left, and the next one is taken.
    expect(codes().filter((code) => code === 'ok')).toHaveLength(81 + 1);
    expect(codes()[80]).toBe('ok');
    expect([errors()[81], errors()[100]]).toMatchObject([
      { code: 'TooManyRequests', status: 429, retryAfterMs: 1000 },
      { retryAfterMs: 750 },
    ]);
    expect(read('throttled', 'hot', 'creates')).toEqual([20, 0, 82]);
  });

  test('is owed where one request costs more than it', () => {
    const steps = [at('0s', { size: 2 * MIB }), at('0s'), at('2999ms'), at('3s')];
    const { small, codes, errors } = asking(steps, { throughput: 400 });
    small.run();
    // 1,250 of 400: 850 are owed, of which two seconds pay 800 and the third the rest.
    expect(codes()).toEqual(['ok', 'TooManyRequests', 'TooManyRequests', 'ok']);
    expect(errors().map((one) => one?.retryAfterMs)).toEqual([undefined, 3000, 1, undefined]);
  });

  test('is not kept when it is not used', () => {
    const { small, read } = asking(crowd(200, '30s', { size: KB }), { throughput: 400 });
    small.run();
    expect(read('creates', 'throttled')).toEqual([81, 119]);
  });

  test('whoever waits as long as he is told is taken', () => {
    const first = asking(crowd(300, '100ms', { size: KB }), { throughput: 400 });
    first.small.run();
    const wait = first.errors().find((one) => one?.retryAfterMs)!.retryAfterMs!;
    const steps = [...crowd(300, '100ms', { size: KB }), at(`${100 + wait}ms`, { size: KB }, 300)];
    const again = asking(steps, { throughput: 400 });
    again.small.run();
    expect([wait, again.codes().at(-1)]).toEqual([900, 'ok']);
  });

  test('a crate is answered when the seconds that pay for it are over', () => {
    const { small, answers } = asking([at('0s', { size: KB, count: 1000 })]);
    small.run();
    // 4,950 RU at 1,000 a second: 3,950 are owed.
    expect(answers[0]?.at).toBe(ticksOf('4s'));
    expect(small.read('db.items')).toBe(1000);
    expect(small.area('db.hottest')).toBe(ticksOf('4s') + 0.95 * ticksOf('1s'));
  });
});

describe('partitions', () => {
  const two = { throughput: 20_000 };

  test('a key that all write to has only the budget of its own', () => {
    // 625 RU each: sixteen make 10,000.
    const hot = asking(crowd(20, '0s', { size: MIB, partition: 'a' }), two);
    hot.small.run('500ms');
    expect(hot.read('throttled', 'hot', 'used', 'hottest')).toEqual([4, 4, 0.5, 1]);
    const spread = asking(crowd(20, '0s', { size: MIB, partition: 'a{n}' }), two);
    spread.small.run('500ms');
    const [throttled, , used] = spread.read('throttled', 'hot', 'used');
    expect([throttled, used]).toEqual([0, 0.625]);
    expect(spread.small.run('1500ms').read('db.used')).toBe(0);
  });

  test('more throughput brings more of them, less takes none away, and each has less', () => {
    const acts = [set('10s', { throughput: 25_000 }, '10s')];
    const { small, read } = asking(
      crowd(9, '30s', { size: MIB, partition: 'a' }),
      { throughput: 10_000 },
      acts,
    );
    const count = (moment: string) => small.run(moment).read('db.partitions');
    expect(['9s', '11s', '21s'].map(count)).toEqual([1, 3, 3]);
    small.run();
    // A third of 10,000 for the key: six of 625 are taken, and at least two thirds of the rest are idle.
    expect(read('creates', 'hot')).toEqual([6, 3]);
  });

  test('one that holds more than 50 GB splits, and nothing is lost of it', () => {
    const big = asking([at('0s', { size: MIB, count: 60 * KB })], { throughput: 10_000 }, [], '3h');
    big.small.run();
    expect(big.read('partitions', 'items', 'bytes')).toEqual([2, 60 * KB, 60 * GIB]);
    const { partitions } = big.small.stateOf('db') as { partitions: { bytes: number }[] };
    expect(partitions.map(({ bytes }) => bytes)).toEqual([30 * GIB, 30 * GIB]);
  });

  test('under one key lie 20 GB at most', () => {
    const crate = { size: 2 * MIB, count: 5 * KB, partition: 'scans' };
    const steps = [
      at('0s', crate),
      at('3h', crate),
      at('6h', { size: 1, partition: 'scans' }),
      at('6h', { size: 1 }, 1),
    ];
    const { small, codes, read } = asking(steps, {}, [], '8h');
    small.run();
    expect(codes()).toEqual(['ok', 'ok', 'Forbidden', 'ok']);
    expect(read('keysFull', 'bytes')).toEqual([1, 20 * GIB + 1]);
  });
});

describe('money', () => {
  const YEAR = '365d';

  test('a year of 1,000 RU/s, used or not', () => {
    const { small, read } = asking([], {}, [], YEAR);
    small.run();
    expect(read('spentThroughput', 'spentStorage')).toEqual([expect.closeTo(10 * 0.008 * 8760, 6), 0]);
    expect(read('monthlyTotal')[0]).toBeCloseTo((10 * 0.008 * 8760) / 12, 6);
  });

  test('an hour is billed by the most that there was in it', () => {
    const acts = [set('90m', { throughput: 2000 }, '10m')];
    const { small, read } = asking([], {}, acts, '4h');
    const hours = ['1h', '2h', '3h', '4h'].map((moment) => {
      small.run(moment);
      return read('spentThroughput')[0];
    });
    for (const [i, usd] of [0.08, 0.24, 0.32, 0.4].entries()) expect(hours[i]).toBeCloseTo(usd, 9);
  });

  test('autoscale follows its busiest second, and is billed by it for the whole hour', () => {
    const auto = { throughputMode: 'autoscale', throughput: 10_000 };
    const { small, read } = asking(crowd(8, '10m', { size: MIB }), auto, [], '3h');
    const levels = ['9m', '10m', '11m'].map((moment) => small.run(moment).read('db.provisioned'));
    expect(levels).toEqual([1000, 5000, 1000]);
    small.run();
    // 5,000 in the first hour, a tenth of 10,000 in the others; half as much again as manual.
    expect(read('spentThroughput')[0]).toBeCloseTo((50 + 10 + 10) * 0.008 * 1.5, 8);
  });

  test('storage: the area under its bytes, at any hour', () => {
    const steps = ['3h', '5d', '9d 1h'].map((moment, i) => at(moment, { size: MIB, count: 1000 * (i + 1) }));
    const { small, read } = asking(steps, {}, [], YEAR);
    for (const moment of ['4h', '5d', '9d', '10d', '100d', YEAR]) {
      small.run(moment);
      const gbMonths = small.area('db.bytes') / GIB / ((365 / 12) * 86_400e6);
      expect(read('spentStorage')[0]).toBeCloseTo(gbMonths * 0.25, 6);
    }
    expect(read('spentStorage')[0]).toBeGreaterThan(10);
    expect(read('spentTotal')[0]).toBeCloseTo(read('spentStorage')[0]! + read('spentThroughput')[0]!, 9);
  });

  test('is reckoned with the prices of its time', () => {
    const acts = [set('90m', { pricePer100RUHour: 0.08 }, '1h')];
    const { small, read } = asking([], {}, acts, '4h');
    small.run();
    expect(read('spentThroughput')[0]).toBeCloseTo(3 * 0.08 + 0.8, 9);
  });
});

test('other refusals: nothing to read, no such operation, a region that is down', () => {
  const acts = [{ at: '10s', part: 'db', act: 'outage', lasts: '5s' }];
  const steps = [at('0s', { operation: 'read' }), at('0s', { operation: 'merge' }), at('12s')];
  const { small, codes, read } = asking(steps, {}, acts);
  small.run();
  expect(codes()).toEqual(['NotFound', 'BadRequest', 'ServiceUnavailable']);
  expect(read('missing', 'failed')).toEqual([1, 2]);
});
