/**
 * What a shared access signature says, in the three kinds that Azure Storage has. Fields bear the names of the query parameters, and
 * their values are the texts that stand there: a time is signed as it was written.
 * https://learn.microsoft.com/rest/api/storageservices/delegate-access-with-shared-access-signature
 */

/** b a blob, c a container, d a directory, bs a snapshot, bv a version. */
export type SignedResource = 'b' | 'c' | 'd' | 'bs' | 'bv';

export type Pairs = readonly (readonly [name: string, value: string])[];

interface Bounds {
  /** The version of the service, which decides how the string is made. */
  readonly sv: string;
  /** Permissions, as letters. */
  readonly sp?: string;
  /** From when, and until when. */
  readonly st?: string;
  readonly se?: string;
  /** An address, or a range of them. */
  readonly sip?: string;
  /** https, or https,http. */
  readonly spr?: string;
  /** Encryption scope. */
  readonly ses?: string;
}

/** Headers that the answer is to carry instead of the blob's own. */
interface ResponseHeaders {
  readonly rscc?: string;
  readonly rscd?: string;
  readonly rsce?: string;
  readonly rscl?: string;
  readonly rsct?: string;
}

interface Target {
  readonly account: string;
  readonly container: string;
  /** The blob's name, or the directory's path where sr is d. */
  readonly blob?: string;
  readonly sr: SignedResource;
  /** Of bs, and of bv: they share a line. */
  readonly snapshot?: string;
  readonly versionId?: string;
  /** How deep the directory lies. */
  readonly sdd?: string;
}

/** Signed with an account's key. */
export interface ServiceSas extends Bounds, ResponseHeaders, Target {
  readonly kind: 'service';
  /** Names a stored access policy of the container. */
  readonly si?: string;
}

/** Signed with an account's key, for all of its services. */
export interface AccountSas extends Bounds {
  readonly kind: 'account';
  readonly account: string;
  /** Services: b blobs, f files, q queues, t tables. */
  readonly ss: string;
  /** Resource types: s the service, c containers, o objects. */
  readonly srt: string;
}

/** Signed with a key that Entra ID gave to somebody, for seven days at most. */
export interface UserDelegationSas extends Bounds, ResponseHeaders, Target {
  readonly kind: 'userDelegation';
  readonly skoid: string;
  readonly sktid: string;
  readonly skt: string;
  readonly ske: string;
  readonly sks: string;
  readonly skv: string;
  readonly saoid?: string;
  readonly suoid?: string;
  readonly scid?: string;
  readonly skdutid?: string;
  readonly sduoid?: string;
  /** What srh and srq name, with what the request says there. */
  readonly requestHeaders?: Pairs;
  readonly requestQuery?: Pairs;
}

export type Sas = ServiceSas | AccountSas | UserDelegationSas;
export type SasKind = Sas['kind'];

/** The parameters of a token, in the order in which Azure's own libraries write them. */
export const SAS_PARAMETERS = [
  ...(['sv', 'ss', 'srt', 'spr', 'st', 'se', 'sip', 'si', 'ses'] as const),
  ...(['skoid', 'sktid', 'skt', 'ske', 'sks', 'skv', 'sr', 'sdd', 'sp'] as const),
  ...(['rscc', 'rscd', 'rsce', 'rscl', 'rsct', 'saoid', 'suoid', 'scid'] as const),
  ...(['sduoid', 'skdutid', 'srh', 'srq', 'sig'] as const),
] as const;
export type SasParameter = (typeof SAS_PARAMETERS)[number];

/** The versions at which the string changes; this lab signs all from the first to the last. */
export const SV_FIRST = '2015-04-05';
export const SV_DELEGATION = '2018-11-09';
export const SV_LAST = '2026-04-06';

interface ParameterRule {
  readonly says: string;
  readonly kinds: readonly SasKind[];
  /** The first sv that knows it; SV_FIRST where none is given. */
  readonly since?: string;
  readonly required?: readonly SasKind[];
}

const ALL: readonly SasKind[] = ['service', 'account', 'userDelegation'];
const OF_BLOBS: readonly SasKind[] = ['service', 'userDelegation'];
const DELEGATED: readonly SasKind[] = ['userDelegation'];
const OF_KEY = { kinds: DELEGATED, required: DELEGATED, since: SV_DELEGATION };

export const PARAMETER_RULES: Readonly<Record<SasParameter, ParameterRule>> = {
  sv: { says: 'the version of the service', kinds: ALL, required: ALL },
  ss: { says: 'services', kinds: ['account'], required: ['account'] },
  srt: { says: 'resource types', kinds: ['account'], required: ['account'] },
  spr: { says: 'protocols', kinds: ALL },
  st: { says: 'start', kinds: ALL },
  // A service SAS may leave them to a stored access policy.
  se: { says: 'expiry', kinds: ALL, required: ['account', 'userDelegation'] },
  sp: { says: 'permissions', kinds: ALL, required: ['account', 'userDelegation'] },
  sip: { says: 'addresses', kinds: ALL },
  si: { says: 'stored access policy', kinds: ['service'] },
  ses: { says: 'encryption scope', kinds: ALL, since: '2020-12-06' },
  skoid: { says: 'who got the key: object id', ...OF_KEY },
  sktid: { says: 'who got the key: tenant id', ...OF_KEY },
  skt: { says: 'start of the key', ...OF_KEY },
  ske: { says: 'expiry of the key', ...OF_KEY },
  sks: { says: 'service of the key', ...OF_KEY },
  skv: { says: 'version of the key', ...OF_KEY },
  sr: { says: 'what kind of resource', kinds: OF_BLOBS, required: OF_BLOBS },
  sdd: { says: 'depth of the directory', kinds: OF_BLOBS, since: '2020-02-10' },
  rscc: { says: 'Cache-Control of the answer', kinds: OF_BLOBS },
  rscd: { says: 'Content-Disposition of the answer', kinds: OF_BLOBS },
  rsce: { says: 'Content-Encoding of the answer', kinds: OF_BLOBS },
  rscl: { says: 'Content-Language of the answer', kinds: OF_BLOBS },
  rsct: { says: 'Content-Type of the answer', kinds: OF_BLOBS },
  saoid: { says: 'authorised user: object id', kinds: DELEGATED, since: '2020-02-10' },
  suoid: { says: 'unauthorised user: object id', kinds: DELEGATED, since: '2020-02-10' },
  scid: { says: 'correlation id', kinds: DELEGATED, since: '2020-02-10' },
  sduoid: { says: 'the one user who may use it: object id', kinds: DELEGATED, since: '2025-07-05' },
  skdutid: { says: 'the one user who may use it: tenant id', kinds: DELEGATED, since: '2025-07-05' },
  srh: { says: 'headers that the request must have', kinds: DELEGATED, since: SV_LAST },
  srq: { says: 'parameters that the request must have', kinds: DELEGATED, since: SV_LAST },
  sig: { says: 'the signature', kinds: ALL, required: ALL },
};
