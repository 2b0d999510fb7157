/** Operators. https://go.dev/ref/spec#Operators */
import { expressionText } from '../syntax/text.ts';
import type { BinaryOperator } from '../syntax/tokens.ts';
import type { BinaryExpr, Expression, UnaryExpr } from '../syntax/tree.ts';
import { bare } from './assign.ts';
import { assignable } from './assignable.ts';
import {
  BASIC,
  defaultType,
  isBoolean,
  isComplex,
  isInteger,
  isInvalid,
  isNumeric,
  isOrdered,
  isString,
  isUnsigned,
  isUntyped,
} from './basics.ts';
import { type Checker, report } from './checker.ts';
import { binaryConstant, compareConstants, shiftConstant, sign, toInt, unaryConstant } from './constants.ts';
import { value } from './expressions.ts';
import { comparableCause, hasNil, identical, isComparable, isTypeParam, underlying } from './identical.ts';
import type { Type } from './model.ts';
import { compositeKind, invalid, type Operand, operand, operandText, refuse, text } from './operands.ts';
import { all, coreType } from './typeSet.ts';
import { withoutAddresses } from './unsafe.ts';
import {
  checkOverflow,
  convertUntyped,
  isPlainInterface,
  record,
  representable,
  settle,
  valueInfo,
} from './untyped.ts';

type Predicate = (type: Type) => boolean;

const isNumericOrString: Predicate = (type) => isNumeric(type) || isString(type);

const UNARY: Readonly<Record<string, Predicate>> = {
  '+': isNumeric,
  '-': isNumeric,
  '^': isInteger,
  '!': isBoolean,
};

const BINARY: Readonly<Record<string, Predicate>> = {
  '+': isNumericOrString,
  '-': isNumeric,
  '*': isNumeric,
  '/': isNumeric,
  '%': isInteger,
  '&': isInteger,
  '|': isInteger,
  '^': isInteger,
  '&^': isInteger,
  '&&': isBoolean,
  '||': isBoolean,
};

export function unary(c: Checker, e: UnaryExpr): Operand {
  const x = value(c, e.operand);
  if (x.mode === 'invalid') return invalid(e);
  const no = (what: string): Operand => {
    report(c, x.expression, `invalid operation: ${what}`);
    return invalid(e);
  };
  const { operator } = e;
  if (operator === '&') {
    if (bare(e.operand).kind !== 'CompositeLit' && x.mode !== 'variable') {
      return no(`cannot take address of ${operandText(c, x)}`);
    }
    return operand('value', e, { kind: 'pointer', element: x.type });
  }
  if (operator === '<-') return receive(c, e, x, no);
  if (operator === '~') {
    const hint = all(x.type, isInteger) ? ' (use ^ for bitwise complement)' : '';
    return refuse(c, e, `cannot use ~ outside of interface or type constraint${hint}`);
  }
  const can = UNARY[operator];
  if (can !== undefined && !all(x.type, can)) {
    return no(`operator ${operator} not defined on ${operandText(c, x)}`);
  }
  if (x.mode !== 'constant' || x.value === null) return withoutAddresses(c, operand('value', e, x.type));
  if (x.value.kind === 'unknown') return { ...x, expression: e };
  const under = underlying(x.type);
  const unsigned = under.kind === 'basic' && isUnsigned(under) ? under : null;
  const done = unaryConstant(operator, x.value, unsigned);
  return checkOverflow(c, operand('constant', e, x.type, done));
}

function receive(c: Checker, e: UnaryExpr, x: Operand, no: (what: string) => Operand): Operand {
  const core = coreType(x.type);
  const shown = operandText(c, x);
  if (core === null) return no(`cannot receive from ${shown} (no core type)`);
  if (core.kind !== 'chan') return no(`cannot receive from non-channel ${shown}`);
  if (core.direction === 'send') return no(`cannot receive from send-only channel ${shown}`);
  c.called = true;
  return operand('commaOk', e, core.element, null, 'statement');
}

/** A long sum is a deep tree: it is climbed from its first operand, without a call for each level. */
export function binary(c: Checker, e: BinaryExpr): Operand {
  const chain: BinaryExpr[] = [];
  let first: Expression = e;
  for (; first.kind === 'BinaryExpr'; first = first.left) chain.push(first);
  let x = value(c, first);
  for (const one of chain.reverse()) {
    x = operate(c, one, x, one.right, one.operator);
    if (one !== e) record(c, x);
  }
  return x;
}

/** @param e null: of `x += y`, which is written nowhere */
export function operate(
  c: Checker,
  e: BinaryExpr | null,
  a: Operand,
  right: Expression,
  operator: BinaryOperator,
): Operand {
  const left = a.expression;
  const whole = e ?? left;
  const b = value(c, right);
  if (a.mode === 'invalid' || b.mode === 'invalid') return invalid(whole);
  if (operator === '<<' || operator === '>>')
    return withoutAddresses(c, { ...shift(c, a, b, operator, e), expression: whole });
  const pair = matchTypes(c, a, b);
  if (pair === null) return invalid(whole);
  const [x, y] = pair;
  if (/^(?:[=!<>]=|[<>])$/.test(operator)) return { ...compare(c, x, y, operator, false), expression: whole };
  const fault = operationFault(c, e, x, y, operator);
  if (fault !== null) {
    if (fault.why !== '') report(c, fault.at, `invalid operation: ${fault.why}`);
    return invalid(whole);
  }
  if (x.mode !== 'constant' || y.mode !== 'constant' || x.value === null || y.value === null) {
    return withoutAddresses(c, operand('value', whole, x.type));
  }
  if (x.value.kind === 'unknown' || y.value.kind === 'unknown') {
    return operand('constant', whole, x.type, { kind: 'unknown' });
  }
  const done = binaryConstant(operator, x.value, y.value, operator === '/' && isInteger(x.type));
  return checkOverflow(c, operand('constant', whole, x.type, done));
}

/** Why the operator cannot be applied; '' where that has been told. */
function operationFault(
  c: Checker,
  e: BinaryExpr | null,
  x: Operand,
  y: Operand,
  operator: BinaryOperator,
): { readonly at: Expression; readonly why: string } | null {
  const [left, right] = [x.expression, y.expression];
  if (!identical(x.type, y.type)) {
    if (isInvalid(x.type) || isInvalid(y.type)) return { at: left, why: '' };
    const shown =
      e === null ? `${expressionText(left)} ${operator}= ${expressionText(right)}` : expressionText(e);
    return { at: left, why: `${shown} (mismatched types ${text(c, x.type)} and ${text(c, y.type)})` };
  }
  const can = BINARY[operator];
  if (can !== undefined && !all(x.type, can)) {
    return { at: left, why: `operator ${operator} not defined on ${operandText(c, x)}` };
  }
  if ((operator !== '/' && operator !== '%') || y.mode !== 'constant' || y.value === null) return null;
  const matters = x.mode === 'constant' || all(x.type, isInteger);
  const zero = y.value.kind !== 'unknown' && sign(y.value) === 0 && (!isComplex(x.type) || isZero(y));
  return matters && zero ? { at: right, why: 'division by zero' } : null;
}

const isZero = ({ value: v }: Operand): boolean =>
  v?.kind === 'complex' ? sign(v.real) === 0 && sign(v.imaginary) === 0 : v !== null && sign(v) === 0;

/** Gives what is untyped the type of the other side, where that may be; null: it may not, and that is told. */
export function matchTypes(c: Checker, x: Operand, y: Operand): readonly [Operand, Operand] | null {
  if (!mayConvert(x, y)) return [x, y];
  const a = convertUntyped(c, x, y.type);
  if (a.mode === 'invalid') return null;
  const b = convertUntyped(c, y, a.type);
  return b.mode === 'invalid' ? null : [a, b];
}

function mayConvert(x: Operand, y: Operand): boolean {
  if (!isUntyped(x.type) && !isUntyped(y.type)) return false;
  if (isPlainInterface(x.type) || isPlainInterface(y.type)) return true;
  if (all(x.type, isBoolean) !== all(y.type, isBoolean)) return false;
  if (all(x.type, isString) !== all(y.type, isString)) return false;
  if (x.mode === 'nil') return hasNil(y.type);
  if (y.mode === 'nil') return hasNil(x.type);
  return underlying(x.type).kind !== 'pointer' && underlying(y.type).kind !== 'pointer';
}

/** @param inSwitch x is a case, y what is switched on: messages say so */
export function compare(
  c: Checker,
  x: Operand,
  y: Operand,
  operator: BinaryOperator,
  inSwitch: boolean,
): Operand {
  if (isInvalid(x.type) || isInvalid(y.type)) return invalid(x.expression);
  const fault = incomparable(c, x, y, operator);
  if (fault !== null) {
    const { at, why } = fault;
    const [a, b] = [expressionText(x.expression), expressionText(y.expression)];
    return inSwitch
      ? refuse(c, x.expression, `invalid case ${a} in switch on ${b} (${why})`)
      : refuse(c, at.expression, `invalid operation: ${a} ${operator} ${b} (${why})`);
  }
  const type = BASIC['untyped bool'];
  if (x.mode === 'constant' && y.mode === 'constant' && x.value !== null && y.value !== null) {
    if (x.value.kind === 'unknown' || y.value.kind === 'unknown') {
      return operand('constant', x.expression, type, { kind: 'unknown' });
    }
    const holds = compareConstants(operator, x.value, y.value);
    return operand('constant', x.expression, type, { kind: 'bool', value: holds });
  }
  settle(c, x.expression, defaultType(x.type), true);
  settle(c, y.expression, defaultType(y.type), true);
  return operand('value', x.expression, type);
}

function incomparable(
  c: Checker,
  x: Operand,
  y: Operand,
  operator: BinaryOperator,
): { readonly at: Operand; readonly why: string } | null {
  const fits = (a: Operand, b: Operand): boolean => assignable(a.type, valueInfo(a), b.type, c.package).ok;
  if (!fits(x, y) && !fits(y, x)) {
    return { at: y, why: `mismatched types ${text(c, x.type)} and ${text(c, y.type)}` };
  }
  if (operator !== '==' && operator !== '!=') {
    const at = [x, y].find((one) => !all(one.type, isOrdered));
    return at === undefined ? null : { at, why: undefinedOperator(c, x, y, at, operator) };
  }
  if (x.mode === 'nil' || y.mode === 'nil') {
    if (hasNil(x.mode === 'nil' ? y.type : x.type)) return null;
    return { at: y, why: undefinedOperator(c, x, y, y, operator) };
  }
  const at = [x, y].find((one) => !isComparable(one.type, true));
  if (at === undefined) return null;
  const kind = compositeKind(at.type);
  const nilOnly = /^(?:slice|func|map)$/.test(kind) ? `${kind} can only be compared to nil` : '';
  return {
    at,
    why: nilOnly || comparableCause(at.type, c.package) || undefinedOperator(c, x, y, at, operator),
  };
}

function undefinedOperator(c: Checker, x: Operand, y: Operand, at: Operand, operator: string): string {
  if (isTypeParam(x.type) || isTypeParam(y.type)) {
    const parameter = isTypeParam(x.type) ? at : y;
    return `type parameter ${text(c, parameter.type)} cannot use operator ${operator}`;
  }
  return `operator ${operator} not defined on ${compositeKind(at.type) || text(c, at.type)}`;
}

/** As far as a constant may be shifted by a constant: so that the smallest float can be written. */
const SHIFT_MAX = 1074n;

function shift(c: Checker, x: Operand, y: Operand, operator: '<<' | '>>', e: BinaryExpr | null): Operand {
  const whole = x.mode === 'constant' && x.value !== null ? toInt(x.value) : null;
  const notInteger = (): Operand =>
    refuse(c, x.expression, `invalid operation: shifted operand ${operandText(c, x)} must be integer`);
  if (
    !all(x.type, isInteger) &&
    !(isUntyped(x.type) && (whole?.kind === 'int' || x.value?.kind === 'unknown'))
  ) {
    return notInteger();
  }
  const no = (what: string): Operand =>
    refuse(c, y.expression, `invalid operation: ${what.replace('%', operandText(c, y))}`);
  const count = y.mode === 'constant' && y.value !== null ? toInt(y.value) : null;
  if (count !== null) {
    if (count.kind === 'int' && count.value < 0n) return no('negative shift count %');
    if (isUntyped(y.type)) {
      if (representable(c, y, BASIC.uint).mode === 'invalid') return invalid(x.expression);
      // Where the shift itself is no constant, its count is of this type.
      if (x.mode !== 'constant') convertUntyped(c, y, BASIC.uint);
    }
  } else if (isUntyped(y.type)) {
    if (convertUntyped(c, y, BASIC.uint).mode === 'invalid') return invalid(x.expression);
  } else if (!all(y.type, isInteger)) return no('shift count % must be integer');
  if (whole !== null) {
    if (count !== null) {
      const type = isInteger(x.type) ? x.type : BASIC['untyped int'];
      if (whole.kind !== 'int' || count.kind !== 'int') {
        return operand('constant', x.expression, type, { kind: 'unknown' });
      }
      if (count.value > SHIFT_MAX) return no('invalid shift count %');
      const done = shiftConstant(operator, whole, count.value);
      return checkOverflow(c, operand('constant', e ?? x.expression, type, done));
    }
    if (isUntyped(x.type)) {
      // Its type is that which the whole shift gets from its context, and must be an integer's.
      const waiting = c.untyped.get(x.expression);
      if (waiting !== undefined) waiting.shifted = true;
      return operand('value', x.expression, x.type);
    }
  }
  return all(x.type, isInteger) ? operand('value', x.expression, x.type) : notInteger();
}
