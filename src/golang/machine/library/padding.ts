/** Numbers and strings in the verbs of fmt, with flags, width and precision. Texts are bytes. */
import { decodeRune, encodeRune } from '../../types/bytes.ts';
import { floatText } from './floatText.ts';
import { isPrintable, quote, runesOf } from './texts.ts';

export interface Flags {
  plus: boolean;
  minus: boolean;
  sharp: boolean;
  space: boolean;
  zero: boolean;
  /** -1: not given. */
  width: number;
  precision: number;
  /** %+v and %#v, whose signs are then no flags of what is inside. */
  plusV: boolean;
  sharpV: boolean;
}

export function noFlags(): Flags {
  return {
    plus: false,
    minus: false,
    sharp: false,
    space: false,
    zero: false,
    width: -1,
    precision: -1,
    plusV: false,
    sharpV: false,
  };
}

export function pad(f: Flags, text: string, zero = f.zero): string {
  // No rune has more than four bytes: long texts need not be counted.
  if (text.length >= 4 * f.width) return text;
  const missing = f.width - runesOf(text).length;
  if (missing <= 0) return text;
  return f.minus ? text + ' '.repeat(missing) : (zero ? '0' : ' ').repeat(missing) + text;
}

const BASES: Readonly<Record<string, number>> = { b: 2, o: 8, O: 8, d: 10, x: 16, X: 16 };

/** Of the verbs b d o O x X. */
export function integerText(f: Flags, value: number | bigint, verb: string): string {
  const base = BASES[verb];
  let digits = (value < 0 ? -BigInt(value) : value).toString(base);
  const sign = value < 0 ? '-' : f.plus ? '+' : f.space ? ' ' : '';
  let least = f.precision;
  if (least === 0 && digits === '0') return pad(f, '', false);
  if (least < 0 && f.zero && !f.minus && f.width >= 0) least = f.width - sign.length;
  digits = digits.padStart(least, '0');
  if (f.sharp) {
    if (verb === 'b') digits = `0b${digits}`;
    else if (base === 16) digits = `0x${digits}`;
    else if (base === 8 && !digits.startsWith('0')) digits = `0${digits}`;
  }
  if (verb === 'O') digits = `0o${digits}`;
  if (verb === 'X') digits = digits.toUpperCase();
  return pad(f, sign + digits, false);
}

/** 0x..., in small letters. */
export function hexText(f: Flags, value: number | bigint, leading: boolean): string {
  return integerText({ ...f, sharp: leading }, value, 'x');
}

/** @param form as floatText wants it */
export function floatingText(f: Flags, value: number, form: string, precision: number, bits: number): string {
  let text = floatText(value, form, f.precision >= 0 ? f.precision : precision, bits);
  if (!/^[+-]/.test(text)) text = `+${text}`;
  if (f.space && !f.plus && text.startsWith('+')) text = ` ${text.slice(1)}`;
  if (!Number.isFinite(value)) {
    if (text.endsWith('NaN') && !f.space && !f.plus) text = 'NaN';
    else if (text.startsWith('+') && !f.plus) text = text.slice(1) === 'Inf' ? '+Inf' : text;
    return pad(f, text, false);
  }
  if (f.sharp && form !== 'b') text = withPoint(text, form, f.precision >= 0 ? f.precision : precision);
  if (!f.plus && text.startsWith('+')) return pad(f, text.slice(1));
  if (f.zero && !f.minus && f.width > text.length) return text[0] + text.slice(1).padStart(f.width - 1, '0');
  return pad(f, text);
}

/** The flag #: always a point, and for %g all the digits of the precision. */
function withPoint(text: string, form: string, precision: number): string {
  const lower = form.toLowerCase();
  const at = text.search(lower === 'x' ? /p/i : /e/i);
  let [number, tail] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)];
  let digits = lower === 'g' || form === 'x' ? (precision < 0 ? 6 : precision) : 0;
  const significant = number
    .slice(1)
    .replace('.', '')
    .replace(/^0+(?=.)/, '');
  digits -= significant.length;
  if (!number.includes('.')) number += '.';
  return number + '0'.repeat(Math.max(0, digits)) + tail;
}

/** The first runes of it, as many as the precision says. */
function cut(f: Flags, text: string): string {
  return f.precision < 0 ? text : runesOf(text).slice(0, f.precision).join('');
}

/** Of the verbs s q x X. */
export function stringText(f: Flags, text: string, verb: string): string {
  if (verb === 's') return pad(f, cut(f, text));
  if (verb === 'q') {
    const short = cut(f, text);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
    const plain = f.sharp && !/[\x00-\x08\x0a-\x1f`\x7f]/.test(short) && !runesOf(short).some(isBroken);
    return pad(f, plain ? `\`${short}\`` : quote(short, '"', f.plus));
  }
  const bytes = f.precision >= 0 ? text.slice(0, f.precision) : text;
  if (bytes === '') return pad(f, '');
  const prefix = f.sharp ? '0x' : '';
  const hex = Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0'));
  const all = f.space ? hex.map((two) => prefix + two).join(' ') : prefix + hex.join('');
  return pad(f, verb === 'X' ? all.toUpperCase() : all);
}

const isBroken = (rune: string): boolean => rune === '\xef\xbb\xbf' || (rune.length === 1 && rune >= '\x80');

export function runeText(f: Flags, value: number | bigint, verb: string): string {
  const code = value > 0x10ffff || value < 0 ? 0xfffd : Number(value);
  const rune = encodeRune(code);
  if (verb === 'c') return pad(f, rune);
  if (verb === 'q') return pad(f, quote(rune, "'", f.plus));
  const digits = (value < 0 ? BigInt.asUintN(64, BigInt(value)) : value).toString(16).toUpperCase();
  const shown =
    f.sharp && value >= 0 && value <= 0x10ffff && isPrintable(decodeRune(rune, 0).code) ? ` '${rune}'` : '';
  return pad(f, `U+${digits.padStart(Math.max(4, f.precision), '0')}${shown}`, false);
}
