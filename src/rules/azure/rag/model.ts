/**
 * A SIMULATED language model, and called so wherever its words are shown. With sources it picks sentences and cites them; without,
 * it speaks from a small prior, fluently and partly wrongly. It follows the instructions of its prompt to the letter, which real
 * models do not; it is as good at reading as the rules of relevance.ts, which is worse than real ones. What is like the real thing
 * is what it cannot know: a fact that retrieval did not bring is not in the answer, or is invented.
 */

import type { Lsa } from '../search/lsa.ts';
import { isInjection, obeyed } from './injection.ts';
import type { Instructions, Prompt } from './prompt.ts';
import { type Candidate, candidatesOf, contentTerms, contradict, likenessOf } from './relevance.ts';
import { headOf, type Tokenizer } from './tokenizer.ts';

/** What the bare model "knows". */
export interface Prior {
  /** Words that must be asked about; none: said when nothing else fits. */
  readonly about: readonly string[];
  readonly says: string;
  /** Only shown behind the answer, never used for it. */
  readonly isTrue: boolean;
}

export interface Model {
  readonly prior: readonly Prior[];
  /** How it knows words of like meaning. */
  readonly lsa: Lsa | null;
  readonly sentencesMost: number;
  /** Share of the question that a sentence must meet to be taken, 0 to 1. */
  readonly least: number;
}

/** Assumptions of this lab, 2026-11. */
export const MODEL_DEFAULTS: Model = { prior: [], lsa: null, sentencesMost: 2, least: 0.6 };

export interface Said {
  /** As it reads, with its citation. */
  readonly text: string;
  /** Without citation and without what introduces it. */
  readonly claim: string;
  /** Numbers of sources. */
  readonly cites: readonly number[];
  readonly from: 'source' | 'prior' | 'injection' | 'nothing';
  /** How well it met the question; 0 where that was not asked. */
  readonly score: number;
}

export interface Answer {
  readonly simulated: true;
  readonly text: string;
  readonly said: readonly Said[];
  /** `length`: max_tokens cut it off. */
  readonly finish: 'stop' | 'length';
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Sources with a sentence that gives orders. */
  readonly injections: readonly { readonly source: number; readonly obeyed: boolean }[];
  /** Pairs of sources that say the same thing with other figures. */
  readonly conflicts: readonly (readonly [number, number])[];
}

export const NOT_FOUND = 'The sources do not say.';
export const NOTHING_KNOWN = 'I do not know.';

export function answerOf(prompt: Prompt, model: Model, tokenizer: Tokenizer): Answer {
  const all = candidatesOf(prompt.question, prompt.sources, model.lsa);
  const orders = all.filter(({ text }) => isInjection(text));
  const follows = orders.length > 0 && !prompt.instructions.delimit;
  const injections = orders.map(({ source }) => ({
    source,
    obeyed: follows && source === orders[0]!.source,
  }));
  const told = follows ? fromInjection(orders[0]!) : null;
  const { said, conflicts } = told ? { said: [told], conflicts: [] } : freely(prompt, model, all);
  return {
    ...cut(said, prompt, tokenizer),
    simulated: true,
    promptTokens: prompt.tokens,
    injections,
    conflicts,
  };
}

function fromInjection({ text }: Candidate): Said {
  const claim = obeyed(text);
  return { text: claim, claim, cites: [], from: 'injection', score: 0 };
}

interface Spoken {
  readonly said: readonly Said[];
  readonly conflicts: Answer['conflicts'];
}

function freely(
  { instructions, question, sources }: Prompt,
  model: Model,
  all: readonly Candidate[],
): Spoken {
  const fit = all.filter(({ text, score }) => score >= model.least && !isInjection(text));
  const picked = pick(fit, model.sentencesMost);
  const remembered = recall(question, model.prior);
  if (picked.length === 0) {
    if (sources.length > 0 && instructions.onlySources) return nothing(NOT_FOUND);
    if (remembered) return { said: [remembered], conflicts: [] };
    return nothing(instructions.sayNotFound && sources.length > 0 ? NOT_FOUND : NOTHING_KNOWN);
  }
  const spoken = inOrder(picked, fit, question, instructions);
  // Nobody told it to keep to the sources: it adds what it believes to know.
  const adds = !instructions.onlySources && remembered ? [remembered] : [];
  return { said: [...spoken.said, ...adds], conflicts: spoken.conflicts };
}

const nothing = (claim: string): Spoken => ({
  said: [{ text: claim, claim, cites: [], from: 'nothing', score: 0 }],
  conflicts: [],
});

/** Those behind the best must come near it. */
const NEAR_THE_BEST = 0.8;
const SAME = 0.9;

/** The best first; the same sentence in two chunks is one. */
function pick(fit: readonly Candidate[], most: number): Candidate[] {
  const ranked = [...fit].sort((a, b) => b.score - a.score || a.source - b.source);
  const picked: Candidate[] = [];
  for (const one of ranked) {
    if (picked.length >= most || one.score < NEAR_THE_BEST * ranked[0]!.score) break;
    if (!picked.some((other) => likenessOf(other.terms, one.terms) >= SAME)) picked.push(one);
  }
  return picked;
}

/** Beside the best sentence stands the one that contradicts it, whatever its rank; told to, the newer goes first. */
function inOrder(
  picked: readonly Candidate[],
  fit: readonly Candidate[],
  question: string,
  { preferNewer, cite }: Instructions,
): Spoken {
  const best = picked[0]!;
  const rival = [...fit].sort((a, b) => b.score - a.score).find((other) => contradict(best, other, question));
  if (!rival) return { said: picked.map((one) => saidOf(one, '', cite)), conflicts: [] };
  const newerFirst = preferNewer && rival.date > best.date;
  const [first, second] = newerFirst ? [rival, best] : [best, rival];
  const rest = picked.filter((one) => one !== first && one !== second);
  const older = preferNewer && second.date < first.date;
  const introduction = older
    ? `An older source, of ${second.date}, has it otherwise: `
    : 'Another source has it otherwise: ';
  return {
    said: [
      saidOf(first, '', cite),
      saidOf(second, introduction, cite),
      ...rest.filter((one) => !contradict(one, first, question)).map((one) => saidOf(one, '', cite)),
    ],
    conflicts: [[first.source, second.source]],
  };
}

function saidOf({ text, source, score }: Candidate, introduction: string, cite: boolean): Said {
  const words = `${introduction}${text}`;
  return {
    text: cite ? `${words} [${source}]` : words,
    claim: text,
    cites: cite ? [source] : [],
    from: 'source',
    score,
  };
}

/** The entry of which the question names the greatest share, half of it at least; then the longer one; then the first. */
function recall(question: string, prior: readonly Prior[]): Said | null {
  const asked = new Set(contentTerms(question));
  let best: Prior | null = null;
  let [bestShare, bestMet] = [0.5, 0];
  for (const one of prior) {
    const about = contentTerms(one.about.join(' '));
    const met = about.filter((term) => asked.has(term)).length;
    const share = about.length === 0 ? 0 : met / about.length;
    if (share < bestShare || (share === bestShare && met <= bestMet)) continue;
    [best, bestShare, bestMet] = [one, share, met];
  }
  best ??= prior.find((one) => one.about.length === 0) ?? null;
  return best && { text: best.says, claim: best.says, cites: [], from: 'prior', score: 0 };
}

/** max_tokens ends an answer in the middle of a word if need be. */
function cut(
  said: readonly Said[],
  { maxTokens }: Prompt,
  tokenizer: Tokenizer,
): Pick<Answer, 'text' | 'said' | 'finish' | 'completionTokens'> {
  const whole = said.map((one) => one.text).join(' ');
  const tokens = tokenizer.count(whole);
  if (tokens <= maxTokens) return { text: whole, said, finish: 'stop', completionTokens: tokens };
  const text = headOf(whole, maxTokens, tokenizer);
  const kept: Said[] = [];
  let at = 0;
  for (const one of said) {
    if (at >= text.length) break;
    const left = text.slice(at, at + one.text.length);
    // What is cut off has lost its citation, and perhaps its point.
    if (left === one.text) kept.push(one);
    else kept.push({ ...one, text: left, claim: left.startsWith(one.claim) ? one.claim : left, cites: [] });
    at += one.text.length + 1;
  }
  return { text, said: kept, finish: 'length', completionTokens: Math.max(0, maxTokens) };
}
