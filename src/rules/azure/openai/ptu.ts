/**
 * A provisioned deployment: throughput that is paid by the hour, and a leaky bucket in place of a quota. A request adds its estimate
 * on arrival, is corrected when it ends, and the bucket drains at a constant rate; above 100 % the answer is 429 at once.
 * https://learn.microsoft.com/azure/ai-services/openai/concepts/provisioned-throughput
 */
import { TICKS_PER_SECOND } from '../../../engine/clock.ts';
import type { ServiceError } from '../../serviceError.ts';

export interface Provision {
  /** Provisioned throughput units. */
  readonly units: number;
  /** Tokens of prompt a minute that a unit carries. */
  readonly inputPerUnit: number;
  /** Tokens of answer a minute that a unit carries: fewer, so each weighs more. */
  readonly outputPerUnit: number;
  /** How many seconds of throughput fill the bucket to 100 %. Nobody publishes it. */
  readonly bucketS: number;
}

/** gpt-4o as documented, which changes with models and versions; the bucket is an assumption of this lab, 2026-11. */
export const PROVISION_DEFAULTS: Provision = {
  units: 15,
  inputPerUnit: 2500,
  outputPerUnit: 833,
  bucketS: 60,
};

/** Plain data. */
export interface Bucket {
  /** In tokens of prompt. */
  level: number;
  at: number;
}

export const freshBucket = (): Bucket => ({ level: 0, at: 0 });

/** Cached tokens of the prompt weigh nothing; a token of the answer as many as the throughputs differ. */
export function weightOf(
  provision: Provision,
  use: { readonly promptTokens: number; readonly cachedTokens: number; readonly answerTokens: number },
): number {
  const prompt = Math.max(0, use.promptTokens - use.cachedTokens);
  return prompt + (use.answerTokens * provision.inputPerUnit) / provision.outputPerUnit;
}

const perTick = ({ units, inputPerUnit }: Provision): number =>
  (units * inputPerUnit) / (60 * TICKS_PER_SECOND);
const capacityOf = (provision: Provision): number =>
  perTick(provision) * provision.bucketS * TICKS_PER_SECOND;

function drain(bucket: Bucket, provision: Provision, now: number): void {
  bucket.level = Math.max(0, bucket.level - perTick(provision) * (now - bucket.at));
  bucket.at = now;
}

/** 1 is 100 %. More is possible: the last one that was let in may overfill the bucket. */
export function utilisationAt(bucket: Bucket, provision: Provision, now: number): number {
  const level = Math.max(0, bucket.level - perTick(provision) * (now - bucket.at));
  return level / capacityOf(provision);
}

export type Entry =
  | { readonly ok: true; readonly utilisation: number }
  | {
      readonly ok: false;
      readonly utilisation: number;
      readonly retryAfterMs: number;
      readonly error: ServiceError;
    };

/** @param weight of the estimate: prompt and max_tokens */
export function enter(bucket: Bucket, provision: Provision, weight: number, now: number): Entry {
  drain(bucket, provision, now);
  const capacity = capacityOf(provision);
  const over = bucket.level - capacity;
  if (over > 0) {
    const retryAfterMs = Math.ceil(over / perTick(provision) / 1000);
    return { ok: false, utilisation: bucket.level / capacity, retryAfterMs, error: overfull(retryAfterMs) };
  }
  bucket.level += weight;
  return { ok: true, utilisation: bucket.level / capacity };
}

/** What was estimated is replaced by what it was: mostly less, for few answers use all of max_tokens. */
export function settle(
  bucket: Bucket,
  provision: Provision,
  estimated: number,
  real: number,
  now: number,
): void {
  drain(bucket, provision, now);
  bucket.level = Math.max(0, bucket.level + real - estimated);
}

/** In words of our own: those of the service are not published. */
const overfull = (retryAfterMs: number): ServiceError => ({
  code: '429',
  message: `The deployment is at more than 100 % of its provisioned throughput. Retry after ${retryAfterMs} ms.`,
  status: 429,
  retryAfterMs,
});
