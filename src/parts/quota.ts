/** A quota of requests a second, as the services of AWS have them: a bucket of tokens that starts full. */
import { type Bucket, bucketOf, type Fill, refill, takeTokens } from '../rules/tokenBucket.ts';

export interface Quota {
  bucket: Bucket;
  fill: Fill;
}

/** @param rate requests a second @param kept seconds of it that are kept when they are not used */
export function quotaOf(rate: number, kept = 1): Quota {
  const bucket = bucketOf(rate, Math.max(1, Math.round(rate * kept)));
  return { bucket, fill: fullOf(bucket, 0) };
}

export function fullOf(bucket: Bucket, now: number): Fill {
  return { credit: bucket.full, at: now };
}

/** Takes one request off. @returns whether there was one left */
export function takeOne({ bucket, fill }: Quota, now: number): boolean {
  return takeTokens(bucket, fill, now, 1);
}

/** The quota is another one from now on, and as full as it was. */
export function changeQuota(quota: Quota, now: number, rate: number, kept = 1): void {
  const { bucket } = quotaOf(rate, kept);
  quota.fill = poured(quota.bucket, quota.fill, now, bucket);
  quota.bucket = bucket;
}

/** What is in a bucket that takes the place of another, and is as full. */
export function poured(before: Bucket, fill: Fill, now: number, bucket: Bucket): Fill {
  refill(before, fill, now);
  const isFull = fill.credit === before.full;
  return { credit: isFull ? bucket.full : (fill.credit / before.full) * bucket.full, at: now };
}
