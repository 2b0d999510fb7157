/**
 * Logarithm, exponential and normal quantile built from + - * / only, which IEEE 754 fixes to the last bit.
 * Math.log, Math.exp, Math.pow and Math.sin may differ in the last bit between browsers; a run must not.
 */
const LN2 = Math.LN2;
/** ln 2 in two pieces: a whole number (below 2^20) times the first is exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const TABLE_BITS = 7;
const TABLE_SIZE = 1 << TABLE_BITS;

/** 2^0 .. 2^63, exact. */
export const POWER_OF_TWO = new Float64Array(64);
const ONE_BY_POWER_OF_TWO = new Float64Array(64);
for (let i = 0, p = 1; i < 64; i++, p *= 2) {
  POWER_OF_TWO[i] = p;
  ONE_BY_POWER_OF_TWO[i] = 1 / p;
}

const bits = new DataView(new ArrayBuffer(8));

/** Natural logarithm of the middle of each of 128 equal steps of [1, 2), by the atanh series. */
const LOG_TABLE = new Float64Array(TABLE_SIZE);
const MIDDLE = new Float64Array(TABLE_SIZE);
const ONE_BY_MIDDLE = new Float64Array(TABLE_SIZE);
for (let i = 0; i < TABLE_SIZE; i++) {
  const middle = 1 + (i + 0.5) / TABLE_SIZE;
  const s = (middle - 1) / (middle + 1);
  let power = s;
  let sum = 0;
  for (let n = 1; n < 60; n += 2) {
    sum += power / n;
    power *= s * s;
  }
  MIDDLE[i] = middle;
  ONE_BY_MIDDLE[i] = 1 / middle;
  LOG_TABLE[i] = 2 * sum;
}

/** ln m for 1 <= m < 2. Absolute error below 3e-16: |z| < 2^-8, so seven terms reach the last bit. */
function logOfMantissa(m: number): number {
  const i = ((m - 1) * TABLE_SIZE) | 0;
  const z = (m - MIDDLE[i]!) * ONE_BY_MIDDLE[i]!;
  return (
    LOG_TABLE[i]! +
    z * (1 - z * (1 / 2 - z * (1 / 3 - z * (1 / 4 - z * (1 / 5 - z * (1 / 6 - z * (1 / 7)))))))
  );
}

/**
 * Natural logarithm of a positive, normal number: -Infinity for 0, NaN for what has none.
 * Absolute error below 4e-16, or below 4e-16 of the result where that is more.
 */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  bits.setFloat64(0, x);
  const high = bits.getUint32(0);
  const exponent = (high >>> 20) - 1023;
  bits.setUint32(0, (high & 0xfffff) | 0x3ff00000);
  return exponent * LN2 + logOfMantissa(bits.getFloat64(0));
}

/** -ln((r + 1/2) / 2^32): an exponential of mean 1 from 32 random bits. @param r an unsigned 32-bit integer */
export function exponentialFromBits(r: number): number {
  const u = r + 0.5;
  // clz32 gives the power of two; r = 0 is the half alone.
  const shift = r === 0 ? -1 : 31 - Math.clz32(r);
  const m = shift >= 0 ? u * ONE_BY_POWER_OF_TWO[shift]! : 1;
  return (32 - shift) * LN2 - logOfMantissa(m);
}

/** 1/n. */
const ONE_BY = Float64Array.from({ length: 15 }, (_, n) => 1 / n);

/** e^x. Relative error below 4e-16; 0 below -708, Infinity above 709. */
export function exp(x: number): number {
  if (x > 709) return Number.POSITIVE_INFINITY;
  if (x < -708) return 0;
  const k = Math.floor(x / LN2 + 0.5);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let sum = 1;
  for (let n = 14; n > 0; n--) sum = 1 + sum * r * ONE_BY[n]!;
  bits.setUint32(0, (k + 1023) << 20);
  bits.setUint32(4, 0);
  return sum * bits.getFloat64(0);
}

/** x to a real power, x > 0. Relative error below 1e-15 x (1 + |y| x max(1, |ln x|)). */
export function power(x: number, y: number): number {
  return exp(y * ln(x));
}
