/** Switches over values and over types. */
import type { CaseClause, ExpressionSwitch, Statement, TypeSwitch } from '../syntax/statementTree.ts';
import type { Expression } from '../syntax/tree.ts';
import { BASIC } from '../types/basics.ts';
import { isInterface } from '../types/identical.ts';
import type { Type } from '../types/model.ts';
import { constant, emit, type Fn, jump, type Label, newLabel, place, scoped, subst, temp } from './emit.ts';
import { converted, expr, factOf, own, typeOf, viewAs } from './expressions.ts';
import { compare, condition } from './operators.ts';
import * as op from './ops.ts';
import { bind, move } from './places.ts';
import { typeIndex } from './runtimeTypes.ts';
import { init, inside, list } from './statements.ts';

/** The tests of all clauses, then their bodies, each of which may fall through to the next. */
function clauses(
  f: Fn,
  s: Statement,
  all: readonly CaseClause[],
  test: (one: Expression, label: Label) => void,
  enter: (clause: CaseClause) => void,
): void {
  const labels = all.map(newLabel);
  const end = newLabel();
  let otherwise = end;
  all.forEach(({ cases }, i) => {
    const label = labels[i]!;
    if (cases === null) otherwise = label;
    else for (const one of cases) scoped(f, () => test(one, label));
  });
  jump(f, op.JUMP, otherwise);
  inside(f, s, end, null, () => {
    const before = f.nextClause;
    all.forEach((clause, i) => {
      place(f, labels[i]!);
      f.nextClause = labels[i + 1] ?? null;
      scoped(f, () => {
        enter(clause);
        list(f, clause.body);
      });
      if (i < all.length - 1) jump(f, op.JUMP, end);
    });
    f.nextClause = before;
  });
  place(f, end);
}

export function expressionSwitch(f: Fn, s: ExpressionSwitch): void {
  init(f, s.init);
  const { tag } = s;
  if (tag === null) {
    const test = (one: Expression, label: Label): void => {
      const type = typeOf(f, one);
      if (!isInterface(type)) return condition(f, one, label, true);
      const same = temp(f);
      compare(f, '==', same, converted(f, constant(f, true), BASIC.bool, type), expr(f, one), type);
      jump(f, op.JUMP_IF, label, same);
    };
    clauses(f, s, s.clauses, test, () => {});
    return;
  }
  const tagType = typeOf(f, tag);
  // The tag is evaluated once: what the cases call cannot change it.
  const value = own(f, tag, temp(f));
  const test = (one: Expression, label: Label): void => {
    const type = typeOf(f, one);
    const isNil = factOf(f, one)?.mode === 'nil';
    const wide = isInterface(type) && !isInterface(tagType) && !isNil ? type : tagType;
    const left = converted(f, value, tagType, wide);
    const right = viewAs(f, one, wide);
    const same = temp(f);
    f.at = one.start;
    compare(f, '==', same, left, right, isNil ? NIL : wide);
    jump(f, op.JUMP_IF, label, same);
  };
  clauses(f, s, s.clauses, test, () => {});
}

const NIL: Type = { kind: 'basic', name: 'untyped nil', alias: null };

export function typeSwitch(f: Fn, s: TypeSwitch): void {
  init(f, s.init);
  const operand = s.operand.kind === 'TypeAssertion' ? s.operand.operand : s.operand;
  const value = expr(f, operand, temp(f));
  const isNil = (one: Expression): boolean => factOf(f, one)?.mode === 'nil';
  const test = (one: Expression, label: Label): void => {
    const is = temp(f);
    f.at = one.start;
    emit(f, op.IS_TYPE, is, value, isNil(one) ? -1 : typeIndex(f.unit, typeOf(f, one)));
    jump(f, op.JUMP_IF, label, is);
  };
  const enter = (clause: CaseClause): void => {
    const v = f.pkg.info.clauseVariables.get(clause);
    if (v === undefined) return;
    const register = temp(f);
    if (isInterface(subst(f, v.type)) || clause.cases?.length !== 1) move(f, value, register);
    else emit(f, op.UNWRAP, register, value);
    bind(f, v, register);
  };
  clauses(f, s, s.clauses, test, enter);
}
