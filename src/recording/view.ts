import { TICKS_PER_SECOND } from '../engine/clock.ts';
import { bucketAt } from './query.ts';
import { type Recording, SERIES_SPAN } from './types.ts';

/** A rate is taken over at least this long, so that a face does not flicker with single requests. */
const RATE_OVER = TICKS_PER_SECOND;

/** How fast a counter or a timing's count grew in the last second or so before a moment, a second. */
export function rateAt(recording: Recording, metric: number, now: number, total: number): number {
  const bucket = bucketAt(recording, Math.max(0, now - RATE_OVER)) - 1;
  const from = bucket < 0 ? 0 : recording.edges[bucket]!;
  const before =
    bucket < 0 ? 0 : recording.series[(bucket * recording.metrics.length + metric) * SERIES_SPAN]!;
  return now > from ? ((total - before) * TICKS_PER_SECOND) / (now - from) : 0;
}

/** What stood in the books at the last edge before a moment: a picture at once, while the exact one is on its way. */
export function valuesNear(recording: Recording, now: number): Float64Array {
  const values = new Float64Array(recording.metrics.length);
  const bucket = bucketAt(recording, now) - 1;
  if (bucket < 0) return values;
  for (let i = 0; i < values.length; i++) {
    values[i] = recording.series[(bucket * values.length + i) * SERIES_SPAN]!;
  }
  return values;
}
