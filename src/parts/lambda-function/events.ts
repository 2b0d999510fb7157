/** Asynchronous invocations: an event is taken at once, waits in a queue of Lambda's own, and is tried until it is given up. */
import { TICKS_PER_SECOND } from '../../engine/clock.ts';
import { outcome } from '../../engine/outcome.ts';
import { invoke } from './instances.ts';
import type { Me } from './spec.ts';

/** Waits after the first failure and after the second. */
const RETRY_AFTER = [60 * TICKS_PER_SECOND, 120 * TICKS_PER_SECOND] as const;
/** A throttled event is tried again after a second, then after twice as long each time. */
const THROTTLED_FIRST = TICKS_PER_SECOND;
const THROTTLED_MOST = 300 * TICKS_PER_SECOND;

/** `mark` of an event is how often it was throttled in a row, `attempts` how often it failed. */
export function takeEvent(self: Me, call: number): void {
  const { messages, settings: s } = self;
  const event = self.store(-1, messages.request[call]!);
  messages.content[event] = messages.content[call]!;
  messages.due[event] = self.now;
  messages.mark[event] = 0;
  messages.callerTimer[event] = self.timers.eventAge.after(s.MaximumEventAgeInSeconds, event);
  self.metrics.asyncReceived.add();
  self.reply(call, outcome.ok);
  // Who may not run at all does not wait for better times.
  if (s.ReservedConcurrentExecutions === 0) return giveUp(self, event, outcome.throttled);
  wait(self, 1);
  tryEvent(self, event);
}

function wait(self: Me, change: 1 | -1): void {
  self.state.asyncWaiting += change;
  self.metrics.asyncWaiting.set(self.state.asyncWaiting);
}

export function tryEvent(self: Me, event: number): void {
  const { messages } = self;
  messages.calleeTimer[event] = -1;
  if (invoke(self, 'event', [event]) >= 0) {
    messages.mark[event] = 0;
    return wait(self, -1);
  }
  const times = messages.mark[event]!;
  messages.mark[event] = times + 1;
  const delay = Math.min(THROTTLED_MOST, THROTTLED_FIRST * (1 << Math.min(times, 20)));
  messages.calleeTimer[event] = self.timers.event.after(delay, event);
}

export function eventEnded(self: Me, event: number, well: boolean): void {
  const { messages, settings: s } = self;
  if (well) return forget(self, event, outcome.ok);
  const failures = messages.attempts[event]! + 1;
  messages.attempts[event] = failures;
  const old = self.now >= messages.due[event]! + s.MaximumEventAgeInSeconds;
  if (failures > s.MaximumRetryAttempts || old) return giveUp(self, event, outcome.failed);
  wait(self, 1);
  const delay = RETRY_AFTER[failures - 1] ?? RETRY_AFTER[1];
  messages.calleeTimer[event] = self.timers.event.after(delay, event);
}

/** An event that is worked on is left to its end. */
export function eventIsOld(self: Me, event: number): void {
  const { messages } = self;
  messages.callerTimer[event] = -1;
  if (isUnderWay(self, event)) return;
  self.cancel(messages.calleeTimer[event]!);
  wait(self, -1);
  giveUp(self, event, outcome.expired);
}

function isUnderWay({ state, messages }: Me, event: number): boolean {
  const run = state.runs[messages.place[event]!];
  if (run?.from !== 'event') return false;
  return run.current === event || run.todo.head === event;
}

function giveUp(self: Me, event: number, code: number): void {
  const { messages } = self;
  self.metrics.asyncDropped.add();
  // What is tried no more and has no place to go is gone.
  if (self.ports.onFailure.wires === 0)
    return forget(self, event, code === outcome.expired ? code : outcome.lost);
  const call = self.ports.onFailure.tell(event, 0, messages.verb[event]);
  messages.due[call] = self.now;
  self.metrics.deadLettered.add();
  forget(self, event, outcome.deadLettered);
}

function forget(self: Me, event: number, code: number): void {
  self.cancel(self.messages.callerTimer[event]!);
  self.discard(event, code);
}
