/** Text of a claim -> its syntax, by recursive descent; names are looked up later, in a design. */
import {
  type ClaimProblem,
  COMPARISONS,
  COUNTER_STATS,
  type Comparison,
  type Dimension,
  LEVEL_STATS,
  TIMING_STATS,
} from './claim.ts';
import { plainSign, type Token, tokensOf } from './claimTokens.ts';
import { nearest, quoted } from './problem.ts';

export interface Span {
  readonly word: 'during' | 'before' | 'after';
  readonly window: string;
  readonly at: number;
}

export type Syntax = { readonly at: number } & (
  | { readonly is: 'literal'; readonly value: number; readonly dimension: Dimension; readonly text: string }
  | {
      readonly is: 'figure';
      readonly name: string;
      readonly stat: string | null;
      readonly statAt: number;
      readonly span: Span | null;
    }
  | {
      readonly is: 'timeUntil';
      readonly name: string;
      readonly nameAt: number;
      readonly comparison: Comparison;
      readonly threshold: Syntax;
      readonly span: Span | null;
    }
  | { readonly is: 'minus'; readonly of: Syntax }
  | {
      readonly is: 'arithmetic';
      readonly sign: '+' | '-' | '*' | '/';
      readonly left: Syntax;
      readonly right: Syntax;
    }
  | { readonly is: 'comparison'; readonly sides: readonly Syntax[]; readonly signs: readonly Comparison[] }
  | { readonly is: 'logic'; readonly word: 'and' | 'or'; readonly left: Syntax; readonly right: Syntax }
  | { readonly is: 'not'; readonly of: Syntax }
);

export const ALL_STATS: readonly string[] = [
  ...new Set<string>([...LEVEL_STATS, ...COUNTER_STATS, ...TIMING_STATS]),
];
const SPAN_WORDS: readonly string[] = ['during', 'before', 'after'];
const DEPTH_MAX = 40;

interface Reader {
  readonly tokens: readonly Token[];
  next: number;
  depth: number;
  /** Within the threshold of `time until`: figures change while one waits for them. */
  constant: boolean;
}

class Unreadable extends Error {
  readonly problem: ClaimProblem;
  constructor(problem: ClaimProblem) {
    super(problem.says);
    this.problem = problem;
  }
}

/** @returns the syntax, or the first place that cannot be read */
export function readSyntax(text: string): { readonly syntax: Syntax } | { readonly problem: ClaimProblem } {
  const tokens = tokensOf(text);
  if ('says' in tokens) return { problem: tokens };
  const reader: Reader = { tokens, next: 0, depth: 0, constant: false };
  try {
    const syntax = either(reader);
    if (peek(reader).is !== 'end') refuse(reader, 'and, or, a sign such as <=, or the end');
    return { syntax };
  } catch (e) {
    if (e instanceof Unreadable) return { problem: e.problem };
    throw e;
  }
}

const peek = (r: Reader): Token => r.tokens[r.next]!;
const isWord = (token: Token, ...words: readonly string[]): boolean =>
  token.is === 'name' && words.includes(token.text);
const isSign = (token: Token, ...signs: readonly string[]): boolean =>
  token.is === 'sign' && signs.includes(plainSign(token.text));

function take(r: Reader): Token {
  const token = peek(r);
  r.next++;
  return token;
}

function refuse(r: Reader, expected: string, meant: readonly string[] = []): never {
  const token = peek(r);
  const found = token.is === 'end' ? 'the end' : quoted(token.text);
  const didYouMean = token.is === 'name' ? nearest(token.text, meant) : undefined;
  const hint = didYouMean ? ` Did you mean ${didYouMean}?` : '';
  const says = `Expected ${expected}, found ${found}.${hint}`;
  throw new Unreadable({ at: token.at, found, expected, says, ...(didYouMean ? { didYouMean } : {}) });
}

function either(r: Reader): Syntax {
  let left = both(r);
  while (isWord(peek(r), 'or')) {
    const { at } = take(r);
    left = { is: 'logic', at, word: 'or', left, right: both(r) };
  }
  return left;
}

function both(r: Reader): Syntax {
  let left = negation(r);
  while (isWord(peek(r), 'and')) {
    const { at } = take(r);
    left = { is: 'logic', at, word: 'and', left, right: negation(r) };
  }
  return left;
}

function negation(r: Reader): Syntax {
  if (!isWord(peek(r), 'not')) return comparison(r);
  const { at } = take(r);
  return deeper(r, () => ({ is: 'not', at, of: negation(r) }));
}

function comparison(r: Reader): Syntax {
  const first = sum(r);
  const sides = [first];
  const signs: Comparison[] = [];
  let at = first.at;
  while (isSign(peek(r), ...COMPARISONS)) {
    const sign = take(r);
    if (signs.length === 0) at = sign.at;
    signs.push(plainSign(sign.text) as Comparison);
    sides.push(sum(r));
  }
  return signs.length === 0 ? first : { is: 'comparison', at, sides, signs };
}

function sum(r: Reader): Syntax {
  let left = product(r);
  while (isSign(peek(r), '+', '-')) {
    const { at, text } = take(r);
    left = { is: 'arithmetic', at, sign: text as '+' | '-', left, right: product(r) };
  }
  return left;
}

function product(r: Reader): Syntax {
  let left = signed(r);
  while (isSign(peek(r), '*', '/')) {
    const { at, text } = take(r);
    left = { is: 'arithmetic', at, sign: text as '*' | '/', left, right: signed(r) };
  }
  return left;
}

function signed(r: Reader): Syntax {
  if (!isSign(peek(r), '-')) return primary(r);
  const { at } = take(r);
  return deeper(r, () => ({ is: 'minus', at, of: signed(r) }));
}

function primary(r: Reader): Syntax {
  const token = peek(r);
  if (token.is === 'literal') {
    r.next++;
    return token;
  }
  if (isSign(token, '(')) {
    r.next++;
    const inner = deeper(r, () => either(r));
    if (!isSign(peek(r), ')')) refuse(r, 'a closing bracket )');
    r.next++;
    return inner;
  }
  if (r.constant) refuse(r, 'a plain value: what is waited for may not change meanwhile');
  if (token.is !== 'name' || isWord(token, 'and', 'or', 'of', 'during', 'before', 'after'))
    refuse(r, 'a figure such as checkout.busy, or a value such as 60s');
  if (isWord(token, 'time') && isWord(r.tokens[r.next + 1]!, 'until')) return timeUntil(r);
  return figure(r);
}

function deeper(r: Reader, read: () => Syntax): Syntax {
  if (++r.depth > DEPTH_MAX) refuse(r, `at most ${DEPTH_MAX} levels of brackets and signs`);
  const result = read();
  r.depth--;
  return result;
}

function figure(r: Reader): Syntax {
  const first = take(r);
  if (!isWord(peek(r), 'of'))
    return { is: 'figure', at: first.at, name: first.text, stat: null, statAt: first.at, span: span(r) };
  if (!ALL_STATS.includes(first.text)) {
    r.next--;
    refuse(r, `one of ${ALL_STATS.join(', ')} before of`, ALL_STATS);
  }
  r.next++;
  const name = peek(r);
  if (name.is !== 'name') refuse(r, 'a figure such as checkout.busy');
  r.next++;
  return { is: 'figure', at: name.at, name: name.text, stat: first.text, statAt: first.at, span: span(r) };
}

function span(r: Reader): Span | null {
  const token = peek(r);
  if (token.is !== 'name' || !SPAN_WORDS.includes(token.text)) return null;
  r.next++;
  const window = peek(r);
  if (window.is !== 'name') refuse(r, `the name of a window after ${token.text}`);
  r.next++;
  return { word: token.text as Span['word'], window: window.text, at: window.at };
}

function timeUntil(r: Reader): Syntax {
  const { at } = take(r);
  r.next++;
  const name = peek(r);
  if (name.is !== 'name') refuse(r, 'a figure such as orders.depth after time until');
  r.next++;
  const sign = peek(r);
  if (!isSign(sign, ...COMPARISONS)) refuse(r, 'a comparison such as <= 50');
  r.next++;
  const outer = r.constant;
  r.constant = true;
  const threshold = sum(r);
  r.constant = outer;
  const where = span(r);
  if (where?.word === 'before') {
    r.next -= 2;
    refuse(r, 'during or after, and the name of a window');
  }
  const comparison = plainSign(sign.text) as Comparison;
  return { is: 'timeUntil', at, name: name.text, nameAt: name.at, comparison, threshold, span: where };
}
