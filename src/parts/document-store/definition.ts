/** All of the part but what makes it run. */
import type { Behaviour } from '../../engine/part.ts';
import { readLibrary } from '../../rules/azure/rag/library.ts';
import { definePart, type PartDefinition } from '../contract.ts';
import { acts, settings } from './settings.ts';
import { type Me, type Settings, type State, spec } from './spec.ts';

export function storeDefinition(behaviour: Behaviour<Me, State, Settings>): PartDefinition {
  return definePart({
    title: 'Document store',
    says: 'Scrolls on a shelf, and an indexer that looks now and then what has changed.',
    shelf: 'stores',
    charted: 'stale',
    portrait: { scrolls: 14, indexed: 11, stale: 3 },
    spec,
    settings,
    desk: { about: 'retrieval', decides: { library: 'library' } },
    acts,
    behaviour,
    check: ({ library, heldBack }) => {
      const read = readLibrary(library);
      if (!read.ok) return [{ setting: 'library', expected: read.expected }];
      const lost = idsOf(heldBack).find((id) => !read.value.some((scroll) => scroll.id === id));
      return lost === undefined
        ? []
        : [{ setting: 'heldBack', expected: `ids of scrolls in the library; there is no ${lost}` }];
    },
    status: ({ metrics }) => {
      if (metrics.open > 0) return { mood: 'busy', word: 'crawling' };
      if (metrics.stale > 0) return { mood: 'throttled', word: 'index is stale' };
      return { mood: 'calm', word: metrics.indexed > 0 ? 'indexed' : 'idle' };
    },
  });
}

export const idsOf = (written: string | null): string[] =>
  (written ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
