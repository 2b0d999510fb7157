/**
 * The nearest vectors by cosine, found by looking at all of them: exhaustiveKnn. Azure AI Search may keep an HNSW graph instead
 * (m, efConstruction, efSearch), which looks at fewer and now and then misses one; over a library of some hundred passages
 * the exhaustive search is as fast, and it is the answer that HNSW comes near to. https://learn.microsoft.com/azure/search/vector-search-ranking
 */
import { bestFirst } from './bm25.ts';

export interface Near {
  readonly document: number;
  readonly cosine: number;
  /** @search.score = 1 / (1 + cosine distance): 1/3 to 1. */
  readonly score: number;
}

/** 0 where one of them is nothing at all. */
export function cosineOf(a: Float64Array, b: Float64Array): number {
  let dot = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!;
    aa += a[i]! * a[i]!;
    bb += b[i]! * b[i]!;
  }
  if (aa === 0 || bb === 0) return 0;
  // Rounding may carry it past one.
  return Math.max(-1, Math.min(1, dot / (Math.sqrt(aa) * Math.sqrt(bb))));
}

export const scoreOfCosine = (cosine: number): number => 1 / (1 + (1 - cosine));

const isNothing = (vector: Float64Array): boolean => vector.every((x) => x === 0);

/**
 * The k nearest of those that are allowed, the nearest first. A vector of zeros has no direction: it is near nothing, and nothing
 * is near it. @param allowed whether a document may be looked at, by its number; all may without it
 */
export function nearest(
  vectors: readonly Float64Array[],
  to: Float64Array,
  k: number,
  allowed?: readonly boolean[],
): Near[] {
  if (isNothing(to)) return [];
  const found: Near[] = [];
  vectors.forEach((vector, document) => {
    if (allowed?.[document] === false || isNothing(vector)) return;
    const cosine = cosineOf(vector, to);
    found.push({ document, cosine, score: scoreOfCosine(cosine) });
  });
  return found.sort(bestFirst).slice(0, Math.max(0, k));
}
