/** Expressions: each leaves its value in a register. */
import type {
  Expression,
  Identifier,
  IndexExpr,
  SelectorExpr,
  SliceExpr,
  TypeAssertion,
  UnaryExpr,
} from '../syntax/tree.ts';
import { defaultType } from '../types/basics.ts';
import { numberOf } from '../types/fractions.ts';
import { isInterface, underlying } from '../types/identical.ts';
import { lookup } from '../types/lookup.ts';
import type { Constant, Func, Selection, Type, TypeAndValue, Var } from '../types/model.ts';
import { call } from './calls.ts';
import { constant, emit, extra, type Fn, into, jump, newLabel, place, scoped, subst, temp } from './emit.ts';
import { withoutParens } from './escape.ts';
import { functionLiteral, functionValue } from './functions.ts';
import { isAggregate } from './layouts.ts';
import { compositeLiteral } from './literals.ts';
import { methodExpression, methodValue } from './methods.ts';
import { binary, condition } from './operators.ts';
import * as op from './ops.ts';
import { address, inRegister, isFresh, load, missing, move, placeOf, take } from './places.ts';
import type { ConstantValue } from './program.ts';
import { liveType, numberKind, typeIndex } from './runtimeTypes.ts';
import { refuse } from './unit.ts';

const NOTHING: Type = { kind: 'tuple', elements: [] };

export const factOf = (f: Fn, e: Expression): TypeAndValue | undefined => f.pkg.info.types.get(e);

export function typeOf(f: Fn, e: Expression): Type {
  const handed = f.given.get(e);
  if (handed !== undefined) return handed.type;
  const known = factOf(f, e)?.type;
  if (known !== undefined) return subst(f, known);
  if (e.kind === 'ParenExpr') return typeOf(f, e.inner);
  const object = e.kind === 'Identifier' ? (f.pkg.info.defs.get(e) ?? f.pkg.info.uses.get(e)) : undefined;
  return object !== undefined && object !== null && 'type' in object ? subst(f, object.type) : NOTHING;
}

/** Of a value of two: `v, ok := m[k]` has the tuple. */
export function singleType(f: Fn, e: Expression): Type {
  const type = typeOf(f, e);
  return type.kind === 'tuple' ? (type.elements[0] ?? NOTHING) : type;
}

/** The value of the constant as the machine holds it. */
export function constantValue(x: Constant, type: Type): ConstantValue {
  const under = underlying(type);
  const name = under.kind === 'basic' ? under.name : '';
  if (x.kind === 'bool' || x.kind === 'string') return x.value;
  if (x.kind === 'complex' || name.startsWith('complex')) {
    const part = (one: Constant): number => Number(constantValue(one, FLOAT));
    return x.kind === 'complex' ? { re: part(x.real), im: part(x.imaginary) } : { re: part(x), im: 0 };
  }
  if (x.kind === 'float') return numberOf(x);
  if (x.kind !== 'int') return null;
  if (name.includes('float')) return Number(x.value);
  const number = Number(x.value);
  return Number.isSafeInteger(number) ? number : x.value;
}

/** An expression's value; `to` -1: wherever it is, maybe in the register of a variable. An aggregate is the very container. */
export function expr(f: Fn, given: Expression, to = -1): number {
  const handed = f.given.get(given);
  if (handed !== undefined) return move(f, handed.register, to);
  const e = withoutParens(given);
  const fact = factOf(f, e);
  if (fact?.value && fact.mode === 'constant') {
    const type = subst(f, fact.type);
    return constant(f, constantValue(fact.value, type), to);
  }
  if (fact?.mode === 'nil') return constant(f, null, to);
  switch (e.kind) {
    case 'Identifier':
      return named(f, e, e, to);
    case 'SelectorExpr':
      return selector(f, e, to);
    case 'IndexExpr':
      return index(f, e, to);
    case 'StarExpr': {
      const p = placeOf(f, e);
      if (p.kind === 'register') emit(f, op.CHECK_NIL, p.register);
      return load(f, p, to);
    }
    case 'SliceExpr':
      return slice(f, e, to);
    case 'TypeAssertion':
      return move(f, assertion(f, e, false), to);
    case 'CallExpr':
      return move(f, call(f, e), to);
    case 'FunctionLit':
      return functionLiteral(f, e, to);
    case 'CompositeLit':
      return move(f, compositeLiteral(f, e, typeOf(f, e)), to);
    case 'UnaryExpr':
      return unary(f, e, to);
    case 'BinaryExpr':
      return e.operator === '&&' || e.operator === '||' ? truth(f, e, to) : binary(f, e, to);
    default:
      refuse(f.unit, f.file, e, "this lab's Go cannot compile this expression");
      return into(f, to);
  }
}

const FLOAT: Type = { kind: 'basic', name: 'float64', alias: null };

/** A value of one's own: what is assigned, passed, sent or stored. */
export function own(f: Fn, e: Expression, to = -1): number {
  const type = singleType(f, e);
  if (!isAggregate(type) || isFresh(f, e)) return expr(f, e, to);
  const bare = withoutParens(e);
  const isPlace = bare.kind === 'StarExpr' && factOf(f, bare)?.mode !== 'type';
  return take(f, isPlace ? placeOf(f, bare) : inRegister(type, expr(f, e)), to);
}

/** A value of one's own as a value of `type`: in an interface where it is one. */
export function valueAs(f: Fn, e: Expression, type: Type, to = -1): number {
  const from = singleType(f, e);
  if (!needsWrap(from, type) || factOf(f, e)?.mode === 'nil') return own(f, e, to);
  return wrap(f, own(f, e), from, to);
}

/** As `valueAs`, but an aggregate may be one that others have: for what is only looked at. */
export function viewAs(f: Fn, e: Expression, type: Type): number {
  const from = singleType(f, e);
  return needsWrap(from, type) && factOf(f, e)?.mode !== 'nil' ? wrap(f, expr(f, e), from, -1) : expr(f, e);
}

const needsWrap = (from: Type, to: Type): boolean =>
  isInterface(to) && !isInterface(from) && !(from.kind === 'basic' && from.name === 'untyped nil');

export function wrap(f: Fn, register: number, given: Type, to = -1): number {
  const type = defaultType(given);
  const made = into(f, to);
  emit(f, op.WRAP, made, register, liveType(f.unit, type));
  return made;
}

/** What is in the register as a value of another type that it is assignable to. */
export function converted(f: Fn, register: number, from: Type, type: Type, to = -1): number {
  return needsWrap(from, type) ? wrap(f, register, from, to) : move(f, register, to);
}

/** A boolean whose parts are evaluated as far as needed. */
function truth(f: Fn, e: Expression, to: number): number {
  const register = into(f, to);
  const [no, end] = [newLabel(), newLabel()];
  scoped(f, () => condition(f, e, no, false));
  constant(f, true, register);
  jump(f, op.JUMP, end);
  place(f, no);
  constant(f, false, register);
  place(f, end);
  return register;
}

// Names

function named(f: Fn, e: Expression, id: Identifier, to: number): number {
  const { info } = f.pkg;
  const object = info.uses.get(id) ?? info.defs.get(id);
  if (object?.kind === 'func') {
    f.at = e.start;
    const args = info.instances.get(id)?.typeArguments ?? [];
    return functionValue(
      f,
      object,
      args.map((one) => subst(f, one)),
      to,
    );
  }
  f.at = e.start;
  return load(f, placeOf(f, e), to);
}

export interface Chosen {
  readonly kind: Selection['kind'];
  readonly receiver: Type;
  readonly object: Var | Func;
  readonly path: readonly number[];
}

/** What stands after the dot; of a value whose type is a parameter, what the type that stands for it has. Null: a name of a package. */
export function selectionOf(f: Fn, e: SelectorExpr): Chosen | null {
  const selection = f.pkg.info.selections.get(e);
  if (selection === undefined) return null;
  const { kind, object, path } = selection;
  const receiver = subst(f, selection.receiver);
  const base = selection.receiver.kind === 'pointer' ? selection.receiver.element : selection.receiver;
  if (base.kind !== 'typeParam') return { kind, receiver, object, path };
  const found = lookup(receiver, true, object.package, object.name);
  return found !== null && typeof found === 'object'
    ? { kind, receiver, object: found.object, path: found.path }
    : { kind, receiver, object, path };
}

function selector(f: Fn, e: SelectorExpr, to: number): number {
  const selection = selectionOf(f, e);
  if (selection === null) return named(f, e, e.selector, to);
  if (selection.kind === 'field') return load(f, placeOf(f, e), to);
  return selection.kind === 'method'
    ? methodValue(f, e, selection, to)
    : methodExpression(f, e, selection, to);
}

// Elements

function index(f: Fn, e: IndexExpr, to: number): number {
  const operand = withoutParens(e.operand);
  if (typeOf(f, operand).kind === 'signature' || factOf(f, operand)?.type.kind === 'signature') {
    // An instance of a generic function.
    return named(
      f,
      operand,
      operand.kind === 'SelectorExpr' ? operand.selector : (operand as Identifier),
      to,
    );
  }
  const [at] = e.indices;
  if (underlying(typeOf(f, operand)).kind !== 'basic' || at === undefined) return load(f, placeOf(f, e), to);
  const text = expr(f, operand);
  const register = indexOperand(f, at, null);
  const made = into(f, to);
  f.at = e.open;
  emit(f, op.STRING_AT, made, text, register);
  return made;
}

/** An index, or the key of a map. A key may be kept: it is one's own. */
export function indexOperand(f: Fn, e: Expression, key: Type | null): number {
  return key === null ? expr(f, e) : valueAs(f, e, key);
}

function slice(f: Fn, e: SliceExpr, to: number): number {
  const type = typeOf(f, e.operand);
  const under = underlying(type);
  const p = placeOf(f, e.operand);
  const operand = isAggregate(type) ? address(f, p) : load(f, p);
  const bound = (one: Expression | null): number => (one === null ? -1 : expr(f, one));
  const [low, high, max] = [bound(e.low), bound(e.high), bound(e.max)];
  const made = into(f, to);
  f.at = e.open;
  if (under.kind === 'basic') {
    emit(f, op.STRING_SLICE, made, operand, low < 0 ? constant(f, 0) : low, high);
    return made;
  }
  const array = under.kind === 'pointer' || under.kind === 'array';
  emit(f, op.SLICE, made, operand, extra(f, { kind: 'slice', low, high, max }), array ? 1 : 0);
  return made;
}

/** @returns the first of two registers where `ok` is asked for too */
export function assertion(f: Fn, e: TypeAssertion, commaOk: boolean): number {
  const type = e.type === null ? NOTHING : typeOf(f, e.type);
  const operand = expr(f, e.operand);
  const made = temp(f, commaOk ? 2 : 1);
  f.at = e.start;
  const instruction = isInterface(type) ? op.ASSERT_INTERFACE : op.ASSERT;
  const from = typeIndex(f.unit, typeOf(f, e.operand));
  emit(f, instruction, made, operand, typeIndex(f.unit, type), commaOk ? 1 : -1 - from);
  return made;
}

/** The two values of a map entry, a receive or an assertion that say whether there was something. */
export function commaOk(f: Fn, given: Expression): { readonly register: number; readonly type: Type } {
  const e = withoutParens(given);
  const type = singleType(f, e);
  if (e.kind === 'TypeAssertion') return { register: assertion(f, e, true), type };
  if (e.kind === 'UnaryExpr') {
    const channel = expr(f, e.operand);
    const register = temp(f, 2);
    f.at = e.start;
    emit(f, op.RECEIVE, register, channel, 1);
    return { register, type };
  }
  const p = placeOf(f, e);
  const register = temp(f, 2);
  if (p.kind === 'map') emit(f, op.MAP_GET_OK, register, p.map, p.key, missing(f, p.type));
  // What lies in the map stays there.
  if (isAggregate(p.type)) emit(f, op.COPY, register, register);
  return { register, type };
}

function unary(f: Fn, e: UnaryExpr, to: number): number {
  if (e.operator === '&') return addressOf(f, e, to);
  const operand = expr(f, e.operand);
  const made = into(f, to);
  f.at = e.start;
  const kind = numberKind(typeOf(f, e.operand));
  switch (e.operator) {
    case '<-':
      emit(f, op.RECEIVE, made, operand, 0);
      return made;
    case '!':
      emit(f, op.NOT, made, operand);
      return made;
    case '-':
      emit(f, op.NEG, made, operand, 0, kind);
      return made;
    case '^':
      emit(f, op.COMPLEMENT, made, operand, 0, kind);
      return made;
    default:
      return move(f, operand, made);
  }
}

function addressOf(f: Fn, e: UnaryExpr, to: number): number {
  const operand = withoutParens(e.operand);
  const type = typeOf(f, operand);
  if (operand.kind === 'CompositeLit') {
    const made = compositeLiteral(f, operand, type);
    return isAggregate(type) ? move(f, made, to) : address(f, inRegister(type, made), to);
  }
  const p = placeOf(f, operand);
  f.at = e.start;
  if (operand.kind === 'StarExpr' && p.kind === 'register') emit(f, op.CHECK_NIL, p.register);
  return address(f, p, to);
}
