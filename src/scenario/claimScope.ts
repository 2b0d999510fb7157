/** What a claim may name in one design, and what each name means. */
import type { MetricSpec } from '../engine/part.ts';
import type { PartDefinition } from '../parts/contract.ts';
import {
  type ClaimProblem,
  COUNTER_STATS,
  type Dimension,
  EVERYBODY,
  type Figure,
  LEVEL_STATS,
  TIMING_STATS,
  USER_FIGURES,
  type UserFigure,
} from './claim.ts';
import { quoted, unknownName } from './problem.ts';

export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Scope {
  /** Kind of every part, by id. */
  readonly parts: ReadonlyMap<string, PartDefinition>;
  /** Traffic sources and the parts at their door: those that know users' requests. */
  readonly doors: ReadonlySet<string>;
  /** In ticks; `run` is all of it. */
  readonly windows: ReadonlyMap<string, Span>;
}

export type Named =
  | { readonly figure: Figure; readonly dimension: Dimension }
  | { readonly problem: ClaimProblem };

const STATS = { level: LEVEL_STATS, age: LEVEL_STATS, counter: COUNTER_STATS, timing: TIMING_STATS } as const;

/** What a name is when no statistic is given: for claims the value at the end, for charts its course. */
export type Defaults = Readonly<Record<MetricSpec['type'], string | null>>;
export const CLAIM_DEFAULTS: Defaults = { level: 'last', age: 'last', counter: 'total', timing: null };
export const CHART_DEFAULTS: Defaults = { level: 'last', age: 'last', counter: 'rate', timing: null };

/**
 * Looks up `part.metric` or `part.metric.stat`.
 * @param stat written before it, as in `max of`, else null @param at where the name stands, @param statAt its statistic
 */
export function lookUp(
  scope: Scope,
  name: string,
  stat: string | null,
  at: number,
  statAt: number,
  defaults: Defaults,
): Named {
  const [part, metric, ...rest] = split(name);
  const problem = (p: Omit<ClaimProblem, 'at'>, where = at): Named => ({ problem: { at: where, ...p } });
  if (part !== EVERYBODY && !scope.parts.has(part!))
    return problem(unknownName('part', part!, [...scope.parts.keys(), EVERYBODY]));
  const kind = scope.parts.get(part!);
  const users: readonly string[] = scope.doors.has(part!) || !kind ? USER_FIGURES : [];
  const names = [
    ...Object.keys(kind?.spec.metrics ?? {}),
    ...users.filter((u) => !(kind && Object.hasOwn(kind.spec.metrics, u))),
  ];
  if (metric === undefined) {
    const says = `${part} alone is no figure; add one of its figures, such as ${part}.${names[0] ?? '...'}.`;
    return problem({ found: quoted(name), expected: `${part}. and one of ${names.join(', ')}`, says });
  }
  const metricAt = at + part!.length + 1;
  if (!names.includes(metric)) {
    if (kind && (USER_FIGURES as readonly string[]).includes(metric)) {
      const says = `${metric} is counted only for users and the parts at their door (${[...scope.doors].join(', ')}); ${part} is neither.`;
      return problem({ found: quoted(metric), expected: `one of ${names.join(', ')}`, says }, metricAt);
    }
    return problem(unknownName(`figure of ${part}`, metric, names), metricAt);
  }
  const written = stat ?? rest[0] ?? null;
  const writtenAt = stat !== null ? statAt : metricAt + metric.length + 1;
  if (rest.length > (stat === null ? 1 : 0)) {
    const says = `${quoted(rest.at(-1))} is too much: a figure is part.metric or part.metric.statistic, or a statistic, of, and part.metric.`;
    return problem({ found: quoted(name), expected: 'one statistic', says }, metricAt + metric.length + 1);
  }
  if (!kind || !Object.hasOwn(kind.spec.metrics, metric)) {
    if (written !== null) {
      const says = `${part}.${metric} is one figure for the window and has no ${written}.`;
      return problem({ found: quoted(written), expected: `${part}.${metric}`, says }, writtenAt);
    }
    const figure: Figure = { type: 'users', part: kind ? part! : null, metric: metric as UserFigure };
    return { figure, dimension: metric === 'availability' ? 'share' : 'number' };
  }
  return withStat(part!, metric, kind.spec.metrics[metric]!.type, written, at, writtenAt, defaults);
}

function withStat(
  part: string,
  metric: string,
  type: MetricSpec['type'],
  written: string | null,
  at: number,
  writtenAt: number,
  defaults: Defaults,
): Named {
  const stats: readonly string[] = STATS[type];
  const stat = written ?? defaults[type];
  if (stat === null) {
    const says = `${part}.${metric} holds many durations; choose a statistic, such as ${part}.${metric}.p99.`;
    return { problem: { at, found: `${part}.${metric}`, expected: `one of ${stats.join(', ')}`, says } };
  }
  if (!stats.includes(stat)) {
    const one = unknownName(`statistic of a ${type}`, stat, stats);
    return { problem: { at: writtenAt, ...one } };
  }
  const figure = { type, part, metric, stat } as Figure;
  if (type === 'timing') return { figure, dimension: stat === 'count' ? 'number' : 'duration' };
  if (type === 'age') return { figure, dimension: 'duration' };
  return { figure, dimension: stat === 'rate' ? 'rate' : 'number' };
}

/** At dots, but `p99.9` is one word. */
function split(name: string): readonly string[] {
  return name.split(/\.(?!\d)/);
}
