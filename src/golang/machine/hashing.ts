/**
 * The key of a map as a primitive: equal keys give the same, unequal ones different ones, within one type of keys.
 * Pointers and channels get the number of their object (idOf), which goes through the trail and is copied with the state;
 * whoever makes a state anew (with other numbers) makes the index anew with `rebuildIndex`.
 */
import type { Complex } from './arithmetic.ts';
import { toil } from './effort.ts';
import { runtimeError } from './faults.ts';
import type { Machine } from './machine.ts';
import { idOf, slotOf } from './memory.ts';
import type { Container, GoChan, GoMap, InterfaceValue, Ref, Value } from './state.ts';

export type Key = string | number | bigint | boolean;

/** Of a key that equals none, itself included. */
export function isNothing(key: Key): boolean {
  return Number.isNaN(key);
}

/** @returns NaN for a key that equals none, itself included. Panics: an interface holds what cannot be compared */
export function keyOf(m: Machine, type: number, value: Value): Key {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value !== 'object') return value as Key;
  const one = m.program.types[type];
  switch (one.kind) {
    case 'number': {
      const { re, im } = value as Complex;
      return Number.isNaN(re) || Number.isNaN(im) ? Number.NaN : `${re + 0}:${im + 0}`;
    }
    case 'interface':
      return value === null ? '' : ofInterface(m, value as InterfaceValue);
    case 'struct': {
      const parts = one.fields.map((field, i) =>
        field.name === '_' ? '' : part(m, field.type, slotOf(m, value as Container, i)),
      );
      return joined(parts);
    }
    case 'array': {
      const layout = m.program.layouts[one.layout];
      const length = layout.kind === 'array' ? layout.length : 0;
      toil(m, 4 * length);
      const parts = Array.from({ length }, (_, i) => part(m, one.element, slotOf(m, value as Container, i)));
      return joined(parts);
    }
    case 'unsafe':
      return value === null ? 0 : keyOf(m, (value as InterfaceValue).type, (value as InterfaceValue).value);
    default: {
      if (value === null) return 0;
      const object = value as Container | GoChan | Ref;
      return object.is === 'ref' ? `${idOf(m, object.o)}:${object.i}` : idOf(m, object);
    }
  }
}

function ofInterface(m: Machine, { type, value }: InterfaceValue): Key {
  const one = m.program.types[type];
  if (!one.comparable) return runtimeError(`hash of unhashable type ${one.text}`);
  const inner = part(m, type, value);
  return inner === null ? Number.NaN : `${type} ${inner}`;
}

/** With its length where it is text, so that neighbours cannot be mistaken for one another; null when it equals nothing. */
function part(m: Machine, type: number, value: Value): string | null {
  const key = keyOf(m, type, value);
  if (typeof key === 'string') return `${key.length}=${key}`;
  return isNothing(key) ? null : String(key);
}

function joined(parts: readonly (string | null)[]): Key {
  return parts.includes(null) ? Number.NaN : parts.join(',');
}

/** The index of a map whose entries are in place. */
export function rebuildIndex(m: Machine, map: GoMap): void {
  const keyType = m.program.types[map.type].key;
  map.index = new Map();
  map.keys.forEach((key, i) => {
    const primitive = key === undefined ? Number.NaN : keyOf(m, keyType, key);
    if (!isNothing(primitive)) map.index.set(primitive, i);
  });
}
