import { isGood } from '../engine/outcome.ts';
import { type Recording, SERIES_SPAN } from './types.ts';

/** Index of a metric, -1 when the part or the metric is not there. */
export function metricOf(recording: Recording, part: string, name: string): number {
  return recording.metrics.findIndex((m) => m.part === part && m.name === name);
}

/** The first bucket that ends after a tick. */
export function bucketAt(recording: Recording, tick: number): number {
  const { edges } = recording;
  let low = 0;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! > tick) high = middle;
    else low = middle + 1;
  }
  return low;
}

export function bucketStart(recording: Recording, bucket: number): number {
  return bucket === 0 ? 0 : recording.edges[bucket - 1]!;
}

const cell = (r: Recording, bucket: number, metric: number, column: number): number =>
  bucket < 0 ? 0 : r.series[(bucket * r.metrics.length + metric) * SERIES_SPAN + column]!;

const NOTHING = {
  mean: Number.NaN,
  low: Number.NaN,
  high: Number.NaN,
  highAt: Number.NaN,
  last: Number.NaN,
} as const;

/** A level's (or age's) figures over a window whose edges are bucket edges; NaN when the run ended before it. Ages are in ticks. */
export function levelOver(recording: Recording, metric: number, from: number, to: number) {
  if (from > recording.ending.at) return NOTHING;
  const first = bucketAt(recording, from);
  const last = bucketAt(recording, Math.min(to, recording.ending.at + 1) - 1);
  const start = bucketStart(recording, first);
  const end = Math.min(recording.edges[last]!, Math.max(recording.ending.at, start));
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let highAt = start;
  for (let b = first; b <= last; b++) {
    low = Math.min(low, cell(recording, b, metric, 2));
    if (cell(recording, b, metric, 3) > high) {
      high = cell(recording, b, metric, 3);
      highAt = Math.min(recording.edges[b]!, recording.ending.at);
    }
  }
  const area = cell(recording, last, metric, 1) - cell(recording, first - 1, metric, 1);
  return {
    mean: end > start ? area / (end - start) : Number.NaN,
    low,
    high,
    highAt,
    last: cell(recording, last, metric, 0),
  };
}

/** How much a counter grew in a window. */
export function counterOver(recording: Recording, metric: number, from: number, to: number): number {
  const first = bucketAt(recording, from);
  const last = bucketAt(recording, to - 1);
  return cell(recording, last, metric, 0) - cell(recording, first - 1, metric, 0);
}

/** A timing's count, mean, standard deviation and highest in a window, in ticks. */
export function timingOver(recording: Recording, metric: number, from: number, to: number) {
  const first = bucketAt(recording, from);
  const last = bucketAt(recording, to - 1);
  const count = cell(recording, last, metric, 0) - cell(recording, first - 1, metric, 0);
  const sum = cell(recording, last, metric, 1) - cell(recording, first - 1, metric, 1);
  const squares = cell(recording, last, metric, 2) - cell(recording, first - 1, metric, 2);
  let high = 0;
  for (let b = first; b <= last; b++) high = Math.max(high, cell(recording, b, metric, 3));
  const mean = sum / count;
  return { count, mean, deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)), high };
}

/** A timing's histogram over a window that the recording was asked to keep; null for any other. */
export function histogramOver(
  recording: Recording,
  metric: number,
  from: number,
  to: number,
): Uint32Array | null {
  const index = recording.windows.findIndex((w) => w.from === from && w.to === to);
  return recording.histograms[index]?.[metric] ?? null;
}

export interface Availability {
  readonly arrived: number;
  readonly good: number;
  readonly bad: number;
  /** Arrived and without an end when the run ended: neither good nor bad. */
  readonly open: number;
  /** good / (good + bad); NaN when none has ended. */
  readonly share: number;
}

/** Users' requests (not attempts) that arrived in a window, at one part or source, or anywhere. */
export function availabilityOver(
  recording: Recording,
  part: string | null,
  from: number,
  to: number,
): Availability {
  const { requests } = recording;
  const index = part === null ? -1 : recording.partIds.indexOf(part);
  let good = 0;
  let bad = 0;
  let open = 0;
  for (let i = firstFrom(requests.arrived, from); i < requests.count && requests.arrived[i]! < to; i++) {
    if (index >= 0 && requests.source[i] !== index && requests.door[i] !== index) continue;
    if (requests.ended[i]! < 0) open++;
    else if (isGood(requests.outcome[i]!)) good++;
    else bad++;
  }
  return { arrived: good + bad + open, good, bad, open, share: good / (good + bad) };
}

/** 0.07 x 100 is a little more than 7 in binary, and is meant to be 7. */
const EXACTLY = 1 - 1e-12;

/** Exact quantiles of the requests that arrived in a window and ended, well or badly, in ticks; NaN when there are none. */
export function latencyQuantiles(
  recording: Recording,
  from: number,
  to: number,
  qs: readonly number[],
): number[] {
  const { requests } = recording;
  const values: number[] = [];
  for (let i = firstFrom(requests.arrived, from); i < requests.count && requests.arrived[i]! < to; i++) {
    if (requests.ended[i]! >= 0) values.push(requests.ended[i]! - requests.arrived[i]!);
  }
  const sorted = Float64Array.from(values).sort();
  return qs.map((q) =>
    sorted.length === 0 ? Number.NaN : sorted[Math.max(0, Math.ceil(q * sorted.length * EXACTLY) - 1)]!,
  );
}

/** Index of the first request that arrived at or after a tick. */
function firstFrom(arrived: Float64Array, tick: number): number {
  let low = 0;
  let high = arrived.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (arrived[middle]! < tick) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The first moment, not before `from`, at which a level, an age or a counter's total is as wanted; to a bucket's width.
 * @param wanted told the lowest and highest value of a stretch of time @returns Infinity when it never comes
 */
export function firstTime(
  recording: Recording,
  metric: number,
  wanted: (low: number, high: number) => boolean,
  from: number,
): number {
  if (from > recording.ending.at) return Number.NaN;
  const counts = recording.metrics[metric]!.type === 'counter';
  const first = bucketAt(recording, from);
  const lowIn = (b: number) => (counts ? cell(recording, b - 1, metric, 0) : cell(recording, b, metric, 2));
  const highIn = (b: number) => cell(recording, b, metric, counts ? 0 : 3);
  // What stood there before counts only if it still stood there then, and did not change on the very tick.
  const before = cell(recording, first - 1, metric, 0);
  if (wanted(before, before) && lowIn(first) <= before && before <= highIn(first)) return from;
  for (let b = first; b < recording.edges.length && bucketStart(recording, b) <= recording.ending.at; b++) {
    if (wanted(lowIn(b), highIn(b))) return Math.min(recording.edges[b]!, recording.ending.at);
  }
  return Number.POSITIVE_INFINITY;
}

/** One point a bucket: mean, lowest, highest of a level; growth a second of a counter; mean of a timing (NaN where none). */
export function seriesOf(
  recording: Recording,
  metric: number,
): { at: Float64Array; mean: Float64Array; low: Float64Array; high: Float64Array } {
  const n = bucketAt(recording, recording.ending.at) + 1;
  const at = new Float64Array(n);
  const mean = new Float64Array(n);
  const low = new Float64Array(n);
  const high = new Float64Array(n);
  const { type } = recording.metrics[metric]!;
  for (let b = 0; b < n; b++) {
    const start = bucketStart(recording, b);
    const end = Math.min(recording.edges[b]!, Math.max(recording.ending.at, start + 1));
    at[b] = end;
    if (type === 'counter') {
      mean[b] = ((cell(recording, b, metric, 0) - cell(recording, b - 1, metric, 0)) * 1e6) / (end - start);
      low[b] = mean[b]!;
      high[b] = mean[b]!;
    } else if (type === 'timing') {
      const count = cell(recording, b, metric, 0) - cell(recording, b - 1, metric, 0);
      mean[b] = (cell(recording, b, metric, 1) - cell(recording, b - 1, metric, 1)) / count;
      low[b] = mean[b]!;
      high[b] = count > 0 ? cell(recording, b, metric, 3) : Number.NaN;
    } else {
      mean[b] = (cell(recording, b, metric, 1) - cell(recording, b - 1, metric, 1)) / (end - start);
      low[b] = cell(recording, b, metric, 2);
      high[b] = cell(recording, b, metric, 3);
    }
  }
  return { at, mean, low, high };
}

/** Availability of the requests that arrived in each bucket; NaN where none did. */
export function availabilitySeries(
  recording: Recording,
  part: string | null,
): { at: Float64Array; mean: Float64Array } {
  const n = bucketAt(recording, recording.ending.at) + 1;
  const at = new Float64Array(n);
  const mean = new Float64Array(n);
  for (let b = 0; b < n; b++) {
    at[b] = Math.min(recording.edges[b]!, recording.ending.at);
    mean[b] = availabilityOver(recording, part, bucketStart(recording, b), recording.edges[b]!).share;
  }
  return { at, mean };
}
