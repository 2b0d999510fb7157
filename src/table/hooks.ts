import { createContext, use, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Moment } from '../canvas/scene.ts';
import type { Player } from '../player/player.ts';
import type { Catalog } from '../scenario/catalog.ts';
import { designOf, type TableDesign } from './design.ts';
import type { TableState } from './state.ts';
import type { Table } from './table.ts';

export interface AtTable {
  readonly table: Table;
  readonly catalog: Catalog;
}

export const TableContext = createContext<AtTable | null>(null);

export function useTable(): AtTable {
  const at = use(TableContext);
  if (!at) throw new Error('No table stands around this.');
  return at;
}

/** @param select must return the same value while nothing has changed */
export function useTabled<T>(select: (state: TableState) => T): T {
  return useStore(useTable().table.store, select);
}

/** The design on the table, as it is written now; the run on the screen may still be the one before. */
export function useDesign(): TableDesign {
  return useTabled(designOf);
}

const CALM_MS = 200;

/** The moment on the screen, for figures that are read: while it plays, five a second are enough. */
export function useCalmMoment(player: Player): Moment | null {
  const [moment, setMoment] = useState(() => player.store.getState().moment);
  const shownAt = useRef(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      timer = undefined;
      shownAt.current = performance.now();
      setMoment(player.store.getState().moment);
    };
    const unsubscribe = player.store.subscribe((now, before) => {
      if (now.moment === before.moment || timer !== undefined) return;
      const wait = now.playing ? CALM_MS - (performance.now() - shownAt.current) : 0;
      if (wait <= 0) show();
      else timer = setTimeout(show, wait);
    });
    show();
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [player]);
  return moment;
}
