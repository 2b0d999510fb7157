/**
 * What was made of immutable things by a pure function, kept for a while: who asks again gets the same. Nothing of it belongs to
 * a run's state, and no run can tell whether it was kept or made anew.
 */

/** @param most of the last ones that are kept; things are told apart by identity, texts and numbers by value */
export function remembering<A extends readonly unknown[], T>(
  most: number,
  make: (...of: A) => T,
): (...of: A) => T {
  const kept: { readonly of: A; readonly made: T }[] = [];
  return (...of: A) => {
    const place = kept.findIndex((one) => one.of.every((part, i) => part === of[i]));
    if (place >= 0) return kept[place]!.made;
    const made = make(...of);
    if (kept.length >= most) kept.shift();
    kept.push({ of, made });
    return made;
  };
}

/** As long as the thing itself is kept by anybody, and at most `most` for each. @param key says of what else it is made */
export function rememberingBy<O extends object, R, T>(
  most: number,
  make: (of: O, rest: R) => T,
  key: (rest: R) => string,
): (of: O, rest: R) => T {
  const kept = new WeakMap<O, Map<string, T>>();
  return (of, rest) => {
    let made = kept.get(of);
    if (made === undefined) {
      made = new Map();
      kept.set(of, made);
    }
    const name = key(rest);
    const known = made.get(name);
    if (known !== undefined) return known;
    if (made.size >= most) made.clear();
    const one = make(of, rest);
    made.set(name, one);
    return one;
  };
}
