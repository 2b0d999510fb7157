/**
 * Physical partitions: each holds a stretch of the hashes of partition keys, and has an equal part of the throughput. Two that
 * came from one never become one again. https://learn.microsoft.com/azure/cosmos-db/partitioning-overview
 */
import { TICKS_PER_SECOND } from '../../../engine/clock.ts';
import { GB } from '../blob/bill.ts';

/** Stretches of hashes that can lie apart: as many partitions as a container of this lab can have. */
export const SLOTS = 256;
/** https://learn.microsoft.com/azure/cosmos-db/concepts-limits */
export const RU_PER_PARTITION = 10_000;
export const BYTES_PER_PARTITION = 50 * GB;
export const BYTES_PER_KEY = 20 * GB;

export interface Partition {
  /** Slots, the last one not included. */
  readonly from: number;
  readonly to: number;
  bytes: number;
  /** RU left in the second; below 0 where the seconds to come are spent already. */
  left: number;
  /** The second that `left` is of. */
  second: number;
}

/** RU a second that each partition has. */
export function budgetOf(throughput: number, partitions: number): number {
  return throughput / partitions;
}

export function newPartitions(throughput: number): Partition[] {
  const count = neededFor(throughput);
  const left = budgetOf(throughput, count);
  return Array.from({ length: count }, (_, i) => ({
    from: Math.floor((i * SLOTS) / count),
    to: Math.floor(((i + 1) * SLOTS) / count),
    bytes: 0,
    left,
    second: 0,
  }));
}

export const neededFor = (throughput: number): number => Math.ceil(throughput / RU_PER_PARTITION);

/** Where a key lies: its hash, 0 to 255. FNV-1a with its bits stirred once more, so that keys that count up spread. */
export function slotOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % SLOTS;
}

export function partitionAt(partitions: readonly Partition[], slot: number): number {
  return partitions.findIndex(({ to }) => slot < to);
}

/** Brings every partition into the second of a tick: each second brings a budget, and none is kept. */
export function refresh(partitions: readonly Partition[], budget: number, now: number): void {
  const second = Math.floor(now / TICKS_PER_SECOND);
  for (const one of partitions) {
    if (one.second === second) continue;
    one.left = Math.min(budget, one.left + (second - one.second) * budget);
    one.second = second;
  }
}

/** The tick of the second in which a partition, as refreshed, takes requests again; now, where it does. */
export function takesAgainAt({ left, second }: Partition, budget: number, now: number): number {
  if (left > 0) return now;
  return (second + Math.floor(-left / budget) + 1) * TICKS_PER_SECOND;
}

/** The tick at which what was taken from the seconds to come is paid for. */
export function paidAt({ left, second }: Partition, budget: number, now: number): number {
  return left >= 0 ? now : (second + Math.ceil(-left / budget)) * TICKS_PER_SECOND;
}

/** The share of this second's budget that is used, 0 to 1. */
export function usedShare({ left }: Partition, budget: number): number {
  return Math.min(1, Math.max(0, 1 - left / budget));
}

/** Splits the partition in two of equally many slots. @returns whether it could be split */
export function split(partitions: Partition[], which: number, slots: Readonly<Float64Array>): boolean {
  const { from, to, left, second } = partitions[which]!;
  if (to - from < 2) return false;
  const middle = from + Math.floor((to - from) / 2);
  const half = (a: number, b: number): Partition => {
    let bytes = 0;
    for (let slot = a; slot < b; slot++) bytes += slots[slot]!;
    return { from: a, to: b, bytes, left, second };
  };
  partitions.splice(which, 1, half(from, middle), half(middle, to));
  return true;
}

/** Splits the widest until there are enough for the throughput. */
export function growTo(partitions: Partition[], throughput: number, slots: Readonly<Float64Array>): void {
  while (partitions.length < Math.min(SLOTS, neededFor(throughput))) {
    let widest = 0;
    partitions.forEach(({ from, to }, i) => {
      if (to - from > partitions[widest]!.to - partitions[widest]!.from) widest = i;
    });
    if (!split(partitions, widest, slots)) return;
  }
}

/** Each partition's budget is another one: what is left of the second is left in proportion. */
export function rescale(partitions: readonly Partition[], before: number, budget: number): void {
  for (const one of partitions) one.left = one.left === before ? budget : (one.left * budget) / before;
}
