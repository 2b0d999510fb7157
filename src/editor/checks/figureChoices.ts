/** What can be asked of a design: its figures with their words, their statistics and what kind of value they have. */
import {
  COUNTER_STATS,
  type Dimension,
  EVERYBODY,
  LEVEL_STATS,
  TIMING_STATS,
  USER_FIGURES,
  type UserFigure,
} from '../../scenario/claim.ts';
import { CLAIM_DEFAULTS, type Scope } from '../../scenario/claimScope.ts';
import type { Asked, FigureAsked, WindowAsked } from './built.ts';

export interface FigureChoice {
  /** `checkout.busy` */
  readonly name: string;
  readonly metric: string;
  readonly type: 'level' | 'age' | 'counter' | 'timing' | 'users';
  /** What is counted: "slots"; empty where the value has a unit of its own. */
  readonly unit: string;
  readonly says: string;
  /** The name that the real service gives it. */
  readonly realName: string | null;
  /** None: it is one figure for its window. */
  readonly stats: readonly string[];
  /** The statistic when none is written; null: one must be chosen, or there is none. */
  readonly usual: string | null;
}

export interface PartChoice {
  /** An id, or `requests` for everybody. */
  readonly part: string;
  readonly label: string;
  readonly figures: readonly FigureChoice[];
}

export interface WindowChoice {
  readonly name: string;
  /** Ticks. */
  readonly from: number;
  readonly to: number;
}

/** All that a form can offer. */
export interface Choices {
  readonly parts: readonly PartChoice[];
  /** Without `run`, which is everything. */
  readonly windows: readonly WindowChoice[];
}

const STATS = { level: LEVEL_STATS, age: LEVEL_STATS, counter: COUNTER_STATS, timing: TIMING_STATS } as const;

const USERS: Readonly<Record<UserFigure, { readonly says: string; readonly unit: string }>> = {
  availability: { says: 'The share of users’ requests that ended well, by when they arrived.', unit: '' },
  requests: { says: 'Users’ requests that arrived.', unit: 'requests' },
  successes: { says: 'Users’ requests that arrived and ended well, whenever they ended.', unit: 'requests' },
  failures: { says: 'Users’ requests that arrived and ended badly.', unit: 'requests' },
  open: { says: 'Users’ requests that arrived and have no end when the run is over.', unit: 'requests' },
};

/** @param nameOf the name of a part on the screen */
export function choicesOf(scope: Scope, nameOf: (id: string) => string): Choices {
  const everybody: PartChoice = { part: EVERYBODY, label: 'All users', figures: usersOf(EVERYBODY, []) };
  const parts = [...scope.parts].map(([part, { spec }]): PartChoice => {
    const own = Object.entries(spec.metrics).map(([metric, { type, unit, says, realName }]): FigureChoice => {
      const counted = type === 'level' || type === 'counter' ? unit : '';
      const stats = STATS[type];
      const usual = CLAIM_DEFAULTS[type];
      const name = `${part}.${metric}`;
      return { name, metric, type, unit: counted, says, realName: realName ?? null, stats, usual };
    });
    const users = scope.doors.has(part) ? usersOf(part, Object.keys(spec.metrics)) : [];
    return { part, label: nameOf(part), figures: [...users, ...own] };
  });
  const windows = [...scope.windows].flatMap(([name, { from, to }]) =>
    name === 'run' ? [] : [{ name, from, to }],
  );
  return { parts: [everybody, ...parts.filter(({ figures }) => figures.length > 0)], windows };
}

/** Where a part has a metric of the same name, the metric is meant. */
function usersOf(part: string, taken: readonly string[]): readonly FigureChoice[] {
  return USER_FIGURES.filter((metric) => !taken.includes(metric)).map((metric) => ({
    name: `${part}.${metric}`,
    metric,
    type: 'users',
    ...USERS[metric],
    realName: null,
    stats: [],
    usual: null,
  }));
}

export function choiceOf({ parts }: Choices, name: string): FigureChoice | null {
  for (const { figures } of parts) {
    const found = figures.find((one) => one.name === name);
    if (found) return found;
  }
  return null;
}

/** One can wait for what has a course: not for a figure of a whole window. */
export const canBeAwaited = ({ type }: FigureChoice): boolean => type !== 'timing' && type !== 'users';

export function dimensionOf({ type, metric, usual }: FigureChoice, stat: string | null): Dimension {
  const chosen = stat ?? usual;
  if (type === 'users') return metric === 'availability' ? 'share' : 'number';
  if (type === 'timing') return chosen === 'count' ? 'number' : 'duration';
  if (type === 'age') return 'duration';
  return chosen === 'rate' ? 'rate' : 'number';
}

/** Null: nobody knows the figure. */
export function dimensionAsked(asked: Asked, choices: Choices): Dimension | null {
  if (asked.is === 'cost') return 'money';
  if (asked.is === 'wait') return 'duration';
  const choice = choiceOf(choices, asked.name);
  return choice && dimensionOf(choice, asked.stat);
}

/** What is counted, where the value is a plain number of something. */
export function unitAsked(asked: Asked, choices: Choices): string {
  if (asked.is !== 'figure') return '';
  const choice = choiceOf(choices, asked.name);
  return choice && dimensionOf(choice, asked.stat) === 'number' && asked.stat !== 'count' ? choice.unit : '';
}

/** A figure as the form begins with it: with the statistic that must be chosen, and otherwise the usual one. */
export function askedFor({ name, stats, usual }: FigureChoice, window: WindowAsked): FigureAsked {
  return { is: 'figure', name, stat: stats.length > 0 && usual === null ? 'p99' : null, window };
}

const STAT_WORDS: Readonly<Record<string, string>> = {
  last: 'at the end',
  mean: 'mean',
  max: 'highest',
  min: 'lowest',
  total: 'in all',
  rate: 'a second',
  p50: 'median (p50)',
  count: 'how many',
};

/** "highest", "p99" */
export function statWords({ type }: FigureChoice, stat: string): string {
  if (type === 'timing' && stat === 'max') return 'longest';
  if (type !== 'timing' && stat === 'mean') return 'mean over time';
  return STAT_WORDS[stat] ?? stat;
}
