import { describe, expect, test } from 'vitest';
import { studentQuantile, within } from './student.ts';

/** As printed in tables of the t distribution, two-sided. */
const PUBLISHED: readonly (readonly [df: number, t90: number, t95: number, t99: number, t999: number])[] = [
  [1, 6.314, 12.706, 63.657, 636.619],
  [2, 2.92, 4.303, 9.925, 31.599],
  [3, 2.353, 3.182, 5.841, 12.924],
  [4, 2.132, 2.776, 4.604, 8.61],
  [5, 2.015, 2.571, 4.032, 6.869],
  [7, 1.895, 2.365, 3.499, 5.408],
  [9, 1.833, 2.262, 3.25, 4.781],
  [10, 1.812, 2.228, 3.169, 4.587],
  [19, 1.729, 2.093, 2.861, 3.883],
  [29, 1.699, 2.045, 2.756, 3.659],
  [60, 1.671, 2.0, 2.66, 3.46],
  [120, 1.658, 1.98, 2.617, 3.373],
  [100_000, 1.645, 1.96, 2.576, 3.291],
];

test.each(PUBLISHED)('%i degrees of freedom: the published table', (df, ...table) => {
  [0.9, 0.95, 0.99, 0.999].forEach((share, i) => {
    expect(studentQuantile(share, df)).toBeCloseTo(table[i]!, 3);
  });
});

describe('the chance within', () => {
  test('for one degree of freedom is that of Cauchy, for two it has a root', () => {
    for (const x of [0.1, 1, 3, 50]) {
      expect(within(x, 1)).toBeCloseTo((2 / Math.PI) * Math.atan(x), 14);
      expect(within(x, 2)).toBeCloseTo(x / Math.sqrt(2 + x * x), 14);
    }
  });

  test('grows with x and with the degrees of freedom, from 0 to 1', () => {
    for (const df of [1, 2, 3, 8, 31]) {
      expect(within(0, df)).toBe(0);
      expect(within(1e9, df)).toBeCloseTo(1, 8);
      for (let x = 0.1; x < 6; x += 0.1) {
        expect(within(x + 0.1, df)).toBeGreaterThan(within(x, df));
        expect(within(x, df + 1)).toBeGreaterThan(within(x, df));
      }
    }
  });

  test('undoes the quantile', () => {
    for (const df of [1, 2, 5, 12, 29, 200])
      for (const share of [0.01, 0.5, 0.8, 0.95, 0.9999])
        expect(within(studentQuantile(share, df), df)).toBeCloseTo(share, 12);
  });
});

test('there is none without a degree of freedom, or for what is no share', () => {
  for (const [share, df] of [
    [0.95, 0],
    [0.95, 1.5],
    [0.95, Number.NaN],
    [1, 5],
    [0, 5],
  ] as const)
    expect(studentQuantile(share, df)).toBeNaN();
});
