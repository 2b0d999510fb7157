/**
 * Okapi BM25 over an inverted index: idf = ln(1 + (N - n + 0.5) / (n + 0.5)), tf = f / (f + k1 (1 - b + b length / average)).
 * https://learn.microsoft.com/azure/search/index-similarity-and-scoring
 * Statistics are those of the whole index, also where a filter lets only some documents through; lengths are exact, where Lucene
 * rounds those above 40 to a byte.
 */
import { ln } from '../../../engine/arithmetic.ts';
import { type Analyser, termsOf } from './analyse.ts';
import { countsOf, placeOf, type Vocabulary, vocabularyOf } from './vocabulary.ts';

export interface Bm25 {
  /** How soon a repeated term stops adding, 0 to 3. */
  readonly k1: number;
  /** How much a long text is marked down, 0 to 1. */
  readonly b: number;
  /** Whether tf is multiplied by k1 + 1, as Robertson wrote it and Lucene did before 8: the order stays the same. */
  readonly keepsConstant: boolean;
}

/** https://learn.microsoft.com/azure/search/index-ranking-similarity */
export const BM25_DEFAULTS: Bm25 = { k1: 1.2, b: 0.75, keepsConstant: false };

/** Plain data: the postings of term t are the places from[t] to from[t + 1] of `documents` and `counts`. */
export interface TextIndex {
  readonly analyser: Analyser;
  readonly terms: Vocabulary;
  readonly from: Int32Array;
  readonly documents: Int32Array;
  readonly counts: Int32Array;
  /** Terms in each document. */
  readonly lengths: Int32Array;
  readonly averageLength: number;
}

export function textIndexOf(texts: readonly string[], analyser: Analyser = 'standard'): TextIndex {
  const lists = texts.map((text) => termsOf(text, analyser));
  const terms = vocabularyOf(lists);
  const postings: [document: number, count: number][][] = terms.map(() => []);
  lists.forEach((list, document) => {
    for (const [term, count] of countsOf(list)) postings[placeOf(terms, term)]!.push([document, count]);
  });
  const from = new Int32Array(terms.length + 1);
  for (let t = 0; t < terms.length; t++) from[t + 1] = from[t]! + postings[t]!.length;
  const all = postings.flat();
  const lengths = Int32Array.from(lists, (list) => list.length);
  const sum = lengths.reduce((total, length) => total + length, 0);
  return {
    analyser,
    terms,
    from,
    documents: Int32Array.from(all, ([document]) => document),
    counts: Int32Array.from(all, ([, count]) => count),
    lengths,
    averageLength: texts.length === 0 ? 0 : sum / texts.length,
  };
}

/** Rare terms weigh more. @param n documents with the term, of N */
export const idfOf = (N: number, n: number): number => ln(1 + (N - n + 0.5) / (n + 0.5));

function tfOf(count: number, length: number, average: number, { k1, b, keepsConstant }: Bm25): number {
  const tf = count / (count + k1 * (1 - b + (b * length) / average));
  return keepsConstant ? tf * (k1 + 1) : tf;
}

export interface Scored {
  readonly document: number;
  readonly score: number;
}

/** The best first; equal scores in the order of the documents. */
export const bestFirst = (a: Scored, b: Scored): number => b.score - a.score || a.document - b.document;

export const SEARCH_MODES = ['any', 'all'] as const;
export type SearchMode = (typeof SEARCH_MODES)[number];

/** A term of the question that stands in it twice counts twice. @param mode whether one term suffices or all must be there */
export function scoreTexts(
  index: TextIndex,
  question: string,
  bm25: Bm25 = BM25_DEFAULTS,
  mode: SearchMode = 'any',
): Scored[] {
  const N = index.lengths.length;
  const scores = new Float64Array(N);
  const met = new Int32Array(N);
  const wanted = countsOf(termsOf(question, index.analyser));
  for (const [term, times] of wanted) {
    const t = placeOf(index.terms, term);
    if (t < 0) continue;
    const idf = idfOf(N, index.from[t + 1]! - index.from[t]!);
    for (let p = index.from[t]!; p < index.from[t + 1]!; p++) {
      const document = index.documents[p]!;
      const tf = tfOf(index.counts[p]!, index.lengths[document]!, index.averageLength, bm25);
      scores[document]! += times * idf * tf;
      met[document]!++;
    }
  }
  const least = mode === 'all' ? wanted.size : 1;
  const found: Scored[] = [];
  for (let document = 0; document < N; document++) {
    if (met[document]! >= Math.max(1, least)) found.push({ document, score: scores[document]! });
  }
  return found.sort(bestFirst);
}

/** What one term of the question gave to the score of a document. */
export interface Contribution {
  readonly term: string;
  /** In the question. */
  readonly times: number;
  /** Documents with the term, of `of`. */
  readonly documents: number;
  readonly of: number;
  readonly count: number;
  readonly length: number;
  readonly averageLength: number;
  readonly idf: number;
  readonly tf: number;
  readonly score: number;
}

/** The sum of the scores is that of scoreTexts. */
export function explain(
  index: TextIndex,
  question: string,
  document: number,
  bm25: Bm25 = BM25_DEFAULTS,
): Contribution[] {
  const N = index.lengths.length;
  const length = index.lengths[document] ?? 0;
  return [...countsOf(termsOf(question, index.analyser))].map(([term, times]) => {
    const t = placeOf(index.terms, term);
    const documents = t < 0 ? 0 : index.from[t + 1]! - index.from[t]!;
    const count = t < 0 ? 0 : countIn(index, t, document);
    const idf = idfOf(N, documents);
    const tf = count === 0 ? 0 : tfOf(count, length, index.averageLength, bm25);
    const score = times * idf * tf;
    return {
      term,
      times,
      documents,
      of: N,
      count,
      length,
      averageLength: index.averageLength,
      idf,
      tf,
      score,
    };
  });
}

function countIn(index: TextIndex, t: number, document: number): number {
  for (let p = index.from[t]!; p < index.from[t + 1]!; p++) {
    if (index.documents[p] === document) return index.counts[p]!;
  }
  return 0;
}
