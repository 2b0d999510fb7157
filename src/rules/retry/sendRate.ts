/**
 * The mode `adaptive`: a client that was throttled holds itself back. A token bucket whose rate falls to beta of what was
 * sent when a call is throttled, and rises with every other answer along a cubic curve through the rate before (CUBIC).
 * Sources: botocore/retries/{adaptive,throttling,bucket}.py and DefaultRateLimiter of @smithy/core 3.41.0, whose rounding
 * this is. Seconds, and calls a second.
 */
import { power } from '../../engine/arithmetic.ts';

const BETA = 0.7;
const SCALE = 0.4;
const SMOOTH = 0.8;
const RATE_MIN = 0.5;
const CAPACITY_MIN = 1;
/** What was sent is measured twice a second. */
const MEASURED_A_SECOND = 2;

/** Plain data, kept by the client. */
export interface SendRate {
  /** Nothing is held back until the first answer that says throttled. */
  enabled: boolean;
  tokens: number;
  /** Tokens a second, and most that the bucket holds. */
  fillRate: number;
  capacity: number;
  filledAt: number | null;
  measured: number;
  counted: number;
  countedFrom: number;
  lastMax: number;
  throttledAt: number;
}

export function freshSendRate(now: number): SendRate {
  return {
    enabled: false,
    tokens: 0,
    fillRate: RATE_MIN,
    capacity: CAPACITY_MIN,
    filledAt: null,
    measured: 0,
    counted: 0,
    countedFrom: Math.floor(now),
    lastMax: 0,
    throttledAt: now,
  };
}

/** Takes the token for one call if there is one. @returns 0, or the seconds until there will be one */
export function takeSendToken(rate: SendRate, now: number): number {
  if (!rate.enabled) return 0;
  fill(rate, now);
  if (rate.tokens < 1) return (1 - rate.tokens) / rate.fillRate;
  rate.tokens -= 1;
  return 0;
}

/** An answer has come, or the wait for it has ended. */
export function heard(rate: SendRate, now: number, throttled: boolean): void {
  measure(rate, now);
  let to: number;
  if (throttled) {
    const was = rate.enabled ? Math.min(rate.measured, rate.fillRate) : rate.measured;
    rate.lastMax = was;
    rate.throttledAt = now;
    rate.enabled = true;
    to = rounded(was * BETA);
  } else {
    to = cubic(rate.lastMax, now - rate.throttledAt);
  }
  to = Math.min(to, 2 * rate.measured);
  fill(rate, now);
  rate.fillRate = Math.max(to, RATE_MIN);
  rate.capacity = Math.max(to, CAPACITY_MIN);
  rate.tokens = Math.min(rate.tokens, rate.capacity);
}

/** The rate so long after a throttling at a rate of `lastMax`: it begins at beta of that, and lingers where it was. */
export function cubic(lastMax: number, since: number): number {
  const wait = rounded(power((lastMax * (1 - BETA)) / SCALE, 1 / 3));
  const x = since - wait;
  return rounded(SCALE * (x * x * x) + lastMax);
}

function fill(rate: SendRate, now: number): void {
  if (rate.filledAt !== null) {
    const more = (now - rate.filledAt) * rate.fillRate;
    rate.tokens = Math.min(rate.capacity, rate.tokens + more);
  }
  rate.filledAt = now;
}

function measure(rate: SendRate, now: number): void {
  const to = Math.floor(now * MEASURED_A_SECOND) / MEASURED_A_SECOND;
  rate.counted++;
  if (to <= rate.countedFrom) return;
  const current = rate.counted / (to - rate.countedFrom);
  rate.measured = rounded(current * SMOOTH + rate.measured * (1 - SMOOTH));
  rate.counted = 0;
  rate.countedFrom = to;
}

/** To eight places, as the SDK does it. */
function rounded(x: number): number {
  return Number(x.toFixed(8));
}
