/** Fields and methods by name, through embedded fields. https://go.dev/ref/spec#Selectors */
import { constraintOf, identical, isInterface, sameName, samePackage, underlying } from './identical.ts';
import type { Func, Named, Package, Type, Var } from './model.ts';
import { byName, typeSet } from './typeSet.ts';

export type Found =
  | {
      readonly kind: 'field' | 'method';
      readonly object: Var | Func;
      /** Indices of fields; of a method last its place among its type's methods. */
      readonly path: readonly number[];
      /** A pointer was followed on the way. */
      readonly indirect: boolean;
    }
  | 'pointer receiver'
  | 'ambiguous'
  | null;

interface Step {
  readonly type: Type;
  readonly path: readonly number[];
  readonly indirect: boolean;
  /** The type stands at this depth more than once: what is found in it is ambiguous. */
  multiple: boolean;
}

/** Nobody embeds deeper; a type that embeds ever greater instances of itself ends here. */
const DEPTH_MAX = 100;

/** `fold`: without regard to case, for hints; then also what another package hides. */
export function lookup(
  type: Type,
  addressable: boolean,
  pkg: Package | null,
  name: string,
  fold = false,
): Found {
  // A defined pointer type has the fields of what it points to, and no methods.
  if (type.kind === 'named' && type.underlying.kind === 'pointer') {
    const found = search(type.underlying, false, pkg, name, fold);
    return typeof found === 'object' && found?.kind === 'method' ? null : found;
  }
  return search(type, addressable, pkg, name, fold);
}

/** Shorter lists are gone through. */
const INDEXED_FROM = 32;
const indices = new WeakMap<object, { readonly length: number; readonly places: Map<string, number> }>();

/** Where the first of that name may stand in a list, -1: there is none. Lists grow while they are made. */
function firstNamed(list: readonly (Var | Func)[], name: string): number {
  const { length } = list;
  if (length < INDEXED_FROM) return 0;
  let index = indices.get(list);
  if (index?.length !== length) {
    index = { length, places: new Map() };
    for (let i = length - 1; i >= 0; i--) index.places.set(list[i]!.name, i);
    indices.set(list, index);
  }
  return index.places.get(name) ?? -1;
}

function search(type: Type, addressable: boolean, pkg: Package | null, name: string, fold: boolean): Found {
  if (name === '_') return null;
  const pointer = type.kind === 'pointer';
  const base = type.kind === 'pointer' ? type.element : type;
  // A pointer to an interface has none of its methods.
  if (pointer && isInterface(base)) return null;
  const wanted = { name, package: pkg };
  const fits = (one: Var | Func): boolean =>
    fold ? one.name.toLowerCase() === name.toLowerCase() : one.name === name && sameName(one, wanted);
  const seen: Named[] = [];
  let current: readonly Step[] = [{ type: base, path: [], indirect: pointer, multiple: false }];
  for (let depth = 0; current.length > 0 && depth < DEPTH_MAX; depth++) {
    const found: { readonly object: Var | Func; readonly step: Step; readonly place: number }[] = [];
    const next: Step[] = [];
    for (const step of current) {
      const add = (list: readonly (Var | Func)[]): boolean => {
        let place = fold ? 0 : firstNamed(list, name);
        while (place >= 0 && place < list.length && !fits(list[place]!)) place++;
        if (place === list.length) place = -1;
        if (place >= 0) found.push({ object: list[place]!, step, place });
        return place >= 0;
      };
      const { type: here } = step;
      if (here.kind === 'named') {
        if (seen.some((one) => identical(one, here))) continue;
        seen.push(here);
        if (add(here.methods)) continue;
      }
      const under = underlying(here);
      if (under.kind === 'interface') add(typeSet(under).methods);
      if (under.kind !== 'struct') continue;
      add(under.fields);
      next.push(...embeddedOf(step, under.fields));
    }
    const first = found[0];
    if (first !== undefined) {
      if (found.length > 1 || first.step.multiple) return 'ambiguous';
      const { object, step, place } = first;
      const { indirect } = step;
      if (object.kind === 'func' && hasPointerReceiver(object) && !indirect && !addressable) {
        return 'pointer receiver';
      }
      return {
        kind: object.kind === 'func' ? 'method' : 'field',
        object,
        path: [...step.path, place],
        indirect,
      };
    }
    current = merged(next);
  }
  return null;
}

function embeddedOf(step: Step, fields: readonly Var[]): Step[] {
  return fields.flatMap((field, i) => {
    if (!field.embedded) return [];
    const pointer = field.type.kind === 'pointer';
    const type = field.type.kind === 'pointer' ? field.type.element : field.type;
    return [{ type, path: [...step.path, i], indirect: step.indirect || pointer, multiple: step.multiple }];
  });
}

function merged(steps: readonly Step[]): Step[] {
  const rest: Step[] = [];
  for (const step of steps) {
    const same = rest.find((one) => identical(one.type, step.type));
    if (same === undefined) rest.push(step);
    else same.multiple = true;
  }
  return rest;
}

/** Asked of the text where there is one: the signature may not be known yet. */
export function hasPointerReceiver(method: Func): boolean {
  const known = method.type.receiver?.type;
  if (known !== undefined) return known.kind === 'pointer';
  let written = method.declaration?.receiver?.type;
  while (written?.kind === 'ParenExpr') written = written.inner;
  return written?.kind === 'StarExpr';
}

export interface Method {
  readonly func: Func;
  /** The way through embedded fields; last the method's place, as in a selection. */
  readonly path: readonly number[];
  readonly indirect: boolean;
  readonly pointerReceiver: boolean;
}

/** What values of the type can do, by name (those of another package's lower-case names as `path.name`): for tables of methods. */
export function methodSet(type: Type): ReadonlyMap<string, Method> {
  const set = new Map<string, Method>();
  for (const method of candidates(type)) {
    const found = lookup(type, false, method.package, method.name);
    if (found === null || typeof found === 'string' || found.object.kind !== 'func') continue;
    const { object: func, path, indirect } = found;
    set.set(methodKey(func), { func, path, indirect, pointerReceiver: hasPointerReceiver(func) });
  }
  return set;
}

/** Lower-case names of different packages are different methods. */
export function methodKey(method: Func): string {
  return /^\p{Lu}/u.test(method.name) || method.package === null
    ? method.name
    : `${method.package.path}.${method.name}`;
}

/** All methods that the type or anything embedded in it has, by name. */
function candidates(type: Type): readonly Func[] {
  const all: Func[] = [];
  const seen: Type[] = [];
  const visit = (one: Type, depth: number): void => {
    const base = one.kind === 'pointer' ? one.element : one;
    if (depth > DEPTH_MAX || seen.some((other) => identical(other, base))) return;
    seen.push(base);
    if (base.kind === 'named') all.push(...base.methods);
    const under = base.kind === 'typeParam' ? constraintOf(base) : underlying(base);
    if (under.kind === 'interface') all.push(...typeSet(under).methods);
    if (under.kind !== 'struct') return;
    for (const field of under.fields) if (field.embedded) visit(field.type, depth + 1);
  };
  visit(type, 0);
  const others = new Map<string, Func[]>();
  const first = (method: Func): boolean => {
    const same = others.get(method.name) ?? [];
    others.set(method.name, same);
    return !same.some((one) => samePackage(one.package, method.package)) && same.push(method) > 0;
  };
  return all.filter(first).sort(byName);
}
