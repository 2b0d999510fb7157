/** Out of Archive: hours, drawn within the bounds that Azure gives. */
import { REHYDRATION, rehydrationWithin } from '../../rules/azure/blob/tiers.ts';
import type { OnlineTier, Priority } from '../../rules/azure/blob/types.ts';
import type { Me, Rising } from './spec.ts';
import { singleBlob } from './stock.ts';

function drawWait(self: Me, priority: Priority, size: number): number {
  const { random, settings: s } = self;
  const { belowBytes } = REHYDRATION.High;
  const quick = priority === 'High' && size < belowBytes!;
  const drawn = random.rehydration.draw(quick ? s.highRehydration : s.standardRehydration);
  return Math.round(Math.min(drawn, rehydrationWithin(priority, size)));
}

export function rise(self: Me, what: Rising['what'], to: OnlineTier, priority: Priority, size: number): void {
  const { state, now } = self;
  const id = state.nextRising++;
  const wait = drawWait(self, priority, size);
  const timer = self.timers.rehydrated.after(wait, id);
  state.rising.push({ id, what, to, asked: now, due: now + wait, timer });
  showPending(self);
}

/** After a request about a single blob: one that is on its way now, or in more of a hurry, or not any more. */
export function follow(self: Me, container: string, name: string): void {
  const { state, now } = self;
  const blob = singleBlob(state.account, container, name);
  const { rehydration = null, size = 0 } = blob ?? {};
  const known = state.rising.find(
    ({ what }) => what.is === 'blob' && what.container === container && what.name === name,
  );
  if (known && rehydration?.asked !== known.asked) drop(self, known);
  else if (known && rehydration?.priority === 'High') {
    const due = Math.min(known.due, now + drawWait(self, 'High', size));
    self.cancel(known.timer);
    known.due = due;
    known.timer = self.timers.rehydrated.after(due - now, known.id);
    return;
  }
  if (rehydration && rehydration.asked === now && known?.asked !== now)
    rise(self, { is: 'blob', container, name }, rehydration.to, rehydration.priority, size);
}

export function drop(self: Me, one: Rising): void {
  const { state } = self;
  self.cancel(one.timer);
  state.rising = state.rising.filter((other) => other !== one);
  showPending(self);
}

export const countOf = ({ what }: Rising): number => (what.is === 'crate' ? what.cohort.count : 1);

export function showPending({ state, metrics }: Me): void {
  metrics.pendingRehydrations.set(state.rising.reduce((sum, one) => sum + countOf(one), 0));
}
