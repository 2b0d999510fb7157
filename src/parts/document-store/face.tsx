import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { counted, onGrid } from '../../ui/face/figures.ts';
import { rectPath } from '../../ui/face/geometry.ts';
import { perCell } from '../../ui/face/grid.ts';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { StoreView } from './sim.ts';

const WIDTH = 196;
const CONTENT = contentWidth(WIDTH);
/** Two boards with spines on them. */
const BOARD = 40;
const SPINE = 8;
const COLUMNS = Math.floor(CONTENT / (SPINE + 2));
const MOST = 2 * COLUMNS;
const PICTURE = 2 * BOARD + 10;
/** Books are not all of one height. */
const HEIGHTS = [32, 28, 34, 30, 26, 33, 29] as const;

export function size(): FaceSize {
  return { width: WIDTH, height: cardHeight(onGrid(PICTURE + 3 * ROW)) };
}

function spines(from: number, to: number, inset: number): string {
  let path = '';
  for (let i = from; i < Math.min(to, MOST); i++) {
    const floor = (Math.floor(i / COLUMNS) + 1) * BOARD;
    const height = HEIGHTS[i % HEIGHTS.length]!;
    const x = (i % COLUMNS) * (SPINE + 2) + 1;
    path += rectPath(x + inset, floor - height + inset, SPINE - 2 * inset, height - 2 * inset, 1);
  }
  return path;
}

export function Face(props: FaceProps<StoreView>) {
  const { view } = props;
  const { metrics } = view;
  const per = perCell(metrics.scrolls + metrics.heldBack, MOST);
  const places = [metrics.scrolls - metrics.stale, metrics.scrolls, metrics.scrolls + metrics.heldBack].map(
    (n) => Math.round(Math.max(0, n) / per),
  ) as [number, number, number];
  const rows = [
    ['scrolls', `${formatCount(metrics.scrolls)}${per > 1 ? ` · ${formatCount(per)} a spine` : ''}`],
    ['index behind by', formatCount(metrics.stale)],
    ['not published', formatCount(metrics.heldBack)],
  ] as const;
  return (
    <FaceCard {...props} size={size()}>
      <path className="face-fill" d={spines(0, places[0], 0)} />
      <path className="face-line" d={spines(places[0], places[1], 0.6)} />
      <path className="face-hair" d={spines(places[1], places[2], 0.5)} />
      <path className="face-free" d={`M0 ${BOARD + 0.5}h${CONTENT}M0 ${2 * BOARD + 0.5}h${CONTENT}`} />
      {rows.map(([label, figure], i) => (
        <FigureRow key={label} y={PICTURE + i * ROW} width={CONTENT} label={label} figure={figure} />
      ))}
    </FaceCard>
  );
}

export function summary({ metrics }: StoreView): string {
  const behind = metrics.stale > 0 ? `; the index is behind by ${formatCount(metrics.stale)}` : '';
  return `${counted(metrics.scrolls, 'scroll')} on the shelf, ${formatCount(metrics.heldBack)} not published${behind}.`;
}
