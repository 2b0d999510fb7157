/** What every operation on an account needs: to find, to replace, to answer. */
import { messageId } from '../../aws.ts';
import { noteWrite } from './failover.ts';
import { countBlob } from './held.ts';
import { leaseState } from './leases.ts';
import type { BlobProperties, StoreAnswer } from './requests.ts';
import { archiveStatus, earlyDeletionOf } from './tiers.ts';
import type { Account, Blob, Charge, Container, Contents, EarlyDeletion, Snapshot, Tier } from './types.ts';

export const KIB = 1024;
export const MIB = 1024 * KIB;

export const keyOf = (name: string): string => `/${name}`;

export const containerOf = (account: Account, name: string): Container | undefined =>
  account.containers[keyOf(name)];

export const blobOf = (container: Container, name: string): Blob | undefined => container.blobs[keyOf(name)];

/** The next ETag: no two writes of an account share one. */
export function nextEtag(account: Account): string {
  account.writes++;
  return `"0x8D${account.writes.toString(16).toUpperCase().padStart(13, '0')}"`;
}

/** What a lease gets for which no id is proposed; the next write makes it another. */
export function nextLeaseId(account: Account): string {
  return messageId(account.writes + 1);
}

/** Where a blob lies: append and page blobs know no tiers and are paid for as Hot. */
export function tierOf(
  account: Account,
  blob: { readonly tier: Tier | null; readonly kind: Blob['kind'] },
): Tier {
  return blob.kind === 'BlockBlob' ? (blob.tier ?? account.defaultTier) : 'hot';
}

/** Puts a blob in the place of what was there; null takes it away. */
export function replaceBlob(
  account: Account,
  container: Container,
  name: string,
  blob: Blob | null,
  now: number,
): void {
  const key = keyOf(name);
  const before = container.blobs[key] ?? null;
  noteWrite(account, { of: 'blob', at: now, container: container.name, name, before });
  if (before) countBlob(account.held, before, -1);
  if (blob) countBlob(account.held, blob, 1);
  if (blob) container.blobs[key] = blob;
  else delete container.blobs[key];
}

/** @returns how many blocks went */
export function dropUncommitted(account: Account, container: Container, key: string): number {
  const waiting = container.uncommitted[key];
  if (!waiting) return 0;
  account.held.inferred -= waiting.bytes;
  delete container.uncommitted[key];
  return waiting.count;
}

export const EMPTY: Contents = {
  size: 0,
  hash: null,
  file: null,
  contentType: 'application/octet-stream',
  metadata: {},
  blocks: [],
  pages: [],
};

export function contentsOf(from: Contents): Contents {
  const { size, hash, file, contentType, metadata, blocks, pages } = from;
  return { size, hash, file, contentType, metadata, blocks, pages };
}

/** What is owed for a blob and its snapshots when they go. */
export function earlyOf(
  account: Account,
  blob: Blob,
  now: number,
  which: 'all' | 'snapshots' = 'all',
): EarlyDeletion[] {
  const { kind } = blob;
  const held: readonly (Blob | Snapshot)[] = which === 'all' ? [blob, ...blob.snapshots] : blob.snapshots;
  return held.flatMap((one) => earlyDeletionOf(one, tierOf(account, { kind, tier: one.tier }), now) ?? []);
}

export function chargeFor(kind: Charge['kind'], tier: Tier, written = 0): Charge {
  return { kind, tier, retrieved: 0, high: false, written };
}

export function answered(
  status: number,
  charges: readonly Charge[],
  more: Partial<StoreAnswer> = {},
): StoreAnswer {
  return { status, charges, early: [], ...more };
}

export function propertiesOf(account: Account, blob: Blob, now: number): BlobProperties {
  const { name, kind, etag, created, modified, accessed, size, hash, contentType, metadata } = blob;
  const state = leaseState(blob.lease, now);
  const tiered = kind === 'BlockBlob';
  return {
    name,
    kind,
    etag,
    created,
    modified,
    accessed,
    size,
    hash,
    contentType,
    metadata,
    tagCount: Object.keys(blob.tags).length,
    tier: tiered ? tierOf(account, blob) : null,
    tierInferred: tiered && blob.tier === null,
    tierChanged: blob.tierChanged,
    archiveStatus: archiveStatus(blob.rehydration),
    rehydratePriority: blob.rehydration?.priority ?? null,
    leaseState: state,
    leaseDuration: state !== 'leased' ? null : blob.lease?.until === null ? 'infinite' : 'fixed',
  };
}
