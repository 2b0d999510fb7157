/** Where the lines between two rankings begin and end, px below their heads. */
import type { RagPlace } from '../lab/rag/protocol.ts';

/** Of a card, and from one card to the next. */
export const HEIGHT = 44;
export const PITCH = 50;

export interface Joined {
  readonly key: string;
  /** Null: it is further down than the ranking is shown. */
  readonly from: number | null;
  readonly to: number;
}

const middle = (row: number): number => row * PITCH + HEIGHT / 2;

/** @param leg one of the two rankings, as far as it is shown @param rank of a fused place in that leg */
export function joined(
  leg: readonly RagPlace[],
  fused: readonly RagPlace[],
  rank: (place: RagPlace) => number | null,
): readonly Joined[] {
  const rows = new Map(leg.map(({ key }, row) => [key, row]));
  return fused.flatMap((place, to): Joined[] => {
    if (rank(place) === null) return [];
    const row = rows.get(place.key);
    return [{ key: place.key, from: row === undefined ? null : middle(row), to: middle(to) }];
  });
}
