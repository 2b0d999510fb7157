/** Interface values: what they hold, and Go's words where they hold something else. */
import { ASSERT, ASSERT_INTERFACE, BIND, IS_TYPE, UNWRAP, WRAP } from '../code/ops.ts';
import type { RuntimeType } from '../code/program.ts';
import { boundTo } from './call.ts';
import { goPanicError, nilDereference } from './faults.ts';
import type { Machine } from './machine.ts';
import { copyContainer, count, isAggregate, zeroOf } from './memory.ts';
import type { Operation, Operations } from './operation.ts';
import type { Container, Goroutine, InterfaceValue, Value } from './state.ts';

/** Values up to here stand in a table of the runtime's. */
const SMALL = 256;

/** A value as `any`. Counts what the runtime would allocate for it. */
export function wrap(m: Machine, type: number, value: Value): InterfaceValue {
  const one = m.program.types[type];
  if (
    one.kind === 'string' ||
    (typeof value === 'number' && !(value >= 0 && value < SMALL)) ||
    isAggregate(one)
  )
    count(m, one.bytes);
  return { is: 'interface', type, value };
}

/** The first method of the interface that the type has not, as a name; null when it has all. */
function missingMethod(m: Machine, type: RuntimeType, wanted: RuntimeType): string | null {
  for (const name of wanted.wants) if (type.methods[name] === undefined) return m.program.names[name];
  return null;
}

export function implementsInterface(m: Machine, type: number, wanted: number): boolean {
  return missingMethod(m, m.program.types[type], m.program.types[wanted]) === null;
}

/** functions[...] of a method of what an interface value holds. Panics: nil. */
export function methodOf(m: Machine, value: InterfaceValue | null, name: number): number {
  return value === null ? nilDereference() : m.program.types[value.type].methods[name];
}

/** The value itself; an aggregate as a copy that g may change. */
function taken(m: Machine, g: Goroutine, { type, value }: InterfaceValue): Value {
  return isAggregate(m.program.types[type]) ? copyContainer(m, g, value as Container) : value;
}

function holds(m: Machine, value: InterfaceValue | null, wanted: number): boolean {
  if (value === null) return false;
  return m.program.types[wanted].kind === 'interface'
    ? implementsInterface(m, value.type, wanted)
    : value.type === wanted;
}

/** @param from the static type of the interface, -1 when it was not told */
function failed(m: Machine, value: InterfaceValue | null, wanted: number, from: number): never {
  const { types } = m.program;
  const to = types[wanted];
  const held = value === null ? null : types[value.type];
  if (to.kind === 'interface') {
    if (held === null) return goPanicError(`interface conversion: interface is nil, not ${to.text}`);
    const missing = missingMethod(m, held, to) ?? '';
    return goPanicError(
      `interface conversion: ${held.text} is not ${to.text}: missing method ${missing.slice(missing.lastIndexOf('.') + 1)}`,
    );
  }
  const what = from < 0 ? 'interface {}' : types[from].text;
  const is = held === null ? 'nil' : held.text;
  const why = is === to.text ? ' (types from different scopes)' : '';
  return goPanicError(`interface conversion: ${what} is ${is}, not ${to.text}${why}`);
}

/** d of the instruction: 1 asks, 0 or less demands; -1 - d is then the static type of the interface. */
const assert: Operation = (m, g, { registers: r }, code, pc) => {
  const value = r[code[pc + 2]] as InterfaceValue | null;
  const [to, wanted, asks] = [code[pc + 1], code[pc + 3], code[pc + 4] === 1];
  const yes = holds(m, value, wanted);
  if (!yes && !asks) failed(m, value, wanted, -1 - code[pc + 4]);
  const isInterface = m.program.types[wanted].kind === 'interface';
  if (!yes || value === null) r[to] = isInterface ? null : zeroOf(m, g, wanted);
  else r[to] = isInterface ? value : taken(m, g, value);
  if (asks) r[to + 1] = yes;
};

export const INTERFACE_OPERATIONS: Operations = {
  [WRAP]: (m, _g, { registers: r }, code, pc) => {
    r[code[pc + 1]] = wrap(m, code[pc + 3], r[code[pc + 2]]);
  },
  [ASSERT]: assert,
  [ASSERT_INTERFACE]: assert,
  [IS_TYPE]: (m, _g, { registers: r }, code, pc) => {
    const value = r[code[pc + 2]] as InterfaceValue | null;
    const wanted = code[pc + 3];
    r[code[pc + 1]] = wanted < 0 ? value === null : holds(m, value, wanted);
  },
  [UNWRAP]: (m, g, { registers: r }, code, pc) => {
    r[code[pc + 1]] = taken(m, g, r[code[pc + 2]] as InterfaceValue);
  },
  [BIND]: (m, _g, { registers: r }, code, pc) => {
    const value = r[code[pc + 2]] as InterfaceValue | null;
    const code_ = methodOf(m, value, code[pc + 3]);
    count(m, 16);
    r[code[pc + 1]] = boundTo(m, code_, value?.value ?? null);
  },
};
