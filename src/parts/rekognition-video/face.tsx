import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { atMost, counted, formatRate, onGrid } from '../../ui/face/figures.ts';
import { SlotGrid, slotGridHeight } from '../../ui/face/SlotGrid.tsx';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { Settings, VideoView } from './sim.ts';

const WIDTH = 224;
const CONTENT = contentWidth(WIDTH);
const GAP = 8;

export function size({ concurrentJobs }: Settings): FaceSize {
  const board = slotGridHeight(concurrentJobs, CONTENT);
  return { width: WIDTH, height: cardHeight(onGrid(board + GAP + 4 * ROW)) };
}

/** The board of places: so many jobs may run, and no more. */
export function Face(props: FaceProps<VideoView>) {
  const { view } = props;
  const { metrics, rates, settings: s } = view;
  const first = slotGridHeight(s.concurrentJobs, CONTENT) + GAP;
  const ended = metrics.succeeded + metrics.failedJobs;
  const rows = [
    ['running', `${formatCount(metrics.running)} of ${formatCount(s.concurrentJobs)}`],
    ['over the limit', formatRate(rates.limitExceeded)],
    ['ended', formatCount(ended)],
    metrics.lostNotifications > 0
      ? ['nobody was told', formatCount(metrics.lostNotifications)]
      : ['to be told', formatCount(metrics.open)],
  ] as const;
  return (
    <FaceCard {...props} size={size(s)}>
      <SlotGrid
        width={CONTENT}
        total={s.concurrentJobs}
        working={atMost(metrics.running, s.concurrentJobs)}
        unit="jobs"
      />
      {rows.map(([label, figure], i) => (
        <FigureRow key={label} y={first + i * ROW} width={CONTENT} label={label} figure={figure} />
      ))}
    </FaceCard>
  );
}

export function summary({ metrics, rates, settings: s }: VideoView): string {
  const over = rates.limitExceeded > 0 ? `; ${formatRate(rates.limitExceeded)} over the limit` : '';
  const lost =
    metrics.lostNotifications > 0 ? `; of ${formatCount(metrics.lostNotifications)} nobody was told` : '';
  return `${formatCount(metrics.running)} of ${counted(s.concurrentJobs, 'job')} that may run at once${over}; ${formatCount(metrics.succeeded)} succeeded, ${formatCount(metrics.failedJobs)} failed${lost}.`;
}
