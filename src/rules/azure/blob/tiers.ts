/**
 * Hot, Cool, Cold, Archive: how long a blob must stay, what leaving costs, how it comes back.
 * https://learn.microsoft.com/azure/storage/blobs/access-tiers-overview
 */
import { TICKS_PER_SECOND } from '../../../engine/clock.ts';
import type { ServiceError } from '../../serviceError.ts';
import { refusal } from './errors.ts';
import { allowsArchive, type Redundancy } from './redundancy.ts';
import type { StoreRequest } from './requests.ts';
import type {
  Blob,
  Charge,
  EarlyDeletion,
  OnlineTier,
  PerTier,
  Priority,
  Rehydration,
  Tier,
} from './types.ts';
import { TIERS } from './types.ts';

export const HOUR = 3600 * TICKS_PER_SECOND;
export const DAY = 24 * HOUR;

export interface TierFacts {
  readonly minimumDays: number;
  /** Per cent of the time, and from RA-GRS; null while it cannot be read at all. */
  readonly availability: readonly [own: number, raGrs: number] | null;
  readonly firstByte: 'milliseconds' | 'hours';
}

export const TIER_FACTS: Readonly<PerTier<TierFacts>> = {
  hot: { minimumDays: 0, availability: [99.9, 99.99], firstByte: 'milliseconds' },
  cool: { minimumDays: 30, availability: [99, 99.9], firstByte: 'milliseconds' },
  cold: { minimumDays: 90, availability: [99, 99.9], firstByte: 'milliseconds' },
  archive: { minimumDays: 180, availability: null, firstByte: 'hours' },
};

/** At most how long it takes; high priority is for blobs below 10 GB, and says "typically". */
export const REHYDRATION: Readonly<
  Record<Priority, { readonly within: number; readonly belowBytes: number | null }>
> = {
  Standard: { within: 15 * HOUR, belowBytes: null },
  High: { within: HOUR, belowBytes: 10e9 },
};

/** Bounds of a rehydration: a big blob at high priority may take as long as any. */
export function rehydrationWithin(priority: Priority, size: number): number {
  const { within, belowBytes } = REHYDRATION[priority];
  return belowBytes === null || size < belowBytes ? within : REHYDRATION.Standard.within;
}

export const isCooler = (tier: Tier, than: Tier): boolean => TIERS.indexOf(tier) > TIERS.indexOf(than);

/** Whole days of the minimum stay that are left: cool deleted after 21 has 9. */
export function daysLeft(tier: Tier, daysStayed: number): number {
  return Math.max(0, TIER_FACTS[tier].minimumDays - Math.floor(daysStayed));
}

/** What leaving a tier now still costs; null when the stay was long enough. */
export function earlyDeletion(tier: Tier, bytes: number, daysStayed: number): EarlyDeletion | null {
  const days = daysLeft(tier, daysStayed);
  return days > 0 && bytes > 0 ? { tier, bytes, days } : null;
}

/** Of what lies there: a blob on its way out of Archive has paid already, or is a copy that owes nothing. */
export function earlyDeletionOf(
  held: { readonly size: number; readonly tierSince: number; readonly rehydration?: Rehydration | null },
  tier: Tier,
  now: number,
): EarlyDeletion | null {
  return held.rehydration ? null : earlyDeletion(tier, held.size, (now - held.tierSince) / DAY);
}

/** To a cooler tier is a write there; to a warmer one, a read here and the retrieval of every byte. */
export function chargeOfMove(from: Tier, to: Tier, bytes: number, high = false): Charge {
  return isCooler(to, from)
    ? { kind: 'write', tier: to, retrieved: 0, high: false, written: 0 }
    : { kind: 'read', tier: from, retrieved: bytes, high: high && from === 'archive', written: 0 };
}

/** What an archived blob still lets anybody do; copying it elsewhere is judged where the copy is made. */
const ALLOWED: ReadonlySet<StoreRequest['op']> = new Set([
  ...(['deleteBlob', 'getProperties', 'getTags', 'listBlobs', 'setTags', 'setTier'] as const),
]);

export const allowedWhenArchived = (op: StoreRequest['op']): boolean => ALLOWED.has(op);

export interface TierChange {
  /** 202 when it takes its time. */
  readonly status: 200 | 202;
  /** What changes about the blob. */
  readonly blob: Pick<Blob, 'tier' | 'tierSince' | 'tierChanged' | 'rehydration'>;
  readonly charges: readonly Charge[];
  readonly early: EarlyDeletion | null;
}

/** Set Blob Tier. @param current where the blob is, inferred or set */
export function changeTier(
  blob: Blob,
  current: Tier,
  to: Tier,
  priority: Priority,
  redundancy: Redundancy,
  now: number,
): TierChange | ServiceError {
  if (blob.kind !== 'BlockBlob') return refusal('InvalidBlobType');
  if (to === 'archive' && !allowsArchive(redundancy)) return refusal('InvalidBlobTier');
  if (blob.rehydration) return hurried(blob, blob.rehydration, to, priority);
  const { tierSince, tierChanged } = blob;
  // Where it is already: from now on it is set, and no longer inferred.
  if (to === current)
    return {
      status: 200,
      blob: { tier: to, tierSince, tierChanged, rehydration: null },
      charges: [{ kind: 'write', tier: to, retrieved: 0, high: false, written: 0 }],
      early: null,
    };
  const charges = [chargeOfMove(current, to, blob.size, priority === 'High')];
  const early = earlyDeletionOf(blob, current, now);
  if (current === 'archive') {
    const rehydration: Rehydration = { to: to as OnlineTier, priority, asked: now, by: 'tier' };
    return { status: 202, blob: { tier: 'archive', tierSince, tierChanged, rehydration }, charges, early };
  }
  return {
    status: 200,
    blob: { tier: to, tierSince: now, tierChanged: now, rehydration: null },
    charges,
    early,
  };
}

/** A rehydration can be hurried, once; its goal and a high priority stay. */
function hurried(blob: Blob, pending: Rehydration, to: Tier, priority: Priority): TierChange | ServiceError {
  if (to !== pending.to || priority === pending.priority || priority !== 'High')
    return refusal('BlobBeingRehydrated');
  const { tier, tierSince, tierChanged } = blob;
  return {
    status: 202,
    blob: { tier, tierSince, tierChanged, rehydration: { ...pending, priority } },
    charges: [chargeOfMove('archive', to, blob.size, true)],
    early: null,
  };
}

/** `rehydrate-pending-to-cool`, as x-ms-archive-status has it. */
export function archiveStatus(rehydration: Rehydration | null): string | null {
  return rehydration && `rehydrate-pending-to-${rehydration.to}`;
}

/** The blob when its rehydration is over: its stay in the new tier begins. */
export function rehydrated(blob: Blob, now: number): Blob {
  if (!blob.rehydration) return blob;
  return { ...blob, tier: blob.rehydration.to, tierSince: now, tierChanged: now, rehydration: null };
}
