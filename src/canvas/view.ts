import { useReactFlow, useStore } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { MINE } from '../scenario/designNames.ts';
import type { Drawing } from './drawing.ts';
import type { Selection } from './editing.ts';
import { around, firstView, type Rect, type Viewport, viewOf, viewWith, wholeView } from './viewport.ts';

export interface ViewWishes {
  /** Brought into view when it changes, whatever else; left out: another scenario or another design than one's own. */
  readonly fitKey: string | undefined;
  readonly isEdited: boolean;
  readonly selection: Selection;
  /** A part's id or a wire's label. */
  readonly focus: string | null;
  readonly still: boolean;
}

export interface View {
  /** Shows the whole plate. */
  readonly fit: () => void;
  /** Somebody looks where they want to look. */
  readonly held: () => void;
  /** Brings a part or a wire into view, by as little as it takes; or so that it can be read. */
  readonly reveal: (item: string, nearer?: boolean) => void;
}

const GLIDE_MS = 160;
/** The design that edits go to; only its name is wanted here, not what edits it. */
const OWN: typeof MINE = 'mine';

/**
 * Keeps the whole plate in view while the page changes its shape, until somebody has moved it. An edit moves nothing:
 * a plate is fitted again only when another one was chosen.
 */
export function useView(drawing: Drawing, wishes: ViewWishes): View {
  const { fitKey, isEdited, selection, focus, still } = wishes;
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const isHeld = useRef(false);
  const isWhole = useRef(false);
  const fitted = useRef<Fitted | null>(null);
  const now = useRef({ drawing, size: { width, height }, still });
  now.current = { drawing, size: { width, height }, still };

  const look = useCallback(
    (view: Viewport, duration: number) => void flow.setViewport({ ...view }, { duration }),
    [flow],
  );
  const fit = useCallback(() => {
    isHeld.current = false;
    isWhole.current = true;
    look(wholeView(now.current.drawing.boxes, now.current.size), 0);
  }, [look]);
  const held = useCallback(() => {
    isHeld.current = true;
  }, []);
  const reveal = useCallback(
    (item: string, nearer = false) => {
      const what = rectOf(now.current.drawing, item);
      if (!what || now.current.size.width === 0) return;
      const view = flow.getViewport();
      const next = (nearer ? viewOf : viewWith)(view, what, now.current.size);
      if (next !== view) look(next, now.current.still ? 0 : GLIDE_MS);
    },
    [flow, look],
  );

  const { plate } = drawing;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new size or a new plate is the reason to look again.
  useEffect(() => {
    if (width === 0 || height === 0) return;
    const next = { title: plate.title, design: plate.design, fitKey, width, height };
    const last = fitted.current;
    fitted.current = next;
    const isChosen = last === null || isAnother(last, next, isEdited);
    const isReshaped = last?.width !== width || last.height !== height;
    if (isChosen) isHeld.current = isWhole.current = false;
    if (!isChosen && (isHeld.current || (isEdited && !isReshaped))) return;
    const { boxes } = now.current.drawing;
    const what = focus === null ? null : rectOf(now.current.drawing, focus);
    const size = { width, height };
    look(isWhole.current ? wholeView(boxes, size) : firstView(boxes, plate.wires, size, what), 0);
  }, [plate, width, height]);

  const pointed = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is pointed at must be there first.
  useEffect(() => {
    const isThere = focus !== null && width > 0 && rectOf(now.current.drawing, focus) !== null;
    // Once: whoever then looks elsewhere is not called back by every edit.
    if (isThere && pointed.current !== focus) reveal(focus, true);
    if (isThere || focus === null) pointed.current = focus;
  }, [focus, plate, width, reveal]);

  const chosen = selection.parts.length === 1 ? selection.parts[0]! : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a panel that opens beside it may hide what it is about.
  useEffect(() => {
    if (!isEdited || chosen === null) return;
    held();
    reveal(chosen);
  }, [isEdited, chosen, width, height, held, reveal]);

  return useMemo(() => ({ fit, held, reveal }), [fit, held, reveal]);
}

interface Fitted {
  readonly title: string;
  readonly design: string;
  readonly fitKey: string | undefined;
  readonly width: number;
  readonly height: number;
}

type Looked = Pick<Fitted, 'title' | 'design' | 'fitKey'>;

/** Whether another plate was chosen, and not the same one edited: with the first edit a design becomes one's own. */
export function isAnother(last: Looked, next: Looked, isEdited: boolean): boolean {
  if (last.fitKey !== undefined && next.fitKey !== undefined) return last.fitKey !== next.fitKey;
  if (last.title !== next.title) return true;
  return last.design !== next.design && !(isEdited && next.design === OWN);
}

function rectOf({ plate, boxes, paths }: Drawing, item: string): Rect | null {
  const part = plate.parts.findIndex(({ id }) => id === item);
  if (part >= 0) return boxes[part]!;
  const path = paths[plate.wires.findIndex(({ label }) => label === item)];
  if (!path) return null;
  const points = Array.from({ length: path.points.length / 2 }, (_, i) => ({
    x: path.points[2 * i]!,
    y: path.points[2 * i + 1]!,
    width: 0,
    height: 0,
  }));
  return around(points);
}
