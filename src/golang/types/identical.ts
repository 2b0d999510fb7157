/** Whether two types are one, and what lies under a type. https://go.dev/ref/spec#Type_identity */
import { substitute, substituteSignature, substitution } from './generics.ts';
import type { Interface, Package, Signature, Type, TypeParam, Var } from './model.ts';
import { equalTerms, typeSet } from './typeSet.ts';
import { typeText } from './typeText.ts';

const NO_CONSTRAINT: Interface = { kind: 'interface', methods: [], embedded: [], comparable: false };

/** Never a named type; of a type parameter its constraint's interface. */
export function underlying(type: Type): Type {
  if (type.kind === 'named') return type.underlying;
  return type.kind === 'typeParam' ? constraintOf(type) : type;
}

/** The interface that the arguments of a type parameter satisfy. */
export function constraintOf(parameter: TypeParam): Interface {
  const { constraint } = parameter;
  const under = constraint.kind === 'named' ? constraint.underlying : constraint;
  return under.kind === 'interface' ? under : NO_CONSTRAINT;
}

export const isTypeParam = (type: Type): type is TypeParam => type.kind === 'typeParam';

/** Of variables too that have a type parameter as their type: see `isTypeParam`. */
export const isInterface = (type: Type): boolean => underlying(type).kind === 'interface';

export const isInterfacePointer = (type: Type): boolean => {
  const under = underlying(type);
  return under.kind === 'pointer' && isInterface(under.element);
};

/** Basic, defined, or a type parameter. */
export const hasName = (type: Type): boolean =>
  type.kind === 'basic' || type.kind === 'named' || type.kind === 'typeParam';

export const samePackage = (a: Package | null, b: Package | null): boolean =>
  a === b || (a !== null && b !== null && a.path === b.path);

interface Nameable {
  readonly name: string;
  readonly package: Package | null;
}

/** Lower-case names of different packages are different. */
export function sameName(a: Nameable, b: Nameable): boolean {
  return a.name === b.name && (/^\p{Lu}/u.test(a.name) || samePackage(a.package, b.package));
}

type Same = (a: Type, b: Type) => boolean;

/** Lists of the same length whose types are the same one by one. */
export function sameLists(a: readonly Type[], b: readonly Type[], of: Same): boolean {
  return a.length === b.length && a.every((x, i) => of(x, b[i]!));
}

/** Whether two types are built alike, all they are built of being asked of `of`; what only a name or its methods tell is not alike. */
export function sameShape(
  a: Type,
  b: Type,
  of: Same,
  ignoreTags: boolean,
  ignoreDirection: boolean,
): boolean {
  const vars = (xs: readonly Var[], ys: readonly Var[]): boolean =>
    sameLists(xs.map(typeOf), ys.map(typeOf), of);
  switch (a.kind) {
    case 'basic':
      return b.kind === 'basic' && a.name === b.name;
    case 'pointer':
    case 'slice':
      return b.kind === a.kind && of(a.element, b.element);
    case 'array': {
      if (b.kind !== 'array') return false;
      // A length below zero is a mistake that has been told of.
      return (a.length === b.length || Math.min(a.length, b.length) < 0) && of(a.element, b.element);
    }
    case 'map':
      return b.kind === 'map' && of(a.key, b.key) && of(a.element, b.element);
    case 'chan':
      return (
        b.kind === 'chan' && (ignoreDirection || a.direction === b.direction) && of(a.element, b.element)
      );
    case 'struct': {
      if (b.kind !== 'struct' || a.fields.length !== b.fields.length) return false;
      const alike = a.fields.every((f, i) => {
        const g = b.fields[i]!;
        const tags = ignoreTags || (a.tags[i] ?? '') === (b.tags[i] ?? '');
        return tags && f.embedded === g.embedded && sameName(f, g);
      });
      return alike && vars(a.fields, b.fields);
    }
    case 'tuple':
      return b.kind === 'tuple' && sameLists(a.elements, b.elements, of);
    case 'signature':
      return (
        b.kind === 'signature' &&
        a.variadic === b.variadic &&
        vars(a.parameters, b.parameters) &&
        vars(a.results, b.results)
      );
    default:
      return false;
  }
}

type Pairs = readonly (readonly [Interface, Interface])[];

export function identical(a: Type, b: Type): boolean {
  return same(a, b, false, []);
}

/** For conversions: `struct{ A int "x" }` is then `struct{ A int }`. */
export function identicalButTags(a: Type, b: Type): boolean {
  return same(a, b, true, []);
}

function same(a: Type, b: Type, ignoreTags: boolean, pairs: Pairs): boolean {
  if (a === b) return true;
  const of: Same = (x, y) => same(x, y, ignoreTags, pairs);
  if (a.kind === 'named') {
    if (b.kind !== 'named' || a.origin !== b.origin || a.typeArguments.length === 0) return false;
    return sameLists(a.typeArguments, b.typeArguments, of);
  }
  if (a.kind === 'signature' && b.kind === 'signature') {
    const renamed = withParametersOf(a, b);
    return renamed !== null && sameShape(a, renamed, of, ignoreTags, false);
  }
  if (a.kind === 'union') return b.kind === 'union' && equalTerms(a.terms, b.terms);
  if (a.kind !== 'interface' || b.kind !== 'interface') return sameShape(a, b, of, ignoreTags, false);
  const [x, y] = [typeSet(a), typeSet(b)];
  if (x.comparable !== y.comparable || x.methods.length !== y.methods.length) return false;
  if (!equalTerms(x.terms, y.terms)) return false;
  // Interfaces may speak of themselves without a name in between: what is being compared is taken as equal.
  if (pairs.some(([p, q]) => (p === a && q === b) || (p === b && q === a))) return true;
  const deeper: Pairs = [...pairs, [a, b]];
  return x.methods.every((m, i) => {
    const n = y.methods[i]!;
    return sameName(m, n) && same(m.type, n.type, ignoreTags, deeper);
  });
}

/** What type parameters are called makes no difference: b with those of a; null when they are not of a kind. */
function withParametersOf({ typeParameters: own }: Signature, b: Signature): Signature | null {
  const others = b.typeParameters;
  if (own.length !== others.length) return null;
  const map = substitution(others, own);
  const alike = others.every((p, i) => identical(own[i]!.constraint, substitute(p.constraint, map)));
  return alike ? substituteSignature(b, map) : null;
}

const typeOf = (v: Var): Type => v.type;

/** Whether it is unsafe.Pointer, or defined as that. */
export function isUnsafe(type: Type): boolean {
  const under = underlying(type);
  return under.kind === 'basic' && under.name === 'unsafe.Pointer';
}

/** Whether `nil` is one of the type's values. */
export function hasNil(type: Type): boolean {
  if (type.kind === 'typeParam') {
    const { terms } = typeSet(constraintOf(type));
    return terms !== null && terms.length > 0 && terms.every((term) => hasNil(term.type));
  }
  return /^(slice|pointer|signature|map|chan|interface)$/.test(underlying(type).kind) || isUnsafe(type);
}

/**
 * With `dynamic` an interface counts as comparable: comparing its values may panic.
 * Without, every value must be comparable: strictly, as the specification calls it.
 */
export function isComparable(type: Type, dynamic: boolean, seen: Set<Type> = new Set()): boolean {
  if (seen.has(type) || seen.size > TYPES_MAX) return true;
  seen.add(type);
  const under = underlying(type);
  switch (under.kind) {
    case 'basic':
      return under.name !== 'untyped nil';
    case 'pointer':
    case 'chan':
      return true;
    case 'struct':
      return under.fields.every((field) => isComparable(field.type, dynamic, seen));
    case 'array':
      return isComparable(under.element, dynamic, seen);
    case 'interface': {
      if (dynamic && type.kind !== 'typeParam') return true;
      const { terms, comparable } = typeSet(under);
      if (terms === null) return comparable;
      return terms.length > 0 && terms.every((term) => isComparable(term.type, false, seen));
    }
    default:
      return false;
  }
}

/** Of types that contain ever greater instances of themselves; they are refused elsewhere. */
const TYPES_MAX = 10000;

/** Null: `==` may be asked of it. Else why not, '' where the type says it itself. */
export function comparableCause(type: Type, from: Package | null): string | null {
  if (isComparable(type, true)) return null;
  const under = underlying(type);
  if (under.kind === 'struct') {
    const field = under.fields.find((one) => !isComparable(one.type, true));
    return field === undefined ? '' : `struct containing ${typeText(field.type, from)} cannot be compared`;
  }
  if (under.kind === 'array') return `${typeText(under, from)} cannot be compared`;
  if (under.kind !== 'interface') return '';
  return typeSet(under).terms?.length === 0 ? 'empty type set' : 'incomparable types in type set';
}
