/**
 * Stepping by doors: every goroutine stands before its next visible instruction, and the caller names who takes it. A step runs
 * on to that goroutine's next door, the making of other goroutines included, which run to their first doors at once.
 *
 * A goroutine before an operation may or may not have begun to wait there yet, as far as others can tell; so a select with a
 * default may take it though a partner stands at the other side. Only when a timer fires because nothing else could happen, all
 * are known to wait. Costs take no time here: a cost is a place where others may go first, and nothing more.
 */
import { CALL_NATIVE, RECEIVE, SELECT, SEND } from '../code/ops.ts';
import type { SelectExtra } from '../code/program.ts';
import { accessesAt } from './accesses.ts';
import { held, meet, receiveNow, sendNow } from './channels.ts';
import { PAID } from './costs.ts';
import { budgetEnding, deadlockEnding, STEP_MAX } from './endings.ts';
import { goroutineOf, offered, topFrame } from './goroutines.ts';
import { execute } from './interpreter.ts';
import type { Choice, Door, Machine } from './machine.ts';
import { share } from './memory.ts';
import { ended, placeInSource } from './scheduler.ts';
import type { GoChan, Goroutine, WaitReason } from './state.ts';
import { fire } from './timers.ts';
import { setKey } from './trail.ts';

/** Runs every goroutine to its first door; once, before the first choice. */
export function settle(m: Machine): void {
  for (let id = 1; id <= m.state.goroutines.length && m.state.ending === null; id++) {
    const g = goroutineOf(m, id);
    if (g !== null) toDoor(m, g, false);
  }
}

/** Whether the program has ended. A program that cannot go on has not: then `choices` is empty. */
export function isOver(m: Machine): boolean {
  return m.state.ending !== null;
}

/** Where a goroutine stands: its next visible step, and the place in the learner's own code that leads there. */
export function doorOf(m: Machine, goroutine: number): Door | null {
  const g = goroutineOf(m, goroutine);
  return g === null ? null : { goroutine, ...placeInSource(m, g), accesses: accessesAt(m, g) };
}

/** All steps that can be taken now, in the order of goroutines, cases and partners; empty when the program has ended or nothing can go on. */
export function choices(m: Machine): Choice[] {
  const { state, options } = m;
  if (state.ending !== null) return [];
  const found: Choice[] = [];
  for (const g of state.goroutines) if (g !== null) addSteps(m, g, found);
  const [first] = state.timers;
  if (first !== undefined && (found.length === 0 || options.adversarialTime))
    for (const timer of state.timers)
      if (timer.when <= Math.max(first.when, state.now)) found.push({ kind: 'timer', timer: timer.id });
  return found;
}

/** Takes a step that `choices` offered in this state. */
export function take(m: Machine, choice: Choice): void {
  const { state } = m;
  const before = state.goroutines.length;
  if (choice.kind === 'timer') takeTimer(m, choice.timer);
  else takeStep(m, choice);
  for (let id = before + 1; id <= state.goroutines.length && state.ending === null; id++) {
    const g = goroutineOf(m, id);
    if (g !== null) toDoor(m, g, false);
  }
}

/** When nothing can go on: all wait where they stand (see `leaks`), and without main's return it is a deadlock. */
export function conclude(m: Machine): void {
  if (m.state.ending !== null || choices(m).length > 0) return;
  allWait(m);
  if (!m.state.mainDone) m.state.ending = deadlockEnding(m);
}

function takeTimer(m: Machine, id: number): void {
  const { state } = m;
  const timer = state.timers.find((one) => one.id === id);
  if (timer === undefined) throw new RangeError(`There is no timer ${id} to fire.`);
  const steps: Choice[] = [];
  for (const g of state.goroutines) if (g !== null && steps.length === 0) addSteps(m, g, steps);
  if (steps.length === 0) allWait(m);
  state.now = Math.max(state.now, timer.when);
  fire(m, timer);
  if (timer.does.kind !== 'wake') return;
  const g = goroutineOf(m, timer.does.goroutine);
  if (g !== null && g.woken !== undefined) toDoor(m, g, true);
}

function takeStep(m: Machine, choice: Extract<Choice, { kind: 'step' }>): void {
  const { nth } = choice;
  const g = goroutineOf(m, choice.goroutine);
  if (g === null) throw new RangeError(`There is no goroutine ${choice.goroutine} to take a step.`);
  const partner = choice.partner === 0 ? null : goroutineOf(m, choice.partner);
  const select = selectAt(m, g);
  if (partner !== null) {
    const chan = channelAt(m, g, nth) as GoChan;
    const value = offered(m, g, nth);
    share(m, value);
    m.races?.read(m, g, chan, 0);
    meet(m, chan, g, partner);
    setKey(m, g, 'woken', { nth, value: null, ok: true });
    setKey(m, partner, 'woken', { nth: choice.partnerNth, value, ok: true });
  } else if (select !== null) {
    takeCase(m, g, select, nth);
  }
  toDoor(m, g, true);
  if (partner !== null && m.state.ending === null) toDoor(m, partner, true);
}

/** Does what the nth case of g's select does, and leaves word for the instruction. */
function takeCase(m: Machine, g: Goroutine, select: SelectExtra, nth: number): void {
  const chan = channelAt(m, g, nth);
  if (chan === null) {
    setKey(m, g, 'woken', { nth: -1, value: null, ok: true });
  } else if (select.cases[nth].send) {
    m.races?.read(m, g, chan, 0);
    const ok = !chan.closed;
    const value = offered(m, g, nth);
    share(m, value);
    if (ok) sendNow(m, g, chan, value);
    setKey(m, g, 'woken', { nth, value: null, ok });
  } else {
    const received = receiveNow(m, g, chan);
    if (received === null) throw new TypeError('A select took a case that is not ready.');
    setKey(m, g, 'woken', { nth, ...received });
  }
}

/** Runs g until it stands before a visible step. @param first whether the step before which it stands is taken */
function toDoor(m: Machine, g: Goroutine, first: boolean): void {
  if (g.status === 'waiting' && first) {
    setKey(m, g, 'status', 'runnable');
    setKey(m, g, 'waiting', null);
  }
  for (let go = first; go || (g.status !== 'waiting' && accessesAt(m, g).length === 0); go = false) {
    const { effort, state } = m;
    const before = state.steps;
    effort.doneMax = effort.done + STEP_MAX;
    const why = execute(m, g, { budget: STEP_MAX, atDoors: true });
    effort.done += state.steps - before;
    effort.grown += 8 * (state.steps - before);
    if (why === 'ended') return ended(m, g);
    if (why === 'cost') setKey(m, g, 'owes', PAID);
    else if (why === 'budget') state.ending = budgetEnding(m);
    if (why !== 'cost') return;
  }
}

function addSteps(m: Machine, g: Goroutine, found: Choice[]): void {
  if (g.waiting?.reason === 'sleep') return;
  const add = (nth: number, partner = 0, partnerNth = 0): void => {
    found.push({ kind: 'step', goroutine: g.id, nth, partner, partnerNth });
  };
  const frame = topFrame(g);
  const { code } = m.program.functions[frame.code];
  const at = frame.pc;
  switch (code[at]) {
    case SEND:
      addSend(m, g, 0, add);
      return;
    case RECEIVE:
      if (canReceive(channelAt(m, g, 0))) add(0);
      return;
    case SELECT: {
      const { cases, hasDefault } = selectAt(m, g) as SelectExtra;
      let sure = false;
      cases.forEach(({ send }, nth) => {
        if (send ? addSend(m, g, nth, add) : addReceive(m, g, nth, add)) sure = true;
      });
      if (hasDefault && !sure) add(-1);
      return;
    }
    case CALL_NATIVE: {
      const { ready } = m.natives[code[at + 2]];
      if (ready === undefined || ready(m, g, frame, code[at + 1])) add(0);
      return;
    }
    default:
      add(0);
  }
}

type Add = (nth: number, partner?: number, partnerNth?: number) => void;

/** @returns whether it surely could go on: a partner is known to wait, or none is needed */
function addSend(m: Machine, g: Goroutine, nth: number, add: Add): boolean {
  const chan = channelAt(m, g, nth);
  if (chan === null) return false;
  if (chan.closed || held(chan) < chan.capacity) {
    add(nth);
    return true;
  }
  if (chan.capacity > 0) return false;
  let sure = false;
  eachAt(m, g, chan, false, (other, otherNth) => {
    add(nth, other.id, otherNth);
    if (other.status === 'waiting') sure = true;
  });
  return sure;
}

/** As `addSend`; where a sender is needed, the choice is the sender's. */
function addReceive(m: Machine, g: Goroutine, nth: number, add: Add): boolean {
  const chan = channelAt(m, g, nth);
  if (chan === null) return false;
  if (canReceive(chan)) {
    add(nth);
    return true;
  }
  let sure = false;
  if (chan.capacity === 0)
    eachAt(m, g, chan, true, (other) => {
      if (other.status === 'waiting') sure = true;
    });
  return sure;
}

function canReceive(chan: GoChan | null): boolean {
  return chan !== null && (chan.closed || held(chan) > 0);
}

/** Calls back for every other goroutine that stands before sending to (or receiving from) a channel, with its case. */
function eachAt(
  m: Machine,
  g: Goroutine,
  chan: GoChan,
  sends: boolean,
  found: (other: Goroutine, nth: number) => void,
): void {
  m.effort.done += m.state.goroutines.length / 4;
  for (const other of m.state.goroutines) {
    if (other === null || other === g || other.frames.length === 0) continue;
    const select = selectAt(m, other);
    if (select === null) {
      if (opOf(m, other) === (sends ? SEND : RECEIVE) && channelAt(m, other, 0) === chan) found(other, 0);
    } else {
      select.cases.forEach(({ send }, nth) => {
        if (send === sends && channelAt(m, other, nth) === chan) found(other, nth);
      });
    }
  }
}

function opOf(m: Machine, g: Goroutine): number {
  const frame = topFrame(g);
  return m.program.functions[frame.code].code[frame.pc];
}

function selectAt(m: Machine, g: Goroutine): SelectExtra | null {
  const frame = topFrame(g);
  const { code, extras } = m.program.functions[frame.code];
  return code[frame.pc] === SELECT ? (extras[code[frame.pc + 2]] as SelectExtra) : null;
}

/** The channel of the operation at which g stands, or of the nth case of its select; null for nil and the default. */
function channelAt(m: Machine, g: Goroutine, nth: number): GoChan | null {
  const { code: index, pc, registers } = topFrame(g);
  const { code } = m.program.functions[index];
  const select = selectAt(m, g);
  const register = select === null ? code[pc + (code[pc] === SEND ? 1 : 2)] : select.cases[nth]?.channel;
  return register === undefined ? null : ((registers[register] ?? null) as GoChan | null);
}

const NATIVE_REASONS: Readonly<Record<string, WaitReason>> = {
  'sync.(*RWMutex).Lock': 'sync.RWMutex.Lock',
  'sync.(*RWMutex).RLock': 'sync.RWMutex.RLock',
  'sync.(*WaitGroup).Wait': 'sync.WaitGroup.Wait',
  'sync.notifyWait': 'sync.Cond.Wait',
};

/** Whoever stands before a closed door waits there from now on. */
function allWait(m: Machine): void {
  for (const g of m.state.goroutines)
    if (g !== null && g.status !== 'waiting') {
      setKey(m, g, 'status', 'waiting');
      setKey(m, g, 'waiting', { reason: reasonToWait(m, g), on: [], since: m.state.now });
    }
}

/** What a goroutine would wait for where it stands. */
export function reasonToWait(m: Machine, g: Goroutine): WaitReason {
  if (g.waiting !== null) return g.waiting.reason;
  const frame = topFrame(g);
  const { code } = m.program.functions[frame.code];
  const op = opOf(m, g);
  if (op === SEND) return 'chan send';
  if (op === RECEIVE) return 'chan receive';
  if (op === SELECT) return 'select';
  const name = op === CALL_NATIVE ? m.natives[code[frame.pc + 2]].name : '';
  if (g.woken === undefined && name === 'sync.(*RWMutex).Lock') return 'sync.Mutex.Lock';
  return NATIVE_REASONS[name] ?? 'sync.Mutex.Lock';
}
