/** The words of one line of YAML: where a key, a plain text, a text in quotes ends. */
export interface Words {
  readonly from: number;
  readonly to: number;
  /** Without its quotes; what is escaped stays so. */
  readonly text: string;
  readonly quotes: '' | '"' | "'";
}

export function wordsFrom(
  text: string,
  from: number,
  to: number,
  quotes: Words['quotes'] = '',
  isClosed = true,
): Words {
  const inner = quotes === '' ? text.slice(from, to) : text.slice(from + 1, isClosed ? to - 1 : to);
  return { from, to, text: inner, quotes };
}

export function lineEndAt(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

export const lineStartAt = (text: string, at: number): number =>
  at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;

const isBlank = (mark: string | undefined): boolean => mark === ' ' || mark === '\t' || mark === '\r';

export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text[at])) at++;
  return at;
}

/** Behind the last letter before a comment or the end of the line. */
export function plainEnd(text: string, from: number, end: number): number {
  let to = from;
  for (let at = from; at < end; at++) {
    if (text[at] === '#' && at > from && isBlank(text[at - 1])) break;
    if (!isBlank(text[at])) to = at + 1;
  }
  return to;
}

/** No text in quotes is longer; a quote that is not closed must not cost more than a look. */
const QUOTE_MAX = 25_000;

/** Behind the closing quote; null when there is none before a line that is not deeper than `column`. */
export function quoteEnd(
  text: string,
  from: number,
  column: number,
  until = from + QUOTE_MAX,
): number | null {
  const quote = text[from];
  const most = Math.min(text.length, until);
  for (let at = from + 1; at < most; at++) {
    const mark = text[at];
    if (mark === '\\' && quote === '"') at++;
    else if (mark === quote && quote === "'" && text[at + 1] === "'") at++;
    else if (mark === quote) return at + 1;
    else if (mark === '\n' && !isDeeper(text, at + 1, column)) return null;
  }
  return null;
}

/** Whether a line is empty or begins to the right of a column. */
export function isDeeper(text: string, start: number, column: number): boolean {
  const first = skipBlanks(text, start);
  return first >= text.length || text[first] === '\n' || first - start > column;
}

/** A key and where its colon ends. */
export function keyAt(text: string, from: number, end: number): { words: Words; behind: number } | null {
  const mark = text[from];
  if (mark === '"' || mark === "'") {
    const close = quoteEnd(text, from, -1, end);
    const colon = close === null ? from : skipBlanks(text, close);
    if (close === null || text[colon] !== ':' || !isEnd(text, colon + 1)) return null;
    return { words: wordsFrom(text, from, close, mark), behind: colon + 1 };
  }
  if (mark === undefined || '[]{}|>&*!%@,?#'.includes(mark)) return null;
  for (let at = from; at < end; at++) {
    if (text[at] === '#' && isBlank(text[at - 1])) return null;
    if (text[at] === ':' && isEnd(text, at + 1))
      return { words: wordsFrom(text, from, plainEnd(text, from, at)), behind: at + 1 };
  }
  return null;
}

const isEnd = (text: string, at: number): boolean =>
  at >= text.length || isBlank(text[at]) || text[at] === '\n';
