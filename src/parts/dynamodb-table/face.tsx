import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FaceText } from '../../ui/face/FaceText.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { counted, formatRate } from '../../ui/face/figures.ts';
import { hatchPath, rectPath } from '../../ui/face/geometry.ts';
import { Lock } from '../../ui/face/Lock.tsx';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { TableView } from './sim.ts';

const WIDTH = 216;
const CONTENT = contentWidth(WIDTH);
/** px of a row of the table, and of the column that holds what is known of it. */
const LINE = 20;
const COLUMN = 84;
const TABLE = 4 * LINE;
const GAP = 8;

export function size(): FaceSize {
  return { width: WIDTH, height: cardHeight(TABLE + GAP + 2 * ROW) };
}

/** A table with a row that counts: hatched when it counts others than those who hold a permit. */
export function Face(props: FaceProps<TableView>) {
  const { view } = props;
  const { metrics, rates } = view;
  const wrong = metrics.held !== metrics.owners;
  const lines = [
    ['key', 'value'],
    ['items', formatCount(metrics.items)],
    ['permits', formatCount(metrics.held)],
    ['owners', formatCount(metrics.owners)],
  ] as const;
  return (
    <FaceCard {...props} size={size()}>
      {wrong && (
        <path
          className="face-line"
          d={hatchPath(CONTENT - COLUMN + 1, 2 * LINE + 1, COLUMN / 2, 2 * LINE - 2, 5)}
        />
      )}
      <path className="face-free" d={`${rectPath(0.5, 0.5, CONTENT - 1, TABLE - 1, 2)}${rules()}`} />
      {lines.map(([key, value], i) => (
        <g key={key} transform={`translate(0 ${i * LINE})`}>
          <FaceText x={i === 2 ? 24 : 8} y={14} look="note">
            {key}
          </FaceText>
          <FaceText x={CONTENT - 8} y={14} look={i === 0 ? 'note' : 'figure'} anchor="end">
            {value}
          </FaceText>
        </g>
      ))}
      <Lock x={14} y={2.5 * LINE} scale={0.45} />
      <FigureRow
        y={TABLE + GAP}
        width={CONTENT}
        label="reads · writes"
        figure={`${formatRate(rates.reads)} · ${formatRate(rates.writes)}`}
      />
      <FigureRow y={TABLE + GAP + ROW} width={CONTENT} {...refusals(view)} />
    </FaceCard>
  );
}

/** Lines between the rows, and one between the columns. */
function rules(): string {
  const across = [1, 2, 3].map((row) => `M0.5 ${row * LINE + 0.5}H${CONTENT - 0.5}`);
  return `${across.join('')}M${CONTENT - COLUMN + 0.5} 0.5V${TABLE - 0.5}`;
}

/** What goes wrong most: one row, for a card's height stays. */
function refusals({ metrics, rates }: TableView): { readonly label: string; readonly figure: string } {
  if (rates.throttled > 0) return { label: 'throttled', figure: formatRate(rates.throttled) };
  if (metrics.doubleReleases > 0)
    return { label: 'given back twice', figure: formatCount(metrics.doubleReleases) };
  return { label: 'condition failed', figure: formatRate(rates.conditionFailed) };
}

export function summary({ metrics, rates }: TableView): string {
  const twice = metrics.doubleReleases > 0 ? `; ${formatCount(metrics.doubleReleases)} given back twice` : '';
  const failed =
    rates.conditionFailed > 0
      ? `; ${formatRate(rates.conditionFailed)} found their condition not to hold`
      : '';
  return `${counted(metrics.items, 'item')}; ${counted(metrics.held, 'permit')} counted as held, by ${counted(metrics.owners, 'owner')}${twice}${failed}.`;
}
