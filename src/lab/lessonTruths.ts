/** What the runs of a lesson answered, and what that means: what holds in every seed, what in one only, what in none. */
import { type CheckedRun, type Health, healthOf } from './health.ts';
import type { Measurement } from './judge.ts';
import type {
  ChallengeAsked,
  ClaimAsked,
  Lesson,
  LessonAsk,
  LessonRun,
  PredictionAsked,
  TaskAsked,
} from './lessonAsks.ts';

export type Truth = boolean | 'undecided';

/** One run with one seed: what was asked of it, and what it says. */
export interface LessonAnswer {
  /** Of the run. */
  readonly key: string;
  readonly seed: number;
  readonly truths: ReadonlyMap<string, Truth>;
  readonly digest: string;
}

export const answerOf = (
  { run, that }: LessonAsk,
  seed: number,
  { verdicts, digest }: Pick<Measurement, 'verdicts' | 'digest'>,
): LessonAnswer => ({
  key: run.key,
  seed,
  truths: new Map(that.map((one, i) => [one, verdicts[i]!.verdict])),
  digest,
});

/** In how many of the seeds that were asked something holds. */
export interface Tally {
  readonly trueIn: number;
  readonly of: number;
  /** Where it does not hold, or cannot be decided. */
  readonly falseAt: readonly number[];
  readonly undecidedAt: readonly number[];
  /** With the scenario's own seed; null while that was not asked. */
  readonly own: Truth | null;
}

export interface ClaimFound {
  readonly claim: ClaimAsked;
  readonly run: LessonRun;
  readonly tally: Tally;
  /** It holds with the seed of the scenario and not with every other. */
  readonly isLucky: boolean;
}

/**
 * `sound`: exactly one option is right, in every seed the same one. `changing`: one, but not the same in every seed.
 * `none`, `several`: in some seed so many are. `unasked`: no run has judged it yet.
 */
export type PredictionWord = 'sound' | 'changing' | 'none' | 'several' | 'unasked';

export interface PredictionFound {
  readonly prediction: PredictionAsked;
  /** Which options are right, and in which seeds: `["all"]` or, where the run leaves it open, `[]`. */
  readonly rights: readonly { readonly options: readonly string[]; readonly seeds: readonly number[] }[];
  readonly word: PredictionWord;
}

export interface TaskFound {
  readonly task: TaskAsked;
  readonly tally: Tally;
  /** Runs in which it came true with some seed. */
  readonly solvedBy: readonly LessonRun[];
}

export interface ChallengeFound {
  readonly challenge: ChallengeAsked;
  /** The designs of the scenario that pass it, with the scenario's own seed or another. */
  readonly passedBy: readonly { readonly run: LessonRun; readonly tally: Tally }[];
  /** Whether every one of them was asked. */
  readonly isAsked: boolean;
}

export interface LessonFound {
  readonly health: Health | null;
  readonly claims: readonly ClaimFound[];
  readonly predictions: readonly PredictionFound[];
  readonly tasks: readonly TaskFound[];
  readonly challenge: ChallengeFound | null;
}

/** All answers, to be asked by run, expression and seed. */
export interface Truths {
  /** Undefined: nobody asked. */
  of(run: LessonRun, that: string, seed: number): Truth | undefined;
  /** Of the run; null while there is none. */
  digest(run: LessonRun, seed: number): string | null;
}

export function truthsOf(answers: readonly LessonAnswer[]): Truths {
  const all = new Map<string, LessonAnswer>();
  for (const answer of answers) all.set(`${answer.seed} ${answer.key}`, answer);
  const at = ({ key }: LessonRun, seed: number) => all.get(`${seed} ${key}`);
  return {
    of: (run, that, seed) => at(run, seed)?.truths.get(that),
    digest: (run, seed) => at(run, seed)?.digest ?? null,
  };
}

/**
 * @param seeds over which things are counted; what was not asked is not counted
 * @param own the seed of the scenario, which need not be among them
 */
export function lessonFound(
  lesson: Lesson,
  truths: Truths,
  seeds: readonly number[],
  own: number,
): LessonFound {
  const tally = (ask: (seed: number) => Truth | undefined): Tally => tallyOf(ask, seeds, own);
  return {
    health: healthFound(lesson, truths, seeds),
    claims: lesson.claims.flatMap((claim) =>
      claim.runs.map((run): ClaimFound => {
        const found = tally((seed) => holding(truths.of(run, claim.that, seed), claim.holds));
        return { claim, run, tally: found, isLucky: found.own === true && found.trueIn < found.of };
      }),
    ),
    predictions: lesson.predictions.map((one) => predictionFound(one, truths, [...new Set([own, ...seeds])])),
    tasks: lesson.tasks.map((task): TaskFound => {
      const inRun = (run: LessonRun, seed: number) => truths.of(run, task.that, seed);
      return {
        task,
        tally: tally((seed) => anyOf(task.runs.map((run) => inRun(run, seed)))),
        solvedBy: task.runs.filter((run) => [own, ...seeds].some((seed) => inRun(run, seed) === true)),
      };
    }),
    challenge: lesson.challenge && challengeFound(lesson.challenge, truths, tally),
  };
}

const holding = (truth: Truth | undefined, wanted: boolean): Truth | undefined =>
  typeof truth === 'boolean' ? truth === wanted : truth;

/** True where one is; not known as long as one that might be was not asked. */
function anyOf(truths: readonly (Truth | undefined)[]): Truth | undefined {
  if (truths.includes(true)) return true;
  if (truths.includes(undefined) || truths.length === 0) return undefined;
  return truths.includes(false) ? false : 'undecided';
}

function allOf(truths: readonly (Truth | undefined)[]): Truth | undefined {
  if (truths.includes(undefined)) return undefined;
  if (truths.includes(false)) return false;
  return truths.includes('undecided') ? 'undecided' : true;
}

function tallyOf(ask: (seed: number) => Truth | undefined, seeds: readonly number[], own: number): Tally {
  const asked = seeds.flatMap((seed) => {
    const truth = ask(seed);
    return truth === undefined ? [] : [{ seed, truth }];
  });
  const where = (wanted: Truth) => asked.filter(({ truth }) => truth === wanted).map(({ seed }) => seed);
  return {
    trueIn: where(true).length,
    of: asked.length,
    falseAt: where(false),
    undecidedAt: where('undecided'),
    own: ask(own) ?? null,
  };
}

function predictionFound(
  prediction: PredictionAsked,
  truths: Truths,
  seeds: readonly number[],
): PredictionFound {
  const { run, options } = prediction;
  const rights = new Map<string, { readonly options: readonly string[]; readonly seeds: number[] }>();
  for (const seed of seeds) {
    const said = options.map(({ right }) => (right === null ? false : truths.of(run, right, seed)));
    if (said.includes(undefined)) continue;
    const right = options.flatMap(({ id }, i) => (said[i] === true ? [id] : []));
    const known = rights.get(right.join(' ')) ?? { options: right, seeds: [] };
    known.seeds.push(seed);
    rights.set(right.join(' '), known);
  }
  const found = [...rights.values()];
  return { prediction, rights: found, word: wordOf(found) };
}

function wordOf(rights: PredictionFound['rights']): PredictionWord {
  if (rights.length === 0) return 'unasked';
  if (rights.some(({ options }) => options.length === 0)) return 'none';
  if (rights.some(({ options }) => options.length > 1)) return 'several';
  return rights.length > 1 ? 'changing' : 'sound';
}

function challengeFound(
  challenge: ChallengeAsked,
  truths: Truths,
  tally: (ask: (seed: number) => Truth | undefined) => Tally,
): ChallengeFound {
  const all = challenge.runs.map((run) => ({
    run,
    tally: tally((seed) => allOf(challenge.goals.map((that) => truths.of(run, that, seed)))),
  }));
  return {
    challenge,
    passedBy: all.filter(({ tally }) => tally.trueIn > 0 || tally.own === true),
    isAsked: all.every(({ tally }) => tally.of > 0 || tally.own !== null),
  };
}

/** The runs of the check, as far as they are there. */
export function checkedRuns(
  { health }: Lesson,
  truths: Truths,
  seeds: readonly number[],
): readonly CheckedRun[] {
  if (!health) return [];
  return health.runs.flatMap((run) =>
    seeds.flatMap((seed): readonly CheckedRun[] => {
      const truth = truths.of(run, health.plan.check, seed);
      const digest = truths.digest(run, seed);
      if (truth === undefined || digest === null) return [];
      return [{ design: run.design, seed, passed: truth === true, digest }];
    }),
  );
}

/** @returns null until every run of the plan is there */
function healthFound(lesson: Lesson, truths: Truths, seeds: readonly number[]): Health | null {
  if (!lesson.health) return null;
  const runs = checkedRuns(lesson, truths, seeds);
  return runs.length < lesson.health.runs.length * seeds.length ? null : healthOf(lesson.health.plan, runs);
}
