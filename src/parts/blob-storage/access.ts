/** Who may: the owner of a key, whoever has a signed address, and strangers where blobs are open to all. */

import { type BlobAsk, sasOperationOf } from '../../rules/azure/blob/letters.ts';
import { accessOf, type SasAccount, withAnonymous } from '../../rules/azure/sas/account.ts';
import { authorize, type Decision } from '../../rules/azure/sas/authorize.ts';
import { AUTHENTICATION_FAILED } from '../../rules/azure/sas/errors.ts';
import { msOfTick } from '../../rules/azure/sas/times.ts';
import type { Letter } from '../../rules/letter.ts';
import type { ServiceError } from '../../rules/serviceError.ts';
import { inForce, type Policies } from './policies.ts';
import { OPEN } from './settings.ts';
import type { Me } from './spec.ts';
import { singleBlob } from './stock.ts';

/** An error, and what it means in this case. */
export type Refused = ServiceError & { readonly because: string };

/** @returns null for who may */
export function refusedAccess(self: Me, ask: BlobAsk, letter: Letter): Refused | null {
  const { signed } = ask;
  if (signed.by === 'owner') return null;
  if (signed.by === 'key') {
    if (self.state.sas.keys.some(({ value }) => value === signed.key)) return null;
    const because = 'It was signed with a key that is not the account’s, or not any more.';
    return { ...AUTHENTICATION_FAILED, because };
  }
  const decision = decide(self, ask, letter, signed.by === 'token' ? signed.token : null);
  return decision.ok ? null : { ...decision.error, because: decision.because };
}

function decide(self: Me, ask: BlobAsk, letter: Letter, token: string | null): Decision {
  const { state, settings: s, now } = self;
  const { container, name, protocol, ip } = ask;
  const account = token === null && s.access === OPEN ? open(state.sas, container) : state.sas;
  const request = {
    operation: sasOperationOf(letter, ask.operation),
    container,
    ...(name !== '' && { blob: name }),
    exists: singleBlob(state.account, container, name) !== undefined,
    protocol,
    ip,
    nowMs: msOfTick(now),
    token,
  };
  return authorize(request, account);
}

const open = (sas: SasAccount, container: string): SasAccount =>
  withAnonymous({ ...sas, anonymousAllowed: true }, container, 'blob');

/** What the containers' policies are to be from now on; those of containers that are named no more are gone. */
export function setPolicies(self: Me, before: Policies, after: Policies): void {
  const { state, now } = self;
  const gone = Object.fromEntries(Object.keys(before).map((container) => [container, []]));
  const changed = Object.entries({ ...gone, ...after }).filter(
    ([container, list]) => JSON.stringify(list) !== JSON.stringify(before[container] ?? []),
  );
  const set = inForce(state.sas, Object.fromEntries(changed), msOfTick(now));
  if (set.ok) state.sas = set.value;
}

export function revoke(self: Me, container: string, policy: string): void {
  const last = accessOf(self.state.sas, container).policySets.at(-1)?.policies ?? [];
  const left = last.filter(({ id }) => id !== policy);
  if (left.length === last.length) return;
  const set = inForce(self.state.sas, { [container]: left }, msOfTick(self.now));
  if (set.ok) self.state.sas = set.value;
}
