import { describe, expect, test } from 'vitest';
import { type Step, scripted } from '../../../tests/laws/scripted.ts';
import { type SmallAct, ticksOf, worldOf } from '../../../tests/laws/smallWorld.ts';
import type { OutcomeName } from '../../engine/outcome.ts';
import type { ServiceError } from '../../rules/serviceError.ts';
import { sqlDatabase } from './sim.ts';

const MB = 1e6;
const GIB = 1024 ** 3;
const MONTHS_OF_A_YEAR = 12;

type Written = Readonly<Record<string, unknown>>;
type Asked = { readonly size?: number; readonly count?: number; readonly operation?: string };

const at = (moment: string, { size, count, operation }: Asked = {}): Step => {
  const attributes = {
    ...(count !== undefined && { count: { type: 'String', value: String(count) } }),
    ...(operation !== undefined && { operation: { type: 'String', value: operation } }),
  };
  return { at: moment, says: { body: '', attributes, ...(size !== undefined && { size }) } };
};

/** Latencies that can be reckoned with: 6 ms to write, 8 ms to read. */
const PLAIN = { writeTime: '6ms', readTime: '8ms' };

function asking(
  steps: readonly Step[],
  settings: Written = {},
  acts: readonly SmallAct[] = [],
  until = '60s',
  wire: Written = {},
) {
  const script = scripted(steps);
  const small = worldOf({
    parts: { users: [script.part], db: [sqlDatabase, { ...PLAIN, ...settings }] },
    wires: [{ wire: 'users.out > db.in', with: wire }],
    acts,
    until,
  });
  /** The error that an answer says, or that its outcome stands for. */
  const codes = () =>
    script.answers.map((one) => {
      const usual = sqlDatabase.errors[one?.outcome as OutcomeName]?.code;
      return (one?.content as Partial<ServiceError>)?.code ?? usual ?? one?.outcome;
    });
  return { small, answers: script.answers, codes };
}

const set = (moment: string, to: Written, lasts?: string): SmallAct => ({
  at: moment,
  part: 'db',
  act: 'set',
  with: to,
  ...(lasts !== undefined && { lasts }),
});

describe('the log', () => {
  test('takes a scan of 40 MB for four and a half seconds, and a short row at once', () => {
    const { small, answers } = asking([at('0s', { size: 40 * MB }), at('10s', { size: 450 })]);
    small.run('1s');
    expect([small.read('db.sessions'), small.read('db.logging'), small.read('db.rows')]).toEqual([1, 1, 0]);
    small.run();
    // 40 MB at 9 MB a second, rounded up to a tick, and 6 ms; 450 bytes take 50 µs.
    expect(answers.map((one) => one?.at)).toEqual([4_444_445 + 6000, 10_000_000 + 50 + 6000]);
    expect(small.area('db.logBusy')).toBe(4_444_445 + 50);
    expect(small.read('db.bytes')).toBe(40 * MB + 450);
  });

  test('is shared evenly by those who write', () => {
    const { small, answers } = asking([at('0s', { size: 40 * MB }), at('1s', { size: 9 * MB })]);
    small.run();
    // From 1 s on each has 4.5 MB a second: the second is done at 3 s, and the first has 22 MB to go then.
    expect(answers.map((one) => one?.at)).toEqual([5_444_445 + 6000, 3_000_000 + 6000]);
  });

  test('goes on faster with more vCores, up to its most', () => {
    const scan = [at('0s', { size: 40 * MB })];
    const grown = asking(scan, {}, [set('2s', { vCores: 4 })]);
    grown.small.run();
    // 18 MB in two seconds, 22 MB at 18 MB a second.
    expect(grown.answers[0]?.at).toBe(2_000_000 + 1_222_223 + 6000);
    const most = asking(scan, { vCores: 80 });
    most.small.run();
    expect(most.answers[0]?.at).toBe(800_000 + 6000);
  });

  test('gives everybody what a reckoning by hand gives, however they come', () => {
    const { small, answers, inserts } = crowd(60);
    small.run();
    const expected = sharedLog(inserts, 9 * MB);
    for (const [i, one] of answers.entries())
      expect(Math.abs(one!.at - 6000 - expected[i]! * 1e6)).toBeLessThan(inserts.length);
    expect(small.read('db.bytes')).toBe(inserts.reduce((sum, { size }) => sum + size, 0));
  });
});

/** Inserts of all sizes at all moments, from a sequence that is the same every time. */
function crowd(n: number) {
  let seed = 7;
  const next = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const inserts = Array.from({ length: n }, () => ({ ms: next(20_000), size: 1 + next(4 * MB) }));
  return { inserts, ...asking(inserts.map(({ ms, size }) => at(`${ms}ms`, { size }))) };
}

/** When each is written, in seconds: from one change to the next, with what each still has to write. */
function sharedLog(inserts: readonly { ms: number; size: number }[], rate: number): number[] {
  const rest = inserts.map(({ size }) => size);
  const ends = inserts.map(() => Number.POSITIVE_INFINITY);
  let now = -1;
  for (let steps = 0; steps < 2 * inserts.length && ends.includes(Number.POSITIVE_INFINITY); steps++) {
    const open = inserts.flatMap(({ ms }, i) => (ms / 1000 <= now && ends[i]! > now ? [i] : []));
    const comes = Math.min(...inserts.map(({ ms }) => ms / 1000).filter((s) => s > now));
    const first =
      open.length === 0 ? comes : now + (Math.min(...open.map((i) => rest[i]!)) * open.length) / rate;
    const until = Math.min(comes, first);
    for (const i of open) rest[i]! -= ((until - now) * rate) / open.length;
    for (const i of open) if (rest[i]! < 1e-3) ends[i] = until;
    now = until;
  }
  return ends;
}

describe('the size quota', () => {
  const three = ['0s', '0s', '0s'].map((moment) => at(moment, { size: 40 * MB }));

  test('refuses with 40544 what would go beyond it, those under way counted', () => {
    const { small, codes } = asking([...three, at('20s', { operation: 'select' })], { maxSize: '100MB' });
    small.run();
    expect(codes()).toEqual(['ok', 'ok', '40544', 'ok']);
    expect(['rows', 'bytes', 'full', 'selects'].map((m) => small.read(`db.${m}`))).toEqual([
      2,
      80 * MB,
      1,
      1,
    ]);
  });

  test('takes more when it is raised, and nothing when it is lowered', () => {
    const later = [...three, at('20s', { size: 40 * MB }), at('40s', { size: 1 })];
    const acts = [set('15s', { maxSize: '200MB' }, '15s')];
    const { small, codes } = asking(later, { maxSize: '100MB' }, acts);
    small.run();
    expect(codes()).toEqual(['ok', 'ok', '40544', 'ok', '40544']);
    expect(small.read('db.bytes')).toBe(120 * MB);
  });

  test('holds for a crate as a whole', () => {
    const crates = [at('0s', { size: 1000, count: 1000 }), at('1s', { size: 1000, count: 1001 })];
    const { small, codes } = asking(crates, { maxSize: '2MB' });
    small.run();
    expect(codes()).toEqual(['ok', '40544']);
    expect(['rows', 'bytes', 'inserts', 'full'].map((m) => small.read(`db.${m}`))).toEqual([
      1000,
      MB,
      1000,
      1001,
    ]);
  });
});

describe('other refusals', () => {
  test('no worker is left: 10928', () => {
    const steps = [at('0s', { size: 9 * MB }), at('1s', { size: 1 }), at('3s', { size: 1 })];
    const { small, codes } = asking(steps, { vCores: 1, workersPerVCore: 1 });
    small.run();
    expect(codes()).toEqual(['ok', '10928', 'ok']);
    expect(small.read('db.rejected')).toBe(1);
  });

  test('a value above 2 GB: 7119; no such operation: 102', () => {
    const steps = [at('0s', { size: 2_147_483_648 }), at('0s', { operation: 'merge' })];
    const { small, codes } = asking(steps);
    small.run();
    expect(codes()).toEqual(['7119', '102']);
    expect([small.read('db.tooLarge'), small.read('db.failed'), small.read('db.rows')]).toEqual([1, 1, 0]);
  });

  test('down: 40613, and what has begun ends', () => {
    const acts = [{ at: '1s', part: 'db', act: 'outage', lasts: '5s' }];
    const steps = [at('0s', { size: 40 * MB }), at('2s', { size: 1 }), at('7s', { size: 1 })];
    const { small, codes } = asking(steps, {}, acts);
    small.run();
    expect(codes()).toEqual(['ok', '40613', 'ok']);
    expect(small.area('db.up')).toBe(ticksOf('55s'));
  });
});

test('a select takes as long as its bytes, and no longer than what is stored', () => {
  const steps = [
    at('0s', { operation: 'select', size: 40 * MB }),
    at('1s', { size: 40 * MB }),
    at('10s', { operation: 'select', size: 20 * MB }),
  ];
  const { small, answers } = asking(steps);
  small.run();
  // 20 MB at 40 MB a second.
  expect([answers[0]?.at, answers[2]?.at]).toEqual([8000, 10_508_000]);
});

test('what it cost stands on the bill, whatever was set meanwhile', () => {
  const { small } = asking([], {}, [set('10d', { vCores: 4, pricePerVCoreHour: 1 })], '20d');
  small.run();
  // Ten days of two vCores at 0.25, ten of four at 1, and 32 GB for twenty days.
  const usd = 240 * 2 * 0.25 + 240 * 4 + 32 * 0.115 * (20 / (365 / MONTHS_OF_A_YEAR));
  expect(small.read('db.billed')).toBeCloseTo(usd, 6);
  expect(sqlDatabase.cost?.({} as never, { billed: usd }, 1)).toEqual([
    { what: 'storage, backups and vCores', usd },
  ]);
});

test('what says nothing is what its wire says, and what says something is not', () => {
  const steps = [at('0s', { size: MB, operation: 'insert' }), at('1s'), at('2s', { operation: 'insert' })];
  const { small } = asking(steps, {}, [], '60s', { operation: 'select' });
  small.run();
  expect(['rows', 'selects'].map((m) => small.read(`db.${m}`))).toEqual([2, 1]);
});

describe('backups', () => {
  const tenGib = [at('1d', { size: GIB, count: 10 })];

  test('stand twice with seven days to go back, six times with thirty-five', () => {
    const week = asking(tenGib, {}, [], '100d').small;
    expect(week.run('6d').read('db.backupBytes')).toBe(0);
    expect(week.run('8d').read('db.backupBytes')).toBe(10 * GIB);
    expect(week.run('15d').read('db.backupBytes')).toBe(20 * GIB);
    expect(week.run('99d').read('db.backupBytes')).toBe(20 * GIB);
    const long = asking(tenGib, { backupRetention: '35d' }, [], '100d').small;
    expect(long.run('99d').read('db.backupBytes')).toBe(60 * GIB);
  });

  test('the oldest moment that one may go back to always has one before it', () => {
    const { small } = asking(tenGib, { backupRetention: '10d' }, [], '100d');
    for (let day = 1; day < 100; day++) {
      const { backups } = small.run(`${day}d`).stateOf('db') as { backups: { at: number }[] };
      expect(backups[0]!.at).toBeLessThanOrEqual(Math.max(0, ticksOf(`${day}d`) - ticksOf('10d')));
      expect(backups.length).toBeLessThanOrEqual(3);
    }
  });
});

describe('money', () => {
  const YEAR = '365d';
  const read = (small: ReturnType<typeof asking>['small']) =>
    ['Storage', 'Backup', 'Compute', 'Total'].map((of) => small.read(`db.spent${of}`));

  test('a year of 32 GiB and two vCores, with nothing in it', () => {
    const { small } = asking([], {}, [], YEAR);
    const [storage, backup, compute, total] = read(small.run());
    expect(storage).toBeCloseTo(32 * 0.115 * MONTHS_OF_A_YEAR, 6);
    expect([backup, compute]).toEqual([0, expect.closeTo(2 * 0.25 * 8760, 6)]);
    expect(total).toBeCloseTo(storage! + compute!, 9);
    expect(small.read('db.monthlyTotal')).toBeCloseTo(total! / MONTHS_OF_A_YEAR, 6);
  });

  test('by what is stored: the area under its bytes, at any hour', () => {
    const steps = ['3h', '5d', '5d 1h', '11d 17m', '200d'].map((moment, i) =>
      at(moment, { size: MB, count: 500 * (i + 1) }),
    );
    const { small } = asking(steps, { storageBilledBy: 'data stored' }, [], YEAR);
    for (const moment of ['3h', '4h', '5d 1h', '11d', '12d', '100d', '201d', YEAR]) {
      small.run(moment);
      const gbMonths = small.area('db.bytes') / GIB / ((365 / 12) * 86_400e6);
      expect(small.read('db.spentStorage')).toBeCloseTo(gbMonths * 0.115, 6);
    }
    expect(small.read('db.spentStorage')).toBeGreaterThan(1);
  });

  test('backups cost what they are beyond the maximum size', () => {
    const { small } = asking([at('1h', { size: GIB, count: 30 })], {}, [], YEAR);
    // One of 30 GiB from the seventh day, which is free; two from the fourteenth on, 28 GiB too many.
    const days = 365 - 14;
    expect(read(small.run())[1]).toBeCloseTo(28 * 0.2 * (days / (365 / 12)), 4);
  });

  test('is reckoned with the prices of its time', () => {
    const acts = [set('100d', { pricePerVCoreHour: 1 }, '10d'), set('200d', { vCores: 4 })];
    const { small } = asking([], {}, acts, YEAR);
    const hours = (days: number) => days * 24;
    const expected = 0.5 * hours(190) + 2 * hours(10) + hours(165);
    expect(read(small.run())[2]).toBeCloseTo(expected, 6);
  });
});
