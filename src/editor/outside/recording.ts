/** Recorded traffic: moments of requests, and what can be said of them. In microseconds from the first. */
import type { TimeColumn } from './timeColumn.ts';

export interface Recording {
  /** Rising; the first is 0. */
  readonly moments: readonly number[];
  /** Microseconds since 1970; null where nobody knows the day. */
  readonly begins: number | null;
  readonly column: TimeColumn;
  /** All that could hold the moments, this one among them. */
  readonly columns: readonly TimeColumn[];
  /** How many came before the one above them. */
  readonly unsorted: number;
  /** How many say no zone, and are read as UTC. */
  readonly unzoned: number;
  readonly unreadable: { readonly count: number; readonly firstLine: number };
}

export interface Busiest {
  readonly requests: number;
  /** The second that begins here. */
  readonly at: number;
}

const S = 1_000_000;

export const lengthOf = (moments: readonly number[]): number => moments.at(-1) ?? 0;

/** Requests a second; null where all came at once. */
export function meanRate(moments: readonly number[]): number | null {
  const length = lengthOf(moments);
  // Between n posts there are n - 1 fields.
  return length > 0 ? ((moments.length - 1) * S) / length : null;
}

/** The second that most began in: whichever second, not one of the clock's. */
export function busiestSecond(moments: readonly number[]): Busiest {
  let best: Busiest = { requests: 0, at: 0 };
  let first = 0;
  for (const [last, at] of moments.entries()) {
    while (at - moments[first]! >= S) first++;
    if (last - first + 1 > best.requests) best = { requests: last - first + 1, at: moments[first]! };
  }
  return best;
}

/** How many began in each of equal spans. @param until end of the last span, which belongs to it */
export function arrivals(moments: readonly number[], until: number, spans: number): readonly number[] {
  const counts = new Array<number>(spans).fill(0);
  for (const at of moments) {
    if (at > until) break;
    counts[until === 0 ? 0 : Math.min(spans - 1, Math.floor((at / until) * spans))]!++;
  }
  return counts;
}

/** Those within a span, both ends included, counted from its beginning. */
export function piece(moments: readonly number[], from: number, to: number): readonly number[] {
  return moments.slice(countBefore(moments, from), countBefore(moments, to + 1)).map((at) => at - from);
}

/** How many came before a moment. */
export function countBefore(moments: readonly number[], moment: number): number {
  let low = 0;
  let high = moments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (moments[middle]! < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** As a scenario writes it, as short as it can be said exactly: `0s`, `150ms`, `12.5s`. */
export function momentText(us: number): string {
  if (us < 1000 && us > 0) return `${us}us`;
  if (us < S && us % 1000 === 0 && us > 0) return `${us / 1000}ms`;
  const behind = String(us % S)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${Math.floor(us / S)}${behind === '' ? '' : `.${behind}`}s`;
}

/** A length as people write it: `3h 2m 5s`. Rounded up to the second. */
export function lengthText(us: number): string {
  const seconds = Math.ceil(us / S);
  const pieces = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ] as const;
  const text = pieces.flatMap(([n, unit]) => (n > 0 ? [`${n}${unit}`] : [])).join(' ');
  return text === '' ? '0s' : text;
}
