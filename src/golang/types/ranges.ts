/** `for ... range`. https://go.dev/ref/spec#For_range */

import type { RangeStmt } from '../syntax/statementTree.ts';
import { expressionText } from '../syntax/text.ts';
import type { Expression } from '../syntax/tree.ts';
import { assign, assignTo, initialize } from './assign.ts';
import { BASIC, INVALID, isBoolean, isInteger, isInvalid, isString, RUNE } from './basics.ts';
import { type Checker, declare, inScope, newVar, report, UNKNOWN } from './checker.ts';
import { value } from './expressions.ts';
import { identical, underlying } from './identical.ts';
import type { Signature, Type, Var } from './model.ts';
import { type Operand, operand, operandText, text } from './operands.ts';
import { block } from './statements.ts';
import { coreType } from './typeSet.ts';

interface Iteration {
  readonly key: Type | null;
  readonly value: Type | null;
}

export function rangeStatement(c: Checker, s: RangeStmt): void {
  const [key = null, second = null, third = null] = s.left;
  const x = value(c, s.operand);
  let types: Iteration = { key: null, value: null };
  if (x.mode !== 'invalid') {
    const shown = operandText(c, x);
    const found = iterationOf(x.type, c.version);
    if (typeof found === 'string') {
      report(c, s.operand, `cannot range over ${shown}${found === '' ? '' : `: ${found}`}`);
    } else {
      types = found;
      if (found.key === null && key !== null)
        report(c, key, `range over ${shown} permits no iteration variables`);
      else if (found.value === null && second !== null) {
        report(c, second, `range over ${shown} permits only one iteration variable`);
      } else if (third !== null) report(c, third, 'range clause permits at most two iteration variables');
    }
  }
  inScope(c, () => {
    // Over an integer the variable gets its type from that, which may have none itself.
    const whole = x.mode !== 'invalid' && isInteger(x.type) ? x : null;
    const pairs = [
      [key, types.key],
      [second, types.value],
    ] as const;
    if (s.defines) define(c, s, pairs, whole);
    else if (key === null) {
      if (whole !== null) assign(c, whole, null, 'range clause');
    } else for (const [e, type] of pairs) if (e !== null && type !== null) put(c, e, type, whole);
    block(c, s.body);
  });
}

type Pairs = readonly (readonly [Expression | null, Type | null])[];

function define(c: Checker, s: RangeStmt, pairs: Pairs, whole: Operand | null): void {
  const made: Var[] = [];
  for (const [e, type] of pairs) {
    if (e === null) continue;
    let v = newVar(c, null, '_', UNKNOWN);
    if (e.kind === 'Identifier') {
      v = newVar(c, e, e.name, UNKNOWN);
      c.info.defs.set(e, v);
      if (e.name !== '_') made.push(v);
    } else report(c, e, `non-name ${expressionText(e)} on left side of :=`);
    if (type === null || isInvalid(type)) {
      v.type = INVALID;
      v.used = true;
    } else if (whole !== null) initialize(c, v, whole, 'range clause');
    else initialize(c, v, operand('value', e, type), 'assignment');
  }
  for (const v of made) if (v.at !== null) declare(c, c.environment.scope, v.at, v);
  if (made.length === 0) report(c, s, 'no new variables on left side of :=');
}

function put(c: Checker, e: Expression, type: Type, whole: Operand | null): void {
  if (whole === null) {
    assignTo(c, e, operand('value', e, type), 'assignment');
    return;
  }
  const x = assignTo(c, e, whole, 'range clause');
  if (x.mode !== 'invalid' && !isInteger(x.type)) {
    report(c, e, `cannot use iteration variable of type ${text(c, x.type)}`);
  }
}

/** A string: why it cannot be ranged over, empty when that is plain. */
function iterationOf(type: Type, version: number): Iteration | string {
  const core = coreType(type);
  if (core === null) return 'no core type';
  const array = core.kind === 'pointer' ? underlying(core.element) : core;
  if (array.kind === 'array') return { key: BASIC.int, value: array.element };
  switch (core.kind) {
    case 'basic':
      if (isString(core)) return { key: BASIC.int, value: RUNE };
      if (!isInteger(core)) return '';
      return version < 22 ? 'requires go1.22 or later' : { key: type, value: null };
    case 'slice':
      return { key: BASIC.int, value: core.element };
    case 'map':
      return { key: core.key, value: core.element };
    case 'chan':
      if (core.direction === 'send') return 'receive from send-only channel';
      return { key: core.element, value: null };
    case 'signature':
      return version < 23 ? 'requires go1.23 or later' : yieldOf(core);
    default:
      return '';
  }
}

/** Of a function that calls `yield` for each iteration. */
function yieldOf({ parameters, results }: Signature): Iteration | string {
  const no = (why: string): string => `func must be func(yield func(...) bool): ${why}`;
  const [only] = parameters;
  if (only === undefined || parameters.length !== 1) return no('wrong argument count');
  if (results.length > 0) return no('unexpected results');
  const core = coreType(only.type);
  if (core?.kind !== 'signature') return no('argument is not func');
  if (core.parameters.length > 2) return no('yield func has too many parameters');
  const [result] = core.results;
  if (result === undefined || core.results.length !== 1 || !identical(result.type, BASIC.bool)) {
    const own = core.results.length === 1 && result !== undefined && isBoolean(result.type);
    return no(own ? 'yield func returns user-defined boolean, not bool' : 'yield func does not return bool');
  }
  return { key: core.parameters[0]?.type ?? null, value: core.parameters[1]?.type ?? null };
}
