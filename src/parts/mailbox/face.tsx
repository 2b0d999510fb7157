import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { counted, formatRate, onGrid } from '../../ui/face/figures.ts';
import { rectPath } from '../../ui/face/geometry.ts';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { MailboxView, Settings } from './sim.ts';

const WIDTH = 188;
const CONTENT = contentWidth(WIDTH);
const LETTER = { width: 60, height: 38 };
const GAP = 8;

export function size(_settings: Settings): FaceSize {
  return { width: WIDTH, height: cardHeight(onGrid(LETTER.height + GAP + 3 * ROW)) };
}

export function Face(props: FaceProps<MailboxView>) {
  const { view } = props;
  const { metrics, rates } = view;
  const first = LETTER.height + GAP;
  const isBusy = metrics.open > 0 || rates.arrived > 0;
  return (
    <FaceCard {...props} size={size(view.settings)}>
      <Letter x={(CONTENT - LETTER.width) / 2} full={isBusy} />
      <FigureRow y={first} width={CONTENT} label="arrived" figure={formatRate(rates.arrived)} />
      <FigureRow
        y={first + ROW}
        width={CONTENT}
        label="twice or more"
        figure={formatCount(metrics.duplicates)}
      />
      <FigureRow y={first + 2 * ROW} width={CONTENT} label="bounced" figure={formatCount(metrics.bounced)} />
    </FaceCard>
  );
}

/** An envelope: its seal is broken while mail comes in. */
function Letter({ x, full }: { readonly x: number; readonly full: boolean }) {
  const { width, height } = LETTER;
  const middle = width / 2;
  const tip = full ? height * 0.3 : height * 0.58;
  return (
    <g transform={`translate(${x} 0)`} strokeLinejoin="round">
      <path className="face-line" d={rectPath(1, 1, width - 2, height - 2, 3)} />
      <path className="face-line" d={`M3 3L${middle} ${tip}L${width - 3} 3`} />
      {full && <path className="face-fill" d={rectPath(10, height * 0.55, width - 20, 3)} />}
      {full && <path className="face-fill" d={rectPath(10, height * 0.72, width - 32, 3)} />}
    </g>
  );
}

export function summary({ metrics, rates }: MailboxView): string {
  const twice = metrics.duplicates > 0 ? `; ${counted(metrics.duplicates, 'duplicate')}` : '';
  const bounced = metrics.bounced > 0 ? `; ${formatCount(metrics.bounced)} bounced` : '';
  return `${formatRate(rates.arrived)} arrive, ${counted(metrics.arrived, 'e-mail')} in all${twice}${bounced}.`;
}
