/** Where acts stand on the axis of time, and where they go when somebody pulls at them. */
import { TICKS_PER_SECOND } from '../engine/clock.ts';
import type { ActText } from '../scenario/types.ts';
import { formatLength, formatMoment } from './clock.ts';

/** Ticks; `to` equals `from` for what happens at once. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Whoever lets acts be changed on the axis of time. */
export interface ActEditing {
  /** The id of an act. */
  readonly selected: string | null;
  select(id: string | null): void;
  /** Moments as a scenario writes them. @returns false when it was refused: the act goes back to where it was */
  change(id: string, to: Partial<Pick<ActText, 'at' | 'for'>>): boolean;
  remove(id: string): void;
}

export type Grip = 'start' | 'whole' | 'end';

/** What a pointer takes hold of. @param x from the left edge of what can be held @param edge how much of it belongs to an end, in px */
export function gripAt(x: number, width: number, edge: number): Grip {
  const end = Math.min(edge, width / 3);
  if (x < end) return 'start';
  return x > width - end ? 'end' : 'whole';
}

/** What happens at once has no ends that could be pulled. */
export const isAtOnce = ({ from, to }: Span): boolean => from === to;

/**
 * The span after a pull; always within the run, and never shorter than one snap.
 * @param by ticks @param snap what is pulled comes to stand on a multiple of this many ticks
 */
export function pulled(span: Span, grip: Grip, by: number, snap: number, end: number): Span {
  if (by === 0) return span;
  const { from, to } = span;
  const snapped = (tick: number) => Math.round(tick / snap) * snap;
  const between = (least: number, tick: number, most: number) => Math.max(least, Math.min(most, tick));
  if (grip === 'whole' || isAtOnce(span)) {
    const start = between(0, snapped(from + by), Math.max(0, end - snap));
    return { from: start, to: start + (to - from) };
  }
  if (grip === 'start') return { from: between(0, snapped(from + by), to - snap), to };
  return { from, to: between(from + snap, snapped(to + by), end) };
}

/** What a pull comes to in the words of a scenario: who moves an act says nothing of how long it lasts. */
export function changeOf({ from, to }: Span, grip: Grip): Partial<Pick<ActText, 'at' | 'for'>> {
  if (grip === 'whole') return { at: momentText(from) };
  const lasts = momentText(to - from);
  return grip === 'start' ? { at: momentText(from), for: lasts } : { for: lasts };
}

/** "39.2s": exact to the tick. */
export function momentText(ticks: number): string {
  return `${ticks / TICKS_PER_SECOND}s`;
}

/** "Database locked, 0:20 to 1:20" */
export function sayAct(name: string, { from, to }: Span): string {
  const words = name.charAt(0).toUpperCase() + name.slice(1);
  return isAtOnce({ from, to }) ? `${words}, at ${short(from)}` : `${words}, ${short(from)} to ${short(to)}`;
}

const short = (ticks: number): string =>
  ticks % TICKS_PER_SECOND === 0 ? formatLength(ticks) : formatMoment(ticks);

export interface Placed {
  readonly row: number;
  /** Its name begins at its start; or ends at its end, where there is no more room after it. */
  readonly nameSide: 'after' | 'before';
}

/** Px of a letter of a band's name, on average; and of what stands around the name. */
const LETTER = 6.2;
const AROUND = 14;

/** Px that a name takes, about: it is set in one size everywhere. */
export const nameWidth = (name: string): number => name.length * LETTER + AROUND;

/**
 * Rows for bands with their names, so that none covers another: each stands in the first row in which it has room.
 * @param width of the axis in px @param least px that a band takes for itself at least
 */
export function placed(
  acts: readonly (Span & { readonly name: string })[],
  end: number,
  width: number,
  least: number,
): readonly Placed[] {
  const perTick = width / Math.max(1, end);
  const takenTo: number[] = [];
  const places = new Array<Placed>(acts.length);
  const inOrder = acts.map((_, i) => i).sort((a, b) => acts[a]!.from - acts[b]!.from || a - b);
  for (const i of inOrder) {
    const { name, from, to } = acts[i]!;
    const [left, right] = [from * perTick, Math.min(to, end) * perTick];
    const needs = nameWidth(name);
    const nameSide = left + needs > width && right - needs >= 0 ? 'before' : 'after';
    const begins = nameSide === 'before' ? Math.min(left - least / 2, right - needs) : left - least / 2;
    const ends = nameSide === 'after' ? Math.max(right + least / 2, left + needs) : right + least / 2;
    let row = takenTo.findIndex((taken) => taken <= begins);
    if (row < 0) row = takenTo.length;
    takenTo[row] = ends;
    places[i] = { row, nameSide };
  }
  return places;
}
