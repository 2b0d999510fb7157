import { type KeyboardEvent, useCallback, useEffect, useRef } from 'react';
import type { Plate } from '../../lab/protocol.ts';
import { GRID, NOTHING, type Selection } from '../editing.ts';
import type { Latest } from './Editor.tsx';
import { everything, heirOf, isNothing, pressed } from './selecting.ts';

const STEP = 2 * GRID;
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

export type MoveBy = (parts: readonly string[], dx: number, dy: number) => void;

/** What keys mean while the focus is on the canvas. The arrows alone stay the player's. */
export function useKeys(latest: Latest, plate: Plate, moveBy: MoveBy) {
  const heir = useRef<string | null>(null);
  useFocusOn(latest, plate, heir);
  return useCallback(
    (event: KeyboardEvent) => {
      const { target } = event;
      if (!(target instanceof Element) || event.defaultPrevented) return;
      if (target.closest('input, select, textarea, [contenteditable], .react-flow__panel')) return;
      const { drawing, editing } = latest.current;
      const { selection } = editing;
      const item = target.closest<HTMLElement | SVGElement>('.react-flow__node, .react-flow__edge')?.dataset
        .id;
      const part = item !== undefined && drawing.partOf.has(item) ? item : null;
      const wire = item !== undefined && part === null && drawing.wireOf.has(item) ? item : null;
      const meant = part ?? (selection.parts.length === 1 ? selection.parts[0]! : null);

      const remove = (gone: Selection) => {
        heir.current = item === undefined ? null : heirOf(drawing.plate, gone, item);
        editing.remove(gone);
      };
      const act = (): boolean => {
        const { key } = event;
        const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
        if (!isPlain) {
          if (key.toLowerCase() !== 'a' || event.altKey || event.shiftKey) return false;
          editing.select(everything(drawing.plate));
          return true;
        }
        if (key === 'Escape' && !isNothing(selection)) editing.select(NOTHING);
        else if ((key === 'Delete' || key === 'Backspace') && !isNothing(selection)) remove(selection);
        else if ((key === 'Delete' || key === 'Backspace') && part) remove({ parts: [part], wires: [] });
        else if ((key === 'Delete' || key === 'Backspace') && wire) remove({ parts: [], wires: [wire] });
        else if (event.shiftKey && STEPS[key]) {
          const movesAll = part === null || selection.parts.includes(part);
          const [dx, dy] = STEPS[key];
          moveBy(movesAll ? selection.parts : [part], dx, dy);
        } else if ((key === 'Enter' || key === ' ') && wire)
          editing.select(pressed(selection, { wire }, { ...modifiers(event), detail: 0 }));
        else if (key.toLowerCase() === 'c' && !event.shiftKey && meant) editing.askConnect(meant);
        else if (key === 'F2' && meant) editing.rename(meant);
        else return false;
        return true;
      };
      if (act()) event.preventDefault();
    },
    [latest, moveBy],
  );
}

const modifiers = ({ shiftKey, ctrlKey, metaKey }: KeyboardEvent) => ({ shiftKey, ctrlKey, metaKey });

/** When what had the focus has gone from the page, its heir gets it: a keyboard must not begin anew at the top. */
function useFocusOn(latest: Latest, plate: Plate, heir: React.RefObject<string | null>): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new plate takes parts away.
  useEffect(() => {
    if (heir.current === null) return;
    const frame = requestAnimationFrame(() => {
      const root = latest.current.sheet();
      if (!root || root.ownerDocument.activeElement !== root.ownerDocument.body) return;
      const node = root.querySelector<HTMLElement>(
        `.react-flow__node[data-id="${CSS.escape(heir.current ?? '')}"]`,
      );
      (node?.querySelector<HTMLElement>('.part') ?? root).focus({ preventScroll: true });
      heir.current = null;
    });
    return () => cancelAnimationFrame(frame);
  }, [plate]);
}
