/** What ends an exploration before all was seen, each with its sentence; and a program that is over before anything can be explored. */
import type { Machine } from '../machine/machine.ts';
import type { Exploration, Found } from './explore.ts';
import { judgeState, type Kind } from './judge.ts';
import { ENDLESS, reached, type Search } from './search.ts';

/** States, a way that may have no end, memory of a state, work in all, somebody who called it off. */
export interface Bound {
  readonly what: 'states' | 'steps' | 'memory' | 'work' | 'cancelled';
  readonly sentence: string;
}

/** Bytes of JavaScript's heap that a state may take, about. */
export const STATE_HEAP_MAX = 24 * 2 ** 20;
/** Work in all, in instructions that take as long: for each state that may be seen, and besides. */
const WORK_PER_STATE = 700;
const WORK_MIN = 40_000_000;

export function workMaxOf(statesMax: number): number {
  return WORK_MIN + WORK_PER_STATE * statesMax;
}

const ENDLESS_WAY: Bound = {
  what: 'steps',
  sentence:
    'Some goroutine may go on for ever without a step that others could notice: that way was not gone to its end.',
};
const TOO_LARGE: Bound = {
  what: 'memory',
  sentence: 'Some way leads to more memory than can be explored: it was not gone to its end.',
};

export function calledOffAfter(states: number): Bound {
  return { what: 'cancelled', sentence: `Called off after ${states} ${states === 1 ? 'state' : 'states'}.` };
}

/** @param endless whether a step did not come to its end; `refused`: memory was refused */
export function boundOf(whole: Search, endless: boolean, refused: boolean): Bound | null {
  if (refused) return TOO_LARGE;
  if (endless) return ENDLESS_WAY;
  if (whole.ended === 'all') return null;
  if (whole.ended === 'no') return calledOffAfter(whole.parent.length);
  const seen = `${whole.parent.length} states nearest to the beginning were seen, up to ${reached(whole)} steps from it.`;
  if (whole.ended === 'work')
    return { what: 'work', sentence: `Its steps are long or its states are large: only the ${seen}` };
  return { what: 'states', sentence: `Only the ${seen}` };
}

/** The program came to its end before its first visible step: nothing is left to be chosen. */
export function endedAtOnce(m: Machine, kinds: readonly Kind[]): Exploration {
  const found: Found[] = [];
  let endless = false;
  judgeState(m, [], (what) => {
    endless ||= what === ENDLESS;
    for (const kind of kinds)
      if (kind === what) found.push({ kind, schedule: [], shortest: true, text: m.state.ending?.text ?? '' });
  });
  return {
    verdict: found[0]?.kind ?? (endless ? 'clean-to-bound' : 'clean'),
    found,
    schedules: 1,
    states: 1,
    transitions: 0,
    bound: !endless ? null : m.effort.refused ? TOO_LARGE : ENDLESS_WAY,
    merged: false,
    timers: false,
    outcomes: endless ? null : [m.state.output.join('')],
  };
}
