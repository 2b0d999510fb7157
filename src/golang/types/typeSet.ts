/** The types that an interface admits: its methods and, where it is a constraint, its terms. https://go.dev/ref/spec#Interface_types */
import { BASIC, BYTE, isExported, isInvalid, isString } from './basics.ts';
import { constraintOf, identical, isComparable, sameName, underlying } from './identical.ts';
import type { Func, Interface, Type } from './model.ts';

export interface Term {
  readonly tilde: boolean;
  readonly type: Type;
}

/** Null: all types. Empty: none. */
export type Terms = readonly Term[] | null;

export interface TypeSet {
  /** With those of embedded interfaces; exported ones first, then by name. */
  readonly methods: readonly Func[];
  readonly terms: Terms;
  /** Comparable types only; where there are terms they have been chosen already. */
  readonly comparable: boolean;
  /** Methods that are there twice, of different types. */
  readonly conflicts: readonly Func[];
}

const EVERYTHING: TypeSet = { methods: [], terms: null, comparable: false, conflicts: [] };

const known = new WeakMap<Interface, TypeSet>();

export function typeSet(type: Interface): TypeSet {
  const before = known.get(type);
  if (before !== undefined) return before;
  // An interface that embeds itself is told of elsewhere; here it only must end.
  known.set(type, EVERYTHING);
  const set = compute(type);
  // As long as something embedded is not known yet, the answer is for now.
  if (type.embedded.some(isUnknown)) known.delete(type);
  else known.set(type, set);
  return set;
}

const isUnknown = (type: Type): boolean => {
  if (type.kind === 'union') return type.terms.some((term) => isUnknown(term.type));
  const under = underlying(type);
  return isInvalid(under) || (under.kind === 'interface' && !known.has(under));
};

function compute(type: Interface): TypeSet {
  const methods: Func[] = [];
  const conflicts: Func[] = [];
  const add = (method: Func): void => {
    const other = methods.find((one) => sameName(one, method));
    if (other === undefined) methods.push(method);
    else if (other !== method && !identical(other.type, method.type)) conflicts.push(method);
  };
  for (const method of type.methods) add(method);
  let { comparable } = type;
  let terms: Terms = null;
  for (const embedded of type.embedded) {
    const under = underlying(embedded);
    if (isInvalid(under)) continue;
    let more: Terms;
    if (under.kind === 'interface') {
      const inner = typeSet(under);
      for (const method of inner.methods) add(method);
      conflicts.push(...inner.conflicts);
      comparable ||= inner.comparable;
      more = inner.terms;
    } else if (under.kind === 'union') more = unionTerms(under.terms);
    else more = [{ tilde: false, type: embedded }];
    terms = intersect(terms, more);
  }
  if (comparable && terms !== null) {
    terms = terms.filter((term) => isComparable(term.type, false));
    comparable = false;
  }
  methods.sort(byName);
  return { methods, terms, comparable, conflicts };
}

/** Exported names first. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  const exported = Number(isExported(b.name)) - Number(isExported(a.name));
  if (exported !== 0) return exported;
  return a.name < b.name ? -1 : Number(a.name > b.name);
}

function unionTerms(list: readonly Term[]): Terms {
  let all: Terms = [];
  for (const term of list) {
    const under = underlying(term.type);
    if (isInvalid(under)) continue;
    let more: Terms = [term];
    if (under.kind === 'interface') more = typeSet(under).terms;
    // Nothing has `~T` as its underlying type unless T is its own.
    else if (term.tilde && !identical(term.type, under)) more = [];
    if (all === null || more === null) all = null;
    else all = normal([...all, ...more]);
  }
  return all;
}

/** Without terms that others include. */
function normal(list: readonly Term[]): readonly Term[] {
  const rest: Term[] = [];
  for (const term of list) {
    const at = rest.findIndex((one) => !disjoint(one, term));
    if (at < 0) rest.push(term);
    else if (term.tilde && !rest[at]!.tilde) {
      rest[at] = term;
      for (let i = rest.length - 1; i > at; i--) if (!disjoint(rest[i]!, term)) rest.splice(i, 1);
    }
  }
  return rest;
}

function intersect(a: Terms, b: Terms): Terms {
  if (a === null) return b;
  if (b === null) return a;
  return normal(a.flatMap((x) => b.filter((y) => !disjoint(x, y)).map((y) => (x.tilde && !y.tilde ? y : x))));
}

function disjoint(x: Term, y: Term): boolean {
  return !identical(y.tilde ? underlying(x.type) : x.type, x.tilde ? underlying(y.type) : y.type);
}

export function includes(terms: Terms, type: Type): boolean {
  return terms === null || terms.some((term) => identical(term.type, term.tilde ? underlying(type) : type));
}

export function subsetOf(a: Terms, b: Terms): boolean {
  if (b === null) return true;
  if (a === null) return false;
  return a.every((x) => b.some((y) => !disjoint(x, y) && (!x.tilde || y.tilde)));
}

export const equalTerms = (a: Terms, b: Terms): boolean => subsetOf(a, b) && subsetOf(b, a);

/** No type at all is in it. */
export const isEmptySet = (set: TypeSet): boolean => set.terms?.length === 0;

/** Of a type parameter its specific types, null when there are none; of any other type itself. */
export function specificTerms(type: Type): readonly Term[] | null {
  if (type.kind !== 'typeParam') return [{ tilde: false, type }];
  const { terms } = typeSet(constraintOf(type));
  return terms === null || terms.length === 0 ? null : terms;
}

/** Whether it holds of all specific types of a type parameter (there must be some), or of the type itself. */
export function all(type: Type, holds: (type: Type) => boolean): boolean {
  return specificTerms(type)?.every((term) => holds(underlying(term.type))) ?? false;
}

/** The one underlying type that all specific types have; directions of channels may be given by some only. */
export function coreType(type: Type): Type | null {
  return common(specificTerms(type)?.map((term) => underlying(term.type)) ?? []);
}

/** As `coreType`, but strings and slices of bytes go together: then it is string. */
export function coreString(type: Type): Type | null {
  if (type.kind !== 'typeParam') return underlying(type);
  const list = specificTerms(type)?.map((term) => underlying(term.type)) ?? [];
  const one = common(list.map((each) => (isString(each) ? { kind: 'slice', element: BYTE } : each)));
  return one !== null && list.some(isString) ? BASIC.string : one;
}

function common(list: readonly Type[]): Type | null {
  let found: Type | null = null;
  for (const type of list) {
    found = found === null ? type : match(found, type);
    if (found === null) return null;
  }
  return found;
}

function match(a: Type, b: Type): Type | null {
  if (identical(a, b)) return a;
  if (a.kind !== 'chan' || b.kind !== 'chan' || !identical(a.element, b.element)) return null;
  if (a.direction === 'both') return b;
  return b.direction === 'both' ? a : null;
}
