/** What a lesson says of itself, as questions to runs: its claims, predictions, tasks, challenge and check. */
import type { Catalog } from '../scenario/catalog.ts';
import type { Design } from '../scenario/design.ts';
import { designNames, MINE, START } from '../scenario/designNames.ts';
import type { ActText, Scenario, StepText } from '../scenario/types.ts';
import { designsOf, type HealthPlan, healthPlan } from './health.ts';
import { actsOf, goalsOf, type Played } from './lessonActs.ts';
import { designIn } from './lessonDesigns.ts';
import type { Edits } from './protocol.ts';

/** A run that something is said of, but for its seed. Two steps that play the same share it. */
export interface LessonRun {
  readonly key: string;
  readonly design: string;
  /** Null: every act of the design. */
  readonly keepActs: readonly string[] | null;
  readonly acts: readonly ActText[];
}

export interface ClaimAsked {
  /** Its place in the list of the scenario. */
  readonly index: number;
  readonly id: string;
  readonly says: string;
  readonly that: string;
  /** False for a claim that must not come true. */
  readonly holds: boolean;
  /** One for each design in which it is checked. */
  readonly runs: readonly LessonRun[];
}

export interface PredictionAsked {
  /** The place of the step. */
  readonly step: number;
  readonly id: string;
  readonly question: string;
  readonly run: LessonRun;
  readonly options: readonly { readonly id: string; readonly text: string; readonly right: string | null }[];
}

export interface TaskAsked {
  readonly step: number;
  readonly index: number;
  readonly id: string;
  readonly says: string;
  readonly that: string;
  /** Where it may come true; one is enough. */
  readonly runs: readonly LessonRun[];
}

export interface ChallengeAsked {
  readonly step: number;
  readonly goals: readonly string[];
  readonly budgetUsd: number | null;
  /** Every design of the scenario, as a learner may build it. */
  readonly runs: readonly LessonRun[];
}

export interface Lesson {
  readonly claims: readonly ClaimAsked[];
  readonly predictions: readonly PredictionAsked[];
  readonly tasks: readonly TaskAsked[];
  readonly challenge: ChallengeAsked | null;
  readonly health: { readonly plan: HealthPlan; readonly runs: readonly LessonRun[] } | null;
}

/** One run and all that is asked of it. */
export interface LessonAsk {
  readonly run: LessonRun;
  readonly that: readonly string[];
}

const ALL_ACTS: Played = { keepActs: null, acts: [] };

/** @param scenario sound */
export function lessonOf(scenario: Scenario, catalog: Catalog): Lesson {
  const design = (name: string): Design | null => designIn(scenario, name, catalog);
  const run = (name: string, played: Played): LessonRun => runOf(name, played, design(name));
  const steps = scenario.steps ?? [];
  const plan = healthPlan(scenario);
  return {
    claims: claimsOf(scenario, design),
    predictions: steps.flatMap((step, i) => predictionOf(scenario, step, i, run)),
    tasks: steps.flatMap((step, i) => tasksOf(scenario, step, i, run)),
    challenge: challengeOf(scenario, run),
    health: plan && { plan, runs: designsOf(plan).map((name) => run(name, ALL_ACTS)) },
  };
}

/** Every run once, with each expression once. */
export function asksOf({ claims, predictions, tasks, challenge, health }: Lesson): readonly LessonAsk[] {
  const asked = new Map<string, { readonly run: LessonRun; readonly that: Set<string> }>();
  const ask = (run: LessonRun, that: readonly string[]): void => {
    const known = asked.get(run.key) ?? { run, that: new Set() };
    for (const one of that) known.that.add(one);
    asked.set(run.key, known);
  };
  for (const run of health?.runs ?? []) ask(run, [health!.plan.check]);
  for (const { runs, that } of claims) for (const run of runs) ask(run, [that]);
  for (const { run, options } of predictions) {
    ask(
      run,
      options.flatMap(({ right }) => right ?? []),
    );
  }
  for (const { runs, that } of tasks) for (const run of runs) ask(run, [that]);
  for (const run of challenge?.runs ?? []) ask(run, challenge!.goals);
  return [...asked.values()].map(({ run, that }) => ({ run, that: [...that] }));
}

export function editsOf({ keepActs, acts }: LessonRun, seed: number): Edits {
  return { seed, ...(keepActs && { keepActs }), ...(acts.length > 0 && { acts }) };
}

/** Which acts are named is all the same where all of them are played. */
function runOf(name: string, { keepActs, acts }: Played, design: Design | null): LessonRun {
  const isAll = keepActs === null || design?.acts.every(({ label }) => keepActs.includes(label)) === true;
  const kept = isAll ? null : keepActs;
  const key = JSON.stringify([name, kept?.toSorted() ?? null, acts]);
  return { key, design: name, keepActs: kept, acts };
}

type Runs = (design: string, played: Played) => LessonRun;

function claimsOf(scenario: Scenario, design: (name: string) => Design | null): readonly ClaimAsked[] {
  const names = designNames(scenario).filter((name) => name !== MINE);
  return (scenario.claims ?? []).map(({ id, says, that, holds }, index) => {
    const checked = names.flatMap((name) => {
      const one = design(name);
      return one?.claims.some((claim) => claim.id === id) ? [runOf(name, ALL_ACTS, one)] : [];
    });
    return { index, id, says, that, holds: holds ?? true, runs: checked };
  });
}

/** What the learner builds is not known; the taught fix is what they are led to. */
const ownOf = ({ health }: Scenario): string => health?.fix ?? START;
const named = (scenario: Scenario, wish: string | undefined): string =>
  wish === undefined || wish === START ? START : wish === MINE ? ownOf(scenario) : wish;

function predictionOf(scenario: Scenario, step: StepText, i: number, run: Runs): readonly PredictionAsked[] {
  const { prediction, preset } = step;
  if (!prediction) return [];
  // Whoever has committed an answer presses the button of the step, if it has one, and that run decides.
  const judge = run(named(scenario, prediction.design ?? preset?.design), actsOf(scenario, step, true));
  const options = prediction.options.map(({ id, text, right }) => ({ id, text, right: right ?? null }));
  return [{ step: i, id: prediction.id, question: prediction.question, run: judge, options }];
}

/** Tasks that a run decides; what all schedules of a program come to is proven elsewhere. */
function tasksOf(scenario: Scenario, step: StepText, i: number, run: Runs): readonly TaskAsked[] {
  const played = actsOf(scenario, step, true);
  return (step.tasks ?? []).flatMap(({ id, says, that, design }, index) => {
    if (that === undefined) return [];
    const runs = placesOf(scenario, step, design === 'mine').map((name) => run(name, played));
    return [{ step: i, index, id, says, that, runs }];
  });
}

/** The learner's own design lies on the table in such a step, as soon as there is one. */
export const isForBuilding = ({ bone, preset }: StepText): boolean =>
  bone === 'mend' || bone === 'challenge' || preset?.design === MINE;

/** The designs in which a task of a step may come true: the one on the table, and what it leads the learner to. */
export function placesOf(scenario: Scenario, step: StepText, isForOwn: boolean): readonly string[] {
  const { bone } = step;
  const on = named(scenario, step.preset?.design);
  const isBuilt = isForOwn || isForBuilding(step);
  const all = bone === 'tempt' || bone === 'challenge' ? designNames(scenario) : [];
  return [...new Set([on, ...(isBuilt ? [ownOf(scenario)] : []), ...all.filter((name) => name !== MINE)])];
}

function challengeOf(scenario: Scenario, run: Runs): ChallengeAsked | null {
  const at = (scenario.steps ?? []).findIndex(({ bone }) => bone === 'challenge');
  if (!scenario.challenge || at < 0) return null;
  const played = actsOf(scenario, scenario.steps![at]!, true);
  return {
    step: at,
    goals: goalsOf(scenario).map(({ that }) => that),
    budgetUsd: scenario.challenge.budgetUsd ?? null,
    runs: designNames(scenario)
      .filter((name) => name !== MINE)
      .map((name) => run(name, played)),
  };
}
