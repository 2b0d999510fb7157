import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../types/bytes.ts';
import { angleFunctions } from './angles.ts';
import { floatText } from './floatText.ts';
import { mathFunctions } from './mathFunctions.ts';
import { parseFloating, parseWhole } from './parseNumbers.ts';
import { textNatives } from './texts.ts';

type Call = (...args: readonly unknown[]) => unknown;
const call = (name: string, ...args: readonly unknown[]): unknown => (textNatives[name] as Call)(...args);
const math = (name: string, ...args: readonly number[]): number =>
  (mathFunctions[name] as Call)(...args) as number;

describe('floats as text', () => {
  test('the shortest text is the same float again', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.constantFrom('g', 'e', 'f', 'x', 'G', 'X'), (x, form) => {
        expect(parseFloating(floatText(x, form, -1, 64), 64)[0]).toBe(x);
      }),
    );
    fc.assert(
      fc.property(fc.float({ noNaN: true }), fc.constantFrom('g', 'e', 'f'), (x, form) => {
        const text = floatText(x, form, -1, 32);
        expect(parseFloating(text, 32)[0]).toBe(x);
        expect(text.replace(/[^\d].*$/, '').length).toBeLessThanOrEqual(39);
      }),
    );
  });

  test.each([
    [0.5, 'f', 0, '0'],
    [1.5, 'f', 0, '2'],
    [2.5, 'f', 0, '2'],
    [1.005, 'f', 2, '1.00'],
    [0.25, 'f', 1, '0.2'],
    [1e23, 'g', -1, '1e+23'],
    [123456789, 'g', -1, '1.23456789e+08'],
    [100000, 'g', -1, '100000'],
    [5e-324, 'e', 3, '4.941e-324'],
    [9.999, 'g', 2, '10'],
    [-0, 'g', -1, '-0'],
    [1.5, 'b', -1, '6755399441055744p-52'],
    [1e21, 'f', 1, '1000000000000000000000.0'],
    [Number.NaN, 'f', 2, 'NaN'],
    [Number.NEGATIVE_INFINITY, 'e', 2, '-Inf'],
  ])('%d as %s with %d is %s, as Go has it', (x, form, precision, text) => {
    expect(floatText(x, form, precision, 64)).toBe(text);
  });

  test('of 32 bits, halves go to even', () => {
    expect(floatText(2543096.25, 'g', -1, 32)).toBe('2.5430962e+06');
    expect(floatText(Math.fround(0.1), 'g', -1, 32)).toBe('0.1');
  });
});

test('whole numbers in every base come back', () => {
  fc.assert(
    fc.property(fc.bigInt(-(1n << 63n), (1n << 63n) - 1n), fc.integer({ min: 2, max: 36 }), (n, base) => {
      const [value, how] = parseWhole(n.toString(base), base, 64, true);
      expect([BigInt(value), how]).toEqual([n, 0]);
    }),
  );
});

test.each([
  ['128', 10, 8, true, [127, 2]],
  ['-129', 10, 8, true, [-128, 2]],
  ['3487', 10, 8, false, [255, 2]],
  ['0x_ff', 0, 64, true, [255, 0]],
  ['0b101', 0, 64, true, [5, 0]],
  ['017', 0, 64, true, [15, 0]],
  ['1__0', 0, 64, true, [0, 1]],
  ['1_0', 10, 64, true, [0, 1]],
  ['', 10, 64, true, [0, 1]],
  ['+', 10, 64, true, [0, 1]],
  ['+1', 10, 64, false, [0, 1]],
] as const)('%s in base %d, %d bits, signed %s', (text, base, bits, isSigned, parsed) => {
  expect(parseWhole(text, base, bits, isSigned)).toEqual(parsed);
});

test('what is quoted comes back when it is unquoted', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 255 })), fc.string({ unit: 'binary' }), (codes, text) => {
      const whole = bytesOf(text);
      expect(call('strconv.unquote', call('strconv.Quote', whole))).toEqual([whole, true]);
      expect(call('strconv.unquote', call('strconv.QuoteToASCII', whole))).toEqual([whole, true]);
      const broken = String.fromCharCode(...codes);
      expect(call('strconv.unquote', call('strconv.QuoteToASCII', broken))).toEqual([broken, true]);
    }),
    { numRuns: 40 },
  );
});

test('powers of whole numbers are exact, and all is near what the platform says', () => {
  expect([math('Pow', 2, 10), math('Pow', 10, 15), math('Pow', -2, 3), math('Pow', 2, -1074)]).toEqual([
    1024, 1e15, -8, 5e-324,
  ]);
  const near = (x: number, y: number): void => {
    if (x !== y) expect(Math.abs(x - y)).toBeLessThanOrEqual(4e-15 * Math.max(1e-3, Math.abs(y)));
  };
  fc.assert(
    fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
      near(math('Exp', x), Math.exp(x));
      near(math('Log', Math.abs(x)), Math.log(Math.abs(x)));
      near(math('Cbrt', x), Math.cbrt(x));
      for (const name of ['sin', 'cos', 'atan', 'tanh', 'sinh'] as const)
        near((angleFunctions[name[0]?.toUpperCase() + name.slice(1)] as Call)(x) as number, Math[name](x));
    }),
  );
  // Far out the circle has to be known to many digits.
  near(math('Sin', 1e22), -0.8522008497671888);
});
