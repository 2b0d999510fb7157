/**
 * A filter policy and a message's body, laid out flat: `{a: {b: x}}` is `a.b` and x. So a key with a dot in it and a nested one
 * are the same to SNS, in the policy as in the body.
 */
import type { Json } from '../quantity.ts';
import type { Scalar } from './conditions.ts';

export type Flat = Readonly<Record<string, Json>>;

/** Names of operators, present and future: an `$or` of objects that have one is an ordinary key. */
const RESERVED: ReadonlySet<string> = new Set([
  'exactly',
  'equals-ignore-case',
  'prefix',
  'suffix',
  'anything-but',
  'exists',
  'wildcard',
  'numeric',
  'cidr',
  '=',
  '<',
  '<=',
  '>',
  '>=',
  'regex',
  'not-wildcard',
  'not-equals-ignore-case',
  'date-after',
  'date-on-or-after',
  'date-before',
  'date-on-or-before',
  'in-date-range',
  'ip-address-in-range',
  'ip-address-not-in-range',
]);

export function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a key and its value are an "or": two objects at the least, with no operator among their keys. */
export function isOr(key: string, value: Json): value is readonly { readonly [key: string]: Json }[] {
  return (
    key === '$or' &&
    Array.isArray(value) &&
    value.length >= 2 &&
    value.every((one) => isObject(one) && !Object.keys(one).some((name) => RESERVED.has(name)))
  );
}

/** One flat policy for each way through its `$or`s; a message that meets any of them is let through. */
export function flattenPolicy(policy: Json): readonly Flat[] {
  return isObject(policy) ? laidOut(policy, [{}], '') : [];
}

function laidOut(
  policy: { readonly [key: string]: Json },
  flats: readonly Flat[],
  path: string,
): readonly Flat[] {
  let all = flats;
  for (const [key, value] of Object.entries(policy)) {
    const name = path + key;
    if (isOr(key, value)) {
      const before = all;
      all = value.flatMap((branch) => laidOut(branch, before, path));
    } else if (isObject(value)) all = laidOut(value, all, `${name}.`);
    else all = all.map((flat) => ({ ...flat, [name]: value }));
  }
  return all;
}

/** A value of a body, and the places that it has in lists of objects: list, place, list, place... */
export interface Leaf {
  readonly value: Scalar;
  readonly places: readonly number[];
}

/**
 * The values of a body by their flat keys. A key that has only empty lists or objects under it is not there.
 * @param asked the keys that are asked for, and all on the way to them (`wayTo`); null: all
 * @returns null for what is nested too deeply
 */
export function leavesOf(
  body: { readonly [key: string]: Json },
  asked: Readonly<Record<string, true>> | null,
): ReadonlyMap<string, readonly Leaf[]> | null {
  const leaves = new Map<string, Leaf[]>();
  let lists = 0;
  const visit = (value: Json, path: string, places: readonly number[], levels: number): boolean => {
    if (typeof value !== 'object' || value === null) {
      const known = leaves.get(path);
      const leaf = { value, places };
      if (known) known.push(leaf);
      else leaves.set(path, [leaf]);
      return true;
    }
    if (levels === 0) return false;
    if (!Array.isArray(value))
      return enter(value as { readonly [key: string]: Json }, `${path}.`, places, levels);
    const list = lists++;
    for (let place = 0; place < value.length; place++) {
      const one = value[place] as Json;
      // A value straight in a list has no neighbour that it would have to agree with.
      const inside = typeof one === 'object' && one !== null ? [...places, list, place] : places;
      if (!visit(one, path, inside, levels - 1)) return false;
    }
    return true;
  };
  const enter = (
    object: { readonly [key: string]: Json },
    path: string,
    places: readonly number[],
    levels: number,
  ): boolean => {
    for (const key of Object.keys(object)) {
      const name = path + key;
      if (asked && !Object.hasOwn(asked, name)) continue;
      if (!visit(object[key]!, name, places, levels - 1)) return false;
    }
    return true;
  };
  return enter(body, '', NOWHERE, LEVELS_MAX) ? leaves : null;
}

/** Flat keys, and every level on the way to them. */
export function wayTo(keys: readonly string[]): Readonly<Record<string, true>> {
  const names = keys.flatMap((key) => {
    const steps = key.split('.');
    return steps.map((_, i) => steps.slice(0, i + 1).join('.'));
  });
  return Object.fromEntries(names.map((name) => [name, true]));
}

const NOWHERE: readonly number[] = [];

/** Levels that a document may have: nobody nests deeper by intention, and each one costs a call. */
const LEVELS_MAX = 500;

/** Whether a document can be walked through without running out of stack. */
export function isShallow(value: Json, levels = LEVELS_MAX): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  for (const one of Object.values(value)) if (!isShallow(one as Json, levels - 1)) return false;
  return true;
}

/** Whether two values may stand for one thing: in no list of objects at two different places. */
export function agree(a: Leaf, b: Leaf): boolean {
  for (let i = 0; i < a.places.length; i += 2)
    for (let j = 0; j < b.places.length; j += 2)
      if (a.places[i] === b.places[j] && a.places[i + 1] !== b.places[j + 1]) return false;
  return true;
}
