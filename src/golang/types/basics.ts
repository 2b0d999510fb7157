/** The predeclared basic types and what may be asked of them. Of a type parameter the answer is no; see `all` in typeSet.ts. */
import { underlying } from './identical.ts';
import type { Basic, BasicName, Interface, Type } from './model.ts';

const NAMES: readonly BasicName[] = [
  'bool',
  'int',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'uintptr',
  'float32',
  'float64',
  'complex64',
  'complex128',
  'string',
  'unsafe.Pointer',
  'untyped bool',
  'untyped int',
  'untyped rune',
  'untyped float',
  'untyped complex',
  'untyped string',
  'untyped nil',
  'invalid type',
];

const made = NAMES.map((name): [BasicName, Basic] => [name, { kind: 'basic', name, alias: null }]);

export const BASIC = Object.fromEntries(made) as unknown as Readonly<Record<BasicName, Basic>>;
export const BYTE: Basic = { kind: 'basic', name: 'uint8', alias: 'byte' };
export const RUNE: Basic = { kind: 'basic', name: 'int32', alias: 'rune' };
export const INVALID: Basic = BASIC['invalid type'];
/** What `any` means: messages write it so where this very object is meant. */
export const ANY: Interface = { kind: 'interface', methods: [], embedded: [], comparable: false };

/** One of the predeclared integer types. Range of those of 64 bits included. */
export interface IntegerSize {
  readonly bits: 8 | 16 | 32 | 64;
  readonly signed: boolean;
}

/** Bits of integer types on amd64; null for other types. */
export function integerSize(name: BasicName): IntegerSize | null {
  const parts = /^(u?)int(8|16|32|64|ptr)?$/.exec(name);
  if (parts === null) return null;
  const bits = Number(parts[2] ?? 64);
  return { bits: (bits || 64) as IntegerSize['bits'], signed: parts[1] === '' };
}

const test =
  (names: RegExp) =>
  (type: Type): boolean => {
    const under = underlying(type);
    return under.kind === 'basic' && names.test(under.name);
  };

export const isBoolean = test(/bool$/);
export const isInteger = test(/int\d*$|uintptr|rune$/);
export const isUnsigned = test(/^uint/);
export const isFloat = test(/float/);
export const isComplex = test(/complex/);
export const isNumeric = test(/int(?!er)|rune$|float|complex/);
export const isString = test(/string$/);
export const isOrdered = test(/int(?!er)|rune$|float|string$/);
/** What a constant may have as its type. */
export const isConstantType = test(/bool$|int(?!er)|rune$|float|complex|string$/);
export const isUntyped = (type: Type): boolean => type.kind === 'basic' && type.name.startsWith('untyped');
export const isInvalid = (type: Type): boolean => type.kind === 'basic' && type.name === 'invalid type';

const DEFAULTS: Partial<Readonly<Record<BasicName, Basic>>> = {
  'untyped bool': BASIC.bool,
  'untyped int': BASIC.int,
  'untyped rune': RUNE,
  'untyped float': BASIC.float64,
  'untyped complex': BASIC.complex128,
  'untyped string': BASIC.string,
};

/** What an untyped constant becomes where nothing else is asked of it; nil and typed things stay. */
export function defaultType(type: Type): Type {
  return (type.kind === 'basic' && DEFAULTS[type.name]) || type;
}

const RANKS: readonly BasicName[] = ['untyped int', 'untyped rune', 'untyped float', 'untyped complex'];

/** The wider of two untyped types; null when they do not go together. */
export function widerUntyped(a: Type, b: Type): Type | null {
  if (a === b) return a;
  if (a.kind !== 'basic' || b.kind !== 'basic') return null;
  const ranks = [RANKS.indexOf(a.name), RANKS.indexOf(b.name)] as const;
  if (Math.min(...ranks) < 0) return null;
  return ranks[0] > ranks[1] ? a : b;
}

/** A name that other packages see. */
export const isExported = (name: string): boolean => /^\p{Lu}/u.test(name);
