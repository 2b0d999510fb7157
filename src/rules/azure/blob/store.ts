/**
 * A storage account as a function of its state: `perform` changes the account in place and answers as Blob Storage
 * would, or refuses and changes nothing. Who may ask is not its business; see sas/.
 */
import type { ServiceError } from '../../serviceError.ts';
import { conditionFault } from './conditions.ts';
import { copyBlob } from './copy.ts';
import { isRefusal, refusal } from './errors.ts';
import { noteWrite, USUAL_LAG } from './failover.ts';
import { newHeld, recount } from './held.ts';
import { changeLease, leaseAfterWrite, leaseFault } from './leases.ts';
import { listBlobs } from './list.ts';
import { isBlobName, isContainerName, metadataFault, tagsFault } from './names.ts';
import { getPageRanges, putPage } from './pages.ts';
import { getBlob, getBlockList, getProperties } from './read.ts';
import { COPIES, type Redundancy } from './redundancy.ts';
import type { BlobRequest, DeleteBlob, LeaseBlob, SetTier, StoreAnswer, StoreRequest } from './requests.ts';
import {
  answered,
  blobOf,
  chargeFor,
  containerOf,
  dropUncommitted,
  earlyOf,
  keyOf,
  nextEtag,
  nextLeaseId,
  replaceBlob,
  tierOf,
} from './state.ts';
import { allowedWhenArchived, changeTier, DAY, HOUR } from './tiers.ts';
import type { Account, Blob, Container, OnlineTier } from './types.ts';
import { appendBlock, putBlob, putBlock, putBlockList } from './write.ts';

/** A deleted container keeps its name for at least this long: https://learn.microsoft.com/rest/api/storageservices/delete-container */
const GRAVE = HOUR / 120;

export interface AccountOptions {
  readonly name?: string;
  readonly redundancy?: Redundancy;
  readonly defaultTier?: OnlineTier;
  /** Last access time tracking is off unless somebody turns it on. */
  readonly tracksAccess?: boolean;
  /** How far the second region is behind, in ticks. */
  readonly lag?: number;
}

export function newAccount(options: AccountOptions = {}): Account {
  const redundancy = options.redundancy ?? 'LRS';
  return {
    name: options.name ?? 'basement',
    redundancy,
    defaultTier: options.defaultTier ?? 'hot',
    tracksAccess: options.tracksAccess ?? false,
    containers: {},
    graves: {},
    held: newHeld(),
    writes: 0,
    journal: COPIES[redundancy].there > 0 ? { lag: options.lag ?? USUAL_LAG, entries: [] } : null,
  };
}

/** One request. The account changes in place where the answer is a success, and only there. */
export function perform(account: Account, request: StoreRequest, now: number): StoreAnswer | ServiceError {
  if (request.op === 'createContainer') return createContainer(account, request.container, now);
  const container = containerOf(account, request.container);
  if (!container) return refusal('ContainerNotFound');
  if (request.op === 'deleteContainer') return deleteContainer(account, container, now);
  if (request.op === 'listBlobs') return listBlobs(account, container, request);
  const fault = faultOf(container, request, now);
  return fault ?? performOnBlob(account, container, request, now);
}

/** Requests that need no blob to be there: they make one. */
const MAKES = { putBlob: true, putBlock: true, putBlockList: true, copyBlob: true } as const;
const READS: ReadonlySet<BlobRequest['op']> = new Set([
  ...(['getBlob', 'getProperties', 'getBlockList', 'getPageRanges', 'getTags'] as const),
]);
/** Allowed without the id of the lease: the first is its own business, the others leave what is leased as it is. */
const NEEDS_NO_LEASE: ReadonlySet<BlobRequest['op']> = new Set([
  ...(['leaseBlob', 'snapshotBlob', 'setTier'] as const),
]);

function faultOf(container: Container, request: BlobRequest, now: number): ServiceError | null {
  if (!isBlobName(request.name)) return refusal('InvalidResourceName');
  const described = 'metadata' in request ? metadataFault(request.metadata) : null;
  const tagged = 'tags' in request ? tagsFault(request.tags) : null;
  if (described ?? tagged) return described ?? tagged;
  const blob = blobOf(container, request.name) ?? null;
  if (!blob && !(request.op in MAKES) && !onlyUncommitted(container, request)) return refusal('BlobNotFound');
  const access = READS.has(request.op) ? 'read' : 'write';
  if (blob && request.op in MAKES && request.conditions?.ifNoneMatch === '*')
    return refusal('BlobAlreadyExists');
  const unmet = conditionFault(request.conditions, blob, access);
  if (unmet) return unmet;
  const free = NEEDS_NO_LEASE.has(request.op) && request.leaseId === undefined;
  const barred =
    request.op === 'leaseBlob' || free ? null : leaseFault(blob?.lease ?? null, request.leaseId, access, now);
  if (barred) return barred;
  // A snapshot has a tier of its own.
  const whole = !('snapshot' in request) || request.snapshot === undefined;
  const shut = whole && blob?.tier === 'archive' && !allowedWhenArchived(request.op);
  return shut ? refusal('BlobArchived') : null;
}

/** A blob that is nothing but uncommitted blocks shows in its block list alone. */
function onlyUncommitted(container: Container, request: BlobRequest): boolean {
  return request.op === 'getBlockList' && keyOf(request.name) in container.uncommitted;
}

function performOnBlob(
  account: Account,
  container: Container,
  request: BlobRequest,
  now: number,
): StoreAnswer | ServiceError {
  switch (request.op) {
    case 'putBlob':
      return putBlob(account, container, request, now);
    case 'putBlock':
      return putBlock(account, container, request, now);
    case 'putBlockList':
      return putBlockList(account, container, request, now);
    case 'copyBlob':
      return copyBlob(account, container, request, now);
    case 'getBlockList':
      return getBlockList(account, container, request);
  }
  const blob = blobOf(container, request.name)!;
  switch (request.op) {
    case 'appendBlock':
      return appendBlock(account, container, blob, request, now);
    case 'putPage':
      return putPage(account, container, blob, request, now);
    case 'getPageRanges':
      return getPageRanges(account, blob);
    case 'getBlob':
      return getBlob(account, container, blob, request, now);
    case 'getProperties':
      return getProperties(account, blob, request, now);
    case 'getTags':
      return answered(200, [chargeFor('other', tierOf(account, blob))], { tags: blob.tags });
    case 'setTags':
      return change(account, container, { ...blob, tags: request.tags }, 204, now);
    case 'setMetadata': {
      const lease = leaseAfterWrite(blob.lease, now);
      const written = { metadata: request.metadata, etag: nextEtag(account), modified: now, lease };
      return change(account, container, { ...blob, ...written }, 200, now);
    }
    case 'setTier':
      return setTier(account, container, blob, request, now);
    case 'snapshotBlob':
      return snapshotBlob(account, container, blob, now);
    case 'deleteBlob':
      return deleteBlob(account, container, blob, request, now);
    case 'leaseBlob':
      return leaseBlob(account, container, blob, request, now);
  }
}

function change(
  account: Account,
  container: Container,
  blob: Blob,
  status: number,
  now: number,
): StoreAnswer {
  replaceBlob(account, container, blob.name, blob, now);
  return answered(status, [chargeFor('other', tierOf(account, blob))], { etag: blob.etag });
}

function createContainer(account: Account, name: string, now: number): StoreAnswer | ServiceError {
  if (!isContainerName(name)) return refusal('InvalidResourceName');
  const key = keyOf(name);
  if (account.containers[key]) return refusal('ContainerAlreadyExists');
  const free = account.graves[key];
  if (free !== undefined && now < free) return refusal('ContainerBeingDeleted');
  delete account.graves[key];
  noteWrite(account, { of: 'container', at: now, container: name, before: null });
  account.containers[key] = { name, created: now, blobs: {}, uncommitted: {} };
  return answered(201, [chargeFor('write', account.defaultTier)], { etag: nextEtag(account) });
}

function deleteContainer(account: Account, container: Container, now: number): StoreAnswer {
  const key = keyOf(container.name);
  noteWrite(account, { of: 'container', at: now, container: container.name, before: container });
  delete account.containers[key];
  account.graves[key] = now + GRAVE;
  const early = Object.values(container.blobs).flatMap((blob) => earlyOf(account, blob, now));
  Object.assign(account.held, recount(account));
  return answered(202, [chargeFor('free', account.defaultTier)], { early });
}

function setTier(
  account: Account,
  container: Container,
  blob: Blob,
  request: SetTier,
  now: number,
): StoreAnswer | ServiceError {
  const current = tierOf(account, blob);
  const priority = request.priority ?? 'Standard';
  const changed = changeTier(blob, current, request.tier, priority, account.redundancy, now);
  if (isRefusal(changed)) return changed;
  // Neither ETag nor Last-Modified change with the tier.
  replaceBlob(account, container, blob.name, { ...blob, ...changed.blob }, now);
  return answered(changed.status, changed.charges, { early: changed.early ? [changed.early] : [] });
}

function snapshotBlob(account: Account, container: Container, blob: Blob, now: number): StoreAnswer {
  const last = blob.snapshots.at(-1)?.at ?? -1;
  const at = Math.max(now, last + 1);
  const { size, hash, file, contentType, metadata, blocks, pages, etag, modified, tier, tierSince } = blob;
  const kept = { size, hash, file, contentType, metadata, blocks, pages, etag, modified, tier, tierSince };
  const snapshots = [...blob.snapshots, { ...kept, at }];
  replaceBlob(account, container, blob.name, { ...blob, snapshots }, now);
  return answered(201, [chargeFor('write', tierOf(account, blob))], { snapshot: at, etag: blob.etag });
}

function deleteBlob(
  account: Account,
  container: Container,
  blob: Blob,
  request: DeleteBlob,
  now: number,
): StoreAnswer | ServiceError {
  const free = [chargeFor('free', tierOf(account, blob))];
  if (request.snapshot !== undefined) {
    if (request.snapshots !== undefined) return refusal('InvalidHeaderValue');
    const gone = blob.snapshots.find(({ at }) => at === request.snapshot);
    if (!gone) return refusal('BlobNotFound');
    const snapshots = blob.snapshots.filter((one) => one !== gone);
    replaceBlob(account, container, blob.name, { ...blob, snapshots }, now);
    return answered(202, free, { early: earlyOf(account, { ...blob, snapshots: [gone] }, now, 'snapshots') });
  }
  if (request.snapshots === 'only') {
    replaceBlob(account, container, blob.name, { ...blob, snapshots: [] }, now);
    return answered(202, free, { early: earlyOf(account, blob, now, 'snapshots') });
  }
  if (blob.snapshots.length > 0 && request.snapshots !== 'include') return refusal('SnapshotsPresent');
  replaceBlob(account, container, blob.name, null, now);
  dropUncommitted(account, container, keyOf(blob.name));
  return answered(202, free, { early: earlyOf(account, blob, now) });
}

function leaseBlob(
  account: Account,
  container: Container,
  blob: Blob,
  request: LeaseBlob,
  now: number,
): StoreAnswer | ServiceError {
  const changed = changeLease(blob.lease, request, nextLeaseId(account), now);
  if (isRefusal(changed)) return changed;
  account.writes++;
  const { lease, status, ...said } = changed;
  replaceBlob(account, container, blob.name, { ...blob, lease }, now);
  return answered(status, [chargeFor('other', tierOf(account, blob))], { ...said, etag: blob.etag });
}

/** Blocks that nobody committed are kept for a week after the last of them came. */
export const UNCOMMITTED_FOR = 7 * DAY;

/** Throws away blocks that waited too long. @returns how many blocks went */
export function dropStale(account: Account, now: number): number {
  let dropped = 0;
  for (const container of Object.values(account.containers)) {
    for (const [key, { lastAt }] of Object.entries(container.uncommitted))
      if (now - lastAt >= UNCOMMITTED_FOR) dropped += dropUncommitted(account, container, key);
  }
  return dropped;
}
