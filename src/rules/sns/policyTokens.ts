/**
 * A policy as the tokens of its shortest text, each with the column at which SNS's reader would stand: its errors end in
 * ` at [Source: (String)"{...}"; line: 1, column: 10]`. The reader is lazy: of a text it has taken only the opening quote until
 * somebody asks what it says, and behind a key it already stands in the value.
 */
import type { Json } from '../quantity.ts';

export interface Token {
  readonly kind: 'object' | 'end of object' | 'list' | 'end of list' | 'key' | 'text' | 'number' | 'word';
  /** What it says; of the signs themselves. */
  readonly text: string;
  /** Once it has been met. */
  readonly column: number;
  /** Once it has been read to its end. */
  readonly end: number;
}

/** @param policy shallow enough to be walked through */
export function tokensOf(policy: Json): readonly Token[] {
  const tokens: Token[] = [];
  let at = 1;
  const sign = (kind: Token['kind'], text: string): void => {
    at += text.length;
    tokens.push({ kind, text, column: at, end: at });
  };
  const put = (value: Json): void => {
    if (typeof value === 'string') {
      const begin = at + 1;
      at += JSON.stringify(value).length;
      tokens.push({ kind: 'text', text: value, column: begin, end: at });
    } else if (typeof value === 'number') sign('number', JSON.stringify(value));
    else if (typeof value !== 'object' || value === null) sign('word', String(value));
    else if (Array.isArray(value)) {
      sign('list', '[');
      value.forEach((one: Json, i) => {
        if (i > 0) at++;
        put(one);
      });
      sign('end of list', ']');
    } else {
      sign('object', '{');
      Object.entries(value).forEach(([key, one], i) => {
        if (i > 0) at++;
        at += JSON.stringify(key).length + 1;
        const place = tokens.push({ kind: 'key', text: key, column: at, end: at }) - 1;
        put(one as Json);
        const { column } = tokens[place + 1]!;
        tokens[place] = { kind: 'key', text: key, column, end: column };
      });
      sign('end of object', '}');
    }
  };
  put(policy);
  return tokens;
}

const SHOWN_MOST = 500;

/** The end of an error's text. */
export function tailAt(policy: Json, column: number): string {
  const text = JSON.stringify(policy);
  const rest = text.length - SHOWN_MOST;
  const source = rest > 0 ? `"${text.slice(0, SHOWN_MOST)}"[truncated ${rest} chars]` : `"${text}"`;
  return `\n at [Source: (String)${source}; line: 1, column: ${column}]`;
}
