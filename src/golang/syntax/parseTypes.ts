/** Types: names of types, and the literals that make new ones. https://go.dev/ref/spec#Types */
import { expression, inBrackets, typeArguments } from './parseExpressions.ts';
import { parameters, unnamed } from './parseParameters.ts';
import {
  badExpr,
  enter,
  got,
  grow,
  identifier,
  identifiers,
  isAt,
  leave,
  list,
  literalOrNull,
  missingName,
  type Parser,
  skipTo,
  syntaxError,
  syntaxErrorAt,
  want,
} from './parser.ts';
import { next } from './scanner.ts';
import { report } from './scanState.ts';
import type {
  ArrayType,
  ChannelType,
  EmbeddedField,
  Expression,
  FieldDecl,
  FunctionType,
  Identifier,
  IndexExpr,
  InterfaceType,
  MethodSpec,
  SliceType,
  StructType,
  TypeElement,
  TypeParameterDecl,
  TypeTerm,
} from './tree.ts';

export function typeExpression(p: Parser): Expression {
  const type = typeOrNull(p);
  if (type !== null) return type;
  const bad = badExpr(p);
  syntaxError(p, 'expected type');
  skipTo(p, ',', ':', ';', ')', ']', '}');
  return bad;
}

/** @returns null, with nothing read, where no type begins */
export function typeOrNull(p: Parser): Expression | null {
  const outside = enter(p);
  const type = anyType(p);
  leave(p, outside);
  return type;
}

function anyType(p: Parser): Expression | null {
  const { start } = p;
  switch (p.token) {
    case 'name':
      return qualifiedName(p, null);
    case '*':
    case '[':
      return prefixed(p);
    case '<-': {
      next(p);
      want(p, 'chan');
      return channel(p, start, 'receive');
    }
    case 'chan': {
      next(p);
      return channel(p, start, got(p, '<-') ? 'send' : 'both');
    }
    case 'func':
      next(p);
      return functionType(p, start, 'function type').type;
    case 'map': {
      next(p);
      want(p, '[');
      const key = typeExpression(p);
      want(p, ']');
      const element = typeExpression(p);
      return { kind: 'MapType', start, end: element.end, key, element };
    }
    case 'struct':
      return structType(p);
    case 'interface':
      return interfaceType(p);
    case '(': {
      next(p);
      const inner = typeExpression(p);
      want(p, ')');
      return { kind: 'ParenExpr', start, end: p.previousEnd, inner };
    }
    default:
      return null;
  }
}

/** `[]*[]T`: a row of signs, which is no nesting to speak of. */
function prefixed(p: Parser): Expression {
  const signs: { readonly start: number; readonly isStar: boolean }[] = [];
  let type: Expression | null = null;
  while (type === null) {
    const { start } = p;
    const isStar = got(p, '*');
    if (!isStar && !got(p, '[')) type = typeExpression(p);
    else if (isStar || got(p, ']')) signs.push({ start, isStar });
    else type = arrayType(p, start, null);
  }
  for (let i = signs.length - 1; i >= 0; i--) {
    const { start, isStar } = signs[i]!;
    type = isStar
      ? { kind: 'StarExpr', start, end: type.end, operand: type }
      : { kind: 'SliceType', start, end: type.end, element: type };
    grow(p);
  }
  return type;
}

function channel(p: Parser, start: number, direction: ChannelType['direction']): ChannelType {
  const element = typeOrNull(p) ?? badExpr(p);
  // Nothing is skipped: the element is simply not there.
  if (element.kind === 'BadExpr') syntaxError(p, 'missing channel element type');
  return { kind: 'ChannelType', start, end: Math.max(p.previousEnd, element.end), direction, element };
}

/** From behind `[]`. */
export function sliceType(p: Parser, start: number): SliceType {
  const element = typeExpression(p);
  return { kind: 'SliceType', start, end: element.end, element };
}

/** From behind the bracket, or behind the length when it is read already. */
export function arrayType(p: Parser, start: number, readLength: Expression | null): ArrayType {
  let length = readLength;
  if (length === null && !got(p, '...')) length = inBrackets(p, expression);
  if (p.token === ',') {
    syntaxError(p, 'unexpected comma; expected ]');
    next(p);
  }
  want(p, ']');
  const element = typeExpression(p);
  return { kind: 'ArrayType', start, end: element.end, length, element };
}

/** `name`, `package.Name`, and either with type arguments. */
export function qualifiedName(p: Parser, first: Identifier | null): Expression {
  let name: Expression;
  if (first !== null) name = first;
  else if (p.token === 'name') name = identifier(p);
  else {
    name = missingName(p);
    syntaxError(p, 'expected name');
    skipTo(p, '.', ';', '}');
  }
  if (got(p, '.')) {
    const selector = identifier(p);
    name = { kind: 'SelectorExpr', start: name.start, end: selector.end, operand: name, selector };
  }
  if (p.token !== '[') return name;
  const open = p.start;
  next(p);
  let items: readonly Expression[];
  if (isAt(p, ']')) {
    items = [badExpr(p)];
    syntaxError(p, 'expected type argument list');
  } else ({ items } = typeArguments(p, true));
  want(p, ']');
  return instance(p, name, items, open);
}

function instance(p: Parser, operand: Expression, indices: readonly Expression[], open: number): IndexExpr {
  return { kind: 'IndexExpr', start: operand.start, end: p.previousEnd, operand, indices, open };
}

/**
 * From behind `func` or a function's name.
 * @param generic null where type parameters are allowed, else what has none
 */
export function functionType(
  p: Parser,
  start: number,
  generic: 'function type' | 'method' | 'interface method' | null,
): { readonly typeParameters: readonly TypeParameterDecl[]; readonly type: FunctionType } {
  let typeParameters: readonly TypeParameterDecl[] = [];
  const open = p.start;
  if (got(p, '[')) {
    if (generic !== null) syntaxErrorAt(p, open, open + 1, `${generic} must have no type parameters`);
    if (isAt(p, ']')) {
      syntaxError(p, 'empty type parameter list');
      next(p);
    } else typeParameters = parameters(p, ']').typeParameters;
  }
  want(p, '(');
  const inputs = parameters(p, ')').parameters;
  const results = got(p, '(') ? parameters(p, ')').parameters : unnamed(typeOrNull(p));
  const end = p.previousEnd;
  return { typeParameters, type: { kind: 'FunctionType', start, end, parameters: inputs, results } };
}

function structType(p: Parser): StructType {
  const { start } = p;
  const fields: (FieldDecl | EmbeddedField)[] = [];
  next(p);
  want(p, '{');
  list(p, 'struct type', ';', '}', () => {
    const one = field(p);
    if (one !== null) fields.push(one);
    return false;
  });
  return { kind: 'StructType', start, end: p.previousEnd, fields };
}

function field(p: Parser): FieldDecl | EmbeddedField | null {
  const { start } = p;
  switch (p.token) {
    case 'name': {
      const first = identifier(p);
      if (isAt(p, '.') || isAt(p, 'literal') || isAt(p, ';') || isAt(p, '}')) {
        return embedded(p, start, qualifiedName(p, first));
      }
      const names = identifiers(p, first);
      let type: Expression;
      if (names.length === 1 && isAt(p, '[')) {
        type = arrayOrInstance(p, first);
        if (type.kind === 'IndexExpr') return embedded(p, start, type);
      } else type = typeExpression(p);
      const tag = literalOrNull(p);
      return { kind: 'FieldDecl', start, end: p.previousEnd, names, type, tag };
    }
    case '*': {
      next(p);
      const operand = isAt(p, '(') ? parenthesized(p) : qualifiedName(p, null);
      return embedded(p, start, { kind: 'StarExpr', start, end: operand.end, operand });
    }
    case '(':
      return embedded(p, start, parenthesized(p));
    default:
      syntaxError(p, 'expected field name or embedded type');
      skipTo(p, ';', '}');
      return null;
  }
}

function embedded(p: Parser, start: number, type: Expression): EmbeddedField {
  const tag = literalOrNull(p);
  return { kind: 'EmbeddedField', start, end: p.previousEnd, type, tag };
}

function parenthesized(p: Parser): Expression {
  syntaxError(p, 'cannot parenthesize embedded type');
  next(p);
  const { start } = p;
  const star = got(p, '*');
  const operand = qualifiedName(p, null);
  got(p, ')');
  return star ? { kind: 'StarExpr', start, end: operand.end, operand } : operand;
}

/** Behind a name: `[n]T` and `[]T` are its type, `[A, B]` makes it an instance. */
export function arrayOrInstance(p: Parser, name: Identifier): ArrayType | SliceType | IndexExpr {
  const open = p.start;
  next(p);
  if (got(p, ']')) return sliceType(p, open);
  if (got(p, '...')) return arrayTypeOfAny(p, open);
  const { items, comma } = typeArguments(p, false);
  want(p, ']');
  if (!comma) {
    const element = typeOrNull(p);
    if (element !== null) {
      return { kind: 'ArrayType', start: open, end: element.end, length: items[0]!, element };
    }
  }
  return instance(p, name, items, open);
}

function arrayTypeOfAny(p: Parser, start: number): ArrayType {
  want(p, ']');
  const element = typeExpression(p);
  return { kind: 'ArrayType', start, end: element.end, length: null, element };
}

function interfaceType(p: Parser): InterfaceType {
  const { start } = p;
  const elements: (MethodSpec | TypeElement)[] = [];
  next(p);
  want(p, '{');
  list(p, 'interface type', ';', '}', () => {
    elements.push(p.token === 'name' ? methodOrName(p) : typeElement(p, null));
    return false;
  });
  return { kind: 'InterfaceType', start, end: p.previousEnd, elements };
}

function methodOrName(p: Parser): MethodSpec | TypeElement {
  const name = identifier(p);
  if (isAt(p, '(')) return methodSpec(p, name);
  if (!isAt(p, '[')) return typeElement(p, qualifiedName(p, name));
  const open = p.start;
  next(p);
  if (isAt(p, ']')) {
    const { start, end } = p;
    next(p);
    const method = isAt(p, '(');
    report(p, start, end, `empty type ${method ? 'parameter' : 'argument'} list`);
    return method ? methodSpec(p, name) : typeElement(p, name);
  }
  // Names alone and names with constraints look alike for a while.
  const { entries } = parameters(p, ']', true);
  if (entries.length > 0 && entries[0]!.name === null) {
    const types = entries.map((entry) => entry.type!);
    return typeElement(p, instance(p, name, types, open));
  }
  const method = methodSpec(p, name);
  if (entries.length > 0) report(p, open, open + 1, 'interface method must have no type parameters');
  return method;
}

function methodSpec(p: Parser, name: Identifier): MethodSpec {
  const { type } = functionType(p, p.start, 'interface method');
  return { kind: 'MethodSpec', start: name.start, end: p.previousEnd, name, type };
}

/** @param first the first term when it is read already */
export function typeElement(p: Parser, first: Expression | null): TypeElement {
  const terms = [first === null ? term(p) : plainTerm(first)];
  while (p.token === 'operator' && p.operator === '|') {
    next(p);
    terms.push(term(p));
  }
  return elementOf(terms);
}

export function elementOf(terms: readonly TypeTerm[]): TypeElement {
  return { kind: 'TypeElement', start: terms[0]!.start, end: terms[terms.length - 1]!.end, terms };
}

export function plainTerm(type: Expression): TypeTerm {
  return { kind: 'TypeTerm', start: type.start, end: type.end, tilde: false, type };
}

function term(p: Parser): TypeTerm {
  const { start } = p;
  if (p.token === 'operator' && p.operator === '~') {
    next(p);
    const type = typeExpression(p);
    return { kind: 'TypeTerm', start, end: type.end, tilde: true, type };
  }
  const type = typeOrNull(p);
  if (type !== null) return plainTerm(type);
  const bad = plainTerm(badExpr(p));
  syntaxError(p, 'expected ~ term or type');
  skipTo(p, 'operator', ';', ')', ']', '}');
  return bad;
}
