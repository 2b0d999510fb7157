import { isGood } from '../engine/outcome.ts';
import type { Frames } from '../lab/frames.ts';
import { FLIGHT, FLIGHT_SPAN, type PlateWire } from '../lab/protocol.ts';

/** Columns of a flight. */
export const [WIRE, DEPARTS, ARRIVES, WHAT, OUTCOME] = [0, 1, 2, 3, 4] as const;

/** What a mark on a wire looks like, and so what it means. */
export type Mark = 'request' | 'answer' | 'message' | 'bad';
export const MARKS: readonly Mark[] = ['answer', 'request', 'message', 'bad'];

/**
 * Wall milliseconds for which a flight stays on the screen at least. Most flights are over within a frame or two; the
 * eye needs longer. So the departure is true, and the landing is late by at most this much.
 */
export const LINGER_MS = 400;

/** The same in ticks, at a speed of playback. */
export function lingerTicks(speed: number): number {
  return LINGER_MS * 1000 * speed;
}

/** Over a wire whose end asks, answers may carry what is stored, and the asking itself is small; else calls are requests. */
export function markOf(wire: PlateWire, what: number, outcome: number): Mark {
  if (what === FLIGHT.answerWithMessages) return 'message';
  if (what === FLIGHT.answer) return isGood(outcome) ? 'answer' : 'bad';
  return wire.asksBack ? 'answer' : 'request';
}

export interface Tally {
  /** A second, along the wire's direction and against it. */
  readonly along: number;
  readonly back: number;
  /** A second, of those that ended badly, and the outcome that most of them had. */
  readonly bad: number;
  readonly badOutcome: number;
}

/** Virtual time over which a wire's rates are taken, unless what is seen of it at once is longer. */
export const TALLY_TICKS = 1_000_000;

/** What departed on each wire in the ticks before t. Only of frames that hold every flight: it counts, it does not guess. */
export function tally(
  { flights }: Frames,
  wires: readonly PlateWire[],
  t: number,
  ticks = TALLY_TICKS,
): Tally[] {
  const from = t - Math.min(ticks, Math.max(t, 1));
  const perSecond = 1_000_000 / (t - from);
  const counts = wires.map(() => ({ along: 0, back: 0, bad: 0, by: new Map<number, number>() }));
  for (let i = 0; i < flights.length; i += FLIGHT_SPAN) {
    const departs = flights[i + DEPARTS]!;
    if (departs <= from || departs > t) continue;
    const wire = flights[i + WIRE]!;
    const count = counts[wire]!;
    const what = flights[i + WHAT]!;
    const answer = what !== FLIGHT.call;
    // Along a wire whose end asks, only answers with messages in them count: deletes are answered too.
    const isAlong = wires[wire]!.asksBack ? what === FLIGHT.answerWithMessages : !answer;
    if (isAlong) count.along++;
    else count.back++;
    const outcome = flights[i + OUTCOME]!;
    if (!answer || isGood(outcome)) continue;
    count.bad++;
    count.by.set(outcome, (count.by.get(outcome) ?? 0) + 1);
  }
  return counts.map(({ along, back, bad, by }) => ({
    along: along * perSecond,
    back: back * perSecond,
    bad: bad * perSecond,
    badOutcome: [...by].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0] as const)[0],
  }));
}
