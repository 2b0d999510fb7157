/** The process: it is taken on to the present at every event of the part, and what it has for the world is handed over. */
import { isGood, OUTCOMES, outcome } from '../../engine/outcome.ts';
import { STACK } from '../../golang/machine/call.ts';
import { newEffort } from '../../golang/machine/effort.ts';
import { goroutineOf } from '../../golang/machine/goroutines.ts';
import { DEFAULTS, type Machine, type MachineOptions } from '../../golang/machine/machine.ts';
import { newMachine } from '../../golang/machine/newMachine.ts';
import { answerCall, callFromOutside } from '../../golang/machine/outside.ts';
import { nextStepAt, run } from '../../golang/machine/scheduler.ts';
import type { Ending, MachineState, Outgoing } from '../../golang/machine/state.ts';
import { listens, load } from './program.ts';
import { type EndingName, endingCode, type Me, type Settings } from './spec.ts';

const NANOSECONDS = 1000;
/** Instructions of one process: many seconds of somebody's real time. */
const STEPS_MAX = 2_000_000_000;
/** While there is always something to do soon, the machine is taken on in steps of a share of that time, in ticks. */
const QUANTUM_SHARE = 16;
const QUANTUM_MAX = 50;

function optionsOf(s: Settings, slow: number, seed = 0): MachineOptions {
  return {
    ...DEFAULTS,
    processors: s.GOMAXPROCS,
    seed,
    memoryLimit: s.memory,
    atLimit: s.atLimit,
    openFilesLimit: s.openFiles,
    afterMain: listens(s),
    stepsMax: STEPS_MAX,
    requestPanics: true,
    answersCalls: true,
    ioFactor: slow,
  };
}

/** The machine of the running process; it is put together for every event, since only its state is state. */
function machineOf({ settings: s, state }: Me): Machine | null {
  if (state.machine === null) return null;
  const loaded = load(s);
  if (loaded.program === null) return null;
  return {
    ...loaded.shared,
    options: optionsOf(s, state.slow),
    state: state.machine,
    races: null,
    trail: null,
    byDoors: false,
    effort: newEffort(STEPS_MAX),
  };
}

export function begin(self: Me): void {
  const { state, settings: s, metrics } = self;
  state.start = -1;
  const loaded = load(s);
  if (loaded.program === null) {
    metrics.ending.set(endingCode(loaded.ending));
    return;
  }
  if (state.crashed) metrics.restarts.add();
  state.crashed = false;
  const seed = 1 + self.random.seeds.below(2 ** 30);
  state.machine = newMachine(loaded.program, optionsOf(s, state.slow, seed)).state;
  state.begunAt = self.now;
  state.busyFrom = self.now;
  state.worked = 0;
  metrics.up.set(1);
  goOn(self);
}

/** Takes the process on to the present, and sees to when it is next to be. */
export function goOn(self: Me): void {
  const m = machineOf(self);
  if (m === null) return;
  run(m, (self.now - self.state.begunAt) * NANOSECONDS);
  handOver(self, m);
}

/** A request has come. */
export function serve(self: Me, row: number): void {
  const { state, settings: s, metrics, messages } = self;
  metrics.requests.add();
  goOn(self);
  const m = machineOf(self);
  const loaded = load(s);
  if (m === null || loaded.program === null || loaded.entry === null || !m.state.mainDone) {
    metrics.refused.add();
    fail(self, row, outcome.unreachable);
    return;
  }
  messages.pushBack(state.open, row);
  const { code, takes } = loaded.entry;
  const id = 1 + self.random.keys.below(s.keys);
  callFromOutside(m, code, takes === null ? [] : [takes === 'int' ? id : String(id)], row);
  handOver(self, m);
}

/** A call of the program has been answered. */
export function called(self: Me, call: number, code: number): void {
  const { state, messages } = self;
  const goroutine = messages.mark[call]!;
  goOn(self);
  // It may have ended at this very moment.
  if (state.calls[goroutine] !== call) return;
  delete state.calls[goroutine];
  state.calling--;
  const m = machineOf(self);
  if (m === null) return;
  answerCall(m, goroutine, isGood(code) ? null : (OUTCOMES[code]?.says ?? ''));
  handOver(self, m);
}

/** Answers, calls and figures of what the machine has done so far. */
function handOver(self: Me, m: Machine): void {
  const { state, metrics } = self;
  for (const one of m.state.outgoing.splice(0)) {
    if (one.kind === 'answer') answer(self, one);
    else call(self, m, one.goroutine, one.wire);
  }
  metrics.worked.add(m.state.worked - state.worked);
  state.worked = m.state.worked;
  for (const text of m.state.output.splice(0)) metrics.printed.add(text.split('\n').length - 1);
  if (m.state.ending !== null) {
    end(self, endingOf(m.state.ending, m.state), m.state.ending.exitCode !== 0);
    return;
  }
  tell(self, m.state);
  setStep(self, m);
}

function answer(self: Me, { request: row, value, panicked }: Extract<Outgoing, { kind: 'answer' }>): void {
  const { state, settings, metrics, messages } = self;
  const loaded = load(settings);
  const isBad = panicked || (loaded.program !== null && loaded.entry?.givesError === true && value !== null);
  messages.remove(state.open, row);
  metrics.latency.record(self.now - messages.arrivedAt[row]!);
  if (panicked) metrics.panics.add();
  if (isBad) return fail(self, row, outcome.failed);
  metrics.answered.add();
  self.reply(row, outcome.ok);
}

function fail(self: Me, row: number, code: number): void {
  self.metrics.failed.add();
  self.reply(row, code);
}

function call(self: Me, m: Machine, goroutine: number, wire: number): void {
  const { state, ports, messages } = self;
  if (wire > ports.calls.wires) {
    answerCall(m, goroutine, OUTCOMES[outcome.unreachable]!.says);
    return;
  }
  const row = ports.calls.call(requestOf(m, goroutine), wire - 1);
  messages.mark[row] = goroutine;
  state.calls[goroutine] = row;
  state.calling++;
}

/** For which request a goroutine works: its own, or that of who started it, as long as that one lives. */
function requestOf(m: Machine, goroutine: number): number {
  let g = goroutineOf(m, goroutine);
  while (g !== null && g.request < 0) g = goroutineOf(m, g.parent);
  return g === null ? -1 : g.request;
}

const BY_KIND: Readonly<Partial<Record<Ending['kind'], EndingName>>> = {
  panic: 'panic',
  deadlock: 'deadlock',
  oom: 'out of memory',
  'oom-killed': 'killed (137)',
  'stack-overflow': 'stack overflow',
  'too-many-files': 'too many open files',
  budget: 'stopped',
};

function endingOf({ kind, exitCode }: Ending, { mainDone }: MachineState): EndingName {
  if (kind === 'exit') return mainDone && exitCode === 0 ? 'main returned' : 'exited';
  return BY_KIND[kind] ?? 'fatal error';
}

/** The process is gone: whoever waited for it is told so. */
export function end(self: Me, how: EndingName, isCrash: boolean): void {
  const { state, metrics, settings: s } = self;
  if (state.machine === null) return;
  stop(self);
  metrics.ending.set(endingCode(how));
  if (!isCrash) return;
  metrics.crashes.add();
  state.crashed = true;
  if (s.restart !== null) state.start = self.timers.start.after(s.restart);
}

/** No process, and none to come. */
export function stop(self: Me): void {
  const { state, messages, metrics } = self;
  self.cancel(state.start);
  self.cancel(state.step);
  state.start = -1;
  state.step = -1;
  state.machine = null;
  for (const row of Object.values(state.calls)) self.abandon(row);
  state.calls = {};
  state.calling = 0;
  for (let row = messages.shift(state.open); row >= 0; row = messages.shift(state.open)) {
    metrics.latency.record(self.now - messages.arrivedAt[row]!);
    fail(self, row, outcome.crashed);
  }
  for (const level of LEVELS) metrics[level].set(0);
}

const LEVELS = ['up', 'goroutines', 'running', 'runnable', 'waiting', 'sleeping', 'memory', 'files'] as const;

function tell({ metrics, state }: Me, machine: MachineState): void {
  const { processors, globalQueue, memory, timers, openFiles } = machine;
  let running = 0;
  let runnable = globalQueue.length;
  for (const { running: id, next, queue } of processors) {
    running += Number(id !== 0);
    runnable += queue.length + Number(next !== 0);
  }
  let sleeping = state.calling;
  for (const { does } of timers) sleeping += Number(does.kind === 'wake');
  const goroutines = memory.stacks / STACK;
  metrics.goroutines.set(goroutines);
  metrics.running.set(running);
  metrics.runnable.set(runnable);
  metrics.sleeping.set(sleeping);
  metrics.waiting.set(goroutines - running - runnable - sleeping);
  metrics.memory.set(memory.allocated + memory.live + memory.stacks + memory.held);
  metrics.files.set(openFiles);
}

/** The next moment at which the machine does something by itself; while that is always soon, a little later. */
function setStep(self: Me, m: Machine): void {
  const { state, now } = self;
  const next = nextStepAt(m);
  let at = -1;
  if (next !== null) {
    const due = state.begunAt + Math.ceil(next / NANOSECONDS);
    const quantum = Math.min(QUANTUM_MAX, Math.max(1, Math.floor((now - state.busyFrom) / QUANTUM_SHARE)));
    at = Math.max(due, now + quantum);
    if (due > now + QUANTUM_MAX) state.busyFrom = due;
  }
  if (state.step >= 0 && at === state.stepAt) return;
  self.cancel(state.step);
  state.stepAt = at;
  state.step = at < 0 ? -1 : self.timers.step.after(at - now);
}
