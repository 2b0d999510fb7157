import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { admit, estimateOf, freshQuota, type QuotaLimits, requestsFor, windowOf } from './quota.ts';

const S = 1_000_000;
const limits = (
  tokensPerMinute: number,
  windowS = 10,
  requestsPerMinute = requestsFor(tokensPerMinute),
): QuotaLimits => ({
  ...{ tokensPerMinute, requestsPerMinute, windowS },
});

test('6 requests for 1,000 tokens; 600 a minute are 10 in a second', () => {
  expect(requestsFor(240_000)).toBe(1440);
  expect(windowOf(limits(100_000, 1))).toEqual({ ticks: S, requests: 10 });
  expect(windowOf(limits(100_000, 10))).toEqual({ ticks: 10 * S, requests: 100 });
  // 6 a minute would be a tenth in a second: one in ten.
  expect(windowOf(limits(1000, 1))).toEqual({ ticks: 10 * S, requests: 1 });
});

test('max_tokens is charged though nobody uses it', () => {
  const admitted = (maxTokens: number) => {
    const quota = freshQuota();
    let n = 0;
    while (admit(quota, limits(10_000, 10, 6000), estimateOf(500, maxTokens), n * S).ok) n++;
    return n;
  };
  expect(admitted(4000)).toBe(2);
  expect(admitted(200)).toBe(14);
  expect(estimateOf(500, 100, 3)).toBe(800);
});

test('429 until the minute is over, with the words of the service', () => {
  const quota = freshQuota();
  expect(admit(quota, limits(1000), 900, 12 * S)).toEqual({ ok: true, tokensLeft: 100, requestsLeft: 0 });
  const refused = admit(quota, limits(1000), 200, 12.5 * S);
  expect(refused).toMatchObject({
    ...{ ok: false, by: 'tokens', never: false, retryAfterMs: 47_500 },
    error: { code: '429', status: 429, retryAfterMs: 47_500 },
  });
  expect(!refused.ok && refused.error.message).toContain('exceeded token rate limit');
  expect(!refused.ok && refused.error.message).toContain('Please retry after 48 seconds.');
  expect(admit(quota, limits(1000), 200, 60 * S).ok).toBe(true);
});

test('too many calls in a window, though tokens are left', () => {
  const quota = freshQuota();
  const few = limits(100_000, 1, 120);
  expect([0, 0.1, 0.2].map((s) => admit(quota, few, 1, s * S).ok)).toEqual([true, true, false]);
  const refused = admit(quota, few, 1, 0.25 * S);
  expect(refused).toMatchObject({ ok: false, by: 'requests', retryAfterMs: 750 });
  expect(!refused.ok && refused.error.message).toContain('exceeded call rate limit');
  expect(admit(quota, few, 1, S).ok).toBe(true);
});

describe('what never fits', () => {
  test('a request larger than a minute of tokens', () => {
    expect(admit(freshQuota(), limits(8000), 8001, 0)).toMatchObject({ ok: false, never: true });
    expect(admit(freshQuota(), limits(8000), 8000, 0)).toMatchObject({ ok: true });
  });
  test('any, where none are allowed', () => {
    expect(admit(freshQuota(), limits(8000, 1, 0), 1, 0)).toMatchObject({
      ok: false,
      never: true,
      by: 'requests',
    });
  });
});

const arrivals = fc.array(fc.tuple(fc.integer({ min: 0, max: 8 * S }), fc.integer({ min: 1, max: 700 })), {
  maxLength: 80,
});

test('no minute of the clock takes more than TPM, no window more than its requests; retry-after is the truth', () => {
  fc.assert(
    fc.property(
      arrivals,
      fc.constantFrom(1000, 3000, 20_000),
      fc.constantFrom(1, 10),
      (gaps, tpm, windowS) => {
        const quota = freshQuota();
        const rule = limits(tpm, windowS);
        const { ticks, requests } = windowOf(rule);
        const tokens = new Map<number, number>();
        const calls = new Map<number, number>();
        let now = 0;
        for (const [gap, estimate] of gaps) {
          now += gap;
          const before = { ...quota };
          const one = admit(quota, rule, estimate, now);
          if (one.ok) {
            const [minute, window] = [Math.floor(now / (60 * S)), Math.floor(now / ticks)];
            tokens.set(minute, (tokens.get(minute) ?? 0) + estimate);
            calls.set(window, (calls.get(window) ?? 0) + 1);
          } else if (one.by === 'tokens' && !one.never) {
            // Alone, after that time, it is let in; a millisecond and more before, not.
            expect(admit({ ...before }, rule, estimate, now + one.retryAfterMs * 1000).ok).toBe(true);
            if (one.retryAfterMs > 2)
              expect(admit({ ...before }, rule, estimate, now + (one.retryAfterMs - 2) * 1000).ok).toBe(
                false,
              );
          }
        }
        for (const sum of tokens.values()) expect(sum).toBeLessThanOrEqual(tpm);
        for (const count of calls.values()) expect(count).toBeLessThanOrEqual(requests);
      },
    ),
  );
});

test('around the turn of a minute twice as much fits into a second: the counter begins anew', () => {
  const quota = freshQuota();
  const rule = limits(1000, 1, 6000);
  expect(admit(quota, rule, 1000, 59.9 * S).ok).toBe(true);
  expect(admit(quota, rule, 1000, 60.1 * S).ok).toBe(true);
});
