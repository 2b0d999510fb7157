/** Anybody's answer, taken apart: its sentences, the sources that they cite, and what those really say. By the rules of measure.ts. */
import type { RagPrompt, RagSentence } from '../../lab/rag/protocol.ts';
import { groundednessOf } from '../../rules/azure/rag/measure.ts';
import { sentencesOf } from '../../rules/azure/rag/sentences.ts';

/** [1], [1, 2], [doc1] or 【1】; several in a row as well. */
const CITATIONS = /[[【]\s*(?:doc|source)?\s*\d{1,3}(?:\s*,\s*(?:doc|source)?\s*\d{1,3})*\s*[\]】]/gi;
const LEADING = new RegExp(`^(?:${CITATIONS.source}\\s*)+[.!?]?`, 'i');
/** That nothing was found is no claim, however it is put. */
const NOTHING =
  /\b(?:(?:was|were|is|are) not (?:found|there|given|mentioned|stated|specified|provided|available)|(?:do|does|did) not (?:say|have|mention|contain|state|specify|provide|know)|don['’]t (?:say|know|have)|no (?:information|mention|answer)|(?:cannot|could not|can['’]t|couldn['’]t) (?:find|answer|be found|say))\b/i;
const HAS_WORDS = /[\p{L}\p{N}]/u;
const ANSWER_LETTERS_MOST = 100_000;

export interface Spoken {
  readonly sentences: readonly RagSentence[];
  readonly grounded: number | null;
  readonly cited: number | null;
}

interface Sentence {
  readonly text: string;
  readonly claim: string;
  readonly cites: readonly number[];
}

/** @param text as far as it came */
export function spokenOf(text: string, { pieces }: Pick<RagPrompt, 'pieces'>): Spoken {
  const sources = pieces.filter(({ is }) => is === 'source');
  const said = sentences(text.slice(0, ANSWER_LETTERS_MOST)).map((one) => ({
    ...one,
    from: NOTHING.test(one.claim) && one.cites.length === 0 ? ('nothing' as const) : ('source' as const),
  }));
  const grounds = groundednessOf(
    said,
    sources.map((source) => source.text),
  );
  const isOpen = (number: number) => sources.find((source) => source.number === number)?.mayRead ?? true;
  return {
    grounded: grounds.share,
    cited: grounds.citedShare,
    sentences: said.map(({ text: words, from, cites }, i) => {
      const under = grounds.sentences[i] ?? null;
      const supportedBy = under?.supportedBy ?? [];
      return {
        text: words,
        from,
        cites: cites.filter((number) => number >= 1 && number <= sources.length),
        supportedBy,
        isUngrounded: under !== null && supportedBy.length === 0,
        isCitedRightly: under?.isCitedRightly ?? false,
        leaks: supportedBy.length > 0 && supportedBy.every((number) => !isOpen(number)),
      };
    }),
  };
}

/** A citation behind the point of a sentence belongs to that sentence. */
function sentences(text: string): readonly Sentence[] {
  const found: { text: string; cites: number[] }[] = [];
  for (const raw of sentencesOf(text)) {
    const leading = LEADING.exec(raw)?.[0] ?? '';
    const before = found.at(-1);
    if (leading !== '' && before) {
      before.text += ` ${leading.trim()}`;
      before.cites.push(...numbersIn(leading));
    }
    const rest = (before ? raw.slice(leading.length) : raw).trim();
    if (HAS_WORDS.test(rest.replace(CITATIONS, ''))) found.push({ text: rest, cites: numbersIn(rest) });
  }
  return found.map(({ text: words, cites }) => ({
    text: words,
    claim: words.replace(CITATIONS, ' ').replace(/[*_`]/g, '').trim(),
    cites: [...new Set(cites)],
  }));
}

function numbersIn(text: string): number[] {
  return [...text.matchAll(CITATIONS)].flatMap((match) =>
    [...match[0].matchAll(/\d+/g)].map((number) => Number(number[0])),
  );
}
