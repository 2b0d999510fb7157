/** The words of Go as the scanner hands them on. https://go.dev/ref/spec#Tokens */

const KEYWORD_LIST = [
  'break',
  'case',
  'chan',
  'const',
  'continue',
  'default',
  'defer',
  'else',
  'fallthrough',
  'for',
  'func',
  'go',
  'goto',
  'if',
  'import',
  'interface',
  'map',
  'package',
  'range',
  'return',
  'select',
  'struct',
  'switch',
  'type',
  'var',
] as const;

export type Keyword = (typeof KEYWORD_LIST)[number];

/**
 * `operator` is any operator that is only that; `<-` and `*` also begin types and so are tokens of their own.
 * `op=` is `+=` and its kin, `++` is `++` or `--`: the scanner's `operator` says which.
 */
export type Token =
  | 'EOF'
  | 'name'
  | 'literal'
  | 'operator'
  | 'op='
  | '++'
  | '='
  | ':='
  | '<-'
  | '*'
  | '('
  | '['
  | '{'
  | ')'
  | ']'
  | '}'
  | ','
  | ';'
  | ':'
  | '.'
  | '...'
  | Keyword;

export const KEYWORDS: ReadonlyMap<string, Keyword> = new Map(KEYWORD_LIST.map((word) => [word, word]));

export const KEYWORD_LENGTH_MAX = 11;

/** After these a newline ends the statement. https://go.dev/ref/spec#Semicolons */
export const ENDS_STATEMENT: ReadonlySet<Keyword> = new Set([
  'break',
  'continue',
  'fallthrough',
  'return',
] as const);

/** Where parsing can begin anew inside a function after an error. */
export const BEGINS_STATEMENT: ReadonlySet<Token> = new Set([
  'break',
  'const',
  'continue',
  'defer',
  'fallthrough',
  'for',
  'go',
  'goto',
  'if',
  'return',
  'select',
  'switch',
  'type',
  'var',
] as const);

export type UnaryOperator = '+' | '-' | '!' | '^' | '&' | '<-' | '~';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '&' | '|' | '^' | '<<' | '>>' | '&^';
export type BinaryOperator = ArithmeticOperator | '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=';

/** Binds tighter the higher it is; 0 for what is no binary operator. https://go.dev/ref/spec#Operator_precedence */
export const PRECEDENCE: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  '+': 4,
  '-': 4,
  '|': 4,
  '^': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  '&': 5,
  '&^': 5,
  '<<': 5,
  '>>': 5,
  '!': 0,
  '~': 0,
};

/** What Go's messages call the token that was expected. */
export function tokenWord(token: Token): string {
  if (token === ',') return 'comma';
  return token === ';' ? 'semicolon or newline' : token;
}
