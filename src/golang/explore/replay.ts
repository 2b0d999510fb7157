/** A schedule played again on a fresh machine, step by step. */

import type { Program } from '../code/program.ts';
import { settle, take } from '../machine/doors.ts';
import type { Choice, Machine, MachineOptions, RaceHooks } from '../machine/machine.ts';
import { newMachine } from '../machine/newMachine.ts';
import { choicesThatMatter, concludeAll, timersThatMatter } from './deadTimers.ts';
import { type Schedule, type ScheduleStep, sameStep } from './schedule.ts';

export interface Replay {
  readonly machine: Machine;
  readonly schedule: Schedule;
  /** Steps taken so far. */
  at: number;
  /** Why it cannot go on as the schedule says, in a sentence; null as long as it can. */
  error: string | null;
}

/** A machine of which every goroutine stands at its first door. It goes on after main's end: leaks show only then. */
export function machineByDoors(
  program: Program,
  options: Partial<MachineOptions>,
  races: RaceHooks | null = null,
): Machine {
  const m = newMachine(program, { ...options, afterMain: true }, races, true);
  settle(m);
  return m;
}

export function startReplay(
  program: Program,
  schedule: Schedule,
  options: Partial<MachineOptions> = {},
  races: RaceHooks | null = null,
): Replay {
  return { machine: machineByDoors(program, options, races), schedule, at: 0, error: null };
}

/** Takes the next step. @returns false at the end of the schedule, of the program, or when the step cannot be taken (`error`) */
export function stepReplay(replay: Replay): boolean {
  const { machine, schedule, at } = replay;
  const step = schedule[at];
  if (step === undefined || replay.error !== null || machine.state.ending !== null) return false;
  const choice = choiceOf(machine, step);
  if (choice === null) {
    const who =
      step.kind === 'timer' ? 'no such timer can go off' : `goroutine ${step.goroutine} cannot take it`;
    replay.error = `Step ${at + 1} of the schedule does not fit this program: ${who} there.`;
    return false;
  }
  take(machine, choice);
  replay.at += 1;
  return true;
}

/** Plays to the end. Nothing can go on then: who waits, waits, and a deadlock has its text. */
export function finishReplay(replay: Replay): void {
  while (stepReplay(replay));
  if (replay.error === null) concludeAll(replay.machine);
}

/** The choice that a step means now; null when it cannot be taken. */
export function choiceOf(m: Machine, step: ScheduleStep): Choice | null {
  return choicesThatMatter(m).find((choice) => sameStep(stepOf(m, choice), step)) ?? null;
}

/** A choice as a step of a schedule. */
export function stepOf(m: Machine, choice: Choice): ScheduleStep {
  if (choice.kind === 'step') return choice;
  const timers = timersThatMatter(m.program, m.state);
  return { kind: 'timer', nth: timers.findIndex(({ id }) => id === choice.timer) };
}
