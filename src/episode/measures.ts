import { actsOf } from '../lab/lessonActs.ts';
import type { Verdict } from '../lab/protocol.ts';
import { START } from '../scenario/designNames.ts';
import type { StepText } from '../scenario/types.ts';
import { heldOf, type Question, questionsOf } from './judging.ts';
import type { EpisodeTable, OnTable } from './port.ts';
import { type Progress, type RunMade, tickOf } from './progress.ts';
import { type EpisodeState, type Held, stepOf } from './state.ts';

type Task = NonNullable<StepText['tasks']>[number];

/** What the learner has now seen to be true. */
export interface Seen {
  readonly ticks: readonly { readonly task: Task; readonly run: RunMade; readonly measured: string }[];
  readonly won: Progress['won'];
  readonly mended: Progress['mended'];
}

interface Hears {
  state(): EpisodeState;
  /** The run on the table decides the step's prediction. */
  decides(): boolean;
  found(found: Pick<EpisodeState, 'tasks' | 'goals' | 'failure'>): void;
  seen(seen: Seen): void;
  /** The options of the prediction, in the order of the step. */
  options(held: readonly (Held | null)[], reached: number): void;
}

export interface StepMeasures {
  /** The table has changed: another run, or the playhead is elsewhere. */
  follow(on: OnTable): void;
  /** Another step, or another run of it. */
  forget(): void;
}

/** One run on the table, and how far the learner has seen it. */
interface Watched {
  readonly key: string | null;
  readonly run: OnTable['run'];
  readonly questions: readonly Question[];
  /** Null until the lab has answered. */
  verdicts: readonly Verdict[] | null;
  reached: number;
  /** What was told last: which of them have been seen. */
  told: string;
}

const NONE: Watched = { key: null, run: null, questions: [], verdicts: null, reached: 0, told: '' };

/** Two designs may give one run, and only one of them is the learner's own. */
export const keyOf = ({ digest, design, seed }: OnTable): string | null =>
  digest === null ? null : `${digest} ${design} ${seed}`;

/** Holds what a step asks against every run that comes on the table, and tells what the learner has seen of it. */
export function stepMeasures(table: EpisodeTable, hears: Hears): StepMeasures {
  let watched: Watched = NONE;
  let comparing: string | null = null;

  function follow(on: OnTable): void {
    const key = keyOf(on);
    if (key === null) return;
    const { scenario, run } = on;
    // An edit may leave every event as it was and change the price: what has been seen is judged anew.
    if (key !== watched.key || run !== watched.run) {
      const questions = questionsOf(scenario, stepOf(hears.state()), hears.decides());
      const reached = key === watched.key ? Math.max(watched.reached, on.t) : on.t;
      watched = { key, run, questions, verdicts: null, reached, told: '' };
      void judge(watched);
    } else if (on.t > watched.reached) {
      watched.reached = on.t;
      if (watched.verdicts) tell(on);
    }
  }

  async function judge(mine: Watched): Promise<void> {
    if (mine.questions.length === 0) return hears.found({ tasks: [], goals: [], failure: null });
    try {
      const verdicts = await table.judge(mine.questions.map(({ that }) => that));
      if (watched !== mine) return;
      mine.verdicts = verdicts;
      tell(table.look());
    } catch (error) {
      if (watched !== mine) return;
      const failure = error instanceof Error ? error.message : String(error);
      hears.found({ tasks: [], goals: [], failure });
    }
  }

  function tell(on: OnTable): void {
    const { questions, verdicts, reached } = watched;
    const held = verdicts!.map((verdict) => heldOf(verdict, reached, on.end));
    const told = `${held.map(({ isSeen }) => (isSeen ? 1 : 0)).join('')} ${on.isOwn}`;
    if (told === watched.told) return;
    watched.told = told;
    const step = stepOf(hears.state());
    const of = (kind: Question['of'], count: number): readonly (Held | null)[] =>
      Array.from({ length: count }, (_, i) => {
        const place = questions.findIndex((question) => question.of === kind && question.i === i);
        return held[place] ?? null;
      });
    const tasks = of('task', step.tasks?.length ?? 0);
    const goals = of('goal', questions.filter((question) => question.of === 'goal').length) as Held[];
    hears.found({ tasks, goals, failure: null });
    const run = { design: on.design, seed: on.seed, digest: on.digest! };
    const { progress } = hears.state();
    hears.seen({
      ticks: (step.tasks ?? []).flatMap((task, i) => {
        const isOpen = tickOf(progress, step.id, task.id) === null && (task.design !== 'mine' || on.isOwn);
        const now = tasks[i];
        return isOpen && now && isShown(now) ? [{ task, run, measured: now.text }] : [];
      }),
      won: wonBy(goals, on, run, progress),
      mended: null,
    });
    const check = of('check', 1)[0];
    if (check && isShown(check) && on.isOwn && progress.mended?.digest !== run.digest)
      void compare(step, on, run, check);
    const options = of('option', step.prediction?.options.length ?? 0);
    if (questions.some((question) => question.of === 'option')) hears.options(options, reached);
  }

  /** The same check in the system as it was: same shoppers, same acts. */
  async function compare(step: StepText, on: OnTable, run: RunMade, after: Held): Promise<void> {
    const { health } = on.scenario;
    if (health?.check === undefined || comparing === run.digest) return;
    comparing = run.digest;
    const acts = actsOf(on.scenario, step, hears.state().isActed);
    const wish = { design: health.untouched ?? START, ...acts, seed: on.seed, at: 0 };
    try {
      const { verdicts } = await table.measure(wish, { that: [health.check], figures: [] });
      const before = heldOf(verdicts[0]!, 0, 0);
      const sideOf = ({ verdict, text }: Held) => ({ holds: verdict === true, measured: text });
      const mended = { ...run, before: sideOf(before), after: sideOf(after) };
      hears.seen({ ticks: [], won: null, mended });
    } catch {
      // There is nothing to stand beside it then; that the check is passed remains true.
      comparing = null;
    }
  }

  return {
    follow,
    forget() {
      watched = NONE;
    },
  };
}

const isShown = ({ verdict, isSeen }: Held): boolean => verdict === true && isSeen;

function wonBy(goals: readonly Held[], { isOwn }: OnTable, run: RunMade, { won }: Progress): Progress['won'] {
  if (goals.length === 0 || !isOwn || !goals.every(isShown) || won?.digest === run.digest) return null;
  return { ...run, measured: goals.map(({ text }) => text) };
}
