/**
 * Logarithm and exponential by the method of FreeBSD's msun, which Go has too, so that results are Go's to the last bit or
 * nearly so. (Those of engine/arithmetic.ts are faster, and need not be.)
 */
import { scale, split } from './floatBits.ts';

const INFINITY = Number.POSITIVE_INFINITY;
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

export function log(x: number): number {
  if (!(x > 0) || x === INFINITY) return x === 0 ? -INFINITY : x > 0 ? x : Number.NaN;
  let { part, exponent: k } = split(x);
  if (part < Math.SQRT1_2) {
    part *= 2;
    k--;
  }
  const f = part - 1;
  const s = f / (2 + f);
  const s2 = s * s;
  const s4 = s2 * s2;
  const odd =
    s2 *
    (0.6666666666666735 + s4 * (0.2857142874366239 + s4 * (0.1818357216161805 + s4 * 0.14798198605116586)));
  const even = s4 * (0.3999999999940942 + s4 * (0.22222198432149784 + s4 * 0.15313837699209373));
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + (odd + even)) + k * LN2_LOW) - f);
}

export function exp(x: number): number {
  if (Number.isNaN(x) || x > 709.782712893384) return x > 0 ? INFINITY : x;
  if (x < -745.1332191019411) return 0;
  const k = Math.trunc(Math.LOG2E * x + (x < 0 ? -0.5 : 0.5));
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666666 +
        t *
          (-2.7777777777015593e-3 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))));
  return scale(1 - (low - (r * c) / (2 - c) - high), k);
}
