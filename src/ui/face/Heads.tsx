import { formatCount } from '../format.ts';
import { FaceText } from './FaceText.tsx';
import { circlePath, crossPath, hatchPath } from './geometry.ts';
import { deal, grid } from './grid.ts';

export interface HeadsProps {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  /** Filled. */
  readonly busy: number;
  /** Hatched: occupied, and waiting for somebody else. */
  readonly waiting?: number;
  /** An outline. */
  readonly idle?: number;
  /** An outline with a cross. */
  readonly down?: number;
  /** Who they are, in the plural, for the legend "one head = 50 workers". */
  readonly unit?: string;
}

// In the order in which they are dealt.
const [BUSY, WAITING, DOWN] = [0, 1, 3];
const CAP = 24;
const CELL = { w: 13, h: 18, gap: 5 };

/** Users or workers as small figures. */
export function Heads(props: HeadsProps) {
  const { x = 0, y = 0, width, busy, waiting = 0, idle = 0, down = 0, unit = 'workers' } = props;
  const layout = grid(busy + waiting + idle + down, width, CELL, CAP);
  const dealt = deal([busy, waiting, idle, down], layout.per, layout.cells);
  let filled = '';
  let outlines = '';
  let strokes = '';
  let at = 0;
  dealt.forEach((count, kind) => {
    for (let i = 0; i < count; i++, at++) {
      const left = (at % layout.columns) * (CELL.w + CELL.gap);
      const top = Math.floor(at / layout.columns) * (CELL.h + CELL.gap);
      if (kind === BUSY) filled += head(left, top);
      else if (kind === WAITING) strokes += head(left, top) + hatchPath(left + 2, top + 11, 9, 6, 3.5);
      else outlines += head(left, top);
      if (kind === DOWN) strokes += crossPath(left - 0.5, top + 2, 14, 14);
    }
  });
  return (
    <g transform={`translate(${x} ${y})`} strokeLinejoin="round">
      <path className="face-free" d={outlines} />
      <path className="face-fill" d={filled} />
      <path className="face-line" d={strokes} />
      {layout.per > 1 && (
        <FaceText y={layout.height + 16} look="note" width={width}>
          {`one head = ${formatCount(layout.per)} ${unit}`}
        </FaceText>
      )}
    </g>
  );
}

/** px that the heads take, with their legend when they need one. */
export function headsHeight(count: number, width: number): number {
  const layout = grid(count, width, CELL, CAP);
  return layout.height + (layout.per > 1 ? 20 : 0);
}

function head(x: number, y: number): string {
  return `${circlePath(x + 6.5, y + 4.5, 3.5)}M${x + 0.5} ${y + 17.5}v-2.5a6 5.5 0 0 1 12 0v2.5z`;
}
