/** The functions of the language itself. */
import type { CallExpr, Expression } from '../syntax/tree.ts';

import { BASIC } from '../types/basics.ts';
import { underlying } from '../types/identical.ts';
import type { Type } from '../types/model.ts';
import { call, type Ready } from './calls.ts';
import { constant, emit, extra, type Fn, finish, jump, newLabel, place, scoped, temp } from './emit.ts';
import { withoutParens } from './escape.ts';
import { expr, own, typeOf, valueAs, wrap } from './expressions.ts';
import { innerFunction } from './functions.ts';
import { arrayLayout, boxLayout, isAggregate, zeroOf } from './layouts.ts';
import * as op from './ops.ts';
import { elementOf, writesAll, zero } from './places.ts';
import { numberKind, typeIndex } from './runtimeTypes.ts';

interface Given {
  readonly e: CallExpr;
  readonly name: string;
  /** Type of the first argument, and of the call. */
  readonly type: Type;
  readonly result: Type;
  /** Where the result goes. */
  readonly to: number;
  readonly arg: (i: number) => number;
}

type Work = (f: Fn, given: Given) => void;

const LENGTHS: Readonly<Record<string, number>> = {
  'len basic': op.STRING_LENGTH,
  'len slice': op.LENGTH,
  'len map': op.MAP_LENGTH,
  'len chan': op.CHAN_LENGTH,
  'cap slice': op.CAPACITY,
  'cap chan': op.CHAN_CAPACITY,
};

const length: Work = (f, { name, type, to, arg }) => {
  const under = underlying(type);
  const array = under.kind === 'pointer' ? underlying(under.element) : under;
  const register = arg(0);
  if (array.kind === 'array') constant(f, array.length, to);
  else emit(f, LENGTHS[`${name} ${under.kind}`] ?? 0, to, register);
};

const append: Work = (f, { e, type, to, arg }) => {
  const element = elementOf(type);
  const layout = arrayLayout(f.unit, element);
  const [, second] = e.arguments;
  const slice = arg(0);
  if (e.arguments.length > 1) writesAll(f.unit, element);
  if (e.spread && second !== undefined) {
    const more = expr(f, second);
    f.at = e.open;
    emit(f, op.APPEND_SLICE, to, slice, more, layout);
    return;
  }
  const values = e.arguments.slice(1);
  const base = temp(f, values.length);
  for (const [i, one] of values.entries()) scoped(f, () => valueAs(f, one, element, base + i));
  f.at = e.open;
  emit(f, op.APPEND, to, slice, base, values.length);
  emit(f, op.APPEND_LAYOUT, layout);
};

const make: Work = (f, { e, result, to }) => {
  const under = underlying(result);
  const size = (i: number): number => {
    const one = e.arguments[i];
    return one === undefined ? -1 : expr(f, one);
  };
  const first = size(1);
  const second = size(2);
  f.at = e.open;
  if (under.kind === 'slice') emit(f, op.MAKE_SLICE, to, arrayLayout(f.unit, under.element), first, second);
  else if (under.kind === 'map') emit(f, op.MAKE_MAP, to, typeIndex(f.unit, result));
  else emit(f, op.MAKE_CHAN, to, typeIndex(f.unit, result), first);
};

const remove: Work = (f, { e, type, arg }) => {
  const under = underlying(type);
  const [, key] = e.arguments;
  const map = arg(0);
  if (under.kind !== 'map' || key === undefined) return;
  const register = valueAs(f, key, under.key);
  const end = newLabel();
  f.at = e.open;
  jump(f, op.MAP_BEGIN_DELETE, end, map, register);
  emit(f, op.MAP_DELETE, map, register);
  place(f, end);
};

const clear: Work = (f, { e, type, arg }) => {
  const register = arg(0);
  f.at = e.open;
  if (underlying(type).kind === 'slice') {
    writesAll(f.unit, elementOf(type));
    emit(f, op.CLEAR_SLICE, register);
    return;
  }
  const end = newLabel();
  jump(f, op.MAP_BEGIN_DELETE, end, register, -1);
  emit(f, op.MAP_CLEAR, register);
  place(f, end);
};

/** Strings and numbers. What is no number stays none, and of zeros the smaller one is that with the sign. */
const extreme: Work = (f, { e, name, result, to }) => {
  const best = temp(f);
  e.arguments.forEach((one, i) => {
    if (i === 0) {
      expr(f, one, best);
      return;
    }
    scoped(f, () => {
      const other = expr(f, one);
      const test = temp(f);
      const [keep, change] = [newLabel(), newLabel()];
      const under = underlying(result);
      if (under.kind === 'basic' && under.name.startsWith('float')) {
        floatExtreme(f, name === 'min', best, other, test, keep, change, numberKind(result));
      }
      emit(f, op.LESS, test, ...(name === 'min' ? ([other, best] as const) : ([best, other] as const)));
      jump(f, op.JUMP_UNLESS, keep, test);
      place(f, change);
      emit(f, op.MOVE, best, other);
      place(f, keep);
    });
  });
  emit(f, op.MOVE, to, best);
};

/** Before the comparison: not a number, and zeros of both signs, which compare as equal. */
function floatExtreme(
  f: Fn,
  min: boolean,
  best: number,
  other: number,
  test: number,
  keep: ReturnType<typeof newLabel>,
  change: ReturnType<typeof newLabel>,
  kind: number,
): void {
  emit(f, op.SAME, test, best, best);
  jump(f, op.JUMP_UNLESS, keep, test);
  emit(f, op.SAME, test, other, other);
  jump(f, op.JUMP_UNLESS, change, test);
  const order = newLabel();
  emit(f, op.SAME, test, best, other);
  jump(f, op.JUMP_UNLESS, order, test);
  // 1 / x tells the sign of a zero, and orders equal numbers as equal.
  const [one, a, b] = [constant(f, 1), temp(f), temp(f)];
  emit(f, op.QUO, a, one, best, kind);
  emit(f, op.QUO, b, one, other, kind);
  emit(f, op.LESS, test, ...(min ? ([b, a] as const) : ([a, b] as const)));
  jump(f, op.JUMP_IF, change, test);
  jump(f, op.JUMP, keep);
  place(f, order);
}

const print: Work = (f, { e, name }) => {
  const base = temp(f, e.arguments.length);
  for (const [i, one] of e.arguments.entries()) scoped(f, () => own(f, one, base + i));
  f.at = e.open;
  const types = e.arguments.map((one) => typeIndex(f.unit, typeOf(f, one)));
  emit(f, op.PRINT, base, types.length, extra(f, { kind: 'print', types, line: name === 'println' }));
};

const WORK: Readonly<Record<string, Work>> = {
  append,
  cap: length,
  clear,
  close: (f, { e, arg }) => {
    const channel = arg(0);
    f.at = e.open;
    emit(f, op.CLOSE, channel);
  },
  complex: (f, { to, result, arg }) => {
    const [re, im] = [arg(0), arg(1)];
    emit(f, op.COMPLEX, to, re, im, numberKind(result));
  },
  copy: (f, { e, type, to, arg }) => {
    writesAll(f.unit, elementOf(type));
    const [into, from] = [arg(0), arg(1)];
    f.at = e.open;
    emit(f, op.COPY_SLICE, to, into, from);
  },
  delete: remove,
  imag: (f, { to, arg }) => {
    emit(f, op.IMAG, to, arg(0));
  },
  len: length,
  make,
  max: extreme,
  min: extreme,
  new: (f, { result, to }) => {
    const element = elementOf(result);
    if (isAggregate(element)) {
      zero(f, element, to);
      return;
    }
    emit(f, op.BOX, to, constant(f, zeroOf(element)), boxLayout(f.unit, '', element));
    emit(f, op.REF, to, to, 0);
  },
  panic: (f, { e }) => {
    const [value] = e.arguments;
    const register = value === undefined ? 0 : valueAs(f, value, ANY);
    f.at = e.open;
    emit(f, op.PANIC, register);
  },
  print,
  println: print,
  real: (f, { to, arg }) => {
    emit(f, op.REAL, to, arg(0));
  },
  recover: (f, { to }) => {
    emit(f, op.RECOVER, to);
  },
};

const ANY: Type = { kind: 'interface', methods: [], embedded: [], comparable: false };

const nameOf = (e: CallExpr): string => {
  const operand = withoutParens(e.operand);
  return operand.kind === 'Identifier' ? operand.name : '';
};

/** @returns the register of the result */
export function builtin(f: Fn, e: CallExpr): number {
  const to = temp(f);
  const mark = f.next;
  run(f, e, to);
  f.next = mark;
  return to;
}

function run(f: Fn, given: CallExpr, to: number): void {
  const e = spread(f, given);
  const [first] = e.arguments;
  const arg = (i: number): number => {
    const one = e.arguments[i];
    return one === undefined ? -1 : expr(f, one);
  };
  f.at = e.open;
  const name = nameOf(e);
  WORK[name]?.(f, {
    e,
    name,
    type: first === undefined ? ANY : typeOf(f, first),
    result: typeOf(f, e),
    to,
    arg,
  });
}

/** `copy(f())`: the results of the call as arguments, each an expression that is there already. */
function spread(f: Fn, e: CallExpr): CallExpr {
  const [only] = e.arguments;
  const bare = only === undefined ? undefined : withoutParens(only);
  const tuple = bare === undefined ? null : typeOf(f, bare);
  if (bare?.kind !== 'CallExpr' || e.arguments.length > 1 || tuple?.kind !== 'tuple') return e;
  const from = call(f, bare);
  const parts = tuple.elements.map((type, i): Expression => {
    const part: Expression = { kind: 'BadExpr', start: bare.start, end: bare.end };
    f.given.set(part, { register: from + i, type });
    return part;
  });
  return { ...e, arguments: parts };
}

/** An error of the runtime, found by code that the compiler made. */
export function runtimePanic(f: Fn, text: string): void {
  const errors = [...f.unit.packages.keys()].find(({ path }) => path === 'runtime');
  const object = errors?.scope.names.get('errorString');
  const type = object?.kind === 'type' ? object.type : BASIC.string;
  emit(f, op.PANIC, wrap(f, constant(f, `runtime error: ${text}`), type));
}

/** For go and defer: a function around it, whose arguments are evaluated now. */
export function builtinCallee(f: Fn, e: CallExpr): Ready {
  const value = temp(f);
  const values = e.arguments.map((one) => ({ one, type: typeOf(f, one) }));
  const base = temp(f, values.length);
  const panics = nameOf(e) === 'panic';
  values.forEach(({ one }, i) => {
    scoped(f, () => (panics ? valueAs(f, one, ANY, base + i) : own(f, one, base + i)));
  });
  innerFunction(
    f,
    {
      name: `${f.name}.${nameOf(e)}`,
      start: e.start,
      results: [],
      wrapper: true,
      given: new Map(values.map(({ one, type }, i) => [one, { register: i, type }])),
    },
    (inner) => {
      temp(inner, values.length);
      // Only a function that is deferred itself can recover.
      if (panics) emit(inner, op.PANIC, 0);
      else if (nameOf(e) !== 'recover') builtin(inner, e);
      emit(inner, op.RETURN, 0, 0);
      return finish(inner, values.length, -1);
    },
    value,
  );
  return { callee: { how: 'value', target: value }, base, count: values.length };
}
