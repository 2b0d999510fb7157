import { describe, expect, test } from 'vitest';
import { GOLDEN, goldenHash } from '../../tests/golden.ts';
import { exp, exponentialFromBits, ln, POWER_OF_TWO, power } from './arithmetic.ts';
import { RandomStreams, uniform } from './random.ts';

const POINTS = 50_000;
const random = (name: string) => new RandomStreams('arithmetic', [name]).stream(0);
/** Math.* is itself good to about one unit in the last place. */
const ULP = 2.3e-16;

/** The greatest of an error over many points. */
function worst(error: (i: number) => number): number {
  let most = 0;
  for (let i = 0; i < POINTS; i++) most = Math.max(most, error(i));
  return most;
}

describe('ln', () => {
  test.each([
    ['around 1', -1, 1],
    ['usual', -40, 40],
    ['the whole range', -708, 709],
  ])('%s: within 4e-16, absolute or of the result', (name, from, to) => {
    const bits = random(name);
    const most = worst(() => {
      const x = Math.exp(from + (to - from) * uniform(bits));
      return Math.abs(ln(x) - Math.log(x)) / Math.max(1, Math.abs(Math.log(x)));
    });
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(4e-16 + ULP);
  });

  test('exact where it can be', () => {
    expect(Math.abs(ln(1))).toBeLessThan(1e-16);
    expect(ln(2)).toBeCloseTo(Math.LN2, 15);
    expect(ln(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(ln(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(ln(-1)).toBeNaN();
    expect(ln(Number.NaN)).toBeNaN();
  });

  test('rises, also over the steps of its table', () => {
    for (let i = 1; i < 4096; i++) expect(ln(1 + i / 4096)).toBeGreaterThan(ln(1 + (i - 1) / 4096));
  });
});

describe('exp', () => {
  test.each([
    ['small', -1, 1],
    ['usual', -40, 40],
    ['the whole range', -700, 700],
  ])('%s: relative error below 4e-16', (name, from, to) => {
    const bits = random(name);
    const most = worst(() => {
      const x = from + (to - from) * uniform(bits);
      return Math.abs(exp(x) / Math.exp(x) - 1);
    });
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(4e-16 + ULP);
  });

  test('ends and zero', () => {
    expect(exp(0)).toBe(1);
    expect(exp(-709)).toBe(0);
    expect(exp(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(exp(710)).toBe(Number.POSITIVE_INFINITY);
    expect(exp(709)).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(exp(Number.NaN)).toBeNaN();
  });
});

test('power: relative error below 1e-15 x (1 + |y| x max(1, |ln x|))', () => {
  const bits = random('power');
  const most = worst(() => {
    const x = Math.exp(30 * (uniform(bits) - 0.5));
    const y = 20 * (uniform(bits) - 0.5);
    return Math.abs(power(x, y) / x ** y - 1) / (1 + Math.abs(y) * Math.max(1, Math.abs(Math.log(x))));
  });
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(1e-15);
});

test('exponential from bits is -ln of the middle of the chosen sliver', () => {
  const bits = random('exponential');
  const of = (r: number) => Math.abs(exponentialFromBits(r) + Math.log((r + 0.5) / 2 ** 32));
  expect(worst(() => of(bits.next()))).toBeLessThan(4e-15);
  for (const r of [0, 1, 2, 3, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1]) expect(of(r)).toBeLessThan(4e-15);
  // The longest and the shortest that can be drawn.
  expect(exponentialFromBits(0)).toBeCloseTo(33 * Math.LN2, 12);
  expect(exponentialFromBits(2 ** 32 - 1)).toBeGreaterThan(0);
  for (let r = 1; r < 2 ** 32; r += 9_999_991)
    expect(exponentialFromBits(r)).toBeLessThan(exponentialFromBits(r - 1));
});

test('powers of two are exact', () => {
  POWER_OF_TWO.forEach((value, i) => {
    expect(value).toBe(2 ** i);
  });
});

test('a hundred thousand results have the bits they have everywhere', () => {
  expect(goldenHash()).toBe(GOLDEN);
});
