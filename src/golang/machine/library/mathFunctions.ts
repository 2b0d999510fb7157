/**
 * Package math. Logarithm, exponential and powers are made of + - * / alone, by the method of FreeBSD's msun that Go has too:
 * they are the same in every browser, and the same as Go's to the last bit or nearly so.
 */
import { fitted, kindIndex } from '../arithmetic.ts';
import type { Value } from '../state.ts';
import { angleFunctions } from './angles.ts';
import { bitsOf32, bitsOf64, float32Of, float64Of, scale, split } from './floatBits.ts';
import { exp, log } from './logarithms.ts';

const INFINITY = Number.POSITIVE_INFINITY;
const UINT64 = kindIndex('uint64');

function log2(x: number): number {
  if (!(x > 0) || x === INFINITY) return log(x);
  const { part, exponent } = split(x);
  return part === 0.5 ? exponent - 1 : log(part) * (1 / Math.LN2) + exponent;
}

/** x to the y, where one of them is no plain number or x is 0. */
function extreme(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const size = Math.abs(x);
  if (Math.abs(y) === INFINITY) return size > 1 === y > 0 ? INFINITY : 0;
  const isLarge = (size === INFINITY) === y > 0;
  const result = isLarge ? INFINITY : 0;
  return (x < 0 || Object.is(x, -0)) && Math.abs(y % 2) === 1 ? -result : result;
}

function power(x: number, y: number): number {
  if (y === 0 || x === 1 || (x === -1 && Math.abs(y) === INFINITY)) return 1;
  if (x === 0 || !Number.isFinite(x) || !Number.isFinite(y)) return extreme(x, y);
  if (Math.abs(y) === 0.5) return y > 0 ? Math.sqrt(x) : 1 / Math.sqrt(x);
  let whole = Math.trunc(Math.abs(y));
  let part = Math.abs(y) - whole;
  if (part !== 0 && x < 0) return Number.NaN;
  if (whole >= 2 ** 53 && x !== -1) return Math.abs(x) < 1 === y > 0 ? 0 : INFINITY;
  if (part > 0.5) {
    part--;
    whole++;
  }
  let result = part === 0 ? 1 : exp(part * log(x));
  let resultPower = 0;
  let { part: square, exponent } = split(x);
  for (; whole > 0; whole = Math.floor(whole / 2)) {
    if (Math.abs(exponent) > 4096) {
      resultPower += exponent;
      break;
    }
    if (whole % 2 === 1) {
      result *= square;
      resultPower += exponent;
    }
    square *= square;
    exponent *= 2;
    if (Math.abs(square) < 0.5) {
      square *= 2;
      exponent--;
    }
  }
  return y < 0 ? scale(1 / result, -resultPower) : scale(result, resultPower);
}

function round(x: number): number {
  const whole = Math.trunc(x);
  return Math.abs(x - whole) >= 0.5 ? whole + Math.sign(x) : whole;
}

function toEven(x: number): number {
  const whole = Math.trunc(x);
  const rest = Math.abs(x - whole);
  return rest > 0.5 || (rest === 0.5 && whole % 2 !== 0) ? whole + Math.sign(x) : whole;
}

function cubeRoot(x: number): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  const { part, exponent } = split(Math.abs(x));
  const third = Math.floor(exponent / 3);
  const whole = scale(part, exponent - 3 * third);
  let root = exp(log(whole) / 3);
  root -= (root * root * root - whole) / (3 * root * root);
  return Math.sign(x) * scale(root, third);
}

function hypotenuse(p: number, q: number): number {
  const [small, large] = [Math.min(Math.abs(p), Math.abs(q)), Math.max(Math.abs(p), Math.abs(q))];
  if (Math.abs(p) === INFINITY || Math.abs(q) === INFINITY) return INFINITY;
  if (large === 0) return 0;
  const ratio = small / large;
  return large * Math.sqrt(1 + ratio * ratio);
}

/** By their names in Go. */
export const mathFunctions: Readonly<Record<string, (...args: never[]) => Value>> = {
  ...angleFunctions,
  Abs: Math.abs,
  Sqrt: Math.sqrt,
  Floor: Math.floor,
  Ceil: Math.ceil,
  Trunc: Math.trunc,
  Log: log,
  Exp: exp,
  Log2: log2,
  Round: round,
  RoundToEven: toEven,
  Pow: power,
  Cbrt: cubeRoot,
  Log10: (x: number) => log(x) * Math.LOG10E,
  Log1p: (x: number) => (1 + x === 1 ? x : (log(1 + x) * x) / (1 + x - 1)),
  Hypot: hypotenuse,
  Mod: (x: number, y: number) => x % y,
  // An infinity wins over what is no number, as in Go.
  Max: (x: number, y: number) => (x === INFINITY || y === INFINITY ? INFINITY : Math.max(x, y)),
  Min: (x: number, y: number) => (x === -INFINITY || y === -INFINITY ? -INFINITY : Math.min(x, y)),
  Float64bits: (x: number) => fitted(bitsOf64(x), UINT64),
  Float64frombits: (bits: number | bigint) => float64Of(BigInt(bits)),
  Float32bits: bitsOf32,
  Float32frombits: float32Of,
};
