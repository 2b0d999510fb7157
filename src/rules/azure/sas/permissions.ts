/**
 * The letters of sp: their order, since which version they are known, and which of them an operation asks for.
 * https://learn.microsoft.com/rest/api/storageservices/create-service-sas and .../create-account-sas
 */
import type { Read } from '../../quantity.ts';
import type { SasKind, SignedResource } from './values.ts';

export type LetterSet = 'blob' | 'container' | 'directory' | 'account';

/** In the order in which they are to stand. */
export const LETTERS: Readonly<Record<LetterSet, string>> = {
  blob: 'racwdxtmeiy',
  container: 'racwdxltmeiyf',
  // With a hierarchical namespace: o sets an owner, p sets permissions.
  directory: 'racwdxltmeopiyf',
  account: 'rwdxftlacupiy',
};

export const LETTER_SAYS: Readonly<Record<string, string>> = {
  r: 'Read',
  a: 'Add',
  c: 'Create',
  w: 'Write',
  d: 'Delete',
  x: 'Delete version',
  y: 'Permanent delete',
  l: 'List',
  t: 'Tags',
  f: 'Filter by tags',
  m: 'Move',
  e: 'Execute',
  o: 'Set owner',
  p: 'Set permissions',
  i: 'Set immutability policy',
  u: 'Update',
};

/** In words; of an account, p processes messages. */
export const letterSays = (letter: string, set: LetterSet): string =>
  set === 'account' && letter === 'p' ? 'Process' : (LETTER_SAYS[letter] ?? '');

const SINCE: Readonly<Record<string, string>> = {
  x: '2019-10-10',
  y: '2019-10-10',
  t: '2019-12-12',
  f: '2019-12-12',
  m: '2020-02-10',
  e: '2020-02-10',
  o: '2020-02-10',
  i: '2020-08-04',
};

export function letterSet(kind: SasKind, sr?: SignedResource): LetterSet {
  if (kind === 'account') return 'account';
  if (sr === 'c') return 'container';
  return sr === 'd' ? 'directory' : 'blob';
}

/** The text in the order in which a token has it, each letter once. */
export function inOrder(letters: string, set: LetterSet): string {
  return [...LETTERS[set]].filter((letter) => letters.includes(letter)).join('');
}

/**
 * Refuses what is unknown, twice there or out of order. An account SAS may have any order: the portal itself writes
 * `rwdlacupiytfx`.
 */
export function readPermissions(text: string, set: LetterSet, sv: string): Read<string> {
  const known = LETTERS[set];
  for (const letter of text) {
    if (!known.includes(letter)) return bad(`letters of ${known}, found "${letter}"`);
    if (text.indexOf(letter) !== text.lastIndexOf(letter))
      return bad(`each letter once, found "${letter}" twice`);
    const since = set === 'container' && letter === 'f' ? '2021-04-10' : SINCE[letter];
    if (since !== undefined && sv < since) return bad(`"${letter}" only from sv ${since} on`);
  }
  if (text === '') return bad(`letters of ${known}`);
  const right = inOrder(text, set);
  if (set !== 'account' && text !== right) return bad(`the order ${right}, found ${text}`);
  return { ok: true, value: text };
}

const bad = (expected: string): Read<never> => ({ ok: false, expected });

interface OperationRule {
  /** Azure's name. */
  readonly says: string;
  /** What it is about: s the service, c a container, o a blob. */
  readonly type: 's' | 'c' | 'o';
  /** Any one of these allows it, in a SAS of the service or of a user; none: no such SAS can. */
  readonly service: string;
  readonly account: string;
  /** c is enough for what is new; to overwrite takes w. */
  readonly creates?: true;
  /** Open to all where the container is. */
  readonly anonymous?: true;
}

const object = (says: string, letters: string, more: Partial<OperationRule> = {}): OperationRule => ({
  says,
  type: 'o',
  service: letters,
  account: letters,
  ...more,
});
const OPEN = { anonymous: true } as const;
const CREATES = { creates: true } as const;

const RULES = {
  getBlob: object('Get Blob', 'r', OPEN),
  getBlobProperties: object('Get Blob Properties', 'r', OPEN),
  getBlobMetadata: object('Get Blob Metadata', 'r', OPEN),
  getBlockList: object('Get Block List', 'r', OPEN),
  getPageRanges: object('Get Page Ranges', 'r', OPEN),
  putBlob: object('Put Blob', 'cw', CREATES),
  copyBlob: object('Copy Blob', 'cw', CREATES),
  abortCopy: object('Abort Copy Blob', 'w'),
  putBlock: object('Put Block', 'w'),
  putBlockList: object('Put Block List', 'w'),
  appendBlock: object('Append Block', 'aw'),
  putPage: object('Put Page', 'w'),
  setBlobProperties: object('Set Blob Properties', 'w'),
  setBlobMetadata: object('Set Blob Metadata', 'w'),
  setBlobTier: object('Set Blob Tier', 'w'),
  snapshotBlob: object('Snapshot Blob', 'cw'),
  leaseBlob: object('Lease Blob', 'w'),
  breakBlobLease: object('Lease Blob (break)', 'dw'),
  deleteBlob: object('Delete Blob', 'd'),
  deleteBlobVersion: object('Delete Blob version', 'x'),
  deleteBlobForGood: object('Delete Blob permanently', 'y'),
  undeleteBlob: object('Undelete Blob', 'w'),
  getBlobTags: object('Get Blob Tags', 't'),
  setBlobTags: object('Set Blob Tags', 't'),
  setImmutabilityPolicy: object('Set Blob Immutability Policy', 'i'),
  listBlobs: { says: 'List Blobs', type: 'c', service: 'l', account: 'l', anonymous: true },
  findBlobsInContainer: { says: 'Find Blobs by Tags in Container', type: 'c', service: 'f', account: 'f' },
  createContainer: { says: 'Create Container', type: 'c', service: '', account: 'cw' },
  deleteContainer: { says: 'Delete Container', type: 'c', service: '', account: 'd' },
  getContainerProperties: {
    says: 'Get Container Properties',
    type: 'c',
    service: '',
    account: 'r',
    anonymous: true,
  },
  setContainerMetadata: { says: 'Set Container Metadata', type: 'c', service: '', account: 'w' },
  leaseContainer: { says: 'Lease Container', type: 'c', service: '', account: 'w' },
  getContainerAcl: { says: 'Get Container ACL', type: 'c', service: '', account: '' },
  setContainerAcl: { says: 'Set Container ACL', type: 'c', service: '', account: '' },
  listContainers: { says: 'List Containers', type: 's', service: '', account: 'l' },
  getServiceProperties: { says: 'Get Blob Service Properties', type: 's', service: '', account: 'r' },
  setServiceProperties: { says: 'Set Blob Service Properties', type: 's', service: '', account: 'w' },
} as const satisfies Readonly<Record<string, OperationRule>>;

export type BlobOperation = keyof typeof RULES;
export const BLOB_OPERATIONS: Readonly<Record<BlobOperation, OperationRule>> = RULES;

/** The letters any one of which allows it, as things are; empty where no such SAS can. */
export function lettersFor(operation: BlobOperation, kind: SasKind, exists: boolean): string {
  const rule = BLOB_OPERATIONS[operation];
  const letters = kind === 'account' ? rule.account : rule.service;
  return rule.creates && exists ? 'w' : letters;
}
