import { BarRow } from '../../ui/face/BarRow.tsx';
import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FaceText } from '../../ui/face/FaceText.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { counted, formatRate, formatShareOf, onGrid } from '../../ui/face/figures.ts';
import { rectPath } from '../../ui/face/geometry.ts';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { IndexView } from './sim.ts';

const WIDTH = 212;
const CONTENT = contentWidth(WIDTH);
/** A cabinet of drawers; those that hold cards have a label. */
const COLUMNS = 6;
const ROWS_OF_DRAWERS = 3;
const DRAWER = { width: CONTENT / COLUMNS, height: 18 };
/** Cards that fill a drawer. */
const CARDS = 16;
const PICTURE = ROWS_OF_DRAWERS * DRAWER.height + 10;

const LEGS = { text: 'by words', vector: 'by vectors', hybrid: 'by words and vectors' } as const;

export function size(): FaceSize {
  return { width: WIDTH, height: cardHeight(onGrid(PICTURE + 5 * ROW)) };
}

function cabinet(chunks: number): { readonly fronts: string; readonly labels: string } {
  let fronts = '';
  let labels = '';
  for (let i = 0; i < COLUMNS * ROWS_OF_DRAWERS; i++) {
    const x = (i % COLUMNS) * DRAWER.width;
    const y = Math.floor(i / COLUMNS) * DRAWER.height;
    fronts += rectPath(x + 1.5, y + 1.5, DRAWER.width - 3, DRAWER.height - 3, 1.5);
    if (chunks > i * CARDS) labels += rectPath(x + DRAWER.width / 2 - 6, y + 6, 12, 5, 1);
  }
  return { fronts, labels };
}

export function Face(props: FaceProps<IndexView>) {
  const { view } = props;
  const { metrics, rates, settings: s } = view;
  const { fronts, labels } = cabinet(metrics.chunks);
  const legs = [
    ['words', metrics.foundByText],
    ['vector', metrics.foundByVector],
    ['both', metrics.foundByBoth],
  ] as const;
  return (
    <FaceCard {...props} size={size()}>
      <path className="face-free" d={fronts} />
      <path className="face-fill" d={labels} />
      {legs.map(([label, found], i) => (
        <BarRow
          key={label}
          y={PICTURE + i * ROW}
          width={CONTENT}
          label={label}
          figure={formatShareOf(found, metrics.found - found)}
          value={found}
          top={Math.max(1, metrics.found)}
        />
      ))}
      <FigureRow
        y={PICTURE + 3 * ROW}
        width={CONTENT}
        label={`${formatCount(metrics.chunks)} chunks`}
        figure={formatRate(rates.searches)}
      />
      <FaceText y={PICTURE + 4 * ROW + 12} look="note" width={CONTENT}>
        {`${LEGS[s.mode]}${s.securityFilter === 'none' ? ', for anybody' : ''}`}
      </FaceText>
    </FaceCard>
  );
}

export function summary({ metrics, rates, settings: s }: IndexView): string {
  if (metrics.up === 0) return 'Down.';
  const trimmed = s.securityFilter === 'none' ? 'whoever asks' : 'of what the reader may open';
  return `${counted(metrics.chunks, 'chunk')} of ${counted(metrics.scrolls, 'scroll')}; answers ${formatRate(rates.searches)} ${LEGS[s.mode]}, ${trimmed}.`;
}
