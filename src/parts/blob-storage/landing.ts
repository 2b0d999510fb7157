/** The end of a rehydration: the blob, or the crate, is where it was asked to be. */
import { containerOf, replaceBlob } from '../../rules/azure/blob/state.ts';
import { rehydrated } from '../../rules/azure/blob/tiers.ts';
import { landCrate } from './crates.ts';
import { announceBlob } from './events.ts';
import { settle, show } from './money.ts';
import { isOut } from './reach.ts';
import { countOf, showPending } from './rising.ts';
import type { Me } from './spec.ts';
import { changing, singleBlob } from './stock.ts';

/** Its time is over. While no region is there nothing arrives. */
export function land(self: Me, id: number): void {
  const { state, metrics, now } = self;
  const one = state.rising.find((other) => other.id === id);
  if (!one) return;
  if (isOut(state, 'write')) {
    state.heldBack.push(id);
    return;
  }
  state.rising = state.rising.filter((other) => other !== one);
  settle(self);
  if (one.what.is === 'crate') landCrate(self, one.what.cohort, one.to);
  else if (!landBlob(self, one.what.container, one.what.name)) return showPending(self);
  metrics.rehydrated.add(countOf(one));
  metrics.rehydrationTime.record(now - one.asked);
  showPending(self);
  show(self);
}

function landBlob(self: Me, container: string, name: string): boolean {
  const { account } = self.state;
  const home = containerOf(account, container);
  const blob = singleBlob(account, container, name);
  if (!home || !blob?.rehydration) return false;
  const { by } = blob.rehydration;
  changing(self, container, name, () =>
    replaceBlob(account, home, name, rehydrated(blob, self.now), self.now),
  );
  announceBlob(self, by === 'copy' ? 'BlobCreated' : 'BlobTierChanged', container, name, blob.size);
  return true;
}

/** A region is there again: what was due meanwhile arrives. */
export function release(self: Me): void {
  const held = self.state.heldBack;
  self.state.heldBack = [];
  for (const id of held) land(self, id);
}
