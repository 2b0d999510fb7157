/**
 * Sleeping is how programs wait for others without asking them: `time.Sleep`, and a plain receive from a timer's channel.
 * Whoever has a step to take is not held up for longer than the slice of time that the scheduler gives to another.
 */
import { RECEIVE } from '../code/ops.ts';
import { accessesAt } from '../machine/interpreter.ts';
import type { Choice, Machine } from '../machine/machine.ts';
import type { GoChan } from '../machine/state.ts';

/** Nanoseconds. */
const SLICE = 10e6;

/** Without the timers that would end a sleep, a slice or more before it is over, while others could still go on. */
export function withoutCutSleeps(m: Machine, choices: readonly Choice[]): readonly Choice[] {
  if (choices[0]?.kind === 'timer') return choices;
  return choices.filter((choice) => {
    if (choice.kind !== 'timer') return true;
    const timer = m.state.timers.find(({ id }) => id === choice.timer);
    if (timer === undefined || timer.when - m.state.now < SLICE) return true;
    return timer.does.kind === 'call' || (timer.does.kind === 'send' && !isSleptOn(m, timer.does.to));
  });
}

function isSleptOn(m: Machine, chan: GoChan): boolean {
  return m.state.goroutines.some((g) => {
    const frame = g?.frames[g.frames.length - 1];
    if (!g || frame === undefined || g.status === 'dead') return false;
    return (
      m.program.functions[frame.code]?.code[frame.pc] === RECEIVE &&
      accessesAt(m, g).some(({ object }) => object === chan)
    );
  });
}
