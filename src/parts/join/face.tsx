import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { Fan } from '../../ui/face/Fan.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { counted, formatShareOf, onGrid } from '../../ui/face/figures.ts';
import { WaitingLine } from '../../ui/face/WaitingLine.tsx';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { JoinView, Settings } from './sim.ts';

const WIDTH = 188;
const CONTENT = contentWidth(WIDTH);
const FAN = 52;
const GAP = 8;
const SPOKES = [1.4, 1.4, 1.4] as const;

export function size(_settings: Settings): FaceSize {
  return { width: WIDTH, height: cardHeight(onGrid(FAN + GAP + 3 * ROW)) };
}

export function Face(props: FaceProps<JoinView>) {
  const { view } = props;
  const { metrics, rates, settings: s } = view;
  const first = FAN + GAP;
  return (
    <FaceCard {...props} size={size(s)}>
      <Fan width={CONTENT} height={FAN} spokes={SPOKES} tied shut={metrics.open > 0} />
      <WaitingLine y={first} width={CONTENT} label="open" count={metrics.open} />
      <FigureRow
        y={first + ROW}
        width={CONTENT}
        label="answers missing"
        figure={formatCount(metrics.outstanding)}
      />
      <FigureRow
        y={first + 2 * ROW}
        width={CONTENT}
        label="all answered well"
        figure={formatShareOf(rates.answered, rates.failed)}
      />
    </FaceCard>
  );
}

export function summary({ metrics }: JoinView): string {
  if (metrics.open === 0) return 'No call waits for its answers.';
  return `${counted(metrics.open, 'call')} open, ${counted(metrics.outstanding, 'answer')} missing.`;
}
