import { isGood } from '../engine/outcome.ts';
import type { RequestLog } from '../recording/types.ts';

/** A request is slow when it took so many times as long as half of those that were answered well ... */
const TIMES = 10;
/** ... and longer than a person needs to notice, in ticks. */
const NOTICED = 100_000;

/** Ticks above which a good answer is a slow one; Infinity when nothing was answered. */
export function slowFrom({ count, arrived, ended, outcome }: RequestLog): number {
  const latencies: number[] = [];
  for (let r = 0; r < count; r++) {
    if (ended[r]! >= 0 && isGood(outcome[r]!)) latencies.push(ended[r]! - arrived[r]!);
  }
  if (latencies.length === 0) return Number.POSITIVE_INFINITY;
  const sorted = Float64Array.from(latencies).sort();
  return Math.max(NOTICED, TIMES * sorted[(sorted.length - 1) >> 1]!);
}

/**
 * Slow requests with the moment to look at each: half-way. What took more than half of the time is there at that moment.
 * By moment.
 */
export function slowRequests(log: RequestLog): readonly { readonly request: number; readonly at: number }[] {
  const limit = slowFrom(log);
  const found: { request: number; at: number }[] = [];
  for (let request = 0; request < log.count; request++) {
    const [from, to] = [log.arrived[request]!, log.ended[request]!];
    if (to < 0 || !isGood(log.outcome[request]!) || to - from <= limit) continue;
    found.push({ request, at: Math.floor((from + to) / 2) });
  }
  return found.sort((a, b) => a.at - b.at);
}
