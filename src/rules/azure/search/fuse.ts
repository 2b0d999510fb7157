/**
 * Reciprocal rank fusion: a document's score is the sum over the legs of weight / (k + rank), ranks from 1.
 * Cormack, Clarke and Buettcher 2009; https://learn.microsoft.com/azure/search/hybrid-search-ranking
 */

export interface Leg {
  /** Documents, the best first, each once. */
  readonly documents: readonly number[];
  readonly weight: number;
}

export interface Fused {
  readonly document: number;
  readonly score: number;
  /** In each leg, from 1; null where the leg does not have it. */
  readonly ranks: readonly (number | null)[];
}

export const RRF_K = 60;

/**
 * Ties: the better best rank wins, then the document that was indexed first. Azure states no rule of its own.
 * The parts of a sum are added from the largest down, so that the order of the legs changes not one bit.
 */
export function fuse(legs: readonly Leg[], k: number = RRF_K): Fused[] {
  const ranks = new Map<number, (number | null)[]>();
  legs.forEach((leg, l) => {
    leg.documents.forEach((document, i) => {
      const row = ranks.get(document) ?? legs.map(() => null);
      row[l] ??= i + 1;
      ranks.set(document, row);
    });
  });
  return [...ranks]
    .map(([document, row]) => {
      const parts = row.flatMap((rank, l) => (rank === null ? [] : [legs[l]!.weight / (k + rank)]));
      const score = parts.sort((a, b) => b - a).reduce((sum, part) => sum + part, 0);
      return { document, score, ranks: row };
    })
    .sort((a, b) => b.score - a.score || bestRank(a) - bestRank(b) || a.document - b.document);
}

const bestRank = ({ ranks }: Fused): number => Math.min(...ranks.map((rank) => rank ?? Infinity));
