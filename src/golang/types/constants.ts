/** Arithmetic on constants, exact as Go demands. Kinds widen as needed: int, float, complex. https://go.dev/ref/spec#Constant_expressions */
import type { BasicLit } from '../syntax/tree.ts';
import { integerSize } from './basics.ts';
import { decodeRune, quoted, unquoted } from './bytes.ts';
import { floatText } from './floatText.ts';
import { type Fraction, fraction, parseFraction, roundToFloat } from './fractions.ts';
import type { Basic, Constant } from './model.ts';

export const UNKNOWN: Constant = { kind: 'unknown' };
const NOTHING: Constant = { kind: 'int', value: 0n };

const intOf = (value: bigint): Constant => ({ kind: 'int', value });
const boolOf = (value: boolean): Constant => ({ kind: 'bool', value });
const floatOf = (value: Fraction | null): Constant =>
  value === null ? UNKNOWN : { kind: 'float', ...value };
const complexOf = (real: Constant, imaginary: Constant): Constant =>
  real.kind === 'unknown' || imaginary.kind === 'unknown' ? UNKNOWN : { kind: 'complex', real, imaginary };

/** What a literal says; 'unknown' for a number too large to be held. */
export function literalConstant({ literal, text }: BasicLit): Constant {
  switch (literal) {
    case 'string':
      return { kind: 'string', value: unquoted(text) };
    case 'rune':
      // '\xff' is 255: a byte by number is that number.
      return intOf(BigInt(runeCode(unquoted(text), text)));
    case 'int':
      return intOf(integer(text));
    case 'float':
      return floatOf(parseFraction(text));
    case 'imaginary': {
      const number = text.slice(0, -1);
      // `0123i` is decimal, for the sake of old programs.
      const isInt = /^0[box]/i.test(number) && !/[.p]/i.test(number);
      return complexOf(NOTHING, isInt ? toFloat(intOf(integer(number))) : floatOf(parseFraction(number)));
    }
  }
}

function runeCode(bytes: string, text: string): number {
  return /^'\\[x0-7]/.test(text) ? bytes.charCodeAt(0) : decodeRune(bytes, 0).code;
}

function integer(text: string): bigint {
  const digits = text.replaceAll('_', '');
  return BigInt(/^0\d/.test(digits) ? `0o${digits}` : digits);
}

// Kinds

/** Whole numbers of any kind as int; what is none is 'unknown'. */
export function toInt(x: Constant): Constant {
  if (x.kind === 'int') return x;
  if (x.kind === 'float') return x.denominator === 1n ? intOf(x.numerator) : UNKNOWN;
  return x.kind === 'complex' && isZero(x.imaginary) ? toInt(x.real) : UNKNOWN;
}

export function toFloat(x: Constant): Constant {
  if (x.kind === 'float') return x;
  if (x.kind === 'int') return floatOf(fraction(x.value, 1n));
  return x.kind === 'complex' && isZero(x.imaginary) ? toFloat(x.real) : UNKNOWN;
}

export function toComplex(x: Constant): Constant {
  if (x.kind === 'complex') return x;
  return x.kind === 'int' || x.kind === 'float' ? complexOf(x, NOTHING) : UNKNOWN;
}

const isZero = (x: Constant): boolean => sign(x) === 0;

/** -1, 0 or 1; of a complex number whether it is 0, of anything else 1. */
export function sign(x: Constant): number {
  if (x.kind === 'complex') return Math.abs(sign(x.real)) | Math.abs(sign(x.imaginary));
  if (x.kind !== 'int' && x.kind !== 'float') return 1;
  const value = x.kind === 'int' ? x.value : x.numerator;
  return value < 0n ? -1 : Number(value > 0n);
}

export function realPart(x: Constant): Constant {
  return x.kind === 'complex' ? x.real : x;
}

export function imaginaryPart(x: Constant): Constant {
  if (x.kind === 'complex') return x.imaginary;
  return x.kind === 'unknown' ? x : NOTHING;
}

// Operations

/** `type` says how many bits `^` turns where it is unsigned. */
export function unaryConstant(operator: string, x: Constant, type: Basic | null): Constant {
  if (operator === '+') return x;
  if (operator === '!') return x.kind === 'bool' ? boolOf(!x.value) : UNKNOWN;
  if (operator === '-') {
    if (x.kind === 'int') return intOf(-x.value);
    if (x.kind === 'float') return { ...x, numerator: -x.numerator };
    if (x.kind !== 'complex') return UNKNOWN;
    return complexOf(unaryConstant('-', x.real, type), unaryConstant('-', x.imaginary, type));
  }
  if (operator !== '^' || x.kind !== 'int') return UNKNOWN;
  const size = type === null ? null : integerSize(type.name);
  return intOf(size === null || size.signed ? ~x.value : BigInt.asUintN(size.bits, ~x.value));
}

const KINDS: readonly Constant['kind'][] = ['int', 'float', 'complex'];

/** Both as the wider kind of the two. */
function matched(x: Constant, y: Constant): readonly [Constant, Constant] {
  const rank = Math.max(KINDS.indexOf(x.kind), KINDS.indexOf(y.kind));
  if (rank === 1) return [toFloat(x), toFloat(y)];
  return rank === 2 ? [toComplex(x), toComplex(y)] : [x, y];
}

/** In bytes: doubling a string is quickly written. */
const STRING_MAX = 1 << 26;

/** All but shifts and comparisons. 'unknown': an operand is, the operator means nothing here, it divides by zero, or the result is too large. */
export function binaryConstant(
  operator: string,
  left: Constant,
  right: Constant,
  integerDivision: boolean,
): Constant {
  const [x, y] = matched(left, right);
  if (x.kind === 'bool' && y.kind === 'bool') {
    if (operator === '&&') return boolOf(x.value && y.value);
    return operator === '||' ? boolOf(x.value || y.value) : UNKNOWN;
  }
  if (x.kind === 'string' && y.kind === 'string' && operator === '+') {
    const value = x.value.length + y.value.length > STRING_MAX ? null : x.value + y.value;
    return value === null ? UNKNOWN : { kind: 'string', value };
  }
  if (x.kind === 'int' && y.kind === 'int') return integers(operator, x.value, y.value, integerDivision);
  if (x.kind === 'float' && y.kind === 'float') return floatOf(fractions(operator, x, y));
  return x.kind === 'complex' && y.kind === 'complex' ? complexes(operator, x, y) : UNKNOWN;
}

function integers(operator: string, x: bigint, y: bigint, integerDivision: boolean): Constant {
  if ((operator === '/' || operator === '%') && y === 0n) return UNKNOWN;
  switch (operator) {
    case '+':
      return intOf(x + y);
    case '-':
      return intOf(x - y);
    case '*':
      return intOf(x * y);
    case '/':
      return integerDivision ? intOf(x / y) : floatOf(fraction(x, y));
    case '%':
      return intOf(x % y);
    case '&':
      return intOf(x & y);
    case '|':
      return intOf(x | y);
    case '^':
      return intOf(x ^ y);
    case '&^':
      return intOf(x & ~y);
    default:
      return UNKNOWN;
  }
}

function fractions(operator: string, x: Fraction, y: Fraction): Fraction | null {
  switch (operator) {
    case '+':
    case '-': {
      const other = x.denominator * (operator === '+' ? y.numerator : -y.numerator);
      return fraction(x.numerator * y.denominator + other, x.denominator * y.denominator);
    }
    case '*':
      return fraction(x.numerator * y.numerator, x.denominator * y.denominator);
    case '/':
      return y.numerator === 0n ? null : fraction(x.numerator * y.denominator, x.denominator * y.numerator);
    default:
      return null;
  }
}

interface Complex {
  readonly real: Constant;
  readonly imaginary: Constant;
}

function complexes(operator: string, x: Complex, y: Complex): Constant {
  const of = (op: string, a: Constant, b: Constant): Constant => binaryConstant(op, a, b, false);
  const { real: a, imaginary: b } = x;
  const { real: c, imaginary: d } = y;
  const product = (sum: '+' | '-', p: Constant, q: Constant): Constant =>
    of(sum, of('*', a, p), of('*', b, q));
  switch (operator) {
    case '+':
    case '-':
      return complexOf(of(operator, a, c), of(operator, b, d));
    case '*':
      return complexOf(product('-', c, d), product('+', d, c));
    case '/': {
      const size = of('+', of('*', c, c), of('*', d, d));
      // (bc - ad): the second product of (ad + bc) with the other sign.
      const cross = of('-', of('*', b, c), of('*', a, d));
      return complexOf(of('/', product('+', c, d), size), of('/', cross, size));
    }
    default:
      return UNKNOWN;
  }
}

/** Counts beyond this are refused by the checker; here they only must not be tried. */
const SHIFT_MAX = 1n << 16n;

/** `x` is an integer, the count not negative. */
export function shiftConstant(operator: string, x: Constant, count: bigint): Constant {
  if (x.kind !== 'int') return UNKNOWN;
  if (operator === '>>') return intOf(x.value >> (count > SHIFT_MAX ? SHIFT_MAX : count));
  return x.value !== 0n && count > SHIFT_MAX ? UNKNOWN : intOf(x.value << count);
}

/** False too where they cannot be compared. */
export function compareConstants(operator: string, left: Constant, right: Constant): boolean {
  const [x, y] = matched(left, right);
  if (x.kind === 'complex' && y.kind === 'complex') {
    const equal = compareConstants('==', x.real, y.real) && compareConstants('==', x.imaginary, y.imaginary);
    return operator === '==' ? equal : operator === '!=' && !equal;
  }
  if (x.kind === 'float' && y.kind === 'float') {
    return compared(operator, x.numerator * y.denominator, y.numerator * x.denominator);
  }
  if (x.kind === 'int' && y.kind === 'int') return compared(operator, x.value, y.value);
  if (x.kind === 'string' && y.kind === 'string') return compared(operator, x.value, y.value);
  return x.kind === 'bool' && y.kind === 'bool' && compared(operator, Number(x.value), Number(y.value));
}

function compared<T extends bigint | number | string>(operator: string, x: T, y: T): boolean {
  switch (operator) {
    case '==':
      return x === y;
    case '!=':
      return x !== y;
    case '<':
      return x < y;
    case '<=':
      return x <= y;
    case '>':
      return x > y;
    default:
      return operator === '>=' && x >= y;
  }
}

// Types

/**
 * The constant as a value of a basic type: floats are rounded, whole numbers become int. Null: the type has no such value.
 * What is unknown stays so: it has been told of.
 */
export function represent(x: Constant, type: Basic): Constant | null {
  if (x.kind === 'unknown') return x;
  const { name } = type;
  const size = integerSize(name);
  if (size !== null || name === 'untyped int' || name === 'untyped rune') {
    const whole = toInt(x);
    if (whole.kind !== 'int') return null;
    return size === null || fits(whole.value, size.bits, size.signed) ? whole : null;
  }
  if (name.includes('float'))
    return orNull(name === 'untyped float' ? asFloat(x) : rounded(x, name === 'float32'));
  if (name.includes('complex')) {
    const whole = toComplex(x);
    if (whole.kind !== 'complex' || name === 'untyped complex') return orNull(whole);
    const single = name === 'complex64';
    return orNull(complexOf(rounded(whole.real, single), rounded(whole.imaginary, single)));
  }
  if (name.endsWith('string')) return x.kind === 'string' ? x : null;
  return name.endsWith('bool') && x.kind === 'bool' ? x : null;
}

const orNull = (x: Constant): Constant | null => (x.kind === 'unknown' ? null : x);

/** An untyped float may stay an integer: messages then write all its digits. */
const asFloat = (x: Constant): Constant => (x.kind === 'int' ? x : toFloat(x));

function rounded(x: Constant, single: boolean): Constant {
  const float = toFloat(x);
  return float.kind === 'float' ? floatOf(roundToFloat(float, single ? 32 : 64)) : UNKNOWN;
}

function fits(value: bigint, bits: number, signed: boolean): boolean {
  return value === (signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value));
}

const TEXT_MAX = 72;

/** As messages print it: strings quoted and cut, floats with six digits. */
export function constantText(x: Constant): string {
  switch (x.kind) {
    case 'bool':
    case 'int':
      return String(x.value);
    case 'string': {
      const characters = [...quoted(x.value)];
      return characters.length > TEXT_MAX
        ? `${characters.slice(0, TEXT_MAX - 3).join('')}...`
        : characters.join('');
    }
    case 'float':
      return floatText(x);
    case 'complex':
      return `(${constantText(x.real)} + ${constantText(x.imaginary)}i)`;
    case 'unknown':
      return 'unknown';
  }
}
