import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { Episode } from './episode.ts';
import type { EpisodeState } from './state.ts';

export const EpisodeContext = createContext<Episode | null>(null);

export function useEpisode(): Episode {
  const episode = use(EpisodeContext);
  if (!episode) throw new Error('No episode stands around this.');
  return episode;
}

/** @param select must return the same value while nothing has changed */
export function useTold<T>(select: (state: EpisodeState) => T): T {
  return useStore(useEpisode().store, select);
}
