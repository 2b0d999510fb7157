/** Frames and goroutines: what begins a call, and what begins and ends a goroutine. */
import { WIDTH } from '../code/ops.ts';
import { full, isFull } from './effort.ts';
import { nilDereference, throwFatal } from './faults.ts';
import type { Machine } from './machine.ts';
import { count, share } from './memory.ts';
import type { Frame, FunctionValue, Goroutine, Value } from './state.ts';
import { push, setKey } from './trail.ts';

/**
 * Deeper than any real stack of 1,000,000,000 bytes would hold of frames of 950 bytes. Go's own frames are smaller, so it would go
 * some times deeper: ours cost the browser a few hundred bytes each.
 */
const DEPTH_MAX = 1 << 20;
/** A stack begins with 2 KiB. */
export const STACK = 2048;
/** Bytes of JavaScript's heap; of a goroutine with its first frame. */
const FRAME = 176;
const GOROUTINE = 700;
/** Every so many frames the heap is looked at. */
const FRAMES_BETWEEN = 511;

/**
 * Enters functions[code] with `count` arguments from `from[base]` on.
 * @param into where in the caller's registers its results go
 * @param panic see Frame; `deferred`: its results are dropped
 */
export function pushFrame(
  m: Machine,
  g: Goroutine,
  code: number,
  captured: readonly Value[],
  from: readonly Value[],
  base: number,
  count: number,
  into: number,
  deferred = false,
  panic = -1,
): Frame {
  const { frames } = g;
  if (frames.length >= DEPTH_MAX) throwFatal('stack-overflow', 'stack overflow');
  const size = m.program.functions[code].registers;
  m.effort.grown += FRAME + 8 * size;
  if ((frames.length & FRAMES_BETWEEN) === FRAMES_BETWEEN && isFull(m)) full(m, g);
  const registers: Value[] = new Array(size);
  for (let i = 0; i < count; i++) registers[i] = from[base + i];
  const frame: Frame = { code, pc: 0, registers, captured, into, defers: null, panic, deferred, held: 0 };
  push(m, frames, frame);
  return frame;
}

const NOTHING: readonly Value[] = [];

/** Every native can be deferred, started and called in a frame of its own: a function that calls it stands behind the program's. newMachine.ts makes them. */
export function stubOf(m: Machine, code: number): number {
  return code >= 0 ? code : m.program.functions.length - m.natives.length + (-1 - code);
}

/** Functions that are bound to their first argument have numbers behind all functions. */
export function boundTo(m: Machine, code: number, receiver: Value): FunctionValue {
  return { is: 'function', code: m.program.functions.length + stubOf(m, code), captured: [receiver] };
}

/** What a function value calls: which function, with which arguments, capturing what. */
export function targetOf(
  m: Machine,
  value: FunctionValue,
  args: readonly Value[],
): { readonly code: number; readonly captured: readonly Value[]; readonly args: readonly Value[] } {
  const bound = value.code - m.program.functions.length;
  return bound < 0
    ? { code: stubOf(m, value.code), captured: value.captured, args }
    : { code: bound, captured: NOTHING, args: [value.captured[0], ...args] };
}

/** Calls a function value from a native, which then says 'called': the results come to the registers from `into` on. Panics when it is nil. */
export function callFunction(
  m: Machine,
  g: Goroutine,
  value: Value,
  args: readonly Value[],
  into: number,
): void {
  if (value === null) return nilDereference();
  const target = targetOf(m, value as FunctionValue, args);
  pushFrame(m, g, target.code, target.captured, target.args, 0, target.args.length, into);
}

/**
 * A goroutine that stands before its first instruction, runnable, in no queue. `code` as in FunctionValue.
 * @param at offset of the go statement, in the running function of the parent
 * @param request see Goroutine
 */
export function newGoroutine(
  m: Machine,
  parent: Goroutine | null,
  code: number,
  captured: readonly Value[],
  args: readonly Value[],
  at: number,
  request = -1,
): Goroutine {
  const { state } = m;
  const above = parent?.frames[parent.frames.length - 1];
  for (const value of args) share(m, value);
  for (const value of captured) share(m, value);
  const g: Goroutine = {
    id: state.goroutines.length + 1,
    parent: parent === null ? 0 : parent.id,
    startedAt: above === undefined ? null : { code: above.code, at },
    status: 'runnable',
    frames: [],
    panics: [],
    waiting: null,
    ticket: 0,
    woken: undefined,
    owes: 0,
    clock: null,
    request,
  };
  push(m, state.goroutines as (Goroutine | null)[], g);
  state.memory.stacks += STACK;
  // What comes from outside is counted with the next allocation: nobody runs who could die of it.
  if (parent !== null) count(m, 0, GOROUTINE);
  const target = targetOf(m, { is: 'function', code, captured }, args);
  pushFrame(m, g, target.code, target.captured, target.args, 0, target.args.length, 0);
  m.races?.started(m, parent, g);
  return g;
}

/** A goroutine that `execute` said has ended. It is forgotten: nothing of its state is asked for again. */
export function endGoroutine(m: Machine, g: Goroutine): void {
  if (m.state.finalizers !== undefined) m.races?.releaseMerge(m, g, m.state.finalizers.order, 0);
  m.races?.ended(m, g);
  setKey(m, g, 'status', 'dead');
  setKey(m, m.state.goroutines, g.id - 1, null);
  m.state.memory.stacks -= STACK;
}

/** Offset in the source of the instruction that a frame is at: the call, when another frame stands above it. */
export function placeOf(m: Machine, frame: Frame, above: Frame | undefined): number {
  const called = above !== undefined && !above.deferred && above.panic < 0;
  return m.program.functions[frame.code].positions[frame.pc / WIDTH - (called ? 1 : 0)] ?? 0;
}
