import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { atMost, counted, formatRate, onGrid } from '../../ui/face/figures.ts';
import { Heads, headsHeight } from '../../ui/face/Heads.tsx';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { FleetView, Settings } from './sim.ts';

const WIDTH = 220;
const CONTENT = contentWidth(WIDTH);
const GAP = 8;

export function size({ workers }: Settings): FaceSize {
  return { width: WIDTH, height: cardHeight(onGrid(headsHeight(workers, CONTENT) + GAP + 4 * ROW)) };
}

/** Each worker is one of: working, waiting on others, idle, down. */
function workersOf({ metrics, settings: s }: FleetView) {
  const up = atMost(metrics.up, s.workers);
  const busy = atMost(metrics.busy, up);
  const blocked = atMost(metrics.blocked, busy);
  return { up, busy, blocked, idle: up - busy, down: s.workers - up };
}

export function Face(props: FaceProps<FleetView>) {
  const { view } = props;
  const { workers } = view.settings;
  const { busy, blocked, idle, down } = workersOf(view);
  const first = headsHeight(workers, CONTENT) + GAP;
  return (
    <FaceCard {...props} size={size(view.settings)}>
      <Heads width={CONTENT} busy={busy - blocked} waiting={blocked} idle={idle} down={down} />
      <FigureRow
        y={first}
        width={CONTENT}
        label="hold a message"
        figure={`${formatCount(busy)} of ${formatCount(workers)}`}
      />
      <FigureRow y={first + ROW} width={CONTENT} label="wait on others" figure={formatCount(blocked)} />
      <FigureRow
        y={first + 2 * ROW}
        width={CONTENT}
        label="processed"
        figure={formatRate(view.rates.processed)}
      />
      <FigureRow y={first + 3 * ROW} width={CONTENT} {...trouble(view)} />
    </FaceCard>
  );
}

/** What goes wrong now, then what once went wrong: there is one row for it, for a card's height stays. */
function trouble({ metrics, rates }: FleetView): { readonly label: string; readonly figure: string } {
  if (rates.heldBack > 0 && rates.failed <= rates.heldBack)
    return { label: 'held back', figure: formatRate(rates.heldBack) };
  if (rates.failed > 0) return { label: 'failed', figure: formatRate(rates.failed) };
  if (rates.misfits > 0) return { label: 'worked on for nothing', figure: formatRate(rates.misfits) };
  if (metrics.undeleted > 0) return { label: 'done, not deleted', figure: formatCount(metrics.undeleted) };
  if (metrics.duplicates > 0) return { label: 'duplicates', figure: formatCount(metrics.duplicates) };
  if (metrics.misfits > 0) return { label: 'worked on for nothing', figure: formatCount(metrics.misfits) };
  if (metrics.lost > 0) return { label: 'lost with a worker', figure: formatCount(metrics.lost) };
  return { label: 'failed', figure: '0/s' };
}

export function summary(view: FleetView): string {
  const { metrics, rates, settings: s } = view;
  const { up, busy, blocked } = workersOf(view);
  if (up === 0)
    return s.workers === 1 ? 'Its worker is down.' : `None of ${formatCount(s.workers)} workers runs.`;
  const waits = blocked > 0 ? `, ${formatCount(blocked)} of them wait on others` : '';
  const twice = metrics.duplicates > 0 ? `; ${counted(metrics.duplicates, 'duplicate')}` : '';
  return `${formatCount(busy)} of ${counted(s.workers, 'worker')} hold a message${waits}; ${formatRate(rates.processed)} processed${twice}.`;
}
