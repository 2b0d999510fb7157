import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FaceText } from '../../ui/face/FaceText.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { counted, onGrid } from '../../ui/face/figures.ts';
import { Gauge } from '../../ui/face/Gauge.tsx';
import { rectPath } from '../../ui/face/geometry.ts';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { EmbedderView } from './sim.ts';

const WIDTH = 192;
const CONTENT = contentWidth(WIDTH);
/** A vector is a row of drawers, one for each number, as many as there is room for. */
const CELL = 6;
const CELLS_MOST = Math.floor(CONTENT / CELL);
const PICTURE = 56;

export function size(): FaceSize {
  return { width: WIDTH, height: cardHeight(onGrid(PICTURE + 3 * ROW)) };
}

export function Face(props: FaceProps<EmbedderView>) {
  const { view } = props;
  const { metrics, settings: s } = view;
  const cells = Math.min(CELLS_MOST, s.dimensions);
  let path = '';
  for (let i = 0; i < cells; i++) path += rectPath(i * CELL + 0.5, 16.5, CELL - 2, 10, 1);
  const rows = [
    ['chunks', formatCount(metrics.chunks)],
    ['questions', formatCount(metrics.questions)],
    ['answered 429', formatCount(metrics.throttled)],
  ] as const;
  return (
    <FaceCard {...props} size={size()}>
      <FaceText y={10} look="note" width={CONTENT}>
        {`${formatCount(s.dimensions)} numbers, by LSA`}
      </FaceText>
      <path className="face-line" d={path} />
      <Gauge
        y={38}
        width={CONTENT}
        value={metrics.quotaUsed / s.TPM}
        throttled={metrics.quotaUsed >= s.TPM}
      />
      {rows.map(([label, figure], i) => (
        <FigureRow key={label} y={PICTURE + i * ROW} width={CONTENT} label={label} figure={figure} />
      ))}
    </FaceCard>
  );
}

export function summary({ metrics, settings: s }: EmbedderView): string {
  if (metrics.up === 0) return 'Down.';
  return `Vectors of ${formatCount(s.dimensions)} numbers, by latent semantic analysis: ${counted(metrics.chunks, 'chunk')} and ${counted(metrics.questions, 'question')} so far; ${formatCount(metrics.quotaUsed)} of ${formatCount(s.TPM)} tokens of this minute charged.`;
}
