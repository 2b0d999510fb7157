/** All of the part but what makes it run: the page knows it without carrying the tokenizer. */
import type { Behaviour } from '../../engine/part.ts';
import { type Because, definePart, type PartDefinition, type WhyAsked } from '../contract.ts';
import { settings } from './settings.ts';
import { type BuilderView, type Me, type Settings, type State, spec } from './spec.ts';

export function builderDefinition(
  behaviour: Behaviour<Me, State, Settings>,
  why?: (asked: WhyAsked, view: BuilderView, name: string) => Because | null,
): PartDefinition {
  return definePart({
    title: 'Prompt builder',
    says: 'Puts instructions, what a search found and the question on one sheet, and sends it to a model.',
    charted: 'promptSize',
    portrait: { open: 2, promptSize: 3400, prompts: 4, sources: 20 },
    spec,
    settings,
    desk: {
      about: 'retrieval',
      decides: {
        top: 'top',
        instructions: 'instructions',
        delimit: 'delimits',
        wholeLibrary: 'wholeLibrary',
        contextWindow: 'contextWindow',
        maxTokens: 'maxTokens',
      },
    },
    behaviour,
    ...(why && { why }),
    check: ({ maxTokens, contextWindow }) =>
      maxTokens < contextWindow
        ? []
        : [
            {
              setting: 'maxTokens',
              expected: `less than contextWindow (${contextWindow}): the prompt needs room, too`,
            },
          ],
    status: ({ metrics, rates }) => {
      if (rates.tooLong > 0) return { mood: 'failing', word: 'too long' };
      if (rates.failed > 0 && rates.failed >= rates.answered) return { mood: 'failing', word: 'failing' };
      if (rates.failed > 0) return { mood: 'throttled', word: 'some fail' };
      if (metrics.waiting > 0) return { mood: 'throttled', word: 'told to wait' };
      return metrics.open > 0 ? { mood: 'busy', word: 'asking' } : { mood: 'calm', word: 'idle' };
    },
  });
}
