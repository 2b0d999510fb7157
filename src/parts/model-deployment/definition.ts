/** All of the part but what makes it run: the page knows it without carrying the tokenizer. */
import type { Behaviour } from '../../engine/part.ts';
import { contextLengthExceeded } from '../../rules/azure/rag/prompt.ts';
import { type Because, definePart, type PartDefinition, type WhyAsked } from '../contract.ts';
import { acts, settings } from './settings.ts';
import { type Me, type ModelView, type Settings, type State, spec } from './spec.ts';

export const errors = {
  throttled: { code: '429', message: 'The deployment is over its rate limit.', status: 429 },
  invalid: contextLengthExceeded(8192, 8192, 1),
} as const;

export function modelDefinition(
  behaviour: Behaviour<Me, State, Settings>,
  why?: (asked: WhyAsked, view: ModelView, name: string) => Because | null,
): PartDefinition {
  return definePart({
    title: 'Azure OpenAI deployment',
    says: 'A simulated model behind real quotas: it picks sentences from its sources, and without any says what it believes.',
    charted: 'quotaUsed',
    portrait: { up: 1, open: 2, quotaUsed: 64_000, answered: 9, utilisation: 0.5 },
    spec,
    settings,
    desk: { about: 'retrieval', decides: { prior: 'prior' } },
    acts,
    errors,
    behaviour,
    ...(why && { why }),
    status: ({ metrics, rates }) => {
      if (metrics.up === 0) return { mood: 'down', word: 'down' };
      if (rates.failed > 0) return { mood: 'failing', word: 'failing' };
      if (rates.tooLong > 0) return { mood: 'failing', word: 'too long: 400' };
      if (rates.throttled > rates.answered) return { mood: 'failing', word: '429' };
      if (rates.throttled > 0) return { mood: 'throttled', word: 'some 429' };
      return metrics.open > 0 ? { mood: 'busy', word: 'answering' } : { mood: 'calm', word: 'idle' };
    },
    cost: (s, { promptTokens, answerTokens }, seconds) =>
      s.billing === 'PTU'
        ? [
            {
              what: `${s.PTU} units for ${Math.round(seconds)} s`,
              usd: (s.PTU * s.pricePerPTUHour * seconds) / 3600,
            },
          ]
        : [
            { what: `${promptTokens} tokens of prompts`, usd: (promptTokens * s.pricePerMillionIn) / 1e6 },
            { what: `${answerTokens} tokens of answers`, usd: (answerTokens * s.pricePerMillionOut) / 1e6 },
          ],
  });
}
