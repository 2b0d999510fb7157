/** Calls of the functions that belong to the language. https://go.dev/ref/spec#Built-in_functions */
import { expressionText } from '../syntax/text.ts';
import type { CallExpr, Expression } from '../syntax/tree.ts';
import { assign, bare } from './assign.ts';
import { assignable } from './assignable.ts';
import {
  ANY,
  BASIC,
  BYTE,
  defaultType,
  isFloat,
  isInvalid,
  isNumeric,
  isOrdered,
  isString,
  isUntyped,
} from './basics.ts';
import { passArguments, variadicOf } from './calls.ts';
import { type Checker, type Place, report } from './checker.ts';
import { binaryConstant, compareConstants, imaginaryPart, realPart, sign, toFloat } from './constants.ts';
import { values } from './expressions.ts';
import { identical, isTypeParam, underlying } from './identical.ts';
import { constantIndex } from './indexing.ts';
import type { Basic, BasicName, Constant, Type } from './model.ts';
import { invalid, type Operand, operand, operandText, refuse, text } from './operands.ts';
import { matchTypes } from './operations.ts';
import { variableType } from './typeExpressions.ts';
import { all, coreString, coreType, specificTerms } from './typeSet.ts';
import { sizeCall } from './unsafe.ts';
import { convertUntyped, settle, valueInfo } from './untyped.ts';

interface BuiltinCall {
  readonly e: CallExpr;
  readonly name: string;
  readonly args: readonly Operand[];
}

interface Builtin {
  /** How many arguments at least, and whether there may be more. */
  readonly count: number;
  readonly more?: boolean;
  readonly effect?: 'statement';
  /** Its arguments are not all values. */
  readonly types?: boolean;
  readonly check: (c: Checker, call: BuiltinCall, first: Operand, second: Operand) => Operand;
}

export function builtinCall(c: Checker, e: CallExpr): Operand {
  const id = bare(e.operand);
  const name = id.kind === 'Identifier' ? id.name : id.kind === 'SelectorExpr' ? id.selector.name : '';
  const builtin = BUILTINS[name];
  if (builtin === undefined) return invalid(e);
  if (e.spread && name !== 'append') {
    report(c, e, `invalid operation: invalid use of ... with built-in ${name}`);
    return invalidUse(c, e.arguments, e);
  }
  const { called } = c;
  if (name === 'len' || name === 'cap') c.called = false;
  const args =
    builtin.types === true ? [] : e.arguments.length === 0 ? [] : values(c, e.arguments, false).list;
  const done = checked(c, e, name, builtin, args);
  if (name === 'len' || name === 'cap') c.called = called;
  return { ...done, expression: e, effect: done.mode === 'invalid' ? 'statement' : (builtin.effect ?? null) };
}

function invalidUse(c: Checker, list: readonly Expression[], e: CallExpr): Operand {
  if (list.length > 0) values(c, list, false);
  return invalid(e);
}

function checked(c: Checker, e: CallExpr, name: string, builtin: Builtin, args: readonly Operand[]): Operand {
  if (args.some((x) => x.mode === 'invalid')) return invalid(e);
  const found = builtin.types === true ? e.arguments.length : args.length;
  const { count } = builtin;
  if (found < count || (found > count && builtin.more !== true)) {
    const what = found < count ? 'not enough' : 'too many';
    const shown = expressionText(e);
    return no(c, e, `invalid operation: ${what} arguments for ${shown} (expected ${count}, found ${found})`);
  }
  const none = operand('noValue', e, { kind: 'tuple', elements: [] });
  return builtin.check(c, { e, name, args }, args[0] ?? none, args[1] ?? none);
}

function no(c: Checker, e: Expression, message: string, at: Place = e): Operand {
  return refuse(c, e, message, at);
}

const nothing = ({ e }: BuiltinCall): Operand => operand('noValue', e, { kind: 'tuple', elements: [] });

/** What the array of a pointer to one is asked for too. */
const throughPointer = (under: Type): Type => {
  const array = under.kind === 'pointer' ? underlying(under.element) : under;
  return array.kind === 'array' ? array : under;
};

function lenOrCap(c: Checker, { e, name }: BuiltinCall, x: Operand): Operand {
  const has = (one: Type): boolean => {
    const { kind } = throughPointer(one);
    return (
      kind === 'array' ||
      kind === 'slice' ||
      kind === 'chan' ||
      (name === 'len' && (kind === 'map' || isString(one)))
    );
  };
  if (!all(x.type, has)) {
    if (isInvalid(underlying(x.type))) return invalid(e);
    return no(c, e, `invalid argument: ${operandText(c, x)} for built-in ${name}`, x.expression);
  }
  const of = isTypeParam(x.type) ? null : throughPointer(underlying(x.type));
  let length: number | null = null;
  if (x.value?.kind === 'string') length = x.value.value.length;
  else if (of?.kind === 'array' && !c.called) ({ length } = of);
  if (length === null || length < 0) return operand('value', e, BASIC.int);
  return operand('constant', e, BASIC.int, { kind: 'int', value: BigInt(length) });
}

function append(c: Checker, call: BuiltinCall, x: Operand, y: Operand): Operand {
  const { e, args } = call;
  const core = coreType(x.type);
  if (core?.kind !== 'slice') {
    const shown = operandText(c, x);
    let cause = `have ${x.mode === 'nil' ? 'untyped nil' : shown}`;
    if (isTypeParam(x.type)) {
      cause = core === null ? `${shown} has no core type` : `${shown} has core type ${text(c, core)}`;
    }
    return no(c, e, `first argument to append must be a slice; ${cause}`, x.expression);
  }
  const bytes: Type = { kind: 'slice', element: BYTE };
  if (args.length === 2 && e.spread && assignable(x.type, valueInfo(x), bytes, c.package).ok) {
    const string = coreString(y.type);
    if (string !== null && isString(string)) {
      if (isUntyped(y.type)) convertUntyped(c, y, BASIC.string);
      return operand('value', e, x.type);
    }
  }
  const given = { types: [], list: [] };
  passArguments(
    c,
    e,
    variadicOf(c, core.element, x.type),
    given,
    args.map((one) => ({ x: one, given })),
  );
  return operand('value', e, x.type);
}

function copy(c: Checker, { e }: BuiltinCall, x: Operand, y: Operand): Operand {
  const to = coreType(x.type);
  let from = coreString(y.type);
  if (from !== null && isString(from)) from = { kind: 'slice', element: BYTE };
  const bad = (what: string): Operand => no(c, e, `invalid argument: ${what}`, x.expression);
  const [a, b] = [operandText(c, x), operandText(c, y)];
  if (to?.kind !== 'slice' || from?.kind !== 'slice') {
    return bad(`copy expects slice arguments; found ${a} and ${b}`);
  }
  if (!identical(to.element, from.element)) {
    const types = `${text(c, to.element)} and ${text(c, from.element)}`;
    return bad(`arguments to copy ${a} and ${b} have different element types ${types}`);
  }
  if (isUntyped(y.type)) convertUntyped(c, y, BASIC.string);
  return operand('value', e, BASIC.int);
}

function remove(c: Checker, call: BuiltinCall, x: Operand, y: Operand): Operand {
  let key: Type | null = null;
  for (const { type } of specificTerms(x.type) ?? [{ type: x.type }]) {
    const under = underlying(type);
    const bad = (what: string): Operand => no(c, call.e, `invalid argument: ${what}`, x.expression);
    if (under.kind !== 'map') return bad(`${operandText(c, x)} is not a map`);
    if (key !== null && !identical(under.key, key)) {
      return bad(`maps of ${operandText(c, x)} must have identical key types`);
    }
    ({ key } = under);
  }
  if (assign(c, y, key, 'argument to delete').mode === 'invalid') return invalid(call.e);
  return nothing(call);
}

function close(c: Checker, call: BuiltinCall, x: Operand): Operand {
  const bad = (what: string): Operand =>
    no(c, call.e, `invalid operation: cannot close ${what} ${operandText(c, x)}`, x.expression);
  for (const { type } of specificTerms(x.type) ?? [{ type: x.type }]) {
    const under = underlying(type);
    if (under.kind !== 'chan') return bad('non-channel');
    if (under.direction === 'receive') return bad('receive-only channel');
  }
  return nothing(call);
}

function clear(c: Checker, call: BuiltinCall, x: Operand): Operand {
  if (all(x.type, ({ kind }) => kind === 'map' || kind === 'slice')) return nothing(call);
  const what = `cannot clear ${operandText(c, x)}: argument must be (or constrained by) map or slice`;
  return no(c, call.e, `invalid argument: ${what}`, x.expression);
}

function make(c: Checker, { e }: BuiltinCall): Operand {
  const [first, ...sizes] = e.arguments;
  if (first === undefined) return invalid(e);
  const type = variableType(c, first);
  if (isInvalid(type)) return invalid(e);
  const core = coreType(type);
  const shown = expressionText(first);
  if (core === null) return no(c, e, `invalid argument: cannot make ${shown}: no core type`, first);
  if (!/^(?:slice|map|chan)$/.test(core.kind)) {
    return no(c, e, `invalid argument: cannot make ${shown}; type must be slice, map, or channel`, first);
  }
  const least = core.kind === 'slice' ? 2 : 1;
  const count = e.arguments.length;
  if (count < least || count > least + 1) {
    const range = `${least} or ${least + 1} arguments`;
    return no(c, e, `invalid operation: ${expressionText(e)} expects ${range}; found ${count}`);
  }
  const known = sizes.map((one) => constantIndex(c, one, -1).value);
  const [length = -1, capacity = -1] = known;
  if (length >= 0 && capacity >= 0 && length > capacity) {
    report(c, sizes[0] ?? e, 'invalid argument: length and capacity swapped');
  }
  return operand('value', e, type);
}

function newValue(c: Checker, { e }: BuiltinCall): Operand {
  const [first] = e.arguments;
  const element = first === undefined ? null : variableType(c, first);
  if (element === null || isInvalid(element)) return invalid(e);
  return operand('value', e, { kind: 'pointer', element });
}

function minOrMax(c: Checker, { e, name, args }: BuiltinCall, first: Operand): Operand {
  let x = first;
  for (const [i, one] of args.entries()) {
    if (!all(one.type, isOrdered)) {
      return no(c, e, `invalid argument: ${operandText(c, one)} cannot be ordered`, one.expression);
    }
    if (i === 0) continue;
    const pair = matchTypes(c, x, one);
    if (pair === null) return invalid(e);
    const [a, b] = pair;
    if (!identical(a.type, b.type)) {
      const types = `${text(c, a.type)} (previous argument) and ${text(c, b.type)}`;
      const which = expressionText(b.expression);
      return no(c, e, `invalid argument: mismatched types ${types} (type of ${which})`, b.expression);
    }
    x = a;
    if (a.mode === 'constant' && b.mode === 'constant' && a.value !== null && b.value !== null) {
      if (compareConstants(name === 'min' ? '<' : '>', b.value, a.value)) x = b;
    } else x = { ...a, mode: 'value', value: null };
  }
  if (x.mode !== 'constant') {
    x = { ...x, mode: 'value' };
    if (isUntyped(x.type)) x = convertUntyped(c, x, defaultType(x.type));
    if (x.mode === 'invalid') return invalid(e);
  }
  for (const one of args) settle(c, one.expression, x.type, !isUntyped(x.type));
  return { ...x, expression: e };
}

const COMPLEX_OF: Partial<Readonly<Record<BasicName, Basic>>> = {
  float32: BASIC.complex64,
  float64: BASIC.complex128,
  'untyped float': BASIC['untyped complex'],
};

const PART_OF: Partial<Readonly<Record<BasicName, Basic>>> = {
  complex64: BASIC.float32,
  complex128: BASIC.float64,
  'untyped complex': BASIC['untyped float'],
};

const basicOf = (table: Partial<Readonly<Record<BasicName, Basic>>>, type: Type): Basic | undefined => {
  const under = underlying(type);
  return under.kind === 'basic' ? table[under.name] : undefined;
};

function complex(c: Checker, { e }: BuiltinCall, first: Operand, second: Operand): Operand {
  let [x, y] = [first, second];
  const free = [isUntyped(x.type), isUntyped(y.type)] as const;
  const constants = x.mode === 'constant' && y.mode === 'constant';
  const float = (one: Operand): Operand => {
    // A shift whose type is not known yet: it cannot be a float's.
    if (!constants || one.value === null) return convertUntyped(c, one, BASIC.float64);
    const real = isNumeric(one.type) && sign(imaginaryPart(one.value)) === 0;
    return real ? { ...one, type: BASIC['untyped float'] } : one;
  };
  if (free[0] && free[1]) [x, y] = [float(x), float(y)];
  else if (free[0]) x = convertUntyped(c, x, y.type);
  else if (free[1]) y = convertUntyped(c, y, x.type);
  if (x.mode === 'invalid' || y.mode === 'invalid') return invalid(e);
  if (!identical(x.type, y.type)) {
    const types = `${text(c, x.type)} and ${text(c, y.type)}`;
    return no(c, e, `invalid operation: ${expressionText(e)} (mismatched types ${types})`, x.expression);
  }
  const type = basicOf(COMPLEX_OF, x.type);
  if (type === undefined || !isFloat(x.type)) {
    const what = `arguments have type ${text(c, x.type)}, expected floating-point`;
    return no(c, e, `invalid argument: ${what}`, x.expression);
  }
  if (x.mode !== 'constant' || y.mode !== 'constant' || x.value === null || y.value === null) {
    return operand('value', e, type);
  }
  const value: Constant = { kind: 'complex', real: toFloat(x.value), imaginary: toFloat(y.value) };
  // Through an addition, so that it gets its usual form.
  return operand('constant', e, type, binaryConstant('+', value, { kind: 'int', value: 0n }, false));
}

function part(c: Checker, { e, name }: BuiltinCall, first: Operand): Operand {
  let x = first;
  if (isUntyped(x.type)) {
    if (x.mode !== 'constant') x = convertUntyped(c, x, BASIC.complex128);
    else if (isNumeric(x.type)) x = { ...x, type: BASIC['untyped complex'] };
    if (x.mode === 'invalid') return invalid(e);
  }
  const type = basicOf(PART_OF, x.type);
  if (type === undefined) {
    const what = `argument has type ${text(c, x.type)}, expected complex type`;
    return no(c, e, `invalid argument: ${what}`, x.expression);
  }
  if (x.mode !== 'constant' || x.value === null) return operand('value', e, type);
  return operand('constant', e, type, (name === 'real' ? realPart : imaginaryPart)(x.value));
}

function print(c: Checker, call: BuiltinCall): Operand {
  for (const x of call.args) {
    const done = assign(c, x, null, `argument to built-in ${call.name}`);
    if (done.mode === 'invalid') return invalid(call.e);
  }
  return nothing(call);
}

function panic(c: Checker, call: BuiltinCall, x: Operand): Operand {
  const { signature } = c.environment;
  if (signature !== null && signature.results.length > 0) c.panics.add(call.e);
  return assign(c, x, ANY, 'argument to panic').mode === 'invalid' ? invalid(call.e) : nothing(call);
}

/** What `recover` yields: messages write it out. */
const ANYTHING: Type = { ...ANY };

const bytes: Builtin = { count: 1, check: (c, { e, name }, x) => sizeCall(c, e, name, x) };

const BUILTINS: Readonly<Record<string, Builtin>> = {
  Alignof: bytes,
  Offsetof: bytes,
  Sizeof: bytes,
  append: { count: 1, more: true, check: append },
  cap: { count: 1, check: lenOrCap },
  clear: { count: 1, effect: 'statement', check: clear },
  close: { count: 1, effect: 'statement', check: close },
  complex: { count: 2, check: complex },
  copy: { count: 2, effect: 'statement', check: copy },
  delete: { count: 2, effect: 'statement', check: remove },
  imag: { count: 1, check: part },
  len: { count: 1, check: lenOrCap },
  make: { count: 1, more: true, types: true, check: make },
  max: { count: 1, more: true, check: minOrMax },
  min: { count: 1, more: true, check: minOrMax },
  new: { count: 1, types: true, check: newValue },
  panic: { count: 1, effect: 'statement', check: panic },
  print: { count: 0, more: true, effect: 'statement', check: print },
  println: { count: 0, more: true, effect: 'statement', check: print },
  real: { count: 1, check: part },
  recover: { count: 0, effect: 'statement', check: (_, { e }) => operand('value', e, ANYTHING) },
};
