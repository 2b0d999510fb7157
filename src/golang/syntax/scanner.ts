/** Source text -> tokens, one at a time, with the semicolons that Go puts at line ends. https://go.dev/ref/spec#Lexical_elements */
import { scanNumber, scanRawString, scanRune, scanString } from './scanLiterals.ts';
import { report, type Scanner, unicodeWord } from './scanState.ts';
import {
  type BinaryOperator,
  ENDS_STATEMENT,
  KEYWORD_LENGTH_MAX,
  KEYWORDS,
  PRECEDENCE,
  type Token,
  type UnaryOperator,
} from './tokens.ts';
import type { LiteralKind } from './tree.ts';

const LINE_FEED = 10;
const STAR = 42;
const SLASH = 47;
const EQUALS = 61;

/** Moves on to the next token. */
export function next(s: Scanner): void {
  s.previousEnd = s.end;
  const { source } = s;
  const ends = s.ends;
  s.ends = false;
  for (;;) {
    const at = s.at;
    if (at >= source.length) {
      if (ends) semicolon(s, 'EOF', at, at);
      else punctuation(s, 'EOF', at, 0);
      return;
    }
    const c = source.charCodeAt(at);
    if (c === LINE_FEED && ends) {
      s.at = at + 1;
      return semicolon(s, 'newline', at, at);
    }
    if (c === 32 || c === 9 || c === LINE_FEED || c === 13) {
      s.at++;
      continue;
    }
    if (c === SLASH) {
      const second = source.charCodeAt(at + 1);
      if (second === SLASH) {
        lineComment(s, at);
        continue;
      }
      if (second === STAR) {
        if (generalComment(s, at) && ends) return semicolon(s, 'newline', at, s.at);
        continue;
      }
    }
    s.start = at;
    if (isLetter(c)) return name(s, at);
    if (c >= 48 && c <= 57) {
      literal(s, scanNumber(s, at));
      return;
    }
    if (c >= 0x80) {
      if (unicodeInName(s, at, true)) return name(s, at);
    } else if (sign(s, c, at)) return;
    if (s.at === at) strange(s, at);
  }
}

function isLetter(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95;
}

function semicolon(s: Scanner, why: 'semicolon' | 'newline' | 'EOF', start: number, end: number): void {
  s.token = ';';
  s.text = why;
  s.start = start;
  s.end = end;
  s.precedence = 0;
}

function punctuation(s: Scanner, token: Token, at: number, length: number): true {
  s.token = token;
  s.start = at;
  s.end = at + length;
  s.at = s.end;
  s.precedence = 0;
  return true;
}

function lineComment(s: Scanner, at: number): void {
  const newline = s.source.indexOf('\n', at);
  s.at = newline < 0 ? s.source.length : newline;
  const end = s.source.charCodeAt(s.at - 1) === 13 ? s.at - 1 : s.at;
  s.comments.push({ kind: 'Comment', start: at, end, text: s.source.slice(at, end) });
}

/** @returns whether it runs over a line's end */
function generalComment(s: Scanner, at: number): boolean {
  const close = s.source.indexOf('*/', at + 2);
  s.at = close < 0 ? s.source.length : close + 2;
  if (close < 0) report(s, at, s.at, 'comment not terminated');
  const text = s.source.slice(at, s.at);
  s.comments.push({ kind: 'Comment', start: at, end: s.at, text });
  return text.includes('\n');
}

function literal(s: Scanner, kind: LiteralKind): true {
  s.token = 'literal';
  s.literal = kind;
  s.end = s.at;
  s.text = s.source.slice(s.start, s.end);
  s.precedence = 0;
  s.ends = true;
  return true;
}

function name(s: Scanner, start: number): void {
  const { source } = s;
  let at = Math.max(s.at, start + 1);
  for (; ; at++) {
    const c = source.charCodeAt(at);
    if (isLetter(c) || (c >= 48 && c <= 57)) continue;
    if (!(c >= 0x80)) break;
    s.at = at;
    if (!unicodeInName(s, at, false)) break;
    at = s.at - 1;
  }
  s.at = at;
  s.end = at;
  s.precedence = 0;
  const text = source.slice(start, at);
  s.text = text;
  const keyword = at - start <= KEYWORD_LENGTH_MAX ? KEYWORDS.get(text) : undefined;
  s.token = keyword ?? 'name';
  s.ends = keyword === undefined || ENDS_STATEMENT.has(keyword);
}

const LETTER = /^\p{L}$/u;
const DIGIT = /^\p{Nd}$/u;
/** What no editor shows is told of before the scanner begins: see parseGo.ts. */
const isUnseen = (code: number): boolean =>
  code === 0 || code === 0xfeff || (code >= 0xd800 && code < 0xe000);

/** Moves over a character of a name that is not ASCII. @returns false when it cannot be part of one */
function unicodeInName(s: Scanner, at: number, first: boolean): boolean {
  const code = s.source.codePointAt(at)!;
  if (isUnseen(code)) return false;
  const character = String.fromCodePoint(code);
  const end = at + character.length;
  if (!LETTER.test(character)) {
    if (!DIGIT.test(character)) {
      report(s, at, end, `invalid character ${unicodeWord(character)} in identifier`);
    } else if (first) {
      report(s, at, end, `identifier cannot begin with digit ${unicodeWord(character)}`);
    }
  }
  s.at = end;
  return true;
}

/** Nothing begins with this character. */
function strange(s: Scanner, at: number): void {
  s.at = at + 1;
  const code = s.source.charCodeAt(at);
  if (!isUnseen(code)) report(s, at, s.at, `invalid character ${unicodeWord(s.source[at]!)}`);
}

/** Brackets, quotes and operators. @returns false when the character begins none of them */
function sign(s: Scanner, c: number, at: number): boolean {
  const character = s.source[at]!;
  switch (character) {
    case '(':
    case '[':
    case '{':
    case ',':
      return punctuation(s, character, at, 1);
    case ')':
    case ']':
    case '}':
      s.ends = true;
      return punctuation(s, character, at, 1);
    case ';':
      s.at = at + 1;
      semicolon(s, 'semicolon', at, s.at);
      return true;
    case '"':
      return literal(s, scanString(s, at));
    case '`':
      return literal(s, scanRawString(s, at));
    case "'":
      return literal(s, scanRune(s, at));
    case '.':
      return dot(s, at);
    case ':':
      return s.source.charCodeAt(at + 1) === EQUALS
        ? punctuation(s, ':=', at, 2)
        : punctuation(s, ':', at, 1);
    default:
      return operator(s, c, at);
  }
}

function dot(s: Scanner, at: number): boolean {
  const second = s.source.charCodeAt(at + 1);
  if (second >= 48 && second <= 57) return literal(s, scanNumber(s, at));
  return s.source.startsWith('...', at) ? punctuation(s, '...', at, 3) : punctuation(s, '.', at, 1);
}

const OPERATORS = /\+\+|--|&&|\|\||<-|[=!]=|&\^=?|(?:<<|>>)=?|[<>]=|[+\-*/%&|^]=|[+\-*/%&|^<>=!~]/y;

/** The longest operator that begins here, kept by the first character and those that may follow it. */
function operator(s: Scanner, c: number, at: number): boolean {
  OPERATORS.lastIndex = at;
  const text = OPERATORS.exec(s.source)?.[0];
  if (text === undefined) return false;
  if (text === '=' || text === '<-') return punctuation(s, text, at, text.length);
  if (text === '++' || text === '--') {
    punctuation(s, '++', at, 2);
    s.ends = true;
    return setOperator(s, text === '++' ? '+' : '-', 0);
  }
  const binds = PRECEDENCE[text];
  if (binds === undefined) {
    punctuation(s, 'op=', at, text.length);
    return setOperator(s, text.slice(0, -1) as BinaryOperator, 0);
  }
  punctuation(s, c === STAR ? '*' : 'operator', at, text.length);
  return setOperator(s, text as BinaryOperator, binds);
}

function setOperator(s: Scanner, which: BinaryOperator | UnaryOperator, precedence: number): true {
  s.operator = which;
  s.precedence = precedence;
  return true;
}
