/** Makes types equal by finding what type parameters stand for. https://go.dev/ref/spec#Type_unification */
import { identical, isTypeParam, sameLists, sameName, sameShape, underlying } from './identical.ts';
import { lookup } from './lookup.ts';
import type { Interface, Type, TypeParam } from './model.ts';
import { coreType, equalTerms, typeSet } from './typeSet.ts';

/** Parameters that were made equal share one: what is found for one is found for all. */
interface Handle {
  type: Type | null;
}

export interface Unifier {
  readonly handles: Map<TypeParam, Handle>;
  depth: number;
}

/**
 * `assign`: as assignments go, inexactly at the top and exactly below.
 * `loose`: a defined type and a literal may match, directions of channels do not count, interfaces match what implements them.
 */
export type Mode = 'assign' | 'loose' | 'exact';

const DEPTH_MAX = 100;

export function newUnifier(parameters: readonly TypeParam[], given: readonly (Type | null)[]): Unifier {
  const handles = parameters.map((one, i): [TypeParam, Handle] => [one, { type: given[i] ?? null }]);
  return { handles: new Map(handles), depth: 0 };
}

export const found = (u: Unifier, parameter: TypeParam): Type | null =>
  u.handles.get(parameter)?.type ?? null;

export function settle(u: Unifier, parameter: TypeParam, type: Type): void {
  const handle = u.handles.get(parameter);
  if (handle !== undefined) handle.type = type;
}

export function unknowns(u: Unifier): number {
  return [...u.handles.values()].filter((handle) => handle.type === null).length;
}

export function unify(u: Unifier, x: Type, y: Type, mode: Mode): boolean {
  if (x === y) return true;
  if (u.depth > DEPTH_MAX) return false;
  u.depth++;
  const result = unifyInner(u, x, y, mode);
  u.depth--;
  return result;
}

const isBound = (u: Unifier, type: Type): type is TypeParam =>
  type.kind === 'typeParam' && u.handles.has(type);

const isLiteral = (type: Type): boolean => type.kind !== 'named' && type.kind !== 'typeParam';

function asInterface(type: Type): Interface | null {
  if (isTypeParam(type)) return null;
  const under = underlying(type);
  return under.kind === 'interface' ? under : null;
}

function unifyInner(u: Unifier, x: Type, y: Type, mode: Mode): boolean {
  // A defined type comes to stand in y, a parameter that is sought in x.
  if (x.kind === 'named' || isBound(u, y)) [x, y] = [y, x];
  if (mode !== 'exact' && y.kind === 'named' && isLiteral(x) && asInterface(x) === null) {
    y = y.underlying;
    if (x === y) return true;
  }
  if (isBound(u, x)) return isBound(u, y) ? join(u, x, y, mode) : bind(u, x, y, mode);
  if (mode !== 'exact') {
    const [xi, yi] = [asInterface(x), asInterface(y)];
    if (xi !== null && yi !== null) return unifyInterfaces(u, xi, yi, false);
    if (xi !== null) return unifyMethods(u, xi, y);
    if (yi !== null) return unifyMethods(u, yi, x);
  }
  if (isTypeParam(y)) [x, y] = [y, x];
  return unifyParts(u, x, y, mode);
}

function join(u: Unifier, x: TypeParam, y: TypeParam, mode: Mode): boolean {
  const [hx, hy] = [u.handles.get(x), u.handles.get(y)];
  if (hx === undefined || hy === undefined || hx === hy) return true;
  if (hx.type !== null && hy.type !== null) return unify(u, hx.type, hy.type, mode);
  const [kept, left] = hx.type === null ? [hy, hx] : [hx, hy];
  for (const [parameter, handle] of u.handles) if (handle === left) u.handles.set(parameter, kept);
  return true;
}

/** x is sought, y is not. Of several types that match inexactly a defined one is kept, else a channel with a direction. */
function bind(u: Unifier, parameter: TypeParam, y: Type, mode: Mode): boolean {
  const x = found(u, parameter);
  if (x === null) {
    settle(u, parameter, y);
    return true;
  }
  if (!unify(u, x, y, mode)) return false;
  const [xi, yi] = [asInterface(x), asInterface(y)];
  if (xi !== null && yi !== null) {
    if (x.kind === 'named' && y.kind === 'named') return identical(x, y);
    if (typeSet(xi).methods.length !== typeSet(yi).methods.length) return false;
  } else if (xi !== null || yi !== null) return false;
  if (mode === 'exact' || x.kind === 'named') return true;
  const under = underlying(y);
  if (y.kind === 'named' || (under.kind === 'chan' && under.direction !== 'both')) settle(u, parameter, y);
  return true;
}

/** Exactly: the same methods; else those of one are among the other's. */
function unifyInterfaces(u: Unifier, x: Interface, y: Interface, exactly: boolean): boolean {
  const [a, b] = [typeSet(x), typeSet(y)];
  if (a.comparable !== b.comparable || !equalTerms(a.terms, b.terms)) return false;
  if (exactly && a.methods.length !== b.methods.length) return false;
  const [few, many] = a.methods.length > b.methods.length ? [b, a] : [a, b];
  return few.methods.every((method) => {
    const other = many.methods.find((one) => sameName(one, method));
    return other !== undefined && unify(u, method.type, other.type, 'exact');
  });
}

function unifyMethods(u: Unifier, iface: Interface, type: Type): boolean {
  return typeSet(iface).methods.every((method) => {
    const own = lookup(type, false, method.package, method.name);
    if (own === null || typeof own === 'string' || own.object.kind !== 'func') return false;
    return unify(u, method.type, own.object.type, 'exact');
  });
}

function unifyParts(u: Unifier, x: Type, y: Type, mode: Mode): boolean {
  const inner: Mode = mode === 'assign' ? 'exact' : mode;
  const of = (a: Type, b: Type): boolean => unify(u, a, b, inner);
  switch (x.kind) {
    case 'interface':
      return y.kind === 'interface' && unifyInterfaces(u, x, y, true);
    case 'named': {
      if (y.kind !== 'named') return false;
      // The arguments first: what they tell is good for a message even where the types differ.
      const args = sameLists(x.typeArguments, y.typeArguments, (a, b) => unify(u, a, b, mode));
      return args && x.origin === y.origin;
    }
    case 'typeParam': {
      // Not sought: all it may stand for looks like its core type.
      const core = coreType(x);
      return core !== null && unify(u, core, y, 'assign');
    }
    default:
      return sameShape(x, y, of, false, mode !== 'exact');
  }
}
