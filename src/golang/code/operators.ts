/** Operators of two operands, and conditions that jump. */
import type { BinaryExpr, Expression } from '../syntax/tree.ts';
import { isFloat } from '../types/basics.ts';
import { isInterface, underlying } from '../types/identical.ts';
import type { Type } from '../types/model.ts';
import { emit, type Fn, into, jump, type Label, newLabel, place, scoped } from './emit.ts';
import { eachChild, type TreeNode, withoutParens } from './escape.ts';
import { expr, factOf, typeOf, viewAs } from './expressions.ts';
import { isAggregate } from './layouts.ts';
import * as op from './ops.ts';
import { numberKind, typeIndex } from './runtimeTypes.ts';

const ARITHMETIC: Readonly<Record<string, number>> = {
  '+': op.ADD,
  '-': op.SUB,
  '*': op.MUL,
  '/': op.QUO,
  '%': op.REM,
  '&': op.AND,
  '|': op.OR,
  '^': op.XOR,
  '&^': op.AND_NOT,
  '<<': op.SHL,
  '>>': op.SHR,
};
const INT_KINDS = [0, 4];

/** `r[to] = r[left] operator r[right]` of values of that type (of a shift: the left one's). */
export function arithmetic(
  f: Fn,
  operator: string,
  to: number,
  left: number,
  right: number,
  type: Type,
): void {
  const kind = numberKind(type);
  const short = INT_KINDS.includes(kind)
    ? operator === '+'
      ? op.ADD_INT
      : operator === '-'
        ? op.SUB_INT
        : 0
    : 0;
  if (short !== 0) emit(f, short, to, left, right);
  else emit(f, ARITHMETIC[operator] ?? 0, to, left, right, kind);
}

/** Both operands. gc makes the calls of an expression first: what is only read comes after them. */
export function operands(
  f: Fn,
  left: Expression,
  right: Expression,
  read: (e: Expression) => number,
): [number, number] {
  if (mayCall(f, left) || !mayCall(f, right)) {
    const first = read(left);
    return [first, read(right)];
  }
  const second = read(right);
  return [read(left), second];
}

/** Whether it is a call for gc (reads of maps are): such operands come before others. */
export function mayCall(f: Fn, node: TreeNode): boolean {
  if (node.kind === 'FunctionLit') return false;
  const e = node as Expression;
  if (factOf(f, e)?.mode === 'constant') return false;
  if (e.kind === 'CallExpr' && !['type', 'builtin'].includes(factOf(f, e.operand)?.mode ?? '')) return true;
  if (e.kind === 'UnaryExpr' && e.operator === '<-') return true;
  if (e.kind === 'IndexExpr' && underlying(typeOf(f, e.operand)).kind === 'map') return true;
  let found = false;
  eachChild(node, (child) => {
    found ||= mayCall(f, child);
  });
  return found;
}

export function binary(f: Fn, e: BinaryExpr, to: number): number {
  const comparison = COMPARISONS[e.operator];
  if (comparison !== undefined) {
    const [left, right, type] = compared(f, e);
    const made = into(f, to);
    f.at = e.at;
    compare(f, e.operator, made, left, right, type);
    return made;
  }
  const [left, right] = operands(f, e.left, e.right, (one) => expr(f, one));
  const made = into(f, to);
  f.at = e.at;
  arithmetic(f, e.operator, made, left, right, typeOf(f, e));
  return made;
}

const COMPARISONS: Readonly<
  Record<string, { readonly not: boolean; readonly swapped: boolean; readonly op: number }>
> = {
  '==': { op: 0, not: false, swapped: false },
  '!=': { op: 0, not: true, swapped: false },
  '<': { op: op.LESS, not: false, swapped: false },
  '<=': { op: op.LESS_EQUAL, not: false, swapped: false },
  '>': { op: op.LESS, not: false, swapped: true },
  '>=': { op: op.LESS_EQUAL, not: false, swapped: true },
};

/** Both sides as values of one type: a value compared with an interface becomes one. */
function compared(f: Fn, e: BinaryExpr): [number, number, Type] {
  const isNil = [e.left, e.right].some((one) => factOf(f, one)?.mode === 'nil');
  const type = isNil ? NIL : comparedType(f, e.left, e.right);
  const [left, right] = operands(f, e.left, e.right, (one) => viewAs(f, one, type));
  return [left, right, type];
}

/** All that can be nil is null then. */
const NIL: Type = { kind: 'basic', name: 'untyped nil', alias: null };

function comparedType(f: Fn, left: Expression, right: Expression): Type {
  const [a, b] = [typeOf(f, left), typeOf(f, right)];
  return isInterface(b) && !isInterface(a) ? b : a;
}

export function compare(f: Fn, operator: string, to: number, left: number, right: number, type: Type): void {
  const how = COMPARISONS[operator];
  if (how === undefined) return;
  if (how.op !== 0) {
    const [a, b] = how.swapped ? [right, left] : [left, right];
    emit(f, how.op, to, a, b);
    return;
  }
  const under = underlying(type);
  const { kind } = under;
  const byParts =
    isAggregate(type) || kind === 'interface' || (kind === 'basic' && /complex|unsafe/.test(under.name));
  if (byParts) emit(f, op.EQUAL, to, left, right, typeIndex(f.unit, type));
  else emit(f, kind === 'pointer' && !isAggregate(under.element) ? op.SAME_REF : op.SAME, to, left, right);
  if (how.not) emit(f, op.NOT, to, to);
}

/** Goes to the label when the expression is `when`, else on. */
export function condition(f: Fn, given: Expression, label: Label, when: boolean): void {
  const e = withoutParens(given);
  const fact = factOf(f, e);
  if (fact?.mode === 'constant' && fact.value?.kind === 'bool') {
    if (fact.value.value === when) jump(f, op.JUMP, label);
    return;
  }
  if (e.kind === 'UnaryExpr' && e.operator === '!') return condition(f, e.operand, label, !when);
  if (e.kind === 'BinaryExpr') {
    if (e.operator === '&&' || e.operator === '||') {
      // Where one operand decides, it goes where the whole does.
      if ((e.operator === '||') === when) {
        condition(f, e.left, label, when);
        condition(f, e.right, label, when);
      } else {
        const decided = newLabel();
        condition(f, e.left, decided, !when);
        condition(f, e.right, label, when);
        place(f, decided);
      }
      return;
    }
    if (shortJump(f, e, label, when)) return;
  }
  scoped(f, () => jump(f, when ? op.JUMP_IF : op.JUMP_UNLESS, label, expr(f, e)));
}

/** Comparisons by order that are one instruction with their jump. What is no number is not less, nor is it not greater. */
function shortJump(f: Fn, e: BinaryExpr, label: Label, when: boolean): boolean {
  const orEqual = e.operator === '<=' || e.operator === '>=';
  if (!/^[<>]=?$/.test(e.operator) || (orEqual && isFloat(typeOf(f, e.left)))) return false;
  scoped(f, () => {
    const [left, right] = compared(f, e);
    f.at = e.at;
    // a > b is b < a; a <= b is not b < a.
    const swapped = e.operator === '>' || e.operator === '<=';
    const [a, b] = swapped ? [right, left] : [left, right];
    jump(f, when === orEqual ? op.JUMP_NOT_LESS : op.JUMP_LESS, label, a, b);
  });
  return true;
}
