/** Values that go into variables: assignments, declarations, arguments, results. https://go.dev/ref/spec#Assignability */
import { expressionText } from '../syntax/text.ts';
import type { Expression, Identifier } from '../syntax/tree.ts';
import { assignable } from './assignable.ts';
import { defaultType, INVALID, isInvalid, isUntyped } from './basics.ts';
import { type Checker, find, type Place, report, UNKNOWN } from './checker.ts';
import { callsForValues, single, type Target, use, value, values } from './expressions.ts';
import { underlying } from './identical.ts';
import type { Type, Var } from './model.ts';
import {
  invalid,
  isBad,
  measure,
  type Operand,
  operandText,
  refuse,
  text,
  typesSummary,
} from './operands.ts';
import { adopt, becomes, isPlainInterface, valueInfo } from './untyped.ts';

/**
 * Whether x may go into a variable of type `target` (null: into `_`), after it has got its type from there.
 * @param context as the message ends: `assignment`, `argument to f`
 */
export function assign(c: Checker, one: Operand, target: Type | null, context: string): Operand {
  let x = single(c, one);
  if (x.mode === 'invalid') return x;
  const no = (what: string): Operand => refuse(c, x.expression, what);
  const into = (type: Type): string =>
    `cannot use ${operandText(c, x)} as ${text(c, type)} value in ${context}`;
  if (/^(?:noValue|builtin|type)$/.test(x.mode)) {
    const type = target === null ? 'nil' : text(c, target);
    return no(`cannot assign ${operandText(c, x)} to ${type} in ${context}`);
  }
  if (isUntyped(x.type)) {
    if (x.mode === 'nil' && target === null) return no(`use of untyped nil in ${context}`);
    const plain = x.mode !== 'nil' && (target === null || isPlainInterface(target));
    const wanted = target === null || plain ? defaultType(x.type) : target;
    const to = becomes(x, wanted);
    if (to.type === null) return no(`${into(wanted)}${to.why === 'mismatch' ? '' : ` (${to.why})`}`);
    x = adopt(c, x, to.type, to.value);
  }
  const under = underlying(x.type);
  if (under.kind === 'signature' && under.typeParameters.length > 0) {
    return no(`cannot use generic function ${operandText(c, x)} without instantiation in ${context}`);
  }
  if (target === null || isInvalid(target)) return x;
  const { ok, cause } = assignable(x.type, valueInfo(x), target, c.package);
  return ok ? x : no(`${into(target)}${cause === '' ? '' : `: ${cause}`}`);
}

/** A variable without a type gets that of its value. */
export function initialize(c: Checker, v: Var, x: Operand, context: string): Operand {
  if (isBad(x) || (v.type !== UNKNOWN && isInvalid(v.type))) {
    if (v.type === UNKNOWN) v.type = INVALID;
    return invalid(x.expression);
  }
  if (v.type === UNKNOWN) {
    if (x.mode === 'nil' && isUntyped(x.type)) {
      v.type = INVALID;
      return refuse(c, x.expression, `use of untyped nil in ${context}`);
    }
    // A call that has several results, or none, is told of by `assign`.
    v.type = x.mode === 'noValue' || x.type.kind === 'tuple' ? INVALID : defaultType(x.type);
  }
  return assign(c, x, v.type, context);
}

/** What the variables on the left make of a generic function on the right. */
export function targetOf(type: Type | null, name: string): Target | null {
  const under = type === null ? null : underlying(type);
  return under?.kind === 'signature' ? { type: under, name } : null;
}

/** `return` tells of its values in its own words. */
export function initializeAll(
  c: Checker,
  variables: readonly Var[],
  given: readonly Expression[],
  returned: Place | null = null,
): void {
  const context = returned === null ? 'assignment' : 'return statement';
  const [first] = given;
  if (variables.length === given.length && !callsForValues(given)) {
    variables.forEach((v, i) => {
      const name = returned !== null && v.name === '' ? 'result variable' : v.name;
      initialize(c, v, value(c, given[i]!, targetOf(v.type, name)), context);
    });
    return;
  }
  let told = true;
  if (given.length !== 1 || first === undefined) {
    if (use(c, given)) {
      if (returned === null) mismatch(c, given, variables.length, given.length);
      else returnMismatch(c, returned, variables, values(c, given, false).list);
    }
  } else {
    const { list, commaOk } = values(c, given, variables.length === 2 && returned === null);
    told = list[0]?.mode === 'invalid';
    if (list.length === variables.length) {
      const done = list.map((x, i) => initialize(c, variables[i]!, x, context));
      if (commaOk && done.every((x) => x.mode !== 'invalid')) recordCommaOk(c, first, done);
      return;
    }
    if (!told && returned === null) mismatch(c, given, variables.length, list.length);
    else if (!told && returned !== null) returnMismatch(c, returned, variables, list);
  }
  for (const v of variables) if (v.type === UNKNOWN) v.type = INVALID;
}

function mismatch(c: Checker, given: readonly Expression[], wanted: number, got: number): void {
  const [first] = given;
  if (first === undefined) return;
  const call = bare(first);
  const have = measure(got, 'value');
  const what =
    given.length === 1 && call.kind === 'CallExpr' ? `${expressionText(call.operand)} returns ${have}` : have;
  report(c, first, `assignment mismatch: ${measure(wanted, 'variable')} but ${what}`);
}

function returnMismatch(c: Checker, at: Place, wanted: readonly Var[], got: readonly Operand[]): void {
  const many = got.length > wanted.length;
  const place = (many ? got[wanted.length] : got.at(-1))?.expression ?? at;
  const summary = (list: readonly { readonly type: Type }[]): string =>
    typesSummary(
      c,
      list.map(({ type }) => type),
    );
  const head = `${many ? 'too many' : 'not enough'} return values`;
  report(c, place, `${head}\n\thave ${summary(got)}\n\twant ${summary(wanted)}`);
}

export function bare(e: Expression): Expression {
  let inner = e;
  while (inner.kind === 'ParenExpr') inner = inner.inner;
  return inner;
}

/** `v, ok := m[k]`: what stands on the right has two types. */
export function recordCommaOk(c: Checker, e: Expression, pair: readonly Operand[]): void {
  const type: Type = { kind: 'tuple', elements: pair.map((x) => x.type) };
  for (let at = e; ; at = at.inner) {
    const known = c.info.types.get(at);
    if (known !== undefined) c.info.types.set(at, { ...known, type });
    if (at.kind !== 'ParenExpr') return;
  }
}

/** The local variable that stands alone on the left, which does not use it. */
export function localOnLeft(c: Checker, e: Expression): Var | null {
  const inner = bare(e);
  const found = inner.kind === 'Identifier' ? find(c, inner.name)?.object : undefined;
  return found?.kind === 'var' && found.package === c.package ? found : null;
}

export const isBlank = (e: Expression): e is Identifier => e.kind === 'Identifier' && e.name === '_';

/** @returns the type of what is assigned to; null of `_`, invalid where nothing can be assigned */
export function assignee(c: Checker, e: Expression): Type | null {
  const inner = bare(e);
  if (isBlank(inner)) {
    c.info.defs.set(inner, null);
    return null;
  }
  const local = localOnLeft(c, e);
  const used = local?.used ?? false;
  const x = value(c, e);
  if (local !== null) local.used = used;
  if (isBad(x)) return INVALID;
  if (x.mode === 'variable' || x.mode === 'mapIndex') return x.type;
  const inMap = x.expression.kind === 'SelectorExpr' && value(c, x.expression.operand).mode === 'mapIndex';
  const shown = expressionText(x.expression);
  report(
    c,
    x.expression,
    inMap
      ? `cannot assign to struct field ${shown} in map`
      : `cannot assign to ${shown} (neither addressable nor a map index expression)`,
  );
  return INVALID;
}

/** @param given an expression, or what it has turned out to be */
export function assignTo(
  c: Checker,
  left: Expression,
  given: Expression | Operand,
  context: string,
): Operand {
  const target = assignee(c, left);
  const known = 'mode' in given ? given : null;
  if (target !== null && isInvalid(target)) {
    if (known === null) use(c, [given as Expression]);
    return invalid(left);
  }
  const x = known ?? value(c, given as Expression, targetOf(target, expressionText(left)));
  const blank = target === null && context === 'assignment';
  return assign(c, x, target, blank ? 'assignment to _ identifier' : context);
}

export function assignAll(c: Checker, left: readonly Expression[], given: readonly Expression[]): void {
  const [first] = given;
  if (left.length === given.length && !callsForValues(given)) {
    for (const [i, one] of left.entries()) assignTo(c, one, given[i]!, 'assignment');
    return;
  }
  if (given.length !== 1 || first === undefined) {
    const fine = use(c, left, true);
    if (use(c, given) && fine) mismatch(c, given, left.length, given.length);
    return;
  }
  const { list, commaOk } = values(c, given, left.length === 2);
  if (list.length === left.length) {
    const done = list.map((x, i) => assignTo(c, left[i]!, x, 'assignment'));
    if (commaOk && done.every((x) => x.mode !== 'invalid')) recordCommaOk(c, first, done);
    return;
  }
  if (list[0]?.mode !== 'invalid') mismatch(c, given, left.length, list.length);
  use(c, left, true);
}
