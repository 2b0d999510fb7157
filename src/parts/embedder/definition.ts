/** All of the part but what makes it run: the page knows it without carrying the tokenizer. */
import type { Behaviour } from '../../engine/part.ts';
import { type Because, definePart, type PartDefinition, type WhyAsked } from '../contract.ts';
import { acts, settings } from './settings.ts';
import { type EmbedderView, type Me, type Settings, type State, spec } from './spec.ts';

export const errors = {
  throttled: { code: '429', message: 'The deployment is over its rate limit.', status: 429 },
  invalid: {
    code: 'invalid_request_error',
    message: 'The input has more than 8191 tokens: this model takes no more.',
    status: 400,
  },
} as const;

export function embedderDefinition(
  behaviour: Behaviour<Me, State, Settings>,
  why?: (asked: WhyAsked, view: EmbedderView, name: string) => Because | null,
): PartDefinition {
  return definePart({
    title: 'Embedding deployment',
    says: 'Turns texts into vectors, so that what means the same comes out near; here by counting words, not by a trained model.',
    charted: 'quotaUsed',
    portrait: { up: 1, quotaUsed: 41_000, chunks: 60 },
    spec,
    settings,
    desk: { about: 'retrieval', decides: { dimensions: 'dimensions' } },
    acts,
    errors,
    behaviour,
    ...(why && { why }),
    cost: (s, { tokens }) => [{ what: `${tokens} tokens embedded`, usd: (tokens * s.pricePerMillion) / 1e6 }],
    status: ({ metrics, rates }) => {
      if (metrics.up === 0) return { mood: 'down', word: 'down' };
      if (rates.throttled > 0) return { mood: 'throttled', word: '429' };
      if (rates.failed > 0) return { mood: 'failing', word: 'failing' };
      return metrics.open > 0 ? { mood: 'busy', word: 'embedding' } : { mood: 'calm', word: 'idle' };
    },
  });
}
