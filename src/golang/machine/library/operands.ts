/** What fmt reads of values: types, elements, fields. Every read is told, because others may be writing there. */
import type { RuntimeType } from '../../code/program.ts';
import type { Complex } from '../arithmetic.ts';
import { throwFatal } from '../faults.ts';
import type { Access, Machine } from '../machine.ts';
import { idOf, slotOf } from '../memory.ts';
import type {
  Container,
  GoChan,
  GoMap,
  Goroutine,
  InterfaceValue,
  Ref,
  SliceValue,
  Value,
} from '../state.ts';

/** A value with its type; null: nil of no type. */
export interface Operand {
  readonly type: RuntimeType;
  /** Index of the type. */
  readonly id: number;
  readonly value: Value;
  /** Reached through a field that is not exported: its methods are not called. */
  readonly hidden: boolean;
}

/** Who reads, or says that all that it comes to is written. With a list of accesses nothing is told to the race detector; the list gets what would be. */
export interface Reader {
  readonly m: Machine;
  readonly g: Goroutine;
  readonly accesses: Access[] | null;
  readonly kind?: 'read' | 'write';
}

export function read(
  { m, g, accesses, kind = 'read' }: Reader,
  object: Container | GoMap,
  slot: number,
): void {
  if (object.owner === g.id) return;
  if (accesses !== null) accesses.push({ kind, object, slot });
  else if (m.state.goroutines.length > 1) m.races?.[kind](m, g, object, slot);
}

export function typed({ m }: Reader, id: number, value: Value, hidden: boolean): Operand {
  return { type: m.program.types[id], id, value, hidden };
}

/** What an interface value holds. */
export function held(reader: Reader, value: Value, hidden = false): Operand | null {
  const inside = value as InterfaceValue | null;
  return inside === null ? null : typed(reader, inside.type, inside.value, hidden);
}

export function fieldsOf(reader: Reader, { type, value, hidden }: Operand): readonly Operand[] {
  const object = value as Container;
  return type.fields.map((field, i) => {
    if (!isInside(reader, field.type)) read(reader, object, i);
    return typed(reader, field.type, slotOf(reader.m, object, i), hidden || !field.exported);
  });
}

/** All that an aggregate is made of. */
export function readAll(reader: Reader, operand: Operand): void {
  if (!isInside(reader, operand.id)) return;
  const parts = operand.type.kind === 'struct' ? fieldsOf : elementsOf;
  for (const one of parts(reader, operand)) readAll(reader, one);
}

export function readMap(reader: Reader, map: GoMap, how: 'read' | 'iteration'): GoMap {
  read(reader, map, 0);
  if (map.writing !== 0 && map.writing !== reader.g.id && reader.accesses === null)
    throwFatal('map-fatal', `concurrent map ${how} and map write`);
  return map;
}

function isInside({ m }: Reader, type: number): boolean {
  const { kind } = m.program.types[type];
  return kind === 'struct' || kind === 'array';
}

/** Of a slice, which may be nil, or an array. */
export function elementsOf(reader: Reader, { type, value, hidden }: Operand): readonly Operand[] {
  if (value === null) return [];
  const slice = value as SliceValue;
  const array = type.kind === 'slice' ? slice.array : (value as Container);
  const offset = type.kind === 'slice' ? slice.offset : 0;
  const scalar = !isInside(reader, type.element);
  return Array.from({ length: lengthOf(reader.m, type, value) }, (_, i) => {
    if (scalar) read(reader, array, offset + i);
    return typed(reader, type.element, slotOf(reader.m, array, offset + i), hidden);
  });
}

export function lengthOf(m: Machine, type: RuntimeType, value: Value): number {
  if (value === null) return 0;
  if (type.kind === 'slice') return (value as SliceValue).length;
  const layout = m.program.layouts[type.layout];
  return layout.kind === 'array' ? layout.length : 0;
}

/** Keys and values of a map, which may be nil, in the order of the keys. */
export function entriesOf(
  reader: Reader,
  { type, value, hidden }: Operand,
): readonly (readonly [Operand, Operand])[] {
  const map = value as GoMap | null;
  if (map === null) return [];
  readMap(reader, map, 'iteration');
  const entries: [Operand, Operand][] = [];
  map.keys.forEach((key, i) => {
    if (key !== undefined)
      entries.push([
        typed(reader, type.key, key, hidden),
        typed(reader, type.element, map.values[i] as Value, hidden),
      ]);
  });
  return entries.sort(([a], [b]) => compare(reader, a, b));
}

function compare(reader: Reader, a: Operand, b: Operand): number {
  const [x, y] = [a.value, b.value];
  switch (a.type.kind) {
    case 'number':
      if (typeof x === 'object') {
        const [p, q] = [x as Complex, y as Complex];
        return ordered(p.re, q.re) || ordered(p.im, q.im);
      }
      return ordered(x as number, y as number);
    case 'struct':
      return firstDifference(reader, fieldsOf(reader, a), fieldsOf(reader, b));
    case 'array':
      return firstDifference(reader, elementsOf(reader, a), elementsOf(reader, b));
    case 'interface': {
      const [p, q] = [held(reader, x), held(reader, y)];
      if (p === null || q === null) return Number(p !== null) - Number(q !== null);
      return p.id - q.id || compare(reader, p, q);
    }
    case 'bool':
    case 'string':
      return ordered(x as string, y as string);
    default:
      return addressOf(reader, x) - addressOf(reader, y);
  }
}

function firstDifference(reader: Reader, a: readonly Operand[], b: readonly Operand[]): number {
  for (const [i, one] of a.entries()) {
    const difference = compare(reader, one, b[i] as Operand);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** What is no number comes first. */
function ordered<T extends number | string | boolean | bigint>(x: T, y: T): number {
  if (x < y || (Number.isNaN(x) && !Number.isNaN(y))) return -1;
  return x > y || (Number.isNaN(y) && !Number.isNaN(x)) ? 1 : 0;
}

/** Invented, but different for different objects and always the same for one; 0 of nil. */
export function addressOf(reader: Reader, value: Value): number {
  if (value === null || reader.accesses !== null) return 0;
  const pointer = value as Container | GoMap | GoChan | Ref | SliceValue | InterfaceValue;
  // An unsafe.Pointer.
  if (pointer.is === 'interface') return addressOf(reader, pointer.value);
  const base = 0xc000010000;
  if (pointer.is === 'ref') return base + 0x1000 * idOf(reader.m, pointer.o) + 8 * pointer.i;
  if (pointer.is === 'slice') return base + 0x1000 * idOf(reader.m, pointer.array) + 8 * pointer.offset;
  return 'id' in pointer
    ? base + 0x1000 * idOf(reader.m, pointer)
    : 0x480000 + 0x20 * Math.abs(codeOf(value));
}

function codeOf(value: Value): number {
  return (value as { readonly code: number }).code;
}
