/**
 * What is remembered of one place in memory, and whether an access races with it: FastTrack's rule (one last write, all reads
 * since that nobody's later read covers), with atomic accesses beside. Nothing that could still race is forgotten
 * before a race was told, where the race detector of the gc tools keeps four accesses a word.
 */
import { type Clock, isKnown, type Times } from './clocks.ts';
import { firstOf, lookUp, type Sparse, withEntry } from './sparse.ts';
import type { Touch } from './touch.ts';

/** Immutable, so that many places may share one. */
export interface Cell {
  /** The last plain write. */
  readonly write: Touch | null;
  /** Plain reads since, by goroutine. */
  readonly reads: Touches;
  /** Atomic accesses since, by goroutine and whether they write. */
  readonly atomics: Touches;
  /** What releases at this place have handed on. */
  readonly sync: Times | null;
}

/** One, or several by number. */
type Touches = Touch | Sparse<Touch> | null;

export const UNTOUCHED: Cell = { write: null, reads: null, atomics: null, sync: null };

/** An earlier access that is not ordered with this one, when one of them writes and not both are atomic. */
export function conflictOf(cell: Cell, touch: Touch, clock: Clock): Touch | null {
  const open = (other: Touch): boolean => !isKnown(touch.goroutine, clock, other.goroutine, other.time);
  const { write, reads, atomics } = cell;
  if (write !== null && open(write)) return write;
  const read = touch.write ? find(reads, open) : null;
  if (read !== null || touch.atomic) return read;
  return find(atomics, (other) => (touch.write || other.write) && open(other));
}

/** Whether the same goroutine has done as much here since its last release: whatever could race with it raced already. */
export function isCovered({ write, reads, atomics }: Cell, touch: Touch): boolean {
  if (touch.atomic) return isSame(entryOf(atomics, numberOf(touch)), touch);
  return isSame(write, touch) || (!touch.write && isSame(entryOf(reads, numberOf(touch)), touch));
}

export function noted(cell: Cell, touch: Touch, clock: Clock): Cell {
  const { write, reads, atomics, sync } = cell;
  if (touch.atomic) return { write, reads, atomics: withTouch(atomics, touch, clock), sync };
  if (touch.write) return { write: touch, reads: null, atomics: null, sync };
  return { write, reads: withTouch(reads, touch, clock), atomics, sync };
}

function withTouch(set: Touches, touch: Touch, clock: Clock): Touches {
  if (set === null) return touch;
  if ('root' in set) return withEntry(set, numberOf(touch), touch);
  const replaces = (touch.write || !set.write) && isKnown(touch.goroutine, clock, set.goroutine, set.time);
  if (replaces) return touch;
  return withEntry(withEntry<Touch>(null, numberOf(set), set), numberOf(touch), touch);
}

const numberOf = (touch: Touch): number => touch.goroutine * 2 + Number(touch.write);

const isSame = (one: Touch | null | undefined, other: Touch): boolean =>
  one?.goroutine === other.goroutine && one.time === other.time && (one.write || !other.write);

function entryOf(set: Touches, number: number): Touch | null | undefined {
  return set !== null && 'root' in set ? lookUp(set, number) : set;
}

function find(set: Touches, isIt: (one: Touch) => boolean): Touch | null {
  if (set === null) return null;
  if ('root' in set) return firstOf(set, isIt) ?? null;
  return isIt(set) ? set : null;
}
