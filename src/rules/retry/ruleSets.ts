/**
 * What the AWS SDKs hold to when they try again, before and since 2026. Milliseconds and tokens.
 * Sources: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html; smithy-lang/smithy-typescript,
 * @smithy/core 3.39.0 (before 2026) and 3.41.0 (2026): the tests beside this file hold both to account.
 */
export interface RetryRules {
  /** What the first wait is drawn up to: after a transient error, and after one of throttling. */
  readonly baseMs: number;
  readonly throttlingBaseMs: number;
  /** What a try costs of the quota, after either. */
  readonly cost: number;
  readonly throttlingCost: number;
  /** A long poll that finds no tokens waits all the same before it gives up. */
  readonly longPollWaits: boolean;
}

export const RULE_SETS = {
  '2026': { baseMs: 50, throttlingBaseMs: 1000, cost: 14, throttlingCost: 5, longPollWaits: true },
  /** Its clients come back sooner, and have 4 tries. */
  '2026, DynamoDB': { baseMs: 25, throttlingBaseMs: 1000, cost: 14, throttlingCost: 5, longPollWaits: true },
  'before 2026': { baseMs: 100, throttlingBaseMs: 500, cost: 10, throttlingCost: 5, longPollWaits: false },
} as const satisfies Readonly<Record<string, RetryRules>>;
export type RuleSet = keyof typeof RULE_SETS;

/** No wait is longer, other than one that the service asked for. */
export const MOST_MS = 20_000;
/** Tokens of a fresh client. */
export const QUOTA = 500;
/** What the bucket gets back for a call that succeeded at the first try. */
export const FIRST_TRY_REFUND = 1;
/** A service that says when to come again (x-amz-retry-after) can add so much to the wait, and no more. */
export const HINT_MOST_MS = 5000;
