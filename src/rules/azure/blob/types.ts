/**
 * What a storage account holds, as plain data. A blob is a record that is replaced and never changed, so that a copy of it
 * may be kept (for a failover) at no cost. Contents are no bytes: a size, a hash, and a reference where somebody dropped a
 * real file. Records are keyed by `/name`, so that no name can be one that objects know already.
 */
import type { Redundancy } from './redundancy.ts';

/** From warm to cold. */
export const TIERS = ['hot', 'cool', 'cold', 'archive'] as const;
export type Tier = (typeof TIERS)[number];
export type OnlineTier = Exclude<Tier, 'archive'>;
export type PerTier<T> = { [tier in Tier]: T };

export type BlobKind = 'BlockBlob' | 'AppendBlob' | 'PageBlob';
export type Priority = 'Standard' | 'High';
export type Texts = Readonly<Record<string, string>>;

export interface Block {
  readonly id: string;
  readonly size: number;
  readonly hash: string | null;
}

/** From one byte to before another. */
export type Span = readonly [from: number, to: number];

export interface Rehydration {
  readonly to: OnlineTier;
  readonly priority: Priority;
  readonly asked: number;
  /** A copy has its own time in Archive, for which nobody pays. */
  readonly by: 'tier' | 'copy';
}

/** A lease that ran out, or was broken, is still remembered: its holder may ask for it again. */
export interface Lease {
  readonly id: string;
  /** -1 for ever. */
  readonly durationS: number;
  /** null for ever. */
  readonly until: number | null;
  /** When a break takes effect; null while nobody broke it. */
  readonly breaksAt: number | null;
}

/** What a snapshot keeps of its blob. */
export interface Contents {
  readonly size: number;
  readonly hash: string | null;
  /** The file that somebody dropped: whoever holds its bytes knows it by this. */
  readonly file: string | null;
  readonly contentType: string;
  readonly metadata: Texts;
  readonly blocks: readonly Block[];
  /** Of a page blob: what has been written, in order, with gaps between. */
  readonly pages: readonly Span[];
}

export interface Snapshot extends Contents {
  /** The tick at which it was taken: its name. */
  readonly at: number;
  readonly etag: string;
  readonly modified: number;
  readonly tier: Tier | null;
  readonly tierSince: number;
}

export interface Blob extends Contents {
  readonly name: string;
  readonly kind: BlobKind;
  readonly etag: string;
  readonly created: number;
  readonly modified: number;
  /** Kept to the day, where the account tracks it. */
  readonly accessed: number | null;
  readonly tags: Texts;
  /** Of a block blob: null while the account's own tier is inferred. */
  readonly tier: Tier | null;
  /** Since when it is where it is: the minimum stay counts from here. */
  readonly tierSince: number;
  /** null when its tier never changed. */
  readonly tierChanged: number | null;
  readonly rehydration: Rehydration | null;
  /** When a policy last brought it back to Hot because somebody read it. */
  readonly warmed: number | null;
  /** Of an append blob. */
  readonly appends: number;
  readonly lease: Lease | null;
  readonly snapshots: readonly Snapshot[];
}

/** Blocks that nobody has committed yet: no reader sees them, and a week after the last they are gone. */
export interface Uncommitted {
  readonly blocks: Record<string, Block>;
  count: number;
  bytes: number;
  idLength: number;
  lastAt: number;
}

export interface Container {
  readonly name: string;
  readonly created: number;
  readonly blobs: Record<string, Blob>;
  readonly uncommitted: Record<string, Uncommitted>;
}

/** What the paired region has not got yet: how things were before each write. */
export interface Journal {
  readonly lag: number;
  readonly entries: JournalEntry[];
}
export type JournalEntry =
  | {
      readonly of: 'blob';
      readonly at: number;
      readonly container: string;
      readonly name: string;
      readonly before: Blob | null;
    }
  | {
      readonly of: 'container';
      readonly at: number;
      readonly container: string;
      readonly before: Container | null;
    };

/** Bytes by tier; `inferred` are those of blobs that were never told one, and of blocks that nobody committed. */
export type Held = PerTier<number> & { inferred: number };

export interface Account {
  readonly name: string;
  redundancy: Redundancy;
  /** What a block blob is in that was never told a tier. */
  defaultTier: Exclude<Tier, 'archive'>;
  readonly tracksAccess: boolean;
  readonly containers: Record<string, Container>;
  /** Deleted containers whose names are not free yet: until when. */
  readonly graves: Record<string, number>;
  /** Bytes that are paid for: what held.ts counts. */
  readonly held: Held;
  /** Counts writes: ETags and lease ids follow from it. */
  writes: number;
  /** null where there is no second region. */
  journal: Journal | null;
}

/** What one request costs, in units; bill.ts knows the prices. */
export interface Charge {
  readonly kind: 'write' | 'read' | 'other' | 'free';
  readonly tier: Tier;
  /** Bytes read back out of a tier that charges for it. */
  readonly retrieved: number;
  /** Rehydrated at high priority, which has its own prices. */
  readonly high: boolean;
  /** Bytes that reach the second region. */
  readonly written: number;
}

/** What is left to pay of a minimum stay. */
export interface EarlyDeletion {
  readonly tier: Tier;
  readonly bytes: number;
  readonly days: number;
}
