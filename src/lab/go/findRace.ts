/** Free runs with the race detector, one after another, until one has a race. */
import type { Program } from '../../golang/code/program.ts';
import { reportText } from '../../golang/race/report.ts';
import { type Run, type RunLimits, runProgram } from '../../golang/run.ts';

export interface RacesLooked {
  readonly verdict: 'race' | 'clean' | 'clean-to-bound';
  readonly races: number;
  /** As `go run -race` tells the races of that run; empty without. */
  readonly text: string;
  /** Why runs without a race say less than they seem to, in a sentence; null: all came to their ends. */
  readonly bound: string | null;
}

/** After so many runs that had to be stopped no more are tried. */
const STOPPED_MAX = 2;

/** Runs have the seeds from `seed` on; every other one lets anybody step at any door. */
export function findRace(
  program: Program,
  options: {
    readonly limits: RunLimits;
    readonly seed: number;
    readonly runs: number;
    readonly processors: number;
  },
): RacesLooked {
  const { limits, seed, runs, processors } = options;
  const stopped: Run[] = [];
  let made = 0;
  while (made < runs && stopped.length < STOPPED_MAX) {
    const policy = (seed + made) % 2 === 0 ? 'random' : 'runtime';
    const ran = runProgram(program, { limits, seed: seed + made, processors, policy, detects: true });
    made += 1;
    const { length: races } = ran.races;
    if (races > 0) return { verdict: 'race', races, text: reportText(program, ran.races), bound: null };
    if (ran.kind === 'budget' || ran.kind === 'oom') stopped.push(ran);
  }
  const bound = boundOf(runs, made, stopped);
  return { verdict: bound === null ? 'clean' : 'clean-to-bound', races: 0, text: '', bound };
}

function boundOf(runs: number, made: number, stopped: readonly Run[]): string | null {
  if (made === 0) return 'No run was made.';
  const [first] = stopped;
  if (first === undefined) return null;
  const why = first.kind === 'oom' ? 'out of memory' : first.text.trim();
  const rest = runs - made;
  return `No race in ${made} ${made === 1 ? 'run' : 'runs'}, but ${stopped.length} of them did not come to an end: ${why}.${rest === 0 ? '' : ` ${rest} more ${rest === 1 ? 'was' : 'were'} not begun.`}`;
}
