/** Whether two plain values (of JSON or YAML) say the same. The order of keys says nothing, nor does a key without a value. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((one, i) => same(one, b[i]));
  }
  return isWithin(a, b) && isWithin(b, a);
}

function isWithin(a: object, b: object): boolean {
  return Object.entries(a).every(
    ([key, one]) => one === undefined || (Object.hasOwn(b, key) && same(one, b[key as keyof typeof b])),
  );
}
