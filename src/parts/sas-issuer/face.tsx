import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FaceText } from '../../ui/face/FaceText.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { counted } from '../../ui/face/figures.ts';
import { circlePath, rectPath } from '../../ui/face/geometry.ts';
import { deal, perCell } from '../../ui/face/grid.ts';
import { formatCount, formatSeconds } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { IssuerView } from './sim.ts';

const WIDTH = 208;
const CONTENT = contentWidth(WIDTH);
const PICTURE = 76;
/** px: the top of the desk, and where the links lie on it. */
const DESK = 60;
const LINKS_AT = 64;
const SLIP = { width: 16, height: 9, gapX: 3, gapY: 4 };
const COLUMNS = 6;
const SLIPS = COLUMNS * 4;

export function size(): FaceSize {
  return { width: WIDTH, height: cardHeight(PICTURE + 4 * ROW) };
}

export function Face(props: FaceProps<IssuerView>) {
  const { view } = props;
  const { metrics, settings: s } = view;
  const counts = [metrics.validLinks, metrics.expiredLinks + metrics.cutOffLinks];
  const total = counts.reduce((a, b) => a + b, 0);
  const per = perCell(total, SLIPS);
  const [valid = 0, over = 0] = deal(counts, per, Math.min(SLIPS, Math.ceil(total / per)));
  const isUsers = s.kind === 'user delegation';
  const rows = [
    ['valid', `${formatCount(metrics.validLinks)} of ${formatCount(metrics.issued)}`],
    ['expired', formatCount(metrics.expiredLinks)],
    ['cut off', formatCount(metrics.cutOffLinks)],
    metrics.clockOff > 0
      ? ['clock off by', formatSeconds(metrics.clockOff)]
      : ['signs with', metrics.keyGeneration === 0 ? 'no key' : isUsers ? 'a user’s key' : keyText(view)],
  ] as const;
  return (
    <FaceCard {...props} size={size()}>
      <Stamp down={metrics.open > 0} />
      <path className="face-fill" d={slips(0, valid, 0)} />
      <path className="face-free" d={slips(valid, over, 0.5)} />
      <path className="face-free" d={struck(valid, over)} />
      <path className="face-line" d={`M0 ${DESK + 0.5}H${CONTENT}`} />
      {per > 1 && (
        <FaceText x={CONTENT} y={DESK + 13} look="note" anchor="end">
          {`one slip = ${formatCount(per)}`}
        </FaceText>
      )}
      {rows.map(([label, figure], i) => (
        <FigureRow key={label} y={PICTURE + i * ROW} width={CONTENT} label={label} figure={figure} />
      ))}
    </FaceCard>
  );
}

/** A key is named by how often it has been made, where that is more than once. */
function keyText({ metrics, settings: s }: IssuerView): string {
  return metrics.keyGeneration > 1 ? `${s.keyName}, no. ${formatCount(metrics.keyGeneration)}` : s.keyName;
}

/** On the desk, or lifted above the slip that it has stamped. */
function Stamp({ down }: { readonly down: boolean }) {
  const lift = down ? 0 : -10;
  return (
    <g>
      <path className="face-free" d={rectPath(4.5, DESK - 6.5, 44, 6, 1)} />
      <g transform={`translate(0 ${lift})`}>
        <path className="face-line" d={circlePath(26.5, 20, 7)} />
        <path className="face-line" d="M23.5 26.5c0 8 -4 8 -6 13M29.5 26.5c0 8 4 8 6 13" />
        <path className="face-fill" d={rectPath(10, 40, 33, 13, 2)} />
      </g>
    </g>
  );
}

const corner = (i: number): readonly [x: number, y: number] => [
  LINKS_AT + (i % COLUMNS) * (SLIP.width + SLIP.gapX),
  DESK - 2 - (Math.floor(i / COLUMNS) + 1) * (SLIP.height + SLIP.gapY) + SLIP.gapY,
];

/** @param inset of an outline, so that it stays within its slip */
function slips(from: number, count: number, inset: number): string {
  let path = '';
  for (let i = from; i < from + count; i++) {
    const [x, y] = corner(i);
    path += rectPath(x + inset, y + inset, SLIP.width - 2 * inset, SLIP.height - 2 * inset, 1);
  }
  return path;
}

/** A line through what opens nothing any more. */
function struck(from: number, count: number): string {
  let path = '';
  for (let i = from; i < from + count; i++) {
    const [x, y] = corner(i);
    path += `M${x + 2} ${y + SLIP.height - 2}l${SLIP.width - 4} ${4 - SLIP.height}`;
  }
  return path;
}

export function summary({ metrics }: IssuerView): string {
  const cut = metrics.cutOffLinks > 0 ? `; ${formatCount(metrics.cutOffLinks)} cut off with their key` : '';
  const clock = metrics.clockOff > 0 ? `; its clock is off by ${formatSeconds(metrics.clockOff)}` : '';
  const key = metrics.keyGeneration === 0 ? '; it has no key yet' : '';
  return `${counted(metrics.issued, 'link')} given, ${formatCount(metrics.validLinks)} of them valid, ${formatCount(metrics.expiredLinks)} expired${cut}${clock}${key}.`;
}
