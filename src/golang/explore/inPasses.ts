/**
 * A program explored three times, each time with less trust in time, so that nothing is told that only a computer which stands
 * still for seconds could show:
 * - timers go off when nothing else can go on: everything counts;
 * - timeouts, ticks and functions that were set going come at any moment, but who sleeps for 10 ms sleeps long enough: what the
 *   program itself calls wrong does not count, since it may have given up too early;
 * - sleeping orders nothing either: only races count, which the race detector sees however long one sleeps between.
 */
import type { Program } from '../code/program.ts';
import { type Exploration, type ExploreOptions, explore, type Found } from './explore.ts';
import { KINDS, type Kind } from './judge.ts';

type Pass = Pick<ExploreOptions, 'adversarialTime' | 'sleepsLast' | 'kinds'>;

const IN_TIME: Pass = { adversarialTime: false, sleepsLast: false, kinds: KINDS };
const PASSES: readonly Pass[] = [
  { adversarialTime: true, sleepsLast: true, kinds: KINDS.filter((kind) => kind !== 'wrong') },
  { adversarialTime: true, sleepsLast: false, kinds: ['map-fatal', 'race'] },
];

/** Of the states that may be seen, the other passes see a third each; when something was found, all see a tenth of that. */
const SHARE = 3;
const FOUND_SHARE = 10;

/** All schedules found can be replayed with `adversarialTime`. Numbers are sums; what was printed is told of the first pass. */
export function exploreInPasses(
  program: Program,
  options: Partial<Omit<ExploreOptions, keyof Pass>> & { readonly statesMax: number },
): Exploration {
  const statesOnceFound = Math.ceil(options.statesMax / FOUND_SHARE);
  let sum = explore(program, { ...options, ...IN_TIME, statesOnceFound });
  if (!sum.timers) return sum;
  for (const pass of PASSES) {
    const share = SHARE * (sum.found.length > 0 ? FOUND_SHARE : 1);
    const statesMax = Math.ceil(options.statesMax / share);
    sum = added(sum, explore(program, { ...options, ...pass, statesMax, statesOnceFound }));
  }
  return sum;
}

function added(sum: Exploration, more: Exploration): Exploration {
  const found = KINDS.flatMap((kind: Kind): readonly Found[] => {
    const one = [...sum.found, ...more.found].find((each) => each.kind === kind);
    return one === undefined ? [] : [one];
  });
  const bound = sum.bound ?? more.bound;
  return {
    ...sum,
    verdict: found[0]?.kind ?? (bound === null ? 'clean' : 'clean-to-bound'),
    found,
    schedules: sum.schedules + more.schedules,
    states: sum.states + more.states,
    transitions: sum.transitions + more.transitions,
    bound,
  };
}
