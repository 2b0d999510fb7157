import { formatBytes, formatDollars } from '../../ui/face/amounts.ts';
import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FaceText } from '../../ui/face/FaceText.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { atMost, counted, formatRate } from '../../ui/face/figures.ts';
import { Gauge } from '../../ui/face/Gauge.tsx';
import { circlePath, hatchPath, rectPath } from '../../ui/face/geometry.ts';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { ContainerView } from './sim.ts';

const WIDTH = 216;
const CONTENT = contentWidth(WIDTH);
/** px: the sheets of the binder, its rings on the left, its tabs on the right. */
const BINDER = 84;
const SPINE = 16;
const TABS = 52;
const GAP = 8;
const TABS_MAX = 6;

export function size(): FaceSize {
  return { width: WIDTH, height: cardHeight(BINDER + GAP + 4 * ROW) };
}

/** A binder with a tab for every physical partition, filled by how much of this second's budget it has used. */
export function Face(props: FaceProps<ContainerView>) {
  const { view } = props;
  const { metrics, rates } = view;
  const tabs = tabsOf(view);
  const hot = rates.hot > 0;
  const sheet = CONTENT - TABS;
  const rows = [
    ['items', `${formatCount(metrics.items)} · ${formatBytes(metrics.bytes)}`],
    ['429', formatRate(rates.throttled)],
    metrics.tooLarge > 0
      ? ['413: too large', formatCount(metrics.tooLarge)]
      : ['partitions', formatCount(metrics.partitions)],
    ['a month', formatDollars(metrics.monthlyTotal)],
  ] as const;
  return (
    <FaceCard {...props} size={size()}>
      <path className="face-free" d={`${rectPath(0.5, 0.5, sheet, BINDER - 1, 2)}${rings()}`} />
      <FaceText x={SPINE + 8} y={20} look="note">
        RU/s
      </FaceText>
      <FaceText x={sheet - 6} y={20} look="figure" anchor="end">
        {formatCount(Math.round(metrics.used * view.settings.throughput))}
      </FaceText>
      <Gauge
        x={SPINE + 8}
        y={28}
        width={sheet - SPINE - 14}
        value={metrics.used}
        throttled={rates.throttled > 0}
      />
      <FaceText x={SPINE + 8} y={56} look="note">
        provisioned
      </FaceText>
      <FaceText x={sheet - 6} y={74} look="figure" anchor="end">
        {formatCount(Math.round(metrics.provisioned))}
      </FaceText>
      {tabs.map(({ share, y, tall }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: tabs have no name but their place.
        <g key={i} transform={`translate(${sheet} ${y})`}>
          <path className="face-free" d={rectPath(0.5, 0.5, TABS - 1, tall - 3, 2)} />
          {share > 0.02 &&
            (hot && i === 0 ? (
              <path
                className="face-line"
                d={hatchPath(2.5, 2.5, share * (TABS - 5), Math.max(1, tall - 7), 5)}
              />
            ) : (
              <path className="face-fill" d={rectPath(2.5, 2.5, share * (TABS - 5), Math.max(1, tall - 7))} />
            ))}
        </g>
      ))}
      {rows.map(([label, figure], i) => (
        <FigureRow key={label} y={BINDER + GAP + i * ROW} width={CONTENT} label={label} figure={figure} />
      ))}
    </FaceCard>
  );
}

/** The busiest first; of the others only their mean is known. Where there are many, one tab stands for several. */
function tabsOf({ metrics }: ContainerView) {
  const partitions = Math.max(1, Math.round(metrics.partitions));
  const shown = Math.min(TABS_MAX, partitions);
  const hottest = atMost(metrics.hottest, 1);
  const rest = partitions > 1 ? atMost((metrics.used * partitions - hottest) / (partitions - 1), 1) : 0;
  const tall = Math.floor(BINDER / Math.max(3, shown));
  return Array.from({ length: shown }, (_, i) => ({ share: i === 0 ? hottest : rest, y: i * tall, tall }));
}

function rings(): string {
  const holes = [16, 42, 68].map((y) => circlePath(SPINE / 2, y, 3)).join('');
  return `M${SPINE} 0.5V${BINDER - 0.5}${holes}`;
}

export function summary({ metrics, rates, settings: s }: ContainerView): string {
  if (metrics.up === 0) return 'It does not answer.';
  const hot = rates.hot > 0 ? ', one of them hot' : '';
  const throttled = rates.throttled > 0 ? `; ${formatRate(rates.throttled)} told to come later` : '';
  const used = `${formatCount(Math.round(metrics.used * s.throughput))} of ${formatCount(s.throughput)} RU used this second`;
  return `${counted(metrics.items, 'item')} in ${counted(metrics.partitions, 'partition')}${hot}; ${used}${throttled}; ${formatDollars(metrics.monthlyTotal)} a month.`;
}
