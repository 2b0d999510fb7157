import { describe, expect, test } from 'vitest';
import { seconds, ticks } from '../../engine/clock.ts';
import type { Json } from '../quantity.ts';
import {
  AWS_MANAGED,
  BACKOFF_FUNCTIONS,
  CUSTOMER_MANAGED,
  type DeliveryPolicy,
  deliveryPolicyOf,
  HTTP_DEFAULT,
  nominalDelay,
  phaseOf,
  readDeliveryPolicy,
  retriesOf,
  retryDelay,
  totalDelay,
} from './deliveryPolicy.ts';

const DAY = 86_400;
const HOUR = 3600;

function waits(policy: DeliveryPolicy): number[] {
  const all: number[] = [];
  for (let retry = 0; ; retry++) {
    const wait = nominalDelay(policy, retry);
    if (wait === null) return all;
    all.push(seconds(wait));
  }
}
const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);

function read(written: Json): DeliveryPolicy {
  const policy = readDeliveryPolicy(written);
  if (!policy.ok) throw new Error(policy.expected);
  return policy.value;
}
const refused = (written: Json): string => {
  const policy = readDeliveryPolicy(written);
  return policy.ok ? 'taken' : policy.expected;
};
const healthy = (healthyRetryPolicy: Json): DeliveryPolicy => read({ healthyRetryPolicy });

describe("AWS's own endpoints", () => {
  const all = waits(AWS_MANAGED);

  test('100,015 retries over 23 days', () => {
    expect(all).toHaveLength(100_015);
    expect(retriesOf(AWS_MANAGED)).toBe(100_015);
    expect(Math.floor(sum(all) / DAY)).toBe(23);
    expect(seconds(totalDelay(AWS_MANAGED))).toBeCloseTo(sum(all), 6);
  });

  test('three at once, two a second apart, ten from 1 s to 20 s, then every 20 s', () => {
    expect(all.slice(0, 5)).toEqual([0, 0, 0, 1, 1]);
    const backoff = all.slice(5, 15);
    expect(backoff[0]).toBe(1);
    expect(backoff[9]).toBe(20);
    for (let i = 1; i < 10; i++) expect(backoff[i]).toBeGreaterThan(backoff[i - 1]!);
    expect(new Set(all.slice(15))).toEqual(new Set([20]));
  });

  test('its phases', () => {
    const at = [2, 3, 4, 5, 14, 15, 100_014, 100_015].map((retry) => phaseOf(AWS_MANAGED, retry));
    const [pre, back, post] = ['preBackoff', 'backoff', 'postBackoff'];
    expect(at).toEqual(['immediate', pre, pre, back, back, post, post, null]);
  });

  test('jitter of a tenth either way leaves the mean as it is', () => {
    let total = 0;
    for (let retry = 0; retry < 100_015; retry++)
      total += retryDelay(AWS_MANAGED, retry, ((retry * 7919) % 100_015) / 100_014)!;
    expect(Math.abs(seconds(total) / sum(all) - 1)).toBeLessThan(0.001);
    expect(retryDelay(AWS_MANAGED, 20, 0)).toBe(ticks(18));
    expect(retryDelay(AWS_MANAGED, 20, 0.5)).toBe(ticks(20));
    expect(retryDelay(AWS_MANAGED, 20, 1)).toBe(ticks(22));
    expect(retryDelay(AWS_MANAGED, 20, 0.9, 0)).toBe(ticks(20));
    expect(retryDelay(AWS_MANAGED, 0, 0.9)).toBe(0);
    expect(retryDelay(AWS_MANAGED, 100_015, 0.5)).toBeNull();
  });
});

test("customers' endpoints: 50 retries over more than six hours", () => {
  const all = waits(CUSTOMER_MANAGED);
  expect(all).toHaveLength(50);
  expect(sum(all)).toBeGreaterThan(6 * HOUR);
  expect(sum(all)).toBeLessThan(7 * HOUR);
  expect(all.slice(0, 3)).toEqual([10, 10, 10]);
  expect(all.slice(11)).toEqual(Array(39).fill(600));
});

test('HTTP: three retries 20 s apart, and its own policy where it has one', () => {
  expect(waits(deliveryPolicyOf('http'))).toEqual([20, 20, 20]);
  expect(deliveryPolicyOf('service')).toBe(HTTP_DEFAULT);
  const own = healthy({ numRetries: 5 });
  expect(deliveryPolicyOf('http', own)).toBe(own);
  for (const endpoint of ['sqs', 'lambda', 'firehose'])
    expect(deliveryPolicyOf(endpoint, own)).toBe(AWS_MANAGED);
  for (const endpoint of ['email', 'sms', 'application'])
    expect(deliveryPolicyOf(endpoint, own)).toBe(CUSTOMER_MANAGED);
  expect(deliveryPolicyOf('constructor')).toBe(HTTP_DEFAULT);
});

describe('a policy of its own', () => {
  test('nothing said is the default', () => {
    for (const written of [{}, '{}', { healthyRetryPolicy: {} }] as Json[])
      expect(read(written)).toEqual(HTTP_DEFAULT);
  });

  test('every phase: what is left of the retries is backoff', () => {
    const policy = healthy({
      minDelayTarget: 1,
      maxDelayTarget: 60,
      numRetries: 50,
      numNoDelayRetries: 3,
      numMinDelayRetries: 2,
      numMaxDelayRetries: 35,
      backoffFunction: 'exponential',
    });
    const all = waits(policy);
    expect(all).toHaveLength(50);
    expect(policy.backoff.retries).toBe(10);
    expect(all.slice(0, 6)).toEqual([0, 0, 0, 1, 1, 1]);
    expect(all.slice(14)).toEqual(Array(36).fill(60));
  });

  test('four ways from 10 s to 70 s in five', () => {
    const way = (backoffFunction: string) =>
      waits(healthy({ minDelayTarget: 10, maxDelayTarget: 70, numRetries: 5, backoffFunction }));
    expect(way('linear')).toEqual([10, 25, 40, 55, 70]);
    // Steps of 6, 12, 18, 24.
    expect(way('arithmetic')).toEqual([10, 16, 28, 46, 70]);
    // Steps of 4, 8, 16, 32.
    expect(way('exponential')).toEqual([10, 14, 22, 38, 70]);
    const geometric = way('geometric');
    for (let i = 1; i < 5; i++) expect(geometric[i]! / geometric[i - 1]!).toBeCloseTo(7 ** (1 / 4), 5);
  });

  test.each(BACKOFF_FUNCTIONS)(
    '%s begins at the least, ends at the most and never falls',
    (backoffFunction) => {
      for (const numRetries of [0, 1, 2, 3, 70, 100]) {
        const all = waits(healthy({ minDelayTarget: 1, maxDelayTarget: 30, numRetries, backoffFunction }));
        expect(all).toHaveLength(numRetries);
        if (numRetries > 0) expect(all[0]).toBe(1);
        if (numRetries > 1) expect(all.at(-1)).toBe(30);
        for (let i = 1; i < all.length; i++) expect(all[i]).toBeGreaterThanOrEqual(all[i - 1]!);
      }
    },
  );

  test('how fast, and as what', () => {
    const policy = read({
      throttlePolicy: { maxReceivesPerSecond: 10 },
      requestPolicy: { headerContentType: 'application/json' },
    });
    expect(policy).toEqual({ ...HTTP_DEFAULT, mostPerSecond: 10, contentType: 'application/json' });
  });

  test.each<[string, Json]>([
    ['a map for the delivery policy', [1]],
    ['a delivery policy in JSON', '{'],
    [
      'only healthyRetryPolicy, throttlePolicy, requestPolicy in the delivery policy, and not numRetries',
      { numRetries: 3 },
    ],
    ['a map for healthyRetryPolicy', { healthyRetryPolicy: 3 }],
    ['a whole number from 0 to 100 for numRetries', { healthyRetryPolicy: { numRetries: 101 } }],
    ['a whole number from 0 to 100 for numRetries', { healthyRetryPolicy: { numRetries: 1.5 } }],
    ['a whole number from 0 to 100 for numRetries', { healthyRetryPolicy: { numRetries: '3' } }],
    ['a whole number from 1 to 3600 for minDelayTarget', { healthyRetryPolicy: { minDelayTarget: 0 } }],
    ['a whole number from 1 to 3600 for maxDelayTarget', { healthyRetryPolicy: { maxDelayTarget: 3601 } }],
    [
      'a maxDelayTarget from minDelayTarget (30) up',
      { healthyRetryPolicy: { minDelayTarget: 30, maxDelayTarget: 29 } },
    ],
    [
      'at most 3 retries (numRetries) in numNoDelayRetries, numMinDelayRetries and numMaxDelayRetries together',
      { healthyRetryPolicy: { numNoDelayRetries: 2, numMaxDelayRetries: 2 } },
    ],
    [
      'one of linear, arithmetic, geometric, exponential for backoffFunction',
      { healthyRetryPolicy: { backoffFunction: 'constant' } },
    ],
    ['a whole number from 1 up for maxReceivesPerSecond', { throttlePolicy: { maxReceivesPerSecond: 0 } }],
  ])('%s', (expected, written) => expect(refused(written)).toBe(expected));

  test('all retries together within the hour', () => {
    const at = (numRetries: number) =>
      refused({ healthyRetryPolicy: { numRetries, minDelayTarget: 40, maxDelayTarget: 40 } });
    expect(at(90)).toBe('taken');
    expect(at(91)).toBe('retries that take at most 3600 s in all; these take 3640 s');
  });

  test('a content type that SNS does not send', () => {
    expect(refused({ requestPolicy: { headerContentType: 'image/png' } })).toContain('for headerContentType');
    expect(refused({ requestPolicy: { headerContentType: 'text/plain; charset=UTF-8' } })).toBe('taken');
  });
});

test('a retry costs the same, the first as the hundred thousandth', () => {
  const begin = performance.now();
  for (let retry = 0; retry < 1_000_000; retry++) retryDelay(AWS_MANAGED, retry % 100_015, 0.3);
  expect(performance.now() - begin).toBeLessThan(20_000);
});
