import { TICKS_PER_SECOND } from '../engine/clock.ts';
import { quantile } from '../engine/histogram.ts';
import type { Comparison, Figures, TimingStat } from '../scenario/claim.ts';
import {
  availabilityOver,
  counterOver,
  firstTime,
  histogramOver,
  levelOver,
  metricOf,
  timingOver,
} from './query.ts';
import type { Recording } from './types.ts';

/** What a claim may ask of a recording. Windows are rounded to the buckets; the edges of named windows are edges of buckets. */
export function figuresOf(recording: Recording): Figures {
  const indexOf = (part: string, metric: string) => metricOf(recording, part, metric);
  // Of a time that the run did not live to see nothing is known, not even that nothing went wrong.
  const unseen = (from: number) => from > recording.ending.at;
  return {
    level(part, metric, stat, from, to) {
      const { mean, low, high, last } = levelOver(recording, indexOf(part, metric), from, to);
      return { mean, max: high, min: low, last }[stat];
    },
    counter(part, metric, stat, from, to) {
      if (unseen(from)) return Number.NaN;
      const total = counterOver(recording, indexOf(part, metric), from, to);
      const length = Math.min(to, recording.ending.at) - from;
      if (stat === 'total') return total;
      return length > 0 ? (total * TICKS_PER_SECOND) / length : Number.NaN;
    },
    timing(part, metric, stat, from, to) {
      if (unseen(from)) return Number.NaN;
      const index = indexOf(part, metric);
      const q = QUANTILES[stat];
      if (q !== undefined) {
        const counts = histogramOver(recording, index, from, to);
        return counts ? quantile(counts, q) : Number.NaN;
      }
      const { count, mean, high } = timingOver(recording, index, from, to);
      return stat === 'count' ? count : stat === 'max' ? (count > 0 ? high : Number.NaN) : mean;
    },
    users(part, figure, from, to) {
      if (unseen(from)) return Number.NaN;
      // The last tick of the run belongs to it.
      const { share, arrived, good, bad, open } = availabilityOver(
        recording,
        part,
        from,
        to === recording.until ? to + 1 : to,
      );
      return { availability: share, requests: arrived, successes: good, failures: bad, open }[figure];
    },
    firstTime(part, metric, comparison, value, from) {
      return firstTime(
        recording,
        indexOf(part, metric),
        (low, high) => REACHED[comparison](low, high, value),
        from,
      );
    },
    cost: () => recording.costs.reduce((sum, { usd }) => sum + usd, 0),
  };
}

const QUANTILES: Readonly<Partial<Record<TimingStat, number>>> = {
  p50: 0.5,
  p90: 0.9,
  p95: 0.95,
  p99: 0.99,
  'p99.9': 0.999,
};

/** Whether some value between the lowest and the highest of a stretch compares so. */
const REACHED: Readonly<Record<Comparison, (low: number, high: number, value: number) => boolean>> = {
  '<=': (low, _high, value) => low <= value,
  '<': (low, _high, value) => low < value,
  '>=': (_low, high, value) => high >= value,
  '>': (_low, high, value) => high > value,
  '=': (low, high, value) => low <= value && value <= high,
  '!=': (low, high, value) => low !== value || high !== value,
};
