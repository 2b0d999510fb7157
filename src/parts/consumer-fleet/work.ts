/** What a worker does for one message: its own work, then what it asks of others, and what it makes of the end. */
import { isGood, isThrottling, outcome } from '../../engine/outcome.ts';
import { letterOf } from '../../rules/letter.ts';
import { POISON } from '../../rules/poll.ts';
import { canHandle } from './handles.ts';
import { markSeen, wasSeen } from './seen.ts';
import type { Me } from './spec.ts';
import { dispose, letGo } from './tell.ts';
import { goOn } from './workers.ts';

/** The worker's own work is done. */
export function worked(self: Me, row: number): void {
  const { settings: s, metrics, messages } = self;
  const isPoison = messages.verb[row] === POISON;
  if (isPoison || self.random.faults.chance(self.state.failShare)) return fail(self, row);
  if (s.handles !== null && !canHandle(s.handles, letterOf(self.contentOf(row)))) {
    metrics.misfits.add();
    return goOn(self, messages.mark[row]!, dispose(self, row));
  }
  if (self.ports.work.wires > 0) ask(self, row);
  else succeed(self, row);
}

/** `place` of a delivery is how far undo has come, -1 while it has not begun; `step` is how far the work has. */
function ask(self: Me, row: number): void {
  const { messages, ports, settings: s, state } = self;
  const undoes = messages.place[row]! >= 0;
  const call = undoes
    ? ports.undo.call(row, messages.place[row]!)
    : ports.work.call(row, messages.step[row]!);
  messages.child[row] = call;
  self.metrics.blocked.set(++state.blocked);
  if (s.timeout !== null) messages.callerTimer[call] = self.timers.timeout.after(s.timeout, call);
}

/** Somebody has answered, or has not in time. */
export function asked(self: Me, row: number, code: number): void {
  const { messages, state } = self;
  messages.child[row] = -1;
  self.metrics.blocked.set(--state.blocked);
  if (messages.place[row]! >= 0) return undone(self, row, code);
  if (!isGood(code)) {
    if (code === outcome.conditionFailed || isThrottling(code)) self.metrics.heldBack.add();
    return fail(self, row);
  }
  messages.step[row] = messages.step[row]! + 1;
  if (messages.step[row]! < self.ports.work.wires) ask(self, row);
  else succeed(self, row);
}

function succeed(self: Me, row: number): void {
  const { state, messages, metrics } = self;
  // Two workers may hold it at once: who ends second has done it twice.
  if (wasSeen(state, messages.request[row]!)) metrics.duplicates.add();
  metrics.processed.add();
  metrics.age.record(self.now - messages.due[row]!);
  markSeen(state, messages.request[row]!);
  goOn(self, messages.mark[row]!, dispose(self, row));
}

function fail(self: Me, row: number): void {
  const { messages, metrics, ports } = self;
  metrics.failed.add();
  if (messages.step[row] === 0 || ports.undo.wires === 0) return giveUp(self, row);
  messages.place[row] = 0;
  ask(self, row);
}

/** What cannot be undone is left as it is: the next call of undo is made all the same. */
function undone(self: Me, row: number, code: number): void {
  const { messages, metrics, ports } = self;
  if (!isGood(code)) metrics.undoFailed.add();
  messages.place[row] = messages.place[row]! + 1;
  if (messages.place[row]! < ports.undo.wires) return ask(self, row);
  metrics.undone.add();
  giveUp(self, row);
}

/** As in Lambda: after the first failure of a FIFO batch, nothing more of it is begun. */
function giveUp(self: Me, row: number): void {
  const index = self.messages.mark[row]!;
  const worker = self.state.workers[index]!;
  if (worker.inOrder) worker.returning = true;
  goOn(self, index, letGo(self, row));
}

export function timedOut(self: Me, call: number): void {
  const row = self.parentOf(call);
  self.abandon(call);
  self.metrics.timeouts.add();
  asked(self, row, outcome.timedOut);
}
