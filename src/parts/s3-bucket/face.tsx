import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FaceText } from '../../ui/face/FaceText.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { counted, formatRate } from '../../ui/face/figures.ts';
import { rectPath } from '../../ui/face/geometry.ts';
import { perCell } from '../../ui/face/grid.ts';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { BucketView } from './sim.ts';

const WIDTH = 208;
const CONTENT = contentWidth(WIDTH);
/** px: the bucket narrows towards its floor, and its rim is an ellipse. */
const RIM = 84;
const SLANT = 10;
const LIP = 6;
const FLOOR = 72;
/** Objects lie in rows from the floor up; hollow ones beside it are events that nobody has yet. */
const CELL = 8;
const PITCH = 10;
const COLUMNS = 6;
const ROWS = 5;
const EVENT_COLUMNS = 7;
const PICTURE = 84;

export function size(): FaceSize {
  return { width: WIDTH, height: cardHeight(PICTURE + 4 * ROW) };
}

export function Face(props: FaceProps<BucketView>) {
  const { view } = props;
  const { metrics, rates } = view;
  const per = Math.max(
    perCell(metrics.objects, COLUMNS * ROWS),
    perCell(metrics.pendingEvents, EVENT_COLUMNS * ROWS),
  );
  const rows = [
    ['objects', `${formatCount(metrics.objects)} · ${formatBytes(metrics.bytes)}`],
    ['put · get', `${formatRate(rates.puts)} · ${formatRate(rates.gets)}`],
    ['events due', formatCount(metrics.pendingEvents)],
    metrics.lostEvents > 0
      ? ['events lost', formatCount(metrics.lostEvents)]
      : ['503 Slow Down', formatRate(rates.throttled)],
  ] as const;
  return (
    <FaceCard {...props} size={size()}>
      <path
        className="face-fill"
        d={squares(metrics.objects / per, COLUMNS, (RIM - COLUMNS * PITCH) / 2 + 1, 0)}
      />
      <path className="face-line" d={squares(metrics.pendingEvents / per, EVENT_COLUMNS, RIM + 14, 0.5)} />
      <path className="face-free" d={bucket()} />
      {per > 1 && (
        <FaceText x={CONTENT} y={10} look="note" anchor="end">
          {`one square = ${formatCount(per)}`}
        </FaceText>
      )}
      {rows.map(([label, figure], i) => (
        <FigureRow key={label} y={PICTURE + i * ROW} width={CONTENT} label={label} figure={figure} />
      ))}
    </FaceCard>
  );
}

/** @param inset of an outline, so that it stays within its cell */
function squares(count: number, columns: number, left: number, inset: number): string {
  let path = '';
  for (let i = 0; i < Math.min(columns * ROWS, Math.ceil(count)); i++) {
    const x = left + (i % columns) * PITCH + inset;
    const y = FLOOR - 1 - (Math.floor(i / columns) + 1) * PITCH + inset;
    path += rectPath(x, y, CELL - 2 * inset, CELL - 2 * inset, 1);
  }
  return path;
}

function bucket(): string {
  const r = RIM / 2;
  const rim = `M0.5 ${LIP + 0.5}a${r - 0.5} ${LIP} 0 0 1 ${RIM - 1} 0a${r - 0.5} ${LIP} 0 0 1 ${-(RIM - 1)} 0`;
  const foot = RIM - 2 * SLANT;
  return `${rim}L${SLANT} ${FLOOR}a${foot / 2} ${LIP} 0 0 0 ${foot} 0L${RIM - 0.5} ${LIP + 0.5}`;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** 5_200_000 -> "5.2 MB". */
function formatBytes(bytes: number): string {
  let unit = 0;
  let n = bytes;
  for (; n >= 1000 && unit < UNITS.length - 1; unit++) n /= 1000;
  return `${n < 10 && unit > 0 ? (Math.round(n * 10) / 10).toString() : formatCount(Math.round(n))} ${UNITS[unit]}`;
}

export function summary({ metrics, rates }: BucketView): string {
  const due = metrics.pendingEvents > 0 ? `; ${counted(metrics.pendingEvents, 'event')} not taken yet` : '';
  const lost = metrics.lostEvents > 0 ? `; ${counted(metrics.lostEvents, 'event')} lost` : '';
  const slow = rates.throttled > 0 ? `; ${formatRate(rates.throttled)} told to slow down` : '';
  return `${counted(metrics.objects, 'object')}, ${formatBytes(metrics.bytes)}${due}${lost}${slow}.`;
}
