/** Statements. Those with more to say stand in files of their own. */
import type {
  Block,
  BranchStmt,
  ForStmt,
  IfStmt,
  LabeledStmt,
  SimpleStatement,
  Statement,
} from '../syntax/statementTree.ts';
import type { Expression, VarDecl } from '../syntax/tree.ts';
import { mentions } from '../types/generics.ts';
import { assignment, incDec, initialize, shortDeclaration } from './assignments.ts';
import { startCall } from './calls.ts';
import {
  emit,
  type Fn,
  isBoxed,
  jump,
  type Label,
  newLabel,
  place,
  scoped,
  subst,
  type Target,
  temp,
} from './emit.ts';
import { expr, typeOf, valueAs } from './expressions.ts';
import { boxLayout, isAggregate } from './layouts.ts';
import { condition } from './operators.ts';
import * as op from './ops.ts';
import { bind, definedVar, elementOf, load, variablePlace, zero } from './places.ts';
import { rangeStatement } from './ranges.ts';
import { exit, returnStatement } from './returns.ts';
import { selectStatement } from './selects.ts';
import { expressionSwitch, typeSwitch } from './switches.ts';
import { refuse } from './unit.ts';

export function block(f: Fn, { statements }: Block): void {
  list(f, statements);
}

/** Variables that are declared here are free again at the end. */
export function list(f: Fn, statements: readonly Statement[]): void {
  scoped(f, () => {
    for (const one of statements) statement(f, one);
  });
}

export function statement(f: Fn, s: Statement): void {
  f.at = s.start;
  if (s.kind === 'ShortVarDecl') return shortDeclaration(f, s);
  if (s.kind === 'DeclarationStmt') {
    if (s.declaration.kind === 'VarDecl') localVariables(f, s.declaration);
    if (s.declaration.kind === 'TypeDecl' && f.map !== null) {
      for (const { name } of s.declaration.specs) {
        const object = f.pkg.info.defs.get(name);
        if (object?.kind !== 'type' || object.type.kind !== 'named') continue;
        if (!mentions(object.type.underlying, [...f.map.keys()])) continue;
        refuse(
          f.unit,
          f.file,
          name,
          "this lab's Go has no types declared inside generic functions that use their type parameters",
        );
      }
    }
    return;
  }
  if (s.kind === 'LabeledStmt') return labeled(f, s);
  scoped(f, () => plain(f, s));
}

function plain(
  f: Fn,
  s: Exclude<Statement, { kind: 'ShortVarDecl' | 'DeclarationStmt' | 'LabeledStmt' }>,
): void {
  switch (s.kind) {
    case 'EmptyStmt':
      return;
    case 'ExpressionStmt':
      expr(f, s.expression);
      return;
    case 'SendStmt': {
      const channel = expr(f, s.channel);
      const value = valueAs(f, s.value, elementOf(typeOf(f, s.channel)));
      f.at = s.at;
      emit(f, op.SEND, channel, value);
      return;
    }
    case 'IncDecStmt':
      return incDec(f, s);
    case 'Assignment':
      return assignment(f, s);
    case 'GoStmt':
      return startCall(f, s.call, op.GO, s.start);
    case 'DeferStmt':
      return startCall(f, s.call, op.DEFER, s.start);
    case 'ReturnStmt':
      return returnStatement(f, s);
    case 'BranchStmt':
      return branch(f, s);
    case 'Block':
      return block(f, s);
    case 'IfStmt':
      return ifStatement(f, s);
    case 'ExpressionSwitch':
      return expressionSwitch(f, s);
    case 'TypeSwitch':
      return typeSwitch(f, s);
    case 'SelectStmt':
      return selectStatement(f, s);
    case 'ForStmt':
      return forStatement(f, s);
    case 'RangeStmt':
      return rangeStatement(f, s);
  }
}

function localVariables(f: Fn, decl: VarDecl): void {
  for (const { names, values } of decl.specs) {
    if (values.length > 0) initialize(f, names, values);
    else {
      for (const id of names) {
        const v = definedVar(f, id);
        if (v === null) continue;
        const register = temp(f);
        zero(f, subst(f, v.type), register);
        bind(f, v, register);
      }
    }
  }
}

export function init(f: Fn, s: SimpleStatement | null): void {
  if (s !== null) statement(f, s);
}

function ifStatement(f: Fn, s: IfStmt): void {
  init(f, s.init);
  const [otherwise, end] = [newLabel(), newLabel()];
  condition(f, s.condition, otherwise, false);
  block(f, s.body);
  if (s.otherwise !== null) jump(f, op.JUMP, end);
  place(f, otherwise);
  if (s.otherwise !== null) statement(f, s.otherwise);
  place(f, end);
}

function forStatement(f: Fn, s: ForStmt): void {
  const [test, body, next, end] = [newLabel(), newLabel(), newLabel(), newLabel()];
  init(f, s.init);
  if (s.condition !== null) jump(f, op.JUMP, test);
  place(f, body);
  inside(f, s, end, next, () => block(f, s.body));
  place(f, next);
  if (s.init?.kind === 'ShortVarDecl' && f.unit.version >= 22) newRound(f, s.init.left);
  if (s.post !== null) statement(f, s.post);
  if (s.condition === null) jump(f, op.JUMP, body);
  else {
    place(f, test);
    f.at = s.condition.start;
    condition(f, s.condition, body, true);
  }
  place(f, end);
}

/** Every round has variables of its own: who keeps one keeps that of his round. */
function newRound(f: Fn, names: readonly Expression[]): void {
  for (const id of names) {
    const v = id.kind === 'Identifier' ? definedVar(f, id) : null;
    const local = v === null ? undefined : f.locals.get(v);
    if (v === null || local === undefined || !f.escapes.shared.has(v)) continue;
    const type = subst(f, v.type);
    if (isAggregate(type)) emit(f, op.COPY, local.register, local.register);
    else if (isBoxed(f, v)) {
      scoped(f, () => {
        emit(f, op.BOX, local.register, load(f, variablePlace(f, v)), boxLayout(f.unit, v.name, type));
      });
    }
  }
}

// Leaving

/** Runs the work with a statement that break (and continue) can leave. */
export function inside(
  f: Fn,
  s: Statement,
  onBreak: Label,
  onContinue: Label | null,
  work: () => void,
): void {
  const name = f.labelled?.statement === s ? f.labelled.name : null;
  f.targets.push({ name, onBreak, onContinue });
  work();
  f.targets.pop();
}

function labeled(f: Fn, s: LabeledStmt): void {
  const label = labelOf(f, s.label.name);
  place(f, label);
  f.labelled = { name: s.label.name, statement: s.statement };
  statement(f, s.statement);
}

function labelOf(f: Fn, name: string): Label {
  const label = f.labels.get(name) ?? newLabel();
  f.labels.set(name, label);
  return label;
}

function branch(f: Fn, { keyword, label }: BranchStmt): void {
  const name = label?.name ?? null;
  if (keyword === 'goto' && name !== null) jump(f, op.JUMP, labelOf(f, name));
  else if (keyword === 'fallthrough' && f.nextClause !== null) jump(f, op.JUMP, f.nextClause);
  else if (keyword === 'break' || keyword === 'continue') leaveLoop(f, keyword, name);
}

/** A loop may lie around the function whose body this is: see `exit`. */
function leaveLoop(f: Fn, keyword: 'break' | 'continue', name: string | null): void {
  const fits = (one: Target): boolean =>
    name === null ? keyword === 'break' || one.onContinue !== null : one.name === name;
  const target = f.targets.findLast(fits);
  const label = keyword === 'break' ? target?.onBreak : target?.onContinue;
  if (label) jump(f, op.JUMP, label);
  else exit(f, (outer) => leaveLoop(outer, keyword, name));
}
