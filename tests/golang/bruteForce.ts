/** Every schedule of the machine itself, one after the other: without encoding, symmetry, reduction or memory of states. */
import type { Program } from '../../src/golang/code/program.ts';
import { choicesThatMatter } from '../../src/golang/explore/deadTimers.ts';
import { judgeState } from '../../src/golang/explore/judge.ts';
import { machineByDoors } from '../../src/golang/explore/replay.ts';
import { take } from '../../src/golang/machine/doors.ts';
import { mark, undoTo } from '../../src/golang/machine/trail.ts';

export interface Brute {
  /** What is found, and by how few steps. */
  readonly kinds: ReadonlyMap<string, number>;
  readonly outcomes: readonly string[];
}

/** @returns null when that takes more than so many steps */
export function bruteForce(
  program: Program,
  adversarialTime = false,
  stepsMax = Number.POSITIVE_INFINITY,
): Brute | null {
  const m = machineByDoors(program, { adversarialTime });
  const kinds = new Map<string, number>();
  const outcomes = new Set<string>();
  let steps = 0;
  const go = (depth: number): boolean => {
    const all = choicesThatMatter(m);
    judgeState(m, all, (kind) => kinds.set(kind, Math.min(kinds.get(kind) ?? depth, depth)));
    if (all.length === 0) outcomes.add(m.state.output.join(''));
    const place = mark(m);
    for (const choice of all) {
      steps += 1;
      if (steps > stepsMax) return false;
      take(m, choice);
      if (!go(depth + 1)) return false;
      undoTo(m, place);
    }
    return true;
  };
  return go(0) ? { kinds, outcomes: [...outcomes].sort() } : null;
}
