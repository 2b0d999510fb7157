import { World } from '../engine/world.ts';
import type { PartDefinition } from '../parts/contract.ts';
import { courseOf } from '../recording/course.ts';
import { Recorder } from '../recording/recorder.ts';
import type { Recording } from '../recording/types.ts';
import type { Parsed } from '../scenario/check.ts';
import type { ClaimProblem, Dimension } from '../scenario/claim.ts';
import { type Course, knownAt, speaksUntil } from '../scenario/claimKnown.ts';
import { readClaim, readExpression } from '../scenario/claimMeaning.ts';
import type { Scope } from '../scenario/claimScope.ts';
import { evaluate, measure } from '../scenario/claimVerdict.ts';
import type { Compiled } from '../scenario/compile.ts';
import { Bills } from './costs.ts';
import { designOf } from './open.ts';
import type { Edits, MeasureAsked, Measured, Verdict } from './protocol.ts';
import type { Take } from './take.ts';

/** Expressions held against a finished run. */
export function judgeAll({ compiled, recording }: Take, that: readonly string[]): readonly Verdict[] {
  const course = courseOf(recording);
  return that.map((text) => judgeOne(text, compiled.scope, course));
}

export interface Measurement {
  readonly verdicts: readonly Verdict[];
  readonly figures: readonly Measured[];
  readonly digest: string;
}

/** Runs a design and measures it; keeps nothing. @throws Error with the first problem when the design cannot run */
export function measureRun(
  parsed: Parsed,
  design: string,
  edits: Edits,
  { that, figures }: MeasureAsked,
): Measurement {
  const compiled = compiledOf(parsed, design, edits);
  const { scope } = compiled;
  const recording = record(compiled);
  const course = courseOf(recording);
  return {
    verdicts: that.map((text) => judgeOne(text, scope, course)),
    figures: figures.map((text) => measureOne(text, scope, course)),
    digest: recording.digest,
  };
}

/** Share of the run's length that is added to the latest window of a claim: for who came in it and is not answered yet. */
const AFTERMATH = 0.1;

/**
 * Whether an expression is true of a run, which goes on only until that is known.
 * @throws Error with the first problem when the design cannot run
 */
export function verdictOf(parsed: Parsed, design: string, edits: Edits, that: string): boolean | 'undecided' {
  const compiled = compiledOf(parsed, design, edits);
  const { until } = compiled.model;
  const { expression } = readClaim(that, compiled.scope);
  if (expression === null) return 'undecided';
  const enough = Math.round(speaksUntil(expression, until) + AFTERMATH * until);
  if (enough < until) {
    const short = compiledOf(parsed, design, { ...edits, until: enough });
    const { verdict, knownAt } = judgeOne(that, short.scope, courseOf(record(short)));
    // What is known before the end is not changed by anything after it.
    if (knownAt !== null && knownAt < enough) return verdict;
  }
  return judgeOne(that, compiled.scope, courseOf(record(compiled))).verdict;
}

function compiledOf(parsed: Parsed, design: string, edits: Edits): Compiled {
  const { compiled, problems } = designOf(parsed, design, edits);
  if (compiled === null) throw new Error(problems[0]?.says ?? 'The scenario cannot be read.');
  return compiled;
}

/** A run from which nothing is asked but its figures: no keyframes. */
function record(compiled: Compiled): Recording {
  const { model, seed, windows } = compiled;
  const recorder = new Recorder(
    model,
    windows.filter(({ name }) => name !== 'run'),
  );
  const world = new World(model, { seed, witness: recorder });
  recorder.watch(world);
  const bills = new Bills(
    world,
    model.parts.map(({ kind }) => kind as PartDefinition),
  );
  world.run();
  return recorder.finish(bills.read());
}

function judgeOne(text: string, scope: Scope, course: Course): Verdict {
  const { expression, problems } = readClaim(text, scope);
  if (expression === null) {
    return { verdict: 'undecided', text: sayProblem(text, problems[0]), knownAt: null };
  }
  const { verdict, text: sides } = evaluate(expression, course);
  return { verdict, text: sides, knownAt: knownAt(expression, course) };
}

function measureOne(text: string, scope: Scope, course: Course): Measured {
  const { expression } = readExpression(text, scope);
  if (expression === null) return { value: Number.NaN, dimension: 'number' };
  const { dimension } = expression;
  // One and none: so a claim can be averaged over many runs, too.
  if (dimension === 'truth') {
    const { verdict } = evaluate(expression, course);
    return { value: verdict === 'undecided' ? Number.NaN : Number(verdict), dimension: 'share' };
  }
  return { value: measure(expression, course), dimension: dimension satisfies Exclude<Dimension, 'truth'> };
}

/** Why an expression says nothing in a design. */
function sayProblem(text: string, problem: ClaimProblem | undefined): string {
  if (!problem) return 'There is nothing to measure.';
  const part = /^[A-Za-z][\w-]*/.exec(text.slice(problem.at))?.[0];
  const lacks = part !== undefined && problem.says.startsWith('There is no part');
  return lacks ? `There is no ${part} in this design.` : problem.says;
}
