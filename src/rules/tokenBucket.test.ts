import { describe, expect, test } from 'vitest';
import { bucketOf, refill, reserveTokens, takeTokens, wholeTokens } from './tokenBucket.ts';

const SECOND = 1_000_000;
const fullOf = (bucket: { full: number }) => ({ credit: bucket.full, at: 0 });

describe('the bucket in whole numbers', () => {
  test.each([
    [10, 20, { perTick: 1, token: 100_000, full: 2_000_000 }],
    [3, 1, { perTick: 3, token: 1_000_000, full: 1_000_000 }],
    [0.1, 1, { perTick: 1, token: 10_000_000, full: 10_000_000 }],
    [7 / 60, 1, { perTick: 7, token: 60_000_000, full: 60_000_000 }],
    [1 / 86_400, 1, { perTick: 1, token: 86_400_000_000, full: 86_400_000_000 }],
    [1_000_000, 5, { perTick: 1, token: 1, full: 5 }],
  ])('%f a second, burst %i', (rate, burst, bucket) => {
    expect(bucketOf(rate, burst)).toEqual(bucket);
  });

  test('a rate without a whole span keeps its fraction', () => {
    const bucket = bucketOf(Math.SQRT2, 1);
    expect(bucket.perTick / bucket.token).toBe(Math.SQRT2 / SECOND);
  });
});

test('25 a second against 10/s with burst 20, for 60 s: 20 at the first, at 40 ms, and 10 a second from then on', () => {
  const bucket = bucketOf(10, 20);
  const fill = fullOf(bucket);
  let admitted = 0;
  for (let n = 1; n <= 25 * 60; n++) if (takeTokens(bucket, fill, n * 40_000, 1)) admitted++;
  expect(admitted).toBe(20 + 599);
});

test('no drift: a million who wait for a third of a second each pass on the tick', () => {
  const bucket = bucketOf(3, 1);
  const fill = fullOf(bucket);
  let now = 0;
  let late = 0;
  for (let n = 0; n <= 1_000_000; n++) {
    now += reserveTokens(bucket, fill, now, 1);
    if (now !== Math.ceil((n * SECOND) / 3)) late++;
  }
  expect(late).toBe(0);
});

test('the answer does not depend on how often one looks', () => {
  const bucket = bucketOf(0.1, 3);
  const seldom = { credit: 0, at: 0 };
  const often = { credit: 0, at: 0 };
  for (let t = 0; t <= 10 * SECOND; t += 997) refill(bucket, often, t);
  refill(bucket, often, 10 * SECOND);
  refill(bucket, seldom, 10 * SECOND);
  expect(often).toEqual(seldom);
  expect(wholeTokens(bucket, seldom)).toBe(1);
});

test('it never holds more than its burst', () => {
  const bucket = bucketOf(100, 5);
  const fill = { credit: 0, at: 0 };
  refill(bucket, fill, 86_400 * 365 * SECOND);
  expect(wholeTokens(bucket, fill)).toBe(5);
  expect(takeTokens(bucket, fill, fill.at, 6)).toBe(false);
});

test('who comes later waits longer', () => {
  const bucket = bucketOf(10, 1);
  const fill = fullOf(bucket);
  expect([1, 1, 1, 2].map((tokens) => reserveTokens(bucket, fill, 0, tokens))).toEqual([
    0, 100_000, 200_000, 400_000,
  ]);
  expect(wholeTokens(bucket, fill)).toBe(0);
  expect(reserveTokens(bucket, fill, 450_000, 1)).toBe(50_000);
});
