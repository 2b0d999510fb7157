/** Parameters, results and type parameters: only at the end of a list is it known which words were names. */
import { binary, primary } from './parseExpressions.ts';
import {
  badExpr,
  enter,
  identifier,
  isAt,
  leave,
  list,
  type Parser,
  skipTo,
  syntaxError,
  syntaxErrorAt,
} from './parser.ts';
import {
  arrayOrInstance,
  elementOf,
  plainTerm,
  qualifiedName,
  typeElement,
  typeOrNull,
} from './parseTypes.ts';
import { next } from './scanner.ts';
import { tokenWord } from './tokens.ts';
import type {
  Expression,
  Identifier,
  ParameterDecl,
  TypeElement,
  TypeParameterDecl,
  TypeTerm,
} from './tree.ts';

/** One item of a list. A lone word is in `name` until it turns out to be a type. */
interface Entry {
  readonly name: Identifier | null;
  readonly type: Expression | null;
  /** In a type parameter list, instead of a type where it is more than one. */
  readonly element: TypeElement | null;
  readonly variadic: boolean;
  readonly end: number;
}

type Close = ')' | ']';

interface Read {
  readonly parameters: readonly ParameterDecl[];
  readonly typeParameters: readonly TypeParameterDecl[];
  readonly entries: readonly Entry[];
}

/** What was read of the first type parameter before it was known to be one. */
export interface FirstEntry {
  readonly name: Identifier;
  readonly constraint: Expression | null;
}

/**
 * From behind the opening bracket, which the closing one tells: `]` ends type parameters.
 * @param maybeTypes the list may be type arguments, so names alone are none
 */
export function parameters(p: Parser, close: Close, maybeTypes = false, first?: FirstEntry): Read {
  // Signatures within signatures take more of the stack than anything else: they count twice.
  const outside = enter(p);
  const entries: Entry[] = [];
  let waiting = first;
  const item = (): false => {
    const one = waiting ? firstEntry(p, waiting) : entry(p, close);
    waiting = undefined;
    if (one !== null) entries.push(one);
    return false;
  };
  // The list sees nothing left to read where the first one is all.
  if (waiting && isAt(p, close)) item();
  const end = list(p, 'parameter list', ',', close, item);
  leave(p, outside);
  if (entries.length === 0) return { parameters: [], typeParameters: [], entries };
  const namesNeeded = close === ']' && !maybeTypes;
  const settled = settle(p, entries, namesNeeded, end);
  return {
    parameters: close === ')' ? parameterDecls(settled) : [],
    typeParameters: close === ']' ? typeParameterDecls(settled) : [],
    entries: settled,
  };
}

/** A result without parentheses. */
export function unnamed(type: Expression | null): readonly ParameterDecl[] {
  if (type === null) return [];
  return [{ kind: 'ParameterDecl', start: type.start, end: type.end, names: [], type, variadic: false }];
}

function isOperator(p: Parser, operator: '|' | '~'): boolean {
  return p.token === 'operator' && p.operator === operator;
}

function firstEntry(p: Parser, { name, constraint }: FirstEntry): Entry | null {
  if (constraint === null) return entryBehind(p, ']', name);
  const element = continued(p, elementOf(termsOf(constraint)));
  return made(p, name, null, element, false);
}

/** `P *A | ~B` was read as an expression: the terms of the union that it is. */
function termsOf(x: Expression): readonly TypeTerm[] {
  const terms: TypeTerm[] = [];
  let left = x;
  for (; left.kind === 'BinaryExpr' && left.operator === '|'; left = left.left)
    terms.push(termOf(left.right));
  terms.push(termOf(left));
  return terms.reverse();
}

function termOf(x: Expression): TypeTerm {
  if (x.kind !== 'UnaryExpr' || x.operator !== '~') return plainTerm(x);
  return { kind: 'TypeTerm', start: x.start, end: x.end, tilde: true, type: x.operand };
}

function continued(p: Parser, element: TypeElement): TypeElement {
  if (!isOperator(p, '|')) return element;
  next(p);
  return elementOf([...element.terms, ...typeElement(p, null).terms]);
}

function entry(p: Parser, close: Close): Entry | null {
  if (p.token === 'name') return entryBehind(p, close, identifier(p));
  return typed(p, close, null);
}

function made(
  p: Parser,
  name: Identifier | null,
  type: Expression | null,
  element: TypeElement | null,
  variadic: boolean,
): Entry {
  return { name, type, element, variadic, end: p.previousEnd };
}

/** Behind a name, which may be the parameter's, the type's or the type's package's. */
function entryBehind(p: Parser, close: Close, name: Identifier): Entry | null {
  if (isAt(p, '[')) {
    const type = arrayOrInstance(p, name);
    return orUnion(p, close, type.kind === 'IndexExpr' ? null : name, type);
  }
  if (isAt(p, '.')) return orUnion(p, close, null, qualifiedName(p, name));
  if (close === ']' && isOperator(p, '|')) return orUnion(p, close, null, name);
  return typed(p, close, name);
}

function orUnion(p: Parser, close: Close, name: Identifier | null, type: Expression): Entry {
  if (close === ']' && isOperator(p, '|')) return made(p, name, null, typeElement(p, type), false);
  return made(p, name, type, null, false);
}

function typed(p: Parser, close: Close, name: Identifier | null): Entry | null {
  if (isAt(p, '...')) {
    next(p);
    const type = typeOrNull(p) ?? badExpr(p);
    if (type.kind === 'BadExpr') syntaxError(p, '... is missing type');
    return made(p, name, type, null, true);
  }
  if (close === ']' && isOperator(p, '~')) return made(p, name, null, typeElement(p, null), false);
  const type = typeOrNull(p);
  if (type !== null) return orUnion(p, close, name, type);
  if (name !== null) return made(p, name, null, null, false);
  syntaxError(p, `expected ${tokenWord(close)}`);
  skipTo(p, ',', close);
  return null;
}

const hasType = (entry: Entry): boolean => entry.type !== null || entry.element !== null;

/** Decides whether lone words are names or types, and tells what is missing where both occur. */
function settle(p: Parser, entries: readonly Entry[], namesNeeded: boolean, end: number): readonly Entry[] {
  const named = entries.filter((one) => one.name !== null && hasType(one)).length;
  if (named === entries.length) return entries;
  if (named === 0 && !namesNeeded) {
    return entries.map((one) =>
      one.name !== null && !hasType(one) ? { ...one, name: null, type: one.name } : one,
    );
  }
  let missing = -1;
  let typesBehind = false;
  const settled = [...entries];
  for (let i = entries.length - 1; i >= 0; i--) {
    const one = entries[i]!;
    if (hasType(one)) {
      typesBehind = true;
      if (one.name !== null) continue;
      missing = toldAt(p, (one.type ?? one.element)!);
      settled[i] = { ...one, name: { kind: 'Identifier', start: missing, end: missing, name: '_' } };
    } else if (!typesBehind) {
      missing = one.name!.start;
      settled[i] = { ...one, type: { kind: 'BadExpr', start: one.name!.end, end: one.name!.end } };
    }
  }
  if (missing >= 0) tellMissing(p, entries, namesNeeded, named, missing, end);
  return settled;
}

/** The compiler has a function type begin behind its keyword. */
function toldAt(p: Parser, type: Expression | TypeElement): number {
  if (type.kind !== 'FunctionType') return type.start;
  const open = p.source.indexOf('(', type.start);
  // What should open it may be missing.
  return open >= 0 && open < type.end ? open : Math.min(type.start + 'func'.length, type.end);
}

function tellMissing(
  p: Parser,
  entries: readonly Entry[],
  namesNeeded: boolean,
  named: number,
  missing: number,
  end: number,
): void {
  const allTypesNamed = named === entries.filter(hasType).length;
  if (allTypesNamed) {
    syntaxErrorAt(p, end, end + 1, namesNeeded ? 'missing type constraint' : 'missing parameter type');
  } else if (namesNeeded) {
    const perhaps = entries.length === 1 ? ' or invalid array length' : '';
    syntaxErrorAt(p, missing, missing + 1, `missing type parameter name${perhaps}`);
  } else syntaxErrorAt(p, missing, missing + 1, 'missing parameter name');
}

/** `a, b int` is one declaration: words without a type wait for the one that has it. */
function grouped<T>(
  entries: readonly Entry[],
  make: (names: readonly Identifier[], last: Entry) => T,
): readonly T[] {
  const decls: T[] = [];
  let names: Identifier[] = [];
  for (const one of entries) {
    if (one.name !== null) names.push(one.name);
    if (!hasType(one)) continue;
    decls.push(make(names, one));
    names = [];
  }
  return decls;
}

function parameterDecls(entries: readonly Entry[]): readonly ParameterDecl[] {
  return grouped(entries, (names, { type, variadic, end }) => {
    const start = names[0]?.start ?? type!.start - (variadic ? 3 : 0);
    return { kind: 'ParameterDecl', start, end, names, type: type!, variadic };
  });
}

function typeParameterDecls(entries: readonly Entry[]): readonly TypeParameterDecl[] {
  return grouped(entries, (names, { type, element, end }) => {
    const constraint = element ?? elementOf([plainTerm(type!)]);
    return { kind: 'TypeParameterDecl', start: names[0]?.start ?? constraint.start, end, names, constraint };
  });
}

/**
 * Behind `type T [` at a name: what may be an array's length or the first type parameter.
 * @returns the expression, and how it reads as a type parameter when it must be one
 */
export function lengthOrParameter(p: Parser): {
  readonly length: Expression;
  readonly first: FirstEntry | null;
} {
  const name = identifier(p);
  let length: Expression = name;
  if (!isAt(p, '[')) {
    p.bracketed++;
    length = binary(p, primary(p, name), 0);
    p.bracketed--;
  }
  const first = asParameter(length, isAt(p, ','));
  const isParameter = first !== null && (first.constraint !== null || !isAt(p, ']'));
  return { length, first: isParameter ? first : null };
}

/** `P *C`, `P (C)` and `P *C | D` are products and calls by their looks. */
function asParameter(x: Expression, certain: boolean): FirstEntry | null {
  if (x.kind === 'Identifier') return { name: x, constraint: null };
  if (x.kind === 'BinaryExpr' && x.operator === '*') {
    if (x.left.kind !== 'Identifier' || !(certain || isTypeLiteral(x.right))) return null;
    const { at: start, end, right: operand } = x;
    return { name: x.left, constraint: { kind: 'StarExpr', start, end, operand } };
  }
  if (x.kind === 'BinaryExpr' && x.operator === '|') {
    const first = asParameter(x.left, certain || isTypeLiteral(x.right));
    if (first === null || first.constraint === null) return null;
    return { name: first.name, constraint: { ...x, start: first.constraint.start, left: first.constraint } };
  }
  if (x.kind === 'CallExpr' && x.operand.kind === 'Identifier' && x.arguments.length === 1 && !x.spread) {
    const inner = x.arguments[0]!;
    if (!certain && !isTypeLiteral(inner)) return null;
    return { name: x.operand, constraint: { kind: 'ParenExpr', start: x.open, end: x.end, inner } };
  }
  return null;
}

/** Whether it can only be a type. */
function isTypeLiteral(x: Expression): boolean {
  switch (x.kind) {
    case 'ArrayType':
    case 'SliceType':
    case 'StructType':
    case 'FunctionType':
    case 'InterfaceType':
    case 'MapType':
    case 'ChannelType':
      return true;
    case 'BinaryExpr':
      return isTypeLiteral(x.left) || isTypeLiteral(x.right);
    case 'UnaryExpr':
      return x.operator === '~' || isTypeLiteral(x.operand);
    case 'StarExpr':
      return isTypeLiteral(x.operand);
    case 'ParenExpr':
      return isTypeLiteral(x.inner);
    default:
      return false;
  }
}
