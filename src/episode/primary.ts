import type { DeskAbout } from '../scenario/desks.ts';
import type { Scenario, StepText } from '../scenario/types.ts';
import { type Progress, predictionOf, tickOf } from './progress.ts';
import { BONE_WORDS, type EpisodeState, stepOf } from './state.ts';

/** What the one button below the story does. `wait` and `choose` do nothing yet, and say why. */
export interface Primary {
  readonly does:
    | 'wait'
    | 'choose'
    | 'commit'
    | 'act'
    | 'decide'
    | 'play'
    | 'pause'
    | 'desk'
    | 'explore'
    | 'next'
    | 'finish';
  readonly label: string;
}

const DESKS: Readonly<Record<DeskAbout, string>> = {
  code: 'Open the code',
  signature: 'Open the signatures',
  retrieval: 'Open the retrieval',
};

export function primaryOf(state: EpisodeState): Primary {
  const { run, draft, isActed, progress, steps, index } = state;
  const step = stepOf(state);
  // A program has a time of its own: it waits for no run of the system.
  const isAtCode = run.isAtDesk && run.deskIs === 'code';
  if (run.computed !== null && !isAtCode)
    return { does: 'wait', label: `Computing the run, ${run.computed} %` };
  if (!run.hasRun && !isAtCode) return { does: 'wait', label: 'Nothing to play' };
  const prediction = predictionOf(progress, step.prediction?.id);
  if (step.prediction && !prediction) {
    if (draft.option === null) return { does: 'choose', label: 'Choose an answer first' };
    return { does: 'commit', label: step.act ? 'Commit my answer' : 'Commit, then see' };
  }
  if (step.act && !isActed) return { does: 'act', label: step.act.label };
  const isDone = isStepDone(state);
  if (isDone && index < steps.length - 1)
    return { does: 'next', label: `Next: ${BONE_WORDS[steps[index + 1]!.bone]}` };
  if (isDone) return { does: 'finish', label: 'Finish' };
  if (prediction && prediction.outcome === null && !run.decides)
    return { does: 'decide', label: 'Play the run that decides' };
  if (isAtCode) return inCode(state);
  if (run.deskIs !== null && !run.isAtDesk) return { does: 'desk', label: DESKS[run.deskIs] };
  if (run.playing) return { does: 'pause', label: 'Pause' };
  const label = run.isOver ? 'Play it again' : run.isAtStart ? 'Play' : 'Go on';
  return { does: 'play', label };
}

/** What is left to do at a program. */
function inCode(state: EpisodeState): Primary {
  const open = openTasks(state);
  const asked = programAsked(state);
  const wrong = open.some(({ i }) => state.schedules[i]?.verdict === false);
  if (asked !== null && !wrong) return { does: 'explore', label: 'Try every schedule' };
  if (wrong) return { does: 'wait', label: 'Change the code, then try again' };
  if (open.some(({ task }) => task.did === 'schedule'))
    return { does: 'wait', label: 'Let a goroutine take a step' };
  return { does: 'wait', label: 'There is something left to do' };
}

function openTasks({ progress, ...state }: EpisodeState) {
  const step = state.steps[state.index]!;
  return (step.tasks ?? []).flatMap((task, i) =>
    tickOf(progress, step.id, task.id) === null ? [{ task, i }] : [],
  );
}

/** The part of whose program every schedule is to be tried next; null: of none. */
export function programAsked(state: EpisodeState): string | null {
  const step = stepOf(state);
  const open = openTasks(state);
  const task = open.find(({ task: { schedules }, i }) => schedules && state.schedules[i] == null);
  if (task) return task.task.schedules!.part;
  return open.some(({ task: { did } }) => did === 'explore') ? (step.desk ?? null) : null;
}

/** Nothing of the step is left to do; one that asks for nothing wants to be watched. */
export function isStepDone(state: EpisodeState): boolean {
  const { progress, scenario, run } = state;
  const step = stepOf(state);
  const tasks = step.tasks ?? [];
  const isChallenge = step.bone === 'challenge' && scenario.challenge !== undefined;
  if (step.prediction && predictionOf(progress, step.prediction.id)?.outcome == null) return false;
  if (isChallenge && progress.won === null) return false;
  if (!tasks.every(({ id }) => tickOf(progress, step.id, id))) return false;
  return (
    run.hasMoved ||
    step.desk !== undefined ||
    tasks.length > 0 ||
    isChallenge ||
    step.prediction !== undefined
  );
}

/** For the list of steps, and the card at the end: what was asked there has been done. */
export function isPassed(scenario: Scenario, progress: Progress, step: StepText): boolean {
  if (step.prediction && !predictionOf(progress, step.prediction.id)?.outcome) return false;
  if (step.bone === 'challenge' && scenario.challenge && progress.won === null) return false;
  const tasks = step.tasks ?? [];
  if (!tasks.every(({ id }) => tickOf(progress, step.id, id))) return false;
  const asks = tasks.length > 0 || step.prediction !== undefined || step.bone === 'challenge';
  if (asks) return true;
  // A step that asks for nothing is passed by going on.
  return progress.seen.includes(step.id) && (progress.step !== step.id || progress.finishedAt !== null);
}
