/**
 * Arithmetic of Go's numbers in their canonical form (state.ts): small kinds wrap round by shifts, the 64-bit ones are
 * doubles as long as they are exact and bigints beyond.
 */
import { ADD, AND, AND_NOT, MUL, OR, QUO, REM, SUB, XOR } from '../code/ops.ts';
import { NUMBER_KINDS, type NumberKind } from '../code/program.ts';
import { runtimeError } from './faults.ts';
import type { Value } from './state.ts';

export interface Complex {
  readonly re: number;
  readonly im: number;
}
type Integer = number | bigint;

const INT8 = 1;
const INT16 = 2;
const INT32 = 3;
const INT64 = 4;
const UINT8 = 6;
const UINT16 = 7;
const UINT32 = 8;
const FLOAT32 = 11;
const FLOAT64 = 12;
const COMPLEX64 = 13;
const COMPLEX128 = 14;
export const STRING = 15;

const EXACT = Number.MAX_SAFE_INTEGER;
const TWO_32 = 0x100000000;
const TWO_63 = 2 ** 63;

export function kindIndex(kind: NumberKind): number {
  return NUMBER_KINDS.indexOf(kind);
}

function isWide(kind: number): boolean {
  return kind === 0 || kind === INT64 || kind === 5 || kind === 9 || kind === 10;
}

function isSigned(kind: number): boolean {
  return kind <= INT64;
}

/** Bits of an integer kind. */
function bitsOf(kind: number): number {
  if (isWide(kind)) return 64;
  return kind === INT8 || kind === UINT8 ? 8 : kind === INT16 || kind === UINT16 ? 16 : 32;
}

/** x op y for all but shifts. Panics: integer divide by zero. */
export function arithmetic(op: number, x: Value, y: Value, kind: number): Value {
  if (kind < FLOAT32) {
    if (op === QUO || op === REM) if (y === 0) return runtimeError('integer divide by zero');
    if (typeof x !== 'number' || typeof y !== 'number')
      return fitted(ofBigs(op, BigInt(x as Integer), BigInt(y as Integer)), kind);
    if (!isWide(kind)) return wrap(op === MUL ? Math.imul(x, y) : ofNumbers(op, x, y), kind);
    const z = ofNumbers(op, x, y);
    if (z <= EXACT && z >= (isSigned(kind) ? -EXACT : 0)) return z + 0;
    return fitted(ofBigs(op, BigInt(x), BigInt(y)), kind);
  }
  if (kind === FLOAT64) return ofFloats(op, x as number, y as number);
  if (kind === FLOAT32) return Math.fround(ofFloats(op, x as number, y as number));
  if (kind === STRING) return (x as string) + (y as string);
  return narrow(ofComplex(op, x as Complex, y as Complex), kind);
}

/** int + int, mostly of small ones. */
export function addInts(x: Value, y: Value): Value {
  if (typeof x === 'number' && typeof y === 'number') {
    const z = x + y;
    if (z <= EXACT && z >= -EXACT) return z;
  }
  return arithmetic(ADD, x, y, 0);
}

export function subtractInts(x: Value, y: Value): Value {
  if (typeof x === 'number' && typeof y === 'number') {
    const z = x - y;
    if (z <= EXACT && z >= -EXACT) return z;
  }
  return arithmetic(SUB, x, y, 0);
}

function ofFloats(op: number, x: number, y: number): number {
  return op === ADD ? x + y : op === SUB ? x - y : op === MUL ? x * y : x / y;
}

function ofNumbers(op: number, x: number, y: number): number {
  switch (op) {
    case ADD:
      return x + y;
    case SUB:
      return x - y;
    case MUL:
      return x * y;
    case QUO:
      return Math.trunc(x / y);
    case REM:
      return x % y;
    default:
      return ofBits(op, x, y);
  }
}

/** Exact numbers are 53 bits and a sign: the upper half keeps it. */
function ofBits(op: number, x: number, y: number): number {
  if ((x | 0) === x && (y | 0) === y) return bits32(op, x, y);
  const high = bits32(op, Math.floor(x / TWO_32), Math.floor(y / TWO_32));
  return high * TWO_32 + (bits32(op, x, y) >>> 0);
}

function bits32(op: number, x: number, y: number): number {
  return op === AND ? x & y : op === OR ? x | y : op === XOR ? x ^ y : x & ~y;
}

function ofBigs(op: number, x: bigint, y: bigint): bigint {
  switch (op) {
    case ADD:
      return x + y;
    case SUB:
      return x - y;
    case MUL:
      return x * y;
    case QUO:
      return x / y;
    case REM:
      return x % y;
    case AND:
      return x & y;
    case OR:
      return x | y;
    case XOR:
      return x ^ y;
    case AND_NOT:
      return x & ~y;
    default:
      throw new RangeError(`${op} is no arithmetic.`);
  }
}

/** A small kind's value of a number whose lowest 32 bits are right. */
function wrap(z: number, kind: number): number {
  switch (kind) {
    case INT8:
      return (z << 24) >> 24;
    case INT16:
      return (z << 16) >> 16;
    case INT32:
      return z | 0;
    case UINT8:
      return z & 0xff;
    case UINT16:
      return z & 0xffff;
    default:
      return z >>> 0;
  }
}

/** The canonical form of an integer in a kind. */
export function fitted(z: bigint, kind: number): Integer {
  const bits = bitsOf(kind);
  const one = isSigned(kind) ? BigInt.asIntN(bits, z) : BigInt.asUintN(bits, z);
  return one <= EXACT && one >= -EXACT ? Number(one) : one;
}

/** Of two, up to 64. */
const POWERS: readonly number[] = Array.from({ length: 65 }, (_, i) => Number(1n << BigInt(i)));

/** x << count or x >> count. Panics: negative shift amount. */
export function shift(left: boolean, x: Integer, count: Integer, kind: number): Integer {
  if (count < 0) return runtimeError('negative shift amount');
  const by = count > 64 ? 64 : Number(count);
  if (typeof x === 'number') {
    if (!left) return by < 64 ? Math.floor(x / (POWERS[by] as number)) : x < 0 ? -1 : 0;
    if (!isWide(kind)) return by < 32 ? wrap(x << by, kind) : 0;
    const z = x * (POWERS[by] as number);
    if (z <= EXACT && z >= -EXACT) return z;
  }
  return fitted(left ? BigInt(x) << BigInt(by) : BigInt(x) >> BigInt(by), kind);
}

export function negate(x: Value, kind: number): Value {
  if (kind >= COMPLEX64) return { re: -(x as Complex).re, im: -(x as Complex).im };
  return kind < FLOAT32 ? arithmetic(SUB, 0, x, kind) : -(x as number);
}

export function complement(x: Integer, kind: number): Value {
  if (typeof x === 'number' && !isWide(kind)) return wrap(~x, kind);
  if (typeof x === 'number' && isSigned(kind) && x < EXACT) return -1 - x;
  return fitted(~BigInt(x), kind);
}

/** A number of one kind as another, as amd64 does it where Go leaves it open. */
export function convert(x: Value, from: number, to: number): Value {
  if (to >= COMPLEX64) return narrow(x as Complex, to);
  if (from < FLOAT32) {
    if (to === FLOAT64) return Number(x as Integer);
    if (to === FLOAT32) return toFloat32(x as Integer);
    return toInteger(x as Integer, to);
  }
  if (to === FLOAT64) return x;
  if (to === FLOAT32) return Math.fround(x as number);
  return fromFloat(x as number, to);
}

function toInteger(x: Integer, to: number): Integer {
  if (typeof x === 'bigint') return fitted(x, to);
  if (!isWide(to)) return wrap(x, to);
  return x < 0 && !isSigned(to) ? fitted(BigInt(x), to) : x;
}

/** Rounds once: of a large integer the bits that a double would round away are first put together into one. */
function toFloat32(x: Integer): number {
  if (typeof x === 'number') return Math.fround(x);
  const sticky = (x & 0xfffn) === 0n ? 0n : 0x1000n;
  return Math.fround(Number(((x >> 12n) << 12n) | sticky));
}

/** What the processor gives for a number that does not fitted: the smallest integer. */
function fromFloat(x: number, to: number): Integer {
  const whole = Math.trunc(x);
  if (isWide(to)) {
    if (!isSigned(to) && whole >= TWO_63)
      return whole < 2 * TWO_63 ? fitted(BigInt(whole), to) : fitted(BigInt(TWO_63), to);
    return fitted(BigInt(whole >= -TWO_63 && whole < TWO_63 ? whole : -TWO_63), to);
  }
  if (to === UINT32) return Number(fitted(BigInt(whole >= -TWO_63 && whole < TWO_63 ? whole : -TWO_63), to));
  return wrap(whole >= -0x80000000 && whole < 0x80000000 ? whole : -0x80000000, to);
}

export function complexOf(re: Value, im: Value): Complex {
  return { re: re as number, im: im as number };
}

function narrow(z: Complex, kind: number): Complex {
  return kind === COMPLEX128 ? z : { re: Math.fround(z.re), im: Math.fround(z.im) };
}

function ofComplex(op: number, x: Complex, y: Complex): Complex {
  switch (op) {
    case ADD:
      return { re: x.re + y.re, im: x.im + y.im };
    case SUB:
      return { re: x.re - y.re, im: x.im - y.im };
    case MUL:
      return { re: x.re * y.re - x.im * y.im, im: x.re * y.im + x.im * y.re };
    default:
      return divide(x, y);
  }
}

/** By the larger part of the divisor, so that nothing overflows on the way; then infinities and zeros are set right. */
function divide(x: Complex, y: Complex): Complex {
  const byReal = Math.abs(y.re) >= Math.abs(y.im);
  const ratio = byReal ? y.im / y.re : y.re / y.im;
  const under = byReal ? y.re + ratio * y.im : y.im + ratio * y.re;
  const re = (byReal ? x.re + x.im * ratio : x.re * ratio + x.im) / under;
  const im = (byReal ? x.im - x.re * ratio : x.im * ratio - x.re) / under;
  if (!Number.isNaN(re) && !Number.isNaN(im)) return { re, im };
  if (y.re === 0 && y.im === 0 && !(Number.isNaN(x.re) && Number.isNaN(x.im))) {
    const infinite = Object.is(y.re, -0) ? -Infinity : Infinity;
    return { re: infinite * x.re, im: infinite * x.im };
  }
  const unit = (part: number): number =>
    Math.abs(part) === Infinity ? Math.sign(part) : part < 0 || Object.is(part, -0) ? -0 : 0;
  const large = (z: Complex): boolean => Math.abs(z.re) === Infinity || Math.abs(z.im) === Infinity;
  const finite = (z: Complex): boolean => Number.isFinite(z.re) && Number.isFinite(z.im);
  if (large(x) && finite(y)) {
    const [a, b] = [unit(x.re), unit(x.im)];
    return { re: Infinity * (a * y.re + b * y.im), im: Infinity * (b * y.re - a * y.im) };
  }
  if (large(y) && finite(x)) {
    const [c, d] = [unit(y.re), unit(y.im)];
    return { re: 0 * (x.re * c + x.im * d), im: 0 * (x.im * c - x.re * d) };
  }
  return { re, im };
}
