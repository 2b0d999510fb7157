/** What was found and what is asked, on one sheet. The same question and the same sources make the same sheet. */
import { type Instructions, messagesOf, type PromptRequest, promptOf } from '../../rules/azure/rag/prompt.ts';
import { CL100K } from '../../rules/azure/rag/tokens.ts';
import type { ServiceError } from '../../rules/serviceError.ts';
import type { FoundSource, PromptLetter } from '../ragContents.ts';
import { rememberingBy } from '../remembered.ts';
import type { Settings } from './spec.ts';

export type Sheet =
  | { readonly ok: true; readonly letter: PromptLetter }
  | { readonly ok: false; readonly error: ServiceError; readonly tokens: number };

/** As long as prompts get that are sent whether they fit or not. */
const ANY_LENGTH = Number.MAX_SAFE_INTEGER;
const NO_SOURCES: readonly FoundSource[] = [];
/** Sheets that are kept for what one search found. */
const SHEETS_MOST = 256;

export const instructionsOf = (s: Settings): Instructions => {
  const keeps = s.instructions !== 'answer';
  return { onlySources: keeps, sayNotFound: keeps, cite: true, preferNewer: true, delimit: s.delimits };
};

interface Asked {
  readonly question: string;
  readonly s: Settings;
}

const made = rememberingBy(
  SHEETS_MOST,
  (found: readonly FoundSource[], { question, s }: Asked): Sheet => {
    const drops = s.whenTooLong === 'leave sources out';
    const request: PromptRequest = {
      instructions: instructionsOf(s),
      sources: s.wholeLibrary ? found : found.slice(0, s.top),
      question,
      contextWindow: drops ? s.contextWindow : ANY_LENGTH,
      maxTokens: s.maxTokens,
      whenTooLong: drops ? 'drop' : 'refuse',
    };
    const built = promptOf(request, CL100K);
    if (!built.ok) return built;
    const { prompt } = built;
    const [system, user] = messagesOf(prompt);
    return {
      ok: true,
      letter: {
        body: `${system!.content}\n${user!.content}`,
        prompt: {
          // The rules keep the very objects that they were given.
          sources: prompt.sources as readonly FoundSource[],
          dropped: prompt.dropped.length,
          instructions: prompt.instructions,
          question: prompt.question,
          tokens: prompt.tokens,
          maxTokens: prompt.maxTokens,
        },
      },
    };
  },
  ({ question, s }) =>
    [
      s.top,
      s.instructions,
      s.delimits,
      s.wholeLibrary,
      s.maxTokens,
      s.contextWindow,
      s.whenTooLong,
      question,
    ].join(' '),
);

/** @param found the best first; null where nobody looked */
export const sheetOf = (found: readonly FoundSource[] | null, question: string, s: Settings): Sheet =>
  made(found ?? NO_SOURCES, { question, s });
