/** Go's strings are bytes; here they are strings of characters 0..255. UTF-8 in both directions, and how Go quotes. */

/** The UTF-8 of one code point, as Go encodes it: what is no character becomes U+FFFD. */
export function encodeRune(code: number): string {
  if (code < 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) code = 0xfffd;
  if (code < 0x80) return String.fromCharCode(code);
  const tail = (shift: number): number => 0x80 | ((code >> shift) & 63);
  if (code < 0x800) return String.fromCharCode(0xc0 | (code >> 6), tail(0));
  if (code < 0x10000) return String.fromCharCode(0xe0 | (code >> 12), tail(6), tail(0));
  return String.fromCharCode(0xf0 | (code >> 18), tail(12), tail(6), tail(0));
}

/** JavaScript's text in UTF-8. */
export function bytesOf(text: string): string {
  let bytes = '';
  for (const character of text) bytes += encodeRune(character.codePointAt(0) ?? 0);
  return bytes;
}

export interface DecodedRune {
  readonly code: number;
  /** In bytes. A code of U+FFFD of size 1 is a byte that begins nothing. */
  readonly size: number;
}

const WRONG: DecodedRune = { code: 0xfffd, size: 1 };

/** The character that begins at `at`, which is inside the string. */
export function decodeRune(bytes: string, at: number): DecodedRune {
  const first = bytes.charCodeAt(at);
  if (first < 0x80) return { code: first, size: 1 };
  const size = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (size === 0 || at + size > bytes.length) return WRONG;
  let code = first & (0x7f >> size);
  for (let i = 1; i < size; i++) {
    const byte = bytes.charCodeAt(at + i);
    if ((byte & 0xc0) !== 0x80) return WRONG;
    code = (code << 6) | (byte & 63);
  }
  const shortest = [0, 0, 0x80, 0x800, 0x10000][size]!;
  if (code < shortest || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return WRONG;
  return { code, size };
}

/** Bytes as text; what is no UTF-8 becomes U+FFFD. */
export function textOf(bytes: string): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const { code, size } = decodeRune(bytes, at);
    text += String.fromCodePoint(code);
    at += size;
  }
  return text;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

/** Bytes as a Go string literal: `"a\n\xff"`, in JavaScript's text. With `'` for the mark as a rune's; `ascii`: nothing beyond. */
export function quoted(bytes: string, mark = '"', ascii = false): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const { code, size } = decodeRune(bytes, at);
    const character = String.fromCodePoint(code);
    const hex = code.toString(16);
    if (code === 0xfffd && size === 1) text += `\\x${bytes.charCodeAt(at).toString(16)}`;
    else if (character === mark) text += `\\${mark}`;
    else if (ESCAPES[character] !== undefined && character !== '"') text += ESCAPES[character];
    else if (
      !(ascii && code >= 0x80) &&
      (character === ' ' || /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(character))
    )
      text += character;
    else if (code < 0x80) text += `\\x${hex.padStart(2, '0')}`;
    else text += code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
    at += size;
  }
  return mark + text + mark;
}

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The bytes that a string literal means, or those of a rune literal's character; the scanner has found it valid. */
export function unquoted(literal: string): string {
  const inner = literal.slice(1, -1);
  if (literal.startsWith('`')) return bytesOf(inner.replaceAll('\r', ''));
  const pattern = /\\(?:x([\da-fA-F]{2})|([0-7]{3})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))|[^\\]+/gsu;
  let bytes = '';
  for (const [text, hex, octal, short, long, letter] of inner.matchAll(pattern)) {
    const digits = short ?? long;
    if (digits !== undefined) bytes += encodeRune(Number.parseInt(digits, 16));
    else if (hex !== undefined) bytes += String.fromCharCode(Number.parseInt(hex, 16));
    else if (octal !== undefined) bytes += String.fromCharCode(Number.parseInt(octal, 8));
    else bytes += letter === undefined ? bytesOf(text) : (SIMPLE[letter] ?? letter);
  }
  return bytes;
}
