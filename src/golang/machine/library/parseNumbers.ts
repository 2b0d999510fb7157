/** strconv.ParseInt, ParseUint and ParseFloat. What went wrong: 0 nothing, 1 the syntax, 2 it is out of range. */
import { fitted, kindIndex } from '../arithmetic.ts';
import { scale } from './floatBits.ts';

const PREFIXES: Readonly<Record<string, number>> = { b: 2, o: 8, x: 16 };
const INT64 = kindIndex('int64');
const UINT64 = kindIndex('uint64');

type Parsed = readonly [value: number | bigint, how: number];

export function parseWhole(text: string, base: number, bits: number, isSigned: boolean): Parsed {
  let [, sign = '', digits = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (sign !== '' && !isSigned) return [0, 1];
  digits = digits.toLowerCase();
  const isFree = base === 0;
  if (isFree) {
    const prefix = PREFIXES[digits[1] ?? ''];
    base = 10;
    if (digits.startsWith('0') && prefix !== undefined) {
      base = prefix;
      digits = digits.slice(2);
    } else if (digits.length > 1 && digits.startsWith('0')) {
      base = 8;
      digits = digits.slice(1);
    }
    // After what tells the base there may be one.
    if (base !== 10) digits = digits.replace(/^_(?=[^_])/, '');
  }
  if (digits === '') return [0, 1];
  const kind = isSigned ? INT64 : UINT64;
  const width = BigInt(bits || 64);
  const most = isSigned ? (1n << (width - 1n)) - 1n : (1n << width) - 1n;
  const tooMuch = [fitted(sign === '-' ? -most - 1n : most, kind), 2] as const;
  let value = 0n;
  for (const digit of digits) {
    if (digit === '_' && isFree) continue;
    const one = /[\da-z]/.test(digit) ? Number.parseInt(digit, 36) : 99;
    if (one >= base) return [0, 1];
    value = value * BigInt(base) + BigInt(one);
    if (value >> width) return tooMuch;
  }
  if (/^_|__|_$/.test(digits)) return [0, 1];
  if (sign === '-') value = -value;
  return value > most || value < -most - 1n ? tooMuch : [fitted(value, kind), 0];
}

export function parseFloating(text: string, bits: number): readonly [value: number, how: number] {
  const sign = text.startsWith('-') ? -1 : 1;
  const rest = text.replace(/^[+-]/, '').toLowerCase();
  if (rest === 'inf' || rest === 'infinity') return [sign * Number.POSITIVE_INFINITY, 0];
  if (text.toLowerCase() === 'nan') return [Number.NaN, 0];
  let value: number;
  const digits = rest.replace(rest.startsWith('0x') ? /(?<=[\da-fx])_(?=[\da-f])/g : /(?<=\d)_(?=\d)/g, '');
  const hex = /^0x([\da-f]*)\.?([\da-f]*)p([+-]?\d+)$/.exec(digits);
  const [, whole = '', part = '', exponent = ''] = hex ?? [];
  if (whole + part !== '')
    value = scale(Number(BigInt(`0x${whole}${part}`)), Number(exponent) - 4 * part.length);
  else if (/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(digits)) value = Number(digits);
  else return [0, 1];
  if (bits === 32) value = Math.fround(value);
  return [sign * value, Number.isFinite(value) ? 0 : 2];
}
