/** What is done to an account as time goes by, and the account as it then stands at any moment: it is folded, never kept. */
import {
  accessOf,
  type KeyName,
  newAccount,
  POLICY_DELAY_MS,
  rotated,
  type SasAccount,
  type StoredPolicy,
  withPolicies,
} from './account.ts';
import { TICK_ZERO_MS } from './times.ts';

export type Deed = { readonly atMs: number } & (
  | { readonly does: 'rotateKey'; readonly key: KeyName }
  | { readonly does: 'revokePolicy'; readonly container: string; readonly policy: string }
);

/** By container. */
export type StoredPolicies = Readonly<Record<string, readonly StoredPolicy[]>>;

/** As it is when a run begins: its policies were set long enough before to apply. @throws never for policies that were read */
export function accountAtStart(name: string, stored: StoredPolicies): SasAccount {
  const setAtMs = TICK_ZERO_MS - POLICY_DELAY_MS;
  return Object.entries(stored).reduce((account, [container, policies]) => {
    const next = withPolicies(account, container, policies, setAtMs);
    return next.ok ? next.value : account;
  }, newAccount(name));
}

/** What was done until then, in the order of time. */
export function accountAt(start: SasAccount, deeds: readonly Deed[], nowMs: number): SasAccount {
  return deeds
    .filter(({ atMs }) => atMs <= nowMs)
    .toSorted((one, other) => one.atMs - other.atMs)
    .reduce(done, start);
}

function done(account: SasAccount, deed: Deed): SasAccount {
  if (deed.does === 'rotateKey') return rotated(account, deed.key);
  const kept = policiesSet(account, deed.container).filter(({ id }) => id !== deed.policy);
  const next = withPolicies(account, deed.container, kept, deed.atMs);
  return next.ok ? next.value : account;
}

/** The policies that were set last, whether they apply by now or not. */
export const policiesSet = (account: SasAccount, container: string): readonly StoredPolicy[] =>
  accessOf(account, container).policySets.at(-1)?.policies ?? [];
