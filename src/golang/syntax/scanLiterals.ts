/** Numbers, runes and strings: how far they reach, of which kind they are and what is wrong with them. */
import { report, type Scanner, unicodeWord } from './scanState.ts';
import type { LiteralKind } from './tree.ts';

type Base = 2 | 8 | 10 | 16;

const BASE_WORD = { 2: 'binary', 8: 'octal', 10: 'decimal', 16: 'hexadecimal' } as const;

const isDecimal = (c: number): boolean => c >= 48 && c <= 57;
const isHexadecimal = (c: number): boolean => isDecimal(c) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70);
/** Of a letter. */
const lower = (c: number): number => c | 32;

const UNDERSCORE = 95;
const NEWLINE = 10;

/** A run of digits and underscores; where the first digit stands that the base does not have. */
interface Digits {
  readonly any: boolean;
  readonly separated: boolean;
  readonly invalid: number;
}

function digits(s: Scanner, base: Base): Digits {
  const belongs = base === 16 ? isHexadecimal : isDecimal;
  let any = false;
  let separated = false;
  let invalid = -1;
  for (; ; s.at++) {
    const c = s.source.charCodeAt(s.at);
    if (c === UNDERSCORE) separated = true;
    else if (belongs(c)) {
      any = true;
      if (base < 10 && c >= 48 + base && invalid < 0) invalid = s.at;
    } else return { any, separated, invalid };
  }
}

/** `start` is at a digit, or at a point that a digit follows. Only the first mistake of a number is told. */
export function scanNumber(s: Scanner, start: number): LiteralKind {
  const { source } = s;
  let kind: LiteralKind = 'int';
  let wrong = false;
  const tell = (at: number, message: string): void => {
    if (!wrong) report(s, at, at + 1, message);
    wrong = true;
  };
  s.at = start;
  const base = baseAt(s, start);
  const isPlainOctal = base === 8 && lower(source.charCodeAt(start + 1)) !== 111;
  const whole = source[s.at] === '.' ? null : digits(s, base);
  let any = isPlainOctal || (whole?.any ?? false);
  let separated = whole?.separated ?? false;
  if (source[s.at] === '.') {
    kind = 'float';
    if (base === 2 || (base === 8 && !isPlainOctal)) {
      tell(s.at, `invalid radix point in ${BASE_WORD[base]} literal`);
    }
    s.at++;
    const fraction = digits(s, isPlainOctal ? 10 : base);
    any = any || fraction.any;
    separated = separated || fraction.separated;
  }
  if (!any) tell(s.at, `${BASE_WORD[base]} literal has no digits`);
  const exponent = lower(source.charCodeAt(s.at));
  if (exponent === 101 || exponent === 112) {
    const decimal = base === 10 || isPlainOctal;
    if (exponent === 101 && !decimal) tell(s.at, `'${source[s.at]}' exponent requires decimal mantissa`);
    if (exponent === 112 && base !== 16)
      tell(s.at, `'${source[s.at]}' exponent requires hexadecimal mantissa`);
    kind = 'float';
    s.at++;
    if (source[s.at] === '+' || source[s.at] === '-') s.at++;
    const power = digits(s, 10);
    separated = separated || power.separated;
    if (!power.any) tell(s.at, 'exponent has no digits');
  } else if (base === 16 && kind === 'float') {
    tell(s.at, "hexadecimal mantissa requires a 'p' exponent");
  }
  if (source[s.at] === 'i') {
    kind = 'imaginary';
    s.at++;
  }
  const invalid = whole?.invalid ?? -1;
  if (kind === 'int' && invalid >= 0) {
    tell(invalid, `invalid digit '${source[invalid]}' in ${BASE_WORD[base]} literal`);
  }
  if (separated && !wrong) {
    const at = strayUnderscore(source, start, s.at);
    if (at >= 0) tell(at, "'_' must separate successive digits");
  }
  return kind;
}

/** Moves over the prefix `0x`, `0o` or `0b`. */
function baseAt(s: Scanner, start: number): Base {
  if (s.source[start] !== '0') return 10;
  const second = lower(s.source.charCodeAt(start + 1));
  const base = second === 120 ? 16 : second === 111 ? 8 : second === 98 ? 2 : 0;
  if (base === 0) return 8;
  s.at = start + 2;
  return base;
}

/** An underscore stands between two digits, or between the base's prefix and a digit. */
function strayUnderscore(source: string, start: number, end: number): number {
  const prefixed = source[start] === '0' && /[xob]/i.test(source[start + 1] ?? '');
  let before = '.';
  let from = start;
  if (prefixed) {
    before = '0';
    from = start + 2;
  }
  for (let at = from; at < end; at++) {
    const c = source.charCodeAt(at);
    const isDigit =
      isDecimal(c) || (prefixed && lower(source.charCodeAt(start + 1)) === 120 && isHexadecimal(c));
    const now = c === UNDERSCORE ? '_' : isDigit ? '0' : '.';
    if (now === '_' && before !== '0') return at;
    if (now === '.' && before === '_') return at - 1;
    before = now;
  }
  return before === '_' ? end - 1 : -1;
}

export function scanString(s: Scanner, start: number): LiteralKind {
  const { source } = s;
  s.at = start + 1;
  for (;;) {
    const c = source.charCodeAt(s.at);
    if (c === 34) {
      s.at++;
      return 'string';
    }
    if (c === 92) {
      s.at++;
      escapeSequence(s, 34);
    } else if (c === NEWLINE) {
      report(s, s.at, s.at, 'newline in string');
      return 'string';
    } else if (Number.isNaN(c)) {
      report(s, start, s.at, 'string not terminated');
      return 'string';
    } else s.at++;
  }
}

export function scanRawString(s: Scanner, start: number): LiteralKind {
  const close = s.source.indexOf('`', start + 1);
  s.at = close < 0 ? s.source.length : close + 1;
  if (close < 0) report(s, start, s.at, 'string not terminated');
  return 'string';
}

export function scanRune(s: Scanner, start: number): LiteralKind {
  const { source } = s;
  let wrong = false;
  s.at = start + 1;
  for (let count = 0; ; count++) {
    const c = source.charCodeAt(s.at);
    if (c === 39) {
      if (count === 0 && !wrong) report(s, s.at, s.at + 1, "empty rune literal or unescaped '");
      else if (count > 1 && !wrong) report(s, start, s.at + 1, 'more than one character in rune literal');
      s.at++;
      return 'rune';
    }
    if (c === 92) {
      s.at++;
      if (!escapeSequence(s, 39)) wrong = true;
    } else if (c === NEWLINE) {
      if (!wrong) report(s, s.at, s.at, 'newline in rune literal');
      return 'rune';
    } else if (Number.isNaN(c)) {
      if (!wrong) report(s, start, s.at, 'rune literal not terminated');
      return 'rune';
    } else s.at += source.codePointAt(s.at)! > 0xffff ? 2 : 1;
  }
}

/** Behind the backslash. @returns false when something is wrong, which it tells */
function escapeSequence(s: Scanner, quote: number): boolean {
  const { source } = s;
  const c = source.charCodeAt(s.at);
  if (c === quote || 'abfnrtv\\'.includes(source[s.at] ?? 'none')) {
    s.at++;
    return true;
  }
  if (c >= 48 && c <= 55) return escapeDigits(s, 3, 8, 255);
  const letter = source[s.at];
  if (letter === 'x' || letter === 'u' || letter === 'U') {
    s.at++;
    if (letter === 'x') return escapeDigits(s, 2, 16, 255);
    return escapeDigits(s, letter === 'u' ? 4 : 8, 16, 0x10ffff);
  }
  // The end of the text is told of by whoever looks for the closing quote.
  if (Number.isNaN(c)) return true;
  report(s, s.at, s.at + 1, 'unknown escape');
  return false;
}

function escapeDigits(s: Scanner, count: number, base: 8 | 16, max: number): boolean {
  const { source } = s;
  let value = 0;
  for (let left = count; left > 0; left--) {
    const c = source.charCodeAt(s.at);
    if (Number.isNaN(c)) return true;
    const digit = isDecimal(c) ? c - 48 : isHexadecimal(c) ? lower(c) - 87 : 36;
    if (digit >= base) {
      const character = quoted(String.fromCodePoint(source.codePointAt(s.at)!));
      report(s, s.at, s.at + 1, `invalid character ${character} in ${BASE_WORD[base]} escape`);
      return false;
    }
    value = value * base + digit;
    s.at++;
  }
  if (value > max && base === 8) {
    report(s, s.at, s.at, `octal escape value ${value} > 255`);
    return false;
  }
  if (value > max || (value >= 0xd800 && value < 0xe000 && count >= 4)) {
    const word =
      value > max ? `U+${value.toString(16).toUpperCase()}` : unicodeWord(String.fromCodePoint(value));
    report(s, s.at, s.at, `escape is invalid Unicode code point ${word}`);
    return false;
  }
  return true;
}

const SHORT: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\\': '\\\\',
  "'": "\\'",
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
};

/** A character as Go's messages quote it. */
function quoted(character: string): string {
  if (SHORT[character]) return `'${SHORT[character]}'`;
  const code = character.codePointAt(0)!;
  if (unicodeWord(character).includes("'")) return `'${character}'`;
  if (code < 0x80) return `'\\x${code.toString(16).padStart(2, '0')}'`;
  return code > 0xffff
    ? `'\\U${code.toString(16).padStart(8, '0')}'`
    : `'\\u${code.toString(16).padStart(4, '0')}'`;
}
