import { formatCount } from '../format.ts';
import { FaceText } from './FaceText.tsx';
import { circlePath } from './geometry.ts';
import { textWidth } from './text.ts';

export interface WaitingLineProps {
  /** The top; a line is as high as a FigureRow. */
  readonly y: number;
  readonly width: number;
  readonly label: string;
  readonly count: number;
}

const PITCH = 8;
const R = 2.8;
const FIGURE = 48;

/** Requests that stand in line, a dot each; a line longer than the room ends in three small dots. */
export function WaitingLine({ y, width, label, count }: WaitingLineProps) {
  const from = Math.ceil(textWidth(label, 11.5, 'sans')) + 8;
  const room = Math.max(1, Math.floor((width - from - FIGURE) / PITCH));
  const dots = count > room ? room - 1 : Math.ceil(count);
  let path = '';
  for (let i = 0; i < dots; i++) path += circlePath(from + i * PITCH + R, y + 8, R);
  if (count > room)
    for (let i = 0; i < 3; i++) path += circlePath(from + dots * PITCH + 1 + i * 3, y + 8, 0.9);
  return (
    <>
      <FaceText y={y + 12} look="note">
        {label}
      </FaceText>
      <path className="face-fill" d={path} />
      <FaceText x={width} y={y + 12} look="figure" anchor="end">
        {formatCount(count)}
      </FaceText>
    </>
  );
}
