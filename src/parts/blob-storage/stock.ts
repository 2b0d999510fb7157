/** Single blobs: what one request changes about what lies where. */
import { addAnswer, zeroPerTier } from '../../rules/azure/blob/bill.ts';
import { isRefusal } from '../../rules/azure/blob/errors.ts';
import type { StoreAnswer, StoreRequest } from '../../rules/azure/blob/requests.ts';
import { blobOf, containerOf, tierOf } from '../../rules/azure/blob/state.ts';
import { perform } from '../../rules/azure/blob/store.ts';
import type { Account, Blob } from '../../rules/azure/blob/types.ts';
import type { ServiceError } from '../../rules/serviceError.ts';
import { settle } from './money.ts';
import type { Me } from './spec.ts';

export function singleBlob(account: Account, container: string, name: string): Blob | undefined {
  const found = containerOf(account, container);
  return found && blobOf(found, name);
}

/** Counts all single blobs anew: after what may have touched any of them. */
export function recount({ state }: Me): void {
  state.single = zeroPerTier();
  for (const { blobs } of Object.values(state.account.containers))
    for (const blob of Object.values(blobs)) state.single[tierOf(state.account, blob)]++;
}

/** Changes one blob, and keeps the count. */
export function changing<T>(self: Me, container: string, name: string, change: () => T): T {
  const { account, single } = self.state;
  settle(self);
  const before = singleBlob(account, container, name);
  const changed = change();
  const after = singleBlob(account, container, name);
  if (before) single[tierOf(account, before)]--;
  if (after) single[tierOf(account, after)]++;
  return changed;
}

/** One request of the data plane, counted and paid for. */
export function asked(self: Me, request: StoreRequest): StoreAnswer | ServiceError {
  const { state, metrics, now } = self;
  const run = (): StoreAnswer | ServiceError => perform(state.account, request, now);
  const answer =
    'name' in request ? changing(self, request.container, request.name, run) : ofContainer(self, run);
  if (isRefusal(answer)) return answer;
  addAnswer(state.shelves.usage, answer);
  if (answer.early.length > 0) metrics.earlyDeletions.add(answer.early.length);
  return answer;
}

function ofContainer<T>(self: Me, run: () => T): T {
  settle(self);
  const answer = run();
  recount(self);
  return answer;
}
