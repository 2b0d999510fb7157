import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { counted, formatRate, onGrid } from '../../ui/face/figures.ts';
import { circlePath, crossPath } from '../../ui/face/geometry.ts';
import { WaitingLine } from '../../ui/face/WaitingLine.tsx';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { Settings, TopicView } from './sim.ts';

const WIDTH = 208;
const CONTENT = contentWidth(WIDTH);
const HUB = 68;
const GAP = 8;
const SPOKES = 8;

export function size(_settings: Settings): FaceSize {
  return { width: WIDTH, height: cardHeight(onGrid(HUB + GAP + 4 * ROW)) };
}

export function Face(props: FaceProps<TopicView>) {
  const { view } = props;
  const { metrics, rates } = view;
  const first = HUB + GAP;
  return (
    <FaceCard {...props} size={size(view.settings)}>
      <Hub {...view} />
      <FigureRow y={first} width={CONTENT} label="published" figure={formatRate(rates.published)} />
      <FigureRow y={first + ROW} width={CONTENT} label="delivered" figure={formatRate(rates.delivered)} />
      <WaitingLine y={first + 2 * ROW} width={CONTENT} label="pending" count={metrics.pending} />
      <FigureRow y={first + 3 * ROW} width={CONTENT} {...news(view)} />
    </FaceCard>
  );
}

/** The worst there is to tell, until then what was filtered: one row for all, for a card's height stays. */
function news({ metrics, rates }: TopicView): { readonly label: string; readonly figure: string } {
  if (metrics.lost > 0) return { label: 'lost', figure: formatCount(metrics.lost) };
  if (metrics.redriven > 0) return { label: 'dead-lettered', figure: formatCount(metrics.redriven) };
  if (metrics.backingOff > 0)
    return { label: 'waiting for a retry', figure: formatCount(metrics.backingOff) };
  return { label: 'filtered out', figure: formatRate(rates.filteredOut) };
}

/**
 * A hub whose spokes share out what becomes of the copies: whole for those delivered, dashed for those that wait for
 * another try, crossed out for those given up. A sign: it does not know how many have subscribed.
 */
function Hub({ metrics, rates }: TopicView) {
  const shares = [
    rates.delivered,
    Math.max(rates.retries, Math.min(1, metrics.backingOff)),
    rates.redriven + rates.lost,
  ];
  const kinds = spokesOf(shares);
  const centre = { x: CONTENT / 2, y: HUB / 2 };
  return (
    <g strokeLinecap="round">
      <path className="face-line" d={`M${centre.x - 70} ${centre.y}h46m-6 -4l6 4l-6 4`} />
      {DIRECTIONS.map(([dx, dy], i) => {
        const end = { x: centre.x + 34 * dx, y: centre.y + 28 * dy };
        const line = `M${centre.x + 12 * dx} ${centre.y + 12 * dy}L${end.x} ${end.y}`;
        if (kinds[i] === 'delivered')
          return (
            <g key={line}>
              <path className="face-line" strokeWidth={1.6} d={line} />
              <path className="face-fill" d={circlePath(end.x, end.y, 3)} />
            </g>
          );
        return (
          <g key={line}>
            <path className="face-free" strokeDasharray="3 4" d={line} />
            {kinds[i] === 'lost' && <path className="face-line" d={crossPath(end.x - 3, end.y - 3, 6, 6)} />}
          </g>
        );
      })}
      <path className="face-fill" d={circlePath(centre.x, centre.y, 7)} />
    </g>
  );
}

/** From the top to the right and round, but for the side from which messages come in. */
const DIRECTIONS: readonly (readonly [number, number])[] = [
  [-0.6, -1],
  [0, -1],
  [0.8, -0.8],
  [1.2, -0.28],
  [1.2, 0.28],
  [0.8, 0.8],
  [0, 1],
  [-0.6, 1],
];

type Spoke = 'delivered' | 'waiting' | 'lost';

/** Every kind there is has one at least; while nothing moves, all are whole. */
function spokesOf([delivered = 0, waiting = 0, lost = 0]: readonly number[]): readonly Spoke[] {
  const all = delivered + waiting + lost;
  if (all <= 0) return Array<Spoke>(SPOKES).fill('delivered');
  const count = (rate: number) => (rate > 0 ? Math.max(1, Math.floor((rate / all) * SPOKES)) : 0);
  const gone = count(lost);
  const held = count(waiting);
  return DIRECTIONS.map((_, i) =>
    i >= SPOKES - gone ? 'lost' : i >= SPOKES - gone - held ? 'waiting' : 'delivered',
  );
}

export function summary({ metrics, rates }: TopicView): string {
  const pending =
    metrics.pending > 0 ? `, ${counted(metrics.pending, 'delivery', 'deliveries')} pending` : '';
  const aside = metrics.redriven > 0 ? `; ${formatCount(metrics.redriven)} dead-lettered` : '';
  const lost = metrics.lost > 0 ? `; ${formatCount(metrics.lost)} lost` : '';
  return `${formatRate(rates.published)} published, ${formatRate(rates.delivered)} delivered${pending}${aside}${lost}.`;
}
