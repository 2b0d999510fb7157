/** Packages strings, unicode, utf8 and strconv: what is written here of them. Strings are bytes. */
import { bytesOf, decodeRune, encodeRune, quoted, textOf, unquoted } from '../../types/bytes.ts';
import type { Value } from '../state.ts';
import { floatText } from './floatText.ts';
import { parseFloating, parseWhole } from './parseNumbers.ts';

/** Its characters; a byte that begins none stands alone. */
export function runesOf(text: string): readonly string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII
  if (/^[\x00-\x7f]*$/.test(text)) return text.split('');
  const runes: string[] = [];
  for (let at = 0; at < text.length; ) {
    const { size } = decodeRune(text, at);
    runes.push(text.slice(at, at + size));
    at += size;
  }
  return runes;
}

const is =
  (pattern: RegExp) =>
  (code: number): boolean =>
    code >= 0 && code <= 0x10ffff && pattern.test(String.fromCodePoint(code));

export const isPrintable = is(/[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u);

function toUpper(code: number): number {
  if (code < 0 || code > 0x10ffff) return code;
  const [first = '', ...more] = String.fromCodePoint(code).toUpperCase();
  // What becomes two stays as it is.
  return more.length === 0 ? (first.codePointAt(0) ?? code) : code;
}

function toLower(code: number): number {
  return code < 0 || code > 0x10ffff
    ? code
    : (String.fromCodePoint(code).toLowerCase().codePointAt(0) ?? code);
}

const mapped = (text: string, change: (code: number) => number): string =>
  runesOf(text)
    .map((rune) => encodeRune(change(decodeRune(rune, 0).code)))
    .join('');

const folded = (text: string): string => mapped(mapped(text, toUpper), toLower);

function count(text: string, part: string): number {
  return part === '' ? runesOf(text).length + 1 : text.split(part).length - 1;
}

function replace(text: string, old: string, by: string, most: number): string {
  if (most === 0 || old === by) return text;
  const parts = old === '' ? ['', ...runesOf(text), ''] : text.split(old);
  let all = parts[0] ?? '';
  // In front of every rune and at the end, where nothing is replaced.
  for (let i = 1; i < parts.length; i++) all += (most < 0 || i <= most ? by : old) + parts[i];
  return all;
}

const decoded = (text: string, at: number): readonly Value[] => {
  if (text === '') return [0xfffd, 0];
  const { code, size } = decodeRune(text, at);
  return [code, size];
};

function decodedLast(text: string): readonly Value[] {
  for (let at = Math.max(0, text.length - 4); at < text.length - 1; at++)
    if (decodeRune(text, at).size === text.length - at) return decoded(text, at);
  return decoded(text, text.length - 1);
}

/** As strconv.Quote does, in bytes. */
export const quote = (bytes: string, mark: string, ascii = false): string =>
  bytesOf(quoted(bytes, mark, ascii));

const LITERAL = /^"([^"\\\n]|\\([abfnrtv\\"]|[0-3][0-7]{2}|x[\da-f]{2}|u[\da-f]{4}|U00[\da-f]{6}))*"$/i;
const RUNE = /^'([^'\\\n]|\\([abfnrtv\\']|[0-3][0-7]{2}|x[\da-f]{2}|u[\da-f]{4}|U00[\da-f]{6}))'$/iu;

function unquote(bytes: string): readonly Value[] {
  const text = textOf(bytes);
  if (/^`[^`]*`$/.test(text)) return [bytes.slice(1, -1).replaceAll('\r', ''), true];
  return LITERAL.test(text) || RUNE.test(text) ? [unquoted(text), true] : ['', false];
}

export const textNatives: Readonly<Record<string, (...args: never[]) => Value | readonly Value[]>> = {
  'strings.Index': (s: string, part: string) => s.indexOf(part),
  'strings.LastIndex': (s: string, part: string) => s.lastIndexOf(part),
  'strings.Count': count,
  'strings.Compare': (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0),
  'strings.EqualFold': (s: string, t: string) => folded(s) === folded(t),
  'strings.HasPrefix': (s: string, part: string) => s.startsWith(part),
  'strings.HasSuffix': (s: string, part: string) => s.endsWith(part),
  'strings.ToUpper': (s: string) => mapped(s, toUpper),
  'strings.ToLower': (s: string) => mapped(s, toLower),
  'strings.Replace': replace,
  'strings.repeat': (s: string, times: number) => s.repeat(times),
  'unicode.IsLetter': is(/\p{L}/u),
  'unicode.IsDigit': is(/\p{Nd}/u),
  'unicode.IsNumber': is(/\p{N}/u),
  'unicode.IsSpace': is(/\p{White_Space}/u),
  'unicode.IsUpper': is(/\p{Lu}/u),
  'unicode.IsLower': is(/\p{Ll}/u),
  'unicode.IsPunct': is(/\p{P}/u),
  'unicode.IsSymbol': is(/\p{S}/u),
  'unicode.IsControl': is(/\p{Cc}/u),
  'unicode.IsPrint': isPrintable,
  'unicode.ToUpper': toUpper,
  'unicode.ToLower': toLower,
  'unicode/utf8.DecodeRuneInString': (s: string) => decoded(s, 0),
  'unicode/utf8.DecodeLastRuneInString': decodedLast,
  'unicode/utf8.ValidString': (s: string) => bytesOf(textOf(s)) === s,
  'strconv.parseInt': (s: string, base: number, bits: number, signed: boolean) => {
    const [value, how] = parseWhole(s, base, bits, signed);
    return signed ? [value, 0, how] : [0, value, how];
  },
  'strconv.parseFloat': parseFloating,
  'strconv.unquote': unquote,
  'strconv.formatUint': (value: number | bigint, base: number) => value.toString(base),
  'strconv.FormatFloat': (x: number, form: number, precision: number, bits: number) =>
    floatText(x, String.fromCharCode(form), precision, bits),
  'strconv.Itoa': String,
  'strconv.Quote': (s: string) => quote(s, '"'),
  'strconv.QuoteToASCII': (s: string) => quote(s, '"', true),
  'strconv.QuoteRune': (code: number) => quote(encodeRune(code), "'"),
};
