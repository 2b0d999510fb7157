/** One daily run of a policy over an account, blob by blob. For millions of them see cohorts.ts. */
import { isRefusal } from './errors.ts';
import { type BlobFacts, evaluate, tierAfter, type Verdict, warmsOnAccess } from './lifecycle.ts';
import type { Policy } from './lifecyclePolicy.ts';
import { allowsArchive } from './redundancy.ts';
import type { StoreAnswer } from './requests.ts';
import { blobOf, containerOf, replaceBlob, tierOf } from './state.ts';
import { perform } from './store.ts';
import { chargeOfMove, DAY, earlyDeletionOf } from './tiers.ts';
import type { Account, Blob, Charge, Container, EarlyDeletion, Snapshot } from './types.ts';

export interface LifecycleDeed extends Verdict {
  readonly container: string;
  readonly name: string;
  /** null for the blob itself. */
  readonly snapshot: number | null;
}

export interface LifecycleRun {
  readonly deeds: readonly LifecycleDeed[];
  readonly charges: readonly Charge[];
  readonly early: readonly EarlyDeletion[];
  /** What a lease or a snapshot kept from being deleted. */
  readonly refused: number;
}

interface Tally {
  readonly deeds: LifecycleDeed[];
  readonly charges: Charge[];
  readonly early: EarlyDeletion[];
  refused: number;
}

export function factsOf(account: Account, container: string, blob: Blob, now: number): BlobFacts {
  return {
    kind: blob.kind,
    path: `${container}/${blob.name}`,
    tags: blob.tags,
    tier: tierOf(account, blob),
    sinceModification: (now - blob.modified) / DAY,
    sinceCreation: (now - blob.created) / DAY,
    sinceAccess: blob.accessed === null ? null : (now - blob.accessed) / DAY,
    sinceTierChange: blob.tierChanged === null ? null : (now - blob.tierChanged) / DAY,
  };
}

export function runLifecycle(account: Account, policy: Policy, now: number): LifecycleRun {
  const tally: Tally = { deeds: [], charges: [], early: [], refused: 0 };
  const archives = allowsArchive(account.redundancy);
  for (const container of Object.values(account.containers)) {
    for (const before of Object.values(container.blobs)) {
      const snapped = before.snapshots.length > 0;
      if (snapped) snapshotsOf(account, container, before, policy, archives, now, tally);
      const blob = snapped ? blobOf(container, before.name)! : before;
      const verdict = evaluate(policy, factsOf(account, container.name, blob, now), 'baseBlob', archives);
      if (verdict) act(account, container.name, blob.name, verdict, now, tally);
    }
  }
  return tally;
}

function act(
  account: Account,
  container: string,
  name: string,
  verdict: Verdict,
  now: number,
  tally: Tally,
): void {
  const tier = tierAfter(verdict.action);
  const answer =
    tier === null
      ? perform(account, { op: 'deleteBlob', container, name }, now)
      : perform(account, { op: 'setTier', container, name, tier }, now);
  if (isRefusal(answer)) {
    tally.refused++;
    return;
  }
  tally.deeds.push({ ...verdict, container, name, snapshot: null });
  tally.charges.push(...answer.charges);
  tally.early.push(...answer.early);
}

function snapshotsOf(
  account: Account,
  container: Container,
  blob: Blob,
  policy: Policy,
  archives: boolean,
  now: number,
  tally: Tally,
): void {
  const { kind, name } = blob;
  const kept: Snapshot[] = [];
  let changed = false;
  for (const one of blob.snapshots) {
    const tier = tierOf(account, { kind, tier: one.tier });
    const age = (now - one.at) / DAY;
    // A snapshot is as old as itself, and its tier may have changed since it was taken.
    const moved = one.tierSince > one.at ? (now - one.tierSince) / DAY : null;
    const own = { tier, sinceCreation: age, sinceModification: age, sinceTierChange: moved };
    const facts: BlobFacts = { ...factsOf(account, container.name, blob, now), ...own };
    const verdict = evaluate(policy, facts, 'snapshot', archives);
    if (!verdict) {
      kept.push(one);
      continue;
    }
    changed = true;
    const to = tierAfter(verdict.action);
    tally.early.push(...[earlyDeletionOf(one, tier, now) ?? []].flat());
    tally.deeds.push({ ...verdict, container: container.name, name, snapshot: one.at });
    if (to === null) continue;
    tally.charges.push(chargeOfMove(tier, to, one.size));
    kept.push({ ...one, tier: to, tierSince: now });
  }
  if (changed) replaceBlob(account, container, name, { ...blob, snapshots: kept }, now);
}

/** After a read: a blob that its policy warms goes back to Hot. @returns the answer of the move, or null */
export function warmOnAccess(
  account: Account,
  policy: Policy,
  containerName: string,
  name: string,
  now: number,
): StoreAnswer | null {
  const container = containerOf(account, containerName);
  const blob = container && blobOf(container, name);
  if (!container || !blob) return null;
  const sinceWarmed = blob.warmed === null ? null : (now - blob.warmed) / DAY;
  if (!warmsOnAccess(policy, factsOf(account, containerName, blob, now), sinceWarmed)) return null;
  const answer = perform(account, { op: 'setTier', container: containerName, name, tier: 'hot' }, now);
  if (isRefusal(answer)) return null;
  replaceBlob(account, container, name, { ...blobOf(container, name)!, warmed: now }, now);
  return answer;
}
