/**
 * Free runs: processors in virtual time. Each has a clock of its own; the one that is furthest behind goes on, so that several
 * really interleave: it takes its next visible step when no other could take one before.
 */
import { MAP_CLEAR, MAP_DELETE, MAP_SET } from '../code/ops.ts';
import { endGoroutine, placeOf } from './call.ts';
import { draw } from './chance.ts';
import { PAID, waitForCost } from './costs.ts';
import { full, isFull } from './effort.ts';
import { budgetEnding, deadlockEnding, endFatally } from './endings.ts';
import { isFatal } from './faults.ts';
import { goroutineOf, topFrame } from './goroutines.ts';
import { execute, type StopReason } from './interpreter.ts';
import type { Machine } from './machine.ts';
import { enqueueLast, findWork } from './queues.ts';
import type { Ending, Goroutine, Leak, Processor } from './state.ts';
import { fire, nextTimerAt } from './timers.ts';

const SLICE = 10_000_000;
/** While a processor sleeps that somebody may wake, its waker runs no further than it takes it to come. */
const CHUNK = 1_000;
/** What that is in work, instructions. */
const TURN = 12;
/** What the change from one goroutine to the next takes, nanoseconds. */
const SWITCHING = 100;

const EXIT: Ending = { kind: 'exit', exitCode: 0, text: '', goroutine: 1 };

/**
 * Runs until the program has ended, until nothing is left to do (its main function returned, and the machine was told to go on),
 * or until virtual time `until`. Sets `state.ending` when nobody can go on any more.
 */
export function run(m: Machine, until = Number.POSITIVE_INFINITY): void {
  const step = m.options.policy === 'random' ? stepAnyone : stepProcessor;
  while (m.state.ending === null && step(m, until));
  const { state } = m;
  // The processor that ended the program is ahead of the last turn's beginning.
  if (state.ending !== null) state.now = Math.max(state.now, state.processors[state.current].clock);
  else if (until !== Number.POSITIVE_INFINITY) state.now = Math.max(state.now, until);
}

/** When something will happen by itself next, virtual nanoseconds: now, when somebody can run; null when nothing will. */
export function nextEventAt(m: Machine): number | null {
  const { state } = m;
  if (state.ending !== null) return null;
  if (state.goroutines.some((g) => g?.status === 'runnable' || g?.status === 'running')) return state.now;
  return nextTimerAt(m);
}

/**
 * When a processor goes on or a timer fires next, virtual nanoseconds: later than now while all processors are at work that
 * lasts. Null when nothing will happen by itself. Processors that look round in vain do so when they are next run.
 */
export function nextStepAt(m: Machine): number | null {
  const { processors, globalQueue, ending } = m.state;
  if (ending !== null) return null;
  let least = Number.POSITIVE_INFINITY;
  let isAsleep = false;
  let isBusy = globalQueue.length > 0;
  for (const { clock, running, next, queue } of processors) {
    if (clock < least) least = clock;
    isAsleep ||= clock === Number.POSITIVE_INFINITY;
    isBusy ||= running !== 0 || next !== 0 || queue.length > 0;
  }
  const due = nextTimerAt(m);
  // Where main still waits it is they who find out that nobody will wake it.
  if (!isBusy) return due ?? (m.state.mainDone || least === Number.POSITIVE_INFINITY ? null : least);
  return isAsleep && due !== null ? Math.min(least, due) : least;
}

/** Goroutines that will wait for ever, when nobody is left who could let them go on. */
export function leaks(m: Machine): Leak[] {
  return m.state.goroutines.flatMap((g) =>
    g === null || g.waiting === null
      ? []
      : [{ goroutine: g.id, reason: g.waiting.reason, ...placeInSource(m, g) }],
  );
}

/** Where a goroutine is in the learner's own code: function and offset; in the library when it never was there. */
export function placeInSource(m: Machine, g: Goroutine): { readonly code: number; readonly at: number } {
  const own = g.frames.findLastIndex(({ code }) => !m.program.functions[code].library);
  const frame = g.frames[Math.max(own, 0)];
  return { code: frame.code, at: placeOf(m, frame, g.frames[Math.max(own, 0) + 1]) };
}

/** What follows when `execute` said that g has ended. */
export function ended(m: Machine, g: Goroutine): void {
  endGoroutine(m, g);
  const { state } = m;
  if (g.id === 1 && state.ending === null && state.mainDone && !m.options.afterMain) state.ending = EXIT;
}

/** Nobody can run and no timer is set. @returns false: nothing more will happen */
export function idle(m: Machine): false {
  const { state } = m;
  if (!state.mainDone) state.ending = deadlockEnding(m);
  return false;
}

/** One turn of the processor that is furthest behind. @returns false when the run is to stop here */
function stepProcessor(m: Machine, until: number): boolean {
  const { state } = m;
  const { processors } = state;
  let least = -1;
  let asleep = -1;
  let horizon = until;
  for (let i = 0; i < processors.length; i++) {
    const { clock } = processors[i];
    if (clock === Number.POSITIVE_INFINITY) {
      if (asleep < 0) asleep = i;
      continue;
    }
    if (least < 0 || clock < processors[least].clock) {
      if (least >= 0) horizon = Math.min(horizon, processors[least].clock);
      least = i;
    } else {
      horizon = Math.min(horizon, clock);
    }
  }
  const due = nextTimerAt(m);
  if (asleep >= 0 && due !== null && (least < 0 || due < processors[least].clock)) {
    // One that sleeps comes for the timer.
    if (due > until) return false;
    processors[asleep].clock = Math.max(due, state.now);
    processors[asleep].looking = 1;
    return true;
  }
  if (least < 0) return idle(m);
  const processor = processors[least];
  if (processor.clock >= until) return false;
  state.current = least;
  state.now = Math.max(state.now, processor.clock);
  if (processor.running === 0) {
    fireDue(m, processor.clock);
    takeUp(m, processor);
  } else {
    if (asleep >= 0) horizon = Math.min(horizon, processor.clock + CHUNK, due ?? horizon);
    goOn(m, processor, horizon, processors.length > 1);
  }
  return true;
}

function fireDue(m: Machine, now: number): void {
  const { timers } = m.state;
  for (let timer = timers[0]; timer !== undefined && timer.when <= now; timer = timers[0]) fire(m, timer);
}

function takeUp(m: Machine, processor: Processor): void {
  const id = findWork(m, processor);
  const g = goroutineOf(m, id);
  if (g === null) return;
  processor.running = id;
  m.effort.done += TURN;
  g.status = 'running';
  processor.clock += SWITCHING;
  processor.clockSteps = m.state.steps;
}

/** Lets the goroutine of a processor run up to a moment, when others may come first, or over one visible step if that has come already. */
function goOn(m: Machine, processor: Processor, horizon: number, contended: boolean): void {
  const { state } = m;
  const g = goroutineOf(m, processor.running);
  if (g === null) throw new TypeError('A processor runs nobody.');
  const sliceEnd = processor.sliceFrom + SLICE;
  if (processor.clock >= sliceEnd && !isWritingMap(m, g)) {
    processor.running = 0;
    g.status = 'runnable';
    enqueueLast(m, g.id);
    return;
  }
  if (g.owes > 0) {
    const spent = Math.min(g.owes, Math.max(1, sliceEnd - processor.clock));
    processor.clock += spent;
    g.owes = g.owes === spent ? PAID : g.owes - spent;
  } else {
    let why: StopReason;
    // With others at work it stops at every door: what it has begun (the mark of a map) may last beyond their next step.
    do {
      const ahead = Math.floor(Math.min(horizon, sliceEnd) - processor.clock);
      const budget = Math.min(ahead < 1 ? CHUNK : ahead, leftOf(m));
      processor.clockSteps = state.steps;
      why = execute(m, g, { budget, atDoors: contended });
      m.effort.grown += 8 * (state.steps - processor.clockSteps);
      processor.clock += state.steps - processor.clockSteps;
      processor.clockSteps = state.steps;
    } while (why === 'door' && processor.clock < horizon);
    if (why === 'over') return;
    if (why === 'ended') ended(m, g);
    if (why === 'waiting' || why === 'ended' || (why === 'cost' && waitForCost(m, g))) {
      processor.running = 0;
      return;
    }
    checkLimits(m, g);
  }
}

/** Instructions that may still be run: what others took as long counts, too. */
function leftOf(m: Machine): number {
  return Math.max(1, Math.floor(m.options.stepsMax - m.state.steps - m.effort.done));
}

/** After some steps of g: ends the program when it has done or holds too much. */
function checkLimits(m: Machine, g: Goroutine): void {
  const { state, effort } = m;
  if (state.steps + effort.done >= m.options.stepsMax) state.ending = budgetEnding(m);
  else if (isFull(m)) {
    try {
      full(m, g);
    } catch (thrown) {
      if (!isFatal(thrown)) throw thrown;
      endFatally(m, g, thrown);
    }
  }
}

/** Between the two steps of a write to a map nobody is sent away. */
function isWritingMap(m: Machine, g: Goroutine): boolean {
  const frame = topFrame(g);
  const op = m.program.functions[frame.code].code[frame.pc];
  return op === MAP_SET || op === MAP_DELETE || op === MAP_CLEAR;
}

/** One visible step of anyone who can run; whose turn it is is drawn by lot. The global queue is then just all of them. */
function stepAnyone(m: Machine, until: number): boolean {
  const { state } = m;
  const { globalQueue } = state;
  const [processor] = state.processors;
  const due = nextTimerAt(m);
  if (globalQueue.length === 0) {
    if (due === null) return idle(m);
    processor.clock = Math.max(state.now, due);
  }
  if (processor.clock >= until) return false;
  state.now = processor.clock;
  fireDue(m, state.now);
  if (globalQueue.length === 0) return true;
  const place = globalQueue.length > 1 ? draw(m) % globalQueue.length : 0;
  const g = goroutineOf(m, globalQueue[place]);
  if (g === null) throw new TypeError('Nobody is in the queue.');
  if (g.owes > 0) {
    processor.clock += g.owes;
    g.owes = PAID;
    return true;
  }
  processor.running = g.id;
  processor.clockSteps = state.steps;
  const budget = Math.min(CHUNK, leftOf(m));
  const why = execute(m, g, { budget, atDoors: true });
  m.effort.grown += 8 * (state.steps - processor.clockSteps);
  processor.clock += state.steps - processor.clockSteps;
  processor.running = 0;
  if (why === 'over') return false;
  if (why === 'ended') ended(m, g);
  if (why === 'waiting' || why === 'ended' || (why === 'cost' && waitForCost(m, g))) {
    const last = globalQueue.pop() as number;
    if (place < globalQueue.length) globalQueue[place] = last;
  }
  checkLimits(m, g);
  return true;
}
