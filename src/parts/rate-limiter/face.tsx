import { BarRow } from '../../ui/face/BarRow.tsx';
import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { atMost, counted, formatRate, onGrid } from '../../ui/face/figures.ts';
import { Permits, permitsHeight } from '../../ui/face/Permits.tsx';
import { WaitingLine } from '../../ui/face/WaitingLine.tsx';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { LimiterView, Settings } from './sim.ts';

const WIDTH = 208;
const CONTENT = contentWidth(WIDTH);
const GAP = 8;

export function size(settings: Settings): FaceSize {
  const rows = 3 + Number(settings.onEmpty === 'wait');
  return {
    width: WIDTH,
    height: cardHeight(onGrid(permitsHeight(settings.burst, CONTENT) + GAP + rows * ROW)),
  };
}

export function Face(props: FaceProps<LimiterView>) {
  const { view } = props;
  const { metrics, rates, settings: s } = view;
  const first = permitsHeight(s.burst, CONTENT) + GAP;
  const tokens = atMost(metrics.tokens, s.burst);
  // The limit stands at the same place until more than twice of it comes.
  const limit = s.rate / s.cost;
  const top = Math.max(2 * limit, rates.passed, rates.throttled);
  return (
    <FaceCard {...props} size={size(s)}>
      <Permits width={CONTENT} tokens={tokens} capacity={s.burst} unit="tokens" />
      <FigureRow
        y={first}
        width={CONTENT}
        label="tokens"
        figure={`${formatCount(tokens)} of ${formatCount(s.burst)}`}
      />
      <BarRow
        y={first + ROW}
        width={CONTENT}
        label="passed"
        figure={formatRate(rates.passed)}
        value={rates.passed}
        top={top}
        mark={limit}
      />
      <BarRow
        y={first + 2 * ROW}
        width={CONTENT}
        label="throttled"
        figure={formatRate(rates.throttled)}
        value={rates.throttled}
        top={top}
        hatched
      />
      {s.onEmpty === 'wait' && (
        <WaitingLine y={first + 3 * ROW} width={CONTENT} label="in line" count={metrics.waiting} />
      )}
    </FaceCard>
  );
}

export function summary({ metrics, rates, settings: s }: LimiterView): string {
  const line = metrics.waiting > 0 ? `; ${counted(metrics.waiting, 'request')} wait for tokens` : '';
  return `${formatCount(metrics.tokens)} of ${counted(s.burst, 'token')} left; ${formatRate(rates.passed)} let through, ${formatRate(rates.throttled)} throttled${line}.`;
}
