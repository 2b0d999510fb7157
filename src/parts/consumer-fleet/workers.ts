/** The loop of a worker - receive, work through the batch, delete, receive again - and its end. */
import { emptyList } from '../../engine/messages.ts';
import { isGood, outcome } from '../../engine/outcome.ts';
import { POLL } from '../../rules/poll.ts';
import { wasSeen } from './seen.ts';
import { ASK, type Me, type Settings, type Worker } from './spec.ts';
import { dispose, letGo, nthOf } from './tell.ts';

export function freshWorker(up: boolean): Worker {
  return {
    up,
    killed: false,
    poll: -1,
    pause: -1,
    current: -1,
    batch: emptyList(),
    inOrder: false,
    returning: false,
    done: emptyList(),
    deleting: -1,
    beat: -1,
  };
}

export function poll(self: Me, index: number): void {
  const { state, settings: s, messages } = self;
  if (index >= s.workers) return leave(self, index);
  const worker = state.workers[index]!;
  const call = self.ports.in.call(-1, nthOf(self, index), POLL.receive);
  messages.mark[call] = index;
  messages.place[call] = s.MaxNumberOfMessages;
  messages.due[call] = s.WaitTimeSeconds ?? -1;
  worker.poll = call;
  self.metrics.receives.add();
  self.metrics.idle.set(++state.idle);
}

function leave(self: Me, index: number): void {
  self.state.workers[index]!.up = false;
  self.metrics.up.set(--self.state.up);
}

export function received(self: Me, call: number, code: number): void {
  const { state, messages, settings: s } = self;
  const index = messages.mark[call]!;
  const worker = state.workers[index]!;
  worker.poll = -1;
  self.metrics.idle.set(--state.idle);
  for (let row = self.take(call); row >= 0; row = self.take(call)) {
    messages.mark[row] = index;
    worker.inOrder = messages.place[row] === 1;
    // From here on the place is how far undo has come.
    messages.place[row] = -1;
    messages.pushBack(worker.batch, row);
  }
  if (worker.batch.length > 0) {
    self.metrics.busy.set(++state.busy);
    if (s.heartbeat !== null) worker.beat = self.timers.heartbeat.after(s.heartbeat, index);
    return next(self, index);
  }
  // A receive that comes back empty at once must not be asked again within the same tick, for ever. One that did not wait
  // is none that waited, however long it was on its way.
  const waited = isGood(code) && messages.due[call]! > 0 && self.now > messages.sentAt[call]!;
  if (waited) poll(self, index);
  else worker.pause = self.timers.poll.after(s.idlePause, index);
}

/** Begins the next message of the batch, or ends the batch. */
export function next(self: Me, index: number): void {
  const { state, messages } = self;
  const worker = state.workers[index]!;
  const row = messages.shift(worker.batch);
  worker.current = row;
  if (row < 0) return endBatch(self, index);
  if (worker.returning) {
    self.metrics.returned.add();
    return goOn(self, index, letGo(self, row));
  }
  messages.startedAt[row] = self.now;
  if (self.settings.idempotent && wasSeen(state, messages.request[row]!)) {
    self.metrics.duplicates.add();
    return goOn(self, index, dispose(self, row));
  }
  const duration = self.random.processing.draw(self.settings.processingTime) * state.slow;
  messages.calleeTimer[row] = self.timers.done.after(duration, row);
}

/** @param waits whether the worker waits for the queue's answer */
export function goOn(self: Me, index: number, waits: boolean): void {
  if (!waits) next(self, index);
}

/** Nothing of the batch is left to do; what is processed may have to be deleted at once. */
function endBatch(self: Me, index: number): void {
  const { state, messages } = self;
  const worker = state.workers[index]!;
  worker.returning = false;
  self.cancel(worker.beat);
  worker.beat = -1;
  if (worker.done.length === 0) return rest(self, index);
  const call = self.ports.in.call(-1, nthOf(self, index), POLL.removeMany);
  messages.mark[call] = index;
  for (let row = messages.shift(worker.done); row >= 0; row = messages.shift(worker.done)) {
    messages.about[row] = messages.parent[row]!;
    messages.aboutUid[row] = messages.parentUid[row]!;
    messages.place[row] = messages.attempts[row]!;
    messages.step[row] = outcome.failed;
    self.attach(call, row);
  }
  worker.deleting = call;
}

/** The queue has answered to the delete of a batch. */
export function deletedMany(self: Me, call: number): void {
  const index = self.messages.mark[call]!;
  self.state.workers[index]!.deleting = -1;
  for (let row = self.take(call); row >= 0; row = self.take(call)) {
    if (!isGood(self.messages.step[row]!)) self.metrics.undeleted.add();
    self.discard(row, outcome.ok);
  }
  rest(self, index);
}

function rest(self: Me, index: number): void {
  self.metrics.busy.set(--self.state.busy);
  poll(self, index);
}

export const holdsSomething = ({ current, deleting }: Worker): boolean => current >= 0 || deleting >= 0;

export function crash(self: Me, index: number): void {
  const { state, messages } = self;
  const worker = state.workers[index]!;
  if (!worker.up) return;
  worker.up = false;
  self.metrics.up.set(--state.up);
  self.cancel(worker.pause);
  worker.pause = -1;
  self.cancel(worker.beat);
  worker.beat = -1;
  worker.returning = false;
  if (worker.poll >= 0) {
    self.abandon(worker.poll);
    worker.poll = -1;
    self.metrics.idle.set(--state.idle);
  }
  if (!holdsSomething(worker)) return;
  self.metrics.busy.set(--state.busy);
  if (worker.deleting >= 0) {
    self.metrics.lost.add(self.items(worker.deleting).length);
    self.abandon(worker.deleting);
    worker.deleting = -1;
    return;
  }
  const row = worker.current;
  worker.current = -1;
  self.cancel(messages.calleeTimer[row]!);
  const child = messages.child[row]!;
  if (child >= 0) {
    if (messages.verb[child] === ASK) self.metrics.blocked.set(--state.blocked);
    self.cancel(messages.callerTimer[child]!);
    self.abandon(child);
  }
  lose(self, row);
  for (const list of [worker.batch, worker.done])
    for (let one = messages.shift(list); one >= 0; one = messages.shift(list)) lose(self, one);
}

function lose(self: Me, row: number): void {
  self.metrics.lost.add();
  self.discard(row, outcome.crashed);
}

/** Dies and stays dead until the act ends. */
export function killFor(self: Me, index: number): void {
  if (!self.state.workers[index]!.up) return;
  crash(self, index);
  self.state.workers[index]!.killed = true;
}

export function comeBack(self: Me, index: number): void {
  const worker = self.state.workers[index]!;
  if (!worker.killed) return;
  worker.killed = false;
  revive(self, index);
}

export function revive(self: Me, index: number): void {
  self.state.workers[index]!.up = true;
  self.metrics.up.set(++self.state.up);
  poll(self, index);
}

/** New workers receive at once; those who are too many end their receive, and what it brings, before they leave. */
export function reconfigure(self: Me, before: Settings): void {
  const { workers } = self.state;
  const { workers: wanted } = self.settings;
  for (let i = before.workers; i < wanted; i++) {
    if (i === workers.length) workers.push(freshWorker(false));
    if (!workers[i]!.up && !workers[i]!.killed) revive(self, i);
  }
  for (let i = wanted; i < workers.length; i++) {
    const worker = workers[i]!;
    if (worker.pause < 0) continue;
    self.cancel(worker.pause);
    worker.pause = -1;
    leave(self, i);
  }
}
