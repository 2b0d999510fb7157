/** The health of the lesson on the table: its runs over many seeds, made again whenever what decides them has changed. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Lab } from '../../lab/client.ts';
import { asksOf, editsOf, type Lesson, type LessonAsk, lessonOf } from '../../lab/lessonAsks.ts';
import { answerOf, type LessonAnswer } from '../../lab/lessonTruths.ts';
import type { Catalog } from '../../scenario/catalog.ts';
import type { Scenario } from '../../scenario/types.ts';
import { createKept, essenceOf } from './kept.ts';
import { createPool } from './pool.ts';
import { createRobust, type Robust } from './robust.ts';

export const SEED_COUNTS = [10, 30, 100, 200] as const;
export type SeedCount = (typeof SEED_COUNTS)[number];

export interface SweepState {
  readonly seeds: SeedCount;
  /** What the answers are about; null before the first sweep. */
  readonly of: { readonly scenario: Scenario; readonly lesson: Lesson } | null;
  /** As far as they are there. */
  readonly answers: readonly LessonAnswer[];
  /** `waiting`: something has changed, or something else is under way. */
  readonly phase: 'idle' | 'waiting' | 'running';
  /** Runs, those that were known before included. */
  readonly done: number;
  readonly total: number;
  readonly wasCalledOff: boolean;
  readonly failure: string | null;
}

export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** @returns how to call it off */
  wait(ms: number, then: () => void): () => void;
}

export interface SweepSetting {
  readonly startLab: () => Promise<Lab>;
  readonly labs: number;
  readonly clock: Clock;
  readonly catalog: Catalog;
  /** Something that somebody waits for is under way. */
  readonly isBusy: () => boolean;
}

export interface Sweep {
  readonly store: StoreApi<SweepState>;
  readonly robust: Robust;
  /** This lies on the table now. */
  look(scenario: Scenario): void;
  setSeeds(seeds: SeedCount): void;
  callOff(): void;
  /** What was called off, or failed, goes on. */
  goOn(): void;
  /** Nobody looks any more: the labs are closed, what is known is kept. */
  rest(): void;
}

/** After the last change. */
export const CALM_MS = 600;
const BUSY_MS = 300;
/** Whoever watches is told this often. */
const TOLD_MS = 150;

export const seedsUpTo = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i + 1);

interface Task {
  readonly ask: LessonAsk;
  readonly essence: string;
  readonly seed: number;
}

/**
 * The learners' own seed before all, then what the verdict waits for, then the rest; a seed after the other, so that the first words are
 * about all designs.
 */
function inOrder(lesson: Lesson, own: number, seeds: number): readonly Pick<Task, 'ask' | 'seed'>[] {
  const decisive = new Set(lesson.health?.runs.map(({ key }) => key));
  const rank = ({ ask, seed }: Pick<Task, 'ask' | 'seed'>): number =>
    seed === own ? 0 : decisive.has(ask.run.key) ? 1 : 2;
  const asks = asksOf(lesson);
  return [...new Set([own, ...seedsUpTo(seeds)])]
    .flatMap((seed) => asks.map((ask) => ({ ask, seed })))
    .toSorted((a, b) => rank(a) - rank(b));
}

export function createSweep({ startLab, labs, clock, catalog, isBusy }: SweepSetting): Sweep {
  const store = createStore<SweepState>()(() => ({
    seeds: 10,
    of: null,
    answers: [],
    phase: 'idle',
    done: 0,
    total: 0,
    wasCalledOff: false,
    failure: null,
  }));
  const { getState: get, setState: set } = store;
  const pool = createPool(startLab, labs);
  const robust = createRobust(pool, catalog);
  const kept = createKept();
  let wanted: Scenario | null = null;
  /** What decides the runs of the check: of that is what was found with moved settings. */
  let robustAbout = '';
  let stopWaiting: (() => void) | null = null;
  let abort: AbortController | null = null;

  function halt(): void {
    stopWaiting?.();
    stopWaiting = null;
    abort?.abort();
    abort = null;
  }

  function wait(ms: number): void {
    halt();
    set({ phase: 'waiting', wasCalledOff: false, failure: null });
    stopWaiting = clock.wait(ms, () => {
      stopWaiting = null;
      if (isBusy()) wait(BUSY_MS);
      else void run();
    });
  }

  async function run(): Promise<void> {
    const scenario = wanted!;
    abort = new AbortController();
    const { signal } = abort;
    const lesson = lessonOf(scenario, catalog);
    const essences = new Map<string, string>();
    const essence = (design: string): string => {
      if (!essences.has(design)) essences.set(design, essenceOf(scenario, design));
      return essences.get(design)!;
    };
    const about = JSON.stringify([
      lesson.health?.plan,
      lesson.health?.runs.map((run) => essence(run.design)),
    ]);
    if (about !== robustAbout) robust.forget();
    robustAbout = about;
    const answers: LessonAnswer[] = [];
    const tasks: Task[] = [];
    for (const { ask, seed } of inOrder(lesson, scenario.seed, get().seeds)) {
      const task = { ask, essence: essence(ask.run.design), seed };
      const known = kept.find(task.essence, ask.run.key, seed, ask.that);
      if (known) answers.push(known);
      else tasks.push(task);
    }
    const total = answers.length + tasks.length;
    let toldAt = clock.now();
    const tell = () => {
      toldAt = clock.now();
      set({ answers: [...answers], done: answers.length });
    };
    set({ of: { scenario, lesson }, phase: tasks.length > 0 ? 'running' : 'idle', total });
    tell();
    const work = async (lab: Lab, { ask, essence: version, seed }: Task): Promise<void> => {
      const asked = { source: scenario, design: ask.run.design, edits: editsOf(ask.run, seed) };
      const measured = await lab.measure(asked, { that: ask.that, figures: [] });
      const answer = answerOf(ask, seed, measured);
      kept.keep(version, answer);
      if (signal.aborted) return;
      answers.push(answer);
      if (clock.now() - toldAt >= TOLD_MS) tell();
    };
    try {
      await pool.deal(tasks, work, signal);
      if (signal.aborted) return;
      tell();
      set({ phase: 'idle' });
    } catch (error) {
      if (signal.aborted) return;
      const failure = error instanceof Error ? error.message : String(error);
      set({ answers: [...answers], done: answers.length, phase: 'idle', failure });
    }
  }

  return {
    store,
    robust,
    look(scenario) {
      if (scenario === wanted) return;
      wanted = scenario;
      wait(CALM_MS);
    },
    setSeeds(seeds) {
      if (seeds === get().seeds) return;
      set({ seeds });
      if (wanted) wait(0);
    },
    callOff() {
      halt();
      set({ phase: 'idle', wasCalledOff: true });
    },
    goOn() {
      if (wanted) wait(0);
    },
    rest() {
      halt();
      robust.callOff();
      pool.close();
      // Whoever comes back has it begun again, from what is kept.
      wanted = null;
      set({ phase: 'idle' });
    },
  };
}
