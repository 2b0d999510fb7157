import type { Selection } from '../canvas/editing.ts';
import type { Scenario } from '../scenario/types.ts';

/** What is on the table. A version never changes; every edit makes the next. */
export interface Version {
  readonly scenario: Scenario;
  /** The design on the screen, and the one that edits go to (or `mine`, when the scenario is not the learner's own). */
  readonly design: string;
}

/** One step of the history. */
export interface Change {
  /** In words, for undo and for those who listen: "Orders wired to Order workers". */
  readonly says: string;
  readonly before: Version;
  readonly after: Version;
}

/** A run that went another way from some moment on. */
export interface Fork {
  readonly id: string;
  /** The fork that it left; null for the first. */
  readonly from: string | null;
  /** The moment at which it left, in ticks. */
  readonly at: number;
  readonly title: string;
  readonly version: Version;
}

export type Panel = 'inspect' | 'why' | 'compare' | 'forks';

export interface TableState extends Version {
  readonly past: readonly Change[];
  readonly future: readonly Change[];
  readonly selection: Selection;
  /** What stands on the right; null: nothing. Selecting a part or a wire opens `inspect`. */
  readonly panel: Panel | null;
  /** The kinds that may be placed; null: every kind; none: no palette is shown. */
  readonly palette: readonly string[] | null;
  /** The request that `why` is about; null: the list of causes. */
  readonly asked: number | null;
  /** Why the last edit was not taken, until the next one. */
  readonly refused: string | null;
  /** For a live region: what was just done. `n` tells two equal sentences apart. */
  readonly said: { readonly text: string; readonly n: number };
  readonly forks: readonly Fork[];
  /** The id of the fork on the screen. */
  readonly fork: string;
  /** Theory is drawn over the charts. */
  readonly theory: boolean;
}
