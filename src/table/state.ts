import type { Selection } from '../canvas/editing.ts';
import type { Problem } from '../scenario/problem.ts';
import type { ScheduleVerdict } from '../scenario/programs.ts';
import type { Scenario } from '../scenario/types.ts';

/** What is on the table. A version never changes; every edit makes the next. */
export interface Version {
  readonly scenario: Scenario;
  /** The design on the screen, and the one that edits go to (or `mine`, when the scenario is not the learner's own). */
  readonly design: string;
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

/** The text that says what lies on the table, where one is kept beside it. */
export interface Written {
  readonly text: string;
  /** With an error among them it says nothing: what lies on the table is what it said last. */
  readonly problems: readonly Problem[];
}

/** All that undo brings back. The fork on the screen is among the forks, with this version. */
export interface Snapshot extends Version {
  readonly forks: readonly Fork[];
  /** The id of the fork on the screen. */
  readonly fork: string;
  /** The scenario as it came to the table: what has come since is the learner's own. */
  readonly base: Scenario;
  /** Null: no text is kept. */
  readonly written: Written | null;
}

/** One step of the history. */
export interface Change {
  /** In words, for undo and for those who listen: "Orders wired to Order workers". */
  readonly says: string;
  readonly before: Snapshot;
  readonly after: Snapshot;
  /** When the last letter of it was typed, in milliseconds of the page; null for what was not typed. */
  readonly typedAt: number | null;
}

/** What a dialog, or a field, is asked to open for. */
export type Ask =
  /** `port` is null until one is chosen. */
  | { readonly what: 'connect'; readonly part: string; readonly port: string | null }
  | { readonly what: 'rename'; readonly part: string }
  | { readonly what: 'parts' }
  | { readonly what: 'shortcuts' };

export type Panel = 'inspect' | 'why' | 'compare' | 'forks' | 'run' | 'theory';

/** `clean-to-bound`: none was found that fails, and not all were tried. */
export type Explored = ScheduleVerdict | 'clean-to-bound';

export interface TableState extends Snapshot {
  readonly past: readonly Change[];
  readonly future: readonly Change[];
  readonly selection: Selection;
  /** The id of the act that is selected; then no part and no wire is. */
  readonly act: string | null;
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
  readonly ask: Ask | null;
  /** Theory is drawn over the charts. */
  readonly theory: boolean;
  /** The part whose desk lies on the stage; null: the system. A design may not have it: then it is the system, too. */
  readonly desk: string | null;
  /** What all schedules of programs come to, by `programKey`, as far as they were tried at this table. */
  readonly explored: ReadonlyMap<string, Explored>;
  /** How often the learner let a goroutine take a step, by hand. */
  readonly stepped: number;
}
