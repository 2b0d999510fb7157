/**
 * Keys on a wire: how somebody who signs asks an account for one, and what it answers.
 * https://learn.microsoft.com/rest/api/storagerp/storage-accounts/list-keys and
 * https://learn.microsoft.com/rest/api/storageservices/get-user-delegation-key
 */
import type { Content } from '../../../engine/contents.ts';
import type { Attribute, Letter } from '../../letter.ts';
import type { ServiceError } from '../../serviceError.ts';
import { attributeOf } from '../crate.ts';
import {
  type AccountKey,
  type DelegationKey,
  type KeyName,
  type SasAccount,
  withDelegationKey,
} from './account.ts';

/** The value of the attribute `operation`; the first is what is meant where there is none. */
export const LIST_KEYS = 'List Keys';
export const GET_DELEGATION_KEY = 'Get User Delegation Key';

/** A key that somebody was given. */
export type GivenKey =
  | { readonly sort: 'account'; readonly account: string; readonly key: AccountKey }
  | { readonly sort: 'user'; readonly account: string; readonly key: DelegationKey };

type DelegationAsked = Omit<DelegationKey, 'value' | 'sks' | 'revokedAtMs'>;
const ASKED = ['skoid', 'sktid', 'skt', 'ske', 'skv', 'skdutid'] as const;

export function listKeysLetter(keyName: KeyName): Letter {
  return letterWith({ operation: LIST_KEYS, keyName });
}

export function delegationKeyLetter(asked: DelegationAsked): Letter {
  const said = ASKED.flatMap((name) => (asked[name] === undefined ? [] : [[name, asked[name]] as const]));
  return letterWith({ operation: GET_DELEGATION_KEY, ...Object.fromEntries(said) });
}

function letterWith(said: Readonly<Record<string, string>>): Letter {
  const attributes: Record<string, Attribute> = {};
  for (const [name, value] of Object.entries(said)) attributes[name] = { type: 'String', value };
  return { body: said.operation ?? '', attributes };
}

export type HandedOut =
  /** The account as it is afterwards: it remembers which users it gave keys to. */
  | { readonly ok: true; readonly account: SasAccount; readonly answer: Content }
  | { readonly ok: false; readonly error: ServiceError };

/** What the account answers: `{ body, account, key, keyName, generation }`, or all that a user's key says. */
export function handOut(account: SasAccount, letter: Letter): HandedOut {
  if (attributeOf(letter, 'operation') === GET_DELEGATION_KEY) return delegation(account, letter);
  const asked = attributeOf(letter, 'keyName') ?? 'key1';
  const key = account.keys.find(({ name }) => name === asked);
  if (key === undefined) return refused(`There is no key ${asked}: they are called key1 and key2.`);
  const { name: keyName, generation, value } = key;
  return {
    ok: true,
    account,
    answer: { body: value, account: account.name, key: value, keyName, generation },
  };
}

function delegation(account: SasAccount, letter: Letter): HandedOut {
  const [skoid, sktid, skt, ske, skv] = ASKED.map((name) => attributeOf(letter, name) ?? '');
  const skdutid = attributeOf(letter, 'skdutid');
  const asked = { skoid, sktid, skt, ske, skv, ...(skdutid !== null && { skdutid }) } as DelegationAsked;
  const after = withDelegationKey(account, asked);
  if (!after.ok) return refused(`A user delegation key: expected ${after.expected}.`);
  const key = after.value.delegationKeys.at(-1)!;
  const { value, revokedAtMs: _, mayDo: __, ...said } = key;
  return {
    ok: true,
    account: after.value,
    answer: { body: value, account: account.name, key: value, ...said },
  };
}

const refused = (message: string): HandedOut => ({
  ok: false,
  error: { code: 'InvalidInput', message, status: 400 },
});

/** The key in an answer; null when it tells none. @param account of an answer that does not say whose key it is */
export function keyIn(answer: Content, account: string): GivenKey | null {
  const { key: value, keyName: name, generation, ...said } = answer as Readonly<Record<string, unknown>>;
  const whose = typeof said.account === 'string' ? said.account : account;
  if (typeof value !== 'string') return null;
  if (name === 'key1' || name === 'key2')
    return { sort: 'account', account: whose, key: { name, generation: Number(generation), value } };
  if (typeof said.skoid !== 'string') return null;
  const { body: _, account: __, ...key } = said;
  return { sort: 'user', account: whose, key: { ...key, value } as unknown as DelegationKey };
}
