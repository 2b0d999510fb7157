/** Types and names of methods as the running program knows them. */
import { isExported } from '../types/basics.ts';
import { isComparable, isUnsafe, underlying } from '../types/identical.ts';
import { type Method, methodSet } from '../types/lookup.ts';
import type { Func, Type } from '../types/model.ts';
import { sizeOf } from '../types/sizes.ts';
import { typeSet } from '../types/typeSet.ts';
import { arrayLayout, isAggregate, layoutOf, zeroOf } from './layouts.ts';
import { NUMBER_KINDS, type NumberKind, type RuntimeType } from './program.ts';
import { typeKey, typeText } from './typeNames.ts';
import { intern, type Unit } from './unit.ts';

/** Methods of one name and different signatures have different ids: only what has the very method implements an interface. */
function methodId(unit: Unit, method: Func): number {
  const { name, package: pkg, type } = method;
  const text = isExported(name) || pkg === null ? name : `${pkg.path}.${name}`;
  return intern(unit.names, `${text}${typeKey(unit, type)}`, () => text);
}

/** The same, of a method that an interface may be asked for. */
export function wantedId(unit: Unit, method: Func): number {
  const id = methodId(unit, method);
  unit.wanted.add(id);
  return id;
}

const KINDS: Partial<Readonly<Record<Type['kind'], RuntimeType['kind']>>> = { signature: 'func' };

export function numberKind(type: Type): number {
  const under = underlying(type);
  return under.kind === 'basic' ? (NUMBER_KINDS as readonly string[]).indexOf(under.name) : -1;
}

export function typeIndex(unit: Unit, type: Type): number {
  return intern(unit.types, typeKey(unit, type), () => runtimeType(unit, type));
}

function runtimeType(unit: Unit, type: Type): RuntimeType {
  const under = underlying(type);
  const number = NUMBER_KINDS[numberKind(under)] ?? null;
  const plain = isUnsafe(under) ? 'unsafe' : 'bool';
  const basic = number === 'string' ? 'string' : number === null ? plain : 'number';
  const index = (one: Type): number => typeIndex(unit, one);
  const element = 'element' in under ? under.element : null;
  let layout = -1;
  if (isAggregate(under)) layout = layoutOf(unit, under);
  else if (under.kind === 'slice') layout = arrayLayout(unit, under.element);
  else if (under.kind === 'pointer' && isAggregate(under.element)) layout = layoutOf(unit, under.element);
  return {
    text: typeText(type),
    kind: under.kind === 'basic' ? basic : (KINDS[under.kind] ?? (under.kind as RuntimeType['kind'])),
    number: number === 'string' ? null : (number as NumberKind | null),
    named: type.kind === 'named' || type.kind === 'basic',
    element: element === null ? -1 : index(element),
    key: under.kind === 'map' ? index(under.key) : -1,
    layout,
    fields:
      under.kind === 'struct'
        ? under.fields.map((field) => ({
            name: field.name,
            type: index(field.type),
            embedded: field.embedded,
            exported: isExported(field.name),
          }))
        : [],
    comparable: isComparable(type, true),
    methods: {},
    wants:
      under.kind === 'interface'
        ? [...typeSet(under).methods]
            .sort((a, b) => (a.name < b.name ? -1 : 1))
            .map((method) => wantedId(unit, method))
        : [],
    direction: under.kind === 'chan' ? under.direction : 'both',
    zero: zeroOf(under),
    bytes: sizeOf(under),
  };
}

/** A type whose values come to lie in interfaces; printing opens them up, so what they are made of does too. */
export function liveType(unit: Unit, type: Type): number {
  const place = typeIndex(unit, type);
  if (unit.live.has(place)) return place;
  unit.live.set(place, type);
  const under = underlying(type);
  if (under.kind === 'struct') for (const field of under.fields) liveType(unit, field.type);
  if (under.kind === 'map') liveType(unit, under.key);
  if ('element' in under) liveType(unit, under.element);
  return place;
}

/** Fills in methods that are wanted of live types; whether there was anything new to do. */
export function fillMethods(unit: Unit, codeOf: (type: Type, method: Method) => number): boolean {
  let any = false;
  for (const [place, type] of [...unit.live]) {
    if (underlying(type).kind === 'interface') continue;
    const { methods } = unit.types.list[place]!;
    for (const method of methodSet(type).values()) {
      const id = methodId(unit, method.func);
      if (id in methods || !unit.wanted.has(id)) continue;
      (methods as Record<number, number>)[id] = codeOf(type, method);
      any = true;
    }
  }
  return any;
}
