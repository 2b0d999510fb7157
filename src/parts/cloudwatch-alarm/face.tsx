import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FaceText } from '../../ui/face/FaceText.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { counted, formatMicros, onGrid } from '../../ui/face/figures.ts';
import { Gauge } from '../../ui/face/Gauge.tsx';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { AlarmView, Settings } from './sim.ts';

const WIDTH = 208;
const CONTENT = contentWidth(WIDTH);
const GAUGE = 16;

export function size(_settings: Settings): FaceSize {
  return { width: WIDTH, height: cardHeight(onGrid(ROW + GAUGE + 3 * ROW)) };
}

export function Face(props: FaceProps<AlarmView>) {
  const { view } = props;
  const { metrics, settings: s } = view;
  // The threshold stands in the middle until twice of it is reached.
  const top = Math.max(2 * Math.abs(s.Threshold), Math.abs(metrics.value), 1);
  return (
    <FaceCard {...props} size={size(s)}>
      <FaceText y={12} look="figure" width={CONTENT}>
        {s.metric ?? 'no figure'}
      </FaceText>
      <Gauge
        y={ROW + 4}
        width={CONTENT}
        value={Math.abs(metrics.value) / top}
        throttled={metrics.inAlarm > 0}
        mark={Math.abs(s.Threshold) / top}
      />
      <FigureRow
        y={ROW + GAUGE}
        width={CONTENT}
        label={s.Statistic}
        figure={metrics.datapoints > 0 ? plain(metrics.value) : 'none yet'}
      />
      <FigureRow
        y={2 * ROW + GAUGE}
        width={CONTENT}
        label="threshold"
        figure={`${SIGNS[s.ComparisonOperator]} ${plain(s.Threshold)}`}
      />
      <FigureRow
        y={3 * ROW + GAUGE}
        width={CONTENT}
        label={`of ${formatCount(s.EvaluationPeriods)} × ${formatMicros(s.Period)}`}
        figure={`${formatCount(s.DatapointsToAlarm)} must breach`}
      />
    </FaceCard>
  );
}

const SIGNS = {
  GreaterThanOrEqualToThreshold: '≥',
  GreaterThanThreshold: '>',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '≤',
} as const;

/** A datapoint may be anything from milliseconds in seconds to a count of bytes. */
function plain(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 100)
    return value < 0 ? `-${formatCount(Math.round(-value))}` : formatCount(Math.round(value));
  return String(Number(value.toPrecision(3)));
}

export function summary({ metrics, settings: s }: AlarmView): string {
  if (s.metric === null) return 'It watches nothing.';
  const told = `; ${counted(metrics.actions, 'action')} taken`;
  if (metrics.insufficient > 0) return `It has too little data of ${s.metric}${told}.`;
  const state = metrics.inAlarm > 0 ? 'In alarm' : 'OK';
  return `${state}: ${s.metric} was ${plain(metrics.value)}, the threshold is ${plain(s.Threshold)}${told}.`;
}
