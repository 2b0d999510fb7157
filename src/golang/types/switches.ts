/** `switch` on values and on types. https://go.dev/ref/spec#Switch_statements */
import type { CaseClause, ExpressionSwitch, TypeSwitch } from '../syntax/statementTree.ts';
import type { Expression, Identifier } from '../syntax/tree.ts';
import { assign, bare } from './assign.ts';
import { BASIC, INVALID, isInvalid } from './basics.ts';
import {
  type Checker,
  declare,
  find,
  inScope,
  newVar,
  note,
  type Place,
  placeText,
  posOf,
  report,
} from './checker.ts';
import { assertable, value } from './expressions.ts';
import { hasNil, identical, isComparable, isInterface, isTypeParam } from './identical.ts';
import { constantKey } from './literals.ts';
import type { Type, Var } from './model.ts';
import { invalid, type Operand, operand, operandText, text } from './operands.ts';
import { compare } from './operations.ts';
import { statement, statements } from './statements.ts';
import { variableType } from './typeExpressions.ts';
import { convertUntyped } from './untyped.ts';

/** What a clause after the first `default` is told. */
export function oneDefault<T extends Place>(
  c: Checker,
  clauses: readonly T[],
  isDefault: (clause: T) => boolean,
): void {
  const [first, ...more] = clauses.filter(isDefault);
  if (first === undefined) return;
  for (const one of more) report(c, one, `multiple defaults (first at ${placeText(c, first)})`);
}

interface Seen {
  readonly type: Type | null;
  readonly at: Place;
}

export function expressionSwitch(c: Checker, s: ExpressionSwitch): void {
  if (s.init !== null) statement(c, s.init);
  const x = s.tag === null ? truth(s) : switchedOn(c, s.tag);
  oneDefault(c, s.clauses, ({ cases }) => cases === null);
  const seen = new Map<string, Seen[]>();
  for (const { cases, body } of s.clauses) {
    for (const one of cases ?? []) caseValue(c, x, one, seen);
    inScope(c, () => statements(c, body));
  }
}

/** Without an expression it is switched on `true`. */
function truth(s: ExpressionSwitch): Operand {
  const { start, end } = s.clauses[0] ?? s;
  const name: Identifier = { kind: 'Identifier', start, end, name: 'true' };
  return operand('constant', name, BASIC.bool, { kind: 'bool', value: true });
}

function switchedOn(c: Checker, e: Expression): Operand {
  const x = assign(c, value(c, e), null, 'switch expression');
  if (x.mode === 'invalid' || isComparable(x.type, true) || hasNil(x.type)) return x;
  report(c, e, `cannot switch on ${operandText(c, x)} (${text(c, x.type)} is not comparable)`);
  return invalid(e);
}

function caseValue(c: Checker, x: Operand, e: Expression, seen: Map<string, Seen[]>): void {
  const given = value(c, e);
  if (x.mode === 'invalid' || given.mode === 'invalid') return;
  const v = convertUntyped(c, given, x.type);
  if (v.mode === 'invalid') return;
  if (compare(c, v, x, '==', true).mode === 'invalid') return;
  if (v.mode !== 'constant' || v.value === null || v.value.kind === 'bool') return;
  const key = constantKey(v.value);
  const before = seen.get(key) ?? [];
  const other = before.find(({ type }) => type !== null && identical(type, v.type));
  if (other === undefined) seen.set(key, [...before, { type: v.type, at: posOf(e) }]);
  else {
    report(
      c,
      e,
      `duplicate case ${operandText(c, v)} in expression switch${note(c, other.at, 'previous case')}`,
    );
  }
}

export function typeSwitch(c: Checker, s: TypeSwitch): void {
  if (s.init !== null) statement(c, s.init);
  let { name } = s;
  if (name !== null && name.name === '_') {
    report(c, name, 'no new variable on left side of :=');
    name = null;
  }
  if (name !== null) c.info.defs.set(name, null);
  const x = switchedOnType(c, s.operand);
  oneDefault(c, s.clauses, ({ cases }) => cases === null);
  const seen: Seen[] = [];
  const variables: Var[] = [];
  for (const clause of s.clauses) {
    const type = clauseType(c, x, clause, seen);
    inScope(c, () => {
      if (name !== null) variables.push(clauseVariable(c, name, clause, type));
      statements(c, clause.body);
    });
  }
  // One variable for each clause: used in any of them is used.
  const used = variables.some((v) => v.used);
  for (const v of variables) v.used = true;
  if (name !== null && !used) report(c, name, `${name.name} declared and not used`);
}

function clauseVariable(c: Checker, name: Identifier, clause: CaseClause, type: Type): Var {
  const v = newVar(c, name, name.name, type);
  declare(c, c.environment.scope, name, v);
  c.info.clauseVariables.set(clause, v);
  return v;
}

function switchedOnType(c: Checker, e: Expression): Operand | null {
  const x = value(c, e);
  if (x.mode === 'invalid') return null;
  const shown = operandText(c, x);
  if (isTypeParam(x.type)) report(c, e, `cannot use type switch on type parameter value ${shown}`);
  else if (isInterface(x.type)) return x;
  else report(c, e, `${shown} is not an interface`);
  return null;
}

/** @returns the type that the variable has in the clause: that of the one case, else that of what is switched on */
function clauseType(c: Checker, x: Operand | null, { cases }: CaseClause, seen: Seen[]): Type {
  let type: Type | null = null;
  for (const e of cases ?? []) {
    type = isNil(c, e) ? null : variableType(c, e);
    if (type === null) value(c, e);
    else if (isInvalid(type)) continue;
    const now = type;
    const other = seen.find((one) =>
      now === null ? one.type === null : one.type !== null && identical(now, one.type),
    );
    if (other !== undefined) {
      const shown = now === null ? 'nil' : text(c, now);
      report(c, e, `duplicate case ${shown} in type switch${note(c, other.at, 'previous case')}`);
      continue;
    }
    seen.push({ type, at: e });
    if (x !== null && type !== null) assertable(c, e, x, type, true);
  }
  if (cases?.length === 1 && type !== null) return type;
  return x === null ? INVALID : x.type;
}

function isNil(c: Checker, e: Expression): boolean {
  const inner = bare(e);
  return inner.kind === 'Identifier' && find(c, inner.name)?.object.kind === 'nil';
}
