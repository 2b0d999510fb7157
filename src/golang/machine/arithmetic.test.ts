import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as ops from '../code/ops.ts';
import { NUMBER_KINDS } from '../code/program.ts';
import { arithmetic, complement, convert, fitted, negate, shift } from './arithmetic.ts';

const integers = NUMBER_KINDS.slice(0, 11);

/** The value that a kind's arithmetic gives, by whole numbers of any size that are cut to its bits. */
function cut(z: bigint, kind: number): bigint {
  const name = integers[kind] ?? '';
  const bits = Number(/\d+/.exec(name)?.[0] ?? 64);
  return name.startsWith('u') ? BigInt.asUintN(bits, z) : BigInt.asIntN(bits, z);
}

const exact: Readonly<Record<number, (x: bigint, y: bigint) => bigint>> = {
  [ops.ADD]: (x, y) => x + y,
  [ops.SUB]: (x, y) => x - y,
  [ops.MUL]: (x, y) => x * y,
  [ops.QUO]: (x, y) => x / y,
  [ops.REM]: (x, y) => x % y,
  [ops.AND]: (x, y) => x & y,
  [ops.OR]: (x, y) => x | y,
  [ops.XOR]: (x, y) => x ^ y,
  [ops.AND_NOT]: (x, y) => x & ~y,
};

/** Whole numbers near the places where something changes. */
const whole = fc
  .tuple(
    fc.constantFrom(0, 7, 8, 15, 16, 31, 32, 52, 53, 54, 62, 63, 64),
    fc.integer({ min: -3, max: 3 }),
    fc.boolean(),
  )
  .map(([bits, off, negative]) => ((1n << BigInt(bits)) + BigInt(off)) * (negative ? -1n : 1n));
const any = fc.oneof(
  whole,
  fc.bigInt({ min: -(1n << 64n), max: 1n << 64n }),
  fc.bigInt({ min: -1000n, max: 1000n }),
);

/** That a number is in its one form, and what it is. */
function canonical(value: unknown): bigint {
  if (typeof value === 'number') {
    expect(Number.isSafeInteger(value)).toBe(true);
    expect(Object.is(value, -0)).toBe(false);
  } else expect(typeof value === 'bigint' && !Number.isSafeInteger(Number(value))).toBe(true);
  return BigInt(value as number | bigint);
}

describe.each(integers.map((name, kind) => ({ name, kind })))('$name', ({ kind }) => {
  it.each(Object.keys(exact).map(Number))('instruction %i is exact arithmetic, cut to its bits', (op) => {
    fc.assert(
      fc.property(any, any, (x, y) => {
        const [a, b] = [cut(x, kind), cut(y, kind)];
        if ((op === ops.QUO || op === ops.REM) && b === 0n) return;
        const got = arithmetic(op, fitted(a, kind), fitted(b, kind), kind);
        expect(canonical(got)).toBe(cut(exact[op](a, b), kind));
      }),
    );
  });

  it('shifts, complements, negates and converts likewise', () => {
    fc.assert(
      fc.property(any, fc.integer({ min: 0, max: 80 }), fc.nat(10), (x, by, to) => {
        const a = cut(x, kind);
        const value = fitted(a, kind);
        expect(canonical(shift(true, value, by, kind))).toBe(cut(a << BigInt(by), kind));
        expect(canonical(shift(false, value, by, kind))).toBe(cut(a >> BigInt(by), kind));
        expect(canonical(complement(value, kind))).toBe(cut(~a, kind));
        expect(canonical(negate(value, kind))).toBe(cut(-a, kind));
        expect(canonical(convert(value, kind, to))).toBe(cut(a, to));
      }),
    );
  });
});

it('divides by zero and shifts by less than nothing with a panic', () => {
  expect(() => arithmetic(ops.QUO, 1, 0, 0)).toThrow(
    expect.objectContaining({ value: 'runtime error: integer divide by zero' }),
  );
  expect(() => shift(true, 1, -1, 0)).toThrow(
    expect.objectContaining({ value: 'runtime error: negative shift amount' }),
  );
});
