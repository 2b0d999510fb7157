/** From what was found to the prompt, and from the prompt to what the simulated model says, with its grounds. */
import { type Chunk, keyOf } from '../../rules/azure/rag/chunks.ts';
import { isInjection } from '../../rules/azure/rag/injection.ts';
import { mayRead } from '../../rules/azure/rag/library.ts';
import { completenessOf, type Groundedness, groundednessOf } from '../../rules/azure/rag/measure.ts';
import { answerOf, MODEL_DEFAULTS, type Said } from '../../rules/azure/rag/model.ts';
import {
  messagesOf,
  OVERHEAD_TOKENS,
  type Prompt,
  type PromptBuilt,
  promptOf,
  type Source,
} from '../../rules/azure/rag/prompt.ts';
import { sentencesOf } from '../../rules/azure/rag/sentences.ts';
import { CL100K } from '../../rules/azure/rag/tokens.ts';
import type { Lsa } from '../../rules/azure/search/lsa.ts';
import type { Opened } from './opened.ts';
import type { QuerySettings, RagAnswer, RagPiece, RagPrompt } from './protocol.ts';
import { groupsOf } from './retrieve.ts';

/** @param found the chunks of the search, the best first */
export function sourcesFor(
  { scrolls, byId }: Opened,
  settings: QuerySettings,
  found: readonly Chunk[],
): readonly Source[] {
  switch (settings.sources) {
    case 'none':
      return [];
    case 'everything':
      return scrolls.map(({ id, title, date, body }) => ({ key: id, scroll: id, title, date, text: body }));
    case 'found':
      return found.map((chunk) => {
        const { title, date } = byId.get(chunk.scroll)!;
        return { key: keyOf(chunk), scroll: chunk.scroll, title, date, text: chunk.text };
      });
  }
}

/** Whoever sends everything does so without counting; the search's finds are cut to what fits. */
export function built(
  { sources: from, instructions, contextWindow, maxTokens }: QuerySettings,
  sources: readonly Source[],
  question: string,
): PromptBuilt {
  const whenTooLong = from === 'everything' ? 'refuse' : 'drop';
  return promptOf({ instructions, sources, question, contextWindow, maxTokens, whenTooLong }, CL100K);
}

export function promptView(
  opened: Opened,
  settings: QuerySettings,
  sources: readonly Source[],
  question: string,
  groups: readonly string[],
): { readonly prompt: Prompt | null; readonly view: RagPrompt } {
  const made = built(settings, sources, question);
  // What was refused is shown all the same, as long as it is.
  const whole = made.ok ? made : built({ ...settings, contextWindow: Infinity }, sources, question);
  if (!whole.ok) throw new Error(whole.error.message);
  const { pieces, sources: kept, dropped, tokens, maxTokens } = whole.prompt;
  const asked = groupsOf(groups);
  const view = {
    pieces: pieces.map((piece): RagPiece => {
      const source = piece.number === null ? null : kept[piece.number - 1]!;
      return {
        ...piece,
        key: source?.key ?? null,
        title: source?.title ?? null,
        mayRead: source === null || mayRead(opened.byId.get(source.scroll)!, asked),
        orders: source !== null && sentencesOf(source.text).some(isInjection),
      };
    }),
    messages: messagesOf(whole.prompt),
    overhead: OVERHEAD_TOKENS,
    tokens,
    maxTokens,
    contextWindow: settings.contextWindow,
    dropped: dropped.map(({ title }) => title),
    error: made.ok ? null : made.error,
  };
  return { prompt: made.ok ? made.prompt : null, view };
}

export interface Spoken {
  readonly said: readonly Said[];
  readonly grounds: Groundedness;
  readonly text: string;
  readonly answer: ReturnType<typeof answerOf>;
}

export function spoken({ examination }: Opened, lsa: Lsa, prompt: Prompt): Spoken {
  const answer = answerOf(prompt, { ...MODEL_DEFAULTS, prior: examination.prior, lsa }, CL100K);
  const texts = prompt.sources.map((source) => source.text);
  return { said: answer.said, grounds: groundednessOf(answer.said, texts), text: answer.text, answer };
}

export function answerView(
  { said, grounds, answer }: Spoken,
  { pieces }: Pick<RagPrompt, 'pieces'>,
): RagAnswer {
  const isOpen = (number: number) => pieces.find((piece) => piece.number === number)?.mayRead ?? true;
  return {
    sentences: said.map(({ text, from, cites }, i) => {
      const under = grounds.sentences[i] ?? null;
      const supportedBy = under?.supportedBy ?? [];
      // A sentence that also an open source has gives nothing away.
      const isHidden = supportedBy.length > 0 && supportedBy.every((number) => !isOpen(number));
      return {
        text,
        from,
        cites,
        supportedBy,
        isUngrounded: under !== null && supportedBy.length === 0,
        isCitedRightly: under?.isCitedRightly ?? false,
        leaks: isHidden,
      };
    }),
    grounded: grounds.share,
    cited: grounds.citedShare,
    finish: answer.finish,
    promptTokens: answer.promptTokens,
    completionTokens: answer.completionTokens,
    injections: answer.injections,
    conflicts: answer.conflicts,
  };
}

/** How much of the right answer was said. "Not found" is right where no source answers, and only there. */
export function completeness(
  { said, text }: Pick<Spoken, 'said' | 'text'>,
  { answer, sources }: { readonly answer: string; readonly sources: readonly string[] },
): number {
  const saysNothing = said.every(({ from }) => from === 'nothing');
  if (sources.length === 0) return saysNothing ? 1 : 0;
  return saysNothing ? 0 : completenessOf(text, answer);
}
