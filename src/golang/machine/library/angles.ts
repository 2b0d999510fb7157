/** Sine and its kin by the methods of Cephes, which Go has too: made of + - * / alone, the same everywhere. */
import { floatParts, scale } from './floatBits.ts';
import { exp } from './logarithms.ts';

/** A polynomial, its highest power first. */
function polynomial(x: number, ...coefficients: readonly number[]): number {
  let sum = 0;
  for (const one of coefficients) sum = sum * x + one;
  return sum;
}

/** In which eighth of the circle x >= 0 lies, rounded up to an even one, and how far from its beginning. */
function reduced(x: number): readonly [eighth: number, rest: number] {
  if (x >= 1 << 29) return reducedExactly(x);
  let eighth = Math.trunc(x * (4 / Math.PI));
  if (eighth % 2 === 1) eighth++;
  const rest =
    x - eighth * 0.7853981256484985 - eighth * 3.774894707930798e-8 - eighth * 2.6951514290790595e-15;
  return [eighth % 8, rest];
}

/** A quarter of pi as a whole number of so many bits after the point, by Machin's formula. */
function quarterOfPi(bits: bigint): bigint {
  const arctangentOfOneBy = (n: bigint): bigint => {
    let power = (1n << bits) / n;
    let sum = power;
    for (let k = 3n; power !== 0n; k += 2n) {
      power /= -n * n;
      sum += power / k;
    }
    return sum;
  };
  return 4n * arctangentOfOneBy(5n) - arctangentOfOneBy(239n);
}

function reducedExactly(x: number): readonly [number, number] {
  const { mantissa, exponent } = floatParts(x, 64);
  // What is missing of a quarter of pi is missing x times.
  const bits = 200n + BigInt(Math.max(0, exponent));
  const quarter = quarterOfPi(bits);
  const whole =
    ((mantissa << (bits + 64n)) >> BigInt(64 - Math.min(exponent, 0))) << BigInt(Math.max(exponent, 0));
  let eighth = whole / quarter;
  if (eighth & 1n) eighth++;
  const rest = ((whole - eighth * quarter) << 100n) >> bits;
  return [Number(eighth & 7n), scale(Number(rest), -100)];
}

function sineOrCosine(x: number, isSine: boolean): number {
  if (!Number.isFinite(x)) return Number.NaN;
  if (x === 0) return isSine ? x : 1;
  const [eighth, rest] = reduced(Math.abs(x));
  const isNegative = isSine ? x < 0 !== eighth >= 4 : eighth === 2 || eighth === 4;
  const z = rest * rest;
  const value =
    (eighth % 4 === 0) === isSine
      ? rest +
        rest *
          z *
          polynomial(
            z,
            1.5896230157654656e-10,
            -2.5050747762857807e-8,
            2.7557313621385722e-6,
            -1.984126982958954e-4,
            8.333333333322118e-3,
            -0.1666666666666663,
          )
      : 1 -
        0.5 * z +
        z *
          z *
          polynomial(
            z,
            -1.1358536521387682e-11,
            2.087570084197473e-9,
            -2.755731417929674e-7,
            2.4801587288851704e-5,
            -1.3888888888873056e-3,
            4.1666666666666595e-2,
          );
  return isNegative ? -value : value;
}

const sine = (x: number): number => sineOrCosine(x, true);
const cosine = (x: number): number => sineOrCosine(x, false);

function arctangentNear(x: number): number {
  const z = x * x;
  const above = polynomial(
    z,
    -0.8750608600031904,
    -16.157537187333652,
    -75.00855792314705,
    -122.88666844901361,
    -64.85021904942025,
  );
  const below = polynomial(
    z,
    1,
    24.858464901423062,
    165.02700983169885,
    432.88106049129027,
    485.3903996359137,
    194.5506571482614,
  );
  return x * ((z * above) / below) + x;
}

const MORE_BITS = 6.123233995736766e-17;

/** Of x > 0. */
function positiveArctangent(x: number): number {
  if (x <= 0.66) return arctangentNear(x);
  if (x > 2.414213562373095) return Math.PI / 2 - arctangentNear(1 / x) + MORE_BITS;
  return Math.PI / 4 + arctangentNear((x - 1) / (x + 1)) + 0.5 * MORE_BITS;
}

/** f(-x) = -f(x), with f told for x > 0. */
const odd =
  (f: (x: number) => number) =>
  (x: number): number =>
    x > 0 ? f(x) : x < 0 ? -f(-x) : x;

const arctangent = odd(positiveArctangent);

const arcsine = odd((x) => {
  const other = Math.sqrt(1 - x * x);
  return x > 0.7 ? Math.PI / 2 - positiveArctangent(other / x) : positiveArctangent(x / other);
});

function arctangentOf(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const isLeft = x < 0 || Object.is(x, -0);
  const sign = y < 0 || Object.is(y, -0) ? -1 : 1;
  if (y === 0) return sign * (isLeft ? Math.PI : 0);
  if (Math.abs(x) === Number.POSITIVE_INFINITY)
    return sign * Math.PI * (Number.isFinite(y) ? (isLeft ? 1 : 0) : isLeft ? 0.75 : 0.25);
  if (x === 0 || !Number.isFinite(y)) return (sign * Math.PI) / 2;
  const angle = arctangent(y / x);
  return isLeft ? angle + (angle <= 0 ? Math.PI : -Math.PI) : angle;
}

const hyperbolicSine = odd((x) => {
  if (x > 0.5) {
    const e = exp(x);
    return x > 21 ? e * 0.5 : (e - 1 / e) * 0.5;
  }
  const z = x * x;
  const above = polynomial(z, -26.30563213397497, -2894.211355989564, -89912.72022039509, -630767.3640497717);
  return (above * x) / polynomial(z, 1, -173.6789535582337, 15215.17378790019, -630767.3640497717);
});

function hyperbolicCosine(x: number): number {
  const e = exp(Math.abs(x));
  return Math.abs(x) > 21 ? e * 0.5 : (e + 1 / e) * 0.5;
}

const hyperbolicTangent = odd((x) => {
  if (x > 44) return 1;
  if (x >= 0.625) return 1 - 2 / (exp(2 * x) + 1);
  const z = x * x;
  const above = polynomial(z, -0.9643991794250523, -99.28772310019185, -1614.6876844170845);
  return x + (x * z * above) / polynomial(z, 1, 112.81167849163293, 2235.4883906010045, 4844.063053251255);
});

/** By their names in Go. */
export const angleFunctions: Readonly<Record<string, (...args: never[]) => number>> = {
  Sin: sine,
  Cos: cosine,
  Tan: (x: number) => (x === 0 ? x : sine(x) / cosine(x)),
  Asin: arcsine,
  Acos: (x: number) => Math.PI / 2 - arcsine(x),
  Atan: arctangent,
  Atan2: arctangentOf,
  Sinh: hyperbolicSine,
  Cosh: hyperbolicCosine,
  Tanh: hyperbolicTangent,
};
