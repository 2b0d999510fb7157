/** What can be typed in an expression, and in the line of a chart. */
import type { MetricSpec } from '../../engine/part.ts';
import {
  COUNTER_STATS,
  EVERYBODY,
  LEVEL_STATS,
  TIMING_STATS,
  USER_FIGURES,
  type UserFigure,
} from '../../scenario/claim.ts';
import type { Choice } from './choice.ts';
import { type About, doorsIn, partsIn, windowsIn } from './known.ts';

export const STATS: Readonly<Record<MetricSpec['type'], readonly string[]>> = {
  level: LEVEL_STATS,
  age: LEVEL_STATS,
  counter: COUNTER_STATS,
  timing: TIMING_STATS,
};

/** What a statistic that is left out stands for; a timing has none. */
export const USUAL: Readonly<Record<MetricSpec['type'], string | null>> = {
  level: 'last',
  age: 'last',
  counter: 'total',
  timing: null,
};

export const STAT_SAYS: Readonly<Record<string, string>> = {
  last: 'As it stands when the window ends.',
  mean: 'On average: of a level over time, of durations over all that were counted.',
  max: 'The highest in the window.',
  min: 'The lowest in the window.',
  total: 'How many in the window.',
  rate: 'How many a second in the window.',
  p50: 'Half of them took at most this long.',
  p90: '90 % of them took at most this long.',
  p95: '95 % of them took at most this long.',
  p99: '99 % of them took at most this long.',
  'p99.9': '99.9 % of them took at most this long.',
  count: 'How many were timed.',
};

export const USERS_SAY: Readonly<Record<UserFigure, string>> = {
  availability: 'Users’ requests that ended well, of those that have ended.',
  requests: 'Users’ requests that arrived in the window.',
  successes: 'Those of them that ended well, whenever they ended.',
  failures: 'Those of them that ended badly.',
  open: 'Those of them that have not ended when the run ends.',
};

const WORDS: readonly Choice[] = [
  { label: 'during', detail: 'a window', info: 'Measures only in that window.', put: 'during ', is: 'word' },
  {
    label: 'before',
    detail: 'a window',
    info: 'From the beginning of the run to that window.',
    put: 'before ',
    is: 'word',
  },
  {
    label: 'after',
    detail: 'a window',
    info: 'From the end of that window to the end of the run.',
    put: 'after ',
    is: 'word',
  },
  {
    label: 'time until',
    detail: 'a comparison',
    info: 'How long it takes until a figure first compares so: time until orders.depth <= 50 after outage < 90s.',
    put: 'time until ',
    is: 'word',
  },
  { label: 'cost', detail: 'US dollars', info: 'The price of the whole run.', is: 'word' },
  ...['and', 'or', 'not'].map(
    (label): Choice => ({ label, detail: '', put: `${label} `, is: 'word', rank: -1 }),
  ),
  ...['max', 'mean', 'min', 'rate', 'p99'].map(
    (stat): Choice => ({
      label: `${stat} of`,
      detail: 'a figure',
      info: STAT_SAYS[stat]!,
      put: `${stat} of `,
      is: 'word',
      rank: -1,
    }),
  ),
];

const NAME = /[A-Za-z][A-Za-z0-9.-]*$/;

/** @param before what stands before the cursor @returns the choices and how long the name is that was begun */
export function expressionWords(
  about: About,
  before: string,
): { length: number; choices: readonly Choice[] } {
  const [begun] = NAME.exec(before.slice(-200)) ?? [''];
  const ahead = before.slice(0, before.length - begun.length);
  const { length } = begun;
  if (/\b(?:during|before|after)\s+$/.test(ahead.slice(-40)))
    return { length, choices: windowChoices(about) };
  const figures = figureChoices(about, begun, true);
  const words = begun.includes('.') || /\bof\s+$/.test(ahead.slice(-10)) ? [] : WORDS;
  return { length, choices: [...figures, ...words] };
}

function windowChoices(about: About): readonly Choice[] {
  return [...windowsIn(about)].map(([label, detail]) => ({ label, detail, is: 'name' }));
}

/** Figures of all parts; their statistics once a figure is written out. */
export function figureChoices(about: About, begun: string, withUsers: boolean): readonly Choice[] {
  const doors = withUsers ? doorsIn(about) : new Set<string>();
  const [part = '', metric = ''] = begun.split(/\.(?!\d)/);
  const parts = partsIn(about);
  const chosen = parts.get(part)?.kind?.spec.metrics ?? {};
  const spec = Object.hasOwn(chosen, metric) ? chosen[metric]! : null;
  const stats = spec === null ? [] : statChoices(`${part}.${metric}`, spec);
  const ofParts = [...parts].flatMap(([id, { kind }]) => {
    const metrics = Object.entries(kind?.spec.metrics ?? {}).flatMap(([name, one]) =>
      metricChoices(`${id}.${name}`, one),
    );
    return doors.has(id) ? [...metrics, ...userChoices(id, kind?.spec.metrics ?? {})] : metrics;
  });
  return [...stats, ...ofParts, ...(withUsers ? userChoices(EVERYBODY, {}) : [])];
}

/** A timing is no figure without a statistic. */
function metricChoices(label: string, spec: MetricSpec): readonly Choice[] {
  if (spec.type === 'timing') return statChoices(label, spec);
  return [{ label, detail: detailOf(spec), info: infoOf(spec), is: 'figure' }];
}

const statChoices = (label: string, spec: MetricSpec): readonly Choice[] =>
  STATS[spec.type].map((stat) => ({
    label: `${label}.${stat}`,
    detail: spec.type,
    info: `${spec.says} ${STAT_SAYS[stat] ?? ''}`.trim(),
    is: 'figure',
  }));

const userChoices = (part: string, metrics: Readonly<Record<string, unknown>>): readonly Choice[] =>
  USER_FIGURES.filter((name) => !Object.hasOwn(metrics, name)).map((name) => ({
    label: `${part}.${name}`,
    detail: part === EVERYBODY ? 'all users' : 'users',
    info: USERS_SAY[name],
    is: 'figure',
    rank: part === EVERYBODY ? 1 : 0,
  }));

export const detailOf = ({ type, unit }: MetricSpec): string =>
  type === 'level' || type === 'counter' ? `${type} of ${unit}` : type;

export const infoOf = ({ says, realName }: MetricSpec): string =>
  realName ? `${says} The real service calls it ${realName}.` : says;
