/** What the memory of each type is made of. Structs and arrays are containers; all else lies in one slot. */
import { underlying } from '../types/identical.ts';
import type { Type, Var } from '../types/model.ts';
import { sizeOf } from '../types/sizes.ts';
import type { ConstantValue, Layout } from './program.ts';
import { typeKey } from './typeNames.ts';
import { intern, type Unit } from './unit.ts';

/** Whether its values are containers. */
export function isAggregate(type: Type): boolean {
  const { kind } = underlying(type);
  return kind === 'struct' || kind === 'array';
}

/** What a scalar is before it is set; null of an aggregate. */
export function zeroOf(type: Type): ConstantValue {
  const under = underlying(type);
  if (under.kind !== 'basic') return null;
  const { name } = under;
  if (name.endsWith('string')) return '';
  if (name.endsWith('bool')) return false;
  if (name.startsWith('complex')) return { re: 0, im: 0 };
  return name === 'untyped nil' || name === 'unsafe.Pointer' ? null : 0;
}

const innerOf = (unit: Unit, type: Type): number => (isAggregate(type) ? layoutOf(unit, type) : -1);

function slotted(unit: Unit, kind: 'struct' | 'box', parts: readonly Var[], bytes: number): Layout {
  return {
    kind,
    inner: parts.map(({ type }) => innerOf(unit, type)),
    zeros: parts.map(({ type }) => zeroOf(type)),
    names: parts.map(({ name }) => name),
    bytes,
  };
}

/** Of a struct or an array. */
export function layoutOf(unit: Unit, type: Type): number {
  const under = underlying(type);
  if (under.kind === 'array') return arrayLayout(unit, under.element, under.length);
  return intern(unit.layouts, typeKey(unit, under), () =>
    slotted(unit, 'struct', under.kind === 'struct' ? under.fields : [], sizeOf(under)),
  );
}

/** Of the array behind a slice with length -1. */
export function arrayLayout(unit: Unit, element: Type, length = -1): number {
  const under = underlying(element);
  return intern(
    unit.layouts,
    `[${length}]${typeKey(unit, under)}`,
    (): Layout => ({
      kind: 'array',
      inner: innerOf(unit, element),
      zero: zeroOf(element),
      length,
      bytes: sizeOf(under),
    }),
  );
}

/** Of a variable that has a place of its own in memory. The name is for messages. */
export function boxLayout(unit: Unit, name: string, type: Type): number {
  const zero = zeroOf(type);
  const bytes = sizeOf(type);
  const key = `box ${name} ${JSON.stringify(zero)} ${bytes}`;
  return intern(
    unit.layouts,
    key,
    (): Layout => ({ kind: 'box', inner: [-1], zeros: [zero], names: [name], bytes }),
  );
}
