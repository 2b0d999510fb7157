/**
 * A program explored three times, each time with less trust in time, so that nothing is told that only a computer which stands
 * still for seconds could show:
 * - timers go off when nothing else can go on: everything counts;
 * - timeouts, ticks and functions that were set going come at any moment, but who sleeps for 10 ms sleeps long enough: what the
 *   program itself calls wrong does not count, since it may have given up too early;
 * - sleeping orders nothing either: only races count, which the race detector sees however long one sleeps between.
 */
import type { Program } from '../code/program.ts';
import { type Bound, calledOffAfter } from './bounds.ts';
import {
  type Exploration,
  type ExploreOptions,
  type Exploring,
  endOf,
  exploring,
  type Found,
  type Progress,
} from './explore.ts';
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

type PassesOptions = Partial<Omit<ExploreOptions, keyof Pass>> & {
  readonly statesMax: number;
  /** False: the first pass alone. */
  readonly adversarialTime: boolean;
};

/** All schedules found can be replayed with `adversarialTime`. Numbers are sums; what was printed is told of the first pass. */
export function* exploringInPasses(
  program: Program,
  { adversarialTime, ...options }: PassesOptions,
): Exploring {
  if (!adversarialTime) return yield* exploring(program, { ...options, ...IN_TIME });
  const statesOnceFound = Math.ceil(options.statesMax / FOUND_SHARE);
  const first = exploring(program, { ...options, ...IN_TIME, statesOnceFound });
  let [sum, isCalledOff] = yield* onTopOf(null, first);
  if (!sum.timers) return sum;
  for (const pass of PASSES) {
    if (isCalledOff) return calledOffWith(sum);
    const share = SHARE * (sum.found.length > 0 ? FOUND_SHARE : 1);
    const statesMax = Math.ceil(options.statesMax / share);
    const next = exploring(program, { ...options, ...pass, statesMax, statesOnceFound });
    [sum, isCalledOff] = yield* onTopOf(sum, next);
  }
  return sum;
}

export function exploreInPasses(program: Program, options: PassesOptions): Exploration {
  return endOf(exploringInPasses(program, options));
}

/** Another pass, reported together with those before it. @returns what all have come to, and whether it was called off */
function* onTopOf(
  sum: Exploration | null,
  work: Exploring,
): Generator<Progress, readonly [Exploration, boolean], boolean | undefined> {
  let calledOff: boolean | undefined;
  for (;;) {
    const { done, value } = work.next(calledOff);
    if (done === true) return [sum === null ? value : added(sum, value), calledOff === true];
    calledOff = yield sum === null ? value : reportedWith(sum, value);
  }
}

function reportedWith(sum: Exploration, { phase, found, ...more }: Progress): Progress {
  return {
    phase,
    schedules: sum.schedules + more.schedules,
    states: sum.states + more.states,
    transitions: sum.transitions + more.transitions,
    found: KINDS.filter((kind) => found.includes(kind) || sum.found.some((one) => one.kind === kind)),
  };
}

function added(sum: Exploration, more: Exploration): Exploration {
  const found = KINDS.flatMap((kind: Kind): readonly Found[] => {
    const one = [...sum.found, ...more.found].find((each) => each.kind === kind);
    return one === undefined ? [] : [one];
  });
  const states = sum.states + more.states;
  const bound = more.bound?.what === 'cancelled' ? calledOffAfter(states) : (sum.bound ?? more.bound);
  return {
    ...sum,
    verdict: verdictOf(found, bound),
    found,
    schedules: sum.schedules + more.schedules,
    states,
    transitions: sum.transitions + more.transitions,
    bound,
  };
}

/** Passes that were still to come are not begun. */
function calledOffWith(sum: Exploration): Exploration {
  const bound = calledOffAfter(sum.states);
  return { ...sum, verdict: verdictOf(sum.found, bound), bound };
}

const verdictOf = ([worst]: readonly Found[], bound: Bound | null): Exploration['verdict'] =>
  worst?.kind ?? (bound === null ? 'clean' : 'clean-to-bound');
