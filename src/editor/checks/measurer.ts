/** Runs that are not on the screen, measured: whoever asks within the same moment shares one run. */
import type { Lab } from '../../lab/client.ts';
import type { RunAsked, Verdict } from '../../lab/protocol.ts';
import { same } from '../../scenario/same.ts';
import type { Scenario } from '../../scenario/types.ts';

export interface Measurer {
  /** Null: not known yet. */
  verdict(run: RunAsked, that: string): Verdict | null;
  /** What is not known yet is asked when nobody has wanted more for a moment. */
  want(run: RunAsked, that: readonly string[]): void;
  subscribe(listener: () => void): () => void;
  /** Changes whenever something has become known. */
  version(): number;
}

interface Entry {
  readonly run: RunAsked;
  readonly by: Map<string, Verdict>;
  readonly wanted: Set<string>;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const SETTLED_MS = 400;
const RUNS_KEPT = 6;

export function createMeasurer(lab: () => Pick<Lab, 'measure'>): Measurer {
  let entries: readonly Entry[] = [];
  let version = 0;
  const listeners = new Set<() => void>();

  const find = (run: RunAsked): Entry | undefined => entries.find((entry) => isSameRun(entry.run, run));

  async function ask(entry: Entry): Promise<void> {
    const that = [...entry.wanted];
    entry.wanted.clear();
    try {
      const { verdicts } = await lab().measure(entry.run, { that, figures: [] });
      that.forEach((text, i) => {
        entry.by.set(text, verdicts[i]!);
      });
    } catch {
      // What keeps a run from being made is told where it is shown.
      return;
    }
    version++;
    for (const listener of listeners) listener();
  }

  return {
    verdict: (run, that) => find(run)?.by.get(that) ?? null,
    want(run, that) {
      const entry = find(run) ?? { run, by: new Map(), wanted: new Set(), timer: undefined };
      const fresh = that.filter((text) => !entry.by.has(text));
      // The one that was asked last goes last.
      entries = [...entries.filter((one) => one !== entry), entry].slice(-RUNS_KEPT);
      if (fresh.length === 0) return;
      for (const text of fresh) entry.wanted.add(text);
      clearTimeout(entry.timer);
      entry.timer = setTimeout(() => void ask(entry), SETTLED_MS);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}

/** What a run comes to depends on these alone: the words of a step may change without it. */
const RUNS_BY = ['parts', 'wires', 'acts', 'windows', 'designs', 'duration'] as const;

export function isSameRun(a: RunAsked, b: RunAsked): boolean {
  const [one, other] = [a.source as Scenario, b.source as Scenario];
  return a.design === b.design && RUNS_BY.every((key) => one[key] === other[key]) && same(a.edits, b.edits);
}
