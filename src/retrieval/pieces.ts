/** A scroll's text, cut at every border of a chunk. */
import type { RagChunk } from '../lab/rag/protocol.ts';

export interface Piece {
  readonly from: number;
  readonly to: number;
  /** How many chunks have it: two or more overlap there, none only where chunks are not known yet. */
  readonly depth: number;
  /** Chunks that begin here. */
  readonly begins: readonly RagChunk[];
  /** Whether the chosen chunk has it. */
  readonly isChosen: boolean;
}

/** @param chunks of one scroll, in order */
export function piecesOf(
  length: number,
  chunks: readonly RagChunk[],
  chosen: string | null,
): readonly Piece[] {
  const borders = new Set([0, length]);
  for (const { from, to } of chunks) {
    borders.add(from);
    borders.add(to);
  }
  const places = [...borders].filter((place) => place <= length).sort((a, b) => a - b);
  const begins = new Map<number, RagChunk[]>();
  for (const one of chunks) begins.set(one.from, [...(begins.get(one.from) ?? []), one]);
  let first = 0;
  return places.slice(1).map((to, i) => {
    const from = places[i]!;
    // Both ends of chunks only grow, so those that are over lie in front.
    while (first < chunks.length && chunks[first]!.to <= from) first++;
    let depth = 0;
    let isChosen = false;
    for (let c = first; c < chunks.length && chunks[c]!.from <= from; c++) {
      depth++;
      isChosen ||= chunks[c]!.key === chosen;
    }
    return { from, to, depth, begins: begins.get(from) ?? [], isChosen };
  });
}
