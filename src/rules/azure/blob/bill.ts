/**
 * What it all costs. Requests and days come in as units, which are counted exactly; money is reckoned once, at the end.
 * Every price is an assumption with a date, to be edited: price lists change, and differ by region.
 */
import { COPIES, type Redundancy } from './redundancy.ts';
import type { Charge, EarlyDeletion, PerTier, Tier } from './types.ts';
import { TIERS } from './types.ts';

/** A price in US dollars. */
export interface Price {
  readonly usd: number;
  readonly per: 'GB-month' | '10,000 operations' | 'GB' | '100 RU/s and hour';
  /** Where from, and as of when. */
  readonly source: string;
}

const ASSUMED = 'assumption of this lab, 2026-11';
const price = (usd: number, per: Price['per']): Price => ({ usd, per, source: ASSUMED });
const perTier = (
  per: Price['per'],
  hot: number,
  cool: number,
  cold: number,
  archive: number,
): PerTier<Price> => ({
  hot: price(hot, per),
  cool: price(cool, per),
  cold: price(cold, per),
  archive: price(archive, per),
});

export interface PriceList {
  readonly capacity: Readonly<PerTier<Price>>;
  readonly writes: Readonly<PerTier<Price>>;
  readonly reads: Readonly<PerTier<Price>>;
  readonly others: Readonly<PerTier<Price>>;
  readonly retrieval: Readonly<PerTier<Price>>;
  /** Instead of the reads and the retrieval of Archive. */
  readonly highPriorityReads: Price;
  readonly highPriorityRetrieval: Price;
  /** To the second region. */
  readonly geoReplication: Price;
  /** By what capacity and writes are multiplied. */
  readonly redundancy: Readonly<Record<Redundancy, number>>;
}

export const ASSUMED_PRICES: PriceList = {
  capacity: perTier('GB-month', 0.018, 0.01, 0.0036, 0.00099),
  writes: perTier('10,000 operations', 0.05, 0.1, 0.18, 0.1),
  reads: perTier('10,000 operations', 0.004, 0.01, 0.1, 5),
  others: perTier('10,000 operations', 0.004, 0.004, 0.0052, 0.004),
  retrieval: perTier('GB', 0, 0.01, 0.03, 0.02),
  highPriorityReads: price(50, '10,000 operations'),
  highPriorityRetrieval: price(0.1, 'GB'),
  geoReplication: price(0.02, 'GB'),
  redundancy: { LRS: 1, ZRS: 1.25, GRS: 2, 'RA-GRS': 2.5, GZRS: 2.25, 'RA-GZRS': 2.8 },
};

/** A GB of the bill: assumption of this lab, 2026-11. */
export const GB = 2 ** 30;
/** A twelfth of a year, so that a year costs twelve months: assumption of this lab, 2026-11. */
export const DAYS_PER_MONTH = 365 / 12;
const OPERATIONS = 10_000;

export function zeroPerTier(): PerTier<number> {
  return { hot: 0, cool: 0, cold: 0, archive: 0 };
}

/** Units counted so far: changed in place. */
export interface Usage {
  readonly byteDays: PerTier<number>;
  readonly earlyByteDays: PerTier<number>;
  readonly writes: PerTier<number>;
  readonly reads: PerTier<number>;
  readonly others: PerTier<number>;
  readonly retrieved: PerTier<number>;
  highReads: number;
  highRetrieved: number;
  /** Bytes written: all of them travel where there is a second region. */
  written: number;
}

export function newUsage(): Usage {
  return {
    byteDays: zeroPerTier(),
    earlyByteDays: zeroPerTier(),
    writes: zeroPerTier(),
    reads: zeroPerTier(),
    others: zeroPerTier(),
    retrieved: zeroPerTier(),
    highReads: 0,
    highRetrieved: 0,
    written: 0,
  };
}

/** @param times how many requests cost this */
export function addCharge(usage: Usage, charge: Charge, times = 1): void {
  const { kind, tier, retrieved, high, written } = charge;
  usage.written += written * times;
  if (kind === 'write') usage.writes[tier] += times;
  if (kind === 'other') usage.others[tier] += times;
  if (kind !== 'read') return;
  if (high) {
    usage.highReads += times;
    usage.highRetrieved += retrieved * times;
  } else {
    usage.reads[tier] += times;
    usage.retrieved[tier] += retrieved * times;
  }
}

export function addEarly(usage: Usage, { tier, bytes, days }: EarlyDeletion, times = 1): void {
  usage.earlyByteDays[tier] += bytes * days * times;
}

/** What one answer of the store cost. */
export function addAnswer(
  usage: Usage,
  answer: { readonly charges: readonly Charge[]; readonly early: readonly EarlyDeletion[] },
): void {
  for (const charge of answer.charges) addCharge(usage, charge);
  for (const early of answer.early) addEarly(usage, early);
}

/** A day, or a part of one, of so many bytes in each tier. */
export function addDays(usage: Usage, bytes: Readonly<PerTier<number>>, days = 1): void {
  for (const tier of TIERS) usage.byteDays[tier] += bytes[tier] * days;
}

export interface Bill {
  readonly capacity: Readonly<PerTier<number>>;
  readonly earlyDeletion: Readonly<PerTier<number>>;
  readonly operations: Readonly<PerTier<number>>;
  readonly retrieval: Readonly<PerTier<number>>;
  readonly highPriority: number;
  readonly geoReplication: number;
  readonly total: number;
}

/** Dollars. */
export function billOf(usage: Usage, prices: PriceList, redundancy: Redundancy): Bill {
  const factor = prices.redundancy[redundancy];
  const each = (amount: (tier: Tier) => number): PerTier<number> => ({
    hot: amount('hot'),
    cool: amount('cool'),
    cold: amount('cold'),
    archive: amount('archive'),
  });
  const stored = (byteDays: number, tier: Tier) =>
    (byteDays / GB / DAYS_PER_MONTH) * prices.capacity[tier].usd * factor;
  const capacity = each((tier) => stored(usage.byteDays[tier], tier));
  const earlyDeletion = each((tier) => stored(usage.earlyByteDays[tier], tier));
  const operations = each(
    (tier) =>
      (usage.writes[tier] / OPERATIONS) * prices.writes[tier].usd * factor +
      (usage.reads[tier] / OPERATIONS) * prices.reads[tier].usd +
      (usage.others[tier] / OPERATIONS) * prices.others[tier].usd,
  );
  const retrieval = each((tier) => (usage.retrieved[tier] / GB) * prices.retrieval[tier].usd);
  const highPriority =
    (usage.highReads / OPERATIONS) * prices.highPriorityReads.usd +
    (usage.highRetrieved / GB) * prices.highPriorityRetrieval.usd;
  const travels = COPIES[redundancy].there > 0;
  const geoReplication = travels ? (usage.written / GB) * prices.geoReplication.usd : 0;
  let total = highPriority + geoReplication;
  for (const part of [capacity, earlyDeletion, operations, retrieval])
    for (const tier of TIERS) total += part[tier];
  return { capacity, earlyDeletion, operations, retrieval, highPriority, geoReplication, total };
}

/** What lies there costs this for a day, by tier. */
export function costOfDay(
  bytes: Readonly<PerTier<number>>,
  prices: PriceList,
  redundancy: Redundancy,
): Readonly<PerTier<number>> {
  const usage = newUsage();
  addDays(usage, bytes);
  return billOf(usage, prices, redundancy).capacity;
}

/** What is still owed of a minimum stay, in dollars. */
export function costOfEarlyDeletion(early: EarlyDeletion, prices: PriceList, redundancy: Redundancy): number {
  const usage = newUsage();
  addEarly(usage, early);
  return billOf(usage, prices, redundancy).total;
}
