import { BarRow } from '../../ui/face/BarRow.tsx';
import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { ROW } from '../../ui/face/FigureRow.tsx';
import { atMost, counted, formatRate, onGrid } from '../../ui/face/figures.ts';
import { Heads, headsHeight } from '../../ui/face/Heads.tsx';
import { WaitingLine } from '../../ui/face/WaitingLine.tsx';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { Settings, SourceView } from './sim.ts';

const WIDTH = 208;
const CONTENT = contentWidth(WIDTH);

export function size(settings: Settings): FaceSize {
  return { width: WIDTH, height: cardHeight(onGrid(usersHeight(settings) + 4 * ROW)) };
}

/** Only a closed source has users that one can count. */
function usersHeight({ arrivals, users }: Settings): number {
  return arrivals === 'closed' ? headsHeight(users, CONTENT) + 8 : 0;
}

/** The rate that the settings lead one to expect: the scale of the bars must not jump with each request. */
function expectedRate({ arrivals, rate, burstRate, rampTo }: Settings): number {
  if (arrivals === 'burst') return Math.max(rate, burstRate);
  if (arrivals === 'ramp') return Math.max(rate, rampTo);
  return arrivals === 'closed' || arrivals === 'trace' ? 0 : rate;
}

export function Face(props: FaceProps<SourceView>) {
  const { view } = props;
  const { metrics, rates, settings: s } = view;
  const first = usersHeight(s);
  const asking = atMost(metrics.open, s.users);
  const top = Math.max(expectedRate(s), rates.made, rates.answered, rates.failed);
  return (
    <FaceCard {...props} size={size(s)}>
      {s.arrivals === 'closed' && (
        <Heads width={CONTENT} busy={asking} idle={s.users - asking} unit="users" />
      )}
      <BarRow
        y={first}
        width={CONTENT}
        label="asked"
        figure={formatRate(rates.made)}
        value={rates.made}
        top={top}
      />
      <BarRow
        y={first + ROW}
        width={CONTENT}
        label="answered"
        figure={formatRate(rates.answered)}
        value={rates.answered}
        top={top}
      />
      <BarRow
        y={first + 2 * ROW}
        width={CONTENT}
        label="failed"
        figure={formatRate(rates.failed)}
        value={rates.failed}
        top={top}
        hatched
      />
      <WaitingLine y={first + 3 * ROW} width={CONTENT} label="open" count={metrics.open} />
    </FaceCard>
  );
}

export function summary({ metrics, rates, settings: s }: SourceView): string {
  const who = s.arrivals === 'closed' ? `${counted(s.users, 'user')}; ` : '';
  return `${who}${formatRate(rates.made)} asked, ${formatRate(rates.answered)} answered, ${formatRate(rates.failed)} failed, ${counted(metrics.open, 'request')} open.`;
}
