/**
 * Ten million blobs for a year, in seconds: blobs that came on one day, are of one size and are treated alike are one
 * cohort, and what a policy does with one of them it does with all. Days are whole; the policy runs first, then blobs come
 * and are read, and at the end of the day everybody pays for it.
 */
import { addCharge, addDays, addEarly, newUsage, type Usage, zeroPerTier } from './bill.ts';
import { evaluate, tierAfter, type Verdict } from './lifecycle.ts';
import type { Policy } from './lifecyclePolicy.ts';
import { chargeFor } from './state.ts';
import { chargeOfMove, earlyDeletion } from './tiers.ts';
import { type PerTier, type Texts, TIERS, type Tier } from './types.ts';

export interface Cohort {
  /**
   * Where all of its names begin: `container/folder/`. A rule's prefix applies to all or none of them, so a cohort's path
   * is as long as the longest prefix that it may meet.
   */
  readonly path: string;
  readonly tags: Texts;
  readonly count: number;
  /** Bytes of each. */
  readonly size: number;
  /** Days. */
  readonly created: number;
  readonly modified: number;
  /** null where nobody keeps it. */
  readonly accessed: number | null;
  readonly tier: Tier;
  readonly tierSince: number;
  readonly tierChanged: number | null;
}

/** Plain data, changed in place. */
export interface Shelves {
  cohorts: Cohort[];
  readonly usage: Usage;
}

/** What a day's run did to a cohort. */
export interface CohortDeed extends Verdict {
  readonly path: string;
  readonly count: number;
  readonly bytes: number;
}

export function newShelves(): Shelves {
  return { cohorts: [], usage: newUsage() };
}

export interface Arrival {
  readonly path: string;
  readonly tags?: Texts;
  readonly count: number;
  readonly size: number;
  readonly tier?: Tier;
  readonly tracksAccess?: boolean;
}

/** New blobs: one write each. Those that are like others of the day join them. */
export function arrive(shelves: Shelves, arrival: Arrival, day: number): void {
  const { path, count, size } = arrival;
  const tier = arrival.tier ?? 'hot';
  if (count <= 0) return;
  const accessed = arrival.tracksAccess ? day : null;
  const days = { created: day, modified: day, accessed, tierSince: day, tierChanged: null };
  addCharge(shelves.usage, chargeFor('write', tier, size), count);
  const fresh: Cohort = { path, tags: arrival.tags ?? {}, count, size, tier, ...days };
  const twin = twinOfToday(shelves.cohorts, fresh);
  if (twin < 0) shelves.cohorts.push(fresh);
  else shelves.cohorts[twin] = { ...fresh, count: count + shelves.cohorts[twin]!.count };
}

/** Many crates come on a day, and few kinds of them: what came today stands at the end. */
function twinOfToday(cohorts: readonly Cohort[], fresh: Cohort): number {
  for (let at = cohorts.length - 1; at >= 0; at--) {
    const one = cohorts[at]!;
    if (one.created !== fresh.created) return -1;
    if (one.size === fresh.size && one.path === fresh.path && keyOf(one) === keyOf(fresh)) return at;
  }
  return -1;
}

/** One run of the policy. @returns what it did, for whoever tells of it */
export function runDay(shelves: Shelves, policy: Policy, day: number, allowsArchive = true): CohortDeed[] {
  const deeds: CohortDeed[] = [];
  const left: Cohort[] = [];
  for (const cohort of shelves.cohorts) {
    const verdict = evaluate(policy, factsOf(cohort, day), 'baseBlob', allowsArchive);
    if (!verdict) {
      left.push(cohort);
      continue;
    }
    const { path, count, size } = cohort;
    deeds.push({ ...verdict, path, count, bytes: count * size });
    const tier = tierAfter(verdict.action);
    payEarly(shelves.usage, cohort, day);
    if (tier !== null) left.push(moved(shelves.usage, cohort, tier, day, false));
  }
  shelves.cohorts = deeds.length > 0 ? merged(left) : left;
  return deeds;
}

function factsOf(cohort: Cohort, day: number) {
  const { path, tags, tier, created, modified, accessed, tierChanged } = cohort;
  return {
    kind: 'BlockBlob' as const,
    path,
    tags,
    tier,
    sinceModification: day - modified,
    sinceCreation: day - created,
    sinceAccess: accessed === null ? null : day - accessed,
    sinceTierChange: tierChanged === null ? null : day - tierChanged,
  };
}

function payEarly(usage: Usage, { tier, size, count, tierSince }: Cohort, day: number): void {
  const early = earlyDeletion(tier, size, day - tierSince);
  if (early) addEarly(usage, early, count);
}

function moved(usage: Usage, cohort: Cohort, to: Tier, day: number, high: boolean): Cohort {
  addCharge(usage, chargeOfMove(cohort.tier, to, cohort.size, high), cohort.count);
  return { ...cohort, tier: to, tierSince: day, tierChanged: day };
}

/** At the end of a day: its bytes are paid for. */
export function endDay(shelves: Shelves): void {
  addDays(shelves.usage, bytesOf(shelves.cohorts));
}

export function bytesOf(cohorts: readonly Cohort[]): PerTier<number> {
  const sum = zeroPerTier();
  for (const { tier, count, size } of cohorts) sum[tier] += count * size;
  return sum;
}

export function countsOf(cohorts: readonly Cohort[]): PerTier<number> {
  const sum = zeroPerTier();
  for (const { tier, count } of cohorts) sum[tier] += count;
  return sum;
}

/** So many of a cohort, and the rest; either may be null. */
export function split(cohort: Cohort, count: number): readonly [Cohort | null, Cohort | null] {
  const taken = Math.max(0, Math.min(cohort.count, Math.floor(count)));
  const part = (n: number): Cohort | null => (n > 0 ? { ...cohort, count: n } : null);
  return [part(taken), part(cohort.count - taken)];
}

/** Those that nothing tells apart become one, in the place of the first. */
export function merged(cohorts: readonly Cohort[]): Cohort[] {
  const found = new Map<string, Cohort>();
  for (const cohort of cohorts) {
    const key = keyOf(cohort);
    const twin = found.get(key);
    found.set(key, twin ? { ...twin, count: twin.count + cohort.count } : cohort);
  }
  return [...found.values()];
}

function keyOf({
  path,
  tags,
  size,
  created,
  modified,
  accessed,
  tier,
  tierSince,
  tierChanged,
}: Cohort): string {
  const told = Object.entries(tags).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([path, told, size, created, modified, accessed, tier, tierSince, tierChanged]);
}

/** Reads so many of a cohort once each: those are told apart from now on, where access is kept. */
export function readSome(
  shelves: Shelves,
  cohort: Cohort,
  count: number,
  day: number,
): 'read' | 'BlobArchived' {
  if (cohort.tier === 'archive') return 'BlobArchived';
  const [some, rest] = split(cohort, count);
  if (!some) return 'read';
  const { tier, size } = some;
  addCharge(shelves.usage, { ...chargeFor('read', tier), retrieved: size }, some.count);
  if (some.accessed !== null) replace(shelves, cohort, [{ ...some, accessed: day }, rest]);
  return 'read';
}

/** Moves so many of a cohort by hand; out of Archive the part says when they are there. */
export function moveSome(
  shelves: Shelves,
  cohort: Cohort,
  count: number,
  to: Tier,
  day: number,
  high = false,
): void {
  const [some, rest] = split(cohort, count);
  if (!some || to === some.tier) return;
  payEarly(shelves.usage, some, day);
  replace(shelves, cohort, [moved(shelves.usage, some, to, day, high), rest]);
}

/** Deletes so many of a cohort. */
export function deleteSome(shelves: Shelves, cohort: Cohort, count: number, day: number): void {
  const [some, rest] = split(cohort, count);
  if (!some) return;
  payEarly(shelves.usage, some, day);
  replace(shelves, cohort, [rest]);
}

function replace(shelves: Shelves, cohort: Cohort, by: readonly (Cohort | null)[]): void {
  const put = by.filter((one) => one !== null);
  shelves.cohorts = merged(shelves.cohorts.flatMap((one) => (one === cohort ? put : [one])));
}

/** Bytes of all tiers together. */
export function totalBytes(cohorts: readonly Cohort[]): number {
  const bytes = bytesOf(cohorts);
  return TIERS.reduce((sum, tier) => sum + bytes[tier], 0);
}
