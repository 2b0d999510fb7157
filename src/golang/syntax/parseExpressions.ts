/** Expressions. They hold types and, in function literals, statements: the three read each other. */

import {
  badExpr,
  enter,
  got,
  grow,
  identifier,
  isAt,
  leave,
  list,
  literalOrNull,
  missingName,
  type Parser,
  skipTo,
  syntaxError,
  want,
} from './parser.ts';
import { functionBody } from './parseStatements.ts';
import { functionType, typeExpression, typeOrNull } from './parseTypes.ts';
import { next } from './scanner.ts';
import { report } from './scanState.ts';
import { expressionText } from './text.ts';
import type { BinaryOperator, UnaryOperator } from './tokens.ts';
import type { ChannelType, CompositeLit, Expression, KeyedElement } from './tree.ts';

export function expression(p: Parser): Expression {
  return binary(p, null, 0);
}

export function expressions(p: Parser): Expression[] {
  const all = [expression(p)];
  while (got(p, ',')) all.push(expression(p));
  return all;
}

/**
 * What binds tighter than `above`.
 * @param first the leftmost operand when it is read already
 */
export function binary(p: Parser, first: Expression | null, above: number): Expression {
  const outside = enter(p);
  let left = first ?? unary(p);
  while (p.precedence > above) {
    const { start: at, precedence } = p;
    const operator = p.operator as BinaryOperator;
    next(p);
    const right = binary(p, null, precedence);
    left = { kind: 'BinaryExpr', start: left.start, end: right.end, operator, left, right, at };
    grow(p);
  }
  leave(p, outside);
  return left;
}

function unary(p: Parser): Expression {
  const { token, start } = p;
  const isUnary = token === '*' || token === '<-' || (token === 'operator' && '+-!^&~'.includes(p.operator));
  if (!isUnary) return primary(p, null);
  const operator = token === '<-' ? token : (p.operator as UnaryOperator);
  const outside = enter(p);
  next(p);
  const operand = unary(p);
  leave(p, outside);
  if (token === '*') return { kind: 'StarExpr', start, end: operand.end, operand };
  if (token === '<-' && operand.kind === 'ChannelType') return receiveOnly(p, start, operand);
  return { kind: 'UnaryExpr', start, end: operand.end, operator, operand };
}

/** `<-chan int` read as `<-` of `chan int`; `<-chan<- int` is `<-chan (<-int)`, and so on inwards. */
function receiveOnly(p: Parser, start: number, type: ChannelType): ChannelType {
  // The arrows move one channel inwards each, until one stood alone before `chan`.
  const channels: ChannelType[] = [];
  let inner: Expression = type;
  let direction: ChannelType['direction'] = 'send';
  while (direction === 'send') {
    if (inner.kind !== 'ChannelType') {
      syntaxError(p, `unexpected ${expressionText(inner)}, expected chan`);
      break;
    }
    direction = inner.direction;
    if (direction === 'receive') {
      syntaxError(p, 'unexpected <-, expected chan');
      break;
    }
    channels.push(inner);
    inner = inner.element;
  }
  let element = inner;
  for (let i = channels.length - 1; i >= 0; i--) {
    // The arrow that now belongs to this channel stood at the end of `chan<-` of the one around it.
    const around = channels[i - 1];
    const from = around === undefined ? start : arrowOf(p, around);
    element = { kind: 'ChannelType', start: from, end: type.end, direction: 'receive', element };
  }
  return element.kind === 'ChannelType' ? element : type;
}

function arrowOf(p: Parser, channel: ChannelType): number {
  return p.source.indexOf('<-', channel.start);
}

/**
 * An operand with selectors, indices, calls and literals' braces behind it.
 * @param first the operand when it is read already
 */
export function primary(p: Parser, first: Expression | null): Expression {
  let x = first ?? operand(p);
  for (;;) {
    switch (p.token) {
      case '.':
        x = selector(p, x);
        break;
      case '[':
        x = index(p, x);
        break;
      case '(':
        x = call(p, x);
        break;
      case '{': {
        if (!takesLiteral(p, x)) return x;
        if (x.kind === 'ParenExpr') syntaxError(p, 'cannot parenthesize type in composite literal');
        x = compositeLiteral(p, x);
        break;
      }
      default:
        return x;
    }
    grow(p);
  }
}

function operand(p: Parser): Expression {
  const { start } = p;
  switch (p.token) {
    case 'name':
      return identifier(p);
    case 'literal':
      return literalOrNull(p)!;
    case '(': {
      next(p);
      const inner = inBrackets(p, expression);
      want(p, ')');
      return { kind: 'ParenExpr', start, end: p.previousEnd, inner };
    }
    case 'func': {
      next(p);
      const type = functionType(p, start, 'function type').type;
      if (!isAt(p, '{')) return type;
      const body = inBrackets(p, functionBody);
      return { kind: 'FunctionLit', start, end: body.end, type, body };
    }
    case '[':
    case 'chan':
    case 'map':
    case 'struct':
    case 'interface':
      return typeExpression(p);
    default: {
      const bad = badExpr(p);
      syntaxError(p, 'expected expression');
      skipTo(p, ')', ']', '}');
      return bad;
    }
  }
}

export function inBrackets<T>(p: Parser, read: (p: Parser) => T): T {
  p.bracketed++;
  const what = read(p);
  p.bracketed--;
  return what;
}

function selector(p: Parser, x: Expression): Expression {
  next(p);
  if (p.token === 'name') {
    const name = identifier(p);
    return { kind: 'SelectorExpr', start: x.start, end: name.end, operand: x, selector: name };
  }
  if (got(p, '(')) {
    const type = got(p, 'type') ? null : typeExpression(p);
    want(p, ')');
    return { kind: 'TypeAssertion', start: x.start, end: p.previousEnd, operand: x, type };
  }
  const name = missingName(p);
  syntaxError(p, 'expected name or (');
  skipTo(p, ';', ')');
  return { kind: 'SelectorExpr', start: x.start, end: p.previousEnd, operand: x, selector: name };
}

function index(p: Parser, x: Expression): Expression {
  const open = p.start;
  const { start } = x;
  next(p);
  let low: Expression | null = null;
  if (p.token !== ':') {
    let indices: readonly Expression[];
    let comma = false;
    if (p.token === ']') {
      indices = [badExpr(p)];
      syntaxError(p, 'expected operand');
    } else ({ items: indices, comma } = typeArguments(p, false));
    // The error before has no place in the text that an index could fill.
    if (comma || isAt(p, ']')) {
      want(p, ']');
      return { kind: 'IndexExpr', start, end: p.previousEnd, operand: x, indices, open };
    }
    low = indices[0]!;
  }
  if (!got(p, ':')) {
    syntaxError(p, 'expected comma, : or ]');
    skipTo(p, ',', ':', ']');
  }
  return inBrackets(p, () => slice(p, x, open, low));
}

/** From behind the first colon of `x[low:high:max]`. */
function slice(p: Parser, x: Expression, open: number, low: Expression | null): Expression {
  let high: Expression | null = null;
  let max: Expression | null = null;
  if (!isAt(p, ':') && !isAt(p, ']')) high = expression(p);
  if (isAt(p, ':')) {
    if (high === null) {
      report(p, p.start, p.end, 'middle index required in 3-index slice');
      high = badExpr(p);
    }
    next(p);
    if (isAt(p, ']')) {
      report(p, p.start, p.end, 'final index required in 3-index slice');
      max = badExpr(p);
    } else max = expression(p);
  }
  want(p, ']');
  return { kind: 'SliceExpr', start: x.start, end: p.previousEnd, operand: x, low, high, max, open };
}

/** @param typesOnly where a type stands and no index can be meant */
export function typeArguments(
  p: Parser,
  typesOnly: boolean,
): { readonly items: readonly Expression[]; readonly comma: boolean } {
  return inBrackets(p, () => {
    const items = [typesOnly ? typeExpression(p) : expression(p)];
    let comma = false;
    while (got(p, ',')) {
      comma = true;
      const type = typeOrNull(p);
      if (type === null) break;
      items.push(type);
    }
    return { items, comma };
  });
}

function call(p: Parser, x: Expression): Expression {
  const open = p.start;
  next(p);
  const args: Expression[] = [];
  let spread = false;
  inBrackets(p, () =>
    list(p, 'argument list', ',', ')', () => {
      args.push(expression(p));
      spread = got(p, '...');
      return spread;
    }),
  );
  const end = p.previousEnd;
  return { kind: 'CallExpr', start: x.start, end, operand: x, arguments: args, spread, open };
}

/** Whether the brace behind `x` begins a literal and not a block. */
function takesLiteral(p: Parser, x: Expression): boolean {
  const type = unparen(x);
  switch (type.kind) {
    case 'Identifier':
    case 'SelectorExpr':
      return p.bracketed >= 0;
    case 'IndexExpr':
      return p.bracketed >= 0 && !type.indices.some(isValue);
    case 'ArrayType':
    case 'SliceType':
    case 'StructType':
    case 'MapType':
      return true;
    default:
      return false;
  }
}

/** Certainly no type, so that `a[1] {` begins no literal. */
function isValue(x: Expression): boolean {
  switch (x.kind) {
    case 'BasicLit':
    case 'CompositeLit':
    case 'FunctionLit':
    case 'SliceExpr':
    case 'TypeAssertion':
    case 'CallExpr':
    case 'UnaryExpr':
    case 'BinaryExpr':
      return true;
    case 'ParenExpr':
      return isValue(x.inner);
    case 'IndexExpr':
      return isValue(x.operand) || x.indices.some(isValue);
    default:
      return false;
  }
}

export function unparen(x: Expression): Expression {
  while (x.kind === 'ParenExpr') x = x.inner;
  return x;
}

function compositeLiteral(p: Parser, type: Expression | null): CompositeLit {
  const open = p.start;
  const elements: (Expression | KeyedElement)[] = [];
  p.bracketed++;
  want(p, '{');
  list(p, 'composite literal', ',', '}', () => {
    elements.push(keyedElement(p));
    return false;
  });
  p.bracketed--;
  const start = type?.start ?? open;
  return { kind: 'CompositeLit', start, end: p.previousEnd, type, elements, open };
}

function keyedElement(p: Parser): Expression | KeyedElement {
  const key = element(p);
  if (!got(p, ':')) return key;
  const value = element(p);
  return { kind: 'KeyedElement', start: key.start, end: value.end, key, value };
}

function element(p: Parser): Expression {
  if (p.token !== '{') return expression(p);
  const outside = enter(p);
  const literal = compositeLiteral(p, null);
  leave(p, outside);
  return literal;
}
