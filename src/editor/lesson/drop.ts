/**
 * Where something lands in a list that is held over it.
 * @param y of what is held @param middles of the rows as they lie, px
 * @returns its place once it is there
 */
export function dropIndex(y: number, middles: readonly number[], from: number): number {
  return middles.filter((middle, i) => i !== from && middle < y).length;
}
