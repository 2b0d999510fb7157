/** Assignments and declarations with values. */
import type { Assignment, IncDecStmt, ShortVarDecl } from '../syntax/statementTree.ts';
import type { Expression, Identifier } from '../syntax/tree.ts';
import type { Constant, Type, Var } from '../types/model.ts';
import { call } from './calls.ts';
import { constant, type Fn, scoped, subst, temp } from './emit.ts';
import { withoutParens } from './escape.ts';
import { commaOk, constantValue, converted, expr, own, singleType, typeOf, valueAs } from './expressions.ts';
import { isAggregate } from './layouts.ts';
import { arithmetic } from './operators.ts';
import { bind, definedVar, load, type Place, pinned, placeOf, store, variablePlace } from './places.ts';
import { inOrder } from './returns.ts';

export function assignment(f: Fn, s: Assignment): void {
  const { left, right, operator } = s;
  const [to, from] = [left[0], right[0]];
  if (to === undefined || from === undefined) return;
  if (operator !== '=') compound(f, to, operator.slice(0, -1), s.at, (type) => [expr(f, from), type]);
  else if (left.length === 1) single(f, to, from, s.at);
  else if (right.length === 1) {
    const mark = f.next;
    const places = left.map((one) => pinned(f, placeOf(f, one), mark));
    const { registers, types } = several(f, from);
    f.at = s.at;
    storeAll(f, places, registers, types);
  } else parallel(f, left, right, s.at);
}

function single(f: Fn, to: Expression, from: Expression, at: number): void {
  const p = placeOf(f, to);
  if (p.kind === 'blank') {
    own(f, from);
    return;
  }
  // A scalar in a register is made where it belongs; all that reads the variable has been done by then.
  if (p.kind === 'register' && !isAggregate(p.type)) {
    valueAs(f, from, p.type, p.register);
    return;
  }
  const value = isAggregate(p.type) && p.kind !== 'map' ? expr(f, from) : valueAs(f, from, p.type);
  f.at = at;
  store(f, p, value);
}

/** All operands first, then all values, then from left to right. */
function parallel(f: Fn, left: readonly Expression[], right: readonly Expression[], at: number): void {
  const mark = f.next;
  const places = left.map((one) => pinned(f, placeOf(f, one), mark));
  const base = temp(f, right.length);
  inOrder(f, right, (e, i) => {
    const type = typeOfPlace(f, places[i], e);
    valueAs(f, e, type, base + i);
  });
  f.at = at;
  for (const [i, p] of places.entries()) scoped(f, () => store(f, p, base + i));
}

const typeOfPlace = (f: Fn, p: Place | undefined, e: Expression): Type =>
  p === undefined || p.kind === 'blank' ? singleType(f, e) : p.type;

/** The values of a call, or of a form with `ok`. */
function several(f: Fn, given: Expression): { registers: number; types: readonly Type[] } {
  const e = withoutParens(given);
  const tuple = typeOf(f, e);
  const types = tuple.kind === 'tuple' ? tuple.elements : [];
  return { registers: e.kind === 'CallExpr' ? call(f, e) : commaOk(f, e).register, types };
}

function storeAll(f: Fn, places: readonly Place[], registers: number, types: readonly Type[]): void {
  places.forEach((p, i) => {
    const from = types[i];
    if (p.kind === 'blank' || from === undefined) return;
    scoped(f, () => store(f, p, converted(f, registers + i, from, p.type)));
  });
}

export function incDec(f: Fn, s: IncDecStmt): void {
  compound(f, s.operand, s.operator.slice(1), s.at, (type) => [constant(f, constantValue(ONE, type)), type]);
}

const ONE: Constant = { kind: 'int', value: 1n };

/** `x op= y`: the operands of x once; y before x is read. */
function compound(
  f: Fn,
  to: Expression,
  operator: string,
  at: number,
  right: (type: Type) => [number, Type],
): void {
  const p = placeOf(f, to);
  const [value, type] = right(p.type);
  f.at = at;
  if (p.kind === 'register') {
    arithmetic(f, operator, p.register, p.register, value, type);
    return;
  }
  const made = temp(f);
  load(f, p, made);
  arithmetic(f, operator, made, made, value, type);
  store(f, p, made);
}

// Declarations

export function shortDeclaration(f: Fn, s: ShortVarDecl): void {
  const isNew = (e: Expression): boolean =>
    e.kind === 'Identifier' && (e.name === '_' || definedVar(f, e) !== null);
  if (s.left.every(isNew)) {
    initialize(f, s.left as readonly Identifier[], s.right);
    return;
  }
  // Some are declared, the others assigned: the values first, in registers that the new ones keep.
  const { length } = s.left;
  const base = temp(f, length);
  const [only] = s.right;
  const places = s.left.map((e) => (isNew(e) ? null : scoped(f, () => placeOf(f, e))));
  scoped(f, () => {
    if (s.right.length === 1 && only !== undefined) {
      const { registers, types } = several(f, only);
      types.forEach((type, i) => {
        converted(f, registers + i, type, places[i]?.type ?? declaredType(f, s.left[i], type), base + i);
      });
    } else {
      inOrder(f, s.right, (e, i) => {
        valueAs(f, e, places[i]?.type ?? declaredType(f, s.left[i], singleType(f, e)), base + i);
      });
    }
  });
  s.left.forEach((e, i) => {
    const v = e.kind === 'Identifier' ? definedVar(f, e) : null;
    if (v !== null) bind(f, v, base + i);
    else if (places[i]) scoped(f, () => store(f, placeOf(f, e), base + i));
  });
}

function declaredType(f: Fn, e: Expression | undefined, otherwise: Type): Type {
  const v = e?.kind === 'Identifier' ? definedVar(f, e) : null;
  return v === null ? otherwise : subst(f, v.type);
}

/** New variables, or blanks, with their values. */
export function initialize(f: Fn, names: readonly Identifier[], values: readonly Expression[]): void {
  const { length } = names;
  const [only] = values;
  const base = f.next;
  const typeAt = (i: number, otherwise: Type): Type => declaredType(f, names[i], otherwise);
  const isCall = only !== undefined && withoutParens(only).kind === 'CallExpr';
  if (values.length === 1 && only !== undefined && (length > 1 || isCall)) {
    // What a call gives stays where it is.
    const one = (type: Type): ReturnType<typeof several> => ({
      registers: valueAs(f, only, type),
      types: [type],
    });
    const { registers, types } = length > 1 ? several(f, only) : one(typeAt(0, singleType(f, only)));
    types.forEach((type, i) => {
      converted(f, registers + i, type, typeAt(i, type), base + i);
    });
    f.next = base;
    temp(f, length);
  } else {
    temp(f, length);
    inOrder(f, values, (e, i) => {
      valueAs(f, e, typeAt(i, singleType(f, e)), base + i);
    });
  }
  names.forEach((id, i) => {
    const v = definedVar(f, id);
    if (v !== null && v.name !== '_') bind(f, v, base + i);
  });
}

/** `var a, b = f()` at package level. */
export function assignGlobals(f: Fn, variables: readonly Var[], value: Expression): void {
  f.at = value.start;
  scoped(f, () => {
    const [only] = variables;
    if (variables.length > 1) {
      const { registers, types } = several(f, value);
      storeAll(
        f,
        variables.map((v) => (v.name === '_' ? blank(v.type) : variablePlace(f, v))),
        registers,
        types,
      );
    } else if (only === undefined || only.name === '_') own(f, value);
    else {
      const register = valueAs(f, value, only.type);
      store(f, variablePlace(f, only), register);
    }
  });
}

const blank = (type: Type): Place => ({ kind: 'blank', type });
