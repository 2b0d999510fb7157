/** A counting lock in one item: a number, and an attribute for every request that holds a permit. */
import { outcome } from '../../engine/outcome.ts';
import type { ServiceError } from '../../rules/serviceError.ts';
import { named, noNumbers, numberOf, withNumber } from '../byRequest.ts';
import { CONDITION_FAILED } from './errors.ts';
import type { AcquireWire, Lock, Me, ReleaseWire } from './spec.ts';

/** What a refused writer reads beside the error, when it asks for the item as it was. */
export interface RefusedPermit extends ServiceError {
  readonly Item: { readonly owner: boolean };
}

function lockOf({ state }: Me, name: string): Lock {
  state.locks[name] ??= { count: 0, since: noNumbers(), owners: [] };
  return state.locks[name];
}

/** UpdateItem SET count = count + 1, owner = now, if count < limit and there is no such owner. */
export function acquire(self: Me, call: number): void {
  const { lock: name, limit, again } = self.wireSettings(call) as AcquireWire;
  const owner = self.messages.request[call]!;
  const lock = lockOf(self, named(name));
  if (numberOf(lock.since, owner) > 0) {
    self.metrics.heldAlready.add();
    if (again === 'refuse') return refuse(self, call, true);
    own(self, lock, owner);
    return self.reply(call, outcome.ok);
  }
  if (lock.count >= limit && !takesOver(self, lock)) return refuse(self, call, false);
  count(self, lock, 1);
  own(self, lock, owner);
  self.metrics.acquired.add();
  self.reply(call, outcome.ok);
}

function refuse(self: Me, call: number, isOwner: boolean): void {
  self.metrics.conditionFailed.add();
  const answer: RefusedPermit = { ...CONDITION_FAILED, Item: { owner: isOwner } };
  self.reply(call, outcome.conditionFailed, answer);
}

/** Takes a permit from whoever has held one for longest, if that is too long. @returns whether it did */
function takesOver(self: Me, lock: Lock): boolean {
  const { leaseFor } = self.settings;
  const oldest = lock.owners[0];
  if (leaseFor === null || oldest === undefined) return false;
  if (self.now - (numberOf(lock.since, oldest) - 1) <= leaseFor) return false;
  disown(self, lock, oldest);
  count(self, lock, -1);
  self.metrics.takenOver.add();
  return true;
}

/** UpdateItem SET count = count - 1, REMOVE owner; if there is such an owner, or whoever asks. */
export function release(self: Me, call: number): void {
  const { lock: name, matches, again } = self.wireSettings(call) as ReleaseWire;
  const owner = self.messages.request[call]!;
  const lock = lockOf(self, named(name));
  const holds = numberOf(lock.since, owner) > 0;
  if (!holds && matches === 'owner') {
    self.metrics.conditionFailed.add();
    return self.reply(call, again === 'accept' ? outcome.ok : outcome.conditionFailed);
  }
  if (holds) disown(self, lock, owner);
  else self.metrics.doubleReleases.add();
  count(self, lock, -1);
  self.metrics.released.add();
  self.reply(call, outcome.ok);
}

function count({ state, metrics }: Me, lock: Lock, by: number): void {
  lock.count += by;
  state.held += by;
  metrics.held.set(state.held);
}

/** From now on; who holds a permit already holds it as if it were new. */
function own(self: Me, lock: Lock, owner: number): void {
  const { state, metrics } = self;
  if (numberOf(lock.since, owner) > 0) lock.owners.splice(lock.owners.indexOf(owner), 1);
  else state.owners++;
  lock.owners.push(owner);
  lock.since = withNumber(lock.since, owner, self.now + 1);
  metrics.owners.set(state.owners);
}

function disown({ state, metrics }: Me, lock: Lock, owner: number): void {
  lock.owners.splice(lock.owners.indexOf(owner), 1);
  lock.since = withNumber(lock.since, owner, 0);
  metrics.owners.set(--state.owners);
}
