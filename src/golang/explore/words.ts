/** How values become words, and the things that encode.ts and decode.ts must agree upon. */
import type { Program } from '../code/program.ts';
import type { Frame, Value } from '../machine/state.ts';
import { type Decisive, decisiveIn, type Live, livenessOf } from './liveness.ts';
import type { Remaining } from './remaining.ts';

/** The low three bits of a word that begins a value; the rest is what is told here. */
export const SMALL = 0; // a whole number of 29 bits
export const INTERNED = 1; // place in `interned`
export const OBJECT = 2; // number of a heap object
export const POINTER = 3; // number of a container; the slot follows
export const SLICE = 4; // number of the array; offset, length, capacity follow
export const BOXED = 5; // type of an interface value; its value follows
export const CLOSURE = 6; // code + natives' count; how many captured and those follow
export const HOLES = 7; // of an array: so many slots that were never set; of a register: 0, its value was put aside

/** What a heap object's section begins with: which of these, layout or type, owner, words in all. */
export const CONTAINER = 0;
export const MAP = 1;
export const CHAN = 2;
export const ITERATOR = 3;
export const HEAD = 4;

/** Slot of the struct time.timer in prelude/time.go. */
export const TIMER_ID = 2;

export interface Words extends Remaining {
  readonly program: Program;
  readonly values: Value[];
  readonly places: Map<unknown, number>;
  /** By function, made when first needed. */
  readonly live: (Live | undefined)[];
  /** Null when nothing is put aside. */
  readonly decisive: ((code: number) => Decisive) | null;
  /** By function and then as `live`: which of the live ones decide nothing (1). */
  readonly asides: (readonly Uint8Array[] | undefined)[];
  /** Layout of the struct time.timer, -1 without one. */
  readonly timerLayout: number;
  /** Layout of the struct time.Time when nobody looks into one, -1 otherwise. */
  readonly quietTimes: number;
}

/** @param asides whether values that decide nothing are put aside */
export function newWords(program: Program, remaining: Remaining, asides: boolean): Words {
  const layoutOf = (names: string) =>
    program.layouts.findIndex((one) => one.kind === 'struct' && one.names.join() === names);
  return {
    program,
    values: [],
    places: new Map(),
    live: liveIn(program).live,
    decisive: asides ? decisiveIn(program) : null,
    asides: [],
    timerLayout: layoutOf('c,f,id,period'),
    quietTimes: remaining.clock ? -1 : layoutOf('sec,nsec,mono'),
    ...remaining,
  };
}

/** The place of a constant; the same for all states of an exploration. */
export function intern(words: Words, value: Value): number {
  const name =
    typeof value === 'object' && value !== null
      ? JSON.stringify(value)
      : typeof value === 'number' && Object.is(value, -0)
        ? '-0n'
        : value;
  const key = typeof name === 'string' && name !== value ? Symbol.for(name) : name;
  const known = words.places.get(key);
  if (known !== undefined) return known;
  words.values.push(value);
  words.places.set(key, words.values.length - 1);
  return words.values.length - 1;
}

export function liveAt(
  { program, live }: Pick<Words, 'program' | 'live'>,
  code: number,
  pc: number,
): Int32Array {
  const one = program.functions[code];
  // A native as a function of its own: whatever it was given.
  if (one === undefined || one.file < 0) return STUB;
  live[code] ??= livenessOf(program, one);
  return live[code][pc / 5] ?? NONE;
}

const LIVE = new WeakMap<Program, (Live | undefined)[]>();

/** What is known of a program's live registers. */
export function liveIn(program: Program): Pick<Words, 'program' | 'live'> {
  const live = LIVE.get(program) ?? [];
  LIVE.set(program, live);
  return { program, live };
}

/** Of the live registers at a place those that decide nothing; null when there are none. */
export function asidesAt(words: Words, code: number, pc: number): Uint8Array | null {
  const { decisive, program } = words;
  const one = program.functions[code];
  if (decisive === null || one === undefined || one.file < 0) return null;
  let asides = words.asides[code];
  if (asides === undefined) {
    const deciding = livenessOf(program, one, decisive);
    asides = deciding.map((list, at) => {
      const matter = new Set(list);
      return Uint8Array.from(liveAt(words, code, at * 5), (r) => (matter.has(r) ? 0 : 1));
    });
    words.asides[code] = asides;
  }
  return asides[pc / 5] ?? null;
}

/** The registers of the caller that a frame's results will fill. */
export function resultsOf(
  words: Words,
  frame: Frame | undefined,
): { readonly from: number; readonly to: number } {
  if (frame === undefined || frame.deferred) return NOWHERE;
  return { from: frame.into, to: frame.into + (words.program.functions[frame.code]?.results ?? 0) };
}

const NOWHERE = { from: 0, to: 0 };
const STUB = Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7);
const NONE = new Int32Array(0);
