import { createContext, use, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Player } from './player.ts';
import type { PlayerState } from './state.ts';

export const PlayerContext = createContext<Player | null>(null);

export function usePlayer(): Player {
  const player = use(PlayerContext);
  if (!player) throw new Error('No player stands around this.');
  return player;
}

/** @param select must return the same value while nothing has changed */
export function usePlayed<T>(select: (state: PlayerState) => T): T {
  return useStore(usePlayer().store, select);
}

/** Time for the first picture to be painted before more is fetched. */
const AFTER_PAINT_MS = 50;

/** False until the system has been drawn for the first time: what is not needed for that comes afterwards. */
export function useIsDrawn(): boolean {
  const [isDrawn, setDrawn] = useState(false);
  const isInPage = usePlayed((state) => state.isDrawn);
  useEffect(() => {
    if (!isInPage || isDrawn) return;
    const timer = setTimeout(() => setDrawn(true), AFTER_PAINT_MS);
    return () => clearTimeout(timer);
  }, [isInPage, isDrawn]);
  return isDrawn;
}

export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const follow = () => setMatches(list.matches);
    follow();
    list.addEventListener('change', follow);
    return () => list.removeEventListener('change', follow);
  }, [query]);
  return matches;
}
