import { emptyList } from '../../engine/messages.ts';
import { outcome } from '../../engine/outcome.ts';
import { type Instance, type Me, NOTHING_NEW, OWN_WORK, RETRY_IS_DUE, type Settings } from './spec.ts';
import { answered, attempt, beginWaiting, freeSlot, instanceOf, turnAway, work } from './work.ts';

export function freshInstance(): Instance {
  return { up: true, stopped: false, broken: false, fault: -1, busy: 0, held: emptyList() };
}

function showUp({ state, settings: s, metrics }: Me): void {
  state.up = state.instances.filter(({ up }, place) => up && place < s.instances).length;
  metrics.up.set(state.up);
}

export function crash(self: Me, place: number, cause: 'stopped' | 'broken'): void {
  const { state, messages, settings: s } = self;
  const instance = state.instances[place]!;
  instance[cause] = true;
  if (!instance.up) return;
  instance.up = false;
  showUp(self);
  for (let row = instance.held.head; row >= 0; ) {
    const next = messages.next[row]!;
    const working = messages.step[row] === OWN_WORK;
    if (s.onCrash === 'lose' || working) self.cancel(messages.calleeTimer[row]!);
    if (s.onCrash === 'lose') loseRow(self, row);
    else messages.due[row] = working ? messages.due[row]! - self.now : NOTHING_NEW;
    row = next;
  }
  loseLine(self);
}

/** A process that is gone hears nobody; a paused one still has its line of callers. */
function loseLine(self: Me): void {
  const { state, messages } = self;
  if (state.up > 0 || self.settings.onCrash !== 'lose') return;
  for (let row = messages.shift(state.waiting); row >= 0; row = messages.shift(state.waiting)) {
    self.cancel(messages.calleeTimer[row]!);
    turnAway(self, row, outcome.crashed);
  }
  self.metrics.waiting.set(0);
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
  showUp(self);
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
  const { failEvery, instances } = self.settings;
  if (failEvery === null || place >= instances) return;
  self.state.instances[place]!.fault = self.timers.fail.after(self.random.faults.draw(failEvery), place);
}

/** More slots and instances take from the line at once; what is too much ends its work first. */
export function reconfigure(self: Me, before: Settings): void {
  const { state, settings: s } = self;
  while (state.instances.length < s.instances) state.instances.push(freshInstance());
  showUp(self);
  if (before.whileCalling !== s.whileCalling) changeHold(self, s.whileCalling === 'holds its slot' ? 1 : -1);
  state.instances.forEach((instance, place) => {
    const otherLaw = before.failEvery !== s.failEvery;
    if (otherLaw || place >= s.instances) {
      self.cancel(instance.fault);
      instance.fault = -1;
    }
    // Who is under repair gets its next fault after it.
    if ((otherLaw || place >= before.instances) && !instance.broken) scheduleFault(self, place);
  });
  loseLine(self);
  beginWaiting(self);
}

/** Requests that ask others at this moment get their slot back, or give it away. @param by slots a request */
function changeHold({ state, messages, metrics }: Me, by: 1 | -1): void {
  for (const instance of state.instances) {
    for (let row = instance.held.head; row >= 0; row = messages.next[row]!) {
      if (messages.step[row] === OWN_WORK) continue;
      instance.busy += by;
      state.busy += by;
      state.blocked += by;
    }
  }
  metrics.busy.set(state.busy);
  metrics.blocked.set(state.blocked);
}
