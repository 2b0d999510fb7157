/** What a worker tells the queue about a message: that it is done with it, or not. */
import { outcome } from '../../engine/outcome.ts';
import { POLL } from '../../rules/poll.ts';
import { ASK, type Me } from './spec.ts';

/** Workers are dealt to the queues in turn. @returns which wire is the worker's */
export function nthOf(self: Me, index: number): number {
  return index % self.ports.in.wires;
}

/** The message is over and can be deleted. @returns whether the worker waits for the queue's answer */
export function dispose(self: Me, row: number): boolean {
  if (self.settings.deletes === 'in batches') {
    const { messages, state } = self;
    messages.pushBack(state.workers[messages.mark[row]!]!.done, row);
    return false;
  }
  ask(self, row, POLL.remove);
  return true;
}

/** The message was not processed: it comes back, now or later. @returns whether the worker waits for the queue's answer */
export function letGo(self: Me, row: number): boolean {
  const { onFailure, hideFor } = self.settings;
  if (onFailure === 'leave it hidden') {
    self.discard(row, outcome.failed);
    return false;
  }
  ask(self, row, onFailure === 'release it' ? POLL.release : POLL.hide, hideFor);
  return true;
}

/** The worker goes on when the queue has answered. */
function ask(self: Me, row: number, verb: number, ticks = 0): void {
  // Not in one line: a call may make the table grow, and its columns are others then.
  const call = tell(self, row, verb, ticks);
  self.messages.child[row] = call;
}

/** @param ticks for how long it shall be hidden from now @returns the call */
function tell(self: Me, row: number, verb: number, ticks: number): number {
  const { messages } = self;
  const index = messages.mark[row]!;
  const call = self.ports.in.call(row, nthOf(self, index), verb, self.parentOf(row));
  messages.mark[call] = index;
  messages.place[call] = messages.attempts[row]!;
  messages.due[call] = ticks;
  return call;
}

/** Each heartbeat hides for so many times the time to the next one. */
const BEATS = 2;

/** Everything that the worker holds stays hidden a while longer; nobody waits for the answers. */
export function heartbeat(self: Me, index: number): void {
  const { state, messages, metrics, settings: s } = self;
  const worker = state.workers[index]!;
  worker.beat = -1;
  if (s.heartbeat === null) return;
  worker.beat = self.timers.heartbeat.after(s.heartbeat, index);
  const child = messages.child[worker.current]!;
  const isLeaving = worker.returning || (child >= 0 && messages.verb[child] !== ASK);
  const rows = isLeaving ? [] : [worker.current];
  for (const list of worker.returning ? [worker.done] : [worker.batch, worker.done])
    for (let row = list.head; row >= 0; row = messages.next[row]!) rows.push(row);
  for (const row of rows) {
    metrics.heartbeats.add();
    tell(self, row, POLL.hide, BEATS * s.heartbeat);
  }
}
