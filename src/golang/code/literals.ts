/** Composite literals. Nobody has seen what they make, so it is filled without further ado. */
import type { CompositeLit, Expression } from '../syntax/tree.ts';
import { underlying } from '../types/identical.ts';
import type { Struct, Type } from '../types/model.ts';
import { emit, type Fn, scoped, temp } from './emit.ts';
import { factOf, valueAs } from './expressions.ts';
import { arrayLayout, layoutOf } from './layouts.ts';
import * as op from './ops.ts';
import { address, inRegister, store } from './places.ts';
import { inOrder } from './returns.ts';
import { typeIndex } from './runtimeTypes.ts';

/** @returns the register of the value; of an elided `&T{}` of the pointer */
export function compositeLiteral(f: Fn, e: CompositeLit, type: Type): number {
  const under = underlying(type);
  f.at = e.open;
  switch (under.kind) {
    case 'pointer': {
      const made = compositeLiteral(f, e, under.element);
      return address(f, inRegister(under.element, made));
    }
    case 'struct':
      return struct(f, e, under, type);
    case 'map': {
      const made = temp(f);
      emit(f, op.MAKE_MAP, made, typeIndex(f.unit, type));
      for (const one of e.elements) {
        if (one.kind !== 'KeyedElement') continue;
        scoped(f, () => {
          const key = valueAs(f, one.key, under.key);
          const value = valueAs(f, one.value, under.element);
          f.at = one.start;
          store(f, { kind: 'map', type: under.element, map: made, key }, value);
        });
      }
      return made;
    }
    case 'array':
    case 'slice':
      return elements(f, e, under.element, under.kind === 'array' ? layoutOf(f.unit, type) : -1);
    default:
      return temp(f);
  }
}

function struct(f: Fn, e: CompositeLit, { fields }: Struct, type: Type): number {
  const made = temp(f);
  emit(f, op.ZERO, made, layoutOf(f.unit, type));
  const slotOf = (one: CompositeLit['elements'][number], i: number): number =>
    one.kind === 'KeyedElement' && one.key.kind === 'Identifier' ? placeOfName(fields, one.key.name) : i;
  inOrder(f, e.elements.map(givenValue), (value, i) => {
    const slot = slotOf(e.elements[i] ?? value, i);
    const field = fields[slot];
    if (field !== undefined) emit(f, op.SET_FIELD_NEW, made, slot, valueAs(f, value, field.type));
  });
  return made;
}

const placeOfName = (fields: Struct['fields'], name: string): number =>
  fields.findIndex((field) => field.name === name);

const givenValue = (one: CompositeLit['elements'][number]): Expression =>
  one.kind === 'KeyedElement' ? one.value : one;

/** @param layout of an array; -1 for a slice */
function elements(f: Fn, e: CompositeLit, element: Type, layout: number): number {
  const made = temp(f);
  let at = 0;
  let length = 0;
  const places = e.elements.map((one) => {
    if (one.kind === 'KeyedElement') {
      const key = factOf(f, one.key)?.value;
      if (key?.kind === 'int') at = Number(key.value);
    }
    length = Math.max(length, at + 1);
    return at++;
  });
  if (layout >= 0) emit(f, op.ZERO, made, layout);
  else emit(f, op.LITERAL, made, arrayLayout(f.unit, element), length);
  inOrder(f, e.elements.map(givenValue), (value, i) => {
    emit(f, op.SET_ELEMENT_NEW, made, places[i], valueAs(f, value, element));
  });
  return made;
}
