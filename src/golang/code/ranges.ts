/** `for ... range` over everything; over functions the body becomes a function. */
import type { RangeStmt } from '../syntax/statementTree.ts';
import { BASIC } from '../types/basics.ts';
import { underlying } from '../types/identical.ts';
import type { Signature, Type } from '../types/model.ts';
import { coreType } from '../types/typeSet.ts';
import { constant, emit, type Fn, jump, type Label, newLabel, place, scoped, temp } from './emit.ts';
import { converted, expr, own, typeOf } from './expressions.ts';
import { rangeFunction } from './functionRanges.ts';
import { arithmetic } from './operators.ts';
import * as op from './ops.ts';
import {
  bind,
  definedVar,
  elementOf,
  inRegister,
  isFresh,
  load,
  move,
  type Place,
  pinned,
  placeOf,
  store,
  take,
  zero,
} from './places.ts';
import { block, inside } from './statements.ts';

const INT: Type = BASIC.int;
const RUNE: Type = BASIC.int32;

export function rangeStatement(f: Fn, s: RangeStmt): void {
  const type = typeOf(f, s.operand);
  const core = coreType(type) ?? underlying(type);
  switch (core.kind) {
    case 'basic':
      return core.name.endsWith('string')
        ? overString(f, s)
        : counted(f, s, type, expr(f, s.operand, temp(f)), null);
    case 'slice':
      return overSlice(f, s, type);
    case 'array':
    case 'pointer':
      return overArray(f, s, core.kind === 'array' ? core : underlying(core.element), core.kind === 'array');
    case 'map':
      return overMap(f, s, core.key, core.element);
    case 'chan':
      return overChannel(f, s, core.element);
    case 'signature':
      return rangeFunction(f, s, core as Signature);
  }
}

/** What `for k, v := range` makes of a value that the loop gives: -1 where it is not asked for. */
const wants = (s: RangeStmt, i: number): boolean => {
  const e = s.left[i];
  return e !== undefined && !(e.kind === 'Identifier' && e.name === '_');
};

/** Gives the values of this round to the names, all of them variables of this round, or to what is assigned. */
export function giveRound(f: Fn, s: RangeStmt, given: readonly Place[]): void {
  const values = given.map((p, i) => (wants(s, i) ? p : null));
  const fresh = s.defines && f.unit.version >= 22;
  if (fresh) {
    values.forEach((p, i) => {
      const e = s.left[i];
      const v = e?.kind === 'Identifier' ? definedVar(f, e) : null;
      if (p !== null && v !== null) bind(f, v, take(f, p, temp(f)));
    });
    return;
  }
  scoped(f, () => {
    const mark = f.next;
    const registers = values.map((p) => (p === null ? -1 : load(f, p)));
    const places = values.map((p, i) => {
      const e = s.left[i];
      return p === null || e === undefined ? null : pinned(f, placeOf(f, e), mark);
    });
    values.forEach((p, i) => {
      const to = places[i];
      if (p !== null && to) store(f, to, converted(f, registers[i]!, p.type, to.type));
    });
  });
}

/** Before Go 1.22 the loop has one set of variables for all its rounds. */
export function declareShared(f: Fn, s: RangeStmt): void {
  if (!s.defines || f.unit.version >= 22) return;
  for (const e of s.left) {
    const v = e.kind === 'Identifier' ? definedVar(f, e) : null;
    if (v !== null && v.name !== '_') bind(f, v, zeroed(f, typeOf(f, e)));
  }
}

const zeroed = (f: Fn, type: Type): number => zero(f, type, temp(f));

/** Rounds from 0 on below the register `count`. @param element the value at a register's place */
function counted(
  f: Fn,
  s: RangeStmt,
  type: Type,
  count: number,
  element: ((index: number) => Place) | null,
): void {
  const [test, body, next, end] = [newLabel(), newLabel(), newLabel(), newLabel()];
  declareShared(f, s);
  const index = constant(f, 0, temp(f));
  const one = constant(f, 1, temp(f));
  jump(f, op.JUMP, test);
  place(f, body);
  scoped(f, () => {
    f.at = s.start;
    giveRound(f, s, [inRegister(type, index), ...(element !== null && wants(s, 1) ? [element(index)] : [])]);
    inside(f, s, end, next, () => block(f, s.body));
  });
  place(f, next);
  f.at = s.start;
  arithmetic(f, '+', index, index, one, type);
  place(f, test);
  jump(f, op.JUMP_LESS, body, index, count);
  place(f, end);
}

function overSlice(f: Fn, s: RangeStmt, type: Type): void {
  const slice = expr(f, s.operand, temp(f));
  const count = temp(f);
  f.at = s.operand.start;
  emit(f, op.LENGTH, count, slice);
  const element = elementOf(type);
  counted(f, s, INT, count, (index) => ({ kind: 'element', type: element, container: slice, index }));
}

/** An array is copied when its elements are asked for; through a pointer it is not. */
function overArray(f: Fn, s: RangeStmt, array: Type, copied: boolean): void {
  if (array.kind !== 'array') return;
  const count = constant(f, array.length, temp(f));
  const asked = wants(s, 1);
  const container = temp(f);
  if (asked) {
    if (copied) own(f, s.operand, container);
    else expr(f, s.operand, container);
  } else if (isFresh(f, s.operand)) scoped(f, () => expr(f, s.operand));
  counted(f, s, INT, count, (index) => ({ kind: 'at', type: array.element, container, index }));
}

/** A loop whose head gives the values, or goes to the end. */
function headed(f: Fn, s: RangeStmt, head: (end: Label) => readonly Place[]): void {
  const [next, end] = [newLabel(), newLabel()];
  declareShared(f, s);
  place(f, next);
  scoped(f, () => {
    f.at = s.start;
    giveRound(f, s, head(end));
    inside(f, s, end, next, () => block(f, s.body));
  });
  jump(f, op.JUMP, next);
  place(f, end);
}

function overString(f: Fn, s: RangeStmt): void {
  const text = expr(f, s.operand, temp(f));
  const at = constant(f, 0, temp(f));
  const following = constant(f, 0, temp(f));
  const zeroAt = constant(f, 0, temp(f));
  headed(f, s, (end) => {
    const rune = temp(f, 2);
    move(f, following, at);
    emit(f, op.STRING_RUNE, rune, text, at);
    jump(f, op.JUMP_LESS, end, rune + 1, zeroAt);
    move(f, rune + 1, following);
    return [inRegister(INT, at), inRegister(RUNE, rune)];
  });
}

function overMap(f: Fn, s: RangeStmt, key: Type, element: Type): void {
  const iterator = temp(f);
  const map = expr(f, s.operand);
  f.at = s.operand.start;
  emit(f, op.MAP_RANGE, iterator, map);
  headed(f, s, (end) => {
    const pair = temp(f, 2);
    jump(f, op.MAP_NEXT, end, iterator, pair);
    return [inRegister(key, pair), inRegister(element, pair + 1)];
  });
}

function overChannel(f: Fn, s: RangeStmt, element: Type): void {
  const channel = expr(f, s.operand, temp(f));
  headed(f, s, (end) => {
    const received = temp(f, 2);
    emit(f, op.RECEIVE, received, channel, 1);
    jump(f, op.JUMP_UNLESS, end, received + 1);
    return [inRegister(element, received, true)];
  });
}
