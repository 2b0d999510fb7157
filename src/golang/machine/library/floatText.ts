/** Floats as Go prints them: strconv.FormatFloat. All digits come from exact whole numbers, so nothing is rounded twice. */
import { floatParts } from './floatBits.ts';

/** 0.d1d2d3... times ten to the `point`; no digits at all: zero. */
interface Decimal {
  readonly digits: string;
  readonly point: number;
}

/**
 * @param form one of `b e E f g G x X`
 * @param precision as Go means it; -1: as many digits as tell it from all other floats of its size
 */
export function floatText(x: number, form: string, precision: number, bits: number): string {
  if (Number.isNaN(x)) return 'NaN';
  const sign = x < 0 || Object.is(x, -0) ? '-' : '';
  if (!Number.isFinite(x)) return `${sign || '+'}Inf`;
  const text = unsigned(Math.abs(x), form.toLowerCase(), precision, bits);
  return sign + (form === 'E' || form === 'G' || form === 'X' ? text.toUpperCase() : text);
}

function unsigned(x: number, form: string, precision: number, bits: number): string {
  if (form === 'b') {
    const { mantissa, exponent } = floatParts(x, bits);
    return `${mantissa}p${exponent < 0 ? '' : '+'}${exponent}`;
  }
  if (form === 'x') return hexadecimal(x, precision);
  if (!'efg'.includes(form)) return `%${form}`;
  const isShortest = precision < 0;
  let decimal = isShortest ? shortest(x, bits) : exact(x);
  if (form === 'f') {
    if (isShortest) return plain(decimal, Math.max(0, decimal.digits.length - decimal.point));
    return plain(rounded(decimal, decimal.point + precision), precision);
  }
  if (form === 'e') {
    if (isShortest) return withExponent(decimal, Math.max(0, decimal.digits.length - 1));
    return withExponent(rounded(decimal, precision + 1), precision);
  }
  let most = precision === 0 ? 1 : precision;
  if (!isShortest) decimal = rounded(decimal, most);
  const { digits, point } = decimal;
  const kept = digits.replace(/0+$/, '');
  if (most > digits.length && digits.length >= point) most = digits.length;
  if (isShortest) most = 6;
  const power = point - 1;
  if (power < -4 || power >= most) return withExponent(decimal, Math.max(0, kept.length - 1));
  return plain(decimal, Math.max(0, kept.length - point));
}

function withExponent({ digits, point }: Decimal, places: number): string {
  const power = digits === '' ? 0 : point - 1;
  const more = places > 0 ? `.${digits.slice(1, places + 1).padEnd(places, '0')}` : '';
  return `${digits[0] ?? '0'}${more}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function plain({ digits, point }: Decimal, places: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  if (places === 0) return whole;
  const part = digits === '' ? '' : '0'.repeat(Math.max(0, -point)) + digits.slice(Math.max(0, point));
  return `${whole}.${part.slice(0, places).padEnd(places, '0')}`;
}

function shortest(x: number, bits: number): Decimal {
  if (x === 0) return { digits: '', point: 0 };
  // The nearest decimal of so many digits that becomes the same float32 again.
  if (bits === 32)
    for (let places = 1, all = exact(x); places < 10; places++) {
      const { digits, point } = rounded(all, places);
      if (Math.fround(Number(`0.${digits}e${point}`)) === x)
        return { digits: digits.replace(/0+$/, ''), point };
    }
  const [number = '', power] = x.toExponential().split('e');
  return { digits: number.replace('.', '').replace(/0+$/, ''), point: Number(power) + 1 };
}

function exact(x: number): Decimal {
  if (x === 0) return { digits: '', point: 0 };
  const { mantissa, exponent } = floatParts(x, 64);
  if (exponent >= 0) {
    const digits = String(mantissa << BigInt(exponent));
    return { digits, point: digits.length };
  }
  const digits = String(mantissa * 5n ** BigInt(-exponent));
  return { digits, point: digits.length + exponent };
}

/** To so many digits, halves to even. */
function rounded(decimal: Decimal, places: number): Decimal {
  const { digits, point } = decimal;
  if (places >= digits.length) return decimal;
  if (places < 0) return { digits: '', point: 0 };
  const kept = digits.slice(0, places);
  const next = digits[places] ?? '0';
  const isOdd = Number(kept.at(-1) ?? '0') % 2 === 1;
  const up = next > '5' || (next === '5' && (isOdd || /[1-9]/.test(digits.slice(places + 1))));
  if (!up) return { digits: kept, point: kept === '' ? 0 : point };
  const more = String(BigInt(kept || '0') + 1n).padStart(places, '0');
  return { digits: more, point: point + more.length - places };
}

function hexadecimal(x: number, precision: number): string {
  let { mantissa, exponent } = floatParts(x, 64);
  if (x === 0) exponent = 0;
  else {
    // One digit before the point, 60 bits after it.
    const shift = 61 - mantissa.toString(2).length;
    mantissa <<= BigInt(shift);
    exponent += 60 - shift;
  }
  if (precision >= 0 && precision < 15) {
    const cut = BigInt(4 * (15 - precision));
    const rest = mantissa & ((1n << cut) - 1n);
    const half = 1n << (cut - 1n);
    mantissa >>= cut;
    if (rest > half || (rest === half && (mantissa & 1n) === 1n)) mantissa++;
    mantissa <<= cut;
    if (mantissa >> 61n) {
      mantissa >>= 1n;
      exponent++;
    }
  }
  const digits = mantissa.toString(16).padStart(16, '0');
  const more =
    precision < 0
      ? digits.slice(1).replace(/0+$/, '')
      : digits.slice(1, precision + 1).padEnd(precision, '0');
  const power = `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  return `0x${digits[0]}${more === '' ? '' : `.${more}`}p${power}`;
}
