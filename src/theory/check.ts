import { experimentFor, LEFT_OUT } from './experiments.ts';
import type { Check, Experiment, Row } from './row.ts';

export interface Effort {
  readonly replications: number;
  /** Jobs in each. */
  readonly jobs: number;
}

/** Student's t, two-sided 99.9 %, by degrees of freedom. */
const T_999: Readonly<Record<number, number>> = {
  7: 5.408,
  9: 4.781,
  11: 4.437,
  15: 4.073,
  19: 3.883,
  29: 3.659,
};
/** Approximations of theory are good to this share. */
const APPROXIMATE = 0.05;
/** The tables print ten digits. */
const ROUNDING = 1e-9;

export type RowResult =
  | { readonly row: string; readonly checks: readonly Check[] }
  | { readonly row: string; readonly leftOut: string };

/**
 * Holds one row of theory against real parts. A figure outside its 99.9 % interval is measured again with fresh seeds
 * and four times the data, and counts as a mismatch only if it is outside then, too: with hundreds of figures one in a
 * thousand must fall outside by chance alone.
 */
export function checkRow(row: Row, effort: Effort): RowResult {
  const reason = LEFT_OUT[row.model];
  if (reason !== undefined) return { row: row.id, leftOut: reason };
  const experiment = experimentFor(row);
  if (!experiment) return { row: row.id, leftOut: `no such model: ${row.model}` };
  const first = checksOf(row, experiment, effort, 1);
  if (experiment.kind === 'fixed' || first.every((check) => check.holds))
    return { row: row.id, checks: first };
  const again = checksOf(row, experiment, { ...effort, jobs: 4 * effort.jobs }, 1001);
  return { row: row.id, checks: first.map((check, i) => (check.holds ? check : again[i]!)) };
}

function checksOf(row: Row, experiment: Experiment, effort: Effort, firstSeed: number): Check[] {
  const runs =
    experiment.kind === 'fixed'
      ? [experiment.measure(firstSeed, effort.jobs)]
      : Array.from({ length: effort.replications }, (_, i) => experiment.measure(firstSeed + i, effort.jobs));
  return Object.entries(row.values).flatMap(([value, expected]) => {
    if (expected === null) return [];
    const samples = runs.map((run) => run[value] ?? Number.NaN);
    const measured = samples.reduce((a, b) => a + b, 0) / samples.length;
    const kind =
      experiment.kind === 'fixed' ? 'deterministic' : value.endsWith('_approx') ? 'approximate' : 'exact';
    const within =
      kind === 'deterministic'
        ? (experiment.tolerance?.[value] ?? 0) + ROUNDING
        : kind === 'approximate'
          ? APPROXIMATE * expected
          : halfWidth(samples, measured) + ROUNDING;
    const holds = Math.abs(measured - expected) <= within;
    return [
      {
        row: row.id,
        model: row.model,
        value,
        expected,
        measured,
        within,
        kind,
        holds,
        source: row.source,
      } as const,
    ];
  });
}

function halfWidth(samples: readonly number[], mean: number): number {
  const n = samples.length;
  const variance = samples.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (n - 1);
  return T_999[n - 1]! * Math.sqrt(variance / n);
}
