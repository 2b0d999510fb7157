/**
 * Exact fractions, and their rounding to what a float holds. https://go.dev/ref/spec#Constants
 * A number whose parts grow beyond all use keeps 512 bits, as in Go's compiler.
 */

/** In lowest terms; the denominator is positive. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const ZERO: Fraction = { numerator: 0n, denominator: 1n };

/** Parts of more bits are rounded: the specification asks for exponents of 16 bits. */
const EXACT_BITS = 1 << 16;
const MANTISSA_BITS = 512;
/** Two greater parts are rounded at once: to find what they have in common would take too long. */
const REDUCED_BITS = 1 << 13;
/** Beyond this the number is refused, or nothing. */
const EXPONENT_MAX = 1 << 20;

export const absolute = (x: bigint): bigint => (x < 0n ? -x : x);

/** Of the magnitude; 0 of 0. */
export function bitLength(x: bigint): number {
  const hex = absolute(x).toString(16);
  return hex === '0' ? 0 : hex.length * 4 - Math.clz32(Number.parseInt(hex[0] ?? '0', 16)) + 28;
}

function trailingZeros(x: bigint): number {
  if (x === 0n) return 0;
  const hex = x.toString(16);
  const digits = /0*$/.exec(hex)?.[0].length ?? 0;
  const last = Number.parseInt(hex[hex.length - digits - 1] ?? '1', 16);
  return digits * 4 + 31 - Math.clz32(last & -last);
}

/** Twos have been taken out of both before: great powers of two would cost much. */
function commonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return absolute(a);
}

/** @returns null when it is too large to be held. The denominator is not 0. */
export function fraction(numerator: bigint, denominator: bigint): Fraction | null {
  if (numerator === 0n) return ZERO;
  if (denominator < 0n) [numerator, denominator] = [-numerator, -denominator];
  const [above, below] = [trailingZeros(numerator), trailingZeros(denominator)];
  let [n, d] = [numerator >> BigInt(above), denominator >> BigInt(below)];
  const isCostly = Math.min(bitLength(n), bitLength(d)) > REDUCED_BITS;
  const divisor = d === 1n || isCostly ? 1n : commonDivisor(n, d);
  [n, d] = [n / divisor, d / divisor];
  const twos = above - below;
  const bits = Math.max(bitLength(n), bitLength(d)) + Math.abs(twos);
  if (bits <= EXACT_BITS && !isCostly) return scaled(n, d, twos);
  const { mantissa, exponent } = rounded(n, d, MANTISSA_BITS, -Infinity);
  if (exponent + twos > EXPONENT_MAX) return null;
  return exponent + twos < -EXPONENT_MAX ? ZERO : scaled(mantissa, 1n, exponent + twos);
}

function scaled(n: bigint, d: bigint, twos: number): Fraction {
  if (d === 1n && twos < 0) {
    const spare = Math.min(trailingZeros(n), -twos);
    [n, twos] = [n >> BigInt(spare), twos + spare];
  }
  return twos < 0
    ? { numerator: n, denominator: d << BigInt(-twos) }
    : { numerator: n << BigInt(twos), denominator: d };
}

/** n/d as mantissa * 2^exponent of so many bits, to nearest, ties to even; fewer bits where the exponent would be below `least`. */
function rounded(
  n: bigint,
  d: bigint,
  bits: number,
  least: number,
): { readonly mantissa: bigint; readonly exponent: number } {
  const magnitude = absolute(n);
  let exponent = Math.max(bitLength(magnitude) - bitLength(d) - bits, least);
  let [quotient, divisor] = divided(magnitude, d, exponent);
  // The quotient may have a bit more than asked for.
  if (bitLength(quotient) > bits) [quotient, divisor] = divided(magnitude, d, ++exponent);
  const rest = 2n * (scaledUp(magnitude, -exponent) - quotient * divisor);
  if (rest > divisor || (rest === divisor && (quotient & 1n) === 1n)) quotient++;
  return { mantissa: n < 0n ? -quotient : quotient, exponent };
}

const scaledUp = (x: bigint, twos: number): bigint => (twos > 0 ? x << BigInt(twos) : x);

function divided(n: bigint, d: bigint, exponent: number): [bigint, bigint] {
  const divisor = scaledUp(d, exponent);
  return [scaledUp(n, -exponent) / divisor, divisor];
}

interface Format {
  readonly bits: number;
  /** The exponent of the last bit: at least and at most. */
  readonly least: number;
  readonly most: number;
}

const FORMATS: Readonly<Record<32 | 64, Format>> = {
  32: { bits: 24, least: -149, most: 104 },
  64: { bits: 53, least: -1074, most: 971 },
};

function toFormat({ numerator, denominator }: Fraction, size: 32 | 64): ReturnType<typeof rounded> | null {
  const { bits, least, most } = FORMATS[size];
  const round = rounded(numerator, denominator, bits, least);
  return round.exponent + Math.max(bitLength(round.mantissa) - bits, 0) > most ? null : round;
}

/** The nearest float of that size, exactly; null when it is none: it overflows. */
export function roundToFloat(x: Fraction, size: 32 | 64): Fraction | null {
  const round = toFormat(x, size);
  if (round === null) return null;
  return fraction(scaledUp(round.mantissa, round.exponent), scaledUp(1n, -round.exponent));
}

/** The nearest double; an infinity when it overflows. */
export function numberOf(x: Fraction): number {
  const round = toFormat(x, 64);
  if (round === null) return x.numerator < 0n ? -Infinity : Infinity;
  return Number(round.mantissa) * powerOfTwo(round.exponent);
}

/** 2^exponent for -1074..1023, exact. */
function powerOfTwo(exponent: number): number {
  const [step, times] = exponent < 0 ? [0.5, -exponent] : [2, exponent];
  let power = 1;
  for (let i = 0; i < times; i++) power *= step;
  return power;
}

/** `1_000.5e-3`, `0x1.8p3`; null when it is too large. */
export function parseFraction(literal: string): Fraction | null {
  const text = literal.replaceAll('_', '').toLowerCase();
  const hexadecimal = text.startsWith('0x');
  const [mantissa = '', power = '0'] = (hexadecimal ? text.slice(2) : text).split(hexadecimal ? 'p' : 'e');
  const [whole = '', part = ''] = mantissa.split('.');
  const digits = BigInt(`${hexadecimal ? '0x' : ''}0${whole}${part}`);
  if (digits === 0n) return ZERO;
  const exponent = Number(power) - part.length * (hexadecimal ? 4 : 1);
  // A number of digits so great that the power of ten need not be made.
  const size = exponent * (hexadecimal ? 1 : Math.LOG2E * Math.LN10) + bitLength(digits);
  if (size > EXPONENT_MAX) return null;
  if (size < -EXPONENT_MAX) return ZERO;
  const scale = (hexadecimal ? 2n : 10n) ** BigInt(Math.abs(exponent));
  return exponent < 0 ? fraction(digits, scale) : fraction(digits * scale, 1n);
}
