import fc from 'fast-check';
import { expect, test } from 'vitest';
import { enter, freshBucket, type Provision, settle, utilisationAt, weightOf } from './ptu.ts';

const S = 1_000_000;
/** 600 tokens of prompt a minute, 10 a second; a minute of them fills the bucket. */
const SMALL: Provision = { units: 2, inputPerUnit: 300, outputPerUnit: 100, bucketS: 60 };

test('an answer weighs more than a prompt, what is cached nothing', () => {
  expect(weightOf(SMALL, { promptTokens: 100, cachedTokens: 40, answerTokens: 20 })).toBe(120);
});

test('fills on arrival, drains steadily, is corrected at the end', () => {
  const bucket = freshBucket();
  expect(enter(bucket, SMALL, 300, 0)).toEqual({ ok: true, utilisation: 0.5 });
  expect(utilisationAt(bucket, SMALL, 15 * S)).toBeCloseTo(0.25, 12);
  // Estimated 300, really 90.
  settle(bucket, SMALL, 300, 90, 3 * S);
  expect(utilisationAt(bucket, SMALL, 3 * S)).toBeCloseTo(0.1, 12);
  expect(utilisationAt(bucket, SMALL, 60 * S)).toBe(0);
});

test('above 100 % it is 429 at once, with the time until it is not', () => {
  const bucket = freshBucket();
  // Up to 100 % one is let in, however much it is.
  expect(enter(bucket, SMALL, 600, 0).ok).toBe(true);
  expect(enter(bucket, SMALL, 200, 0)).toMatchObject({ ok: true });
  const refused = enter(bucket, SMALL, 1, 0);
  expect(refused).toMatchObject({ ok: false, retryAfterMs: 20_000, error: { code: '429', status: 429 } });
  expect(refused.utilisation).toBeCloseTo(4 / 3, 12);
  expect(enter({ ...bucket }, SMALL, 1, 19.9 * S).ok).toBe(false);
  expect(enter({ ...bucket }, SMALL, 1, 20 * S).ok).toBe(true);
});

test('over any time it lets in no more than drains, one bucket, and the last that overfilled it', () => {
  const arrival = fc.record({
    gap: fc.integer({ min: 0, max: 5 * S }),
    weight: fc.integer({ min: 1, max: 300 }),
  });
  fc.assert(
    fc.property(fc.array(arrival, { maxLength: 100 }), (all) => {
      const bucket = freshBucket();
      let now = 0;
      let sum = 0;
      for (const { gap, weight } of all) {
        now += gap;
        if (enter(bucket, SMALL, weight, now).ok) sum += weight;
      }
      expect(sum).toBeLessThanOrEqual((now / S) * 10 + 600 + 300 + 1e-6);
    }),
  );
});
