/** Midnight: the policy runs over all blobs, one by one, and over all crates. */
import { addCharge, addEarly } from '../../rules/azure/blob/bill.ts';
import { type Cohort, runDay } from '../../rules/azure/blob/cohorts.ts';
import { evaluate } from '../../rules/azure/blob/lifecycle.ts';
import type { Policy } from '../../rules/azure/blob/lifecyclePolicy.ts';
import { runLifecycle } from '../../rules/azure/blob/lifecycleRun.ts';
import { allowsArchive } from '../../rules/azure/blob/redundancy.ts';
import { DAY, earlyDeletion } from '../../rules/azure/blob/tiers.ts';
import { dayOf, recountCrates } from './crates.ts';
import { settle, show } from './money.ts';
import { isOut } from './reach.ts';
import { follow } from './rising.ts';
import type { Me } from './spec.ts';
import { recount } from './stock.ts';

export const untilMidnight = (now: number): number => DAY - (now % DAY);

export function midnight(self: Me): void {
  self.timers.midnight.after(untilMidnight(self.now));
  const { lifecycle } = self.settings;
  if (lifecycle && !isOut(self.state, 'write')) runPolicy(self, lifecycle);
}

function runPolicy(self: Me, policy: Policy): void {
  const { state, metrics, now } = self;
  const { account, shelves } = state;
  settle(self);
  const run = runLifecycle(account, policy, now);
  for (const charge of run.charges) addCharge(shelves.usage, charge);
  for (const early of run.early) addEarly(shelves.usage, early);
  metrics.earlyDeletions.add(run.early.length);
  for (const { action, snapshot, container, name } of run.deeds) {
    if (snapshot !== null) continue;
    if (action === 'delete') {
      metrics.deletes.add();
      follow(self, container, name);
    } else metrics.tierChanges.add();
  }
  if (run.deeds.length > 0) recount(self);
  runCrates(self, policy);
  show(self);
}

function runCrates(self: Me, policy: Policy): void {
  const { state, metrics, now } = self;
  const day = dayOf(now);
  const archives = allowsArchive(state.account.redundancy);
  for (const cohort of state.shelves.cohorts)
    if (leavesEarly(cohort, policy, day, archives)) metrics.earlyDeletions.add(cohort.count);
  const deeds = runDay(state.shelves, policy, day, archives);
  for (const { action, count } of deeds) metrics[action === 'delete' ? 'deletes' : 'tierChanges'].add(count);
  if (deeds.length > 0) recountCrates(self);
}

function leavesEarly(cohort: Cohort, policy: Policy, day: number, archives: boolean): boolean {
  const { path, tags, tier, size, created, modified, accessed, tierSince, tierChanged } = cohort;
  if (!earlyDeletion(tier, size, day - tierSince)) return false;
  const since = (of: number | null): number | null => (of === null ? null : day - of);
  const facts = {
    kind: 'BlockBlob' as const,
    path,
    tags,
    tier,
    sinceModification: day - modified,
    sinceCreation: day - created,
    sinceAccess: since(accessed),
    sinceTierChange: since(tierChanged),
  };
  return evaluate(policy, facts, 'baseBlob', archives) !== null;
}
