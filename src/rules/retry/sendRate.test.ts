import { AdaptiveRetryStrategy, DefaultRateLimiter } from '@smithy/core/retry';
import { afterEach, expect, test, vi } from 'vitest';
import { RandomStreams } from '../../engine/random.ts';
import { QUOTA, RULE_SETS } from './ruleSets.ts';
import { cubic, freshSendRate, heard, takeSendToken } from './sendRate.ts';
import { afterFailure, afterSuccess, type Quota } from './standard.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** What the SDK keeps to itself, under its own names. */
interface Inside {
  readonly enabled: boolean;
  readonly availableTokens: number;
  readonly fillRate: number;
  readonly maxCapacity: number;
  readonly measuredTxRate: number;
  readonly lastMaxRate: number;
}

test('the curve through 10 a second after a throttling at 5 s, at 5, 6, ... 11 s: as botocore has it', () => {
  const rates = [5, 6, 7, 8, 9, 10, 11].map((t) => cubic(10, t - 5));
  [7, 9.64893601, 10.00003085, 10.45328452, 13.40869703, 21.26626836, 36.42599853].forEach((rate, i) => {
    expect(rates[i]).toBeCloseTo(rate, 7);
  });
});

/** Milliseconds, as Date.now and the timers of Node have them: whole ones, and no sleep shorter than one. */
const slept = (delay: number): number => Math.max(1, Math.ceil(delay));

function mockedClock(from: number) {
  const clock = { now: from };
  vi.spyOn(Date, 'now').mockImplementation(() => clock.now);
  Object.assign(DefaultRateLimiter, {
    setTimeoutFn: (done: () => void, delay: number) => {
      clock.now += slept(delay);
      done();
    },
  });
  return clock;
}

test('random histories: what is sent, when, and every figure of the limiter agree with the SDK', async () => {
  const stream = new RandomStreams('adaptive', ['test']).stream(0);
  const u = () => stream.next() / 4294967296;
  let held = 0;
  for (let history = 0; history < 40; history++) {
    const clock = mockedClock(1000 + Math.floor(u() * 5000));
    const sdk = new DefaultRateLimiter();
    const ours = freshSendRate(clock.now / 1000);
    const [pause, bad] = [1000 * u() * u(), u() * 0.5];
    for (let step = 0; step < 120; step++) {
      let now = clock.now;
      await sdk.getSendToken();
      for (let wait = takeSendToken(ours, now / 1000); wait > 0; wait = takeSendToken(ours, now / 1000)) {
        held++;
        now += slept(wait * 1000);
      }
      expect(now).toBe(clock.now);
      clock.now += Math.floor(u() * pause);
      const throttled = u() < bad;
      sdk.updateClientSendingRate({ errorType: throttled ? 'THROTTLING' : 'TRANSIENT' });
      heard(ours, clock.now / 1000, throttled);
      const inside = sdk as unknown as Inside;
      expect(ours.enabled).toBe(inside.enabled);
      for (const [mine, theirs] of [
        [ours.tokens, inside.availableTokens],
        [ours.fillRate, inside.fillRate],
        [ours.capacity, inside.maxCapacity],
        [ours.measured, inside.measuredTxRate],
        [ours.lastMax, inside.lastMaxRate],
      ] as const)
        expect(Math.abs(mine - theirs)).toBeLessThanOrEqual(1e-6 * Math.max(1, theirs));
      clock.now += Math.floor(u() * pause);
    }
  }
  expect(held).toBeGreaterThan(1000);
});

test('the whole mode: tokens to send and tokens to try again, in the order in which the SDK asks for them', async () => {
  const stream = new RandomStreams('adaptive mode', ['test']).stream(0);
  const u = () => stream.next() / 4294967296;
  const setTimeoutWas = globalThis.setTimeout;
  for (let history = 0; history < 20; history++) {
    const clock = mockedClock(1000);
    vi.spyOn(globalThis, 'setTimeout').mockImplementation(((done: () => void, delay: number) => {
      clock.now += delay;
      return setTimeoutWas(done, 0);
    }) as never);
    const sdk = new AdaptiveRetryStrategy(async () => 4);
    const capacity = () =>
      (
        sdk as unknown as { standardRetryStrategy: { getCapacity(): number } }
      ).standardRetryStrategy.getCapacity();
    const rate = freshSendRate(1);
    const quota: Quota = { tokens: QUOTA };
    let now = clock.now;
    const send = () => {
      for (let wait = takeSendToken(rate, now / 1000); wait > 0; wait = takeSendToken(rate, now / 1000))
        now += slept(wait * 1000);
    };
    const bad = u();
    for (let call = 0; call < 20; call++) {
      let token: unknown = await sdk.acquireInitialRetryToken('');
      send();
      let lastCost: number | null = null;
      for (let before = 0; ; before++) {
        expect(now).toBe(clock.now);
        const took = Math.floor(u() * 300);
        clock.now += took;
        now = clock.now;
        if (u() > bad) {
          sdk.recordSuccess(token as never);
          heard(rate, now / 1000, false);
          afterSuccess(quota, QUOTA, lastCost);
          break;
        }
        const type = u() < 0.5 ? 'throttling' : 'transient';
        const drawn = u();
        vi.spyOn(Math, 'random').mockReturnValue(drawn);
        const errorType = type === 'throttling' ? 'THROTTLING' : 'TRANSIENT';
        const next = await sdk
          .refreshRetryTokenForRetry(token as never, { errorType } as never)
          .catch(() => null);
        heard(rate, now / 1000, type === 'throttling');
        const failure = { type, before, hintMs: null, longPoll: false } as const;
        const decision = afterFailure(RULE_SETS['2026'], quota, 4, failure, () => drawn);
        expect(decision.again).toBe(next !== null);
        if (next === null || !decision.again) break;
        now += decision.waitMs;
        send();
        lastCost = decision.cost;
        token = next;
      }
      expect(quota.tokens).toBe(capacity());
    }
    vi.restoreAllMocks();
  }
});
