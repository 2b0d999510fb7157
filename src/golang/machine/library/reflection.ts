/** The natives of package reflect: types as the program has them, and what lies in values (prelude/reflect.go). */
import { NUMBER_KINDS, type RuntimeType } from '../../code/program.ts';
import { convert, kindIndex } from '../arithmetic.ts';
import { chanLength } from '../channels.ts';
import { sameRef } from '../equality.ts';
import { throwFatal } from '../faults.ts';
import { isNothing, keyOf } from '../hashing.ts';
import { implementsInterface } from '../interfaceOperations.ts';
import type { Access, Machine, Native } from '../machine.ts';
import { assignContainer, copyContainer, isAggregate, slotOf, store } from '../memory.ts';
import { panicText } from '../nativeHelp.ts';
import { copySlice, wholeOf } from '../sliceOperations.ts';
import type { Container, GoChan, GoMap, InterfaceValue, Ref, SliceValue, Value } from '../state.ts';
import {
  elementsOf,
  entriesOf,
  lengthOf,
  type Operand,
  type Reader,
  read,
  readAll,
  readMap,
  typed,
} from './operands.ts';

/** After the numbers, in the order of reflect's constants. */
const KINDS = 'array chan func interface map pointer slice string struct unsafe'.split(' ');

/** A slot of a reflect.Value, which stands there as t, held, at, hidden, ... Null: the zero Value. */
export function inside(reader: Reader, value: Value): Operand | null {
  const [t, held, at, hidden] = (value as Container).slots as [
    number,
    InterfaceValue | null,
    Container | Ref | null,
    boolean,
  ];
  if (t === 0) return null;
  const { kind } = reader.m.program.types[t - 1];
  let now: Value = at;
  if (at === null) now = kind === 'interface' || held === null ? held : held.value;
  else if (at.is === 'ref') {
    read(reader, at.o, at.i);
    now = slotOf(reader.m, at.o, at.i);
  }
  return typed(reader, t - 1, now, hidden);
}

const asAny = (m: Machine, type: number, value: Value): InterfaceValue | null =>
  m.program.types[type].kind === 'interface'
    ? (value as InterfaceValue | null)
    : { is: 'interface', type, value };

function partsOf(m: Machine, type: RuntimeType, value: Value): number {
  if (typeof value === 'string') return value.length;
  if (type.kind === 'struct') return type.fields.length;
  if (type.kind === 'chan') return chanLength(value as GoChan | null);
  if (type.kind === 'map') return (value as GoMap | null)?.index.size ?? 0;
  return lengthOf(m, type, value);
}

/** Of what a Value holds; more arguments follow. */
type Look = (reader: Reader, operand: Operand, argument: Value) => readonly Value[];

const LOOKS: Readonly<Record<string, Look>> = {
  load(reader, operand) {
    const { id, value, type } = operand;
    if (!isAggregate(type)) return [asAny(reader.m, id, value)];
    readAll(reader, operand);
    return [
      asAny(
        reader.m,
        id,
        reader.accesses === null ? copyContainer(reader.m, reader.g, value as Container) : null,
      ),
    ];
  },
  step({ m, accesses }, { type, value }, i) {
    if (type.kind === 'interface' || accesses !== null) return [value, null];
    if (type.kind === 'pointer') return [null, value];
    let [o, place] = [value as Container, i as number];
    if (place < 0 || place >= partsOf(m, type, value))
      panicText(m, `reflect: ${type.kind === 'struct' ? 'Field' : type.kind} index out of range`);
    const slice = value as SliceValue;
    if (type.kind === 'slice') [o, place] = [slice.array, slice.offset + place];
    const inner = m.program.types[type.kind === 'struct' ? type.fields[place].type : type.element];
    return [null, isAggregate(inner) ? slotOf(m, o, place) : { is: 'ref', o, i: place }];
  },
  length(reader, { type, value }) {
    if (type.kind === 'map' && value !== null) read(reader, value as GoMap, 0);
    return [partsOf(reader.m, type, value)];
  },
  identity(_, { type, value }) {
    const slice = value as SliceValue | null;
    return [type.kind === 'slice' && slice !== null ? { is: 'ref', o: slice.array, i: slice.offset } : value];
  },
  keys(reader, operand, into) {
    const slice = into as SliceValue | null;
    // Others may have changed the map since its length was asked for.
    const keys = entriesOf(reader, operand).slice(0, slice?.length ?? 0);
    keys.forEach(([{ id, value }], i) => {
      if (slice !== null && reader.accesses === null)
        store(reader.m, slice.array, slice.offset + i, asAny(reader.m, id, value));
    });
    return [keys.length];
  },
  entry(reader, { type, value }, given) {
    if (value === null) return [null, false];
    const { m } = reader;
    const map = readMap(reader, value as GoMap, 'read');
    if (reader.accesses !== null) return [];
    const isInterface = m.program.types[type.key].kind === 'interface';
    const key = keyOf(m, type.key, isInterface ? given : (given as InterfaceValue).value);
    const place = isNothing(key) ? undefined : map.index.get(key);
    if (place === undefined) return [null, false];
    return [asAny(m, type.element, map.values[place] as Value), true];
  },
};

/** Of a reflect.Value; more arguments follow. */
type Deed = (reader: Reader, self: Value, argument: Value) => readonly Value[];

/** What can be copied to or from: the elements of an array are a slice of it. */
const elements = (m: Machine, { value, type }: Operand): SliceValue | string | null =>
  type.kind === 'array' ? wholeOf(m, value as Container) : (value as SliceValue | string | null);

/** The first elements, with all that is in them. */
function readSome(reader: Reader, { id, type, hidden }: Operand, slice: Value, count: number): void {
  if (slice === null || typeof slice === 'string') return;
  const part = {
    id,
    type: { ...type, kind: 'slice' },
    value: { ...(slice as SliceValue), length: count },
    hidden,
  } as const;
  for (const one of elementsOf(reader, part)) readAll(reader, one);
}

const DEEDS: Readonly<Record<string, Deed>> = {
  ...Object.fromEntries(
    Object.entries(LOOKS).map(([name, look]): [string, Deed] => [
      name,
      (reader, self, argument) => {
        const operand = inside(reader, self);
        return operand === null ? [null, null] : look(reader, operand, argument);
      },
    ]),
  ),
  put(reader, self, given) {
    const { m } = reader;
    const writer: Reader = { ...reader, kind: 'write' };
    const operand = inside(writer, self);
    const at = (self as Container).slots[2] as Container | Ref | null;
    if (operand === null || at === null) return [];
    readAll(writer, operand);
    if (reader.accesses !== null) return [];
    const { type, value } = operand;
    const x = given as InterfaceValue | null;
    const kindOf = (one: RuntimeType): number => (one.number === null ? -1 : kindIndex(one.number));
    if (at.is === 'container') assignContainer(m, value as Container, x?.value as Container);
    else if (type.kind === 'interface' || x === null) store(m, at.o, at.i, x);
    else {
      const [from, to] = [kindOf(m.program.types[x.type]), kindOf(type)];
      store(m, at.o, at.i, from === to ? x.value : convert(x.value, from, to));
    }
    return [];
  },
  fill(reader, self, from) {
    const { m, g } = reader;
    const [a, b] = [inside(reader, self), inside(reader, from)];
    if (a === null || b === null) return [0];
    const [to, source] = [elements(m, a), elements(m, b)];
    const count = Math.min(partsOf(m, a.type, a.value), partsOf(m, b.type, b.value));
    readSome(reader, b, source, count);
    readSome({ ...reader, kind: 'write' }, a, to, count);
    return [reader.accesses === null ? copySlice(m, g, to as SliceValue | null, source) : 0];
  },
};

export const reflectNatives: readonly Native[] = Object.entries(DEEDS).map(
  ([name, deed]): Native => ({
    name: `reflect.Value.${name}`,
    access(m, g, { registers }, base) {
      const accesses: Access[] = [];
      deed({ m, g, accesses }, registers[base], registers[base + 1]);
      return accesses;
    },
    run(m, g, { registers }, base) {
      deed({ m, g, accesses: null }, registers[base], registers[base + 1]).forEach((one, i) => {
        registers[base + i] = one;
      });
      return 'done';
    },
  }),
);

/** Whether a variable of the first type can be set to a value of the second. */
function isAssignable(m: Machine, to: number, from: number): boolean {
  if (to === from) return true;
  const { types } = m.program;
  const [a, b] = [types[to], types[from]];
  if (a.kind === 'interface')
    return b.kind === 'interface'
      ? a.wants.every((name) => b.wants.includes(name))
      : implementsInterface(m, from, to);
  if (a.kind !== b.kind || (a.named && b.named)) return false;
  if (a.named !== b.named && (a.kind === 'func' || a.kind === 'struct'))
    throwFatal('fatal', `this lab's Go cannot tell by reflection whether a ${b.text} is a ${a.text}`);
  return (
    a.element >= 0 &&
    a.element === b.element &&
    a.key === b.key &&
    (a.kind !== 'array' || a.layout === b.layout) &&
    (a.direction === b.direction || b.direction === 'both')
  );
}

const OTHER = NUMBER_KINDS.length + 1;

const OF_TYPES: Readonly<Record<string, (type: RuntimeType) => Value>> = {
  String: ({ text }) => text,
  Name: ({ named, text }) => (named ? text.replace(/^\w+\./, '') : ''),
  Kind: ({ number, kind }) =>
    number === null ? (kind === 'bool' ? 1 : OTHER + KINDS.indexOf(kind)) : 2 + NUMBER_KINDS.indexOf(number),
  elem: ({ element }) => element + 1,
  key: ({ key }) => key + 1,
  fields: ({ fields }) => fields.length,
};

type Plain = (m: Machine, g: unknown, ...args: never[]) => Value | readonly Value[];

/** Of types, and of nothing that others could change. */
export const reflections: Readonly<Record<string, Plain>> = {
  ...Object.fromEntries(
    Object.entries(OF_TYPES).map(([name, of]) => [
      `reflect.rtype.${name}`,
      (m: Machine, _: unknown, t: number) => (t === 0 ? 0 : of(m.program.types[t - 1])),
    ]),
  ),
  'reflect.Kind.String': (_m, _g, k: number) => {
    const name = ['invalid', 'bool', ...NUMBER_KINDS.slice(0, -1), ...KINDS][k] ?? `kind${k}`;
    return name.replace(/^pointer$/, 'ptr').replace(/^unsafe$/, 'unsafe.Pointer');
  },
  'reflect.rtype.takes': (m, _g, t: number, from: number) => isAssignable(m, t - 1, from - 1),
  'reflect.typeOf': (_m, _g, x: InterfaceValue) => x.type + 1,
  'reflect.rtype.field': (m, _g, t: number, i: number) => {
    const { name, type, embedded, exported } = m.program.types[t - 1].fields[i];
    return [name, type + 1, embedded, !exported];
  },
  'reflect.same': (_m, _g, a: Value, b: Value) => a === b || sameRef(a, b),
  'reflect.recast': (_m, _g, x: InterfaceValue, like: InterfaceValue) => ({ ...like, value: x.value }),
};
