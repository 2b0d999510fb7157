import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { counted, formatMicros, formatRate, onGrid } from '../../ui/face/figures.ts';
import { Stack, stackHeight } from '../../ui/face/Stack.tsx';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { QueueView, Settings } from './sim.ts';

const WIDTH = 216;
const CONTENT = contentWidth(WIDTH);
/** With a gap that keeps the rows below on the stack's own rhythm. */
const STACK = stackHeight(CONTENT) + 2;

export function size(settings: Settings): FaceSize {
  const rows = 1 + (settings.DelaySeconds > 0 ? 1 : 0) + (settings.FifoQueue ? 1 : 0);
  return { width: WIDTH, height: cardHeight(onGrid(STACK + ROW * rows)) };
}

export function Face(props: FaceProps<QueueView>) {
  const { view, title } = props;
  const { metrics, settings: s } = view;
  const oldest = metrics.depth > 0 ? formatMicros(metrics.oldest) : undefined;
  const groupsAt = STACK + (s.DelaySeconds > 0 ? ROW : 0);
  const last = groupsAt + (s.FifoQueue ? ROW : 0);
  return (
    <FaceCard {...props} title={s.FifoQueue ? 'SQS FIFO queue' : title} size={size(s)}>
      <Stack
        width={CONTENT}
        waiting={metrics.visible}
        inFlight={metrics.inFlight}
        oldest={oldest}
        waitingName="visible"
      />
      {s.DelaySeconds > 0 && (
        <FigureRow y={STACK} width={CONTENT} label="delayed" figure={formatCount(metrics.delayed)} />
      )}
      {s.FifoQueue && (
        <FigureRow
          y={groupsAt}
          width={CONTENT}
          label="groups in flight"
          figure={`${formatCount(metrics.groupsInFlight)} of ${formatCount(metrics.groups)}`}
        />
      )}
      <FigureRow y={last} width={CONTENT} {...news(view)} />
    </FaceCard>
  );
}

/** What comes and goes, until there is something worse to tell: one row for both, for a card's height stays. */
function news({ metrics, rates }: QueueView): { readonly label: string; readonly figure: string } {
  if (metrics.expired > 0) return { label: 'lost to retention', figure: formatCount(metrics.expired) };
  if (rates.throttled > 0) return { label: 'throttled', figure: formatRate(rates.throttled) };
  if (metrics.noisyGroups > 0) return { label: 'noisy groups', figure: formatCount(metrics.noisyGroups) };
  if (metrics.moving > 0) return { label: 'moved back', figure: formatRate(rates.moved) };
  if (metrics.deadLettered > 0) return { label: 'dead-lettered', figure: formatCount(metrics.deadLettered) };
  return { label: 'in · out', figure: `${formatRate(rates.sent)} · ${formatRate(rates.deleted)}` };
}

export function summary({ metrics }: QueueView): string {
  if (metrics.depth === 0) return 'Empty.';
  const flight = metrics.inFlight > 0 ? `, ${formatCount(metrics.inFlight)} in flight` : '';
  const delayed = metrics.delayed > 0 ? `, ${formatCount(metrics.delayed)} delayed` : '';
  const dead = metrics.deadLettered > 0 ? `; ${formatCount(metrics.deadLettered)} dead-lettered` : '';
  const groups = metrics.groups > 0 ? ` in ${counted(metrics.groups, 'group')}` : '';
  return `${counted(metrics.visible, 'message')} visible${flight}${delayed}${groups}, the oldest ${formatMicros(metrics.oldest)} old${dead}.`;
}
