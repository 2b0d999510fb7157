import { type ComponentType, createContext, use, useSyncExternalStore } from 'react';
import type { Drawing } from './drawing.ts';
import type { Selection } from './editing.ts';
import type { PartMoment, Scene, SceneStore } from './scene.ts';
import type { WirePath } from './wirePath.ts';

/** What the nodes and wires inside React Flow reach, since only plain data may go through it. */
export interface Canvas {
  readonly store: SceneStore;
  readonly drawing: Drawing;
  readonly selection: Selection;
  /** A part was pressed, by pointer or by key. */
  readonly onPress: (part: string, how: Press) => void;
  /** A part's id or a wire's label; everything else is a little faded then. */
  readonly spotlight: string | null;
  /** A part is on the page. */
  readonly onPart: () => void;
  /** No particles; the wires count in both directions. */
  readonly still: boolean;
  /** The handles to wire with; null where nothing can be edited. */
  readonly Ports: ComponentType<{ readonly index: number }> | null;
  /** A wire that is being drawn. */
  readonly wiring: Wiring | null;
}

/** What is asked of a mouse event. One that a key made has no `detail`. */
export interface Press {
  readonly detail: number;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly clientX: number;
  readonly clientY: number;
}

export interface Wiring {
  /** The end at which it began: "checkout.calls". */
  readonly from: string;
  readonly side: 'in' | 'out';
  /** The ends at which it may end. */
  readonly fits: ReadonlySet<string>;
  /** Begun by a press: the next press ends it. */
  readonly byPress: boolean;
}

export const CanvasContext = createContext<Canvas | null>(null);

export function useCanvas(): Canvas {
  const canvas = use(CanvasContext);
  if (!canvas) throw new Error('A part or a wire stands outside a canvas.');
  return canvas;
}

/** Apart from the rest: while parts are dragged the wires change with every frame, and the faces need not know. */
export const PathsContext = createContext<readonly WirePath[]>([]);

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
