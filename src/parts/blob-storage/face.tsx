import { formatBytes, formatDollars } from '../../ui/face/amounts.ts';
import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FaceText } from '../../ui/face/FaceText.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { counted } from '../../ui/face/figures.ts';
import { rectPath } from '../../ui/face/geometry.ts';
import { perCell } from '../../ui/face/grid.ts';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { StorageView } from './sim.ts';

const WIDTH = 240;
const CONTENT = contentWidth(WIDTH);
/** px of a shelf, from one plank to the next; boxes stand on it between the name of the tier and its bytes. */
const SHELF = 20;
const LEFT = 48;
const BOX = 8;
const PITCH = 10;
const COLUMNS = 9;
/** The vault has a wall around it, and lies apart. */
const VAULT = 28;
const APART = 8;
const PICTURE = 3 * SHELF + APART + VAULT;
const LIFT = LEFT + COLUMNS * PITCH + 8;
const GAP = 8;

export function size(): FaceSize {
  return { width: WIDTH, height: cardHeight(PICTURE + GAP + 4 * ROW) };
}

/** A shelf for each tier that is online, and below them a vault; what is on its way out of it hangs in the lift. */
export function Face(props: FaceProps<StorageView>) {
  const { view } = props;
  const { metrics } = view;
  const shelves = [
    ['Hot', metrics.hotBytes],
    ['Cool', metrics.coolBytes],
    ['Cold', metrics.coldBytes],
  ] as const;
  const most = shelves.reduce((least, [, bytes]) => Math.max(least, bytes), metrics.archiveBytes);
  const per = perCell(most, COLUMNS);
  const rises = metrics.pendingRehydrations > 0;
  const vault = 3 * SHELF + APART;
  const rows = [
    ['blobs', `${formatCount(metrics.blobs)} · ${formatBytes(metrics.bytes)}`],
    rises
      ? ['on the way up', formatCount(metrics.pendingRehydrations)]
      : ['409 archived · 403', `${formatCount(metrics.archivedReads)} · ${formatCount(metrics.refused)}`],
    ['a month', formatDollars(metrics.monthlyTotal)],
    ['paid so far', formatDollars(metrics.spentTotal)],
  ] as const;
  return (
    <FaceCard {...props} size={size()}>
      {shelves.map(([tier, bytes], i) => (
        <Tier key={tier} tier={tier} bytes={bytes} per={per} floor={(i + 1) * SHELF - 2} />
      ))}
      <path className="face-free" d={planks()} />
      <Tier tier="Archive" bytes={metrics.archiveBytes} per={per} floor={vault + VAULT - 7} />
      <path className="face-line" d={wall(vault)} />
      {rises && <path className="face-line" d={crate(vault)} />}
      {rows.map(([label, figure], i) => (
        <FigureRow key={label} y={PICTURE + GAP + i * ROW} width={CONTENT} label={label} figure={figure} />
      ))}
    </FaceCard>
  );
}

interface TierProps {
  readonly tier: string;
  readonly bytes: number;
  /** Bytes that a box stands for. */
  readonly per: number;
  readonly floor: number;
}

function Tier({ tier, bytes, per, floor }: TierProps) {
  return (
    <>
      <FaceText x={tier === 'Archive' ? 6 : 0} y={floor} look="note">
        {tier}
      </FaceText>
      <path className="face-fill" d={boxes(bytes / per, floor)} />
      <FaceText x={CONTENT - (tier === 'Archive' ? 6 : 0)} y={floor} look="figure" anchor="end">
        {formatBytes(bytes)}
      </FaceText>
    </>
  );
}

/** What is there at all has a box. */
function boxes(count: number, floor: number): string {
  let path = '';
  for (let i = 0; i < Math.min(COLUMNS, Math.ceil(count)); i++)
    path += rectPath(LEFT + i * PITCH + 1, floor - BOX, BOX, BOX, 1);
  return path;
}

function planks(): string {
  return [1, 2, 3].map((i) => `M0 ${i * SHELF - 0.5}H${CONTENT}`).join('');
}

/** Two walls and between them nothing: what lies in there is not to be had at once. */
function wall(top: number): string {
  return (
    rectPath(0.5, top + 0.5, CONTENT - 1, VAULT - 1, 2) + rectPath(3, top + 3, CONTENT - 6, VAULT - 6, 1)
  );
}

/** A crate on a rope, half way up from the vault. */
function crate(vault: number): string {
  const x = LIFT + 6;
  const y = vault - 2 * SHELF;
  return `M${x} ${y - SHELF + 6}V${y}M${x - 4} ${y - SHELF + 10}l4 -5l4 5${rectPath(x - 6, y, 12, 10, 1)}M${x - 6} ${y}l12 10M${x + 6} ${y}l-12 10`;
}

export function summary({ metrics }: StorageView): string {
  if (metrics.up === 0) return 'Its region is lost.';
  const tiers = [
    ['Hot', metrics.hotBlobs],
    ['Cool', metrics.coolBlobs],
    ['Cold', metrics.coldBlobs],
    ['Archive', metrics.archiveBlobs],
  ] as const;
  const held = tiers.filter(([, n]) => n > 0).map(([tier, n]) => `${formatCount(n)} in ${tier}`);
  const lies = held.length > 0 ? `: ${held.join(', ')}` : '';
  const up =
    metrics.pendingRehydrations > 0
      ? `; ${formatCount(metrics.pendingRehydrations)} on their way out of Archive`
      : '';
  return `${counted(metrics.blobs, 'blob')}, ${formatBytes(metrics.bytes)}${lies}${up}; ${formatDollars(metrics.monthlyTotal)} a month.`;
}
