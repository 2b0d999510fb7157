/**
 * Who waits for ever though the program goes on: a ticker ticks, somebody looks round again and again, and one goroutine
 * never gets any further. No state is the last one then, so it is told from a run in which everybody who can go on does so in
 * the end, by chance: who stood at a closed door while timers went off for a minute, or a thousand times, or while the same
 * state came back.
 */
import type { Choice, Machine } from '../machine/machine.ts';
import { fingerprint } from './hash.ts';
import type { MachineSystem } from './machineSystem.ts';

/** Nanoseconds, and moments at which timers went off: tests that tick or sleep in a loop are over long before. */
const PATIENCE = 60e9;
const MOMENTS = 1_000;
/** Steps after which it is worth while to look for states that come back. */
const LOOKS_AFTER = 1_000;
const LOOKS_MAX = 2_000;

export interface Stall {
  readonly kind: 'deadlock' | 'leak';
  /** Steps of the run up to where nobody of those who wait for ever had anything left to do. */
  readonly steps: number;
}

/** Who stands at a closed door. */
export function atClosedDoors({ state }: Machine, choices: readonly Choice[]): ReadonlySet<number> {
  const closed = new Set<number>();
  for (const g of state.goroutines)
    if (g !== null && g.status !== 'dead' && g.waiting?.reason !== 'sleep') closed.add(g.id);
  for (const choice of choices)
    if (choice.kind === 'step') for (const id of [choice.goroutine, choice.partner]) closed.delete(id);
  return closed;
}

interface Wait {
  readonly step: number;
  readonly now: number;
  /** How often time had gone on by then. */
  readonly moments: number;
  /** Timers that were set later have numbers from here on. */
  readonly timer: number;
}

export interface Watch {
  /** To be told of every state of the run, in their order. @returns who waits for ever by now; null: nobody as far as is known */
  look(): Stall | null;
  /** Whether anybody stands at a closed door. */
  anyWaits(): boolean;
  /** How many steps ago main ended; -1: it has not. */
  sinceMain(): number;
}

export function newWatch(system: MachineSystem): Watch {
  const waits = new Map<number, Wait>();
  const met = new Map<string, number>();
  const key = new Int32Array(4);
  let step = -1;
  let mainAt = -1;
  let moments = 0;
  let last = 0;

  function note(): void {
    const { state } = system.machine;
    step += 1;
    if (state.now !== last) moments += 1;
    last = state.now;
    if (state.mainDone && mainAt < 0) mainAt = step;
    const closed = atClosedDoors(system.machine, system.list());
    for (const id of waits.keys()) if (!closed.has(id)) waits.delete(id);
    for (const id of closed)
      if (!waits.has(id)) waits.set(id, { step, now: state.now, moments, timer: state.nextTimer });
  }

  /** The step since which the same state has come back; -1: none has. */
  function cameBack(): number {
    const { timers } = system.machine.state;
    if (step < LOOKS_AFTER || step > LOOKS_AFTER + LOOKS_MAX || timers.length > 0) return -1;
    const { words, keyLength } = system.encode();
    fingerprint(words, keyLength, key);
    const text = key.join();
    const before = met.get(text);
    if (before === undefined) met.set(text, step);
    return before ?? -1;
  }

  return {
    look() {
      note();
      if (waits.size === 0 || system.over()) return null;
      const { now, timers, mainDone } = system.machine.state;
      const since = cameBack();
      const stalled = [...waits].filter(
        ([, wait]) =>
          wait.step + LOOKS_AFTER / 2 < since ||
          ((now - wait.now >= PATIENCE || moments - wait.moments >= MOMENTS) &&
            timers.every(({ active, period, id }) => !active || period > 0 || id >= wait.timer)),
      );
      if (stalled.length === 0 || (!mainDone && !stalled.some(([id]) => id === 1))) return null;
      return {
        kind: mainDone ? 'leak' : 'deadlock',
        steps: Math.max(mainAt, ...stalled.map(([, wait]) => wait.step)),
      };
    },
    anyWaits: () => waits.size > 0,
    sinceMain: () => (mainAt < 0 ? -1 : step - mainAt),
  };
}
