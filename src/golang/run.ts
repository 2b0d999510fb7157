/** One free run of a program, from its beginning to its end, and what it came to. */
import type { Program } from './code/program.ts';
import type { Machine, MachineOptions } from './machine/machine.ts';
import { newMachine } from './machine/newMachine.ts';
import { leaks, run } from './machine/scheduler.ts';
import type { Ending } from './machine/state.ts';
import { placeText } from './machine/traces.ts';
import { newRaceHooks, type RaceReport } from './race/detector.ts';
import { textOf } from './types/bytes.ts';

/** What a place bears that lets programs run. */
export type RunLimits = Partial<
  Pick<MachineOptions, 'memoryLimit' | 'atLimit' | 'stepsMax' | 'outputMax' | 'heapMax'>
>;

export interface RunOptions {
  readonly limits: RunLimits;
  readonly seed: number;
  readonly processors: number;
  readonly policy?: MachineOptions['policy'];
  /** Whether races are looked for. */
  readonly detects: boolean;
}

export interface Run {
  readonly kind: Ending['kind'];
  readonly exitCode: number;
  readonly output: string;
  /** What Go prints when it ends badly, empty else. */
  readonly text: string;
  readonly races: readonly RaceReport[];
  /** Who is left waiting at the end, when nobody is left who could let them go on: a sentence each. */
  readonly leaks: readonly string[];
  /** Virtual nanoseconds. */
  readonly took: number;
}

export function runProgram(program: Program, { limits, detects, ...options }: RunOptions): Run {
  const races = detects ? newRaceHooks() : null;
  const m = newMachine(program, { ...limits, ...options }, races);
  run(m);
  const { ending, output, now } = m.state;
  if (ending === null) throw new TypeError('A run that nobody stopped has no end.');
  const { kind, exitCode, text } = ending;
  return {
    kind,
    exitCode,
    output: textOf(output.join('')),
    text,
    races: races?.reports() ?? [],
    leaks: isStill(m) ? leaks(m).map((one) => leakText(m, one)) : [],
    took: now,
  };
}

/** Whether nothing would happen any more, had the program not ended. */
function isStill({ state: { goroutines, timers } }: Machine): boolean {
  return (
    timers.length === 0 &&
    goroutines.every((g) => g === null || g.status === 'waiting' || g.status === 'dead')
  );
}

function leakText(m: Machine, { goroutine, reason, code, at }: ReturnType<typeof leaks>[number]): string {
  return `goroutine ${goroutine} waits for ever: ${reason}, ${placeText(m, code, at)}`;
}
