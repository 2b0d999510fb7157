import { isGood, isRetriable, outcome } from '../../engine/outcome.ts';
import { backoffDelay } from '../../rules/backoff.ts';
import { type Instance, type Me, OWN_WORK, RETRY_IS_DUE } from './spec.ts';

/** The running instance with the fewest requests, or -1 when every slot is taken. */
export function freeInstance(self: Me): number {
  const { instances } = self.state;
  const { settings: s } = self;
  let best = -1;
  let least = s.slots;
  for (let i = 0; i < s.instances; i++) {
    const { up, busy } = instances[i]!;
    if (up && busy < least) {
      best = i;
      least = busy;
    }
  }
  return best;
}

export function begin(self: Me, row: number, place: number): void {
  const { messages, state, settings: s } = self;
  const instance = state.instances[place]!;
  instance.busy++;
  messages.pushBack(instance.held, row);
  messages.place[row] = place;
  messages.startedAt[row] = self.now;
  messages.step[row] = OWN_WORK;
  self.metrics.wait.record(self.now - messages.arrivedAt[row]!);
  self.metrics.busy.set(++state.busy);
  work(self, row, self.random.service.draw(s.serviceTime) * state.slow);
}

export function work(self: Me, row: number, duration: number): void {
  self.messages.due[row] = self.now + duration;
  self.messages.calleeTimer[row] = self.timers.done.after(duration, row);
}

export function instanceOf({ messages, state }: Me, row: number): Instance {
  return state.instances[messages.place[row]!]!;
}

/** Gives the slot back, if the request has one. */
export function freeSlot(self: Me, row: number): void {
  const { messages, state, settings: s } = self;
  const calling = messages.step[row] !== OWN_WORK;
  if (calling && s.whileCalling === 'frees its slot') return;
  if (calling) self.metrics.blocked.set(--state.blocked);
  instanceOf(self, row).busy--;
  self.metrics.busy.set(--state.busy);
}

export function beginWaiting(self: Me): void {
  const { state, messages } = self;
  while (state.waiting.length > 0) {
    const place = freeInstance(self);
    if (place < 0) return;
    const row = messages.shift(state.waiting);
    self.cancel(messages.calleeTimer[row]!);
    self.metrics.waiting.set(state.waiting.length);
    begin(self, row, place);
  }
}

export function attempt(self: Me, row: number): void {
  const { messages, settings: s } = self;
  if (!instanceOf(self, row).up) {
    messages.due[row] = RETRY_IS_DUE;
    return;
  }
  const call = self.ports.calls.call(row, messages.step[row]!);
  messages.child[row] = call;
  self.metrics.calls.add();
  if (s.timeout !== null) messages.callerTimer[call] = self.timers.timeout.after(s.timeout, call);
}

export function answered(self: Me, row: number, code: number): void {
  const { messages, settings: s } = self;
  messages.child[row] = -1;
  if (!instanceOf(self, row).up) {
    messages.due[row] = code;
    return;
  }
  if (isGood(code)) {
    messages.attempts[row] = 0;
    messages.step[row] = messages.step[row]! + 1;
    if (messages.step[row]! < self.ports.calls.wires) attempt(self, row);
    else finish(self, row, outcome.ok);
    return;
  }
  const attempts = messages.attempts[row]!;
  if (isRetriable(code) && attempts < s.retries) {
    messages.attempts[row] = attempts + 1;
    self.metrics.retries.add();
    const backoff = { law: s.backoff, factor: s.backoffFactor, most: s.backoffMax };
    messages.calleeTimer[row] = self.timers.retry.after(
      backoffDelay(backoff, attempts, self.random.backoff),
      row,
    );
    return;
  }
  finish(self, row, code);
}

export function finish(self: Me, row: number, code: number): void {
  const { messages } = self;
  if (isGood(code)) self.metrics.answered.add();
  else self.metrics.failed.add();
  self.metrics.latency.record(self.now - messages.arrivedAt[row]!);
  self.reply(row, code);
  freeSlot(self, row);
  messages.remove(instanceOf(self, row).held, row);
  beginWaiting(self);
}

export function turnAway(self: Me, row: number, code: number): void {
  self.metrics.failed.add();
  self.reply(row, code);
}
