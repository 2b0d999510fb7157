/** Constants and other values without a type of their own: which type a context gives them. https://go.dev/ref/spec#Constants */
import { expressionText } from '../syntax/text.ts';
import type { Expression } from '../syntax/tree.ts';
import { type Implicit, implicitType, type ValueInfo } from './assignable.ts';
import { BASIC, isInteger, isInvalid, isNumeric, isUntyped } from './basics.ts';
import { type Checker, type Place, report, type Untyped } from './checker.ts';
import { represent } from './constants.ts';
import { bitLength } from './fractions.ts';
import { isInterface, isTypeParam, underlying } from './identical.ts';
import type { Basic, Constant, Type } from './model.ts';
import { type Operand, operand, operandText, refuse, text } from './operands.ts';
import { all } from './typeSet.ts';

type Misfit = 'truncated' | 'overflows' | 'mismatch';

/** An interface that is no type parameter. */
export const isPlainInterface = (type: Type): boolean => isInterface(type) && !isTypeParam(type);

export const valueInfo = (x: Operand): ValueInfo => ({ value: x.value, isNil: x.mode === 'nil' });

/** What something untyped becomes where `target` is expected; typed things stay. */
export function becomes(x: Operand, target: Type): Implicit {
  if (x.mode === 'invalid' || !isUntyped(x.type) || isInvalid(target)) return { type: x.type, value: null };
  return implicitType(x.type, valueInfo(x), target);
}

const CANNOT: Readonly<Record<Misfit, (x: string, type: string) => string>> = {
  truncated: (x, type) => `${x} truncated to ${type}`,
  overflows: (x, type) => `${x} overflows ${type}`,
  mismatch: (x, type) => `cannot convert ${x} to type ${type}`,
};

/** Gives an untyped operand the type that its context asks for, or says why it cannot have it. */
export function convertUntyped(c: Checker, x: Operand, target: Type): Operand {
  const to = becomes(x, target);
  if (to.type !== null) return adopt(c, x, to.type, to.value);
  const named = isTypeParam(target) ? target : underlying(target);
  return refuse(c, x.expression, CANNOT[to.why](operandText(c, x), text(c, named)));
}

export function adopt(c: Checker, x: Operand, type: Type, value: Constant | null): Operand {
  if (value !== null) {
    const waiting = c.untyped.get(x.expression);
    if (waiting !== undefined) waiting.value = value;
  }
  if (type !== x.type) settle(c, x.expression, type, false);
  return { ...x, type, value: value ?? x.value };
}

/** Constants of a type must be among its values. */
export function representable(c: Checker, x: Operand, type: Basic): Operand {
  if (x.value === null || x.value.kind === 'unknown') return x;
  const value = represent(x.value, type);
  if (value !== null) return { ...x, value };
  const numbers = isNumeric(x.type) && isNumeric(type);
  const why = !numbers ? 'mismatch' : !isInteger(x.type) && isInteger(type) ? 'truncated' : 'overflows';
  return refuse(c, x.expression, CANNOT[why](operandText(c, x), text(c, type)));
}

const OPERATIONS: Readonly<Record<string, string>> = {
  '+': 'addition ',
  '-': 'subtraction ',
  '^': 'bitwise XOR ',
  '*': 'multiplication ',
  '<<': 'shift ',
};
const BITS_MAX = 512;

/** The result of an operation on constants: of a typed one it must fit, of an untyped one it must end somewhere. */
export function checkOverflow(c: Checker, x: Operand): Operand {
  const { expression: e, value } = x;
  const at: Place = e.kind === 'BinaryExpr' ? { start: e.at, end: e.at + e.operator.length } : e;
  if (value === null || value.kind === 'unknown') {
    report(c, at, 'constant result is not representable');
    return x;
  }
  const under = underlying(x.type);
  if (!isUntyped(x.type)) return under.kind === 'basic' ? representable(c, x, under) : x;
  if (value.kind !== 'int' || bitLength(value.value) <= BITS_MAX) return x;
  const operation =
    e.kind === 'BinaryExpr'
      ? (OPERATIONS[e.operator] ?? '')
      : e.kind === 'UnaryExpr' && e.operator === '^'
        ? 'bitwise complement '
        : '';
  report(c, at, `constant ${operation}overflow`);
  return { ...x, value: { kind: 'unknown' } };
}

/** Records an expression; of an untyped one the type is awaited. */
export function record(c: Checker, x: Operand): void {
  if (x.mode === 'invalid') {
    c.unexplained ??= { at: x.expression, file: c.environment.file };
    return;
  }
  const { expression, mode, type, value } = x;
  if (type.kind === 'basic' && isUntyped(type)) {
    c.untyped.set(expression, { mode, type, value, shifted: false });
  } else c.info.types.set(expression, { mode, type, value });
}

export function recordType(c: Checker, expression: Expression, type: Type): void {
  if (isInvalid(type)) c.unexplained ??= { at: expression, file: c.environment.file };
  c.info.types.set(expression, { mode: 'type', type, value: null });
}

/** Where an untyped expression gets its type, so do the untyped operands it has that from. */
export function settle(c: Checker, e: Expression, type: Type, final: boolean): void {
  const waiting = c.untyped.get(e);
  if (waiting === undefined) return;
  for (const inner of operandsOf(e, waiting)) settle(c, inner, type, final);
  if (!final && type.kind === 'basic' && isUntyped(type)) {
    waiting.type = type;
    return;
  }
  c.untyped.delete(e);
  if (waiting.shifted && !all(type, isInteger)) {
    report(
      c,
      e,
      `invalid operation: shifted operand ${expressionText(e)} (type ${text(c, type)}) must be integer`,
    );
    return;
  }
  let { value } = waiting;
  if (value !== null) {
    const fits = convertUntyped(c, operand(waiting.mode, e, waiting.type, value), type);
    if (fits.mode === 'invalid') return;
    value = fits.value;
  }
  c.info.types.set(e, { mode: waiting.mode, type, value });
}

/** Operands of constants are never stored anywhere; those of a comparison have their own type. */
function operandsOf(e: Expression, { value }: Untyped): readonly Expression[] {
  if (e.kind === 'ParenExpr') return [e.inner];
  if (value !== null) return [];
  if (e.kind === 'UnaryExpr') return [e.operand];
  if (e.kind !== 'BinaryExpr' || /^(?:[=!<>]=|[<>])$/.test(e.operator)) return [];
  return /^(?:<<|>>)$/.test(e.operator) ? [e.left] : [e.left, e.right];
}

/** At the end: what nobody asked a type of keeps none. */
export function settleRest(c: Checker): void {
  for (const [e, { mode, type, value }] of c.untyped) c.info.types.set(e, { mode, type, value });
  c.untyped.clear();
}

/** A constant integer of type int, as indices and lengths want it. */
export function asIndex(c: Checker, x: Operand, what: string): Operand {
  if (x.mode === 'invalid') return x;
  const y = convertUntyped(c, x, BASIC.int);
  if (y.mode === 'invalid') return y;
  const no = (why: string): Operand =>
    refuse(c, y.expression, `invalid argument: ${what} ${operandText(c, y)} ${why}`);
  if (!all(y.type, isInteger)) return no('must be integer');
  if (y.mode !== 'constant' || y.value === null) return y;
  if (y.value.kind === 'int' && y.value.value < 0n) return no('must not be negative');
  const value = represent(y.value, BASIC.int);
  return value === null ? no('overflows int') : { ...y, value };
}
