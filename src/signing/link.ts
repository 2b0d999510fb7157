/** A link as it was handed out: the string that was signed, by which key, and the address that came of it. */
import {
  type DelegationKey,
  type KeyName,
  type SasAccount,
  withDelegationKey,
} from '../rules/azure/sas/account.ts';
import { policiesSet } from '../rules/azure/sas/deeds.ts';
import { signatureOf } from '../rules/azure/sas/sign.ts';
import { joined, type Line, linesOf } from '../rules/azure/sas/stringToSign.ts';
import { sasUrl, tokenText } from '../rules/azure/sas/token.ts';
import type { Sas } from '../rules/azure/sas/values.ts';
import { askedKey, type SasForm, sasOf } from './form.ts';

export interface Link {
  readonly sas: Sas;
  /** What was signed; other lines than those of the values where somebody has written over them. */
  readonly lines: readonly Line[];
  readonly key: { readonly name: string; readonly value: string; readonly generation: number | null };
  readonly signature: string;
  readonly url: string;
  readonly atMs: number;
  /** The user's key, where one has signed: the account has given it out with this link. */
  readonly given: DelegationKey | null;
}

/** Lines that somebody has written over, by name. */
export type Overwritten = Readonly<Record<string, string>>;

export function signed(
  form: SasForm,
  account: SasAccount,
  nowMs: number,
  overwritten: Overwritten,
  /** The user's key that signed before; it goes on signing while nothing else is asked for. */
  before: DelegationKey | null,
): Link {
  const given = form.kind === 'userDelegation' ? (before ?? delegationKey(form, account, nowMs)) : null;
  const policy = policiesSet(account, form.container).find(({ id }) => id === form.policy) ?? null;
  const sas = sasOf(form, account.name, form.kind === 'service' ? policy : null, given);
  const lines = linesOf(sas).map(({ name, value }) => ({ name, value: overwritten[name] ?? value }));
  const own = account.keys[form.key === 'key1' ? 0 : 1];
  const key = given
    ? { name: 'the user’s key', value: given.value, generation: null }
    : { name: own.name, value: own.value, generation: own.generation };
  const signature = signatureOf(joined(lines), key.value);
  const place = { account: account.name, container: form.container, ...(form.blob && { blob: form.blob }) };
  return { sas, lines, key, signature, url: sasUrl(place, tokenText(sas, signature)), atMs: nowMs, given };
}

function delegationKey(form: SasForm, account: SasAccount, nowMs: number): DelegationKey {
  const after = withDelegationKey(account, askedKey(form, nowMs));
  if (!after.ok) throw new Error(after.expected);
  return after.value.delegationKeys.at(-1)!;
}

/** The account, which remembers whom it gave a key. */
export function knowing(account: SasAccount, given: DelegationKey | null): SasAccount {
  if (given === null || account.delegationKeys.some(({ value }) => value === given.value)) return account;
  return { ...account, delegationKeys: [...account.delegationKeys, given] };
}

export const keyTitle = (name: KeyName | string): string =>
  name === 'key1' ? 'key 1' : name === 'key2' ? 'key 2' : name;
