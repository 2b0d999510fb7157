/** What all parts of the parser share: the state, expectations, and how it finds its way after an error. */
import { lineStartsOf } from './positions.ts';
import { next } from './scanner.ts';
import { giveUp, newScanner, report, type Scanner } from './scanState.ts';
import { BEGINS_STATEMENT, KEYWORDS, type Token, tokenWord } from './tokens.ts';
import type { BadExpr, BasicLit, Identifier } from './tree.ts';

export interface Parser extends Scanner {
  /** As the messages print it. */
  readonly file: string;
  readonly lineStarts: readonly number[];
  /**
   * Negative in the header of if, for and switch, where `T {` begins the body and not a composite literal;
   * what stands in brackets there is free of that.
   */
  bracketed: number;
  /** How many of the reports tell of labels and branches, which do not keep an outer function from being looked at. */
  branchReports: number;
  /** How many functions are open. */
  functions: number;
  /** How deep the source nests here. */
  depth: number;
  /** How high the tree is of what was read since the last `enter`. */
  height: number;
}

/**
 * Deeper source is refused: parsing it, and whatever walks over the tree later, would use up the stack. A tree is
 * higher than its source is deep where calls and operators stand in a row, which also counts.
 */
export const NESTING_MAX = 300;
export const HEIGHT_MAX = 1000;

export function newParser(source: string, file: string): Parser {
  const lineStarts = lineStartsOf(source);
  return {
    ...newScanner(source),
    file,
    lineStarts,
    bracketed: 0,
    branchReports: 0,
    functions: 0,
    depth: 0,
    height: 0,
  };
}

/** Goes a level deeper. @returns what `leave` wants back */
export function enter(p: Parser): number {
  const outside = p.height;
  p.height = 0;
  if (++p.depth > NESTING_MAX) refuse(p, `nested too deeply: more than ${NESTING_MAX} levels`);
  return outside;
}

export function leave(p: Parser, outside: number): void {
  p.depth--;
  p.height = Math.max(outside, p.height + 1);
}

/** One more call, index or operator on top of what stands to the left. */
export function grow(p: Parser): void {
  if (++p.height > HEIGHT_MAX) refuse(p, `expression too long: more than ${HEIGHT_MAX} operations in a row`);
}

/** Not an error in Go, so the words are ours. */
function refuse(p: Parser, message: string): void {
  report(p, p.start, p.end, message);
  giveUp(p);
}

/** The token is this one. A call, because the compiler believes that `p.token` stays what it was compared with. */
export function isAt(p: Parser, token: Token): boolean {
  return p.token === token;
}

export function got(p: Parser, token: Token): boolean {
  if (p.token !== token) return false;
  next(p);
  return true;
}

export function want(p: Parser, token: Token): void {
  if (got(p, token)) return;
  syntaxError(p, `expected ${wantedWord(token)}`);
  skip(p);
}

/** Tells that the token is not what belongs here: `what` begins with in, at, after or expected; else it says all itself. */
export function syntaxError(p: Parser, what: string): void {
  syntaxErrorAt(p, p.start, p.end, what);
}

export function syntaxErrorAt(p: Parser, start: number, end: number, what: string): void {
  // What is missing stands here, so that what it is missing in reaches up to here.
  p.previousEnd = Math.max(p.previousEnd, p.start);
  // At the end of the text everything that is still open would complain.
  if (p.token === 'EOF' && p.reports.length > 0) return;
  report(p, start, end, `syntax error: ${unexpected(p, what)}`);
}

const wantedWord = (token: Token): string => (KEYWORDS.has(token) ? `keyword ${token}` : tokenWord(token));

function unexpected(p: Parser, what: string): string {
  if (/^(?:in|at|after) /.test(what)) return `unexpected ${foundWord(p)} ${what}`;
  return what.startsWith('expected ') ? `unexpected ${foundWord(p)}, ${what}` : what;
}

function foundWord(p: Parser): string {
  switch (p.token) {
    case 'name':
      return `name ${p.text}`;
    case 'literal':
      return `literal ${p.text}`;
    case ';':
      return p.text;
    case 'operator':
      return p.operator;
    case 'op=':
      return `${p.operator}=`;
    case '++':
      return p.operator + p.operator;
    default:
      return wantedWord(p.token);
  }
}

/** Skips to one of the tokens, or inside a function to where a statement begins. */
export function skipTo(p: Parser, ...tokens: readonly Token[]): void {
  const inFunction = p.functions > 0;
  while (p.token !== 'EOF' && !tokens.includes(p.token) && !(inFunction && BEGINS_STATEMENT.has(p.token))) {
    next(p);
  }
}

/** Skips one token. */
export function skip(p: Parser): void {
  if (p.token !== 'EOF') next(p);
}

/**
 * Reads items up to the closing token, which it takes too.
 * @param item reads one; true when it must be the last
 * @returns where the closing token stands
 */
export function list(
  p: Parser,
  context: string,
  separator: ',' | ';',
  close: ')' | ']' | '}',
  item: () => boolean,
): number {
  let done = false;
  while (p.token !== 'EOF' && p.token !== close && !done) {
    done = item();
    if (!got(p, separator) && p.token !== close) {
      syntaxError(p, `in ${context}; possibly missing ${tokenWord(separator)} or ${close}`);
      skipTo(p, ')', ']', '}');
      if (p.token !== close) return p.start;
    }
  }
  const at = p.start;
  want(p, close);
  return at;
}

export function badExpr(p: Parser): BadExpr {
  return { kind: 'BadExpr', start: p.start, end: p.start };
}

export function identifier(p: Parser): Identifier {
  if (p.token === 'name') {
    const { start, end, text } = p;
    next(p);
    return { kind: 'Identifier', start, end, name: text };
  }
  const missing = missingName(p);
  syntaxError(p, 'expected name');
  skip(p);
  return missing;
}

/** Stands where a name should. */
export function missingName(p: Parser): Identifier {
  return { kind: 'Identifier', start: p.start, end: p.start, name: '_' };
}

export function identifiers(p: Parser, first: Identifier): Identifier[] {
  const names = [first];
  while (got(p, ',')) names.push(identifier(p));
  return names;
}

export function literalOrNull(p: Parser): BasicLit | null {
  if (p.token !== 'literal') return null;
  const { start, end, literal, text } = p;
  next(p);
  return { kind: 'BasicLit', start, end, literal, text };
}
