import { formatCount } from '../format.ts';
import { FaceText } from './FaceText.tsx';
import { circlePath } from './geometry.ts';
import { grid } from './grid.ts';

export interface PermitsProps {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  /** In the bucket now; a fraction is a dot that still fills. */
  readonly tokens: number;
  readonly capacity: number;
  readonly unit?: string;
}

const CAP = 60;
const CELL = { w: 10, h: 10, gap: 3 };
const R = 4.5;

/** A token bucket: a full dot is a permit that may be spent, an empty ring is one to come. */
export function Permits({ x = 0, y = 0, width, tokens, capacity, unit = 'permits' }: PermitsProps) {
  const layout = grid(capacity, width, CELL, CAP);
  const held = Math.min(tokens, capacity) / layout.per;
  let full = '';
  let rings = '';
  for (let i = 0; i < layout.cells; i++) {
    const cx = (i % layout.columns) * (CELL.w + CELL.gap) + 5;
    const cy = Math.floor(i / layout.columns) * (CELL.h + CELL.gap) + 5;
    const share = Math.min(1, Math.max(0, held - i));
    if (share < 1) rings += circlePath(cx, cy, R);
    // By the area, and never so small that it cannot be seen.
    if (share > 0.02)
      full += circlePath(cx, cy, share < 1 ? Math.max(1, (R - 1) * Math.sqrt(share)) : R + 0.4);
  }
  return (
    <g transform={`translate(${x} ${y})`}>
      <path className="face-free" d={rings} />
      <path className="face-fill" d={full} />
      {layout.per > 1 && (
        <FaceText y={layout.height + 16} look="note" width={width}>
          {`one dot = ${formatCount(layout.per)} ${unit}`}
        </FaceText>
      )}
    </g>
  );
}

/** px that the dots take, with their legend when they need one. */
export function permitsHeight(capacity: number, width: number): number {
  const layout = grid(capacity, width, CELL, CAP);
  return layout.height + (layout.per > 1 ? 20 : 0);
}
