/** Returns, and all other ways out of the body of a range over a function. */
import type { ReturnStmt } from '../syntax/statementTree.ts';
import type { Expression } from '../syntax/tree.ts';
import type { Type } from '../types/model.ts';
import { call } from './calls.ts';
import { constant, emit, type Fn, jump, scoped, temp } from './emit.ts';
import { withoutParens } from './escape.ts';
import { converted, singleType, typeOf, valueAs } from './expressions.ts';
import { isAggregate } from './layouts.ts';
import { mayCall } from './operators.ts';
import * as op from './ops.ts';
import { load, store, variablePlace } from './places.ts';

/** The function that a return leaves. */
function frameOf(f: Fn): Fn {
  return f.loopBody !== null && f.outer !== null ? frameOf(f.outer) : f;
}

export function returnStatement(f: Fn, { results: given }: ReturnStmt): void {
  const { results, resultVariables, epilogue } = frameOf(f);
  const kept = resultVariables.length > 0;
  if (given.length === 0) return goBack(f);
  const mustKeep =
    kept && (epilogue !== null || f.loopBody !== null || resultVariables.some((v) => f.escapes.boxed.has(v)));
  if (!mustKeep) {
    const [only] = given;
    if (results.length === 1 && only !== undefined) {
      const local = localAggregate(f, only);
      emit(f, op.RETURN, local < 0 ? valueAs(f, only, results[0]!) : local, 1);
      return;
    }
    const base = valuesAs(f, given, results);
    emit(f, op.RETURN, base, results.length);
    return;
  }
  // A result that is returned as itself is not written.
  const isItself = (e: Expression | undefined, i: number): boolean => {
    const bare = e === undefined ? null : withoutParens(e);
    return bare?.kind === 'Identifier' && f.pkg.info.uses.get(bare) === resultVariables[i];
  };
  const whole = given.length === results.length;
  const themselves = results.map((_, i) => whole && isItself(given[i], i));
  if (!themselves.every(Boolean)) {
    const base = valuesAs(f, given, results);
    results.forEach((_, i) => {
      const v = resultVariables[i];
      if (!themselves[i] && v !== undefined) store(f, variablePlace(f, v), base + i);
    });
  }
  goBack(f);
}

/** A local aggregate that nobody else knows need not be copied when it is returned. */
function localAggregate(f: Fn, given: Expression): number {
  const e = withoutParens(given);
  const v = e.kind === 'Identifier' ? f.pkg.info.uses.get(e) : undefined;
  if (v?.kind !== 'var' || f.escapes.shared.has(v) || !isAggregate(typeOf(f, e))) return -1;
  return singleType(f, e) === f.results[0] ? (f.locals.get(v)?.register ?? -1) : -1;
}

/** With the results where they belong. */
function goBack(f: Fn): void {
  if (f.loopBody !== null) exit(f, goBack);
  else if (f.epilogue !== null) jump(f, op.JUMP, f.epilogue);
  else leave(f);
}

/** The end of all returns. */
export function leave(f: Fn): void {
  scoped(f, () => {
    const { resultVariables: variables } = f;
    if (variables.length === 1) {
      emit(f, op.RETURN, load(f, variablePlace(f, variables[0]!)), 1);
      return;
    }
    const base = temp(f, variables.length);
    for (const [i, v] of variables.entries()) load(f, variablePlace(f, v), base + i);
    emit(f, op.RETURN, base, variables.length);
  });
}

/** Leaves the body of a range over a function: it answers false, and the function around does the rest. */
export function exit(f: Fn, rest: (outer: Fn) => void): void {
  if (f.loopBody === null) return rest(f);
  const { state, exits } = f.loopBody;
  const reason = exits.push(rest);
  scoped(f, () => {
    store(f, variablePlace(f, state), constant(f, reason));
    emit(f, op.RETURN, constant(f, false), 1);
  });
}

/** Values for all the types in registers that follow each other; one call may give them all. @returns the first register */
function valuesAs(f: Fn, given: readonly Expression[], types: readonly Type[]): number {
  const [only] = given;
  if (given.length === 1 && only !== undefined && types.length > 1) {
    const bare = withoutParens(only);
    const tuple = typeOf(f, bare);
    const from = bare.kind === 'CallExpr' ? call(f, bare) : 0;
    types.forEach((type, i) => {
      if (tuple.kind === 'tuple') converted(f, from + i, tuple.elements[i] ?? type, type, from + i);
    });
    return from;
  }
  const base = temp(f, given.length);
  inOrder(f, given, (e, i) => {
    valueAs(f, e, types[i] ?? singleType(f, e), base + i);
  });
  return base;
}

/** Operands that call come before plain ones, as gc has it. */
export function inOrder(f: Fn, given: readonly Expression[], each: (e: Expression, i: number) => void): void {
  const calls = given.map((e) => given.length > 1 && mayCall(f, e));
  for (const turn of calls.includes(true) ? [true, false] : [false]) {
    given.forEach((e, i) => {
      if (calls[i] === turn) scoped(f, () => each(e, i));
    });
  }
}
