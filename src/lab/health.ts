/**
 * Whether a lesson is load-bearing: over many seeds, doing nothing fails the check, the taught fix passes it, and the
 * tempting wrong fix fails it. Plans and verdicts only; who calls it runs the plan in threads or Workers.
 */
import { START } from '../scenario/designNames.ts';
import type { Scenario } from '../scenario/types.ts';
import type { Moved } from './moved.ts';
import type { Edits } from './protocol.ts';

export interface HealthPlan {
  readonly id: string;
  readonly check: string;
  readonly untouched: string;
  readonly fix: string;
  readonly tempting: readonly string[];
}

/** @returns null as long as nothing can be proven: `healthLacks` says why */
export function healthPlan({ id, health }: Pick<Scenario, 'id' | 'health'>): HealthPlan | null {
  const { check, fix, tempting, untouched } = health ?? {};
  if (check === undefined || fix === undefined || !tempting || tempting.length === 0) return null;
  return { id, check, fix, tempting: [...new Set(tempting)], untouched: untouched ?? START };
}

/** What is still to be made before anything can be proven; nothing when `healthPlan` has a plan. */
export function healthLacks({ health }: Pick<Scenario, 'health'>): readonly string[] {
  return [
    ...(health?.fix === undefined ? ['a design that is the taught fix'] : []),
    ...(health?.tempting?.length ? [] : ['a tempting design that does not help']),
    ...(health?.check === undefined ? ['a check that only the fix passes'] : []),
  ];
}

/** Every design of the plan, once. */
export function designsOf({ untouched, fix, tempting }: HealthPlan): readonly string[] {
  return [...new Set([untouched, fix, ...tempting])];
}

export interface Count {
  readonly passed: number;
  readonly of: number;
}

/** The check in one run of one design. */
export interface CheckedRun {
  readonly design: string;
  readonly seed: number;
  /** Undecided is not passed. */
  readonly passed: boolean;
  /** Absent where the run was not played to its end. */
  readonly digest?: string;
}

export type HealthWord = 'load-bearing' | 'hollow' | 'unwinnable';

export interface Health {
  readonly verdict: HealthWord;
  /** Why, in one sentence. */
  readonly says: string;
  readonly untouched: Count;
  readonly fix: Count;
  /** All tempting designs together. */
  readonly tempting: Count;
  readonly designs: Readonly<Record<string, Count>>;
}

/** @param runs one for each design of the plan and each seed */
export function healthOf(plan: HealthPlan, runs: readonly CheckedRun[]): Health {
  const count = (design: string): Count => {
    const own = runs.filter((run) => run.design === design);
    return { passed: own.filter(({ passed }) => passed).length, of: own.length };
  };
  const designs = Object.fromEntries(designsOf(plan).map((design) => [design, count(design)]));
  const tempting = plan.tempting.map((design) => designs[design]!);
  const counts = {
    untouched: designs[plan.untouched]!,
    fix: designs[plan.fix]!,
    tempting: {
      passed: tempting.reduce((sum, { passed }) => sum + passed, 0),
      of: tempting.reduce((sum, { of }) => sum + of, 0),
    },
    designs,
  };
  return { ...wordFor(plan, counts, idleTempting(plan, runs)), ...counts };
}

type Counts = Pick<Health, 'untouched' | 'fix' | 'designs'>;

function wordFor(
  plan: HealthPlan,
  { untouched, fix, designs }: Counts,
  idle: string | undefined,
): Pick<Health, 'verdict' | 'says'> {
  const shares = (design: string, { passed, of }: Count) => `${design} passes in ${passed} of ${of} seeds`;
  if (fix.passed < fix.of) {
    return { verdict: 'unwinnable', says: `The taught fix is no way out: ${shares(plan.fix, fix)}.` };
  }
  if (untouched.passed > 0) {
    return {
      verdict: 'hollow',
      says: `Doing nothing may do: ${shares(plan.untouched, untouched)}.`,
    };
  }
  const passing = plan.tempting.find((design) => designs[design]!.passed > 0);
  if (passing !== undefined) {
    return { verdict: 'hollow', says: `The wrong fix may do: ${shares(passing, designs[passing]!)}.` };
  }
  if (idle !== undefined) return { verdict: 'hollow', says: `The tempting design changes nothing: ${idle}.` };
  return { verdict: 'load-bearing', says: 'Only the taught fix passes, and it does in every seed.' };
}

/** A tempting design that leaves a run just as it was is no temptation. @returns which one, and where */
function idleTempting(plan: HealthPlan, runs: readonly CheckedRun[]): string | undefined {
  const untouched = new Map(
    runs.filter(({ design }) => design === plan.untouched).map(({ seed, digest }) => [seed, digest]),
  );
  const idle = runs.find(
    ({ design, seed, digest }) =>
      plan.tempting.includes(design) && digest !== undefined && digest === untouched.get(seed),
  );
  return idle && `${idle.design} gives the very run of ${plan.untouched} at seed ${idle.seed}`;
}

/** A run that the plan needs. */
export interface HealthTask {
  readonly design: string;
  readonly edits: Edits;
}

export function healthTasks(plan: HealthPlan, seeds: readonly number[]): readonly HealthTask[] {
  return designsOf(plan).flatMap((design) => seeds.map((seed) => ({ design, edits: { seed } })));
}

/** The runs that a moved setting changes; a design without it runs as before. */
export function movedTasks(
  { part, setting, designs }: Moved,
  seeds: readonly number[],
): readonly HealthTask[] {
  return Object.entries(designs).flatMap(([design, { to }]) =>
    seeds.map((seed) => ({ design, edits: { seed, set: { [`${part}.${setting}`]: to } } })),
  );
}

/** A setting with which the lesson no longer holds. */
export interface Break {
  readonly part: string;
  readonly setting: string;
  /** 1.1 or 0.9. */
  readonly factor: number;
  readonly designs: Moved['designs'];
  readonly verdict: HealthWord;
  readonly says: string;
}

/** @param runs those of `movedTasks` @param before the same seeds with nothing moved, for the designs that stay */
export function breakOf(
  plan: HealthPlan,
  moved: Moved,
  runs: readonly CheckedRun[],
  before: readonly CheckedRun[],
): Break | null {
  const seeds = new Set(runs.map(({ seed }) => seed));
  const others = before.filter(
    ({ design, seed }) => !Object.hasOwn(moved.designs, design) && seeds.has(seed),
  );
  // The digests of shortened runs say nothing: whether a tempting design changes anything is asked without a move.
  const { verdict, says } = healthOf(plan, [
    ...runs.map(({ design, seed, passed }) => ({ design, seed, passed })),
    ...others.map(({ design, seed, passed }) => ({ design, seed, passed })),
  ]);
  if (verdict === 'load-bearing') return null;
  const { part, setting, factor, designs } = moved;
  return { part, setting, factor, designs, verdict, says };
}
