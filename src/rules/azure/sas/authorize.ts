/**
 * Whether the simulated service lets a request through. The order of the checks is this lab's where Azure documents none: form,
 * signature, key of a user, stored policy, times, protocol, address, service, resource, permission.
 */
import type { Read } from '../../quantity.ts';
import type { ServiceError } from '../../serviceError.ts';
import {
  accessOf,
  type ContainerAccess,
  DELEGATION_KEY_MAX_MS,
  type DelegationKey,
  policiesAt,
  type SasAccount,
} from './account.ts';
import * as errors from './errors.ts';
import { addressNumber, readAddresses } from './fields.ts';
import { type Match, match, retiredMatch } from './matching.ts';
import { BLOB_OPERATIONS, type BlobOperation, LETTER_SAYS, lettersFor } from './permissions.ts';
import { httpDate, momentText, readMoment } from './times.ts';
import { type Place, readToken, type Token } from './token.ts';

export interface SasRequest {
  readonly operation: BlobOperation;
  /** Empty where it is about the whole service. */
  readonly container: string;
  readonly blob?: string;
  readonly snapshot?: string;
  readonly versionId?: string;
  /** Whether there is such a blob already. */
  readonly exists?: boolean;
  readonly protocol: 'http' | 'https';
  readonly ip: string;
  /** The true time; the service adds what its clock is ahead. */
  readonly nowMs: number;
  /** Null where the request has none. */
  readonly token: string | null;
  /** Whom Entra ID says that it is: asked for by sduoid alone. */
  readonly user?: string;
  readonly requestHeaders?: Place['requestHeaders'];
  readonly requestQuery?: Place['requestQuery'];
}

export type Check =
  | 'anonymous'
  | 'form'
  | 'signature'
  | 'key'
  | 'policy'
  | 'time'
  | 'protocol'
  | 'address'
  | 'service'
  | 'resource'
  | 'permission';

export type Decision =
  | { readonly ok: true; readonly because: string }
  | {
      readonly ok: false;
      readonly check: Check;
      readonly error: ServiceError;
      /** AuthenticationErrorDetail, where Azure gives one. */
      readonly detail?: string;
      /** For the learner. */
      readonly because: string;
    };
type Refusal = Extract<Decision, { ok: false }>;

export function authorize(request: SasRequest, account: SasAccount): Decision {
  if (request.token === null) return anonymous(request, account);
  const token = readToken(request.token);
  if (!token.ok)
    return failed('form', `The token is not in order: expected ${token.expected}.`, NOT_WELL_FORMED);
  const found = match(token.value, placeOf(request, account), account);
  const clockMs = request.nowMs + account.skewMs;
  const before = signed(token.value, found, account) ?? keyRefusal(found, request, account, clockMs);
  if (before) return before;
  const terms = termsOf(token.value, request, account);
  if ('error' in terms) return terms;
  const refusal =
    timeRefusal(terms, clockMs) ??
    originRefusal(token.value, request) ??
    reachRefusal(token.value, request) ??
    permissionRefusal(token.value, found, terms.sp, request);
  const by = found.by && 'name' in found.by ? found.by.name : 'the user’s key';
  return refusal ?? { ok: true, because: `Signed with ${by}, and all that it says holds.` };
}

export const placeOf = (request: SasRequest, account: SasAccount): Place => ({
  account: account.name,
  container: request.container,
  ...(request.blob === undefined ? {} : { blob: request.blob }),
  ...(request.snapshot === undefined ? {} : { snapshot: request.snapshot }),
  ...(request.versionId === undefined ? {} : { versionId: request.versionId }),
  requestHeaders: request.requestHeaders ?? [],
  requestQuery: request.requestQuery ?? [],
});

const NOT_WELL_FORMED = 'Signature fields not well formed.';

const refused = (check: Check, error: ServiceError, because: string): Refusal => ({
  ok: false,
  check,
  error,
  because,
});

const failed = (check: Check, because: string, detail?: string): Refusal => ({
  ...refused(check, errors.AUTHENTICATION_FAILED, because),
  ...(detail === undefined ? {} : { detail }),
});

/** Without a token only what is open to all can be read. */
function anonymous(request: SasRequest, account: SasAccount): Decision {
  const rule = BLOB_OPERATIONS[request.operation];
  if (!('anonymous' in rule))
    return refused('anonymous', errors.NO_AUTHENTICATION, 'The request says nothing of who sends it.');
  if (!account.anonymousAllowed)
    return refused(
      'anonymous',
      errors.PUBLIC_ACCESS_NOT_PERMITTED,
      'The request has no token, and no container of this account may be open to all.',
    );
  const open: ContainerAccess['anonymous'] = accessOf(account, request.container).anonymous;
  if (open === 'container' || (open === 'blob' && rule.type === 'o'))
    return { ok: true, because: 'Open to all: whoever knows the address may read it.' };
  return refused(
    'anonymous',
    errors.RESOURCE_NOT_FOUND,
    'The request has no token, and the container is private: a stranger is not told that it is there.',
  );
}

function signed(token: Token, found: Match, account: SasAccount): Refusal | null {
  if (found.by !== null) return null;
  const detail = `Signature did not match. String to sign used was ${found.string}`;
  if (token.kind === 'userDelegation' && found.computed.length === 0)
    return failed('key', 'This account gave nobody the key that the token names.', detail);
  const old = retiredMatch(token, found.string, account);
  const because =
    old === null
      ? 'No key of the account gives this signature for what the request and the token say: one of them was changed, or somebody else’s key was used.'
      : `It was signed with ${old.name} as it was before ${old.name} was rotated: with the key died all that was signed with it.`;
  return failed('signature', because, detail);
}

/** A key that a user was given: not revoked, not too long, and in its time. */
function keyRefusal(found: Match, request: SasRequest, account: SasAccount, clockMs: number): Refusal | null {
  const key = found.by;
  if (key === null || 'name' in key) return null;
  const [from, to] = [msOf(key.skt), msOf(key.ske)];
  if (to - from > DELEGATION_KEY_MAX_MS)
    return failed('key', 'A user delegation key lasts seven days at most.');
  if (key.revokedAtMs !== undefined && request.nowMs >= key.revokedAtMs + account.revocationDelayMs)
    return failed('key', 'The account’s user delegation keys were revoked.');
  if (clockMs < from || clockMs >= to)
    return failed(
      'key',
      `The user delegation key holds from ${key.skt} to ${key.ske}.`,
      frame(from, to, clockMs),
    );
  const { sduoid } = found.sas as { readonly sduoid?: string };
  if (sduoid !== undefined && request.user !== sduoid)
    return failed('key', 'The token is for one user, and somebody else sent it.');
  return null;
}

interface Terms {
  readonly st?: string;
  readonly se: string;
  readonly sp: string;
}

const BOTH = 'Access policy fields can be associated with signature or SAS identifier but not both.';

/** The token's own terms, with those that a stored access policy adds. */
function termsOf({ fields }: Token, request: SasRequest, account: SasAccount): Terms | Refusal {
  const { si, st, se, sp } = fields;
  if (si === undefined) return { st, se: se!, sp: sp! };
  const policy = policiesAt(account, request.container, request.nowMs).find(({ id }) => id === si);
  if (policy === undefined)
    return failed('policy', `The container has no stored access policy ${si} that applies by now.`);
  for (const name of ['st', 'se', 'sp'] as const) {
    if (fields[name] !== undefined && policy[name] !== undefined)
      return failed('policy', `Both the token and the policy ${si} say ${name}: one of them may.`, BOTH);
  }
  const terms = { st: st ?? policy.st, se: se ?? policy.se, sp: sp ?? policy.sp };
  for (const name of ['se', 'sp'] as const) {
    if (terms[name] === undefined)
      return failed(
        'policy',
        `Neither the token nor the policy ${si} says ${name}.`,
        `${name} is mandatory. Cannot be empty`,
      );
  }
  return terms as Terms;
}

/** It starts at st, and at se it is over. */
function timeRefusal({ st, se }: Terms, clockMs: number): Refusal | null {
  const [from, to] = [st === undefined ? null : msOf(st), msOf(se)];
  const clock = momentText(clockMs);
  if (from !== null && clockMs < from)
    return failed(
      'time',
      `It holds from ${st} on, and the service’s clock says ${clock}.`,
      frame(from, to, clockMs),
    );
  if (clockMs < to) return null;
  const detail =
    from === null
      ? `Signed expiry time [${httpDate(to)}] must be after signed start time [${httpDate(clockMs)}]`
      : frame(from, to, clockMs);
  return failed('time', `It expired at ${se}, and the service’s clock says ${clock}.`, detail);
}

const frame = (from: number, to: number, now: number): string =>
  `Signature not valid in the specified time frame: Start [${httpDate(from)}] - Expiry [${httpDate(to)}] - Current [${httpDate(now)}]`;

function originRefusal({ fields }: Token, { protocol, ip }: SasRequest): Refusal | null {
  if (fields.spr === 'https' && protocol === 'http')
    return refused(
      'protocol',
      errors.PROTOCOL_MISMATCH,
      'It holds over https, and the request came over http.',
    );
  if (fields.sip === undefined) return null;
  const [from, to] = readAddresses(fields.sip)!;
  const address = addressNumber(ip);
  if (address >= from && address <= to) return null;
  return refused(
    'address',
    errors.addressMismatch(ip),
    `It holds for ${fields.sip}, and the request came from ${ip}.`,
  );
}

/** Whether the token reaches what the request is about. */
function reachRefusal({ kind, fields }: Token, request: SasRequest): Refusal | null {
  const { operation, blob, snapshot, versionId } = request;
  const rule = BLOB_OPERATIONS[operation];
  if (kind === 'account') {
    if (!fields.ss!.includes('b'))
      return refused(
        'service',
        errors.SERVICE_MISMATCH,
        `It is for the services ${fields.ss}, not for b, blobs.`,
      );
    if (fields.srt!.includes(rule.type)) return null;
    return refused(
      'resource',
      errors.RESOURCE_TYPE_MISMATCH,
      `${rule.says} needs the resource type ${rule.type}, and the token has ${fields.srt}.`,
    );
  }
  const whole = fields.sr === 'c' || fields.sr === 'd';
  if (rule.type !== 'o' && lettersFor(operation, kind, false) !== '' && !whole)
    return refused(
      'resource',
      errors.AUTHORIZATION_FAILURE,
      `${rule.says} is about a container, and the token is for one blob.`,
    );
  if (rule.type === 'o' && !blob)
    return refused(
      'resource',
      errors.AUTHORIZATION_FAILURE,
      `${rule.says} is about a blob, and none is named.`,
    );
  // assumption of this lab, 2026-11: what is signed as the blob is the blob itself, and none of its snapshots.
  const moment = fields.sr === 'bs' ? snapshot : fields.sr === 'bv' ? versionId : 'any';
  if (moment === undefined || (fields.sr === 'b' && (snapshot ?? versionId) !== undefined))
    return refused(
      'resource',
      errors.AUTHENTICATION_FAILED,
      `The token is for ${RESOURCE_SAYS[fields.sr!]}, and the request asks for another state of it.`,
    );
  return null;
}

const RESOURCE_SAYS: Readonly<Record<string, string>> = {
  b: 'a blob',
  bs: 'a snapshot of a blob',
  bv: 'a version of a blob',
};

function permissionRefusal(token: Token, found: Match, sp: string, request: SasRequest): Refusal | null {
  const { operation, exists = false } = request;
  const { says } = BLOB_OPERATIONS[operation];
  const letters = lettersFor(operation, token.kind, exists);
  if (letters === '')
    return refused('permission', errors.AUTHORIZATION_FAILURE, `No token of this kind allows ${says}.`);
  const needed = [...letters].map((letter) => `${letter} (${LETTER_SAYS[letter]})`).join(' or ');
  if (!includesAny(sp, letters)) {
    const overwrites = lettersFor(operation, token.kind, false) !== letters && sp.includes('c');
    const because = overwrites
      ? `There is such a blob already: c creates and never overwrites, and ${says} needs ${needed} now.`
      : `${says} needs ${needed}, and the token has ${sp}.`;
    return refused('permission', errors.PERMISSION_MISMATCH, because);
  }
  const owner = found.by as DelegationKey;
  if (token.kind !== 'userDelegation' || owner.mayDo === undefined) return null;
  if (includesAny([...sp].filter((letter) => owner.mayDo!.includes(letter)).join(''), letters)) return null;
  return refused(
    'permission',
    errors.PERMISSION_MISMATCH,
    `Who signed it may do no more than ${owner.mayDo || 'nothing'} themselves: nobody hands on what they do not have.`,
  );
}

const includesAny = (text: string, letters: string): boolean =>
  [...letters].some((letter) => text.includes(letter));

function msOf(text: string): number {
  const moment: Read<number> = readMoment(text);
  return moment.ok ? moment.value : Number.NaN;
}
