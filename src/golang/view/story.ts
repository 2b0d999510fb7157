/** A schedule told: who did what, on which line. */
import type { Program } from '../code/program.ts';
import { racing } from '../explore/judge.ts';
import { choiceOf, type Replay, startReplay, stepReplay } from '../explore/replay.ts';
import type { Schedule, ScheduleStep } from '../explore/schedule.ts';
import { choices } from '../machine/doors.ts';
import { goroutineOf } from '../machine/goroutines.ts';
import type { Machine, MachineOptions } from '../machine/machine.ts';
import { namesOf } from './names.ts';
import { hiddenPart, placeOfStep, stepWords } from './steps.ts';

export interface StoryStep {
  /** 0: a timer. */
  readonly goroutine: number;
  readonly file: string;
  /** From 1; 0 where there is none. */
  readonly line: number;
  readonly function: string;
  readonly says: string;
  /** "hidden step 1 of 2" where its line has several; empty else. */
  readonly part: string;
  /** Left a goroutine that could have gone on. */
  readonly preempts: boolean;
}

/**
 * The steps, and at the end of a data race what either hand is about to do.
 * @throws RangeError when the schedule does not fit the program
 */
export function storyOf(
  program: Program,
  schedule: Schedule,
  options: Partial<MachineOptions> = {},
): readonly StoryStep[] {
  const replay = startReplay(program, schedule, options);
  const story: StoryStep[] = [];
  while (replay.at < schedule.length) {
    const step = tellStep(replay, story.at(-1)?.goroutine ?? 0);
    if (replay.error !== null) throw new RangeError(replay.error);
    if (step === null) break;
    story.push(step);
  }
  const { machine: m } = replay;
  const hands = m.state.ending === null ? (racing(m) ?? []) : [];
  const names = namesOf(m);
  const about = hands.map((g) => ({
    goroutine: g.id,
    ...placeOfStep(m, g),
    says: `is about to ${stepWords(m, names, g)}`,
    part: hiddenPart(m, g),
    preempts: false,
  }));
  return [...story, ...about];
}

/**
 * Takes the next step of a replay and tells it.
 * @param last who took the one before, 0 for nobody
 * @returns null when it cannot be taken; why, is then in `replay.error`, unless the program had ended
 */
export function tellStep(replay: Replay, last: number): StoryStep | null {
  const { machine: m, schedule, at } = replay;
  const step = schedule[at];
  const told = step && choiceOf(m, step) !== null ? wordsOf(m, step, last) : null;
  if (!stepReplay(replay) || told === null) return null;
  const { ending } = m.state;
  return ending?.kind === 'map-fatal'
    ? { ...told, says: `${told.says}: ${ending.text.split('\n', 1)[0]}` }
    : told;
}

const BY_NOBODY = { goroutine: 0, file: '', line: 0, function: '', part: '' } as const;

function wordsOf(m: Machine, step: ScheduleStep, last: number): StoryStep {
  const could = choices(m).some((one) => one.kind === 'step' && one.goroutine === last);
  if (step.kind === 'timer') return { ...BY_NOBODY, says: 'a timer goes off', preempts: could };
  const g = goroutineOf(m, step.goroutine);
  if (g === null) throw new TypeError('A choice names nobody.');
  const partner = step.partner === 0 ? '' : `, goroutine ${step.partner} takes it`;
  return {
    goroutine: g.id,
    ...placeOfStep(m, g),
    says: `${stepWords(m, namesOf(m), g, step.nth)}${partner}`,
    part: hiddenPart(m, g),
    preempts: could && last !== g.id,
  };
}
