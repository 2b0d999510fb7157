/**
 * Claims: what must be true of a run, as an expression over counted figures. The language is described, for authors,
 * in claimLanguage.md. Text -> syntax (claimSyntax) -> meaning in one design (claimMeaning) -> verdict (claimVerdict).
 * All of it is plain data; nothing is ever evaluated as code.
 */

/** What a value is. Shares are 0..1, durations ticks, rates a second, money US dollars. */
export type Dimension = 'number' | 'share' | 'money' | 'duration' | 'rate' | 'truth';

export const COMPARISONS = ['<=', '>=', '!=', '<', '>', '='] as const;
export type Comparison = (typeof COMPARISONS)[number];

export const LEVEL_STATS = ['last', 'mean', 'max', 'min'] as const;
export type LevelStat = (typeof LEVEL_STATS)[number];
export const COUNTER_STATS = ['total', 'rate'] as const;
export type CounterStat = (typeof COUNTER_STATS)[number];
export const TIMING_STATS = ['mean', 'p50', 'p90', 'p95', 'p99', 'p99.9', 'max', 'count'] as const;
export type TimingStat = (typeof TIMING_STATS)[number];
/** Figures of users' requests: those that arrived in the window, whatever became of them later. */
export const USER_FIGURES = ['availability', 'requests', 'successes', 'failures', 'open'] as const;
export type UserFigure = (typeof USER_FIGURES)[number];

/** The name that stands for the users' requests of all traffic sources together. */
export const EVERYBODY = 'requests';

/** One measured thing of a design, with everything that is needed to look it up. */
export type Figure =
  | {
      readonly type: 'level' | 'age';
      readonly part: string;
      readonly metric: string;
      readonly stat: LevelStat;
    }
  | { readonly type: 'counter'; readonly part: string; readonly metric: string; readonly stat: CounterStat }
  | { readonly type: 'timing'; readonly part: string; readonly metric: string; readonly stat: TimingStat }
  /** `part` null: everybody's requests. */
  | { readonly type: 'users'; readonly part: string | null; readonly metric: UserFigure };

/** An expression whose names are resolved; windows have become ticks. */
export type Expression =
  | { readonly is: 'literal'; readonly value: number; readonly dimension: Dimension }
  | {
      readonly is: 'figure';
      readonly figure: Figure;
      readonly from: number;
      readonly to: number;
      readonly dimension: Dimension;
    }
  | { readonly is: 'cost'; readonly dimension: 'money' }
  /** Ticks from `from` until the metric first compares so. */
  | {
      readonly is: 'timeUntil';
      readonly part: string;
      readonly metric: string;
      readonly comparison: Comparison;
      readonly threshold: Expression;
      readonly from: number;
      readonly dimension: 'duration';
    }
  | { readonly is: 'minus'; readonly of: Expression; readonly dimension: Dimension }
  | {
      readonly is: 'arithmetic';
      readonly sign: '+' | '-' | '*' | '/';
      readonly left: Expression;
      readonly right: Expression;
      readonly dimension: Dimension;
    }
  /** `a <= b <= c` is true when every neighbouring pair is. */
  | {
      readonly is: 'comparison';
      readonly sides: readonly Expression[];
      readonly signs: readonly Comparison[];
      readonly dimension: 'truth';
    }
  | {
      readonly is: 'logic';
      readonly word: 'and' | 'or';
      readonly left: Expression;
      readonly right: Expression;
      readonly dimension: 'truth';
    }
  | { readonly is: 'not'; readonly of: Expression; readonly dimension: 'truth' };

/**
 * What a recording answers. Times are ticks; NaN says that there is nothing to measure (an empty window, no request).
 * Windows reach from the tick `from`, included, to `to`, excluded; those who answer may round them to their buckets.
 */
export interface Figures {
  /** Levels in their unit; ages in ticks. `mean` is over time. */
  level(part: string, metric: string, stat: LevelStat, from: number, to: number): number;
  counter(part: string, metric: string, stat: CounterStat, from: number, to: number): number;
  /** Ticks; `count` a number. Of what was recorded within the window. */
  timing(part: string, metric: string, stat: TimingStat, from: number, to: number): number;
  /** @param part null for the requests of all traffic sources */
  users(part: string | null, figure: UserFigure, from: number, to: number): number;
  /**
   * The first tick >= `from` at which a level, an age or a counter's total so far compares so with the value;
   * Infinity when it never does, NaN when the run is over before `from`.
   */
  firstTime(part: string, metric: string, comparison: Comparison, value: number, from: number): number;
  /** US dollars for the whole run. */
  cost(): number;
}

/** What is wrong with an expression. */
export interface ClaimProblem {
  /** Characters into the text. */
  readonly at: number;
  readonly found: string;
  readonly expected: string;
  readonly says: string;
  readonly didYouMean?: string;
}
