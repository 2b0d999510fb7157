/**
 * Whether a failed try is followed by another, and after what wait: the SDKs' mode `standard`, and `legacy` before it.
 * The wait before the next try is random(0, 1) x min(base x 2^i, 20 s) in whole milliseconds, with i = 0 before the first.
 */
import type { ErrorType } from './classify.ts';
import { FIRST_TRY_REFUND, HINT_MOST_MS, MOST_MS, type RetryRules } from './ruleSets.ts';

/** The tokens that all calls of a client share. Plain data, kept by the client. */
export interface Quota {
  tokens: number;
}

export interface Failure {
  readonly type: ErrorType;
  /** Tries made before this one. */
  readonly before: number;
  /** x-amz-retry-after: how long the service wants it to take, null when it says nothing. */
  readonly hintMs: number | null;
  readonly longPoll: boolean;
}

export type Decision =
  | { readonly again: true; readonly waitMs: number; readonly cost: number }
  /** `waitMs`: a long poll sleeps before it says so. */
  | { readonly again: false; readonly because: 'type' | 'attempts' | 'tokens'; readonly waitMs: number };

/** Takes the tokens for another try where there is to be one. @param draw one number of 0..1, asked at most once */
export function afterFailure(
  rules: RetryRules,
  quota: Quota,
  maxAttempts: number,
  failure: Failure,
  draw: () => number,
): Decision {
  const { type, before, longPoll } = failure;
  if (type === 'other') return { again: false, because: 'type', waitMs: 0 };
  if (before + 1 >= maxAttempts) return { again: false, because: 'attempts', waitMs: 0 };
  const cost = type === 'throttling' ? rules.throttlingCost : rules.cost;
  if (quota.tokens < cost) {
    const waits = longPoll && rules.longPollWaits;
    return { again: false, because: 'tokens', waitMs: waits ? waitOf(rules, failure, draw()) : 0 };
  }
  quota.tokens -= cost;
  return { again: true, waitMs: waitOf(rules, failure, draw()), cost };
}

function waitOf(rules: RetryRules, { type, before, hintMs }: Failure, u: number): number {
  const base = type === 'throttling' ? rules.throttlingBaseMs : rules.baseMs;
  const own = Math.floor(u * Math.min(base * twoTo(before), MOST_MS));
  return hintMs === null ? own : Math.max(own, Math.min(hintMs, own + HINT_MOST_MS));
}

/** A call has succeeded. @param lastCost what its last try cost, null when it was the first */
export function afterSuccess(quota: Quota, capacity: number, lastCost: number | null): void {
  quota.tokens = Math.min(capacity, quota.tokens + (lastCost ?? FIRST_TRY_REFUND));
}

/**
 * Mode `legacy`, as in Python's botocore: random(0, 1) x 2^i seconds without a cap, and no tokens.
 * Source: botocore/retryhandler.py, botocore/data/_retry.json.
 * @returns milliseconds, null when there is to be no other try
 */
export function legacyWait(
  maxAttempts: number,
  { type, before }: Failure,
  draw: () => number,
): number | null {
  if (type === 'other' || before + 1 >= maxAttempts) return null;
  return draw() * 1000 * twoTo(before);
}

/** 2^n for whole n >= 0, and 2^1000 beyond. */
export function twoTo(n: number): number {
  let power = 1;
  for (let i = 0; i < Math.min(n, 1000); i++) power *= 2;
  return power;
}
