/** Statements. https://go.dev/ref/spec#Statements */

import type {
  Assignment,
  Block,
  IfStmt,
  ReturnStmt,
  SelectStmt,
  ShortVarDecl,
  Statement,
} from '../syntax/statementTree.ts';
import { expressionText } from '../syntax/text.ts';
import type { BinaryOperator } from '../syntax/tokens.ts';
import type { Expression } from '../syntax/tree.ts';
import { assign, assignAll, assignTo, bare, initializeAll } from './assign.ts';
import { isBoolean, isNumeric } from './basics.ts';
import {
  type Checker,
  declare,
  find,
  inScope,
  newVar,
  note,
  posOf,
  report,
  settleDelayed,
  UNKNOWN,
} from './checker.ts';
import { declareLocally } from './declare.ts';
import { anything, use, value } from './expressions.ts';
import type { Var } from './model.ts';
import { operandText, text } from './operands.ts';
import { operate } from './operations.ts';
import { rangeStatement } from './ranges.ts';
import { expressionSwitch, oneDefault, typeSwitch } from './switches.ts';
import { all, coreType } from './typeSet.ts';
import { withoutAddresses } from './unsafe.ts';

export function statements(c: Checker, list: readonly Statement[]): void {
  for (const one of list) statement(c, one);
}

export function block(c: Checker, { statements: list }: Block): void {
  inScope(c, () => statements(c, list));
}

export function statement(c: Checker, s: Statement): void {
  const top = c.delayed.length;
  check(c, s);
  settleDelayed(c, top);
}

function check(c: Checker, s: Statement): void {
  switch (s.kind) {
    case 'EmptyStmt':
    case 'BranchStmt':
      return;
    case 'DeclarationStmt':
      return declareLocally(c, s.declaration);
    case 'LabeledStmt':
      return statement(c, s.statement);
    case 'ExpressionStmt':
      return expressionStatement(c, s.expression);
    case 'SendStmt':
      return send(c, s.channel, s.value);
    case 'IncDecStmt': {
      const x = value(c, s.operand);
      if (x.mode === 'invalid') return;
      if (all(x.type, isNumeric)) {
        withoutAddresses(c, { ...x, mode: 'value' });
        assignTo(c, s.operand, x, 'assignment');
      } else {
        const shown = `${expressionText(s.operand)}${s.operator}`;
        report(c, s.operand, `invalid operation: ${shown} (non-numeric type ${text(c, x.type)})`);
      }
      return;
    }
    case 'Assignment':
      return assignment(c, s);
    case 'ShortVarDecl':
      return shortDeclaration(c, s);
    case 'GoStmt':
    case 'DeferStmt':
      return suspended(c, s.kind === 'GoStmt' ? 'go' : 'defer', s.call);
    case 'ReturnStmt':
      return returned(c, s);
    case 'Block':
      return block(c, s);
    case 'IfStmt':
      return inScope(c, () => ifStatement(c, s));
    case 'ExpressionSwitch':
      return inScope(c, () => expressionSwitch(c, s));
    case 'TypeSwitch':
      return inScope(c, () => typeSwitch(c, s));
    case 'SelectStmt':
      return selectStatement(c, s);
    case 'ForStmt':
      return inScope(c, () => {
        if (s.init !== null) statement(c, s.init);
        if (s.condition !== null) condition(c, s.condition, 'for');
        if (s.post !== null) statement(c, s.post);
        block(c, s.body);
      });
    case 'RangeStmt':
      return rangeStatement(c, s);
  }
}

function expressionStatement(c: Checker, e: Expression): void {
  const x = anything(c, e);
  let why = 'is not used';
  if (x.mode === 'builtin') why = 'must be called';
  else if (x.mode === 'type') why = 'is not an expression';
  else if (x.effect === 'statement' || x.mode === 'invalid') return;
  report(c, e, `${operandText(c, x)} ${why}`);
}

function send(c: Checker, channel: Expression, given: Expression): void {
  const to = value(c, channel);
  const x = value(c, given);
  if (to.mode === 'invalid' || x.mode === 'invalid') return;
  const core = coreType(to.type);
  const no = (what: string): void => report(c, channel, `invalid operation: cannot send to ${what}`);
  if (core === null) no(`${operandText(c, to)}: no core type`);
  else if (core.kind !== 'chan') no(`non-channel ${operandText(c, to)}`);
  else if (core.direction === 'receive') no(`receive-only channel ${operandText(c, to)}`);
  else assign(c, x, core.element, 'send');
}

function assignment(c: Checker, s: Assignment): void {
  const { left, right, operator } = s;
  if (operator === '=') return assignAll(c, left, right);
  const [to, from] = [left[0], right[0]];
  if (left.length !== 1 || right.length !== 1 || to === undefined || from === undefined) {
    const what = `assignment operation ${operator} requires single-valued expressions`;
    return report(c, left[0] ?? s, what);
  }
  const x = operate(c, null, value(c, to), from, operator.slice(0, -1) as BinaryOperator);
  assignTo(c, to, x, 'assignment');
}

export function shortDeclaration(c: Checker, { left, right, at }: ShortVarDecl): void {
  const top = c.delayed.length;
  const { scope } = c.environment;
  const seen = new Set<string>();
  const made: Var[] = [];
  let wrong = false;
  const variables = left.map((e): Var => {
    const dummy = newVar(c, null, '_', UNKNOWN);
    const no = (what: string): Var => {
      report(c, e, what);
      wrong = true;
      return dummy;
    };
    if (e.kind !== 'Identifier') {
      use(c, [e], true);
      return no(`non-name ${expressionText(e)} on left side of :=`);
    }
    const { name } = e;
    if (name !== '_' && seen.has(name)) return no(`${name} repeated on left side of :=`);
    seen.add(name);
    const known = scope.names.get(name);
    if (known !== undefined) {
      c.info.uses.set(e, known);
      return known.kind === 'var' ? known : no(`cannot assign to ${name}`);
    }
    const v = newVar(c, e, e.name, UNKNOWN);
    if (name !== '_') made.push(v);
    c.info.defs.set(e, v);
    return v;
  });
  initializeAll(c, variables, right);
  settleDelayed(c, top);
  if (made.length === 0 && !wrong) {
    return report(c, { start: at, end: at + 2 }, 'no new variables on left side of :=');
  }
  for (const v of made) if (v.at !== null) declare(c, scope, v.at, v);
}

/** `go` and `defer`. */
function suspended(c: Checker, keyword: 'go' | 'defer', e: Expression): void {
  if (bare(e).kind !== 'CallExpr') {
    report(c, e, `expression in ${keyword} must be function call`);
    use(c, [e]);
    return;
  }
  const x = anything(c, e);
  if (x.effect === 'statement') return;
  const what = x.effect === 'conversion' ? 'requires function call, not conversion' : 'discards result of';
  if (x.mode !== 'invalid') report(c, e, `${keyword} ${what} ${operandText(c, x)}`);
}

function returned(c: Checker, s: ReturnStmt): void {
  const results = c.environment.signature?.results ?? [];
  const [first] = results;
  if (s.results.length > 0 || first === undefined || first.name === '') {
    if (s.results.length > 0 || results.length > 0) initializeAll(c, results, s.results, s);
    return;
  }
  for (const result of results) {
    const found = find(c, result.name)?.object;
    if (found === undefined || found === result) continue;
    const more =
      found.at === null
        ? ''
        : note(c, found.at, `inner declaration of var ${result.name} ${text(c, result.type)}`);
    report(c, s, `result parameter ${result.name} not in scope at return${more}`);
  }
}

function condition(c: Checker, e: Expression, where: 'if' | 'for'): void {
  const x = value(c, e);
  if (x.mode !== 'invalid' && !all(x.type, isBoolean)) {
    report(c, e, `non-boolean condition in ${where} statement`);
  }
}

function ifStatement(c: Checker, s: IfStmt): void {
  if (s.init !== null) statement(c, s.init);
  condition(c, s.condition, 'if');
  block(c, s.body);
  if (s.otherwise !== null) statement(c, s.otherwise);
}

function selectStatement(c: Checker, s: SelectStmt): void {
  oneDefault(c, s.clauses, ({ comm }) => comm === null);
  for (const { comm, body } of s.clauses) {
    if (comm !== null && comm.kind !== 'SendStmt' && !receives(comm)) {
      const at = comm.kind === 'ExpressionStmt' ? posOf(comm.expression) : comm;
      report(c, at, 'select case must be send or receive (possibly with assignment)');
      continue;
    }
    inScope(c, () => {
      if (comm !== null) statement(c, comm);
      statements(c, body);
    });
  }
}

function receives(s: Statement): boolean {
  const list = s.kind === 'Assignment' || s.kind === 'ShortVarDecl' ? s.right : [];
  const e = s.kind === 'ExpressionStmt' ? s.expression : list.length === 1 ? list[0] : undefined;
  const inner = e === undefined ? undefined : bare(e);
  return inner?.kind === 'UnaryExpr' && inner.operator === '<-';
}
