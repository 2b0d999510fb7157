/** sync/atomic: the functions on integers, and four of our own on interfaces, upon which Value and Pointer stand in Go. */
import { ADD, AND, OR } from '../code/ops.ts';
import type { NumberKind } from '../code/program.ts';
import { arithmetic, kindIndex } from './arithmetic.ts';
import { sameRef } from './equality.ts';
import { nilDereference } from './faults.ts';
import type { Machine, Native } from './machine.ts';
import { slotOf, store } from './memory.ts';
import { isVisible } from './nativeHelp.ts';
import type { InterfaceValue, Ref, Value } from './state.ts';

interface Operation {
  /** How many arguments follow the address. */
  readonly args: number;
  /** What is stored in place of `old` (undefined: nothing), and what the function returns. */
  readonly does: (old: Value, a: Value, b: Value, kind: number) => readonly [Value | undefined, Value];
}

const change =
  (op: number, returnsOld: boolean): Operation['does'] =>
  (old, a, _b, kind) => {
    const changed = arithmetic(op, old, a, kind);
    return [changed, returnsOld ? old : changed];
  };

const OPERATIONS: Readonly<Record<string, Operation>> = {
  Load: { args: 0, does: (old) => [undefined, old] },
  Store: { args: 1, does: (_, value) => [value, null] },
  Swap: { args: 1, does: (old, value) => [value, old] },
  CompareAndSwap: {
    args: 2,
    does: (old, expected, value) => (same(old, expected) ? [value, true] : [undefined, false]),
  },
  Add: { args: 1, does: change(ADD, false) },
  And: { args: 1, does: change(AND, true) },
  Or: { args: 1, does: change(OR, true) },
};

/** Numbers by value; of interfaces the same type and, of what it holds, the same object or number. */
function same(a: Value, b: Value): boolean {
  if (a === b) return true;
  const [x, y] = [a as InterfaceValue | null, b as InterfaceValue | null];
  return (
    x?.is === 'interface' &&
    y?.is === 'interface' &&
    x.type === y.type &&
    (x.value === y.value || sameRef(x.value, y.value))
  );
}

function native(name: string, { args, does }: Operation, kind: number): Native {
  return {
    name: `sync/atomic.${name}`,
    access: (m, g, { registers }, base) => {
      const ref = registers[base] as Ref | null;
      return ref === null || !isVisible(m, g, ref.o) ? [] : [{ kind: 'atomic', object: ref.o, slot: ref.i }];
    },
    run(m: Machine, g, { registers }, base) {
      const { o, i } = (registers[base] as Ref | null) ?? nilDereference();
      const { races } = m;
      const [stored, result] = does(
        slotOf(m, o, i),
        args > 0 ? (registers[base + 1] ?? null) : null,
        args > 1 ? (registers[base + 2] ?? null) : null,
        kind,
      );
      // A swap that finds something else is a write, too, as the race detector of the gc tools has it.
      if (args > 0) races?.write(m, g, o, i, true);
      if (!/^store/i.test(name)) races?.acquire(m, g, o, i);
      if (args === 0) races?.read(m, g, o, i, true);
      if (stored !== undefined) {
        races?.release(m, g, o, i);
        store(m, o, i, stored);
      }
      registers[base] = result;
      return 'done';
    },
  };
}

const INTEGERS: readonly NumberKind[] = ['int32', 'int64', 'uint32', 'uint64', 'uintptr'];

/** func sameType(a, b any) bool */
const sameType: Native = {
  name: 'sync/atomic.sameType',
  run(_m, _g, { registers }, base) {
    const [a, b] = [registers[base], registers[base + 1]] as (InterfaceValue | null)[];
    registers[base] = a?.type === b?.type;
    return 'done';
  },
};

export const atomicNatives: readonly Native[] = [
  sameType,
  ...Object.entries(OPERATIONS).flatMap(([name, operation]) => [
    ...INTEGERS.map((type) =>
      native(name + (type[0] ?? '').toUpperCase() + type.slice(1), operation, kindIndex(type)),
    ),
    // func loadAny(p *any) any, and so on; an unsafe.Pointer is much the same.
    ...(name in { Load: 1, Store: 1, Swap: 1, CompareAndSwap: 1 }
      ? [`${(name[0] ?? '').toLowerCase()}${name.slice(1)}Any`, `${name}Pointer`].map((one) =>
          native(one, operation, 0),
        )
      : []),
  ]),
];
