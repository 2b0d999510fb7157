/** Terms in the order of their code units, to be looked up by halving: plain data, and no name such as `constructor` is special. */

export type Vocabulary = readonly string[];

export function vocabularyOf(texts: readonly (readonly string[])[]): Vocabulary {
  const all = new Set<string>();
  for (const terms of texts) for (const term of terms) all.add(term);
  // Code units, not a language's order: the same on every machine.
  return [...all].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** @returns -1 for a term that is not there */
export function placeOf(vocabulary: Vocabulary, term: string): number {
  let low = 0;
  let high = vocabulary.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = vocabulary[middle]!;
    if (found === term) return middle;
    if (found < term) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** How often each term stands in a list, in the order of first occurrence. */
export function countsOf(terms: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
