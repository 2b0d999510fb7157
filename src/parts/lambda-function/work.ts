/** What its code does with what it was given: own work, calls to others in turn, and what undoes them. */
import { isGood, outcome } from '../../engine/outcome.ts';
import { POISON } from '../../rules/poll.ts';
import { eventEnded } from './events.ts';
import { release } from './instances.ts';
import { batchEnded } from './mapping.ts';
import type { Me, Run } from './spec.ts';

/** How an invocation ended: its code came to an end well or badly, took too long, or died with its instance. */
type End = 'well' | 'error' | 'timeout' | 'death';

export function initialised(self: Me, number: number): void {
  const run = self.state.runs[number]!;
  run.began = self.now;
  self.metrics.invocations.add();
  run.timer = self.timers.timeout.after(self.settings.Timeout, number);
  next(self, number);
}

function next(self: Me, number: number): void {
  const { messages, state, settings: s } = self;
  const run = state.runs[number]!;
  const row = messages.shift(run.todo);
  run.current = row;
  if (row < 0) return end(self, number, 'well', outcome.ok);
  messages.startedAt[row] = self.now;
  messages.step[row] = 0;
  messages.child[row] = -1;
  if (s.idempotent && run.from !== 'call' && wasSeen(self, row)) {
    self.metrics.duplicates.add();
    return done(self, row);
  }
  const duration = self.random.duration.draw(s.duration) * state.slow;
  messages.calleeTimer[row] = self.timers.done.after(duration, row);
}

/** The own work is done: now the others. */
export function worked(self: Me, row: number): void {
  const isPoison = runOf(self, row).from !== 'call' && self.messages.verb[row] === POISON;
  if (isPoison || self.random.faults.chance(self.state.failShare)) return failed(self, row, outcome.failed);
  if (self.ports.calls.wires > 0) ask(self, row);
  else succeed(self, row);
}

function ask(self: Me, row: number): void {
  const { messages, state } = self;
  const call = self.ports.calls.call(row, messages.step[row]!);
  messages.child[row] = call;
  self.metrics.blocked.set(++state.blocked);
}

export function answered(self: Me, row: number, code: number): void {
  const { messages, state, ports } = self;
  messages.child[row] = -1;
  self.metrics.blocked.set(--state.blocked);
  if (isGood(code)) {
    messages.step[row] = messages.step[row]! + 1;
    if (messages.step[row]! < ports.calls.wires) ask(self, row);
    else succeed(self, row);
    return;
  }
  // What went well before is undone by the code itself: nobody else knows of it.
  if (messages.step[row] === 0 || ports.undo.wires === 0) return failed(self, row, code);
  const run = runOf(self, row);
  run.cause = code;
  run.undoing = 0;
  undo(self, row);
}

function undo(self: Me, row: number): void {
  const { messages, state } = self;
  const call = self.ports.undo.call(row, runOf(self, row).undoing);
  messages.child[row] = call;
  self.metrics.blocked.set(++state.blocked);
}

export function undone(self: Me, row: number, code: number): void {
  const { messages, state } = self;
  const run = runOf(self, row);
  messages.child[row] = -1;
  self.metrics.blocked.set(--state.blocked);
  if (!isGood(code)) self.metrics.undoFailed.add();
  run.undoing++;
  if (run.undoing < self.ports.undo.wires) return undo(self, row);
  self.metrics.undone.add();
  run.undoing = -1;
  failed(self, row, run.cause);
}

function succeed(self: Me, row: number): void {
  const { messages } = self;
  if (runOf(self, row).from !== 'call') {
    // Two may have worked on it at once: who ends second has done it twice.
    if (wasSeen(self, row)) self.metrics.duplicates.add();
    markSeen(self, row);
    self.metrics.processed.add();
    self.metrics.age.record(self.now - messages.due[row]!);
  }
  done(self, row);
}

function done(self: Me, row: number): void {
  const run = runOf(self, row);
  run.current = -1;
  self.messages.pushBack(run.done, row);
  next(self, self.messages.place[row]!);
}

/** A message that fails takes the whole batch with it, unless its code can say which one it was. */
function failed(self: Me, row: number, code: number): void {
  const { messages, settings: s } = self;
  const number = messages.place[row]!;
  const run = runOf(self, row);
  if (run.from !== 'call') self.metrics.failed.add();
  run.current = -1;
  messages.pushBack(run.failed, row);
  if (run.from !== 'batch' || !s.ReportBatchItemFailures) return end(self, number, 'error', code);
  // What comes after it in a FIFO queue must not overtake it.
  if (run.inOrder) {
    self.metrics.returned.add(run.todo.length);
    moveAll(self, run.todo, run.failed);
  }
  next(self, number);
}

function moveAll({ messages }: Me, from: Run['todo'], to: Run['todo']): void {
  for (let row = messages.shift(from); row >= 0; row = messages.shift(from)) messages.pushBack(to, row);
}

export function timedOut(self: Me, number: number): void {
  self.metrics.timeouts.add();
  end(self, number, 'timeout', outcome.timedOut);
}

/** Whatever runs now dies, and compensates nothing. */
export function die(self: Me, number: number): void {
  const run = self.state.runs[number]!;
  self.metrics.lost.add(run.todo.length + Number(run.current >= 0));
  end(self, number, 'death', outcome.crashed);
}

const WORDS = {
  timeout: { code: 'Sandbox.Timedout', message: 'Task timed out.', status: 200 },
  death: { code: 'Runtime.ExitError', message: 'Runtime exited without providing a reason.', status: 200 },
} as const;

function end(self: Me, number: number, how: End, code: number): void {
  const { messages, state } = self;
  const run = state.runs[number]!;
  if (run.current >= 0) leave(self, run);
  if (how !== 'well') {
    self.metrics.errors.add();
    moveAll(self, run.todo, run.failed);
  }
  if (run.began >= 0) self.metrics.duration.record(self.now - run.began);
  release(self, number, how === 'well' || how === 'error');
  if (run.from === 'batch') return batchEnded(self, run, how === 'well');
  const row = how === 'well' ? messages.shift(run.done) : messages.shift(run.failed);
  if (run.from === 'event') return eventEnded(self, row, how === 'well');
  if (how === 'timeout' || how === 'death') self.reply(row, code, WORDS[how]);
  else self.reply(row, code);
}

/** Its code is stopped in the middle of what it does. */
function leave(self: Me, run: Run): void {
  const { messages, state } = self;
  const row = run.current;
  run.current = -1;
  self.cancel(messages.calleeTimer[row]!);
  const child = messages.child[row]!;
  if (child >= 0) {
    self.metrics.blocked.set(--state.blocked);
    self.abandon(child);
    messages.child[row] = -1;
  }
  if (run.from !== 'call') self.metrics.failed.add();
  messages.pushBack(run.failed, row);
}

function runOf({ state, messages }: Me, row: number): Run {
  return state.runs[messages.place[row]!]!;
}

function wasSeen({ state, messages }: Me, row: number): boolean {
  const request = messages.request[row]!;
  return request >= 0 && (state.seen[request >>> 5]! & (1 << (request & 31))) !== 0;
}

function markSeen({ state, messages }: Me, row: number): void {
  const request = messages.request[row]!;
  if (request < 0) return;
  const word = request >>> 5;
  if (word >= state.seen.length) {
    const longer = new Uint32Array(2 * word + 2);
    longer.set(state.seen);
    state.seen = longer;
  }
  state.seen[word] = state.seen[word]! | (1 << (request & 31));
}
