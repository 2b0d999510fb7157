/** Our rules against the AWS SDK's own code: today's, and the last before the rules of 2026. */
import { StandardRetryStrategy as Standard2026 } from '@smithy/core/retry';
import { StandardRetryStrategy as StandardBefore } from 'smithy-core-before-2026/retry';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RandomStreams } from '../../engine/random.ts';
import { QUOTA, RULE_SETS, type RuleSet } from './ruleSets.ts';
import { afterFailure, afterSuccess, legacyWait, type Quota, twoTo } from './standard.ts';

const MOMENT = 1_700_000_000_000;
const HISTORIES = 60;
const CALLS = 40;
const SDK_TYPE = { transient: 'TRANSIENT', throttling: 'THROTTLING', other: 'CLIENT_ERROR' } as const;
const TYPES = ['transient', 'throttling', 'transient', 'throttling', 'other'] as const;

beforeEach(() => {
  vi.useFakeTimers({ now: MOMENT });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

type Strategy = Standard2026 | StandardBefore;
type Token = Awaited<ReturnType<Standard2026['acquireInitialRetryToken']>>;

/** The SDK sleeps before it answers; the clock jumps over that. @returns the token, or null, and how long it slept */
async function refreshed(
  strategy: Strategy,
  token: Token,
  errorInfo: object,
): Promise<[Token | null, number]> {
  const from = Date.now();
  const asked = strategy.refreshRetryTokenForRetry(token as never, errorInfo as never).then(
    (next) => next as Token,
    () => null,
  );
  await vi.advanceTimersByTimeAsync(0);
  if (vi.getTimerCount() > 0) await vi.advanceTimersToNextTimerAsync();
  return [await asked, Date.now() - from];
}

const sdks: Readonly<Record<RuleSet, (maxAttempts: number) => Strategy>> = {
  '2026': (maxAttempts) => new Standard2026(maxAttempts),
  '2026, DynamoDB': (maxAttempts) => new Standard2026({ maxAttempts, baseDelay: 25 } as never),
  'before 2026': (maxAttempts) => new StandardBefore(maxAttempts),
};

describe.each(Object.keys(sdks) as RuleSet[])('rules %s', (set) => {
  test('random histories: allowed or not, the wait and the tokens agree at every step', async () => {
    const rules = RULE_SETS[set];
    const stream = new RandomStreams(`retry ${set}`, ['test']).stream(0);
    const u = () => stream.next() / 4294967296;
    const below = (n: number) => Math.floor(u() * n);
    const seen = { again: 0, type: 0, attempts: 0, tokens: 0, slept: 0 };
    for (let history = 0; history < HISTORIES; history++) {
      const maxAttempts = 1 + below(6);
      const sdk = sdks[set](maxAttempts);
      const quota: Quota = { tokens: QUOTA };
      const badness = u();
      for (let one = 0; one < CALLS; one++) {
        const longPoll = u() < 0.3;
        let token: Token | null = (await sdk.acquireInitialRetryToken(longPoll ? 'x:longpoll' : '')) as Token;
        let lastCost: number | null = null;
        for (let before = 0; token !== null; before++) {
          if (u() > badness) {
            sdk.recordSuccess(token as never);
            afterSuccess(quota, QUOTA, lastCost);
            token = null;
          } else {
            const type = TYPES[below(TYPES.length)]!;
            const hintMs = u() < 0.3 ? below(30_000) : null;
            const drawn = u();
            vi.spyOn(Math, 'random').mockReturnValue(drawn);
            const hint = hintMs === null ? {} : { retryAfterHint: new Date(Date.now() + hintMs) };
            const errorInfo = { errorType: SDK_TYPE[type], ...hint };
            const [next, slept]: [Token | null, number] = await refreshed(sdk, token, errorInfo);
            const ours = afterFailure(
              rules,
              quota,
              maxAttempts,
              { type, before, hintMs, longPoll },
              () => drawn,
            );
            expect([ours.again, ours.waitMs]).toEqual([next !== null, slept]);
            seen[ours.again ? 'again' : ours.because]++;
            if (!ours.again && ours.waitMs > 0) seen.slept++;
            lastCost = ours.again ? ours.cost : null;
            token = next;
          }
          expect(quota.tokens).toBe(sdk.getCapacity());
          expect(quota.tokens).toBeGreaterThanOrEqual(0);
          expect(quota.tokens).toBeLessThanOrEqual(QUOTA);
        }
      }
    }
    // Every way out was taken, or the test would say little.
    for (const [way, times] of Object.entries(seen)) {
      if (way === 'slept') expect(times > 0).toBe(rules.longPollWaits);
      else expect([way, times > 10]).toEqual([way, true]);
    }
  });
});

describe('by hand', () => {
  const transient = { type: 'transient', before: 0, hintMs: null, longPoll: false } as const;
  const half = () => 0.5;

  test('a steady outage: the quota pays for 35 tries again, and then for none', () => {
    const quota = { tokens: QUOTA };
    let tries = 0;
    for (let call = 0; call < 1000; call++)
      for (let before = 0; ; before++) {
        tries++;
        const { again } = afterFailure(RULE_SETS['2026'], quota, 3, { ...transient, before }, half);
        if (!again) break;
      }
    expect(tries).toBe(1000 + Math.floor(QUOTA / RULE_SETS['2026'].cost));
    expect(quota.tokens).toBe(10);
  });

  test('throttling waits longer and costs less since 2026; before, it was the cheaper one too', () => {
    const throttled = { ...transient, type: 'throttling' } as const;
    const fresh = () => ({ tokens: QUOTA });
    const decided = (set: RuleSet, failure: typeof transient | typeof throttled) =>
      afterFailure(RULE_SETS[set], fresh(), 3, failure, half);
    expect(decided('2026', transient)).toEqual({ again: true, waitMs: 25, cost: 14 });
    expect(decided('2026', throttled)).toEqual({ again: true, waitMs: 500, cost: 5 });
    expect(decided('before 2026', transient)).toEqual({ again: true, waitMs: 50, cost: 10 });
    expect(decided('before 2026', throttled)).toEqual({ again: true, waitMs: 250, cost: 5 });
  });

  test('a service that names a time can make the wait longer by 5 s, and never shorter', () => {
    const wait = (hintMs: number) =>
      afterFailure(RULE_SETS['2026'], { tokens: QUOTA }, 3, { ...transient, hintMs }, half).waitMs;
    expect([0, 24, 1000, 5025, 60_000].map(wait)).toEqual([25, 25, 1000, 5025, 5025]);
  });

  test('no wait is drawn from more than 20 s, however often it failed', () => {
    const late = { ...transient, before: 4000 };
    expect(afterFailure(RULE_SETS['2026'], { tokens: QUOTA }, 9999, late, () => 1).waitMs).toBe(20_000);
  });

  test('legacy: a second, two, four, each times a draw; no tokens, no cap', () => {
    const waits = [0, 1, 2, 3, 4].map((before) => legacyWait(5, { ...transient, before }, half));
    expect(waits).toEqual([500, 1000, 2000, 4000, null]);
    expect(legacyWait(5, { ...transient, type: 'other' }, half)).toBeNull();
    expect(legacyWait(100, { ...transient, before: 10 }, half)).toBe(512_000);
  });

  test('powers of two', () => {
    expect([0, 1, 10, 53].map(twoTo)).toEqual([1, 2, 1024, 2 ** 53]);
    expect(twoTo(1_000_000_000)).toBe(2 ** 1000);
  });
});
