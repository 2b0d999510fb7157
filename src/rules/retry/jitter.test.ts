import { describe, expect, test } from 'vitest';
import { RandomStreams } from '../../engine/random.ts';
import { JITTERS, type Jitter, jitteredWait } from './jitter.ts';

const never = (): number => {
  throw new Error('Nothing here is random.');
};

describe('by hand, base 5 and cap 100', () => {
  const waits = (jitter: Jitter, draw: () => number) => {
    let last = 5;
    return [1, 2, 3, 4, 5, 6].map((n) => {
      last = jitteredWait({ jitter, base: 5, cap: 100 }, n, last, draw);
      return last;
    });
  };

  test('without jitter it doubles up to its cap, and asks no chance', () => {
    expect(waits('none', never)).toEqual([10, 20, 40, 80, 100, 100]);
  });

  test('full takes all of it at random, equal half of it', () => {
    expect(waits('full', () => 0.25)).toEqual([2.5, 5, 10, 20, 25, 25]);
    expect(waits('equal', () => 0.5)).toEqual([7.5, 15, 30, 60, 75, 75]);
  });

  test('decorrelated goes by the wait before: from base up to three times that', () => {
    expect(waits('decorrelated', () => 0)).toEqual(Array(6).fill(5));
    expect(waits('decorrelated', () => 1)).toEqual([15, 45, 100, 100, 100, 100]);
    expect(waits('decorrelated', () => 0.5).slice(0, 3)).toEqual([10, 17.5, 28.75]);
  });
});

test('no base, no wait', () => {
  for (const jitter of JITTERS)
    for (const n of [1, 5, 2000]) expect(jitteredWait({ jitter, base: 0, cap: 100 }, n, 0, () => 1)).toBe(0);
});

test('whatever was drawn, no wait is below nothing or above the cap', () => {
  const stream = new RandomStreams('jitter', ['test']).stream(0);
  const u = () => stream.next() / 4294967296;
  for (const jitter of JITTERS) {
    let last = 5;
    for (let n = 1; n < 2000; n++) {
      last = jitteredWait({ jitter, base: 5, cap: 2000 }, n, last, u);
      expect(last).toBeGreaterThanOrEqual(jitter === 'decorrelated' ? 5 : 0);
      expect(last).toBeLessThanOrEqual(2000);
    }
  }
});
