/** A circle of states that is never left: who has no part in it waits for ever. */
import { take } from '../machine/doors.ts';
import type { Choice, Machine } from '../machine/machine.ts';
import { newChance } from './chance.ts';
import { choicesThatMatter } from './deadTimers.ts';
import { choiceOf } from './replay.ts';
import type { Schedule } from './schedule.ts';
import { withoutCutSleeps } from './sleeps.ts';
import { atClosedDoors, type Stall } from './stalls.ts';

/** A walk in a circle of n states takes so many steps, and so many more: then it has been everywhere. */
const ROUNDS = 30;
const ROUNDS_MORE = 500;

/** Of a circle of states that is never left, at the end of a schedule: whether somebody has no part in it. */
export function stallIn(
  m: Machine,
  schedule: Schedule,
  size: number,
  sleepsLast: boolean,
): Stall['kind'] | null {
  for (const step of schedule) {
    const choice = choiceOf(m, step);
    if (choice === null) return null;
    take(m, choice);
  }
  const draw = newChance(size);
  let waits: ReadonlySet<number> | null = null;
  for (let step = 0; step < size * ROUNDS + ROUNDS_MORE; step++) {
    const all = choicesThatMatter(m);
    const list = sleepsLast ? withoutCutSleeps(m, all) : all;
    if (list.length === 0) return null;
    const now = atClosedDoors(m, list);
    waits = new Set([...(waits ?? now)].filter((id) => now.has(id)));
    if (waits.size === 0) return null;
    take(m, list[draw(list.length)] as Choice);
    if (m.state.ending !== null) return null;
  }
  if (waits === null) return null;
  return m.state.mainDone ? 'leak' : waits.has(1) ? 'deadlock' : null;
}
