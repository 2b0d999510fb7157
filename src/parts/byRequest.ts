/** A number that a part keeps for each user's request, in one typed array: 0 where it has none. */
import { grown } from '../engine/eventList.ts';

export const noNumbers = (): Float64Array => new Float64Array(16);

/** @param request its number; what is nobody's, -1, has a place of its own */
export function numberOf(table: Float64Array | undefined, request: number): number {
  return table?.[request + 1] ?? 0;
}

/** @returns the table, or a larger one in its place */
export function withNumber(table: Float64Array, request: number, value: number): Float64Array {
  let large = table;
  while (large.length <= request + 1) large = grown(large, Float64Array);
  large[request + 1] = value;
  return large;
}

/** A name as a key of a record, with a letter of our own before it: `constructor` is one that every object has. */
export function named(name: string | null): string {
  return `k${name ?? ''}`;
}
