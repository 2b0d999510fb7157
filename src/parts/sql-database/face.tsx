import { formatBytes, formatDollars } from '../../ui/face/amounts.ts';
import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FaceText } from '../../ui/face/FaceText.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { atMost, counted } from '../../ui/face/figures.ts';
import { hatchPath, rectPath } from '../../ui/face/geometry.ts';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { DatabaseView } from './sim.ts';

const WIDTH = 216;
const CONTENT = contentWidth(WIDTH);
/** px of a line of the ledger, and how many there are: together they are the size quota. */
const LINE = 10;
const LINES = 9;
const PAGE = LINES * LINE;
/** Of the column on the left, as ledgers have one. */
const MARGIN = 36;
const GAP = 6;

export function size(): FaceSize {
  return { width: WIDTH, height: cardHeight(PAGE + GAP + 4 * ROW) };
}

/** A page of a ledger whose lines are written full from the top; the last is the size quota. */
export function Face(props: FaceProps<DatabaseView>) {
  const { view } = props;
  const { metrics } = view;
  const full = filledShare(view);
  const refuses = view.rates.full > 0;
  const rows = [
    ['rows', `${formatCount(metrics.rows)} · ${formatBytes(metrics.bytes)}`],
    ['sessions · in the log', `${formatCount(metrics.sessions)} · ${formatCount(metrics.logging)}`],
    metrics.full > 0
      ? ['40544: full', formatCount(metrics.full)]
      : ['backups', formatBytes(metrics.backupBytes)],
    ['a month', formatDollars(metrics.monthlyTotal)],
  ] as const;
  return (
    <FaceCard {...props} size={size()}>
      <path className="face-fill" d={written(full)} />
      {refuses && (
        <path
          className="face-line"
          d={hatchPath(MARGIN + 1, PAGE - LINE + 1, CONTENT - MARGIN - 2, LINE - 2, 5)}
        />
      )}
      <path className="face-hair" d={rules()} />
      <path
        className="face-free"
        d={`${rectPath(0.5, 0.5, CONTENT - 1, PAGE - 1, 2)}M${MARGIN - 1.5} 0.5V${PAGE - 0.5}M${MARGIN + 0.5} 0.5V${PAGE - 0.5}`}
      />
      <FaceText x={MARGIN / 2 - 1} y={LINE + 2} look="note" anchor="middle">
        {`${Math.floor(full * 100)}%`}
      </FaceText>
      {rows.map(([label, figure], i) => (
        <FigureRow key={label} y={PAGE + GAP + i * ROW} width={CONTENT} label={label} figure={figure} />
      ))}
    </FaceCard>
  );
}

function filledShare({ metrics, settings: s }: DatabaseView): number {
  return atMost(metrics.bytes / s.maxSize, 1);
}

/** The writing: a bar on each line, the last one as far as it goes. */
function written(share: number): string {
  const lines = share * LINES;
  let path = '';
  for (let i = 0; i < Math.ceil(lines); i++) {
    const long = Math.min(1, lines - i) * (CONTENT - MARGIN - 10);
    path += rectPath(MARGIN + 5, i * LINE + 3.5, Math.max(1, long), LINE - 6);
  }
  return path;
}

function rules(): string {
  return Array.from(
    { length: LINES - 1 },
    (_, i) => `M${MARGIN + 0.5} ${(i + 1) * LINE + 0.5}H${CONTENT - 0.5}`,
  ).join('');
}

export function summary(view: DatabaseView): string {
  const { metrics, settings: s } = view;
  if (metrics.up === 0) return 'It does not answer.';
  const log = metrics.logging > 0 ? `; ${counted(metrics.logging, 'insert')} in the log` : '';
  const full = metrics.full > 0 ? `; ${counted(metrics.full, 'row')} refused, for it was full` : '';
  return `${counted(metrics.rows, 'row')}, ${formatBytes(metrics.bytes)} of ${formatBytes(s.maxSize)}${log}${full}; ${formatDollars(metrics.monthlyTotal)} a month.`;
}
