import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LiteralKind } from '../syntax/tree.ts';
import { BASIC } from './basics.ts';
import { bytesOf, decodeRune, encodeRune, quoted, textOf, unquoted } from './bytes.ts';
import {
  binaryConstant,
  compareConstants,
  constantText,
  literalConstant,
  represent,
  shiftConstant,
  toInt,
  unaryConstant,
} from './constants.ts';
import type { BasicName, Constant } from './model.ts';

const literal = (text: string, kind: LiteralKind): Constant =>
  literalConstant({ kind: 'BasicLit', literal: kind, text, start: 0, end: text.length });
const int = (value: bigint): Constant => ({ kind: 'int', value });
const float = (text: string): Constant => literal(text, 'float');
const shown = (x: Constant | null): string => (x === null ? 'null' : constantText(x));
const as = (x: Constant, name: BasicName): string => shown(represent(x, BASIC[name]));

describe('literals', () => {
  it('integers of every base', () => {
    const values = ['1_000', '0x_FF', '0b101', '0o17', '017', '0', '00'].map((text) => literal(text, 'int'));
    expect(values.map(shown)).toEqual(['1000', '255', '5', '15', '15', '0', '0']);
  });

  it('imaginary numbers: an old octal is decimal', () => {
    expect(
      ['2i', '0x10i', '017i', '1.5e1i', '0x1p2i'].map((text) => shown(literal(text, 'imaginary'))),
    ).toEqual(['(0 + 2i)', '(0 + 16i)', '(0 + 17i)', '(0 + 15i)', '(0 + 4i)']);
  });

  it('runes by character and by number', () => {
    const runes = [
      "'a'",
      "'é'",
      "'世'",
      "'😀'",
      "'\\xff'",
      "'\\377'",
      "'\\u00e9'",
      "'\\U0001F600'",
      "'\\n'",
      "'\\''",
    ];
    expect(runes.map((text) => shown(literal(text, 'rune')))).toEqual(
      [97, 233, 0x4e16, 0x1f600, 255, 255, 233, 0x1f600, 10, 39].map(String),
    );
  });

  it('strings are bytes', () => {
    expect(unquoted('"é\\xff\\u00e9\\"\\101"')).toBe('\u00c3\u00a9\u00ff\u00c3\u00a9"A');
    expect(unquoted('`a\\n\r\n"`')).toBe('a\\n\n"');
    expect(quoted('\u00c3\u00a9\u00ff\n\u0001"')).toBe('"é\\xff\\n\\x01\\""');
  });

  it('text goes to bytes and back; quoting and unquoting too', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => textOf(bytesOf(text)) === text));
    const bytes = fc.array(fc.integer({ min: 0, max: 255 })).map((list) => String.fromCharCode(...list));
    fc.assert(fc.property(bytes, (one) => unquoted(quoted(one)) === one));
  });

  it('what is no UTF-8 is one wrong byte', () => {
    for (const bytes of [
      '\u00c0\u0080',
      '\u00ed\u00a0\u0080',
      '\u00f4\u0090\u0080\u0080',
      '\u00e4\u00b8',
      '\u0080',
    ]) {
      expect(decodeRune(bytes, 0)).toEqual({ code: 0xfffd, size: 1 });
    }
    expect(encodeRune(0xd800)).toBe(encodeRune(0xfffd));
  });
});

describe('arithmetic', () => {
  it('divides integers towards zero, and exactly otherwise', () => {
    expect(shown(binaryConstant('/', int(-7n), int(2n), true))).toBe('-3');
    expect(shown(binaryConstant('%', int(-7n), int(2n), true))).toBe('-1');
    expect(shown(binaryConstant('/', int(-7n), int(2n), false))).toBe('-3.5');
    expect(binaryConstant('/', int(1n), int(0n), true).kind).toBe('unknown');
  });

  it('thirds and tenths are exact', () => {
    const third = binaryConstant('/', float('1.'), int(3n), false);
    expect(toInt(binaryConstant('*', third, int(3n), false))).toEqual(int(1n));
    const sum = binaryConstant('+', float('0.1'), float('0.2'), false);
    expect(compareConstants('==', sum, float('0.3'))).toBe(true);
  });

  it('bits: complement by width, and-not, shifts', () => {
    expect(shown(unaryConstant('^', int(0n), BASIC.uint8))).toBe('255');
    expect(shown(unaryConstant('^', int(0n), BASIC.int8))).toBe('-1');
    expect(shown(unaryConstant('^', int(5n), null))).toBe('-6');
    expect(shown(binaryConstant('&^', int(15n), int(5n), true))).toBe('10');
    expect(shown(shiftConstant('<<', int(1n), 100n))).toBe(String(2n ** 100n));
    expect(shown(shiftConstant('>>', int(-9n), 1n))).toBe('-5');
  });

  it('complex numbers multiply and divide back', () => {
    const part = fc.integer({ min: -1000, max: 1000 }).map((n) => int(BigInt(n)));
    const complex = fc
      .tuple(part, part)
      .map(([real, imaginary]): Constant => ({ kind: 'complex', real, imaginary }));
    fc.assert(
      fc.property(complex, complex, (x, y) => {
        fc.pre(!compareConstants('==', y, int(0n)));
        const back = binaryConstant('/', binaryConstant('*', x, y, false), y, false);
        expect(compareConstants('==', back, x)).toBe(true);
      }),
    );
  });

  it('a string that doubles and doubles is given up, not built', () => {
    let text: Constant = { kind: 'string', value: 'x' };
    for (let i = 0; i < 60; i++) text = binaryConstant('+', text, text, false);
    expect(text.kind).toBe('unknown');
  });

  it('compares across kinds', () => {
    expect(compareConstants('<', int(1n), float('1.5'))).toBe(true);
    expect(compareConstants('==', float('2.0'), int(2n))).toBe(true);
    expect(compareConstants('>=', { kind: 'string', value: 'b' }, { kind: 'string', value: 'a' })).toBe(true);
    expect(compareConstants('!=', { kind: 'bool', value: true }, { kind: 'bool', value: false })).toBe(true);
  });
});

describe('representation', () => {
  it('integers at their limits', () => {
    expect([as(int(127n), 'int8'), as(int(128n), 'int8'), as(int(-128n), 'int8')]).toEqual([
      '127',
      'null',
      '-128',
    ]);
    expect([as(int(2n ** 64n - 1n), 'uint'), as(int(2n ** 64n), 'uint64'), as(int(-1n), 'uintptr')]).toEqual([
      '18446744073709551615',
      'null',
      'null',
    ]);
    expect(represent(float('3.0'), BASIC.int)).toEqual(int(3n));
    expect(represent(float('3.5'), BASIC.int)).toBeNull();
    expect(represent(literal('0i', 'imaginary'), BASIC.int)).toEqual(int(0n));
  });

  it('floats are rounded, and overflow', () => {
    expect(as(float('16777217.0'), 'float32')).toBe('1.67772e+07');
    expect(represent(int(16777217n), BASIC.float32)).toEqual({
      kind: 'float',
      numerator: 16777216n,
      denominator: 1n,
    });
    expect([
      as(float('1e39'), 'float32'),
      as(float('1e309'), 'float64'),
      as(float('1e309'), 'untyped float'),
    ]).toEqual(['null', 'null', '1e+309']);
    expect(represent(float('1e-400'), BASIC.float64)).toEqual({
      kind: 'float',
      numerator: 0n,
      denominator: 1n,
    });
  });

  it('prints as messages do', () => {
    const texts = [
      '1e100',
      '0.1',
      '123456.7',
      '1234567.8',
      '0.00001',
      '1000000.4',
      '100000.0',
      '1e1000',
      '1.5e-4000',
    ];
    expect(texts.map((text) => shown(float(text)))).toEqual([
      '1e+100',
      '0.1',
      '123456.7',
      '1.23457e+06',
      '1e-05',
      '1.0000004e+06',
      '100000',
      '1e+1000',
      '1.5e-4000',
    ]);
    expect(shown({ kind: 'string', value: 'x'.repeat(100) })).toBe(`"${'x'.repeat(68)}...`);
  });
});
