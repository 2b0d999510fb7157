/**
 * How good retrieval and answers are, against questions whose sources are known: recall, precision, reciprocal rank and nDCG for
 * what was found; groundedness and completeness for what was said. All by counting; nobody is asked for a judgement.
 */
import { ln } from '../../../engine/arithmetic.ts';
import { contentTerms, numbersOf } from './relevance.ts';

export interface Retrieval {
  /** Share of the known sources that are among the first k. */
  readonly recall: number;
  /** Share of the first k places that hold a known source. */
  readonly precision: number;
  /** 1 / rank of the first known source; 0 where none is among the first k. */
  readonly reciprocalRank: number;
  /** Normalised discounted cumulative gain: known sources far up count more. */
  readonly ndcg: number;
}

/**
 * @param ranked scrolls of the chunks that were found, the best first; a scroll may come more than once, and gains once
 * @param known those that answer the question; one at least
 */
export function retrievalAt(ranked: readonly string[], known: readonly string[], k: number): Retrieval {
  const wanted = new Set(known);
  const first = ranked.slice(0, k);
  const seen = new Set<string>();
  let places = 0;
  let gain = 0;
  let reciprocalRank = 0;
  first.forEach((scroll, i) => {
    if (!wanted.has(scroll)) return;
    places++;
    reciprocalRank ||= 1 / (i + 1);
    if (!seen.has(scroll)) gain += discountAt(i + 1);
    seen.add(scroll);
  });
  let ideal = 0;
  for (let rank = 1; rank <= Math.min(k, wanted.size); rank++) ideal += discountAt(rank);
  return {
    recall: wanted.size === 0 ? 0 : seen.size / wanted.size,
    precision: k > 0 ? places / k : 0,
    reciprocalRank,
    ndcg: ideal === 0 ? 0 : gain / ideal,
  };
}

/** 1 / log2(rank + 1). */
const discountAt = (rank: number): number => Math.LN2 / ln(rank + 1);

/** Over questions: recall@k, precision@k, MRR and nDCG@k. */
export function meanRetrieval(all: readonly Retrieval[]): Retrieval {
  const mean = (of: (one: Retrieval) => number) =>
    all.length === 0 ? 0 : all.reduce((sum, one) => sum + of(one), 0) / all.length;
  return {
    recall: mean((one) => one.recall),
    precision: mean((one) => one.precision),
    reciprocalRank: mean((one) => one.reciprocalRank),
    ndcg: mean((one) => one.ndcg),
  };
}

/** A chunk supports a sentence when it has this share of the sentence's words and all of its numbers. */
export const SUPPORT_LEAST = 0.8;

export function supports(chunk: string, sentence: string): boolean {
  const there = numbersOf(chunk);
  for (const number of numbersOf(sentence)) if (!there.has(number)) return false;
  const terms = contentTerms(sentence);
  const known = new Set(contentTerms(chunk));
  const met = terms.filter((term) => known.has(term)).length;
  return terms.length > 0 && met >= SUPPORT_LEAST * terms.length;
}

/** What a sentence of an answer rests on. */
export interface Grounds {
  /** Numbers of the chunks that support it, from 1. */
  readonly supportedBy: readonly number[];
  /** Whether one of those that it cites does. */
  readonly isCitedRightly: boolean;
}

export interface Groundedness {
  /** Share of the sentences that some chunk supports; null for an answer that claims nothing. */
  readonly share: number | null;
  /** Share of the sentences with a citation that holds. */
  readonly citedShare: number | null;
  /** One for each sentence; null for one that claims nothing. */
  readonly sentences: readonly (Grounds | null)[];
}

/** @param said `nothing` marks "not found": it claims nothing. @param chunks what was retrieved, in the order of its numbers */
export function groundednessOf(
  said: readonly { readonly claim: string; readonly cites: readonly number[]; readonly from: string }[],
  chunks: readonly string[],
): Groundedness {
  const sentences = said.map(({ claim, cites, from }): Grounds | null => {
    if (from === 'nothing') return null;
    const supportedBy = chunks.flatMap((chunk, i) => (supports(chunk, claim) ? [i + 1] : []));
    return { supportedBy, isCitedRightly: cites.some((number) => supportedBy.includes(number)) };
  });
  const claims = sentences.filter((one) => one !== null);
  const share = (is: (one: Grounds) => boolean) =>
    claims.length === 0 ? null : claims.filter(is).length / claims.length;
  return {
    share: share((one) => one.supportedBy.length > 0),
    citedShare: share((one) => one.isCitedRightly),
    sentences,
  };
}

/** How much of the right answer an answer has: share of its words; nothing where one of its numbers is missing. */
export function completenessOf(answer: string, right: string): number {
  const there = numbersOf(answer);
  for (const number of numbersOf(right)) if (!there.has(number)) return 0;
  const terms = contentTerms(right);
  const said = new Set(contentTerms(answer));
  return terms.length === 0 ? 1 : terms.filter((term) => said.has(term)).length / terms.length;
}
