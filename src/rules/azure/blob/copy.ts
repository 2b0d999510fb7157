/**
 * Copy Blob within an account. Out of Archive it is the other way back: into a new blob, while the archived one stays
 * where it is and owes nothing. https://learn.microsoft.com/azure/storage/blobs/archive-rehydrate-overview
 */
import type { ServiceError } from '../../serviceError.ts';
import { refusal } from './errors.ts';
import { chargeOfRead, versionOf } from './read.ts';
import type { CopyBlob, StoreAnswer } from './requests.ts';
import { blobOf, containerOf, contentsOf, tierOf } from './state.ts';
import { chargeOfMove } from './tiers.ts';
import type { Account, Blob, Charge, Container, OnlineTier } from './types.ts';
import { store, successor, writtenTier } from './write.ts';

export function copyBlob(
  account: Account,
  container: Container,
  request: CopyBlob,
  now: number,
): StoreAnswer | ServiceError {
  const { source: from, name } = request;
  const found = containerOf(account, from.container);
  const there = found && blobOf(found, from.name);
  const source = there && versionOf(there, from.snapshot);
  if (!source) return refusal('BlobNotFound');
  const old = blobOf(container, name);
  if (old && old.kind !== source.kind) return refusal('InvalidBlobType');
  const placed = writtenTier(account, source.kind, request.tier);
  if ('code' in placed) return placed;
  const sourceTier = tierOf(account, source);
  const archived = sourceTier === 'archive';
  // An archived blob cannot be its own copy, nor be copied into Archive.
  if (archived && (there === old || placed.tier === 'archive')) return refusal('BlobArchived');
  const contents = { ...contentsOf(source), metadata: request.metadata ?? source.metadata };
  const more = { kind: source.kind, tags: source.tags, tier: placed.tier };
  const copy = { ...successor(account, old, name, contents, more, now), appends: source.appends };
  const priority = request.priority ?? 'Standard';
  const to = (placed.tier ?? account.defaultTier) as OnlineTier;
  const blob: Blob = archived
    ? { ...copy, tier: 'archive', rehydration: { to, priority, asked: now, by: 'copy' } }
    : copy;
  const answer = store(account, container, blob, source.size, 202, now);
  const read: Charge = archived
    ? chargeOfMove('archive', to, source.size, priority === 'High')
    : chargeOfRead(account, source, source.size);
  const written = answer.charges.map((charge) => ({ ...charge, tier: archived ? to : charge.tier }));
  return { ...answer, charges: [read, ...written] };
}
