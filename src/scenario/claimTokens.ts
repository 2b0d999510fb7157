import { readDuration, readRate } from '../rules/quantity.ts';
import type { ClaimProblem, Dimension } from './claim.ts';
import { quoted } from './problem.ts';

export type Token =
  | {
      readonly is: 'literal';
      readonly at: number;
      readonly text: string;
      readonly value: number;
      readonly dimension: Dimension;
    }
  /** One name, or several joined by dots. */
  | { readonly is: 'name'; readonly at: number; readonly text: string }
  | { readonly is: 'sign'; readonly at: number; readonly text: string }
  | { readonly is: 'end'; readonly at: number; readonly text: '' };

const NUMBER = String.raw`\d+(?:_\d{3})*(?:\.\d+)?(?:e[+-]?\d+)?`;
const PIECE = String.raw`${NUMBER}\s*(?:us|µs|ms|min|s|m|h|d)(?![\w.-])`;
const DURATION = new RegExp(String.raw`${PIECE}(?:\s+${PIECE})*`, 'y');
const RATE = new RegExp(String.raw`${NUMBER}\s*/\s*(?:us|ms|min|s|m|h|d)(?![\w.-])`, 'y');
const SHARE = new RegExp(String.raw`${NUMBER}\s*%`, 'y');
const PLAIN = new RegExp(String.raw`${NUMBER}(?!\w)`, 'y');
const WORD = String.raw`p\d+\.\d+(?!\w)|[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*`;
const NAME = new RegExp(String.raw`(?:${WORD})(?:\.(?:${WORD}))*`, 'y');
const SIGN = /<=|>=|!=|==|[<>=+\-*/()≤≥≠]/y;
const SPACE = /\s*/y;

const SAME: Readonly<Record<string, string>> = { '==': '=', '≤': '<=', '≥': '>=', '≠': '!=' };

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** @returns the tokens with an `end` behind the last, or the first thing that is none */
export function tokensOf(text: string): readonly Token[] | ClaimProblem {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at += match(SPACE, text, at)!.length;
    if (at >= text.length) return [...tokens, { is: 'end', at: text.trimEnd().length, text: '' }];
    const token = tokenAt(text, at);
    if ('says' in token) return token;
    tokens.push(token);
    at += token.text.length;
  }
}

function tokenAt(text: string, at: number): Exclude<Token, { is: 'end' }> | ClaimProblem {
  const literal = literalAt(text, at);
  if (literal) return { is: 'literal', at, ...literal };
  const name = match(NAME, text, at);
  if (name !== null) return { is: 'name', at, text: name };
  const sign = match(SIGN, text, at);
  if (sign !== null) return { is: 'sign', at, text: sign };
  const found = quoted(match(/\S{1,20}/y, text, at) ?? text[at]);
  const expected = 'a number with its unit (60s, 99.9 %, 50/s), a figure (checkout.busy) or a sign';
  return { at, found, expected, says: `${found} means nothing here.` };
}

function literalAt(text: string, at: number): { text: string; value: number; dimension: Dimension } | null {
  if (!/[0-9]/.test(text[at]!)) return null;
  const duration = match(DURATION, text, at);
  if (duration !== null) return literal(duration, 'duration', readDuration(duration));
  const rate = match(RATE, text, at);
  if (rate !== null) return literal(rate, 'rate', readRate(rate));
  const share = match(SHARE, text, at);
  if (share !== null) return { text: share, dimension: 'share', value: numberOf(share.slice(0, -1)) / 100 };
  const plain = match(PLAIN, text, at);
  return plain === null ? null : { text: plain, dimension: 'number', value: numberOf(plain) };
}

function literal(text: string, dimension: Dimension, read: { ok: boolean; value?: number }) {
  return { text, dimension, value: read.ok ? read.value! : Number.NaN };
}

const numberOf = (text: string): number => Number(text.replaceAll('_', ''));

/** The sign as the language knows it: `≤` is `<=`. */
export const plainSign = (text: string): string => SAME[text] ?? text;
