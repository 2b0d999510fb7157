/** Which things of an old list are which of a new one, so that what stayed keeps its place and its comments. */
import { same } from './same.ts';
import { isMapValue } from './textRender.ts';
import type { WireText } from './types.ts';
import { labelOf, readEnds } from './wireText.ts';

/** A pair of places, the old one gone, or a new one come. In the order of both lists. */
export type Step =
  | { readonly old: number; readonly new: number }
  | { readonly old: number; readonly new: null }
  | { readonly old: null; readonly new: number };

type List = readonly unknown[];

/** More comparisons than this take longer than anybody waits: then the middle of the lists is written anew. */
const COMPARISONS_MAX = 1_000_000;

export function matched(before: List, after: List): readonly Step[] {
  const olds = before.map(nameOf);
  const news = after.map(nameOf);
  const equal = (i: number, j: number): boolean =>
    olds[i] !== null ? olds[i] === news[j] : same(before[i], after[j]);
  let begin = 0;
  const shorter = Math.min(before.length, after.length);
  while (begin < shorter && equal(begin, begin)) begin++;
  let [oldEnd, newEnd] = [before.length, after.length];
  while (oldEnd > begin && newEnd > begin && equal(oldEnd - 1, newEnd - 1)) {
    oldEnd--;
    newEnd--;
  }
  const pairs: [number, number][] = Array.from({ length: begin }, (_, i) => [i, i]);
  pairs.push(...longestCommon(begin, oldEnd, newEnd, equal));
  for (let i = 0; oldEnd + i < before.length; i++) pairs.push([oldEnd + i, newEnd + i]);
  return stepsOf(before, after, pairs);
}

/** The longest run of pairs in which both places rise. */
function longestCommon(
  begin: number,
  oldEnd: number,
  newEnd: number,
  equal: (i: number, j: number) => boolean,
): [number, number][] {
  const [rows, columns] = [oldEnd - begin, newEnd - begin];
  if (rows * columns > COMPARISONS_MAX) return [];
  const longest = Array.from({ length: rows + 1 }, () => new Int32Array(columns + 1));
  for (let i = rows - 1; i >= 0; i--)
    for (let j = columns - 1; j >= 0; j--)
      longest[i]![j] = equal(begin + i, begin + j)
        ? longest[i + 1]![j + 1]! + 1
        : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
  const pairs: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < rows && j < columns) {
    if (equal(begin + i, begin + j)) pairs.push([begin + i++, begin + j++]);
    else if (longest[i + 1]![j]! >= longest[i]![j + 1]!) i++;
    else j++;
  }
  return pairs;
}

/** Between two pairs, what is alike is one thing that has changed; the rest goes and comes. */
function stepsOf(before: List, after: List, pairs: readonly (readonly [number, number])[]): Step[] {
  const steps: Step[] = [];
  let [i, j] = [0, 0];
  const pass = (oldTo: number, newTo: number): void => {
    for (; i < oldTo; i++) steps.push({ old: i, new: null });
    for (; j < newTo; j++) steps.push({ old: null, new: j });
  };
  for (const [oldNext, newNext] of [...pairs, [before.length, after.length] as const]) {
    for (let k = i; k < oldNext; k++) {
      const most = Math.min(newNext, j + 100);
      let to = j;
      while (to < most && !isAlike(before[k], after[to])) to++;
      if (to === most) continue;
      pass(k, to);
      steps.push({ old: i++, new: j++ });
    }
    pass(oldNext, newNext);
    if (oldNext < before.length) steps.push({ old: i++, new: j++ });
  }
  return steps;
}

/** What a thing of a list is called, whatever else changes about it. */
function nameOf(value: unknown): string | null {
  const ends = typeof value === 'string' || isWire(value) ? readEnds(value) : null;
  if (ends) return `wire ${labelOf(ends)}`;
  if (typeof value === 'string') return `text ${value}`;
  if (!isMapValue(value)) return null;
  if (typeof value.id === 'string') return `id ${value.id}`;
  return typeof value.title === 'string' ? `title ${value.title}` : null;
}

const isWire = (value: unknown): value is Exclude<WireText, string> =>
  isMapValue(value) && typeof value.from === 'string' && typeof value.to === 'string';

/** Two numbers of a position, or two things that have at least half of what they say in common. */
function isAlike(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return true;
  if (!isMapValue(a) || !isMapValue(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  const common = [...keys].filter((key) => same(a[key], b[key])).length;
  return 2 * common >= keys.size;
}
