/** Instances (execution environments): started when none is warm, one for each invocation under way. */
import { emptyList } from '../../engine/messages.ts';
import { type Bucket, bucketOf, takeTokens } from '../../rules/tokenBucket.ts';
import type { Me, Run, Settings } from './spec.ts';

/** How many instances may be started: as many at once as in 10 s, and filled up again evenly. */
export function startsOf({ scalingPer10s }: Settings): Bucket {
  return bucketOf(scalingPer10s / 10, scalingPer10s);
}

/**
 * Begins an invocation on an instance, when there is concurrency for it. Its code begins as soon as the instance runs.
 * @returns its number, or -1 when it was throttled
 */
export function invoke(
  self: Me,
  from: Run['from'],
  rows: readonly number[],
  poller = -1,
  inOrder = false,
): number {
  const { state, settings: s, messages } = self;
  const mayRun = state.concurrent < s.ReservedConcurrentExecutions;
  // The instance that was used last is used again, so that the others may go.
  const warm = mayRun && state.idle.length > 0;
  if (!warm && !(mayRun && takeTokens(state.starts, state.startsLeft, self.now, 1))) {
    self.metrics.throttles.add();
    return -1;
  }
  const run: Run = {
    from,
    poller,
    inOrder,
    current: -1,
    todo: emptyList(),
    done: emptyList(),
    failed: emptyList(),
    began: -1,
    asked: self.now,
    timer: -1,
    undoing: -1,
    cause: 0,
  };
  const free = state.runs.indexOf(null);
  const number = free < 0 ? state.runs.length : free;
  state.runs[number] = run;
  for (const row of rows) {
    messages.place[row] = number;
    messages.pushBack(run.todo, row);
  }
  self.metrics.concurrent.set(++state.concurrent);
  let start = 0;
  if (warm) {
    state.idle.pop();
    showWarm(self);
  } else {
    self.metrics.coldStarts.add();
    start = self.random.coldStart.draw(s.coldStart);
  }
  run.timer = self.timers.initialised.after(start, number);
  return number;
}

/** The invocation is over. @param survives whether its instance stays for the next one */
export function release(self: Me, number: number, survives: boolean): void {
  const { state } = self;
  const run = state.runs[number]!;
  self.cancel(run.timer);
  state.runs[number] = null;
  while (state.runs.length > 0 && state.runs[state.runs.length - 1] === null) state.runs.pop();
  self.metrics.concurrent.set(--state.concurrent);
  self.metrics.billed.add(Math.ceil((self.now - run.asked) / 1000));
  if (!survives) return;
  state.idle.push(self.now);
  showWarm(self);
}

function showWarm(self: Me): void {
  const { state } = self;
  self.metrics.warm.set(state.idle.length);
  if (state.idle.length > 0 && state.expiring < 0) waitForExpiry(self);
}

/** One timer for all: it rings for whoever was idle longest when it was set, and looks again. */
function waitForExpiry(self: Me): void {
  const left = self.state.idle[0]! + self.settings.keepWarm - self.now;
  self.state.expiring = self.timers.expire.after(Math.max(1, left));
}

export function expire(self: Me): void {
  const { state, settings: s } = self;
  state.expiring = -1;
  while (state.idle.length > 0 && state.idle[0]! + s.keepWarm <= self.now) state.idle.shift();
  showWarm(self);
}

/** Idle instances are counted from when they became idle, also by another `keepWarm`. */
export function expireAnew(self: Me): void {
  self.cancel(self.state.expiring);
  expire(self);
}

export function loseWarm(self: Me): void {
  self.state.idle = [];
  self.cancel(self.state.expiring);
  self.state.expiring = -1;
  self.metrics.warm.set(0);
}
