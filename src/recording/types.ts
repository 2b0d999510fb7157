import type { MetricType } from '../engine/ledger.ts';
import type { Ending } from '../engine/part.ts';

/** A stretch of a run that has a name: a fault, or what the scenario calls one. `run` is everything. */
export interface Window {
  readonly name: string;
  /** Ticks; `to` is not part of it. */
  readonly from: number;
  readonly to: number;
}

export interface RecordedMetric {
  readonly part: string;
  readonly name: string;
  readonly type: MetricType;
  readonly unit: string;
  readonly says: string;
  readonly realName?: string;
}

/** Every user's request of a run, in order of arrival. */
export interface RequestLog {
  readonly count: number;
  readonly arrived: Float64Array;
  /** -1 while open. */
  readonly ended: Float64Array;
  readonly outcome: Uint8Array;
  /** The source it came from and the part it was sent to first, by index. */
  readonly source: Uint16Array;
  readonly door: Uint16Array;
}

/** All that was counted in a run: plain data that can be sent between threads. */
export interface Recording {
  readonly digest: string;
  readonly ending: Ending;
  readonly dispatched: number;
  readonly until: number;
  readonly partIds: readonly string[];
  readonly metrics: readonly RecordedMetric[];
  readonly windows: readonly Window[];
  /** Ends of the buckets in ticks, rising. Buckets are even but for the edges of the windows. */
  readonly edges: Float64Array;
  /**
   * What stood in the books at the end of each bucket; four numbers a metric, bucket by bucket:
   * level and age: value, area since the start, lowest and highest within the bucket;
   * counter: total since the start; timing: count, sum and sum of squares since the start, highest within the bucket.
   */
  readonly series: Float64Array;
  /** Counts of a timing's histogram, by window then metric; null for what is no timing. */
  readonly histograms: readonly (readonly (Uint32Array | null)[])[];
  readonly requests: RequestLog;
  /** Calls by wire: sent, arrived, answered, returned, late, dropped. */
  readonly wires: Float64Array;
  /** What the run cost, where parts have prices. */
  readonly costs: readonly { readonly part: string; readonly what: string; readonly usd: number }[];
}

export const SERIES_SPAN = 4;
