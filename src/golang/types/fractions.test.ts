import fc, { assert, double, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitLength, type Fraction, fraction, numberOf, parseFraction, roundToFloat } from './fractions.ts';

const finite = double({ noNaN: true, noDefaultInfinity: true });
const held = (x: Fraction | null): Fraction => {
  if (x === null) throw new Error('too large');
  return x;
};

/** A finite double, exactly. */
function fractionOf(x: number): Fraction {
  let twos = 0;
  // Doubling is exact, and every double is a whole number after 1074 of them.
  while (!Number.isInteger(x)) {
    x *= 2;
    twos++;
  }
  return held(fraction(BigInt(x), 1n << BigInt(twos)));
}

describe('fractions', () => {
  it('every double is a fraction and comes back', () => {
    assert(property(finite, (x) => Object.is(numberOf(fractionOf(x)) + 0, x + 0)));
  });

  it('decimal literals become the nearest double, as JavaScript reads them', () => {
    const literal = fc.tuple(fc.bigInt(0n, 10n ** 30n), fc.integer({ min: -345, max: 310 }));
    assert(
      property(literal, ([digits, power]) => {
        const text = `${digits}e${power}`;
        expect(numberOf(held(parseFraction(text)))).toBe(Number(text));
      }),
    );
  });

  it('a double is rounded to single precision as Math.fround does', () => {
    assert(
      property(
        fc.oneof(
          finite,
          fc.float({ noNaN: true, noDefaultInfinity: true }).map((x) => x * 1.0000001),
        ),
        (x) => {
          const single = roundToFloat(fractionOf(x), 32);
          expect((single === null ? Math.sign(x) * Infinity : numberOf(single)) + 0).toBe(Math.fround(x) + 0);
        },
      ),
    );
  });

  it('fractions are in lowest terms with a positive denominator', () => {
    const part = fc.bigInt(-(10n ** 40n), 10n ** 40n);
    assert(
      property(part, part, (a, b) => {
        fc.pre(b !== 0n);
        const { numerator, denominator } = held(fraction(a, b));
        expect(denominator > 0n && numerator * b === a * denominator).toBe(true);
        let [x, y] = [numerator, denominator];
        while (y !== 0n) [x, y] = [y, x % y];
        expect(x === 1n || x === -1n || numerator === 0n).toBe(true);
      }),
    );
  });

  it('ties go to even, and what rounds up beyond the greatest float overflows', () => {
    expect(numberOf(held(fraction(2n ** 53n + 1n, 1n)))).toBe(2 ** 53);
    expect(numberOf(held(fraction(2n ** 53n + 3n, 1n)))).toBe(2 ** 53 + 4);
    const greatest = (2n ** 53n - 1n) << 971n;
    const half = 1n << 970n;
    expect(roundToFloat(held(fraction(greatest + half - 1n, 1n)), 64)?.numerator).toBe(greatest);
    expect(roundToFloat(held(fraction(greatest + half, 1n)), 64)).toBeNull();
    expect(numberOf(held(parseFraction('4.9e-324')))).toBe(5e-324);
    expect(numberOf(held(parseFraction('2.4703282292062327e-324')))).toBe(0);
  });

  it('hexadecimal literals, underscores and points', () => {
    expect(numberOf(held(parseFraction('0x1.8p3')))).toBe(12);
    expect(numberOf(held(parseFraction('0X_1FFFP-16')))).toBe(0x1fff / 65536);
    expect(numberOf(held(parseFraction('1_000.5e-3')))).toBe(1.0005);
    expect(numberOf(held(parseFraction('.25')))).toBe(0.25);
    expect(numberOf(held(parseFraction('5.')))).toBe(5);
  });

  it('the absurdly large is refused, the absurdly small is nothing, the very large is kept', () => {
    expect(parseFraction('1e1000000000')).toBeNull();
    expect(parseFraction('1e-1000000000')?.numerator).toBe(0n);
    const large = held(parseFraction('1e10000'));
    expect(held(fraction(large.numerator, 10n ** 9999n)).numerator).toBe(10n);
    const huge = held(parseFraction('1e100000'));
    expect(bitLength(huge.numerator)).toBe(332193);
    expect(fraction(huge.numerator ** 4n, 1n)).toBeNull();
    // Two great parts keep 512 bits; what is whole stays whole.
    const third = held(fraction(7n ** 9999n, 3n * 7n ** 9999n));
    expect([bitLength(third.numerator), numberOf(third)]).toEqual([512, 1 / 3]);
    expect(held(fraction(7n ** 10000n, 7n ** 9999n))).toEqual({ numerator: 7n, denominator: 1n });
  });
});
