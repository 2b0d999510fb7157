/**
 * Targets of an account and of one blob, as token buckets:
 * https://learn.microsoft.com/azure/storage/common/scalability-targets-standard-account and
 * https://learn.microsoft.com/azure/storage/blobs/scalability-targets
 */
import { TICKS_PER_SECOND } from '../../../engine/clock.ts';
import type { ServiceError } from '../../serviceError.ts';
import { type Bucket, bucketOf, type Fill, refill, reserveTokens, takeTokens } from '../../tokenBucket.ts';
import { refusal } from './errors.ts';

export interface ScaleTargets {
  readonly accountRequestsPerS: number;
  readonly blobRequestsPerS: number;
  readonly blobBytesPerS: number;
  /** A request that would wait longer for its turn is given up: assumption of this lab, 2026-11. */
  readonly timeoutS: number;
}

export const DEFAULT_TARGETS: ScaleTargets = {
  accountRequestsPerS: 20_000,
  blobRequestsPerS: 500,
  blobBytesPerS: 60e6,
  timeoutS: 30,
};

interface BlobLoad {
  readonly requests: Fill;
  /** In pieces of `PIECE` bytes. */
  readonly bytes: Fill;
}

/** Plain data, changed in place. */
export interface Load {
  readonly account: Fill;
  readonly blobs: Record<string, BlobLoad>;
  tracked: number;
  /** So many make it look for what can be forgotten. */
  forgetAt: number;
}

/** Bytes of a token, so that a second of them is a number that buckets can carry exactly. */
const PIECE = 1000;
/** Blobs whose load is kept, at least, before those that had time to recover are forgotten. */
const TRACKED_LEAST = 4096;

export function newLoad(targets: ScaleTargets): Load {
  return { account: fullOf(accountBucket(targets), 0), blobs: {}, tracked: 0, forgetAt: TRACKED_LEAST };
}

const perSecond = (rate: number): Bucket => bucketOf(rate, Math.max(1, rate));
const accountBucket = (targets: ScaleTargets): Bucket => perSecond(targets.accountRequestsPerS);
const requestBucket = (targets: ScaleTargets): Bucket => perSecond(targets.blobRequestsPerS);
const bytesBucket = (targets: ScaleTargets): Bucket => perSecond(targets.blobBytesPerS / PIECE);

const fullOf = (bucket: Bucket, now: number): Fill => ({ credit: bucket.full, at: now });

export interface Admitted {
  /** Ticks until the bytes have passed, beyond what the network takes. */
  readonly wait: number;
}

/** One request of a blob. A second's worth may come at once. @param blob its container and name */
export function admit(
  load: Load,
  targets: ScaleTargets,
  blob: string,
  bytes: number,
  now: number,
): Admitted | ServiceError {
  if (!takeTokens(accountBucket(targets), load.account, now, 1)) return refusal('ServerBusy');
  const own = loadOf(load, targets, blob, now);
  if (!takeTokens(requestBucket(targets), own.requests, now, 1)) return refusal('ServerBusy');
  const bucket = bytesBucket(targets);
  // Only what others have ahead of it makes a request give up: its own bytes take the time they take.
  const ahead = reserveTokens(bucket, own.bytes, now, 0);
  if (ahead > targets.timeoutS * TICKS_PER_SECOND) return refusal('OperationTimedOut');
  return { wait: reserveTokens(bucket, own.bytes, now, Math.ceil(bytes / PIECE)) };
}

function loadOf(load: Load, targets: ScaleTargets, blob: string, now: number): BlobLoad {
  const key = `/${blob}`;
  const found = load.blobs[key];
  if (found) return found;
  if (load.tracked >= load.forgetAt) forget(load, targets, now);
  const fresh: BlobLoad = {
    requests: fullOf(requestBucket(targets), now),
    bytes: fullOf(bytesBucket(targets), now),
  };
  load.blobs[key] = fresh;
  load.tracked++;
  return fresh;
}

/** A full bucket is as good as a new one. */
function forget(load: Load, targets: ScaleTargets, now: number): void {
  const [requests, bytes] = [requestBucket(targets), bytesBucket(targets)];
  for (const [key, own] of Object.entries(load.blobs)) {
    refill(requests, own.requests, now);
    refill(bytes, own.bytes, now);
    if (own.requests.credit < requests.full || own.bytes.credit < bytes.full) continue;
    delete load.blobs[key];
    load.tracked--;
  }
  load.forgetAt = Math.max(TRACKED_LEAST, 2 * load.tracked);
}
