/** Whether the lesson hangs on a figure: every number of its designs moved a little either way, one at a time. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Lab } from '../../lab/client.ts';
import {
  type Break,
  breakOf,
  type CheckedRun,
  designsOf,
  type HealthPlan,
  type HealthTask,
  movedTasks,
} from '../../lab/health.ts';
import { type AllMoved, type Moved, movedSettings } from '../../lab/moved.ts';
import type { Catalog } from '../../scenario/catalog.ts';
import type { Scenario } from '../../scenario/types.ts';
import type { Pool } from './pool.ts';

/** A setting with which the lesson no longer holds, and a run that shows it. */
export interface Broken extends Break {
  readonly run: HealthTask;
}

export interface RobustState {
  readonly isRunning: boolean;
  readonly done: number;
  readonly total: number;
  /** Null before a search has ended. */
  readonly found: { readonly broken: readonly Broken[]; readonly all: AllMoved } | null;
  readonly wasCalledOff: boolean;
  readonly failure: string | null;
}

export interface Robust {
  readonly store: StoreApi<RobustState>;
  /** @param before the check in the runs with nothing moved, of the robust seeds at least */
  start(scenario: Scenario, plan: HealthPlan, before: readonly CheckedRun[]): void;
  callOff(): void;
  /** What was found belongs to another scenario. */
  forget(): void;
}

/** Ten per cent up and down. */
const FACTORS = [1.1, 0.9];
/** For each move: what hangs on a figure shows soon. */
export const ROBUST_SEEDS = [1, 2, 3];

const IDLE: RobustState = {
  isRunning: false,
  done: 0,
  total: 0,
  found: null,
  wasCalledOff: false,
  failure: null,
};

interface Task {
  readonly move: number;
  readonly run: HealthTask;
}

export function createRobust(pool: Pool, catalog: Catalog): Robust {
  const store = createStore<RobustState>()(() => IDLE);
  let abort: AbortController | null = null;

  async function search(
    scenario: Scenario,
    plan: HealthPlan,
    before: readonly CheckedRun[],
    signal: AbortSignal,
  ): Promise<void> {
    const all = movedSettings(scenario, designsOf(plan), FACTORS, catalog);
    const tasks = all.moved.flatMap((moved, move): readonly Task[] =>
      movedTasks(moved, ROBUST_SEEDS).map((run) => ({ move, run })),
    );
    const runs = all.moved.map((): CheckedRun[] => []);
    let done = 0;
    store.setState({ total: tasks.length });
    const work = async (lab: Lab, { move, run }: Task): Promise<void> => {
      const { design, edits } = run;
      const asked = { source: scenario, design, edits };
      const { verdicts } = await lab.measure(asked, { that: [plan.check], figures: [] });
      if (signal.aborted) return;
      runs[move]!.push({ design, seed: edits.seed!, passed: verdicts[0]!.verdict === true });
      store.setState({ done: ++done });
    };
    try {
      await pool.deal(tasks, work, signal);
      if (signal.aborted) return;
      const broken = all.moved.flatMap((moved, i) => brokenBy(plan, moved, runs[i]!, before) ?? []);
      store.setState({ isRunning: false, found: { broken, all } });
    } catch (error) {
      if (signal.aborted) return;
      const failure = error instanceof Error ? error.message : String(error);
      store.setState({ isRunning: false, failure });
    }
  }

  return {
    store,
    start(scenario, plan, before) {
      abort?.abort();
      abort = new AbortController();
      store.setState({ ...IDLE, isRunning: true });
      void search(scenario, plan, before, abort.signal);
    },
    callOff() {
      if (!store.getState().isRunning) return;
      abort?.abort();
      store.setState({ isRunning: false, wasCalledOff: true });
    },
    forget() {
      abort?.abort();
      abort = null;
      store.setState(IDLE);
    },
  };
}

function brokenBy(
  plan: HealthPlan,
  moved: Moved,
  runs: readonly CheckedRun[],
  before: readonly CheckedRun[],
): Broken | null {
  const found = breakOf(plan, moved, runs, before);
  if (!found) return null;
  const isWrong = ({ design, passed }: CheckedRun): boolean => passed !== (design === plan.fix);
  const shown = runs.toSorted((a, b) => a.seed - b.seed).find(isWrong) ?? runs[0]!;
  const run = movedTasks(moved, [shown.seed]).find(({ design }) => design === shown.design)!;
  return { ...found, run };
}
