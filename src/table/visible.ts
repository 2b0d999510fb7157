import type { At } from './boxes.ts';

/** The middle of what is seen of the sheet, in the sheet's own px; null where there is no sheet around. */
export function visibleMiddle(near: Element): At | null {
  const stage = near.closest('.table-stage') ?? near.ownerDocument;
  const pane = stage.querySelector('.react-flow');
  const viewport = stage.querySelector<HTMLElement>('.react-flow__viewport');
  const placed = /translate\(([-\d.e]+)px, ([-\d.e]+)px\) scale\(([\d.e-]+)\)/.exec(
    viewport?.style.transform ?? '',
  );
  if (!pane || !placed) return null;
  const [x, y, zoom] = placed.slice(1).map(Number) as [number, number, number];
  const { width, height } = pane.getBoundingClientRect();
  return zoom > 0 ? [(width / 2 - x) / zoom, (height / 2 - y) / zoom] : null;
}
