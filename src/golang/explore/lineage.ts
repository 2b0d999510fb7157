/**
 * From a search back to the program: a way was found from encoded state to encoded state, each with numbers of its own for the
 * goroutines. Going along it once more tells who of the real run stands at which place.
 */
import { take } from '../machine/doors.ts';
import type { Choice, Machine } from '../machine/machine.ts';
import type { MachineSystem } from './machineSystem.ts';
import { choiceOf, stepOf } from './replay.ts';
import type { Schedule, ScheduleStep } from './schedule.ts';
import { CHAIN_MAX, repeatChain } from './search.ts';

/**
 * The schedule of the real run for a way of steps. With `chains`, steps taken alone follow each of them, `last` after the last one.
 * @param m the real run at its beginning: it goes along, since what is one step of a system that is not exact may be several of it
 */
export function scheduleOf(
  system: MachineSystem,
  way: readonly number[],
  chains: boolean,
  last: number,
  m: Machine,
): Schedule {
  const { machine } = system;
  const schedule: ScheduleStep[] = [];
  system.reset();
  /** By place: number in the real run. */
  let real = system.first.slice();
  const note = (nth: number) => {
    const step = stepOf(machine, system.list()[nth] as Choice);
    const name = (id: number) => (id === 0 ? 0 : (real[id - 1] ?? 0));
    const named =
      step.kind === 'timer'
        ? step
        : { ...step, goroutine: name(step.goroutine), partner: name(step.partner) };
    return () => {
      let started = m.state.goroutines.length;
      const go = (one: ScheduleStep): boolean => {
        const choice = choiceOf(m, one);
        if (choice === null) return false;
        take(m, choice);
        schedule.push(one);
        return true;
      };
      go(named);
      while (real.length < machine.state.goroutines.length) real.push(++started);
      // What is one step of a system that is not exact may be several of the real run.
      real.forEach((theirs, i) => {
        const on = { kind: 'step', goroutine: theirs, nth: 0, partner: 0, partnerNth: 0 } as const;
        const behind = () =>
          theirs > 0 &&
          (placeOf(m, theirs) !== placeOf(machine, i + 1) ||
            (machine.state.ending?.goroutine === i + 1 && m.state.ending === null));
        for (let n = 0; n < CATCH_UP && behind(); n++) if (!go(on)) break;
      });
    };
  };
  way.forEach((nth, i) => {
    const stands = note(nth);
    system.take(nth);
    stands();
    if (chains) repeatChain(system, i === way.length - 1 ? last : CHAIN_MAX, note);
    if (i === way.length - 1 || system.over()) return;
    const { words, length } = system.encode();
    real = system.goroutines.map((id) => (id === 0 ? 0 : (real[id - 1] ?? 0)));
    system.load(words.slice(0, length));
  });
  return schedule;
}

const CATCH_UP = 10_000;

/** Where a goroutine stands, as far as it takes to tell whether two machines stand at the same place. */
function placeOf({ state }: Machine, id: number): string {
  const g = state.goroutines[id - 1];
  if (g === null || g === undefined) return '';
  const halfway = g.woken === undefined ? '' : ` ${g.woken.nth}`;
  return `${g.frames.map(({ code, pc }) => `${code}.${pc}`).join(' ')}${halfway}`;
}

/** A schedule of numbers as they are after `reset`, in those of the real run. */
export function inRealNumbers({ first, started }: MachineSystem, schedule: Schedule): Schedule {
  const name = (id: number) => (id <= first.length ? (first[id - 1] ?? 0) : id - first.length + started);
  return schedule.map((step) =>
    step.kind === 'timer'
      ? step
      : { ...step, goroutine: name(step.goroutine), partner: step.partner === 0 ? 0 : name(step.partner) },
  );
}
