/**
 * How well a sentence of a source answers a question, in the eyes of the simulated model: the share of the question's weight
 * that it meets, by words or by their meaning. Nothing here is a language model; it is a rule, and it is written down.
 */
import { ln } from '../../../engine/arithmetic.ts';
import { termsOf } from '../search/analyse.ts';
import { idfIn, type Lsa, likenessOfTerms } from '../search/lsa.ts';
import { fitOf, wantedBy } from './figures.ts';
import type { Source } from './prompt.ts';
import { sentencesOf } from './sentences.ts';

export interface Candidate {
  /** Of its source in the prompt, from 1. */
  readonly source: number;
  readonly scroll: string;
  readonly date: string;
  readonly text: string;
  /** Stemmed, each once. */
  readonly terms: ReadonlySet<string>;
  /** Share of the question that its own words meet; and, with what stands around it, how well it fits. 0 to 1. */
  readonly own: number;
  readonly score: number;
}

/** What a text is about: its words without the little ones, stemmed, each once. */
export const contentTerms = (text: string): string[] => [...new Set(termsOf(text, 'content'))];

/** Where a word of the question stands counts: in the sentence, in the title, in the sentence before, earlier in the chunk. */
const IN_TITLE = 0.75;
const IN_SENTENCE_BEFORE = 0.6;
const EARLIER = 0.4;
/** A sentence without the figure that is asked for hardly answers; one that has it needs fewer of the question's words. */
const LACKS_FIGURE = 0.6;
const HAS_FIGURE = 0.4;

/** Words that are used alike count as far as they are, from here on. */
const ALIKE_LEAST = 0.6;
/** The rank of a source counts a little: of two that say it as well, the better hit is taken. */
const BY_RANK = 0.01;

/** 0 to 1. */
function meets(term: string, own: ReadonlySet<string>, around: Around, lsa: Lsa | null): number {
  if (own.has(term)) return 1;
  let best = around.title.has(term) ? IN_TITLE : around.before.has(term) ? IN_SENTENCE_BEFORE : 0;
  if (best === 0 && around.earlier.has(term)) best = EARLIER;
  if (lsa === null) return best;
  for (const other of own) {
    const like = likenessOfTerms(lsa, term, other);
    if (like >= ALIKE_LEAST && like > best) best = like;
  }
  return best;
}

interface Around {
  readonly title: ReadonlySet<string>;
  readonly before: ReadonlySet<string>;
  readonly earlier: ReadonlySet<string>;
}

/** Sentences of all sources, scored. @param lsa how the model knows words of like meaning; without it, words must be the same */
export function candidatesOf(question: string, sources: readonly Source[], lsa: Lsa | null): Candidate[] {
  const rows = sources.flatMap((source, i) => {
    const title = new Set(contentTerms(source.title));
    const earlier = new Set<string>();
    let before = new Set<string>();
    return sentencesOf(source.text).map((text) => {
      const terms = new Set(contentTerms(text));
      const around = { title, before, earlier: new Set(earlier) };
      for (const term of before) earlier.add(term);
      before = terms;
      return { source: i + 1, scroll: source.scroll, date: source.date, text, terms, around };
    });
  });
  const asked = contentTerms(question).map((term) => ({ term, weight: weightOf(term, rows, lsa) }));
  const all = asked.reduce((sum, { weight }) => sum + weight, 0);
  const wanted = wantedBy(question);
  return rows.map(({ around, ...row }) => {
    let met = 0;
    let own = 0;
    for (const { term, weight } of asked) {
      met += weight * meets(term, row.terms, around, lsa);
      if (row.terms.has(term)) own += weight;
    }
    const share = all === 0 ? 0 : met / all;
    const fit = fitOf(wanted, row.text);
    const fitted =
      fit === 'has' ? share + (1 - share) * HAS_FIGURE : share * (fit === 'lacks' ? LACKS_FIGURE : 1);
    return { ...row, own: all === 0 ? 0 : own / all, score: fitted * (1 - BY_RANK * (row.source - 1)) };
  });
}

export const asksFigure = (question: string): boolean => wantedBy(question).is !== 'nothing';

/** A rare word says more, and by the square: rare in the library where that is known, else among the sentences at hand. */
function weightOf(
  term: string,
  rows: readonly { readonly terms: ReadonlySet<string> }[],
  lsa: Lsa | null,
): number {
  const idf = lsa ? idfIn(lsa, term) : idfAmong(term, rows);
  return idf * idf;
}

function idfAmong(term: string, rows: readonly { readonly terms: ReadonlySet<string> }[]): number {
  const n = rows.reduce((count, row) => count + (row.terms.has(term) ? 1 : 0), 0);
  return ln(1 + (rows.length - n + 0.5) / (n + 0.5));
}

/** Share of the terms of both that both have. */
export function likenessOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const term of a) if (b.has(term)) both++;
  return both === 0 ? 0 : both / (a.size + b.size - both);
}

const NUMBER = /\d+(?:[.,:]\d+)*/g;
export const numbersOf = (text: string): ReadonlySet<string> => new Set(text.match(NUMBER) ?? []);

/**
 * Two sentences of different scrolls, each with a number that the other lacks, that say the same thing otherwise: most of their words
 * are the same, or both answer a question for a figure in their own words.
 */
export function contradict(a: Candidate, b: Candidate, question: string): boolean {
  if (a.scroll === b.scroll) return false;
  const [x, y] = [numbersOf(a.text), numbersOf(b.text)];
  if (![...x].some((n) => !y.has(n)) || ![...y].some((n) => !x.has(n))) return false;
  if (likenessOf(wordsOf(a), wordsOf(b)) >= SAME_WORDS) return true;
  return asksFigure(question) && Math.min(a.own, b.own) >= ANSWERS;
}
const SAME_WORDS = 0.4;
const ANSWERS = 0.75;
const wordsOf = ({ terms }: Candidate): ReadonlySet<string> =>
  new Set([...terms].filter((term) => !/\d/.test(term)));
