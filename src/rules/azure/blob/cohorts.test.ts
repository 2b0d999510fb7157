import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ASSUMED_PRICES, addAnswer, addDays, billOf, newUsage, type Usage } from './bill.ts';
import {
  arrive,
  bytesOf,
  countsOf,
  deleteSome,
  endDay,
  merged,
  moveSome,
  newShelves,
  readSome,
  runDay,
  type Shelves,
  split,
  totalBytes,
} from './cohorts.ts';
import { bytesByTier } from './held.ts';
import type { Policy } from './lifecyclePolicy.ts';
import { readPolicy } from './lifecycleRead.ts';
import { runLifecycle } from './lifecycleRun.ts';
import type { StoreAnswer } from './requests.ts';
import { newAccount, perform } from './store.ts';
import { DAY } from './tiers.ts';
import { TIERS } from './types.ts';

const KIB = 1024;
const days = (n: number) => ({ daysAfterModificationGreaterThan: n });
const lifecycle = (name: string, prefix: string, baseBlob: object) => ({
  name,
  enabled: true,
  type: 'Lifecycle',
  definition: { filters: { blobTypes: ['blockBlob'], prefixMatch: [prefix] }, actions: { baseBlob } },
});
const POLICY: Policy = (() => {
  const read = readPolicy(
    JSON.stringify({
      rules: [
        lifecycle('scans', 'attic/scans', {
          tierToCool: days(10),
          tierToCold: days(30),
          tierToArchive: days(60),
        }),
        // Gone before Archive has had its 180 days: somebody pays for that.
        lifecycle('audio', 'attic/audio', { tierToArchive: days(20), delete: days(100) }),
      ],
    }),
  );
  if (!read.ok) throw new Error(read.expected);
  return read.value;
})();

/** What comes on a day: where to, how large, which part of the day's blobs. */
const SHELVES = [
  { path: 'attic/scans/', size: 40_000 * KIB + 1, share: 0.3 },
  { path: 'attic/audio/', size: 3_000 * KIB + 7, share: 0.2 },
  { path: 'attic/notes/', size: 12 * KIB + 3, share: 0.5 },
];
const YEAR = 365;

function byCohorts(perDay: number): Shelves {
  const shelves = newShelves();
  for (let day = 0; day < YEAR; day++) {
    runDay(shelves, POLICY, day);
    let left = perDay;
    SHELVES.forEach(({ path, size, share }, n) => {
      const count = n === SHELVES.length - 1 ? left : Math.floor(perDay * share);
      left -= count;
      arrive(shelves, { path, size, count }, day);
    });
    endDay(shelves);
  }
  return shelves;
}

/** The same, one blob at a time, through the store itself. */
function oneByOne(perDay: number): { readonly usage: Usage; readonly bytes: ReturnType<typeof bytesByTier> } {
  const account = newAccount();
  perform(account, { op: 'createContainer', container: 'attic' }, 0);
  const usage = newUsage();
  for (let day = 0; day < YEAR; day++) {
    const now = day * DAY;
    const run = runLifecycle(account, POLICY, now);
    expect(run.refused).toBe(0);
    addAnswer(usage, run);
    let left = perDay;
    SHELVES.forEach(({ path, size, share }, n) => {
      const count = n === SHELVES.length - 1 ? left : Math.floor(perDay * share);
      left -= count;
      for (let i = 0; i < count; i++) {
        const name = `${path.slice('attic/'.length)}${day}/${i}`;
        const put = { op: 'putBlob', container: 'attic', name, kind: 'BlockBlob', size } as const;
        addAnswer(usage, perform(account, put, now) as StoreAnswer);
      }
    });
    addDays(usage, bytesByTier(account));
  }
  return { usage, bytes: bytesByTier(account) };
}

describe('a year', () => {
  const small = byCohorts(10);

  test('of ten blobs a day is the same to the last byte and cent, one by one', () => {
    const single = oneByOne(10);
    expect(small.usage).toEqual(single.usage);
    expect(bytesOf(small.cohorts)).toEqual(single.bytes);
    for (const redundancy of ['LRS', 'GRS'] as const)
      expect(billOf(small.usage, ASSUMED_PRICES, redundancy)).toEqual(
        billOf(single.usage, ASSUMED_PRICES, redundancy),
      );
    expect(TIERS.every((tier) => single.bytes[tier] > 0)).toBe(true);
    expect(single.usage.earlyByteDays.archive).toBeGreaterThan(0);
  });

  test('of ten million blobs takes seconds, and is ten million blobs', { timeout: 10_000 }, () => {
    const perDay = 27_397;
    const big = byCohorts(perDay);
    const counts = countsOf(big.cohorts);
    const audioGone = Math.floor(perDay * 0.2) * (YEAR - 101);
    expect(TIERS.reduce((sum, tier) => sum + counts[tier], 0)).toBe(perDay * YEAR - audioGone);
    expect(perDay * YEAR).toBe(9_999_905);
    expect(totalBytes(big.cohorts)).toBeLessThan(Number.MAX_SAFE_INTEGER);
    // Scans of the last 11 days are hot, of the 20 before cool, of the 30 before those cold.
    const scans = Math.floor(perDay * 0.3) * SHELVES[0]!.size;
    expect(bytesOf(big.cohorts).cool).toBe(20 * scans);
    expect(bytesOf(big.cohorts).cold).toBe(30 * scans);
  });

  test('of ten times the blobs is ten times each unit, exactly', () => {
    const times = (units: object): object =>
      Object.fromEntries(
        Object.entries(units).map(([key, n]) => [key, typeof n === 'number' ? 10 * n : times(n as object)]),
      );
    expect(byCohorts(100).usage).toEqual(times(small.usage));
  });
});

describe('parts of a cohort', () => {
  const shelves = (tracksAccess = false): Shelves => {
    const made = newShelves();
    arrive(made, { path: 'a/b', count: 10, size: 100, tier: 'cool', tracksAccess }, 0);
    return made;
  };

  test('what comes on one day and is alike is one', () => {
    const made = newShelves();
    for (const [day, size, tag] of [
      [0, 5, 'a'],
      [0, 6, 'a'],
      [0, 5, 'b'],
      [0, 5, 'a'],
      [1, 5, 'a'],
    ] as const)
      arrive(made, { path: 'a/b', count: 2, size, tags: { tag } }, day);
    expect(made.cohorts.map(({ count }) => count)).toEqual([4, 2, 2, 2]);
    expect(made.usage.writes.hot).toBe(10);
    expect(made.usage.written).toBe(52);
  });

  test('reading tells them apart, where access is kept', () => {
    const plain = shelves();
    expect(readSome(plain, plain.cohorts[0]!, 4, 5)).toBe('read');
    expect(plain.cohorts).toHaveLength(1);
    expect([plain.usage.reads.cool, plain.usage.retrieved.cool]).toEqual([4, 400]);
    const kept = shelves(true);
    readSome(kept, kept.cohorts[0]!, 4, 5);
    expect(kept.cohorts.map(({ count, accessed }) => [count, accessed])).toEqual([
      [4, 5],
      [6, 0],
    ]);
    // Alike again, they are one again.
    readSome(kept, kept.cohorts[1]!, 6, 5);
    expect(kept.cohorts.map(({ count }) => count)).toEqual([10]);
  });

  test('moving and deleting some, with what is owed', () => {
    const made = shelves();
    moveSome(made, made.cohorts[0]!, 3, 'archive', 21);
    deleteSome(made, made.cohorts[1]!, 2, 21);
    expect(countsOf(made.cohorts)).toEqual({ hot: 0, cool: 5, cold: 0, archive: 3 });
    expect(made.usage.earlyByteDays.cool).toBe(5 * 100 * 9);
    expect(made.usage.writes.archive).toBe(3);
    expect(readSome(made, made.cohorts.find(({ tier }) => tier === 'archive')!, 1, 22)).toBe('BlobArchived');
    moveSome(made, made.cohorts.find(({ tier }) => tier === 'archive')!, 3, 'hot', 66, true);
    expect([made.usage.highReads, made.usage.highRetrieved]).toEqual([3, 300]);
    expect(made.usage.earlyByteDays.archive).toBe(3 * 100 * 135);
  });

  test('nothing is lost in cutting and joining', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { maxLength: 8 }), (cuts) => {
        const made = shelves();
        let parts = [made.cohorts[0]!];
        for (const [which, count] of cuts) {
          const cut = parts[which % parts.length]!;
          parts = parts.flatMap((one) =>
            one === cut ? split(cut, count).filter((part) => part !== null) : [one],
          );
        }
        expect(parts.every(({ count }) => count > 0)).toBe(true);
        expect(merged(parts)).toEqual(made.cohorts);
      }),
    );
  });
});
