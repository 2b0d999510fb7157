import { circlePath, hatchPath, rectPath } from './geometry.ts';
import type { Mood } from './mood.ts';

export interface MoodSignProps {
  /** The centre. */
  readonly x: number;
  readonly y: number;
  readonly mood: Mood;
}

/** A mood as a shape of about 10 px: ring, filled gauge, hatched square, broken diamond, lowered flag. */
export function MoodSign({ x, y, mood }: MoodSignProps) {
  const { line, fill } = SHAPES[mood];
  return (
    <g transform={`translate(${x} ${y})`} data-mood={mood}>
      {fill && <path className="face-fill" d={fill} />}
      <path className="face-line" d={line} strokeLinecap="round" strokeLinejoin="round" />
    </g>
  );
}

const SHAPES: Record<Mood, { readonly line: string; readonly fill?: string }> = {
  calm: { line: circlePath(0, 0, 3.6) },
  busy: { line: circlePath(0, 0, 4), fill: 'M-4 0a4 4 0 0 0 8 0z' },
  throttled: { line: rectPath(-4, -4, 8, 8) + hatchPath(-4, -4, 8, 8, 4) },
  failing: { line: 'M-1.4 -3.6L-5 0L-1.4 3.6M1.4 -3.6L5 0L1.4 3.6M1 -5.4L-1.2 -1.4L1.2 1.2L-1 5.4' },
  down: { line: 'M-3.5 5.5V-5.5', fill: 'M-3.5 0.5H5.5L3 3L5.5 5.5H-3.5z' },
};
