/** Declarations. https://go.dev/ref/spec#Declarations_and_scope */
import { expressions } from './parseExpressions.ts';
import { lengthOrParameter, parameters } from './parseParameters.ts';
import {
  badExpr,
  got,
  identifier,
  identifiers,
  isAt,
  list,
  literalOrNull,
  missingName,
  type Parser,
  skipTo,
  syntaxError,
  syntaxErrorAt,
} from './parser.ts';
import { functionBody } from './parseStatements.ts';
import { arrayType, functionType, sliceType, typeExpression, typeOrNull } from './parseTypes.ts';
import { next } from './scanner.ts';
import { report } from './scanState.ts';
import type {
  ConstDecl,
  ConstSpec,
  Expression,
  FunctionDecl,
  Identifier,
  ImportDecl,
  ImportSpec,
  ParameterDecl,
  TypeDecl,
  TypeParameterDecl,
  TypeSpec,
  VarDecl,
  VarSpec,
} from './tree.ts';

/** One spec behind the keyword, or several in parentheses. */
function specs<T>(p: Parser, read: (p: Parser, nth: number) => T | null): readonly T[] {
  const all: T[] = [];
  let nth = 0;
  const one = (): false => {
    const spec = read(p, nth++);
    if (spec !== null) all.push(spec);
    return false;
  };
  next(p);
  if (got(p, '(')) list(p, 'grouped declaration', ';', ')', one);
  else one();
  return all;
}

export function importDecl(p: Parser): ImportDecl {
  const { start } = p;
  return { kind: 'ImportDecl', start, specs: specs(p, importSpec), end: p.previousEnd };
}

function importSpec(p: Parser): ImportSpec | null {
  const { start, end } = p;
  let name: Identifier | null = null;
  if (isAt(p, 'name')) name = identifier(p);
  else if (got(p, '.')) name = { kind: 'Identifier', start, end, name: '.' };
  const path = literalOrNull(p);
  if (path === null) {
    syntaxError(p, 'missing import path');
    skipTo(p, ';', ')');
    return null;
  }
  const isTold = p.reports.some(({ start: at }) => at >= path.start && at <= path.end);
  if (path.literal !== 'string' && !isTold)
    syntaxErrorAt(p, path.start, path.end, 'import path must be a string');
  return { kind: 'ImportSpec', start, end: p.previousEnd, name, path };
}

export function constDecl(p: Parser): ConstDecl {
  const { start } = p;
  return { kind: 'ConstDecl', start, specs: specs(p, constSpec), end: p.previousEnd };
}

function constSpec(p: Parser, iota: number): ConstSpec {
  const { start } = p;
  const names = identifiers(p, identifier(p));
  let type: Expression | null = null;
  let values: readonly Expression[] = [];
  if (!isAt(p, 'EOF') && !isAt(p, ';') && !isAt(p, ')')) {
    type = typeOrNull(p);
    if (gotAssign(p)) values = expressions(p);
  }
  return { kind: 'ConstSpec', start, end: p.previousEnd, names, type, values, iota };
}

export function varDecl(p: Parser): VarDecl {
  const { start } = p;
  return { kind: 'VarDecl', start, specs: specs(p, varSpec), end: p.previousEnd };
}

function varSpec(p: Parser): VarSpec {
  const { start } = p;
  const names = identifiers(p, identifier(p));
  let type: Expression | null = null;
  let values: readonly Expression[] = [];
  if (gotAssign(p)) values = expressions(p);
  else {
    type = typeExpression(p);
    if (gotAssign(p)) values = expressions(p);
  }
  return { kind: 'VarSpec', start, end: p.previousEnd, names, type, values };
}

/** `:=` is the usual slip. */
function gotAssign(p: Parser): boolean {
  if (isAt(p, ':=')) syntaxError(p, 'expected =');
  else if (!isAt(p, '=')) return false;
  next(p);
  return true;
}

export function typeDecl(p: Parser): TypeDecl {
  const { start } = p;
  return { kind: 'TypeDecl', start, specs: specs(p, typeSpec), end: p.previousEnd };
}

function typeSpec(p: Parser): TypeSpec {
  const { start } = p;
  const name = identifier(p);
  let typeParameters: readonly TypeParameterDecl[] = [];
  let alias = false;
  let type: Expression | null = null;
  const open = p.start;
  if (got(p, '[')) {
    if (isAt(p, 'name')) {
      const { length, first } = lengthOrParameter(p);
      if (first === null) type = arrayType(p, open, length);
      else {
        typeParameters = parameters(p, ']', false, first).typeParameters;
        alias = gotAssign(p);
        type = typeOrNull(p);
      }
    } else type = got(p, ']') ? sliceType(p, open) : arrayType(p, open, null);
  } else {
    alias = gotAssign(p);
    type = typeOrNull(p);
  }
  if (type === null) {
    type = badExpr(p);
    syntaxError(p, 'in type declaration');
    skipTo(p, ';', ')');
  }
  return {
    kind: 'TypeSpec',
    start,
    end: Math.max(p.previousEnd, type.end),
    name,
    typeParameters,
    alias,
    type,
  };
}

/** @returns null when it has no name */
export function functionDecl(p: Parser): FunctionDecl {
  const { start } = p;
  next(p);
  let receiver: ParameterDecl | null = null;
  const isMethod = got(p, '(');
  if (isMethod) receiver = receiverOf(p);
  let name = missingName(p);
  let typeParameters: readonly TypeParameterDecl[] = [];
  let type: FunctionDecl['type'] = {
    kind: 'FunctionType',
    start: p.start,
    end: p.start,
    parameters: [],
    results: [],
  };
  if (isAt(p, 'name')) {
    name = identifier(p);
    ({ typeParameters, type } = functionType(p, p.start, isMethod ? 'method' : null));
  } else {
    syntaxError(p, isMethod ? 'expected name' : 'expected name or (');
    skipTo(p, '{', ';');
  }
  const body = isAt(p, '{') ? functionBody(p) : null;
  return { kind: 'FunctionDecl', start, end: p.previousEnd, receiver, name, typeParameters, type, body };
}

function receiverOf(p: Parser): ParameterDecl | null {
  const { parameters: all } = parameters(p, ')');
  const count = all.reduce((sum, one) => sum + Math.max(1, one.names.length), 0);
  if (count !== 1)
    report(p, p.start, p.end, `method has ${count === 0 ? 'no receiver' : 'multiple receivers'}`);
  return all[0] ?? null;
}
