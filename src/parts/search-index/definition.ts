/** All of the part but what makes it run. */
import type { Behaviour } from '../../engine/part.ts';
import { type Because, definePart, type PartDefinition, type WhyAsked } from '../contract.ts';
import { acts, settings } from './settings.ts';
import { type IndexView, type Me, type Settings, type State, spec } from './spec.ts';

export function indexDefinition(
  behaviour: Behaviour<Me, State, Settings>,
  why?: (asked: WhyAsked, view: IndexView, name: string) => Because | null,
): PartDefinition {
  return definePart({
    title: 'AI Search index',
    says: 'Finds chunks by their words, by their meaning, or by both, among those that the reader may open.',
    shelf: 'stores',
    charted: 'chunks',
    portrait: { up: 1, chunks: 65, scrolls: 60, foundByText: 3, foundByVector: 4, foundByBoth: 8 },
    spec,
    settings,
    desk: {
      about: 'retrieval',
      decides: { mode: 'mode', k1: 'k1', b: 'b', rrfK: 'k', filter: 'securityFilter', found: 'top' },
    },
    acts,
    behaviour,
    ...(why && { why }),
    status: ({ metrics, rates }) => {
      if (metrics.up === 0) return { mood: 'down', word: 'down' };
      if (rates.failed > 0 && rates.failed >= rates.searches) return { mood: 'failing', word: 'failing' };
      if (rates.failed > 0) return { mood: 'throttled', word: 'failing some' };
      if (rates.written + rates.removed > 0) return { mood: 'busy', word: 'indexing' };
      return metrics.open > 0 ? { mood: 'busy', word: 'searching' } : { mood: 'calm', word: 'idle' };
    },
  });
}
