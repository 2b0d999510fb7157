import { BarRow } from '../../ui/face/BarRow.tsx';
import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { atMost, counted, formatRate, onGrid } from '../../ui/face/figures.ts';
import { SlotGrid, slotGridHeight } from '../../ui/face/SlotGrid.tsx';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { FunctionView, Settings } from './sim.ts';

const WIDTH = 220;
const CONTENT = contentWidth(WIDTH);
const GAP = 8;
/** Instances that are drawn one by one; more are told in figures. */
const CELLS = 20;

/** As many places as there may be instances, or as many as can be seen. */
const places = (s: Settings): number => Math.max(1, Math.min(CELLS, s.ReservedConcurrentExecutions));

export function size(s: Settings): FaceSize {
  return { width: WIDTH, height: cardHeight(onGrid(slotGridHeight(places(s), CONTENT) + GAP + 5 * ROW)) };
}

export function Face(props: FaceProps<FunctionView>) {
  const { view } = props;
  const { metrics, rates, settings: s } = view;
  const total = places(s);
  const running = atMost(metrics.concurrent, total);
  const waiting = atMost(metrics.blocked, running);
  const first = slotGridHeight(total, CONTENT) + GAP;
  const limit = s.ReservedConcurrentExecutions;
  return (
    <FaceCard {...props} size={size(s)}>
      <SlotGrid
        width={CONTENT}
        total={total}
        working={running - waiting}
        waiting={waiting}
        unit="instances"
      />
      <BarRow
        y={first}
        width={CONTENT}
        label="running"
        figure={`${formatCount(metrics.concurrent)} of ${formatCount(limit)}`}
        value={metrics.concurrent}
        top={Math.max(1, limit)}
        hatched={rates.throttles > 0}
      />
      <FigureRow y={first + ROW} width={CONTENT} label="warm" figure={formatCount(metrics.warm)} />
      <FigureRow
        y={first + 2 * ROW}
        width={CONTENT}
        label="cold starts"
        figure={formatCount(metrics.coldStarts)}
      />
      <FigureRow y={first + 3 * ROW} width={CONTENT} {...waitingFor(view)} />
      <FigureRow y={first + 4 * ROW} width={CONTENT} {...trouble(view)} />
    </FaceCard>
  );
}

interface Row {
  readonly label: string;
  readonly figure: string;
}

/** Events wait inside it, messages in the hands of pollers. */
function waitingFor({ metrics }: FunctionView): Row {
  if (metrics.asyncWaiting > 0) return { label: 'events waiting', figure: formatCount(metrics.asyncWaiting) };
  if (metrics.held > 0) return { label: 'held by pollers', figure: formatCount(metrics.held) };
  return { label: 'pollers', figure: formatCount(metrics.pollers) };
}

function trouble({ metrics, rates }: FunctionView): Row {
  if (rates.throttles > 0) return { label: 'throttled', figure: formatRate(rates.throttles) };
  if (rates.errors > 0) return { label: 'errors', figure: formatRate(rates.errors) };
  if (metrics.duplicates > 0) return { label: 'duplicates', figure: formatCount(metrics.duplicates) };
  if (metrics.asyncDropped > 0)
    return { label: 'events given up', figure: formatCount(metrics.asyncDropped) };
  return { label: 'invocations', figure: formatRate(rates.invocations) };
}

export function summary({ metrics, rates, settings: s }: FunctionView): string {
  const warm = metrics.warm > 0 ? `, ${formatCount(metrics.warm)} warm` : '';
  const throttled = rates.throttles > 0 ? `; ${formatRate(rates.throttles)} throttled` : '';
  const failed = rates.errors > 0 ? `; ${formatRate(rates.errors)} in error` : '';
  return `${formatCount(metrics.concurrent)} of ${counted(s.ReservedConcurrentExecutions, 'invocation')} running${warm}; ${formatRate(rates.invocations)} invoked${throttled}${failed}.`;
}
