import { BarRow } from '../../ui/face/BarRow.tsx';
import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { atMost, counted, formatRate, onGrid } from '../../ui/face/figures.ts';
import { Permits, permitsHeight } from '../../ui/face/Permits.tsx';
import { WaitingLine } from '../../ui/face/WaitingLine.tsx';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { ClientView, Settings } from './sim.ts';

const WIDTH = 208;
const CONTENT = contentWidth(WIDTH);
const GAP = 8;

/** Whether its retries are paid for with tokens. */
const paysFor = ({ mode }: Settings): boolean => mode === 'standard' || mode === 'adaptive';

/** px that the bucket takes, with its figure. */
function bucketHeight(s: Settings): number {
  return paysFor(s) ? permitsHeight(Math.max(1, s.quota), CONTENT) + GAP + ROW : 0;
}

export function size(s: Settings): FaceSize {
  const rows = 3 + Number(s.mode === 'adaptive') * 2 + Number(s.batch > 1);
  return { width: WIDTH, height: cardHeight(onGrid(bucketHeight(s) + rows * ROW)) };
}

export function Face(props: FaceProps<ClientView>) {
  const { view } = props;
  const { metrics, rates, settings: s } = view;
  const tokens = atMost(metrics.tokens, s.quota);
  const first = bucketHeight(s);
  const top = Math.max(rates.calls, rates.attempts, 1);
  const adaptive = s.mode === 'adaptive';
  return (
    <FaceCard {...props} size={size(s)}>
      {paysFor(s) && (
        <>
          <Permits width={CONTENT} tokens={tokens} capacity={Math.max(1, s.quota)} unit="tokens" />
          <FigureRow
            y={first - ROW}
            width={CONTENT}
            label="for retries"
            figure={`${formatCount(tokens)} of ${formatCount(s.quota)}`}
          />
        </>
      )}
      <BarRow
        y={first}
        width={CONTENT}
        label="calls"
        figure={formatRate(rates.calls)}
        value={rates.calls}
        top={top}
      />
      <BarRow
        y={first + ROW}
        width={CONTENT}
        label="tries"
        figure={formatRate(rates.attempts)}
        value={rates.attempts}
        top={top}
        mark={rates.calls}
      />
      <WaitingLine y={first + 2 * ROW} width={CONTENT} label="backing off" count={metrics.backingOff} />
      {adaptive && (
        <>
          <FigureRow
            y={first + 3 * ROW}
            width={CONTENT}
            label="lets through"
            figure={metrics.rate > 0 ? formatRate(metrics.rate) : 'all'}
          />
          <WaitingLine y={first + 4 * ROW} width={CONTENT} label="held back" count={metrics.waiting} />
        </>
      )}
      {s.batch > 1 && (
        <WaitingLine
          y={first + (adaptive ? 5 : 3) * ROW}
          width={CONTENT}
          label="for a batch"
          count={metrics.gathering}
        />
      )}
    </FaceCard>
  );
}

export function summary({ metrics, rates, settings: s }: ClientView): string {
  const tokens = paysFor(s) ? `; ${formatCount(metrics.tokens)} of ${counted(s.quota, 'token')} left` : '';
  const held = metrics.waiting > 0 ? `; ${counted(metrics.waiting, 'call')} held back` : '';
  return `${formatRate(rates.calls)} calls, ${formatRate(rates.attempts)} tries; ${counted(metrics.backingOff, 'call')} backing off${held}${tokens}.`;
}
