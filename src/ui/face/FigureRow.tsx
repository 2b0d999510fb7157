import { FaceText } from './FaceText.tsx';
import { textWidth } from './text.ts';

export interface FigureRowProps {
  /** The top; a row is ROW px high. */
  readonly y: number;
  readonly width: number;
  readonly label: string;
  readonly figure: string;
}

/** px from one row to the next. */
export const ROW = 16;

/** A name on the left, its figure on the right. */
export function FigureRow({ y, width, label, figure }: FigureRowProps) {
  return (
    <>
      <FaceText y={y + 12} look="note" width={width - textWidth(figure, 11.5, 'mono') - 6}>
        {label}
      </FaceText>
      <FaceText x={width} y={y + 12} look="figure" anchor="end">
        {figure}
      </FaceText>
    </>
  );
}
