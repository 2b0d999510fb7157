import type { Plate, PlateChart, Station } from '../lab/protocol.ts';
import { availabilitySeries, bucketAt, seriesOf } from '../recording/query.ts';
import type { Recording } from '../recording/types.ts';
import { formatCount, formatSeconds } from '../ui/format.ts';

type PlateLine = PlateChart['lines'][number];

/** What the charts read of whoever plays the run. */
export interface ChartMoment {
  readonly at: number;
  readonly values: Float64Array;
  readonly rates: Float64Array;
}

/** One line of a chart over the whole run, in the unit in which it is read. */
export interface Line {
  readonly name: string;
  /** Ends of the buckets, in ticks. */
  readonly at: Float64Array;
  /** NaN where there is nothing to say. */
  readonly values: Float64Array;
  /** The figure at the playhead. */
  readonly now: (moment: ChartMoment) => number;
}

export type Scale = 'share' | 'time' | 'count';

export function linesOf(recording: Recording, chart: PlateChart): Line[] {
  return chart.lines.map((line) => lineOf(recording, line));
}

/** The lines as they are drawn: those of a stacked chart each lie on the ones before. */
export function layered<L extends Line | null>(chart: PlateChart, lines: readonly L[]): readonly L[] {
  if (!chart.stacked) return lines;
  let below: Float64Array | null = null;
  return lines.map((line) => {
    if (!line) return line;
    const ground: Float64Array | null = below;
    below = line.values.map((value, i) => (Number.isNaN(value) ? 0 : value) + (ground?.[i] ?? 0));
    return { ...line, values: below };
  });
}

/** How a chart's figures are written and how high it reaches. */
export function scaleOf(recording: Recording, chart: PlateChart): Scale {
  const [first] = chart.lines;
  if (!first || !('metric' in first)) return 'share';
  const { type } = recording.metrics[first.metric]!;
  return type === 'age' || type === 'timing' ? 'time' : 'count';
}

function lineOf(recording: Recording, line: PlateLine): Line {
  const { name } = line;
  if (!('metric' in line)) {
    const { at, mean } = availabilitySeries(recording, line.availabilityOf);
    const values = mean.map((share) => share * 100);
    return { name, at, values, now: bucketValue(recording, values) };
  }
  const { metric } = line;
  const { type } = recording.metrics[metric]!;
  const { at, mean } = seriesOf(recording, metric);
  if (type === 'level') return { name, at, values: mean, now: ({ values }) => values[metric]! };
  if (type === 'counter') return { name, at, values: mean, now: ({ rates }) => rates[metric]! };
  const values = mean.map((ticks) => ticks / 1e6);
  if (type === 'age') return { name, at, values, now: (moment) => moment.values[metric]! / 1e6 };
  return { name, at, values, now: bucketValue(recording, values) };
}

/** For what is known only over a stretch of time: the figure of the stretch that has just ended. */
function bucketValue(recording: Recording, values: Float64Array): Line['now'] {
  return ({ at }) => {
    const bucket = bucketAt(recording, at) - 1;
    return values[Math.min(values.length - 1, Math.max(0, bucket))] ?? Number.NaN;
  };
}

/** Another run, to be drawn thinly behind. */
export interface ChartGhost {
  readonly name: string;
  readonly plate: Plate;
  readonly recording: Recording;
}

/** For each line of a chart the same one of another run: by the chart's title and the line's name. */
export function ghostLinesOf(ghost: ChartGhost, chart: PlateChart): readonly (Line | null)[] {
  const other = ghost.plate.charts.find(({ title }) => title === chart.title);
  return chart.lines.map(({ name }) => {
    const same = other?.lines.find((line) => line.name === name);
    return same ? lineOf(ghost.recording, same) : null;
  });
}

/** The figure of the stretch of time that has just ended; NaN when there is none yet. */
export function valueAt({ at, values }: Line, t: number): number {
  let low = 0;
  let high = at.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at[middle]! <= t) low = middle + 1;
    else high = middle;
  }
  return values[low - 1] ?? Number.NaN;
}

/** What theory predicts for a line of a chart. */
export interface Prediction {
  readonly line: number;
  /** In the unit of the line. */
  readonly value: number;
  /** The steady stretch for which it is made, in ticks. */
  readonly from: number;
  readonly to: number;
  /** "M/M/18 predicts 3.2" */
  readonly says: string;
}

export function predictionsOf(
  recording: Recording,
  chart: PlateChart,
  stations: readonly Station[],
): readonly Prediction[] {
  const scale = scaleOf(recording, chart);
  return chart.lines.flatMap((line, i) => {
    if (!('metric' in line)) return [];
    return stations.flatMap(({ model, predicted, window: { from, to } }) =>
      predicted
        .filter(({ metric }) => metric === line.metric)
        .map(({ value: raw }) => {
          const value = scale === 'time' ? raw / 1e6 : raw;
          return { line: i, value, from, to, says: `${model} predicts ${formatFigure(value, scale, '')}` };
        }),
    );
  });
}

/** The top of the scale: a round number that nothing in the run, behind it or foretold of it, exceeds. */
export function topOf(
  lines: readonly (Line | null)[],
  scale: Scale,
  predictions: readonly Prediction[] = [],
): number {
  if (scale === 'share') return 100;
  let most = 0;
  for (const line of lines) for (const value of line?.values ?? []) if (value > most) most = value;
  for (const { value } of predictions) if (value > most && Number.isFinite(value)) most = value;
  if (most === 0) return 1;
  if (scale === 'time' && most > 60) return Math.ceil(most / 30) * 30;
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((step) => step * power).find((top) => top >= most)!;
}

export function formatFigure(value: number, scale: Scale, unit: string): string {
  if (Number.isNaN(value)) return '–';
  if (scale === 'time') return formatSeconds(value);
  if (scale === 'share') return `${value === 100 ? '100' : (Math.floor(value * 10) / 10).toFixed(1)} %`;
  const count = value > 0 && value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
  return `${Number.isInteger(count) ? formatCount(count) : count} ${unit}`.trim();
}

/** The top of the scale, without its unit where the chart says it anyway. */
export function formatTop(value: number, scale: Scale): string {
  if (scale === 'count') return formatCount(value);
  // One unit only: there is room for one.
  return scale === 'time' && value > 60 && value < 3600 ? `${value} s` : formatFigure(value, scale, '');
}

/** A chart in words, up to a moment. */
export function describe(line: Line, moment: ChartMoment, scale: Scale, unit: string): string {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < line.at.length && line.at[i]! <= moment.at; i++) {
    const value = line.values[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const now = formatFigure(line.now(moment), scale, unit);
  if (low > high) return `${line.name}: now ${now}.`;
  const range = `lowest ${formatFigure(low, scale, unit)}, highest ${formatFigure(high, scale, unit)}`;
  return `${line.name}: ${range} so far, now ${now}.`;
}

/** "With a queue: 99.9 % at this moment." */
export function describeGhost(
  name: string,
  line: Line,
  moment: ChartMoment,
  scale: Scale,
  unit: string,
): string {
  const value = valueAt(line, moment.at);
  return Number.isNaN(value) ? '' : `${name}: ${formatFigure(value, scale, unit)} at this moment.`;
}
