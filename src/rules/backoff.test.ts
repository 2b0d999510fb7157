import { describe, expect, test } from 'vitest';
import { draw } from '../engine/distributions.ts';
import type { Stream } from '../engine/part.ts';
import { RandomStreams } from '../engine/random.ts';
import { type Backoff, backoffDelay } from './backoff.ts';

const source = new RandomStreams('backoff', ['test']).stream(0);
const random: Stream = { draw: (law) => draw(law, source), chance: () => true, below: () => 0 };
const waits = (backoff: Backoff, retries: number): number[] =>
  Array.from({ length: retries }, (_, retry) => backoffDelay(backoff, retry, random));

describe('how long', () => {
  test('a constant wait doubles until it meets its most', () => {
    const backoff: Backoff = { law: { law: 'constant', value: 100 }, factor: 2, most: 1000 };
    expect(waits(backoff, 6)).toEqual([100, 200, 400, 800, 1000, 1000]);
  });

  test('with factor 1 it stays, with a small most it is that from the first', () => {
    expect(waits({ law: { law: 'constant', value: 100 }, factor: 1, most: 1000 }, 3)).toEqual([
      100, 100, 100,
    ]);
    expect(waits({ law: { law: 'constant', value: 100 }, factor: 2, most: 30 }, 2)).toEqual([30, 30]);
  });

  test('full jitter: random(0, min(most, base x 2^n))', () => {
    const backoff: Backoff = { law: { law: 'uniform', from: 0, to: 100 }, factor: 2, most: 1000 };
    for (let retry = 0; retry < 8; retry++) {
      const top = Math.min(1000, 100 * 2 ** retry);
      const drawn = Array.from({ length: 2000 }, () => backoffDelay(backoff, retry, random));
      expect(Math.max(...drawn)).toBeLessThanOrEqual(top);
      expect(Math.max(...drawn)).toBeGreaterThan(0.99 * top);
      expect(Math.min(...drawn)).toBeLessThan(0.01 * top);
      // The mean of a uniform, within five standard errors.
      const mean = drawn.reduce((a, b) => a + b, 0) / 2000;
      expect(Math.abs(mean - top / 2)).toBeLessThan((5 * top) / Math.sqrt(12 * 2000));
    }
  });

  test('an exponential is measured by its mean', () => {
    const backoff: Backoff = { law: { law: 'exponential', mean: 100 }, factor: 2, most: 400 };
    const drawn = Array.from({ length: 4000 }, () => backoffDelay(backoff, 9, random));
    expect(Math.abs(drawn.reduce((a, b) => a + b, 0) / 4000 - 400)).toBeLessThan((5 * 400) / Math.sqrt(4000));
  });

  test.each([0, 1, 5, 2000, 1_000_000_000])('no wait stays no wait, also before retry %i', (retry) => {
    expect(backoffDelay({ law: { law: 'constant', value: 0 }, factor: 2, most: 1000 }, retry, random)).toBe(
      0,
    );
    expect(
      backoffDelay({ law: { law: 'uniform', from: 0, to: 0 }, factor: 2, most: 1000 }, retry, random),
    ).toBe(0);
  });

  test('a thousand million retries without growth are no work either', () => {
    const begin = performance.now();
    const backoff: Backoff = { law: { law: 'constant', value: 10 }, factor: 1, most: 1000 };
    for (let i = 0; i < 1000; i++) expect(backoffDelay(backoff, 1_000_000_000, random)).toBe(10);
    for (let i = 0; i < 1000; i++)
      expect(backoffDelay({ ...backoff, factor: 1.0000001 }, 1_000_000_000, random)).toBe(1000);
    expect(performance.now() - begin).toBeLessThan(20_000);
  });

  test('after any number of retries it is a time, and no more than the most', () => {
    const backoff: Backoff = { law: { law: 'uniform', from: 0, to: 100 }, factor: 1.5, most: 20_000 };
    for (const retry of [10, 100, 10_000, 1_000_000_000]) {
      const wait = backoffDelay(backoff, retry, random);
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(wait).toBeLessThanOrEqual(20_000);
    }
  });
});
