/** An access to memory as the detector remembers it: who, when by his own clock, and where in the source. */
import { placeOf } from '../machine/call.ts';
import type { Machine } from '../machine/machine.ts';
import type { Goroutine } from '../machine/state.ts';
import { setKey } from '../machine/trail.ts';
import type { Cell } from './cell.ts';
import { BEGINNING, type Clock } from './clocks.ts';

export interface Touch {
  readonly goroutine: number;
  readonly time: number;
  readonly write: boolean;
  readonly atomic: boolean;
  /** The innermost frames first, two numbers each: function and offset in its file. */
  readonly stack: readonly number[];
  readonly startedAt: Goroutine['startedAt'];
}

/** Frames that are kept of a stack. */
const DEPTH = 16;
/** Goroutines whose touches are at hand. */
const GOROUTINES = 64;

export function clockOf(g: Goroutine): Clock {
  return (g.clock as Clock | null) ?? BEGINNING;
}

function clockOfTouch(m: Machine, g: Goroutine): Clock {
  const clock = clockOf(g);
  if (clock.touched) return clock;
  const touched = { ...clock, touched: true };
  setKey(m, g, 'clock', touched);
  return touched;
}

/** A touch on its way through memory. */
export interface Passing {
  readonly touch: Touch;
  readonly clock: Clock;
  /** What it made of the first cell that it came to, and of others; see `advance` in detector.ts. */
  first: { readonly cell: Cell; readonly after: Cell } | null;
  others: Map<Cell, Cell> | null;
}

/**
 * Makes touches, the same object again while a goroutine touches much from one place between two releases.
 * What it keeps is only that: forgetting it changes nothing.
 */
export function touchMaker(): (m: Machine, g: Goroutine, write: boolean, atomic: boolean) => Passing {
  const recent = new Map<number, Map<number, Passing>>();
  const stack: number[] = [];
  return (m, g, write, atomic) => {
    const { frames } = g;
    let length = 0;
    for (let i = frames.length - 1; i >= 0 && length < 2 * DEPTH; i--) {
      const frame = frames[i];
      // What calls main.main is not shown.
      if (frame === undefined || frame.code === m.program.entry) continue;
      stack[length++] = frame.code;
      stack[length++] = placeOf(m, frame, frames[i + 1]);
    }
    if (stack.length > length) stack.length = length;
    const clock = clockOfTouch(m, g);
    const place = (((stack[0] ?? 0) * 0x1000000 + (stack[1] ?? 0)) * 2 + Number(write)) * 2 + Number(atomic);
    const mine = recent.get(g.id) ?? new Map<number, Passing>();
    const last = mine.get(place);
    const isLast =
      last?.touch.goroutine === g.id &&
      last.touch.time === clock.time &&
      last.touch.startedAt === g.startedAt &&
      last.touch.stack.length === stack.length &&
      last.touch.stack.every((one, i) => one === stack[i]);
    if (isLast && last.clock === clock) return last;
    const touch: Touch = isLast
      ? last.touch
      : { goroutine: g.id, time: clock.time, write, atomic, stack: stack.slice(), startedAt: g.startedAt };
    const passing: Passing = { touch, clock, first: null, others: null };
    if (recent.size > GOROUTINES) recent.clear();
    recent.set(g.id, mine.set(place, passing));
    return passing;
  };
}
