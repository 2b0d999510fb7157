/** The figures by which two runs are compared: as expressions of the language of claims, so that a lab can measure them too. */
import type { Plate } from '../../lab/protocol.ts';
import { figuresOf as askOf } from '../../recording/figures.ts';
import { metricOf } from '../../recording/query.ts';
import type { Recording } from '../../recording/types.ts';
import type { TimingStat } from '../../scenario/claim.ts';
import { formatCount, formatSeconds } from '../../ui/format.ts';

export interface Run {
  readonly plate: Plate;
  readonly recording: Recording;
}

/** Shares are 0..1, times in ticks, money in US dollars. */
export type Kind = 'share' | 'time' | 'money' | 'number' | 'rate';

export interface Figure {
  /** The expression: "checkout.busy.mean". */
  readonly id: string;
  readonly says: string;
  readonly kind: Kind;
  /** What B does when it has more of it, and less: "accepts", "points more". */
  readonly verb: string;
  /** Of one run at its own seed; NaN when it has nothing of the kind. */
  readonly of: (run: Run) => number;
}

/** What both runs, or one of them, can tell. */
export function comparedFigures(a: Run, b: Run): readonly Figure[] {
  const all = [
    availability('requests', null, 'users’ requests that ended well'),
    ...latencies(a, b),
    ...costs(a, b),
    ...[a, b].flatMap(charted),
  ];
  return [...new Map(all.map((figure) => [figure.id, figure])).values()];
}

/** Whether a figure means something in both runs, so that pairs of seeds can be held against each other. */
export const isShared = ({ of }: Figure, a: Run, b: Run): boolean =>
  !Number.isNaN(of(a)) && !Number.isNaN(of(b));

function availability(name: string, part: string | null, says: string): Figure {
  return {
    id: `${name}.availability`,
    says,
    kind: 'share',
    verb: 'accepts',
    of: ({ recording }) =>
      part !== null && !recording.partIds.includes(part)
        ? Number.NaN
        : askOf(recording).users(part, 'availability', 0, recording.until),
  };
}

const QUANTILES: readonly TimingStat[] = ['p50', 'p95', 'p99'];

/** Of the users of each source. */
function latencies(a: Run, b: Run): Figure[] {
  const sources = new Set([a, b].flatMap(({ recording }) => sourcesOf(recording)));
  return [...sources].flatMap((part) => {
    const name = nameOf(a, part) ?? nameOf(b, part) ?? part;
    const whose = sources.size > 1 ? `, ${name}` : '';
    return QUANTILES.map(
      (stat): Figure => ({
        id: `${part}.latency.${stat}`,
        says: `${stat} latency${whose}`,
        kind: 'time',
        verb: 'takes',
        of: ({ recording }) =>
          metricOf(recording, part, 'latency') < 0
            ? Number.NaN
            : askOf(recording).timing(part, 'latency', stat, 0, recording.until),
      }),
    );
  });
}

/** Parts from which users' requests came and whose latency was timed. */
function sourcesOf({ requests, partIds, metrics }: Recording): string[] {
  const indices = new Set<number>();
  for (let i = 0; i < requests.count; i++) indices.add(requests.source[i]!);
  return [...indices]
    .map((index) => partIds[index]!)
    .filter((part) =>
      metrics.some((metric) => metric.part === part && metric.name === 'latency' && metric.type === 'timing'),
    );
}

function costs(a: Run, b: Run): Figure[] {
  if (a.recording.costs.length + b.recording.costs.length === 0) return [];
  const of = ({ recording }: Run) => askOf(recording).cost();
  return [{ id: 'cost', says: 'cost of the run', kind: 'money', verb: 'costs', of }];
}

/** What the scenario draws, as means over the run. */
function charted({ plate, recording }: Run): Figure[] {
  return plate.charts.flatMap(({ title, lines }) =>
    lines.flatMap((line): Figure[] => {
      if (!('metric' in line)) {
        const part = line.availabilityOf;
        return part === null ? [] : [availability(part, part, `${title}: ${line.name}`)];
      }
      const metric = recording.metrics[line.metric];
      return metric ? [metricFigure(metric.part, metric.name, metric.type, `${title}: ${line.name}`)] : [];
    }),
  );
}

type MetricType = Recording['metrics'][number]['type'];

function metricFigure(part: string, name: string, type: MetricType, says: string): Figure {
  const stat = type === 'counter' ? 'rate' : 'mean';
  return {
    id: `${part}.${name}.${stat}`,
    says: type === 'counter' ? `${says}, a second` : `${says}, mean`,
    kind: type === 'counter' ? 'rate' : type === 'level' ? 'number' : 'time',
    verb: 'has',
    of({ recording }) {
      if (metricOf(recording, part, name) < 0) return Number.NaN;
      const ask = askOf(recording);
      const to = recording.until;
      if (type === 'counter') return ask.counter(part, name, 'rate', 0, to);
      if (type === 'timing') return ask.timing(part, name, 'mean', 0, to);
      return ask.level(part, name, 'mean', 0, to);
    },
  };
}

const nameOf = ({ plate }: Run, part: string): string | undefined =>
  plate.parts.find(({ id }) => id === part)?.name;

/** A figure with its unit. */
export function formatWorth(value: number, kind: Kind): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return 'never';
  switch (kind) {
    case 'share':
      return `${value === 1 ? '100' : (Math.floor(value * 1000) / 10).toFixed(1)} %`;
    case 'time':
      return formatSeconds(value / 1e6);
    case 'money':
      return `$${value < 1 ? value.toFixed(4) : value.toFixed(2)}`;
    case 'rate':
      return `${short(value)}/s`;
    case 'number':
      return short(value);
  }
}

/** How far apart two are, without a sign: "98.2 points", "1.2 s". */
export function formatApart(value: number, kind: Kind): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  return kind === 'share' ? `${short(size * 100)} points` : formatWorth(size, kind);
}

/** With its sign, for columns: "+98.2 points", "−1.2 s", "0 s". */
export function formatChange(value: number, kind: Kind): string {
  const text = formatApart(value, kind);
  return text === '–' || value === 0 ? text : `${value > 0 ? '+' : '−'}${text}`;
}

/** Three digits or so: more is not known of a mean. */
function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 1000) return formatCount(Math.round(value));
  return String(Number(value.toFixed(size >= 100 ? 0 : size >= 1 ? 1 : 2)));
}
