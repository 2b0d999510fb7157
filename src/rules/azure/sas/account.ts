/** What an account knows of signatures: keys, stored access policies, keys given to users. Plain data, and functions that give the next. */
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Read } from '../../quantity.ts';
import { readPermissions } from './permissions.ts';
import { toBase64 } from './sign.ts';
import { DAY_MS, readMoment } from './times.ts';
import { SV_LAST } from './values.ts';

export type KeyName = 'key1' | 'key2';

export interface AccountKey {
  readonly name: KeyName;
  /** How often it was made anew. */
  readonly generation: number;
  /** 64 bytes in Base64. */
  readonly value: string;
}

/** Fields that are set here may not stand in the token. */
export interface StoredPolicy {
  readonly id: string;
  readonly st?: string;
  readonly se?: string;
  readonly sp?: string;
}

/** Set Container ACL replaces all policies of a container at once. */
export interface PolicySet {
  readonly setAtMs: number;
  readonly policies: readonly StoredPolicy[];
}

export interface ContainerAccess {
  /** blob: who knows a name may read it; container: everybody may list them too. */
  readonly anonymous: 'off' | 'blob' | 'container';
  /** Oldest first: until a new one applies, the one before does. */
  readonly policySets: readonly PolicySet[];
}

export interface DelegationKey {
  readonly skoid: string;
  readonly sktid: string;
  readonly skt: string;
  readonly ske: string;
  readonly sks: 'b';
  readonly skv: string;
  readonly skdutid?: string;
  readonly value: string;
  /** The letters that its owner's roles allow; everything where none are given. */
  readonly mayDo?: string;
  readonly revokedAtMs?: number;
}

export interface SasAccount {
  readonly name: string;
  readonly keys: readonly [AccountKey, AccountKey];
  /** Keys of before, the latest last: to tell why a token has stopped working. */
  readonly retired: readonly AccountKey[];
  readonly containers: Readonly<Record<string, ContainerAccess>>;
  readonly delegationKeys: readonly DelegationKey[];
  /** Whether any container of the account may be open to all. */
  readonly anonymousAllowed: boolean;
  /** How far the service's clock is ahead of the true time. */
  readonly skewMs: number;
  /** Until a stored access policy applies: up to 30 s. */
  readonly policyDelayMs: number;
  /** Until a revoked user delegation key is dead: they are cached. */
  readonly revocationDelayMs: number;
}

/** https://learn.microsoft.com/rest/api/storageservices/define-stored-access-policy */
export const POLICY_DELAY_MS = 30_000;
export const POLICIES_MAX = 5;
/** assumption of this lab, 2026-11: Azure says that it is not at once, and not how long. */
export const REVOCATION_DELAY_MS = 60_000;
/** https://learn.microsoft.com/rest/api/storageservices/get-user-delegation-key */
export const DELEGATION_KEY_MAX_MS = 7 * DAY_MS;
const RETIRED_MAX = 8;
const DELEGATION_KEYS_MAX = 100;

type Options = Partial<Omit<SasAccount, 'name' | 'keys' | 'retired' | 'delegationKeys'>>;

export function newAccount(name: string, options: Options = {}): SasAccount {
  return {
    name,
    keys: [accountKey(name, 'key1', 1), accountKey(name, 'key2', 1)],
    retired: [],
    containers: {},
    delegationKeys: [],
    anonymousAllowed: false,
    skewMs: 0,
    policyDelayMs: POLICY_DELAY_MS,
    revocationDelayMs: REVOCATION_DELAY_MS,
    ...options,
  };
}

/** The keys of a simulated account follow from its name: the same ones in every run, and worth nothing anywhere else. */
function accountKey(account: string, name: KeyName, generation: number): AccountKey {
  const text = `account key ${account} ${name} ${generation}`;
  return { name, generation, value: toBase64(sha512(utf8ToBytes(text))) };
}

/** A new key in place of the old one: whatever was signed with the old one is worth nothing from now on. */
export function rotated(account: SasAccount, name: KeyName): SasAccount {
  const [key1, key2] = account.keys;
  const old = name === 'key1' ? key1 : key2;
  const fresh = accountKey(account.name, name, old.generation + 1);
  return {
    ...account,
    keys: name === 'key1' ? [fresh, key2] : [key1, fresh],
    retired: [...account.retired, old].slice(-RETIRED_MAX),
  };
}

const CLOSED: ContainerAccess = { anonymous: 'off', policySets: [] };

export const accessOf = (account: SasAccount, container: string): ContainerAccess =>
  Object.hasOwn(account.containers, container) ? account.containers[container]! : CLOSED;

export function withAnonymous(
  account: SasAccount,
  container: string,
  anonymous: ContainerAccess['anonymous'],
): SasAccount {
  return withAccess(account, container, { ...accessOf(account, container), anonymous });
}

/** Set Container ACL. */
export function withPolicies(
  account: SasAccount,
  container: string,
  policies: readonly StoredPolicy[],
  nowMs: number,
): Read<SasAccount> {
  if (policies.length > POLICIES_MAX)
    return bad(`at most ${POLICIES_MAX} stored access policies a container, found ${policies.length}`);
  for (const [at, policy] of policies.entries()) {
    const { id, sp } = policy;
    if (id.length < 1 || id.length > 64) return bad(`an id of 1 to 64 characters, found ${id.length}`);
    if (policies.findIndex((other) => other.id === id) < at) return bad(`each id once, found ${id} twice`);
    const permissions = sp === undefined ? null : readPermissions(sp, 'container', SV_LAST);
    if (permissions && !permissions.ok) return bad(`permissions of ${id}: ${permissions.expected}`);
    for (const text of [policy.st, policy.se]) {
      const moment = text === undefined ? null : readMoment(text);
      if (moment && !moment.ok) return bad(`${moment.expected}, found ${text} in ${id}`);
    }
  }
  const access = accessOf(account, container);
  // Of those that apply by now only the last one counts: the others can never do so again.
  const applying = access.policySets.filter(({ setAtMs }) => setAtMs + account.policyDelayMs <= nowMs);
  const kept = access.policySets.slice(Math.max(0, applying.length - 1));
  const policySets = [...kept, { setAtMs: nowMs, policies }].slice(-RETIRED_MAX);
  return { ok: true, value: withAccess(account, container, { ...access, policySets }) };
}

const withAccess = (account: SasAccount, container: string, access: ContainerAccess): SasAccount => ({
  ...account,
  containers: { ...account.containers, [container]: access },
});

/** The policies that apply at that time. */
export function policiesAt(account: SasAccount, container: string, nowMs: number): readonly StoredPolicy[] {
  const sets = accessOf(account, container).policySets;
  const applying = sets.filter(({ setAtMs }) => setAtMs + account.policyDelayMs <= nowMs);
  return applying.at(-1)?.policies ?? [];
}

/** Get User Delegation Key: signed with it, a SAS needs no account key. */
export function withDelegationKey(
  account: SasAccount,
  asked: Omit<DelegationKey, 'value' | 'sks' | 'revokedAtMs'>,
): Read<SasAccount> {
  const [from, to] = [readMoment(asked.skt), readMoment(asked.ske)];
  if (!from.ok) return from;
  if (!to.ok) return to;
  if (to.value <= from.value) return bad('an expiry after the start');
  if (to.value - from.value > DELEGATION_KEY_MAX_MS) return bad('seven days at most');
  const said = [asked.skoid, asked.sktid, asked.skt, asked.ske, asked.skv, asked.skdutid ?? ''];
  const text = ['user delegation key', account.name, ...said].join(' ');
  const key: DelegationKey = { ...asked, sks: 'b', value: toBase64(sha256(utf8ToBytes(text))) };
  const others = account.delegationKeys.filter(({ value }) => value !== key.value);
  if (others.length >= DELEGATION_KEYS_MAX) return bad(`at most ${DELEGATION_KEYS_MAX} keys at a time`);
  return { ok: true, value: { ...account, delegationKeys: [...others, key] } };
}

/** Revokes all of the account's user delegation keys at once: there is no way to revoke one. */
export function withKeysRevoked(account: SasAccount, nowMs: number): SasAccount {
  return {
    ...account,
    delegationKeys: account.delegationKeys.map((key) =>
      key.revokedAtMs === undefined ? { ...key, revokedAtMs: nowMs } : key,
    ),
  };
}

const bad = (expected: string): Read<never> => ({ ok: false, expected });
