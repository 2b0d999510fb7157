/** Acts on everything under a prefix. */
import { isRefusal } from '../../rules/azure/blob/errors.ts';
import type { OnlineTier, Priority } from '../../rules/azure/blob/types.ts';
import { deleteCrates, moveCrates } from './crates.ts';
import { show } from './money.ts';
import { drop, follow } from './rising.ts';
import type { Me } from './spec.ts';
import { asked, singleBlob } from './stock.ts';

/** Names of the single blobs under a prefix. */
function namesUnder({ state }: Me, prefix: string): readonly (readonly [container: string, name: string])[] {
  return Object.values(state.account.containers).flatMap(({ name: container, blobs }) =>
    Object.values(blobs)
      .filter(({ name }) => `${container}/${name}`.startsWith(prefix))
      .map(({ name }) => [container, name] as const),
  );
}

export function rehydrateAll(self: Me, prefix: string, tier: OnlineTier, priority: Priority): void {
  const { state, metrics } = self;
  const archived = namesUnder(self, prefix).filter(
    ([container, name]) => singleBlob(state.account, container, name)?.tier === 'archive',
  );
  for (const [container, name] of archived) {
    const answer = asked(self, { op: 'setTier', container, name, tier, priority });
    if (isRefusal(answer)) continue;
    metrics.tierChanges.add();
    follow(self, container, name);
  }
  const moved = moveCrates(self, { path: prefix, tier: 'archive' }, tier, priority);
  if (typeof moved === 'number') metrics.tierChanges.add(moved);
  show(self);
}

export function deleteAll(self: Me, prefix: string): void {
  const { state, metrics } = self;
  for (const [container, name] of namesUnder(self, prefix)) {
    const answer = asked(self, { op: 'deleteBlob', container, name, snapshots: 'include' });
    if (isRefusal(answer)) continue;
    metrics.deletes.add();
    follow(self, container, name);
  }
  for (const one of state.rising) {
    if (one.what.is !== 'crate' || !one.what.cohort.path.startsWith(prefix)) continue;
    // Its minimum stay has been paid for already.
    metrics.deletes.add(one.what.cohort.count);
    drop(self, one);
  }
  metrics.deletes.add(deleteCrates(self, { path: prefix }));
  show(self);
}
