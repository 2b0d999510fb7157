/**
 * Vector clocks. A goroutine counts those of its releases before which it touched memory; what it knows of the others is a
 * table that it shares with all who know the same. Everything here is immutable plain data, so copying and undoing a machine
 * needs no care.
 */
import { largest, lookUp, type Sparse, withEntry } from './sparse.ts';

/** By goroutine id: up to which of its times all is known. */
export type Times = Sparse<number>;

export interface Clock {
  readonly time: number;
  /** Whether it touched memory at this time: if not, its next release has nothing of its own to tell. */
  readonly touched: boolean;
  /** Of the others; what it says of the goroutine itself is out of date. */
  readonly seen: Times | null;
}

export const BEGINNING: Clock = { time: 1, touched: false, seen: null };

/**
 * What the goroutine knows, itself included: what it hands on with a release. It keeps the same table itself and goes on with its
 * next time, which is in nobody's table: who gets its own release back sees at once that it is nothing new.
 */
export function knowledge(id: number, { time, touched, seen }: Clock): Times | null {
  return touched ? withEntry(seen, id, time) : seen;
}

export function joined(clock: Clock, times: Times | null): Clock {
  const seen = largest(clock.seen, times);
  return seen === clock.seen ? clock : { ...clock, seen };
}

/** Whether what goroutine `other` did at `time` happened before what goroutine `id` does now. */
export function isKnown(id: number, clock: Clock, other: number, time: number): boolean {
  return other === id || (lookUp(clock.seen, other) ?? 0) >= time;
}
