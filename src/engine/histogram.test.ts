import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { floorOf, HISTOGRAM_ERROR, HISTOGRAM_SIZE, placeOf, quantile, shareAbove } from './histogram.ts';
import { RandomStreams } from './random.ts';

/** Any whole number below 2^52, small and large ones alike. */
const value = fc
  .tuple(fc.integer({ min: 0, max: 51 }), fc.double({ min: 1, max: 2, maxExcluded: true, noNaN: true }))
  .map(([power, mantissa]) => Math.floor(mantissa * 2 ** power));

const countsOf = (values: readonly number[]): Uint32Array => {
  const counts = new Uint32Array(HISTOGRAM_SIZE);
  for (const v of values) counts[placeOf(v)]!++;
  return counts;
};

describe('places', () => {
  test('every value lies in its place, and the places rise without a gap', () => {
    fc.assert(
      fc.property(value, (v) => {
        const place = placeOf(v);
        expect(place).toBeLessThan(HISTOGRAM_SIZE);
        expect(floorOf(place)).toBeLessThanOrEqual(v);
        expect(floorOf(place + 1)).toBeGreaterThan(v);
      }),
      { numRuns: 5000, seed: 1 },
    );
    for (let place = 0; place < HISTOGRAM_SIZE; place++) expect(placeOf(floorOf(place))).toBe(place);
    expect(placeOf(2 ** 52 - 1)).toBe(HISTOGRAM_SIZE - 1);
  });

  test('below 512 each value has a place of its own', () => {
    for (let v = 0; v < 512; v++) expect(floorOf(placeOf(v))).toBe(v);
    expect(placeOf(513)).toBe(placeOf(512));
  });
});

describe('the stated error', () => {
  test('is 1/256', () => {
    expect(HISTOGRAM_ERROR).toBe(1 / 256);
  });

  test('any quantile is within it of the value that has that rank', () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, q) => {
          const sorted = [...values].sort((a, b) => a - b);
          const exact = sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)]!;
          expect(Math.abs(quantile(countsOf(values), q) - exact)).toBeLessThanOrEqual(
            HISTOGRAM_ERROR * exact,
          );
        },
      ),
      { numRuns: 3000, seed: 2 },
    );
  });

  test('and small values are exact', () => {
    const values = [0, 1, 1, 2, 3, 5, 8, 13, 200, 511];
    const counts = countsOf(values);
    for (let rank = 1; rank <= 10; rank++) expect(quantile(counts, rank / 10)).toBe(values[rank - 1]);
  });

  test('where many lie in a step, the line within it is far better', () => {
    const bits = new RandomStreams(1, ['spread']).stream(0);
    const values = Array.from({ length: 100_000 }, () => 1_000_000 + (bits.next() % 1_000_000));
    const counts = countsOf(values);
    for (const q of [0.1, 0.5, 0.9, 0.99]) {
      const exact = 1e6 * (1 + q);
      expect(Math.abs(quantile(counts, q) / exact - 1)).toBeLessThan(0.002);
    }
  });
});

describe('share above', () => {
  test('is exact where values are', () => {
    const values = [0, 1, 1, 2, 3, 5, 8, 13, 200, 511];
    for (let limit = 0; limit < 512; limit++)
      expect(shareAbove(countsOf(values), limit)).toBe(
        values.filter((v) => v > limit).length / values.length,
      );
  });

  test('falls from 1 to 0, and knows the edge of a step', () => {
    const counts = countsOf([10_000, 20_000]);
    expect(shareAbove(counts, 0)).toBe(1);
    expect(shareAbove(counts, 15_000)).toBe(0.5);
    expect(shareAbove(counts, 30_000)).toBe(0);
    let before = 1;
    for (let limit = 9_900; limit < 20_200; limit += 7) {
      const share = shareAbove(counts, limit);
      expect(share).toBeLessThanOrEqual(before);
      before = share;
    }
  });
});

test('nothing counted: no figure', () => {
  expect(quantile(new Uint32Array(HISTOGRAM_SIZE), 0.5)).toBeNaN();
  expect(shareAbove(new Uint32Array(HISTOGRAM_SIZE), 5)).toBeNaN();
});
