/** Whether two types are one, and what lies under a type. https://go.dev/ref/spec#Type_identity */
import { substitute } from './generics.ts';
import type { Func, Interface, Package, Type, TypeParam, Var } from './model.ts';
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
  const of = (x: Type, y: Type): boolean => same(x, y, ignoreTags, pairs);
  const all = (xs: readonly Type[], ys: readonly Type[]): boolean =>
    xs.length === ys.length && xs.every((x, i) => of(x, ys[i]!));
  const vars = (xs: readonly Var[], ys: readonly Var[]): boolean => all(xs.map(typeOf), ys.map(typeOf));
  switch (a.kind) {
    case 'basic':
      return b.kind === 'basic' && a.name === b.name;
    case 'named':
      return (
        b.kind === 'named' &&
        a.origin === b.origin &&
        a.typeArguments.length > 0 &&
        all(a.typeArguments, b.typeArguments)
      );
    case 'pointer':
    case 'slice':
      return b.kind === a.kind && of(a.element, b.element);
    case 'array':
      // A length below zero is a mistake that has been told of.
      return (
        b.kind === 'array' &&
        (a.length === b.length || a.length < 0 || b.length < 0) &&
        of(a.element, b.element)
      );
    case 'map':
      return b.kind === 'map' && of(a.key, b.key) && of(a.element, b.element);
    case 'chan':
      return b.kind === 'chan' && a.direction === b.direction && of(a.element, b.element);
    case 'struct':
      return (
        b.kind === 'struct' &&
        a.fields.length === b.fields.length &&
        a.fields.every((f, i) => {
          const g = b.fields[i]!;
          return (
            f.embedded === g.embedded &&
            (ignoreTags || (a.tags[i] ?? '') === (b.tags[i] ?? '')) &&
            sameName(f, g) &&
            of(f.type, g.type)
          );
        })
      );
    case 'tuple':
      return b.kind === 'tuple' && all(a.elements, b.elements);
    case 'signature': {
      if (b.kind !== 'signature' || a.variadic !== b.variadic) return false;
      const [own, others] = [a.typeParameters, b.typeParameters];
      if (own.length !== others.length) return false;
      if (own.length === 0) return vars(a.parameters, b.parameters) && vars(a.results, b.results);
      const map = new Map(others.map((p, i): [TypeParam, Type] => [p, own[i]!]));
      const renamed = (types: readonly Var[]): Type[] => types.map((v) => substitute(v.type, map));
      return (
        others.every((p, i) => of(own[i]!.constraint, substitute(p.constraint, map))) &&
        all(a.parameters.map(typeOf), renamed(b.parameters)) &&
        all(a.results.map(typeOf), renamed(b.results))
      );
    }
    case 'union':
      return b.kind === 'union' && equalTerms(a.terms, b.terms);
    case 'interface': {
      if (b.kind !== 'interface') return false;
      const [x, y] = [typeSet(a), typeSet(b)];
      if (x.comparable !== y.comparable || x.methods.length !== y.methods.length) return false;
      if (!equalTerms(x.terms, y.terms)) return false;
      // Interfaces may speak of themselves without a name in between: what is being compared is taken as equal.
      if (pairs.some(([p, q]) => (p === a && q === b) || (p === b && q === a))) return true;
      const deeper: Pairs = [...pairs, [a, b]];
      return x.methods.every((m, i) => {
        const n: Func = y.methods[i]!;
        return sameName(m, n) && same(m.type, n.type, ignoreTags, deeper);
      });
    }
    case 'typeParam':
      return false;
  }
}

const typeOf = (v: Var): Type => v.type;

/** Whether `nil` is one of the type's values. */
export function hasNil(type: Type): boolean {
  if (type.kind === 'typeParam') {
    const { terms } = typeSet(constraintOf(type));
    return terms !== null && terms.length > 0 && terms.every((term) => hasNil(term.type));
  }
  return /^(slice|pointer|signature|map|chan|interface)$/.test(underlying(type).kind);
}

/**
 * With `dynamic` an interface counts as comparable: comparing its values may panic.
 * Without, every value must be comparable: strictly, as the specification calls it.
 */
export function isComparable(type: Type, dynamic: boolean, seen: ReadonlySet<Type> = new Set()): boolean {
  if (seen.has(type) || seen.size > DEPTH_MAX) return true;
  const deeper = new Set(seen).add(type);
  const under = underlying(type);
  switch (under.kind) {
    case 'basic':
      return under.name !== 'untyped nil';
    case 'pointer':
    case 'chan':
      return true;
    case 'struct':
      return under.fields.every((field) => isComparable(field.type, dynamic, deeper));
    case 'array':
      return isComparable(under.element, dynamic, deeper);
    case 'interface': {
      if (dynamic && type.kind !== 'typeParam') return true;
      const { terms, comparable } = typeSet(under);
      if (terms === null) return comparable;
      return terms.length > 0 && terms.every((term) => isComparable(term.type, false, deeper));
    }
    default:
      return false;
  }
}

const DEPTH_MAX = 200;

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
