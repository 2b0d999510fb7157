/** A schedule told: who did what, on which line. */
import type { Program } from '../code/program.ts';
import { racing } from '../explore/judge.ts';
import { choiceOf, type Replay, startReplay, stepReplay } from '../explore/replay.ts';
import type { Schedule } from '../explore/schedule.ts';
import { accessesAt } from '../machine/accesses.ts';
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
    story.push(nextStep(replay, story.at(-1)?.goroutine ?? 0));
    if (!stepReplay(replay)) {
      if (replay.error !== null) throw new RangeError(replay.error);
      break;
    }
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

/** The step that a replay takes next. @param last who took the one before, 0 for nobody */
export function nextStep({ machine: m, schedule, at }: Replay, last: number): StoryStep {
  const step = schedule[at];
  const nowhere = { goroutine: 0, file: '', line: 0, function: '', part: '' };
  if (step === undefined || choiceOf(m, step) === null)
    return { ...nowhere, says: 'a step that cannot be taken', preempts: false };
  const could = choices(m).some((one) => one.kind === 'step' && one.goroutine === last);
  if (step.kind === 'timer') return { ...nowhere, says: 'a timer goes off', preempts: could };
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

/** Whether a step of this goroutine would take or give back a lock: for whoever keeps account of who holds what. */
export function lockStep(
  m: Machine,
  goroutine: number,
): { readonly takes: boolean; readonly object: object; readonly shared: boolean } | null {
  const g = goroutineOf(m, goroutine);
  if (g === null) return null;
  for (const { kind, object } of accessesAt(m, g)) {
    if (object === null || (kind !== 'lock' && kind !== 'unlock')) continue;
    const shared = /\bR(?:Lock|Unlock)\(/.test(stepWords(m, new Map(), g));
    return { takes: kind === 'lock', object, shared };
  }
  return null;
}
