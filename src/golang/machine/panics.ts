/**
 * defer, panic, recover and Goexit. The frames that a panic passes stay while their deferred functions run above them, as in Go:
 * traces show them. A panic is dropped when the function that deferred its recoverer goes on.
 */

import { COPY, LOAD } from '../code/ops.ts';
import { isExhausted } from '../syntax/exhausted.ts';
import { pushFrame } from './call.ts';
import { exhausted, grow, toil } from './effort.ts';
import { endFatally, NIL_PANIC } from './endings.ts';
import { isFatal, isPanic, throwFatal } from './faults.ts';
import type { GoPanic, Machine } from './machine.ts';
import { tellEnd } from './outside.ts';
import { dieCode } from './programStubs.ts';
import type { Deferred, Frame, Goroutine, InterfaceValue, Panic, Value } from './state.ts';
import { traceOf } from './traces.ts';
import { keep, pop, push, saveFrame, setKey } from './trail.ts';

/** Of JavaScript's heap with its trace, bytes. */
export const PANIC_HEAP = 4096;

/** Panics in panics in panics: only one that never ends comes so far. */
const PANICS_MAX = 2_000;

/** An instruction was ended in the middle: what comes of it. @throws what is a fault of the machine */
export function broken(m: Machine, g: Goroutine, thrown: unknown): void {
  if (isFatal(thrown)) return endFatally(m, g, thrown);
  if (isExhausted(thrown)) return endFatally(m, g, exhausted(m, thrown));
  if (!isPanic(thrown)) throw thrown;
  try {
    startPanic(m, g, thrown);
  } catch (more) {
    broken(m, g, more);
  }
}

/** Begins a panic in the running goroutine; its frames then stand at what has to run next. */
export function startPanic(m: Machine, g: Goroutine, thrown: GoPanic): void {
  const ofNothing = thrown.value === null;
  const runtime = thrown.runtime || ofNothing;
  const value = runtime
    ? errorValue(m, ofNothing ? NIL_PANIC : errorText(m, g, thrown.value as string))
    : thrown.value;
  begin(m, g, value, runtime, false);
}

/** runtime.Goexit: runs what the goroutine deferred, and ends it. Its panic stays behind as the last one. */
export function startGoexit(m: Machine, g: Goroutine): void {
  begin(m, g, null, false, true);
}

function begin(m: Machine, g: Goroutine, value: Value, runtime: boolean, goexit: boolean): void {
  const depth = g.frames.length - 1;
  if (g.panics.length >= PANICS_MAX) throwFatal('stack-overflow', 'stack overflow');
  grow(m, PANIC_HEAP);
  push(m, g.panics, { value, recovered: false, goexit, runtime, depth, trace: traceOf(g, m) });
  unwind(m, g);
}

/** A wrapper that takes the value to which nil points says whose method was called. */
function errorText(m: Machine, g: Goroutine, text: string): string {
  const { code: place, pc, registers } = g.frames[g.frames.length - 1];
  const { code, name, wrapper } = m.program.functions[place];
  const takes = code[pc] === LOAD || code[pc] === COPY;
  if (wrapper !== true || !takes || code[pc + 2] !== 0 || registers[0] !== null) return text;
  return `value method ${name} called using nil *${name.split('.').at(-2)} pointer`;
}

/** The error that the runtime panics with. */
function errorValue(m: Machine, text: string): InterfaceValue {
  const { typeByText } = m.program;
  return {
    is: 'interface',
    type: typeByText['runtime.errorString'] ?? typeByText.string ?? 0,
    value: text,
  };
}

/** Enters the next function that the topmost panic has to run; without one the goroutine ends, and with a panic usually the program. */
function unwind(m: Machine, g: Goroutine): void {
  const nth = g.panics.length - 1;
  const panic = g.panics[nth];
  for (let { depth } = panic; depth >= 0; depth--) {
    const { defers } = g.frames[depth];
    const next = defers === null ? undefined : pop(m, defers);
    if (next === undefined) continue;
    setKey(m, panic, 'depth', depth);
    enterDeferred(m, g, next, nth);
    return;
  }
  const endsAlone = m.options.requestPanics && g.request >= 0;
  if (endsAlone) tellEnd(m, g, null, true);
  if (panic.goexit || endsAlone) cutFrames(m, g, 0);
  else pushFrame(m, g, dieCode(m), [], [0], 0, 1, 0);
}

/** @param panic place in the goroutine's panics of the one that is on its way, -1 when the function just returns */
export function enterDeferred(m: Machine, g: Goroutine, next: Deferred, panic: number): void {
  pushFrame(m, g, next.code, next.captured, next.args, 0, next.args.length, 0, true, panic);
}

/** A deferred function that a panic had begun has returned, and its frame is gone. */
export function afterDeferred(m: Machine, g: Goroutine, nth: number): void {
  const panic = g.panics[nth];
  if (panic.recovered) resume(m, g, panic, nth);
  else unwind(m, g);
}

/** The function that deferred the recoverer returns. Panics that this one had overtaken are gone with it; a Goexit among them goes on. */
function resume(m: Machine, g: Goroutine, panic: Panic, nth: number): void {
  toil(m, (g.frames.length + g.panics.length) / 8);
  cutFrames(m, g, panic.depth + 1);
  let left = 0;
  for (const frame of g.frames) if (frame.panic >= left) left = frame.panic + 1;
  const goexit = g.panics.slice(left, nth).find((one) => one.goexit);
  keep(m, g.panics);
  g.panics.length = left;
  if (goexit !== undefined) {
    push(m, g.panics, { ...goexit, depth: panic.depth });
    unwind(m, g);
    return;
  }
  const frame = g.frames[panic.depth];
  saveFrame(m, frame);
  frame.pc = m.program.functions[frame.code].deferReturn;
}

function cutFrames(m: Machine, g: Goroutine, length: number): void {
  for (let i = length; i < g.frames.length; i++) m.state.memory.held -= g.frames[i].held;
  keep(m, g.frames);
  g.frames.length = length;
}

/** recover() in the running frame. */
export function recoverIn(m: Machine, g: Goroutine): Value {
  const nth = g.panics.length - 1;
  const panic = g.panics[nth];
  if (panic === undefined || panic.goexit || panic.recovered || deferredFor(m, g) !== nth) return null;
  setKey(m, panic, 'recovered', true);
  return panic.value;
}

/** The panic for which the running function was begun as a deferred one, or a wrapper around it was; -1 else. */
function deferredFor(m: Machine, g: Goroutine): number {
  for (let depth = g.frames.length - 1; depth >= 0; depth--) {
    const { panic } = g.frames[depth];
    if (panic >= 0) return panic;
    const below: Frame | undefined = g.frames[depth - 1];
    if (below === undefined || m.program.functions[below.code].wrapper !== true) return -1;
  }
  return -1;
}
