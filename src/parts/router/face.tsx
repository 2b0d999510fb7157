import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { Fan } from '../../ui/face/Fan.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { counted, formatRate, formatShareOf, onGrid } from '../../ui/face/figures.ts';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { RouterView, Settings } from './sim.ts';

const WIDTH = 188;
const CONTENT = contentWidth(WIDTH);
const FAN = 52;
const GAP = 8;

export function size(_settings: Settings): FaceSize {
  return { width: WIDTH, height: cardHeight(onGrid(FAN + GAP + 3 * ROW)) };
}

/** By weight some ways are wider than others; taking turns treats all alike. */
const SPOKES = {
  'by weight': [3.2, 2, 1],
  'in turn': [1.4, 1.4, 1.4],
  'least open': [1.4, 1.4, 1.4],
} as const;

const HOW = { 'by weight': 'by weight', 'in turn': 'in turn', 'least open': 'to least open' } as const;

export function Face(props: FaceProps<RouterView>) {
  const { view } = props;
  const { metrics, rates, settings: s } = view;
  const first = FAN + GAP;
  return (
    <FaceCard {...props} size={size(s)}>
      <Fan width={CONTENT} height={FAN} spokes={SPOKES[s.choose]} broken={brokenSpokes(view)} />
      <FigureRow
        y={first}
        width={CONTENT}
        label={`sent ${HOW[s.choose]}`}
        figure={formatRate(rates.passed)}
      />
      <FigureRow
        y={first + ROW}
        width={CONTENT}
        label="answered"
        figure={formatShareOf(rates.answered, rates.failed)}
      />
      {metrics.leftOut > 0 ? (
        <FigureRow
          y={first + 2 * ROW}
          width={CONTENT}
          label="ways left out"
          figure={formatCount(metrics.leftOut)}
        />
      ) : (
        <FigureRow y={first + 2 * ROW} width={CONTENT} label="open" figure={formatCount(metrics.open)} />
      )}
    </FaceCard>
  );
}

/** The fan has three spokes however many wires there are: all break only when no way is left. */
function brokenSpokes({ metrics, rates }: RouterView): number {
  return rates.unrouted > 0 ? 3 : Math.min(2, metrics.leftOut);
}

export function summary({ metrics, rates, settings: s }: RouterView): string {
  const out = metrics.leftOut > 0 ? `; ${counted(metrics.leftOut, 'way')} left out` : '';
  return `Hands on ${formatRate(rates.passed)} ${HOW[s.choose]}, ${counted(metrics.open, 'call')} open${out}.`;
}
