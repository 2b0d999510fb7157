import { formatCount } from '../format.ts';
import { FaceText } from './FaceText.tsx';
import { crossPath, hatchPath, rectPath } from './geometry.ts';
import { type Cell, deal, type Grid, grid } from './grid.ts';

export interface SlotGridProps {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly total: number;
  /** Filled: doing its own work. */
  readonly working: number;
  /** Hatched: occupied, and waiting for somebody else. */
  readonly waiting?: number;
  /** Crossed: cannot be used. */
  readonly down?: number;
  /** What one cell is, in the plural, for the legend "one cell = 20 slots". */
  readonly unit?: string;
}

// In the order in which they are dealt.
const [WORKING, WAITING, FREE, DOWN] = [0, 1, 2, 3];
const CAP = 60;
const LEGEND = 20;

/** n slots in the mood's colour; what is neither working, waiting nor down is free and an outline. */
export function SlotGrid(props: SlotGridProps) {
  const { x = 0, y = 0, width, working, waiting = 0, down = 0, unit = 'slots' } = props;
  const total = Math.max(props.total, working + waiting + down);
  const { layout, cell } = place(total, width);
  const free = total - working - waiting - down;
  const dealt = deal([working, waiting, free, down], layout.per, layout.cells);
  let filled = '';
  let outlines = '';
  let strokes = '';
  let at = 0;
  dealt.forEach((count, kind) => {
    for (let i = 0; i < count; i++, at++) {
      const left = (at % layout.columns) * (cell.w + cell.gap);
      const top = Math.floor(at / layout.columns) * (cell.h + cell.gap);
      const box = rectPath(left + 0.5, top + 0.5, cell.w - 1, cell.h - 1, 2);
      if (kind === WORKING) filled += rectPath(left, top, cell.w, cell.h, 2.5);
      if (kind === WAITING) strokes += box + hatchPath(left + 0.5, top + 0.5, cell.w - 1, cell.h - 1, 4.5);
      if (kind === FREE || kind === DOWN) outlines += box;
      if (kind === DOWN) strokes += crossPath(left + 3, top + 4, cell.w - 6, cell.h - 8);
    }
  });
  return (
    <g transform={`translate(${x} ${y})`}>
      <path className="face-free" d={outlines} />
      <path className="face-fill" d={filled} />
      <path className="face-line" d={strokes} />
      {layout.per > 1 && (
        <FaceText y={layout.height + 16} look="note" width={width}>
          {`one cell = ${formatCount(layout.per)} ${unit}`}
        </FaceText>
      )}
    </g>
  );
}

/** px that the grid takes, with its legend when it needs one. */
export function slotGridHeight(total: number, width: number): number {
  const { layout } = place(total, width);
  return layout.height + (layout.per > 1 ? LEGEND : 0);
}

/** Few slots are drawn larger: a pool of four is four things that one can point at. */
function place(total: number, width: number): { readonly layout: Grid; readonly cell: Cell } {
  const large = { w: 20, h: 20, gap: 4 };
  if (grid(total, width, large, CAP).rows === 1)
    return { layout: grid(total, width, large, CAP), cell: large };
  const cell = { w: 12, h: 16, gap: 3 };
  return { layout: grid(total, width, cell, CAP), cell };
}
