/**
 * A token bucket in whole numbers, so that nothing drifts: credit grows by `perTick` every tick up to `full`, and a
 * token costs `token` of it. For 10/s that is 1 a tick and 100,000 a token. Credit is reckoned when somebody asks, not
 * token by token.
 */
import { TICKS_PER_SECOND } from '../engine/clock.ts';

export interface Bucket {
  readonly perTick: number;
  readonly token: number;
  readonly full: number;
}

/** What is in a bucket: the credit there was at a tick. Plain data, kept by whoever uses the bucket. */
export interface Fill {
  credit: number;
  at: number;
}

/** Seconds in which a rate written as 7/m, 0.25/s or 1000/d comes to a whole number of tokens. */
const SPANS = [1, 10, 60, 100, 600, 1000, 3600, 36_000, 86_400];
const TOLERANCE = 1e-12;

/**
 * @param rate tokens a second, above 0
 * @param burst most tokens it holds; `burst` x 86,400,000,000 must stay below 2^53
 */
export function bucketOf(rate: number, burst: number): Bucket {
  for (const span of SPANS) {
    const tokens = Math.round(rate * span);
    if (tokens === 0 || Math.abs(rate * span - tokens) > tokens * TOLERANCE) continue;
    const shared = commonDivisor(tokens, span * TICKS_PER_SECOND);
    const token = (span * TICKS_PER_SECOND) / shared;
    return { perTick: tokens / shared, token, full: burst * token };
  }
  // No such span: the credit has a fraction, good to the last bits of a float64.
  return { perTick: rate, token: TICKS_PER_SECOND, full: burst * TICKS_PER_SECOND };
}

/** Brings the credit up to a tick. */
export function refill(bucket: Bucket, fill: Fill, now: number): void {
  fill.credit = Math.min(bucket.full, fill.credit + (now - fill.at) * bucket.perTick);
  fill.at = now;
}

/** Takes tokens if there are enough. @returns whether it did */
export function takeTokens(bucket: Bucket, fill: Fill, now: number, tokens: number): boolean {
  refill(bucket, fill, now);
  if (fill.credit < tokens * bucket.token) return false;
  fill.credit -= tokens * bucket.token;
  return true;
}

/**
 * Takes tokens that may not be there yet. Debt is credit below nothing, so that a wait rounded up to a tick costs none.
 * @returns ticks from now until they are paid for, 0 when they were there
 */
export function reserveTokens(bucket: Bucket, fill: Fill, now: number, tokens: number): number {
  refill(bucket, fill, now);
  fill.credit -= tokens * bucket.token;
  return Math.max(0, Math.ceil(-fill.credit / bucket.perTick));
}

/** Whole tokens at the tick of the last refill, 0 when there is debt. */
export function wholeTokens(bucket: Bucket, fill: Fill): number {
  return Math.max(0, Math.floor(fill.credit / bucket.token));
}

function commonDivisor(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b];
  return a;
}
