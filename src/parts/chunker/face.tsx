import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { atMost, counted, formatShareOf, onGrid } from '../../ui/face/figures.ts';
import { hatchPath, rectPath } from '../../ui/face/geometry.ts';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { ChunkerView } from './sim.ts';

const WIDTH = 192;
const CONTENT = contentWidth(WIDTH);
/** The bed of the guillotine, the blade over it, and the pieces on the bed. */
const BED = 62;
const FRAME = 12;
const PAPER = 20;
const PIECES_MOST = 6;
const PICTURE = BED + 14;

export function size(): FaceSize {
  return { width: WIDTH, height: cardHeight(onGrid(PICTURE + 4 * ROW)) };
}

/** Pieces that a scroll makes on average. */
function piecesOf({ metrics }: ChunkerView): number {
  const each = metrics.documents > 0 ? metrics.chunks / metrics.documents : 1;
  return Math.max(1, Math.round(atMost(each, PIECES_MOST)));
}

export function Face(props: FaceProps<ChunkerView>) {
  const { view } = props;
  const { metrics, settings: s } = view;
  const pieces = piecesOf(view);
  const share = atMost(s.overlap / s.size, 0.9);
  const step = (CONTENT - 2 * FRAME) / pieces;
  let sheets = '';
  let again = '';
  for (let i = 0; i < pieces; i++) {
    const x = FRAME + i * step;
    sheets += rectPath(x + 0.5, BED - PAPER, step - 3, PAPER - 2, 1);
    if (i > 0 && share > 0)
      again += hatchPath(x + 0.5, BED - PAPER, Math.max(2, (step - 3) * share), PAPER - 2, 4);
  }
  const each = metrics.chunks > 0 ? metrics.tokens / metrics.chunks : 0;
  const rows = [
    ['chunks', formatCount(metrics.chunks)],
    ['tokens each', `${formatCount(Math.round(each))} of ${formatCount(s.size)}`],
    ['cut sentences', formatShareOf(metrics.splitSentences, metrics.cuts - metrics.splitSentences)],
    ['to hand on', formatCount(metrics.waiting + metrics.open)],
  ] as const;
  return (
    <FaceCard {...props} size={size()}>
      <path className="face-free" d={`M4.5 ${BED}V4.5H${CONTENT - 4.5}V${BED}M0 ${BED + 0.5}h${CONTENT}`} />
      <path
        className="face-fill"
        d={`M${FRAME} 10h${CONTENT - 2 * FRAME}v10l${-(CONTENT - 2 * FRAME)} 12z`}
      />
      <path className="face-line" d={sheets + again} />
      {rows.map(([label, figure], i) => (
        <FigureRow key={label} y={PICTURE + i * ROW} width={CONTENT} label={label} figure={figure} />
      ))}
    </FaceCard>
  );
}

export function summary({ metrics, settings: s }: ChunkerView): string {
  return `${counted(metrics.documents, 'scroll')} cut into ${counted(metrics.chunks, 'chunk')} of at most ${formatCount(s.size)} tokens; ${formatCount(metrics.waiting + metrics.open)} still to hand on.`;
}
