/** Documents as they stand in a field: JSON, laid out so that it can be read, and read so that a slip can be found. */
import type { Json } from '../rules/quantity.ts';

export type ReadJson =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly line: number; readonly column: number; readonly expected: string };

/** Brackets within brackets. Documents of services need a dozen at most. */
const DEPTH_MAX = 100;

/** Never throws. Lines and columns are counted from 1. */
export function readJson(text: string): ReadJson {
  const slip = slipOf(text);
  if (slip === null) {
    // Adding 0 makes 0 of -0, which is written differently and is the same value.
    const plain = (_key: string, value: unknown) => (typeof value === 'number' ? value + 0 : value);
    return { ok: true, value: JSON.parse(text, plain) as Json };
  }
  const before = text.slice(0, slip.at).split('\n');
  return {
    ok: false,
    line: before.length,
    column: before.at(-1)!.length + 1,
    expected: slip.expected,
  };
}

interface Slip {
  readonly at: number;
  readonly expected: string;
}

const BLANK = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a text in JSON may hold none of them.
const TEXT = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const WORD = /(?:true|false|null)(?![A-Za-z\d_])/y;
const VALUE = 'a value: a text in "quotes", a number, true, false, null, a list [...] or a map {...}';

/** The first place at which a text is no JSON; null when it is. The browsers word this in many ways, or not at all. */
function slipOf(text: string): Slip | null {
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at += found[0].length;
    return found !== null;
  };
  const skip = (): void => void take(BLANK);
  const sees = (sign: string): boolean => {
    skip();
    if (text[at] !== sign) return false;
    at++;
    return true;
  };
  const slip = (expected: string): Slip => ({ at, expected });

  function key(): Slip | null {
    skip();
    if (!take(TEXT)) return text[at] === '"' ? textSlip() : slip('a name in "quotes"');
    return sees(':') ? null : slip('a colon (:) behind the name');
  }

  /** Where within a text it goes wrong. */
  function textSlip(): Slip {
    const begin = at;
    at++;
    while (at < text.length) {
      if (text[at] === '\\') {
        if (!/\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y.test(text.slice(at, at + 6)))
          return slip('one of \\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u with four digits behind a backslash');
        at += 2;
      } else if (text.charCodeAt(at) < 0x20) {
        return slip('closing quotes (") on the same line; a line break within a text is \\n');
      } else at++;
    }
    at = begin;
    return slip('closing quotes (") for the text that begins here');
  }

  function value(depth: number): Slip | null {
    skip();
    if (depth > DEPTH_MAX) return slip(`brackets at most ${DEPTH_MAX} deep`);
    if (take(TEXT) || take(NUMBER) || take(WORD)) return null;
    const open = text[at];
    if (open === '"') return textSlip();
    if (open !== '[' && open !== '{') return slip(VALUE);
    at++;
    const close = open === '[' ? ']' : '}';
    if (sees(close)) return null;
    for (;;) {
      const wrong = (open === '{' ? key() : null) ?? value(depth + 1);
      if (wrong) return wrong;
      if (sees(close)) return null;
      if (!sees(',')) return slip(`a comma or ${close}`);
    }
  }

  const wrong = value(0);
  if (wrong) return wrong;
  skip();
  return at === text.length ? null : slip('nothing more: the document has ended');
}

/** So many characters a line, where what stands there can be broken. */
const WIDTH = 42;

/**
 * What is short stands on one line; the rest is broken and indented by two.
 * @param before so many characters stand on its first line already
 */
export function writeJson(value: Json, indent = '', before = 0): string {
  const line = lineOf(value);
  if (typeof value !== 'object' || value === null || before + line.length <= WIDTH) return line;
  const inner = `${indent}  `;
  const pieces = Array.isArray(value)
    ? value.map((one: Json) => inner + writeJson(one, inner, inner.length))
    : Object.entries(value).map(([name, one]) => {
        const begin = `${inner}${JSON.stringify(name)}: `;
        return begin + writeJson(one, inner, begin.length);
      });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return pieces.length === 0 ? line : `${open}\n${pieces.join(',\n')}\n${indent}${close}`;
}

function lineOf(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(lineOf).join(', ')}]`;
  const pairs = Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}: ${lineOf(one)}`);
  return pairs.length > 0 ? `{ ${pairs.join(', ')} }` : '{}';
}
