import type { NodeChange, ReactFlowProps } from '@xyflow/react';
import { useCallback, useMemo, useRef } from 'react';
import { type At, middleOf, type PartNode, type WireEdge } from '../drawing.ts';
import { GRID, NOTHING } from '../editing.ts';
import type { Latest } from './Editor.tsx';
import { boxedIn, isNothing } from './selecting.ts';

export const onGrid = ([x, y]: At): At => [Math.round(x / GRID) * GRID, Math.round(y / GRID) * GRID];

/** Parts dragged, parts moved by keys, and boxes drawn around parts. */
export function useMoving(latest: Latest) {
  const dragged = useRef(new Map<string, At>());
  const boxed = useRef<Set<string> | null>(null);

  /** They stay there until a plate comes that knows of it. */
  const settle = useCallback(
    (to: ReadonlyMap<string, At>) => {
      const { drawing, live, editing, store, onMoved } = latest.current;
      const all = new Map(
        drawing.plate.parts.flatMap(({ id, at }, i) => {
          const now = to.get(id) ?? middleOf(live.boxes[i]!);
          return isSame(now, at) ? [] : [[id, now] as const];
        }),
      );
      onMoved(all.size > 0 ? { to: all, since: [drawing.plate, store.getState().plate] } : null);
      const isAt = (id: string, at: At) => isSame(at, middleOf(drawing.boxes[drawing.partOf.get(id)!]!));
      const moves = [...to].filter(([id, at]) => drawing.partOf.has(id) && !isAt(id, at));
      if (moves.length > 0) editing.move(Object.fromEntries(moves));
    },
    [latest],
  );

  const moveBy = useCallback(
    (ids: readonly string[], dx: number, dy: number) => {
      const { live } = latest.current;
      const known = ids.filter((id) => live.partOf.has(id));
      settle(
        new Map(
          known.map((id) => {
            const [x, y] = middleOf(live.boxes[live.partOf.get(id)!]!);
            return [id, onGrid([x + dx, y + dy])];
          }),
        ),
      );
    },
    [latest, settle],
  );

  const handlers = useMemo(() => {
    const drag = (changes: readonly NodeChange<PartNode>[]) => {
      const { drawing, onMoved } = latest.current;
      for (const change of changes) {
        if (change.type !== 'position' || !change.position || !change.dragging) continue;
        const box = drawing.boxes[drawing.partOf.get(change.id) ?? -1];
        if (box) dragged.current.set(change.id, onGrid(middleOf({ ...box, ...change.position })));
      }
      if (dragged.current.size > 0) onMoved({ to: new Map(dragged.current), since: null });
    };
    const box = (changes: readonly NodeChange<PartNode>[], into: Set<string>) => {
      const { drawing, onBoxed } = latest.current;
      for (const change of changes) {
        if (change.type !== 'select') continue;
        if (change.selected) into.add(change.id);
        else into.delete(change.id);
      }
      onBoxed(boxedIn(drawing.plate, into));
    };
    return {
      onNodesChange: (changes) => (boxed.current ? box(changes, boxed.current) : drag(changes)),
      onNodeDragStart: () => dragged.current.clear(),
      onNodeDragStop: (_, { id }) => {
        const to = new Map(dragged.current);
        dragged.current.clear();
        const { editing } = latest.current;
        settle(to);
        // What is dragged alone leaves the rest behind; it is not selected, so that nothing opens because of it.
        if (!editing.selection.parts.includes(id) && !isNothing(editing.selection)) editing.select(NOTHING);
      },
      onSelectionStart: () => {
        boxed.current = new Set();
        latest.current.onBoxed(NOTHING);
      },
      onSelectionEnd: () => {
        const { drawing, editing, onBoxed } = latest.current;
        editing.select(boxedIn(drawing.plate, boxed.current ?? new Set()));
        boxed.current = null;
        onBoxed(null);
      },
    } satisfies Partial<ReactFlowProps<PartNode, WireEdge>>;
  }, [latest, settle]);

  return { handlers, moveBy };
}

function isSame(a: At, b: At): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
