/** Two designs held against each other over many seeds. In each both meet the same shoppers, so the difference is theirs. */
import { studentQuantile } from '../theory/student.ts';
import type { Lab } from './client.ts';
import type { Measured, RunAsked } from './protocol.ts';

export interface Paired {
  /** Seeds in which both sides have a finite value: the means are theirs. */
  readonly pairs: number;
  /** Seeds left out of the means: on one side there was nothing to measure, or it never came. */
  readonly leftOut: number;
  readonly meanA: number;
  readonly meanB: number;
  /** Mean of b - a. */
  readonly difference: number;
  /** 95 % confidence interval of the difference; NaN with fewer than two pairs. */
  readonly low: number;
  readonly high: number;
  /** In so many seeds b is more than a, less, or the same; "never" is more than any time. */
  readonly more: number;
  readonly less: number;
  readonly same: number;
}

const SHARE = 0.95;

/** @param a @param b values of the same seeds in the same order; NaN where there was nothing to measure */
export function pairedDifference(a: readonly number[], b: readonly number[]): Paired {
  if (a.length !== b.length) throw new Error(`Pairs are needed: ${a.length} values beside ${b.length}.`);
  const both = a.map((value, i) => [value, b[i]!] as const);
  const finite = both.filter((pair) => pair.every(Number.isFinite));
  const n = finite.length;
  const difference = mean(finite.map(([x, y]) => y - x));
  const squares = finite.map(([x, y]) => (y - x - difference) * (y - x - difference));
  const variance = squares.reduce((sum, x) => sum + x, 0) / (n - 1);
  const within = n > 1 ? studentQuantile(SHARE, n - 1) * Math.sqrt(variance / n) : Number.NaN;
  return {
    pairs: n,
    leftOut: both.length - n,
    meanA: mean(finite.map(([x]) => x)),
    meanB: mean(finite.map(([, y]) => y)),
    difference,
    low: difference - within,
    high: difference + within,
    more: both.filter(([x, y]) => y > x).length,
    less: both.filter(([x, y]) => y < x).length,
    same: both.filter(([x, y]) => y === x).length,
  };
}

/** NaN when there is nothing. */
const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** One seed on both sides; a figure an expression that was asked. */
export interface SeedPair {
  readonly seed: number;
  readonly a: readonly Measured[];
  readonly b: readonly Measured[];
}

export interface PairedProgress {
  readonly done: number;
  readonly of: number;
  /** Those that are done, in the order of the seeds. */
  readonly pairs: readonly SeedPair[];
}

/**
 * Runs two designs with the same seeds, each seed in the next lab that is free.
 * @param figures expressions that have a worth; one that is true or false counts as 1 or 0
 * @param tell after every seed
 * @param signal calls it off: what is done by then is the answer, and the labs may be closed at once
 * @throws Error with the first problem when a design cannot run
 */
export async function runPaired(
  labs: readonly Lab[],
  a: RunAsked,
  b: RunAsked,
  figures: readonly string[],
  seeds: readonly number[],
  tell: (progress: PairedProgress) => void,
  signal?: AbortSignal,
): Promise<readonly SeedPair[]> {
  if (labs.length === 0) throw new Error('There is no lab to run in.');
  const found = new Map<number, SeedPair>();
  const inOrder = () => seeds.flatMap((seed) => found.get(seed) ?? []);
  let next = 0;
  let failed = false;
  const measure = async (lab: Lab, run: RunAsked, seed: number) => {
    const asked = { ...run, edits: { ...run.edits, seed } };
    return (await lab.measure(asked, { that: [], figures })).figures;
  };
  const work = async (lab: Lab): Promise<void> => {
    while (next < seeds.length && !failed && !signal?.aborted) {
      const seed = seeds[next++]!;
      const pair = { seed, a: await measure(lab, a, seed), b: await measure(lab, b, seed) };
      if (signal?.aborted) return;
      found.set(seed, pair);
      tell({ done: found.size, of: seeds.length, pairs: inOrder() });
    }
  };
  const all = Promise.all(labs.map(work)).catch((error: unknown) => {
    failed = true;
    throw error;
  });
  // A lab that was closed never answers: nobody may wait for it.
  await (signal ? Promise.race([all, aborted(signal)]) : all);
  return inOrder();
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
