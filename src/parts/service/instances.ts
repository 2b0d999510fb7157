import { outcome } from '../../engine/outcome.ts';
import { type Me, NOTHING_NEW, OWN_WORK, RETRY_IS_DUE } from './spec.ts';
import { answered, attempt, beginWaiting, freeSlot, instanceOf, turnAway, work } from './work.ts';

export function crash(self: Me, place: number, cause: 'stopped' | 'broken'): void {
  const { state, messages, settings: s } = self;
  const instance = state.instances[place]!;
  instance[cause] = true;
  if (!instance.up) return;
  instance.up = false;
  self.metrics.up.set(--state.up);
  for (let row = instance.held.head; row >= 0; ) {
    const next = messages.next[row]!;
    const working = messages.step[row] === OWN_WORK;
    if (s.onCrash === 'lose' || working) self.cancel(messages.calleeTimer[row]!);
    if (s.onCrash === 'lose') loseRow(self, row);
    else messages.due[row] = working ? messages.due[row]! - self.now : NOTHING_NEW;
    row = next;
  }
  // A process that is gone hears nobody; a paused one still has its line of callers.
  if (s.onCrash === 'lose' && state.up === 0) {
    for (let row = messages.shift(state.waiting); row >= 0; row = messages.shift(state.waiting)) {
      self.cancel(messages.calleeTimer[row]!);
      turnAway(self, row, outcome.crashed);
    }
    self.metrics.waiting.set(0);
  }
}

function loseRow(self: Me, row: number): void {
  const { messages } = self;
  const child = messages.child[row]!;
  if (child >= 0) {
    self.cancel(messages.callerTimer[child]!);
    self.abandon(child);
  }
  freeSlot(self, row);
  messages.remove(instanceOf(self, row).held, row);
  turnAway(self, row, outcome.crashed);
}

export function restart(self: Me, place: number, cause: 'stopped' | 'broken'): void {
  const { state, messages } = self;
  const instance = state.instances[place]!;
  instance[cause] = false;
  if (instance.up || instance.stopped || instance.broken) return;
  instance.up = true;
  self.metrics.up.set(++state.up);
  const last = instance.held.tail;
  for (let row = instance.held.head; row >= 0; ) {
    // Going on with one request may end it, and let others in behind the last of those that were frozen.
    const next = row === last ? -1 : messages.next[row]!;
    goOn(self, row);
    row = next;
  }
  beginWaiting(self);
}

function goOn(self: Me, row: number): void {
  const { messages } = self;
  const due = messages.due[row]!;
  if (messages.step[row] === OWN_WORK) work(self, row, due);
  else if (due === RETRY_IS_DUE) attempt(self, row);
  else if (due !== NOTHING_NEW) answered(self, row, due);
}

/** Random faults: each instance runs for a drawn time, then is under repair for another. */
export function scheduleFault(self: Me, place: number): void {
  const { failEvery } = self.settings;
  if (failEvery !== null) self.timers.fail.after(self.random.faults.draw(failEvery), place);
}
