import { createContext, use, useSyncExternalStore } from 'react';
import type { Drawing } from './drawing.ts';
import type { PartMoment, Scene, SceneStore } from './scene.ts';

/** What the nodes and wires inside React Flow reach, since only plain data may go through it. */
export interface Canvas {
  readonly store: SceneStore;
  readonly drawing: Drawing;
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
  /** A part is on the page. */
  readonly onPart: () => void;
  /** No particles; the wires count in both directions. */
  readonly still: boolean;
}

export const CanvasContext = createContext<Canvas | null>(null);

export function useCanvas(): Canvas {
  const canvas = use(CanvasContext);
  if (!canvas) throw new Error('A part or a wire stands outside a canvas.');
  return canvas;
}

/** A part as it is now, or as those who listen hear of it; undefined when the drawing is of another plate. */
export function usePart(index: number, at: 'moment' | 'heard' = 'moment'): PartMoment | undefined {
  const { store, drawing } = useCanvas();
  return useScene(store, (scene) => {
    const moment = scene[at];
    return moment?.plate === drawing.plate ? moment.parts[index] : undefined;
  });
}

/** @param select must return the same value while nothing has changed */
export function useScene<T>(store: SceneStore, select: (scene: Scene) => T): T {
  return useSyncExternalStore(store.subscribe, () => select(store.getState()));
}
