/** Whose key a token was signed with: the service does not look it up, it tries the ones that it has. */
import type { AccountKey, DelegationKey, SasAccount } from './account.ts';
import { sameSignature, signatureOf } from './sign.ts';
import { stringToSign } from './stringToSign.ts';
import { type Place, sasAt, type Token } from './token.ts';
import type { Sas } from './values.ts';

export interface Computed {
  /** key1, key2 or the object id of who got the key. */
  readonly key: string;
  readonly signature: string;
}

export interface Match {
  /** What the service read, from the token and from the request. */
  readonly sas: Sas;
  readonly string: string;
  /** One a key that could have signed it; none where a user's key is unknown. */
  readonly computed: readonly Computed[];
  /** The one whose signature is the token's. */
  readonly by: AccountKey | DelegationKey | null;
}

export function match(token: Token, place: Place, account: SasAccount): Match {
  const sas = sasAt(token, place);
  const string = stringToSign(sas);
  const keys: readonly (AccountKey | DelegationKey)[] =
    sas.kind === 'userDelegation' ? delegationKeysOf(token, account) : account.keys;
  const computed = keys.map((key) => ({
    key: 'name' in key ? key.name : key.skoid,
    signature: signatureOf(string, key.value),
  }));
  const at = computed.findIndex(({ signature }) => sameSignature(signature, token.fields.sig!));
  return { sas, string, computed, by: at < 0 ? null : keys[at]! };
}

/** The key of before that would have signed it; null where none would. */
export function retiredMatch(token: Token, string: string, account: SasAccount): AccountKey | null {
  if (token.kind === 'userDelegation') return null;
  const sig = token.fields.sig!;
  return account.retired.findLast((key) => sameSignature(signatureOf(string, key.value), sig)) ?? null;
}

/** A token names the key by what it is made for. */
function delegationKeysOf({ fields }: Token, account: SasAccount): readonly DelegationKey[] {
  const names = ['skoid', 'sktid', 'skt', 'ske', 'sks', 'skv', 'skdutid'] as const;
  return account.delegationKeys.filter((key) => names.every((name) => key[name] === fields[name]));
}
