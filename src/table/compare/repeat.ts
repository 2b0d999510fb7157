import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Lab } from '../../lab/client.ts';
import type { SeedPair } from '../../lab/paired.ts';
import type { RunAsked } from '../../lab/protocol.ts';

export interface RepeatState {
  readonly isRunning: boolean;
  readonly done: number;
  readonly of: number;
  /** Null before the first repetition has ended or was called off. */
  readonly pairs: readonly SeedPair[] | null;
  /** The expressions that were measured, in the order of the pairs' values. */
  readonly figures: readonly string[];
  readonly wasCalledOff: boolean;
  readonly failure: string | null;
}

export const SEEDS = 30;

const IDLE: RepeatState = {
  isRunning: false,
  done: 0,
  of: SEEDS,
  pairs: null,
  figures: [],
  wasCalledOff: false,
  failure: null,
};

/** The same two designs with the shoppers of many days. */
export interface Repeat {
  readonly store: StoreApi<RepeatState>;
  start(a: RunAsked, b: RunAsked, figures: readonly string[]): void;
  callOff(): void;
  /** What was measured belongs to other runs now. */
  forget(): void;
}

/** @param labs how many to run in at once: each takes a processor of its own */
export function createRepeat(startLab: () => Promise<Lab>, labs: number): Repeat {
  const store = createStore<RepeatState>()(() => IDLE);
  let abort: AbortController | null = null;

  async function work(
    a: RunAsked,
    b: RunAsked,
    figures: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    const open: Lab[] = [];
    const close = () => {
      for (const lab of open.splice(0)) lab.close();
    };
    // Labs that were called off in the midst of a run would go on with it.
    signal.addEventListener('abort', close);
    try {
      const [{ runPaired }, ...started] = await Promise.all([
        import('../../lab/paired.ts'),
        ...Array.from({ length: labs }, startLab),
      ]);
      open.push(...started);
      if (signal.aborted) return close();
      const seeds = Array.from({ length: SEEDS }, (_, i) => i + 1);
      const tell = ({ done, of }: { readonly done: number; readonly of: number }) => {
        if (!signal.aborted) store.setState({ done, of });
      };
      const pairs = await runPaired(started, a, b, figures, seeds, tell, signal);
      if (abort?.signal !== signal) return;
      store.setState({ isRunning: false, pairs, figures, wasCalledOff: signal.aborted });
    } catch (error) {
      if (abort?.signal !== signal) return;
      const failure = error instanceof Error ? error.message : String(error);
      store.setState({ isRunning: false, failure });
    } finally {
      close();
    }
  }

  return {
    store,
    start(a, b, figures) {
      abort?.abort();
      abort = new AbortController();
      store.setState({ ...IDLE, isRunning: true });
      void work(a, b, figures, abort.signal);
    },
    callOff() {
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
