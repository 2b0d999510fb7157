/** How many bytes lie in which tier: kept up to date with every write, so that nobody has to count millions of blobs. */
import type { Account, Blob, Contents, Held, PerTier } from './types.ts';

export function newHeld(): Held {
  return { hot: 0, cool: 0, cold: 0, archive: 0, inferred: 0 };
}

/** Adds a blob's bytes, or with -1 takes them away: a page blob counts for its written pages, a snapshot in full. */
export function countBlob(held: Held, blob: Blob, sign: 1 | -1): void {
  for (const one of [blob, ...blob.snapshots]) {
    // Append and page blobs know no tiers and are paid for as Hot.
    const where = blob.kind === 'BlockBlob' ? (one.tier ?? 'inferred') : 'hot';
    held[where] += sign * bytesOf(blob.kind, one);
  }
}

const bytesOf = (kind: Blob['kind'], { size, pages }: Contents): number =>
  kind === 'PageBlob' ? pages.reduce((sum, [from, to]) => sum + to - from, 0) : size;

/** Counted from scratch. */
export function recount({ containers }: Pick<Account, 'containers'>): Held {
  const held = newHeld();
  for (const { blobs, uncommitted } of Object.values(containers)) {
    for (const blob of Object.values(blobs)) countBlob(held, blob, 1);
    for (const { blocks } of Object.values(uncommitted))
      for (const { size } of Object.values(blocks)) held.inferred += size;
  }
  return held;
}

/** Bytes that an account pays for, snapshots included, and blocks that nobody committed. */
export function bytesByTier({ held, defaultTier }: Pick<Account, 'held' | 'defaultTier'>): PerTier<number> {
  const { hot, cool, cold, archive, inferred } = held;
  const sum = { hot, cool, cold, archive };
  sum[defaultTier] += inferred;
  return sum;
}
