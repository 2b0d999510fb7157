import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FaceText } from '../../ui/face/FaceText.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { counted, formatShareOf, onGrid } from '../../ui/face/figures.ts';
import { perCell } from '../../ui/face/grid.ts';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { CheckView } from './sim.ts';

const WIDTH = 204;
const CONTENT = contentWidth(WIDTH);
/** Marks in the margin, as a teacher makes them, line by line. */
const PITCH = 14;
const COLUMNS = Math.floor(CONTENT / PITCH);
const LINES = 4;
const PICTURE = LINES * PITCH + 14;

export function size(): FaceSize {
  return { width: WIDTH, height: cardHeight(onGrid(PICTURE + 4 * ROW)) };
}

const TICK = 'l3 4l6 -9';
const CROSS = 'm1 -4l7 7m0 -7l-7 7';
const DASH = 'm1 0h8';

function marks(from: number, to: number, mark: string): string {
  let path = '';
  for (let i = from; i < Math.min(to, COLUMNS * LINES); i++)
    path += `M${(i % COLUMNS) * PITCH + 1} ${Math.floor(i / COLUMNS) * PITCH + 8}${mark}`;
  return path;
}

const whole = (share: number): string => `${Math.round(100 * Math.min(1, Math.max(0, share)))} %`;

export function Face(props: FaceProps<CheckView>) {
  const { view } = props;
  const { metrics } = view;
  const all = metrics.right + metrics.wrong + metrics.notFoundWrongly;
  const per = perCell(all, COLUMNS * LINES);
  const right = Math.round(metrics.right / per);
  const wrong = right + Math.round(metrics.wrong / per);
  const missed = wrong + Math.round(metrics.notFoundWrongly / per);
  const rows = [
    ['right', formatShareOf(metrics.right, metrics.wrong + metrics.notFoundWrongly)],
    ['leaked · outdated', `${formatCount(metrics.leaked)} · ${formatCount(metrics.outdated)}`],
    ['recall · nDCG', `${whole(metrics.recall)} · ${whole(metrics.ndcg)}`],
    ['grounded', formatShareOf(metrics.sentences - metrics.ungroundedSentences, metrics.ungroundedSentences)],
  ] as const;
  return (
    <FaceCard {...props} size={size()}>
      <path className="face-free" d={marks(0, right, TICK)} />
      <path className="face-line" d={marks(right, wrong, CROSS)} />
      <path className="face-hair" d={marks(wrong, missed, DASH)} />
      {per > 1 && (
        <FaceText x={CONTENT} y={PICTURE - 2} look="note" anchor="end">
          {`one mark = ${formatCount(per)}`}
        </FaceText>
      )}
      {rows.map(([label, figure], i) => (
        <FigureRow key={label} y={PICTURE + i * ROW} width={CONTENT} label={label} figure={figure} />
      ))}
    </FaceCard>
  );
}

export function summary({ metrics }: CheckView): string {
  return `${counted(metrics.answered, 'answer')}: ${formatCount(metrics.right)} right, ${formatCount(metrics.wrong)} wrong, ${formatCount(metrics.notFoundWrongly)} not found though it was there; ${formatCount(metrics.leaked)} leaked.`;
}
