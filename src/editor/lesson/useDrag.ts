import { type PointerEvent, type RefObject, useEffect, useState } from 'react';
import { dropIndex } from './drop.ts';

export interface Drag {
  readonly from: number;
  readonly to: number;
  /** How far it is from where it lay, px. */
  readonly by: number;
}

interface Held extends Drag {
  readonly y: number;
  readonly middles: readonly number[];
}

/** Rows of a list that are dragged to another place by a handle. */
export function useDrag(list: RefObject<HTMLElement | null>, onDrop: (from: number, to: number) => void) {
  const [held, setHeld] = useState<Held | null>(null);
  const isHeld = held !== null;
  useEffect(() => {
    if (!isHeld) return;
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      setHeld(null);
    };
    addEventListener('keydown', leave, true);
    return () => removeEventListener('keydown', leave, true);
  }, [isHeld]);

  const handle = (from: number) => ({
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      // Words are not marked, and the page is not moved, while a step is.
      event.preventDefault();
      event.currentTarget.setPointerCapture?.(event.pointerId);
      const rows = [...(list.current?.querySelectorAll('[data-row]') ?? [])];
      const middles = rows.map((row) => {
        const { top, height } = row.getBoundingClientRect();
        return top + height / 2;
      });
      setHeld({ from, to: from, by: 0, y: event.clientY, middles });
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (!held) return;
      const by = event.clientY - held.y;
      setHeld({ ...held, by, to: dropIndex(held.middles[from]! + by, held.middles, from) });
    },
    onPointerUp() {
      if (!held) return;
      setHeld(null);
      if (held.to !== from) onDrop(from, held.to);
    },
    onPointerCancel: () => setHeld(null),
  });
  const drag: Drag | null = held;
  return { drag, handle };
}
