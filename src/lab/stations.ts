import { TICKS_PER_SECOND } from '../engine/clock.ts';
import type { StationSpec } from '../parts/stationSpec.ts';
import { bucketAt, counterOver, levelOver, metricOf, timingOver } from '../recording/query.ts';
import type { Recording } from '../recording/types.ts';
import { RARE } from '../theory/fit.ts';
import { predict } from '../theory/predict.ts';
import { specsOf } from '../theory/wiring.ts';
import type { Station } from './protocol.ts';
import type { Take } from './take.ts';

/** Of a run without acts, or of the time before the first: so much is left out while it settles. */
const WARM_UP = 0.1;
/** Fewer requests than this show no mean. */
const FEW = 30;

/** What queueing theory says of every part of a run where there is something to say. */
export function stationsOf({ compiled, recording }: Take): readonly Station[] {
  const { model, parts } = compiled;
  const window = calmWindow(recording, model.acts[0]?.at ?? Number.POSITIVE_INFINITY);
  const length = (window.to - window.from) / TICKS_PER_SECOND;
  const specs = specsOf(model);
  const disturbed = specs.map((spec, part) => spec && disturbance(recording, window, parts[part]!.id, spec));
  const names = parts.map(({ name }) => name);
  const predictions = predict(model, names, length, disturbed);
  return parts.flatMap(({ id }, part) => {
    const spec = specs[part];
    if (!spec) return [];
    const { model: name, values, says } = predictions[part]!;
    const predicted = Object.entries(values).flatMap(([metricName, value]) => {
      const metric = metricOf(recording, id, metricName);
      if (metric < 0) return [];
      return [{ metric, name: metricName, value, measured: measured(recording, metric, window) }];
    });
    const little = littleOf(recording, id, spec);
    const texts = [says, predicted.length > 0 ? window.says : '', sayLittle(little)];
    return [
      {
        part,
        little: little && { l: little.l, lambda: little.lambda, w: little.w },
        model: name,
        window: { from: window.from, to: window.to },
        predicted,
        says: texts.filter((text) => text !== '').join(' '),
      },
    ];
  });
}

interface CalmWindow {
  readonly from: number;
  readonly to: number;
  readonly says: string;
}

/** The steady time: between edges of buckets, where areas and counts are exact. */
function calmWindow({ edges, ending }: Recording, firstAct: number): CalmWindow {
  const end = Math.min(firstAct, ending.at);
  const edgeBefore = (tick: number) =>
    tick >= ending.at ? ending.at : (edges[bucketAt({ edges } as Recording, tick) - 1] ?? 0);
  const to = edgeBefore(end);
  const from = edgeBefore(to * WARM_UP);
  const seconds = (tick: number) => Number((tick / TICKS_PER_SECOND).toPrecision(6));
  const why = firstAct < ending.at ? ', before the first act' : '';
  return { from, to, says: `Measured from ${seconds(from)} s to ${seconds(to)} s${why}.` };
}

/** What happened meanwhile that no model knows: too little for a mean, or something the part's role does not speak of. */
function disturbance(
  recording: Recording,
  { from, to }: CalmWindow,
  part: string,
  spec: StationSpec,
): string | null {
  if (to <= from) return 'acts disturb it from the start';
  const counts = recording.metrics.flatMap((metric, i) =>
    metric.part === part && metric.type === 'counter' ? [counterOver(recording, i, from, to)] : [],
  );
  const most = Math.max(0, ...counts);
  if (most < FEW) return `only ${most} come in the steady time, too few for a mean`;
  for (const name of spec.disturbed) {
    const metric = metricOf(recording, part, name);
    const count = metric < 0 ? 0 : counterOver(recording, metric, from, to);
    if (count > RARE * most) return `${count} ${recording.metrics[metric]!.says}`;
  }
  return null;
}

function measured(recording: Recording, metric: number, { from, to }: CalmWindow): number {
  switch (recording.metrics[metric]!.type) {
    case 'counter':
      return (counterOver(recording, metric, from, to) * TICKS_PER_SECOND) / (to - from);
    case 'timing':
      return timingOver(recording, metric, from, to).mean;
    default:
      return levelOver(recording, metric, from, to).mean;
  }
}

interface Little {
  readonly l: number;
  readonly lambda: number;
  readonly w: number;
  /** Still there when the run ended. */
  readonly left: number;
}

/** Little's law over the whole run, storms included: it asks nothing of how requests come or are served. */
function littleOf(recording: Recording, part: string, { little }: StationSpec): Little | null {
  if (little === null) return null;
  const end = recording.ending.at;
  const levels = little.there.map((name) => levelOver(recording, metricOf(recording, part, name), 0, end));
  const { count, mean } = timingOver(recording, metricOf(recording, part, little.time), 0, end + 1);
  if (count === 0 || end === 0) return null;
  return {
    l: levels.reduce((sum, level) => sum + level.mean, 0),
    lambda: (count * TICKS_PER_SECOND) / end,
    w: mean / TICKS_PER_SECOND,
    left: levels.reduce((sum, level) => sum + level.last, 0),
  };
}

/** Where the three do not agree, somebody was there whose time nobody wrote down. */
function sayLittle(little: Little | null): string {
  if (little === null) return '';
  const { l, lambda, w, left } = little;
  const whole = "Little's law is taken over the whole run";
  if (Math.abs(l - lambda * w) <= 0.01 * l) return `${whole}.`;
  return left > 0
    ? `${whole}; the number there is more than rate times time by those who left without an answer or are still there (${left}).`
    : `${whole}; the number there is more than rate times time by those who left without an answer.`;
}
