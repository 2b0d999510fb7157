/**
 * All interleavings of a program, judged: first some by chance, so that something is found soon; then every state once, with
 * steps that commute taken alone; then, for what was found, the shortest schedules. All of it is determined by program and options.
 *
 * What "all" means: sequentially consistent interleavings of visible steps, every choice of a select, every timer among those
 * due first (with `adversarialTime`: due first or not yet), one order of ranging over maps, one sequence of random numbers,
 * and as much memory as is wanted.
 */
import type { Program } from '../code/program.ts';
import { newRaceHooks } from '../race/detector.ts';
import { type Bound, boundOf, endedAtOnce, STATE_HEAP_MAX, workMaxOf } from './bounds.ts';
import { playUpTo, runByChance } from './chance.ts';
import { stallIn } from './circles.ts';
import { bottomsOf, calmestWay, outcomesOf } from './graph.ts';
import { KINDS, type Kind } from './judge.ts';
import { inRealNumbers, scheduleOf } from './lineage.ts';
import { type MachineSystem, newMachineSystem } from './machineSystem.ts';
import { machineByDoors } from './replay.ts';
import type { Schedule } from './schedule.ts';
import { advance, chainTo, ENDLESS, newSearch, reached, resume, type Search, wayTo } from './search.ts';
import { shorten } from './shorten.ts';
import { textOf } from './texts.ts';

export interface ExploreOptions {
  readonly seed: number;
  /** Schedules by chance before the search; from the fifth on as long as they took no more than a tenth as many steps as there may be states. */
  readonly schedulesMax: number;
  readonly statesMax: number;
  /** Once something was found by chance no more than so many. */
  readonly statesOnceFound: number;
  /** Timers may go off while others could still run. */
  readonly adversarialTime: boolean;
  /** With adversarialTime: not those by which somebody sleeps (sleeps.ts). */
  readonly sleepsLast: boolean;
  /** Only these are looked for. */
  readonly kinds: readonly Kind[];
  /** Transitions between two reports of progress. */
  readonly slice: number;
}

export const EXPLORE_DEFAULTS: ExploreOptions = {
  seed: 1,
  schedulesMax: 40,
  statesMax: 300_000,
  statesOnceFound: Number.POSITIVE_INFINITY,
  adversarialTime: false,
  sleepsLast: false,
  kinds: KINDS,
  slice: 5_000,
};

export interface Progress {
  readonly phase: 'chance' | 'all' | 'shortest';
  readonly schedules: number;
  readonly states: number;
  readonly transitions: number;
  readonly found: readonly Kind[];
}

export interface Found {
  readonly kind: Kind;
  /** From the first doors on (replay.ts) to where it is seen. */
  readonly schedule: Schedule;
  /** Whether no schedule to it is shorter; of the shortest ones this has the fewest preemptions. */
  readonly shortest: boolean;
  /** What Go prints then. */
  readonly text: string;
}

export interface Exploration {
  readonly verdict: Kind | 'clean' | 'clean-to-bound';
  /** In the order of their weight. */
  readonly found: readonly Found[];
  readonly schedules: number;
  readonly states: number;
  readonly transitions: number;
  /** What was not seen; null: all was. */
  readonly bound: Bound | null;
  /** Whether states that differ in no more than values that are only printed were taken for one. */
  readonly merged: boolean;
  /** Whether a timer was ever set. */
  readonly timers: boolean;
  /** Everything the program may have printed at its end, without order; null when that is too much, `merged`, or not all was seen. */
  readonly outcomes: readonly string[] | null;
}

/** Gives progress every slice. Whoever answers a report with `true` calls it off: it then ends with what was found so far. */
export type Exploring = Generator<Progress, Exploration, boolean | undefined>;

export function* exploring(program: Program, given: Partial<ExploreOptions> = {}): Exploring {
  const options = { ...EXPLORE_DEFAULTS, ...given };
  const { seed, adversarialTime, sleepsLast } = options;
  const start = () => machineByDoors(program, { seed, adversarialTime, heapMax: STATE_HEAP_MAX });
  const begun = start();
  if (begun.state.ending !== null) return endedAtOnce(begun, options.kinds);
  const workMax = workMaxOf(options.statesMax);
  const systemOf = (exact: boolean, asides = false) => newMachineSystem(start(), exact, asides, sleepsLast);
  const isWanted = (kind: string) => options.kinds.some((one) => one === kind);
  let system = systemOf(false);
  const exact = systemOf(true);
  /** By kind: a schedule in the numbers after `reset`, and whether it is in those of the real run already. */
  const known = new Map<string, Schedule>();
  /** Likewise, of what shows only while the program goes on (stalls.ts). */
  const stalls = new Map<string, Schedule>();
  let schedules = 0;
  let steps = 0;
  let calledOff: boolean | undefined;
  const progress = (phase: Progress['phase'], states: number, transitions: number): Progress => ({
    phase,
    schedules,
    states,
    transitions: steps + transitions,
    found: KINDS.filter((kind) => isWanted(kind) && (known.has(kind) || stalls.has(kind))),
  });

  const { effort } = exact.machine;
  const mayGoOn = () =>
    (schedules < RUNS_MIN || steps * 10 <= options.statesMax) && effort.done < workMax / 4;
  while (calledOff !== true && schedules < options.schedulesMax && mayGoOn() && !known.has(ENDLESS)) {
    const keep = (kept: Map<string, Schedule>) => (kind: string, schedule: Schedule) => {
      const old = kept.get(kind);
      if (old === undefined || schedule.length < old.length) kept.set(kind, inRealNumbers(exact, schedule));
    };
    steps += runByChance(exact, schedules, seed, RUN_MAX, workMax / 4, keep(known), keep(stalls));
    schedules += 1;
    calledOff = yield progress('chance', 0, 0);
  }

  const statesMax =
    known.size + stalls.size > 0 ? Math.min(options.statesMax, options.statesOnceFound) : options.statesMax;
  const all = (statesOf: number) => ({
    reduce: true,
    statesMax: statesOf,
    depthMax: Number.POSITIVE_INFINITY,
    edges: true,
    wanted: null,
    workMax: workMax / 2,
  });
  let whole = newSearch(system, all(Math.min(statesMax, TRIED_FIRST)));
  function* onward(): Generator<Progress, void, boolean | undefined> {
    while (whole.ended === 'no' && calledOff !== true) {
      advance(whole, options.slice);
      calledOff = yield progress('all', whole.parent.length, whole.transitions);
    }
  }
  yield* onward();
  if (whole.ended === 'states' && statesMax > TRIED_FIRST) {
    // Too many for the first try: do values make them many that are only printed?
    const first = whole;
    system = systemOf(false, true);
    whole = newSearch(system, all(TRIED_FIRST));
    yield* onward();
    // When they do not, it is better to know all outcomes.
    if (
      calledOff === true ||
      !system.putAside() ||
      (whole.ended === 'states' && reached(whole) <= reached(first))
    ) {
      whole = first;
      system = first.system as MachineSystem;
    }
    resume(whole, statesMax);
    yield* onward();
  }
  for (const [kind, [finding]] of whole.found) {
    if (finding === undefined) continue;
    const schedule = scheduleOf(system, wayTo(whole, finding), true, chainTo(finding), start());
    if (schedule.length < (known.get(kind)?.length ?? Number.POSITIVE_INFINITY)) known.set(kind, schedule);
  }

  if (whole.ended === 'all')
    for (const { node, size } of bottomsOf(whole)) {
      const here = { kind: '', node, choice: -1, chain: 0, length: 0 };
      const schedule = scheduleOf(system, wayTo(whole, here), true, chainTo(here), start());
      const kind = stallIn(start(), schedule, size, sleepsLast);
      if (kind !== null && !stalls.has(kind)) stalls.set(kind, schedule);
    }

  const wanted = KINDS.filter((kind) => isWanted(kind) && known.has(kind));
  const shortest = new Map<string, Schedule>();
  let transitions = whole.transitions;
  if (wanted.length > 0) {
    const search = newSearch(exact, {
      reduce: false,
      statesMax,
      depthMax: Math.max(...wanted.map((kind) => known.get(kind)?.length ?? 0)),
      edges: true,
      wanted,
      workMax: effort.done + workMax / 4,
    });
    while (search.ended === 'no' && calledOff !== true) {
      advance(search, options.slice);
      calledOff = yield progress('shortest', whole.parent.length, transitions + search.transitions);
    }
    transitions += search.transitions;
    for (const kind of wanted) {
      const findings = search.found.get(kind) ?? [];
      if (findings.length > 0 && isSettled(search, findings[0]?.length ?? 0))
        shortest.set(kind, scheduleOf(exact, calmestWay(search, findings), false, 0, start()));
    }
  }

  const told = KINDS.filter((kind) => isWanted(kind) && (known.has(kind) || stalls.has(kind)));
  const shortening = calledOff === true ? CALLED_OFF_WORK : workMax / 8;
  const found = told.map((kind): Found => {
    const one = known.get(kind);
    const schedule =
      shortest.get(kind) ??
      (one === undefined ? (stalls.get(kind) ?? []) : shortened(exact, one, kind, shortening));
    const text = textOf(program, options, schedule, kind, newRaceHooks());
    return { kind, schedule, shortest: shortest.has(kind), text };
  });
  const budget = known.has(ENDLESS) || whole.found.has(ENDLESS);
  return {
    verdict: told[0] ?? (whole.ended === 'all' && !budget ? 'clean' : 'clean-to-bound'),
    found,
    schedules,
    states: whole.parent.length,
    transitions: steps + transitions,
    bound: boundOf(whole, budget, effort.refused || system.machine.effort.refused),
    merged: system.putAside(),
    timers: system.hadTimers(),
    outcomes: budget || system.putAside() ? null : outcomesOf(whole, system.texts, system.printedBefore),
  };
}

/** Whether all ways shorter than this were gone. */
function isSettled(search: Search, length: number): boolean {
  const { ended } = search;
  return (ended !== 'no' && ended !== 'states' && ended !== 'work') || reached(search) >= length;
}

/** So many states are seen with every value in them, before it is tried without those that are only printed. */
const TRIED_FIRST = 20_000;
const SHORTEN_TRIES = 400;
/** Who called it off waits: no more work than this makes a schedule shorter, instructions. */
const CALLED_OFF_WORK = 1_000_000;
/** Steps of one schedule by chance. */
const RUN_MAX = 20_000;
/** So many schedules are tried however long they are. */
const RUNS_MIN = 4;

function shortened(system: MachineSystem, schedule: Schedule, kind: string, work: number): Schedule {
  const { effort } = system.machine;
  const until = effort.done + work;
  if (system.first.some((id, i) => id !== i + 1)) return schedule;
  return shorten(
    schedule,
    (part) => (effort.done > until ? null : playUpTo(system, part, kind)),
    SHORTEN_TRIES,
  );
}

/** All at once. */
export function explore(program: Program, options: Partial<ExploreOptions> = {}): Exploration {
  return endOf(exploring(program, options));
}

/** What it comes to when nobody calls it off. */
export function endOf(work: Exploring): Exploration {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}
