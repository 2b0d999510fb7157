/**
 * List Blobs. There are no folders: a delimiter cuts names where a folder would end, and says each cut once.
 * https://learn.microsoft.com/rest/api/storageservices/list-blobs
 */
import type { ServiceError } from '../../serviceError.ts';
import { refusal } from './errors.ts';
import type { ListBlobs, ListedBlob, StoreAnswer } from './requests.ts';
import { answered, chargeFor, tierOf } from './state.ts';
import type { Account, Blob, Container } from './types.ts';

const PAGE_MAX = 5000;

export function listBlobs(
  account: Account,
  container: Container,
  request: ListBlobs,
): StoreAnswer | ServiceError {
  const { prefix = '', delimiter = '', marker = '', maxResults = PAGE_MAX, include = [] } = request;
  if (!Number.isInteger(maxResults) || maxResults < 1) return refusal('OutOfRangeInput');
  const most = Math.min(maxResults, PAGE_MAX);
  const blobs: ListedBlob[] = [];
  const prefixes: string[] = [];
  const done = (nextMarker?: string): StoreAnswer => {
    const more = nextMarker === undefined ? { blobs, prefixes } : { blobs, prefixes, nextMarker };
    return answered(200, [chargeFor('write', account.defaultTier)], more);
  };
  for (const name of namesOf(container, include.includes('uncommittedblobs'))) {
    if (name < marker || !name.startsWith(prefix)) continue;
    const cut = delimiter === '' ? -1 : name.indexOf(delimiter, prefix.length);
    const folder = cut < 0 ? null : name.slice(0, cut + delimiter.length);
    // Names come in order: those of one folder come together, and the marker may begin in the middle of one.
    if (folder !== null && prefixes.at(-1) === folder) continue;
    if (blobs.length + prefixes.length >= most) return done(name);
    if (folder !== null) prefixes.push(folder);
    else blobs.push(...entriesOf(account, container, name, include.includes('snapshots')));
  }
  return done();
}

function namesOf(container: Container, withUncommitted: boolean): string[] {
  const keys = Object.keys(container.blobs);
  const waiting = withUncommitted
    ? Object.keys(container.uncommitted).filter((key) => !(key in container.blobs))
    : [];
  return [...keys, ...waiting].map((key) => key.slice(1)).toSorted();
}

function entriesOf(
  account: Account,
  container: Container,
  name: string,
  withSnapshots: boolean,
): ListedBlob[] {
  const blob = container.blobs[`/${name}`];
  if (!blob) return [{ name, snapshot: null, committed: false, size: 0, tier: null }];
  const own = { name, snapshot: null, committed: true, size: blob.size, tier: shownTier(account, blob) };
  if (!withSnapshots) return [own];
  return [
    ...blob.snapshots.map(({ at, size, tier }) => ({
      ...own,
      snapshot: at,
      size,
      tier: shownTier(account, { ...blob, tier }),
    })),
    own,
  ];
}

const shownTier = (account: Account, blob: Blob): ListedBlob['tier'] =>
  blob.kind === 'BlockBlob' ? tierOf(account, blob) : null;
