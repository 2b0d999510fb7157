/** What can be read, written and pointed to: variables, fields, elements, what pointers point to, entries of maps. */
import type { Expression, Identifier } from '../syntax/tree.ts';
import { underlying } from '../types/identical.ts';
import type { Type, Var } from '../types/model.ts';
import { constant, declare, emit, type Fn, into, isBoxed, localOf, subst, temp } from './emit.ts';
import { withoutParens } from './escape.ts';
import { expr, indexOperand, selectionOf, typeOf } from './expressions.ts';
import { boxLayout, isAggregate, layoutOf, zeroOf } from './layouts.ts';
import * as op from './ops.ts';
import { typeIndex } from './runtimeTypes.ts';
import type { Unit, Written } from './unit.ts';

export type Place = { readonly type: Type } & (
  | { readonly kind: 'blank' }
  /** The value of a scalar, or the container of an aggregate. `fresh`: nobody else has it. */
  | { readonly kind: 'register'; readonly register: number; readonly fresh: boolean }
  | {
      readonly kind: 'field';
      readonly container: number;
      readonly slot: number;
      readonly key: Written | null;
    }
  | { readonly kind: 'at' | 'element'; readonly container: number; readonly index: number }
  /** A pointer to a scalar. */
  | { readonly kind: 'ref'; readonly register: number }
  | { readonly kind: 'map'; readonly map: number; readonly key: number }
);

export const inRegister = (type: Type, register: number, fresh = false): Place => ({
  kind: 'register',
  type,
  register,
  fresh,
});

export const elementOf = (type: Type): Type => {
  const under = underlying(type);
  return 'element' in under ? under.element : type;
};

/** Where the value of the expression lies; of what has no place, a register. */
export function placeOf(f: Fn, given: Expression): Place {
  const e = withoutParens(given);
  switch (e.kind) {
    case 'Identifier': {
      if (e.name === '_') return { kind: 'blank', type: typeOf(f, e) };
      const object = f.pkg.info.uses.get(e) ?? f.pkg.info.defs.get(e);
      if (object?.kind === 'var') return variablePlace(f, object);
      break;
    }
    case 'SelectorExpr': {
      const object = f.pkg.info.uses.get(e.selector);
      const selection = selectionOf(f, e);
      if (selection === null && object?.kind === 'var') return variablePlace(f, object);
      if (selection?.kind !== 'field') break;
      const operand = placeOf(f, e.operand);
      f.at = e.selector.start;
      return walk(f, operand, selection.path);
    }
    case 'IndexExpr': {
      const type = typeOf(f, e.operand);
      const under = underlying(type);
      const [index] = e.indices;
      if (index === undefined || under.kind === 'basic' || under.kind === 'signature') break;
      const container = load(f, placeOf(f, e.operand));
      if (under.kind === 'map') {
        const key = indexOperand(f, index, under.key);
        f.at = e.open;
        return { kind: 'map', type: under.element, map: container, key };
      }
      const at = indexOperand(f, index, null);
      f.at = e.open;
      if (under.kind === 'slice') return { kind: 'element', type: under.element, container, index: at };
      const array = under.kind === 'pointer' ? under.element : under;
      return { kind: 'at', type: elementOf(array), container, index: at };
    }
    case 'StarExpr': {
      const register = expr(f, e.operand);
      f.at = e.start;
      return pointed(typeOf(f, e), register);
    }
  }
  return inRegister(typeOf(f, e), expr(f, e), isFresh(f, e));
}

/** What the pointer in the register points to. */
export function pointed(type: Type, register: number): Place {
  return isAggregate(type) ? inRegister(type, register) : { kind: 'ref', type, register };
}

export function variablePlace(f: Fn, v: Var): Place {
  const type = subst(f, v.type);
  if (v.global) {
    const container = temp(f);
    emit(f, op.GLOBAL, container, globalIndex(f, v));
    if (isAggregate(type)) return inRegister(type, container);
    return { kind: 'field', type, container, slot: 0, key: v };
  }
  const { register, boxed } = localOf(f, v);
  if (boxed) return { kind: 'field', type, container: register, slot: 0, key: null };
  return inRegister(type, register);
}

function globalIndex(f: Fn, v: Var): number {
  const { unit } = f;
  const before = unit.globalPlaces.get(v);
  if (before !== undefined) return before;
  const name = `${v.package?.path ?? ''}.${v.name}`;
  const layout = isAggregate(v.type) ? layoutOf(unit, v.type) : boxLayout(unit, v.name, v.type);
  const place = unit.globals.list.push({ name, layout, type: typeIndex(unit, v.type) }) - 1;
  unit.globalPlaces.set(v, place);
  unit.mentioned(v);
  return place;
}

/** Through embedded fields to the last one of the path. */
export function walk(f: Fn, from: Place, path: readonly number[]): Place {
  return path.reduce((at: Place, slot): Place => {
    const under = underlying(at.type);
    const struct = under.kind === 'pointer' ? underlying(under.element) : under;
    const field = struct.kind === 'struct' ? struct.fields[slot] : undefined;
    if (field === undefined) return at;
    return { kind: 'field', type: field.type, container: load(f, at), slot, key: field.at ?? field };
  }, from);
}

const READS = { at: [op.AT, op.INNER_AT], element: [op.ELEMENT, op.INNER_ELEMENT] } as const;
const WRITES = { at: op.SET_AT, element: op.SET_ELEMENT } as const;
const REFS = { at: op.REF_AT, element: op.REF_ELEMENT } as const;

/** The value of a scalar, the very container of an aggregate. */
export function load(f: Fn, p: Place, to = -1): number {
  if (p.kind === 'register') return move(f, p.register, to);
  const register = into(f, to);
  const aggregate = isAggregate(p.type);
  switch (p.kind) {
    case 'field':
      if (!aggregate && p.key !== null) f.reads.push({ at: f.code.length, key: p.key });
      emit(f, aggregate ? op.INNER : op.FIELD, register, p.container, p.slot);
      break;
    case 'at':
    case 'element':
      emit(f, READS[p.kind][aggregate ? 1 : 0], register, p.container, p.index);
      break;
    case 'ref':
      emit(f, op.LOAD, register, p.register);
      break;
    case 'map':
      emit(f, op.MAP_GET, register, p.map, p.key, missing(f, p.type));
      break;
  }
  return register;
}

/** What a map gives that has no such key: see MAP_GET. */
export function missing(f: Fn, type: Type): number {
  if (isAggregate(type)) return -1 - layoutOf(f.unit, type);
  const value = zeroOf(type);
  const at = f.constants.findIndex((one) => Object.is(one, value));
  return at >= 0 ? at : f.constants.push(value) - 1;
}

export function move(f: Fn, from: number, to: number): number {
  if (to < 0 || to === from) return from;
  emit(f, op.MOVE, to, from);
  return to;
}

/** A value of one's own: aggregates are copied. */
export function take(f: Fn, p: Place, to = -1): number {
  const from = load(f, p, isAggregate(p.type) ? -1 : to);
  if (!isAggregate(p.type) || (p.kind === 'register' && p.fresh)) return move(f, from, to);
  const register = into(f, to);
  emit(f, op.COPY, register, from);
  return register;
}

/** An aggregate is copied in: the value may be one that others have. A map keeps it: then it must be one's own. */
export function store(f: Fn, p: Place, value: number): void {
  if (p.kind === 'blank') return;
  if (p.kind === 'map') {
    emit(f, op.MAP_BEGIN, p.map, p.key);
    emit(f, op.MAP_SET, p.map, p.key, value);
    return;
  }
  if (isAggregate(p.type)) {
    if (f.initial !== 'initializer') writesAll(f.unit, p.type);
    const container = load(f, p);
    emit(f, op.ASSIGN, container, value);
    return;
  }
  switch (p.kind) {
    case 'register':
      move(f, value, p.register);
      break;
    case 'field':
      writes(f, p.key);
      emit(f, op.SET_FIELD, p.container, p.slot, value);
      break;
    case 'ref':
      emit(f, op.STORE, p.register, value);
      break;
    default:
      emit(f, WRITES[p.kind], p.container, p.index, value);
  }
}

/** A pointer to the place. */
export function address(f: Fn, p: Place, to = -1): number {
  if (isAggregate(p.type)) return load(f, p, to);
  if (p.kind === 'ref') return move(f, p.register, to);
  const register = into(f, to);
  if (p.kind === 'field') {
    writes(f, p.key, true);
    emit(f, op.REF, register, p.container, p.slot);
  } else if (p.kind === 'at' || p.kind === 'element') {
    emit(f, REFS[p.kind], register, p.container, p.index);
  } else {
    // A value without a place gets one.
    emit(f, op.BOX, register, load(f, p), boxLayout(f.unit, '', p.type));
    emit(f, op.REF, register, register, 0);
  }
  return register;
}

/** Registers of variables may be assigned before the place is used: it gets registers of its own. */
export function pinned(f: Fn, p: Place, mark: number): Place {
  const pin = (register: number): number => (register < mark ? move(f, register, temp(f)) : register);
  switch (p.kind) {
    case 'field':
      return { ...p, container: pin(p.container) };
    case 'at':
    case 'element':
      return { ...p, container: pin(p.container), index: pin(p.index) };
    case 'ref':
      return { ...p, register: pin(p.register) };
    case 'map':
      return { ...p, map: pin(p.map), key: pin(p.key) };
    default:
      return p;
  }
}

// What is written

function writes(f: Fn, key: Written | null, pointed = false): void {
  if (key === null) return;
  const isVariable = 'kind' in key && key.kind === 'var' && (key as Var).global;
  if (!pointed && isVariable && f.initial !== 'no') {
    if (f.initial === 'init') f.unit.writtenInInit.add(key);
  } else f.unit.written.add(key);
}

/** All fields that lie in a value of the type. */
export function writesAll(unit: Unit, type: Type): void {
  const under = underlying(type);
  if (under.kind === 'array') writesAll(unit, under.element);
  if (under.kind !== 'struct') return;
  for (const field of under.fields) {
    if (isAggregate(field.type)) writesAll(unit, field.type);
    else unit.written.add(field.at ?? field);
  }
}

// Freshness

/** Whether an aggregate is known to nobody else: then it needs no copy. */
export function isFresh(f: Fn, given: Expression): boolean {
  const e = withoutParens(given);
  if (e.kind === 'CompositeLit' || e.kind === 'TypeAssertion') return true;
  if (e.kind === 'UnaryExpr') return e.operator === '<-';
  if (e.kind !== 'CallExpr') return false;
  const [operand] = e.arguments;
  if (f.pkg.info.types.get(e.operand)?.mode !== 'type') return true;
  return operand !== undefined && (isFresh(f, operand) || !isAggregate(typeOf(f, operand)));
}

/** A new variable with this value in it, a value of its own. */
export function bind(f: Fn, v: Var, register: number): void {
  const boxed = isBoxed(f, v);
  if (boxed) emit(f, op.BOX, register, register, boxLayout(f.unit, v.name, subst(f, v.type)));
  declare(f, v, register, boxed);
}

/** The zero value of a type. */
export function zero(f: Fn, type: Type, to = -1): number {
  if (!isAggregate(type)) return constant(f, zeroOf(type), to);
  const register = into(f, to);
  emit(f, op.ZERO, register, layoutOf(f.unit, type));
  return register;
}

export const definedVar = (f: Fn, id: Identifier): Var | null => {
  const object = f.pkg.info.defs.get(id);
  return object?.kind === 'var' ? object : null;
};
