/**
 * A request of Blob Storage as a letter on a wire: the letter's `key` is `container/name`, its `size` the bytes, and its
 * attributes are what the headers and the address say:
 * - `operation`: Azure's name of it; left out: what the port is for
 * - `url`: the address, with a SAS as its query or without; it goes before the key
 * - `accountKey`: the key that the request is signed with. A letter with neither is somebody's who holds a key that is good.
 * - `ip`: where it comes from
 * - `tier`, `priority`, `blobType`, `contentType`, `tags` (a=1&b=2), `hash`, `file`, `ifMatch`, `ifNoneMatch`, `leaseId`,
 *   `leaseAction`, `leaseDuration`, `proposedLeaseId`, `leaseBreakPeriod`, `snapshots`, `copySource` (container/name)
 * - `count`: so many blobs of this kind, a crate; `age`: of a blob in a crate, so many days
 */
import { filled, type Letter } from '../../letter.ts';
import type { ServiceError } from '../../serviceError.ts';
import { attributeOf } from '../crate.ts';
import type { BlobOperation } from '../sas/permissions.ts';
import { readSasUrl } from '../sas/token.ts';
import { refusal } from './errors.ts';
import type { Conditions, LeaseBlob, StoreRequest } from './requests.ts';
import { type BlobKind, type Priority, TIERS, type Tier } from './types.ts';

const OPERATIONS = {
  'Put Blob': 'putBlob',
  'Append Block': 'appendBlock',
  'Get Blob': 'getBlob',
  'Get Blob Properties': 'getBlobProperties',
  'Get Blob Tags': 'getBlobTags',
  'Set Blob Tags': 'setBlobTags',
  'Set Blob Tier': 'setBlobTier',
  'Delete Blob': 'deleteBlob',
  'Lease Blob': 'leaseBlob',
  'Snapshot Blob': 'snapshotBlob',
  'Copy Blob': 'copyBlob',
  'List Blobs': 'listBlobs',
  'Create Container': 'createContainer',
  'Delete Container': 'deleteContainer',
} as const satisfies Readonly<Record<string, BlobOperation>>;

export type Operation = keyof typeof OPERATIONS;
export const OPERATION_NAMES = Object.keys(OPERATIONS) as readonly Operation[];

/** What is asked, of what, and by whom. */
export interface BlobAsk {
  readonly operation: Operation;
  readonly container: string;
  /** Empty where it is about the container. */
  readonly name: string;
  /** `container/` and the name, as far as it is the same for every request: where all names of a crate begin. */
  readonly path: string;
  readonly signed: SignedBy;
  readonly protocol: 'http' | 'https';
  readonly ip: string;
}

export type SignedBy =
  | { readonly by: 'owner' }
  | { readonly by: 'key'; readonly key: string }
  | { readonly by: 'token'; readonly token: string }
  | { readonly by: 'nobody' };

const INVALID_URI: ServiceError = {
  code: 'InvalidUri',
  message: 'The address is not that of a container or a blob.',
  status: 400,
};
const UNSUPPORTED: ServiceError = {
  code: 'UnsupportedHttpVerb',
  message: 'The service knows no such operation.',
  status: 405,
};

/** An address of the documentation range, for who does not say where it is: RFC 5737. */
const SOMEWHERE = '203.0.113.10';
/** Where blobs lie whose names begin with no container. */
const ROOT = '$root';

/** @param request its number, for texts with {n} @param usual what the port is for */
export function askOf(letter: Letter, request: number, usual: Operation): BlobAsk | ServiceError {
  const operation = OPERATION_NAMES.find((one) => one === (attributeOf(letter, 'operation') ?? usual));
  if (!operation) return UNSUPPORTED;
  const ip = attributeOf(letter, 'ip') ?? SOMEWHERE;
  const url = attributeOf(letter, 'url');
  if (url !== null) return askOfUrl(filled(url, request), operation, ip);
  const key = letter.key ?? '{n}';
  const [container, name] = parted(filled(key, request));
  const [, fixed] = parted(key);
  const accountKey = attributeOf(letter, 'accountKey');
  return {
    operation,
    container,
    name,
    path: `${container}/${beforeNumber(fixed)}`,
    signed: accountKey === null ? { by: 'owner' } : { by: 'key', key: accountKey },
    protocol: 'https',
    ip,
  };
}

function askOfUrl(url: string, operation: Operation, ip: string): BlobAsk | ServiceError {
  const at = url.indexOf('?');
  // The token is judged by whoever knows the keys: here only the address before it is read.
  const place = readSasUrl(`${at < 0 ? url : url.slice(0, at)}?sv=0`);
  if (!place.ok) return INVALID_URI;
  const { protocol, container, blob = '' } = place.value;
  const token = at < 0 ? '' : url.slice(at + 1);
  return {
    operation,
    container,
    name: blob,
    path: `${container}/${blob}`,
    signed: token === '' ? { by: 'nobody' } : { by: 'token', token },
    protocol,
    ip,
  };
}

function parted(key: string): readonly [container: string, name: string] {
  const slash = key.indexOf('/');
  return slash < 1 ? [ROOT, key.slice(slash + 1)] : [key.slice(0, slash), key.slice(slash + 1)];
}

function beforeNumber(name: string): string {
  const at = name.indexOf('{n}');
  return at < 0 ? name : name.slice(0, at);
}

export const sasOperationOf = (letter: Letter, operation: Operation): BlobOperation =>
  operation === 'Lease Blob' && attributeOf(letter, 'leaseAction') === 'break'
    ? 'breakBlobLease'
    : OPERATIONS[operation];

export function tierOfLetter(letter: Letter): Tier | null | ServiceError {
  const text = attributeOf(letter, 'tier');
  return text === null
    ? null
    : (TIERS.find((tier) => tier === text.toLowerCase()) ?? refusal('InvalidHeaderValue'));
}

const PRIORITIES: readonly Priority[] = ['Standard', 'High'];
export function priorityOfLetter(letter: Letter): Priority | ServiceError {
  const text = attributeOf(letter, 'priority') ?? 'Standard';
  return PRIORITIES.find((one) => one === text) ?? refusal('InvalidHeaderValue');
}

/** The request of the data plane that the letter stands for. @param size bytes */
export function requestOf(ask: BlobAsk, letter: Letter, size: number): StoreRequest | ServiceError {
  const { container, name } = ask;
  const say = (attribute: string): string | undefined => attributeOf(letter, attribute) ?? undefined;
  const whole = {
    container,
    name,
    ...optional({ conditions: conditionsOf(letter), leaseId: say('leaseId') }),
  };
  const tier = tierOfLetter(letter);
  if (tier !== null && typeof tier === 'object') return tier;
  const priority = priorityOfLetter(letter);
  if (typeof priority === 'object') return priority;
  const body = { size, ...optional({ hash: say('hash'), file: say('file') }) };
  switch (ask.operation) {
    case 'Put Blob': {
      const kind = KINDS.find((one) => one === (say('blobType') ?? 'BlockBlob'));
      const tags = tagsOf(say('tags'));
      if (!kind || tags === null) return refusal('InvalidHeaderValue');
      const described = optional({ tier: tier ?? undefined, contentType: say('contentType'), tags });
      return { op: 'putBlob', ...whole, kind, ...body, ...described };
    }
    case 'Append Block':
      return { op: 'appendBlock', ...whole, ...body };
    case 'Get Blob':
      return { op: 'getBlob', ...whole };
    case 'Get Blob Properties':
      return { op: 'getProperties', ...whole };
    case 'Get Blob Tags':
      return { op: 'getTags', ...whole };
    case 'Set Blob Tags': {
      const tags = tagsOf(say('tags') ?? '');
      return tags === null ? refusal('InvalidHeaderValue') : { op: 'setTags', ...whole, tags: tags ?? {} };
    }
    case 'Set Blob Tier':
      return tier === null ? refusal('InvalidHeaderValue') : { op: 'setTier', ...whole, tier, priority };
    case 'Delete Blob': {
      const snapshots = say('snapshots');
      if (snapshots !== undefined && snapshots !== 'include' && snapshots !== 'only')
        return refusal('InvalidHeaderValue');
      return { op: 'deleteBlob', ...whole, ...(snapshots !== undefined && { snapshots }) };
    }
    case 'Snapshot Blob':
      return { op: 'snapshotBlob', ...whole };
    case 'Lease Blob':
      return leaseOf(whole, say);
    case 'Copy Blob': {
      const [from, of] = parted(say('copySource') ?? '');
      const source = { container: from, name: of };
      return { op: 'copyBlob', ...whole, source, ...optional({ tier: tier ?? undefined }), priority };
    }
    case 'List Blobs':
      return { op: 'listBlobs', container, ...(name === '' ? {} : { prefix: name }) };
    case 'Create Container':
      return { op: 'createContainer', container };
    case 'Delete Container':
      return { op: 'deleteContainer', container };
  }
}

const KINDS: readonly BlobKind[] = ['BlockBlob', 'AppendBlob', 'PageBlob'];
const LEASE_ACTIONS: readonly LeaseBlob['action'][] = ['acquire', 'renew', 'change', 'release', 'break'];

function leaseOf(
  whole: { readonly container: string; readonly name: string },
  say: (attribute: string) => string | undefined,
): StoreRequest | ServiceError {
  const action = LEASE_ACTIONS.find((one) => one === (say('leaseAction') ?? 'acquire'));
  if (!action) return refusal('InvalidHeaderValue');
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  const terms = {
    durationS: number(say('leaseDuration')),
    proposedId: say('proposedLeaseId'),
    breakPeriodS: number(say('leaseBreakPeriod')),
  };
  return { op: 'leaseBlob', ...whole, action, ...optional(terms) };
}

function conditionsOf(letter: Letter): Conditions | undefined {
  const [ifMatch, ifNoneMatch] = [attributeOf(letter, 'ifMatch'), attributeOf(letter, 'ifNoneMatch')];
  if (ifMatch === null && ifNoneMatch === null) return undefined;
  return { ...(ifMatch !== null && { ifMatch }), ...(ifNoneMatch !== null && { ifNoneMatch }) };
}

/** As x-ms-tags has them; undefined where there are none, null where they are not in order. */
export function tagsOf(text: string | undefined): Readonly<Record<string, string>> | undefined | null {
  if (text === undefined || text === '') return undefined;
  const tags: Record<string, string> = {};
  for (const pair of text.split('&')) {
    const [name = '', value, ...more] = pair.split('=');
    if (value === undefined || more.length > 0 || name in {} || Object.hasOwn(tags, name)) return null;
    tags[name] = value;
  }
  return tags;
}

/** Without what is not there: a field that is undefined is not one that was left out. */
function optional<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
