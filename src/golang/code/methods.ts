/** Methods: their receivers, as values and expressions, and the functions that the compiler makes around others. */
import type { SelectorExpr } from '../syntax/tree.ts';
import { isInterface, sameName, underlying } from '../types/identical.ts';
import { hasPointerReceiver } from '../types/lookup.ts';
import type { Func, Type, Var } from '../types/model.ts';
import { typeSet } from '../types/typeSet.ts';
import { emit, type Fn, finish, into, newFn, temp } from './emit.ts';
import type { Chosen } from './expressions.ts';
import { type Callee, instance, UNFINISHED } from './functions.ts';
import { isAggregate } from './layouts.ts';
import * as op from './ops.ts';
import { address, inRegister, load, move, type Place, placeOf, pointed, take, walk } from './places.ts';
import { wantedId } from './runtimeTypes.ts';
import { typeKey } from './typeNames.ts';
import { baseOf, functionName, idOf, intern, type Unit } from './unit.ts';

/**
 * Puts the receiver into the register and says what to call. The place is where the method was found, embedded fields done.
 * Pointers are taken and followed as the method wants it.
 */
export function receive(f: Fn, p: Place, method: Func, to: number): Callee {
  const { type } = p;
  const under = underlying(type);
  if (under.kind === 'interface') {
    load(f, p, to);
    // In a generic function the method was found with parameters in its signature.
    const found = typeSet(under).methods.find((one) => sameName(one, method));
    return { how: 'method', target: wantedId(f.unit, found ?? method) };
  }
  const pointer = type.kind === 'pointer';
  if (hasPointerReceiver(method)) {
    if (pointer) load(f, p, to);
    else address(f, p, to);
  } else take(f, pointer ? pointed(type.element, load(f, p)) : p, to);
  return instance(f.unit, method, baseOf(type)?.typeArguments ?? []);
}

export function emitCall(f: Fn, { how, target }: Callee, base: number, count: number): void {
  if (how === 'function') emit(f, op.CALL, base, target, count);
  else if (how === 'native') emit(f, op.CALL_NATIVE, base, target, count);
  else emit(f, how === 'method' ? op.CALL_METHOD : op.CALL_VALUE, base, target, count);
}

/** `x.M` without a call: the receiver is kept as it is now. */
export function methodValue(f: Fn, e: SelectorExpr, { object, path }: Chosen, to: number): number {
  if (object.kind !== 'func') return into(f, to);
  const receiver = temp(f);
  f.at = e.selector.start;
  const p = walk(f, placeOf(f, e.operand), path.slice(0, -1));
  const callee = receive(f, p, object, receiver);
  const made = into(f, to);
  if (callee.how === 'method') emit(f, op.BIND, made, receiver, callee.target);
  else
    emit(
      f,
      op.FUNCTION,
      made,
      boundWrapper(f.unit, callee, object, receiverType(p.type, object)),
      receiver,
      1,
    );
  return made;
}

function receiverType(type: Type, method: Func): Type {
  const base = type.kind === 'pointer' ? type.element : type;
  return hasPointerReceiver(method) ? { kind: 'pointer', element: base } : base;
}

/** `T.M`: a function with the receiver as its first parameter. */
export function methodExpression(f: Fn, e: SelectorExpr, chosen: Chosen, to: number): number {
  const { object, path, receiver } = chosen;
  const made = into(f, to);
  f.at = e.start;
  if (object.kind === 'func') emit(f, op.FUNCTION, made, methodCode(f.unit, receiver, object, path));
  return made;
}

/** The function of a type's method as interfaces call it: its first argument is what lies in the interface. */
export function methodCode(unit: Unit, type: Type, method: Func, path: readonly number[]): number {
  const direct =
    path.length === 1 && !isInterface(type) && (type.kind === 'pointer') === hasPointerReceiver(method);
  if (direct && !isAggregate(type)) {
    const callee = instance(unit, method, baseOf(type)?.typeArguments ?? []);
    if (callee.how === 'function') return callee.target;
  }
  const key = `${typeKey(unit, type)}.${idOf(unit, method.origin)}`;
  return wrapper(unit, key, method, 1, (f, base) =>
    receive(f, walk(f, inRegister(type, 0), path.slice(0, -1)), method, base),
  );
}

/** Of a receiver that was kept: a copy for each call. */
function boundWrapper(unit: Unit, callee: Callee, method: Func, type: Type): number {
  return wrapper(unit, `bound ${callee.how} ${callee.target}`, method, 0, (f, base) => {
    const register = temp(f);
    emit(f, op.CAPTURED, register, 0);
    take(f, inRegister(type, register), base);
    return callee;
  });
}

/** Of a native: functions have code. */
export const plainWrapper = (unit: Unit, callee: Callee, func: Func): number =>
  wrapper(unit, `plain ${callee.target}`, func, -1, () => callee);

/** @param receiver 1: the first parameter; 0: `begin` finds it elsewhere; -1: there is none */
function wrapper(
  unit: Unit,
  key: string,
  func: Func,
  receiver: -1 | 0 | 1,
  begin: (f: Fn, base: number) => Callee,
): number {
  return intern(unit.functions, key, () => {
    const pkg = (func.package && unit.packages.get(func.package)) ?? unit.packages.get(unit.own);
    const declared = func.origin.declaration;
    const file = (declared && unit.fileOf.get(declared)) ?? pkg?.files[0];
    if (pkg === undefined || file === undefined) return UNFINISHED;
    const { parameters, results } = func.type;
    const f = newFn({
      unit,
      pkg,
      file,
      name: `${functionName(func)}${receiver === 0 ? '-fm' : ''}`,
      escapes: NO_ESCAPES,
      start: declared?.start ?? 0,
      results: results.map(({ type }) => type),
      wrapper: true,
    });
    const own = parameters.length + Math.max(receiver, 0);
    temp(f, own);
    const first = receiver < 0 ? 0 : 1;
    const base = temp(f, Math.max(parameters.length + first, results.length));
    const callee = begin(f, base);
    for (const i of parameters.keys()) move(f, i + Math.max(receiver, 0), base + first + i);
    emitCall(f, callee, base, parameters.length + first);
    emit(f, op.RETURN, base, results.length);
    return finish(f, own, -1);
  });
}

const NO_ESCAPES = {
  boxed: new Set<Var>(),
  shared: new Set<Var>(),
  defers: new Set<object>(),
  rangesFunctions: false,
};
