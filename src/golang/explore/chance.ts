/** Schedules by chance, so that something is found soon in programs too big to be seen whole. */
import type { Choice } from '../machine/machine.ts';
import type { Kind } from './judge.ts';
import type { MachineSystem } from './machineSystem.ts';
import { stepOf } from './replay.ts';
import { type Schedule, type ScheduleStep, sameStep } from './schedule.ts';
import { newWatch } from './stalls.ts';

/** A linear congruence is chance enough to choose who goes on. @returns a function of numbers 0 <= x < below */
export function newChance(seed: number): (below: number) => number {
  let state = (seed ^ 0x2545f491) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}

/** Timers may go off early in the first steps of a run, and no more from here on: then it shows who waits for ever. */
const CALM_AFTER = 400;
/** After main's end nobody need wait for long to be seen to be free. */
const AFTER_MAIN = 300;

/**
 * One run from the first state to its end, or over so many steps. Every second one likes to let the same goroutine go on.
 * @param workMax where `system.work` ends it
 * @param found is told each kind that is met first in this run, with the steps that led there
 * @param stalled is told when somebody waits for ever though others go on: the run ends there
 * @returns the steps taken
 */
export function runByChance(
  system: MachineSystem,
  nth: number,
  seed: number,
  stepsMax: number,
  workMax: number,
  found: (kind: string, schedule: Schedule) => void,
  stalled: (kind: Kind, schedule: Schedule) => void,
): number {
  const draw = newChance(seed * 7919 + nth);
  const schedule: ScheduleStep[] = [];
  const kinds = new Set<string>();
  let last = 0;
  system.reset();
  const watch = newWatch(system);
  for (; schedule.length <= stepsMax && (system.work?.() ?? 0) < workMax; ) {
    judgeInto(system, kinds, schedule, found);
    const all = system.list();
    if (all.length === 0) break;
    const stall = watch.look();
    if (stall !== null) {
      stalled(stall.kind, schedule.slice(0, stall.steps));
      break;
    }
    if (watch.sinceMain() > AFTER_MAIN && !watch.anyWaits()) break;
    // Steps come before timers.
    const early = schedule.length < CALM_AFTER ? -1 : all.findIndex(({ kind }) => kind === 'timer');
    let at = draw(early > 0 ? early : all.length);
    const same = all.findIndex((choice) => choice.kind === 'step' && choice.goroutine === last);
    if (nth % 2 === 1 && same >= 0 && draw(4) > 0) at = same;
    // The very first is the run of who comes first, as long as that keeps nobody away for ever.
    if (nth === 0 && schedule.length < CALM_AFTER) at = 0;
    const choice = all[at] as Choice;
    last = choice.kind === 'step' ? choice.goroutine : 0;
    schedule.push(stepOf(system.machine, choice));
    system.take(at);
  }
  return schedule.length;
}

function judgeInto(
  system: MachineSystem,
  kinds: Set<string>,
  schedule: readonly ScheduleStep[],
  found: (kind: string, schedule: Schedule) => void,
): void {
  system.judge((kind) => {
    if (kinds.has(kind)) return;
    kinds.add(kind);
    found(kind, schedule.slice());
  });
}

/** Plays a schedule from the first state, leaving out what cannot be taken, up to the first state that is of a kind; null when none is. */
export function playUpTo(system: MachineSystem, schedule: Schedule, kind: string): Schedule | null {
  const taken: ScheduleStep[] = [];
  const isThere = () => {
    let there = false;
    system.judge((one) => {
      if (one === kind) there = true;
    });
    return there;
  };
  system.reset();
  for (let i = 0; ; i++) {
    if (isThere()) return taken;
    const step = schedule[i];
    if (step === undefined || system.over()) return null;
    const at = system.list().findIndex((choice) => sameStep(stepOf(system.machine, choice), step));
    if (at < 0) continue;
    taken.push(step);
    system.take(at);
  }
}
