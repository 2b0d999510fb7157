import { FaceText } from './FaceText.tsx';
import { Gauge } from './Gauge.tsx';

export interface BarRowProps {
  /** The top; a row is as high as a FigureRow. */
  readonly y: number;
  readonly width: number;
  readonly label: string;
  readonly figure: string;
  /** On the scale that the rows share: 0 to `top`. */
  readonly value: number;
  readonly top: number;
  /** Hatched: it went wrong, or was refused. */
  readonly hatched?: boolean;
  /** A limit on the same scale. */
  readonly mark?: number;
}

const LABEL = 62;
const FIGURE = 66;

/** A name, a bar and a figure; several of them share a scale and compare at a glance. */
export function BarRow({ y, width, label, figure, value, top, hatched, mark }: BarRowProps) {
  const scale = top > 0 ? 1 / top : 0;
  return (
    <>
      <FaceText y={y + 12} look="note" width={LABEL - 6}>
        {label}
      </FaceText>
      <Gauge
        x={LABEL}
        y={y + 4}
        width={width - LABEL - FIGURE}
        value={value * scale}
        throttled={hatched}
        mark={mark === undefined ? undefined : mark * scale}
      />
      <FaceText x={width} y={y + 12} look="figure" anchor="end">
        {figure}
      </FaceText>
    </>
  );
}
