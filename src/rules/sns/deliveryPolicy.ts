/**
 * How often, and after which waits, SNS delivers a message again that could not be delivered.
 * Source: https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
 */

import { POWER_OF_TWO, power } from '../../engine/arithmetic.ts';
import { ticks } from '../../engine/clock.ts';
import type { Json, Read } from '../quantity.ts';
import { isObject } from './flatten.ts';

export const BACKOFF_FUNCTIONS = ['linear', 'arithmetic', 'geometric', 'exponential'] as const;
export type BackoffFunction = (typeof BACKOFF_FUNCTIONS)[number];

/** Waits in ticks. Plain data. */
export interface DeliveryPolicy {
  /** Retries at once. */
  readonly immediate: number;
  readonly preBackoff: { readonly retries: number; readonly delay: number };
  readonly backoff: {
    readonly retries: number;
    readonly from: number;
    readonly to: number;
    readonly grows: BackoffFunction;
  };
  readonly postBackoff: { readonly retries: number; readonly delay: number };
  /** throttlePolicy.maxReceivesPerSecond: deliveries a second; null: as fast as they come. */
  readonly mostPerSecond: number | null;
  /** requestPolicy.headerContentType. */
  readonly contentType: string;
}

export type RetryPhase = 'immediate' | 'preBackoff' | 'backoff' | 'postBackoff';

const PLAIN = { mostPerSecond: null, contentType: 'text/plain; charset=UTF-8' } as const;

/** Lambda, SQS and Firehose: 100,015 retries over 23 days. */
export const AWS_MANAGED: DeliveryPolicy = {
  immediate: 3,
  preBackoff: { retries: 2, delay: ticks(1) },
  backoff: { retries: 10, from: ticks(1), to: ticks(20), grows: 'exponential' },
  postBackoff: { retries: 100_000, delay: ticks(20) },
  ...PLAIN,
};

/** E-mail, SMS and push; also Firehose while it throttles: 50 retries over more than six hours. */
export const CUSTOMER_MANAGED: DeliveryPolicy = {
  immediate: 0,
  preBackoff: { retries: 2, delay: ticks(10) },
  backoff: { retries: 10, from: ticks(10), to: ticks(600), grows: 'exponential' },
  postBackoff: { retries: 38, delay: ticks(600) },
  ...PLAIN,
};

/** Three retries 20 s apart. */
export const HTTP_DEFAULT: DeliveryPolicy = {
  immediate: 0,
  preBackoff: { retries: 0, delay: ticks(20) },
  backoff: { retries: 3, from: ticks(20), to: ticks(20), grows: 'linear' },
  postBackoff: { retries: 0, delay: ticks(20) },
  ...PLAIN,
};

const BY_ENDPOINT: Readonly<Record<string, DeliveryPolicy>> = {
  sqs: AWS_MANAGED,
  lambda: AWS_MANAGED,
  firehose: AWS_MANAGED,
  email: CUSTOMER_MANAGED,
  'email-json': CUSTOMER_MANAGED,
  sms: CUSTOMER_MANAGED,
  application: CUSTOMER_MANAGED,
};

/** @param endpoint what a port says it is; http for what is none of SNS's others @param custom for http alone */
export function deliveryPolicyOf(endpoint: string, custom: DeliveryPolicy | null = null): DeliveryPolicy {
  return Object.hasOwn(BY_ENDPOINT, endpoint) ? BY_ENDPOINT[endpoint]! : (custom ?? HTTP_DEFAULT);
}

/** How many retries there are in all. */
export function retriesOf({ immediate, preBackoff, backoff, postBackoff }: DeliveryPolicy): number {
  return immediate + preBackoff.retries + backoff.retries + postBackoff.retries;
}

/** The phase that a retry belongs to; null: given up. @param retry 0 for the first retry */
export function phaseOf(policy: DeliveryPolicy, retry: number): RetryPhase | null {
  const pre = policy.immediate + policy.preBackoff.retries;
  if (retry < policy.immediate) return 'immediate';
  if (retry < pre) return 'preBackoff';
  if (retry < pre + policy.backoff.retries) return 'backoff';
  return retry < retriesOf(policy) ? 'postBackoff' : null;
}

/** The wait before a retry without jitter; null: given up. @param retry 0 for the first retry */
export function nominalDelay(policy: DeliveryPolicy, retry: number): number | null {
  const phase = phaseOf(policy, retry);
  if (phase === null) return null;
  if (phase === 'immediate') return 0;
  if (phase === 'backoff') return grown(policy, retry - policy.immediate - policy.preBackoff.retries);
  return policy[phase].delay;
}

/**
 * From the first wait to the last. AWS draws four curves and gives no formula; this lab takes (assumption, 2026-11): linear,
 * equal steps; arithmetic, steps that grow by the same amount; geometric, each wait the same multiple of the one before;
 * exponential, steps that double.
 */
function grown({ backoff: { retries, from, to, grows } }: DeliveryPolicy, nth: number): number {
  const last = retries - 1;
  if (last < 1 || from === to) return from;
  if (grows === 'geometric') return Math.round(from * power(to / from, nth / last));
  return Math.round(from + (to - from) * shareOf(grows, nth, last));
}

function shareOf(grows: BackoffFunction, nth: number, last: number): number {
  if (grows === 'linear') return nth / last;
  if (grows === 'arithmetic') return (nth * (nth + 1)) / (last * (last + 1));
  return last < POWER_OF_TWO.length
    ? (POWER_OF_TWO[nth]! - 1) / (POWER_OF_TWO[last]! - 1)
    : power(2, nth - last);
}

/** "Amazon SNS applies jittering to delivery retries": how much is not said. Assumption of this lab, 2026-11. */
export const JITTER = 0.1;

/**
 * The wait before a retry, in whole ticks; null: given up.
 * @param retry 0 for the first retry @param draw 0..1; 0.5 is the middle @param spread of the jitter: 0.1 is 10 % either way
 */
export function retryDelay(
  policy: DeliveryPolicy,
  retry: number,
  draw: number,
  spread: number = JITTER,
): number | null {
  const nominal = nominalDelay(policy, retry);
  return nominal === null ? null : Math.round(nominal * (1 - spread + 2 * spread * draw));
}

const SECONDS_MOST = 3600;
const RETRIES_MOST = 100;
const CONTENT_TYPES = [
  'application/json',
  'application/octet-stream',
  'application/soap+xml',
  'application/x-www-form-urlencoded',
  'application/xml',
  'text/css',
  'text/csv',
  'text/html',
  'text/plain',
  'text/xml',
];

/** Where a document goes wrong: what was expected instead. */
class Unsound extends Error {}

/**
 * The setting `DeliveryPolicy` of an HTTP subscription: `{ healthyRetryPolicy: { numRetries: 5 } }`, or its text. What is left
 * out is as in SNS's default.
 */
export function readDeliveryPolicy(written: Json): Read<DeliveryPolicy> {
  try {
    return { ok: true, value: policyIn(typeof written === 'string' ? parsed(written) : written) };
  } catch (error) {
    if (error instanceof Unsound) return { ok: false, expected: error.message };
    throw error;
  }
}

function policyIn(written: Json): DeliveryPolicy {
  const policy = mapIn(written, 'the delivery policy', [
    'healthyRetryPolicy',
    'throttlePolicy',
    'requestPolicy',
  ]);
  const { maxReceivesPerSecond = null } = mapIn(policy.throttlePolicy ?? {}, 'throttlePolicy', [
    'maxReceivesPerSecond',
  ]);
  const { headerContentType = null } = mapIn(policy.requestPolicy ?? {}, 'requestPolicy', [
    'headerContentType',
  ]);
  return {
    ...retriesIn(policy.healthyRetryPolicy ?? {}),
    mostPerSecond:
      maxReceivesPerSecond === null
        ? null
        : wholeIn(maxReceivesPerSecond, 'maxReceivesPerSecond', 1, Number.MAX_SAFE_INTEGER),
    contentType: headerContentType === null ? PLAIN.contentType : contentTypeIn(headerContentType),
  };
}

function retriesIn(
  written: Json,
): Pick<DeliveryPolicy, 'immediate' | 'preBackoff' | 'backoff' | 'postBackoff'> {
  const healthy = mapIn(written, 'healthyRetryPolicy', [
    'minDelayTarget',
    'maxDelayTarget',
    'numRetries',
    'numNoDelayRetries',
    'numMinDelayRetries',
    'numMaxDelayRetries',
    'backoffFunction',
  ]);
  const count = (name: string, otherwise: number): number =>
    wholeIn(healthy[name] ?? otherwise, name, 0, RETRIES_MOST);
  const least = wholeIn(healthy.minDelayTarget ?? 20, 'minDelayTarget', 1, SECONDS_MOST);
  const most = wholeIn(healthy.maxDelayTarget ?? Math.max(20, least), 'maxDelayTarget', 1, SECONDS_MOST);
  if (most < least) throw new Unsound(`a maxDelayTarget from minDelayTarget (${least}) up`);
  const all = count('numRetries', 3);
  const immediate = count('numNoDelayRetries', 0);
  const pre = count('numMinDelayRetries', 0);
  const post = count('numMaxDelayRetries', 0);
  const left = all - immediate - pre - post;
  if (left < 0)
    throw new Unsound(
      `at most ${all} retries (numRetries) in numNoDelayRetries, numMinDelayRetries and numMaxDelayRetries together`,
    );
  const policy = {
    immediate,
    preBackoff: { retries: pre, delay: ticks(least) },
    backoff: {
      retries: left,
      from: ticks(least),
      to: ticks(most),
      grows: functionIn(healthy.backoffFunction),
    },
    postBackoff: { retries: post, delay: ticks(most) },
  };
  const seconds = Math.ceil(totalDelay({ ...policy, ...PLAIN }) / ticks(1));
  if (seconds > SECONDS_MOST)
    throw new Unsound(`retries that take at most ${SECONDS_MOST} s in all; these take ${seconds} s`);
  return policy;
}

/** All waits together, without jitter. */
export function totalDelay(policy: DeliveryPolicy): number {
  const { preBackoff, backoff, postBackoff } = policy;
  let sum = preBackoff.retries * preBackoff.delay + postBackoff.retries * postBackoff.delay;
  for (let nth = 0; nth < backoff.retries; nth++) sum += grown(policy, nth);
  return sum;
}

function mapIn(written: Json, name: string, keys: readonly string[]): { readonly [key: string]: Json } {
  if (!isObject(written)) throw new Unsound(`a map for ${name}`);
  const unknown = Object.keys(written).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw new Unsound(`only ${keys.join(', ')} in ${name}, and not ${unknown}`);
  return written;
}

function wholeIn(value: Json, name: string, least: number, most: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Unsound(
    `a whole number ${most > 1e9 ? `from ${least} up` : `from ${least} to ${most}`} for ${name}`,
  );
}

function functionIn(value: Json | undefined): BackoffFunction {
  const found = BACKOFF_FUNCTIONS.find((name) => name === (value ?? 'linear'));
  if (found) return found;
  throw new Unsound(`one of ${BACKOFF_FUNCTIONS.join(', ')} for backoffFunction`);
}

function contentTypeIn(value: Json): string {
  const known = typeof value === 'string' && CONTENT_TYPES.includes(value.split(';')[0]!.trim());
  if (known) return value;
  throw new Unsound(`one of ${CONTENT_TYPES.join(', ')} for headerContentType`);
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new Unsound('a delivery policy in JSON');
  }
}
