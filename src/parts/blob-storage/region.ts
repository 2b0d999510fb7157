/** Two regions: one is lost, and the other takes its place with what it has got. */
import { failOver } from '../../rules/azure/blob/failover.ts';
import { loseCrates } from './crates.ts';
import { release } from './landing.ts';
import { closeBill, show } from './money.ts';
import { isOut } from './reach.ts';
import { drop } from './rising.ts';
import type { Me } from './spec.ts';
import { recount, singleBlob } from './stock.ts';

function showUp({ state, metrics }: Me): void {
  metrics.up.set(isOut(state, 'write') ? 0 : 1);
}

export function loseRegion(self: Me): void {
  const { state } = self;
  if (!state.down) state.downSince = self.now;
  state.down = true;
  showUp(self);
}

export function regainRegion(self: Me): void {
  self.state.down = false;
  showUp(self);
  if (!isOut(self.state, 'write')) release(self);
}

/** Only where there is a second region that has not taken over yet. */
export function beginFailover(self: Me): void {
  const { state, settings: s, now } = self;
  if (!state.account.journal || state.failingOver) return;
  state.cutOff = state.down ? state.downSince : now;
  state.failingOver = true;
  showUp(self);
  self.timers.failedOver.after(s.failoverTime);
}

export function finishFailover(self: Me): void {
  const { state, settings: s, metrics } = self;
  closeBill(self, s);
  const done = failOver(state.account, state.cutOff);
  if (done) metrics.lost.add(done.lost.length + loseCrates(self, done.lastSync));
  recount(self);
  for (const one of state.rising) {
    const { what } = one;
    if (what.is === 'blob' && !singleBlob(state.account, what.container, what.name)?.rehydration)
      drop(self, one);
  }
  state.failingOver = false;
  state.moved = true;
  showUp(self);
  release(self);
  show(self);
}
