/** Get Blob, Get Blob Properties, Get Block List. */
import type { ServiceError } from '../../serviceError.ts';
import { refusal } from './errors.ts';
import type { GetBlob, GetBlockList, GetProperties, StoreAnswer } from './requests.ts';
import { answered, blobOf, chargeFor, keyOf, propertiesOf, replaceBlob, tierOf } from './state.ts';
import { DAY } from './tiers.ts';
import type { Account, Blob, Charge, Container, Snapshot } from './types.ts';

/** The blob, or its snapshot as if it were one; undefined where there is no such snapshot. */
export function versionOf(blob: Blob, snapshot: number | undefined): Blob | undefined {
  if (snapshot === undefined) return blob;
  const kept: Snapshot | undefined = blob.snapshots.find(({ at }) => at === snapshot);
  if (!kept) return undefined;
  const { at, ...contents } = kept;
  return { ...blob, ...contents, created: at, rehydration: null, lease: null, snapshots: [] };
}

/** Reading from a tier that charges for it. */
export function chargeOfRead(account: Account, blob: Blob, bytes: number): Charge {
  return { kind: 'read', tier: tierOf(account, blob), retrieved: bytes, high: false, written: 0 };
}

export function getBlob(
  account: Account,
  container: Container,
  blob: Blob,
  request: GetBlob,
  now: number,
): StoreAnswer | ServiceError {
  const version = versionOf(blob, request.snapshot);
  if (!version) return refusal('BlobNotFound');
  if (tierOf(account, version) === 'archive') return refusal('BlobArchived');
  const { size, file, etag } = version;
  const { range } = request;
  let bytes = size;
  if (range) {
    const to = Math.min(range.to ?? size - 1, size - 1);
    if (!(range.from >= 0 && range.from < size && to >= range.from)) return refusal('InvalidRange');
    bytes = to - range.from + 1;
  }
  if (version === blob) noteAccess(account, container, blob, now);
  const more = { blob: propertiesOf(account, version, now), bytes, file, etag };
  return answered(range ? 206 : 200, [chargeOfRead(account, version, bytes)], more);
}

/** Last access time is kept to the day: the first read of 24 hours moves it. */
function noteAccess(account: Account, container: Container, blob: Blob, now: number): void {
  if (!account.tracksAccess || (blob.accessed !== null && now - blob.accessed < DAY)) return;
  replaceBlob(account, container, blob.name, { ...blob, accessed: now }, now);
}

export function getProperties(
  account: Account,
  blob: Blob,
  request: GetProperties,
  now: number,
): StoreAnswer | ServiceError {
  const version = versionOf(blob, request.snapshot);
  if (!version) return refusal('BlobNotFound');
  const more = { blob: propertiesOf(account, version, now), etag: version.etag };
  return answered(200, [chargeFor('other', tierOf(account, version))], more);
}

export function getBlockList(
  account: Account,
  container: Container,
  request: GetBlockList,
): StoreAnswer | ServiceError {
  const blob = blobOf(container, request.name);
  if (blob && blob.kind !== 'BlockBlob') return refusal('InvalidBlobType');
  const waiting = container.uncommitted[keyOf(request.name)]?.blocks ?? {};
  const uncommitted = Object.values(waiting).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const tier = blob ? tierOf(account, blob) : account.defaultTier;
  return answered(200, [chargeFor('other', tier)], { committed: blob?.blocks ?? [], uncommitted });
}
