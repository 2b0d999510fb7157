import { BarRow } from '../../ui/face/BarRow.tsx';
import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FaceText } from '../../ui/face/FaceText.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { counted, formatShareOf, onGrid } from '../../ui/face/figures.ts';
import { rectPath } from '../../ui/face/geometry.ts';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { ModelView } from './sim.ts';

const WIDTH = 216;
const CONTENT = contentWidth(WIDTH);
/** A speaking tube: its bell, and the answers that come out of it one above the other. */
const BELL = 52;
const LINES_MOST = 5;
const PICTURE = BELL + 10;

export function size(): FaceSize {
  return { width: WIDTH, height: cardHeight(onGrid(PICTURE + 4 * ROW)) };
}

function words(open: number): string {
  let path = '';
  const lines = Math.min(LINES_MOST, Math.ceil(Math.max(0, open)));
  for (let i = 0; i < lines; i++) path += rectPath(62, 6 + i * 9, CONTENT - 62 - (i % 3) * 18, 4, 1);
  return path;
}

/** "84k": a quota is read at a glance. */
const short = (n: number): string =>
  n < 10_000 ? formatCount(Math.round(n)) : `${formatCount(Math.round(n / 1000))}k`;

export function Face(props: FaceProps<ModelView>) {
  const { view } = props;
  const { metrics, rates, settings: s } = view;
  const quota =
    s.billing === 'PTU'
      ? {
          label: 'PTU',
          figure: `${formatCount(Math.round(metrics.utilisation * 100))} %`,
          value: metrics.utilisation,
          top: 1,
        }
      : {
          label: 'TPM',
          figure: `${short(metrics.quotaUsed)}/${short(s.TPM)}`,
          value: metrics.quotaUsed,
          top: s.TPM,
        };
  return (
    <FaceCard {...props} size={size()}>
      <path className="face-free" d={`M0.5 20.5h18l30 -16v${BELL - 8}l-30 -16h-18z`} />
      <path className="face-fill" d={words(metrics.open)} />
      <FaceText x={CONTENT} y={BELL + 4} look="note" anchor="end">
        simulated model
      </FaceText>
      <BarRow y={PICTURE} width={CONTENT} {...quota} hatched={rates.throttled > 0} mark={quota.top} />
      <FigureRow
        y={PICTURE + ROW}
        width={CONTENT}
        label="answered"
        figure={formatShareOf(rates.answered, rates.throttled + rates.tooLong + rates.failed)}
      />
      <FigureRow
        y={PICTURE + 2 * ROW}
        width={CONTENT}
        label="429 · 400"
        figure={`${formatCount(metrics.throttled)} · ${formatCount(metrics.tooLong)}`}
      />
      <FigureRow
        y={PICTURE + 3 * ROW}
        width={CONTENT}
        label="from its prior"
        figure={formatShareOf(metrics.fromPrior, metrics.fromSources)}
      />
    </FaceCard>
  );
}

export function summary({ metrics, settings: s }: ModelView): string {
  if (metrics.up === 0) return 'Down.';
  const used =
    s.billing === 'PTU'
      ? `${formatCount(Math.round(metrics.utilisation * 100))} % of its throughput used`
      : `${formatCount(Math.round(metrics.quotaUsed))} of ${formatCount(s.TPM)} tokens of this minute charged`;
  return `A simulated model: ${counted(metrics.open, 'prompt')} being answered, ${formatCount(metrics.answered)} answered, ${formatCount(metrics.throttled)} refused with 429; ${used}.`;
}
