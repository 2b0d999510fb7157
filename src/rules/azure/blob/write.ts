/** Put Blob, Put Block, Put Block List, Append Block. */
import type { ServiceError } from '../../serviceError.ts';
import { refusal } from './errors.ts';
import { leaseAfterWrite } from './leases.ts';
import { isBlockId } from './names.ts';
import { allowsArchive } from './redundancy.ts';
import type { AppendBlock, PutBlob, PutBlock, PutBlockList, StoreAnswer } from './requests.ts';
import {
  answered,
  blobOf,
  chargeFor,
  contentsOf,
  dropUncommitted,
  EMPTY,
  earlyOf,
  keyOf,
  MIB,
  nextEtag,
  replaceBlob,
  tierOf,
} from './state.ts';
import type { Account, Blob, Block, Container, Contents, Tier, Uncommitted } from './types.ts';

/** https://learn.microsoft.com/azure/storage/blobs/scalability-targets, since version 2019-12-12. */
export const LIMITS = {
  putBlob: 5000 * MIB,
  block: 4000 * MIB,
  blocks: 50_000,
  uncommittedBlocks: 100_000,
  appendBlock: 4 * MIB,
  pageBlob: 8 * 1024 * 1024 * MIB,
  page: 512,
  putPage: 4 * MIB,
} as const;

const isSize = (size: number): boolean => Number.isSafeInteger(size) && size >= 0;

/** What a tier named in a write comes to, or why it cannot be had. */
export function writtenTier(
  account: Account,
  kind: Blob['kind'],
  tier: Tier | undefined,
): { readonly tier: Tier | null } | ServiceError {
  if (tier === undefined) return { tier: null };
  if (kind !== 'BlockBlob') return refusal('InvalidBlobType');
  return tier === 'archive' && !allowsArchive(account.redundancy) ? refusal('InvalidBlobTier') : { tier };
}

/** The blob that takes the place of another: its name, its lease and its snapshots outlive what was in it. */
export function successor(
  account: Account,
  old: Blob | undefined,
  name: string,
  contents: Contents,
  more: Pick<Blob, 'kind' | 'tags' | 'tier'>,
  now: number,
): Blob {
  return {
    ...contents,
    name,
    ...more,
    etag: nextEtag(account),
    created: old?.created ?? now,
    modified: now,
    accessed: account.tracksAccess ? now : null,
    tierSince: now,
    tierChanged: null,
    rehydration: null,
    warmed: null,
    appends: 0,
    lease: leaseAfterWrite(old?.lease ?? null, now),
    snapshots: old?.snapshots ?? [],
  };
}

/** Writes the blob and says what it cost; what was there before may leave its tier too early. */
export function store(
  account: Account,
  container: Container,
  blob: Blob,
  written: number,
  status: number,
  now: number,
): StoreAnswer {
  const old = blobOf(container, blob.name);
  const early = old ? earlyOf(account, { ...old, snapshots: [] }, now) : [];
  replaceBlob(account, container, blob.name, blob, now);
  return answered(status, [chargeFor('write', tierOf(account, blob), written)], { etag: blob.etag, early });
}

export function putBlob(
  account: Account,
  container: Container,
  request: PutBlob,
  now: number,
): StoreAnswer | ServiceError {
  const { name, kind, size } = request;
  if (!isSize(size)) return refusal('InvalidHeaderValue');
  if (kind === 'BlockBlob' && size > LIMITS.putBlob) return refusal('RequestBodyTooLarge');
  if (kind === 'AppendBlob' && size > 0) return refusal('InvalidHeaderValue');
  if (kind === 'PageBlob' && (size % LIMITS.page !== 0 || size > LIMITS.pageBlob))
    return refusal('InvalidHeaderValue');
  const placed = writtenTier(account, kind, request.tier);
  if ('code' in placed) return placed;
  const old = blobOf(container, name);
  const hash = kind === 'BlockBlob' ? (request.hash ?? null) : null;
  const contents = { ...EMPTY, size, hash, file: request.file ?? null, ...descriptionOf(request) };
  const more = { kind, tags: request.tags ?? {}, tier: placed.tier };
  const blob = successor(account, old, name, contents, more, now);
  dropUncommitted(account, container, keyOf(name));
  return store(account, container, blob, kind === 'PageBlob' ? 0 : size, 201, now);
}

function descriptionOf(request: PutBlob | PutBlockList): Pick<Contents, 'contentType' | 'metadata'> {
  return { contentType: request.contentType ?? EMPTY.contentType, metadata: request.metadata ?? {} };
}

export function putBlock(
  account: Account,
  container: Container,
  request: PutBlock,
  now: number,
): StoreAnswer | ServiceError {
  const { name, blockId: id, size } = request;
  const old = blobOf(container, name);
  if (old && old.kind !== 'BlockBlob') return refusal('InvalidBlobType');
  if (!isBlockId(id)) return refusal('InvalidBlockId');
  if (!isSize(size) || size === 0) return refusal('InvalidHeaderValue');
  if (size > LIMITS.block) return refusal('RequestBodyTooLarge');
  const waiting = container.uncommitted[keyOf(name)];
  const idLength = waiting?.idLength ?? old?.blocks[0]?.id.length ?? id.length;
  if (id.length !== idLength) return refusal('InvalidBlobOrBlock');
  const fresh = !waiting || !Object.hasOwn(waiting.blocks, id);
  if (fresh && (waiting?.count ?? 0) >= LIMITS.uncommittedBlocks) return refusal('BlockCountExceedsLimit');
  const kept: Uncommitted = waiting ?? { blocks: {}, count: 0, bytes: 0, idLength, lastAt: now };
  const grown = size - (fresh ? 0 : kept.blocks[id]!.size);
  kept.bytes += grown;
  account.held.inferred += grown;
  kept.blocks[id] = { id, size, hash: request.hash ?? null };
  kept.count += fresh ? 1 : 0;
  kept.lastAt = now;
  container.uncommitted[keyOf(name)] = kept;
  return answered(201, [chargeFor('write', old ? tierOf(account, old) : account.defaultTier, size)]);
}

export function putBlockList(
  account: Account,
  container: Container,
  request: PutBlockList,
  now: number,
): StoreAnswer | ServiceError {
  const { name } = request;
  const old = blobOf(container, name);
  if (old && old.kind !== 'BlockBlob') return refusal('InvalidBlobType');
  if (request.blocks.length > LIMITS.blocks) return refusal('BlockListTooLong');
  const placed = writtenTier(account, 'BlockBlob', request.tier);
  if ('code' in placed) return placed;
  const blocks = listedBlocks(request, old, container.uncommitted[keyOf(name)]);
  if (!blocks) return refusal('InvalidBlockList');
  const size = blocks.reduce((sum, block) => sum + block.size, 0);
  const hash = request.hash ?? null;
  const contents = { ...EMPTY, size, hash, file: request.file ?? null, blocks, ...descriptionOf(request) };
  const more = { kind: 'BlockBlob', tags: request.tags ?? {}, tier: placed.tier } as const;
  const blob = successor(account, old, name, contents, more, now);
  dropUncommitted(account, container, keyOf(name));
  // Its bytes came with the blocks.
  return store(account, container, blob, 0, 201, now);
}

/** The blocks in the order of the list; null when one is nowhere. */
function listedBlocks(
  request: PutBlockList,
  old: Blob | undefined,
  waiting: Uncommitted | undefined,
): readonly Block[] | null {
  const committed = new Map(old?.blocks.map((block) => [block.id, block]));
  const uncommitted = new Map(waiting ? Object.entries(waiting.blocks) : []);
  const blocks: Block[] = [];
  for (const { id, from } of request.blocks) {
    const found =
      (from === 'committed' ? undefined : uncommitted.get(id)) ??
      (from === 'uncommitted' ? undefined : committed.get(id));
    if (!found) return null;
    blocks.push(found);
  }
  return blocks;
}

export function appendBlock(
  account: Account,
  container: Container,
  blob: Blob,
  request: AppendBlock,
  now: number,
): StoreAnswer | ServiceError {
  const { size } = request;
  if (blob.kind !== 'AppendBlob') return refusal('InvalidBlobType');
  if (!isSize(size) || size === 0) return refusal('InvalidHeaderValue');
  if (size > LIMITS.appendBlock) return refusal('RequestBodyTooLarge');
  if (request.appendPosition !== undefined && request.appendPosition !== blob.size)
    return refusal('AppendPositionConditionNotMet');
  if (request.maxSize !== undefined && blob.size + size > request.maxSize)
    return refusal('MaxBlobSizeConditionNotMet');
  if (blob.appends >= LIMITS.blocks) return refusal('BlockCountExceedsLimit');
  const grown: Blob = {
    ...blob,
    ...contentsOf(blob),
    size: blob.size + size,
    hash: null,
    file: request.file ?? blob.file,
    appends: blob.appends + 1,
    etag: nextEtag(account),
    modified: now,
    lease: leaseAfterWrite(blob.lease, now),
  };
  return { ...store(account, container, grown, size, 201, now), appendOffset: blob.size };
}
