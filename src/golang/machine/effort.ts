/**
 * What a run costs the computer it runs on. A program may ask for much with one instruction, and its objects are larger here than
 * in Go: both are bounded, so that a hostile program ends with an ending of its own and not with the page's.
 */
import { collect } from './collect.ts';
import { throwFatal } from './faults.ts';
import type { Effort, GoFatal, Machine } from './machine.ts';
import type { Goroutine, Value } from './state.ts';

/** Longer strings are refused, bytes: JavaScript has none of twice this length. */
const STRING_MAX = 2 ** 28;
/** It is measured again when it may have grown by half, and by as much. */
const MEASURE_FROM = 32 * 2 ** 20;
/** Deeper than that it is the stack that fills the heap. */
const DEEP = 1 << 12;
/** The runtime asks the system for 4 MiB at a time. */
const BLOCK = 4 << 20;

export function newEffort(doneMax: number): Effort {
  return { done: 0, doneMax, printed: 0, heap: 0, grown: 0, refused: false };
}

/** Work was done that would take so many instructions. Ends the program at its limit. */
export function toil(m: Machine, work: number): void {
  const { effort } = m;
  effort.done += work;
  if (effort.done > effort.doneMax) throwFatal('budget', '');
}

/** The heap grows by so many bytes, now. Ends the program when that is too much. */
export function grow(m: Machine, bytes: number): void {
  const { effort } = m;
  effort.grown += bytes;
  if (effort.grown > MEASURE_FROM && effort.grown > effort.heap / 2) {
    measure(m);
    if (effort.heap + bytes > m.options.heapMax) outOfMemory(m, bytes);
  }
}

/** Whether what has grown, told or not, is too much. */
export function isFull(m: Machine): boolean {
  const { effort } = m;
  if (effort.grown <= MEASURE_FROM || effort.grown <= effort.heap / 2) return false;
  measure(m);
  return effort.heap > m.options.heapMax;
}

function measure(m: Machine): void {
  collect(m, true);
}

/** `isFull` while g runs: it is its stack that fills the heap, or the objects. */
export function full(m: Machine, g: Goroutine): never {
  if (g.frames.length > DEEP && !m.byDoors) throwFatal('stack-overflow', 'stack overflow');
  outOfMemory(m, 0);
}

export function outOfMemory(m: Machine, bytes: number): never {
  if (m.byDoors) {
    m.effort.refused = true;
    throwFatal('budget', 'it wanted more memory than can be explored');
  }
  if (m.options.atLimit === 'killed') throwFatal('oom-killed', '');
  const { allocated, live, stacks, held } = m.state.memory;
  const block = Math.max(1, Math.ceil(bytes / BLOCK)) * BLOCK;
  throwFatal('oom', `cannot allocate ${block}-byte block (${allocated + live + stacks + held} in use)`);
}

/** x + y of strings. */
export function concatenated(m: Machine, x: Value, y: Value): string {
  const length = (x as string).length + (y as string).length;
  textMade(m, length);
  return (x as string) + (y as string);
}

/** A string of that length is about to be. */
export function textMade(m: Machine, length: number): void {
  if (length > STRING_MAX) outOfMemory(m, length);
  toil(m, length / 64);
  grow(m, 32 + length);
}

const TOO_DEEP = /call stack|recursion/i;
/** How a program ends with which JavaScript itself gave up (exhausted.ts). */
export function exhausted(m: Machine, thrown: unknown): GoFatal {
  if (thrown instanceof Error && TOO_DEEP.test(thrown.message))
    return { goFatal: true, kind: 'stack-overflow', message: 'stack overflow' };
  const kind = m.options.atLimit === 'killed' ? 'oom-killed' : 'oom';
  return { goFatal: true, kind, message: `cannot allocate ${2 ** 32}-byte block` };
}
