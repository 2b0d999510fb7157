import type { Measurement } from '../lab/judge.ts';
import type { MeasureAsked, Verdict } from '../lab/protocol.ts';
import type { DeskAbout } from '../scenario/desks.ts';
import type { Deed } from '../scenario/lesson.ts';
import type { ActText, Scenario } from '../scenario/types.ts';
import type { Explored } from '../table/state.ts';

/** What an episode puts on the table. */
export interface RunWish {
  readonly design: string;
  /** Ids of acts of the scenario that are played; null: all of them. */
  readonly keepActs: readonly string[] | null;
  /** Acts of the step, beside those. */
  readonly acts: readonly ActText[];
  readonly seed: number;
  /** Where the playhead goes, in ticks. */
  readonly at: number;
}

/** What lies on the table. */
export interface OnTable {
  readonly scenario: Scenario;
  readonly design: string;
  /** That design is the learner's own. */
  readonly isOwn: boolean;
  readonly seed: number;
  /** Of the run on the screen; null while another one is being computed, or when there is none. */
  readonly digest: string | null;
  /** That very run: another object for each, also where every event is the same and only the price is not. */
  readonly run: object | null;
  /** Share of a run that is being computed, 0..1; null when none is. */
  readonly computed: number | null;
  /** The playhead and the end of the run, in ticks. */
  readonly t: number;
  readonly end: number;
  readonly playing: boolean;
  /** The part whose desk lies on the stage; null: the system does. */
  readonly desk: string | null;
}

/** All that an episode needs of the table; a test brings its own. */
export interface EpisodeTable {
  look(): OnTable;
  /** Called after whatever `look` tells has changed, every picture of a playing run included. */
  subscribe(listener: () => void): () => void;
  /** What the learner does; never what the episode does itself. */
  onDeed(listener: (deed: Deed) => void): () => void;
  /** Done when that run is on the screen, or cannot be. */
  show(wish: RunWish): Promise<void>;
  play(): void;
  pause(): void;
  seek(t: number): void;
  /** The kinds that may be placed; null: every kind. */
  allowParts(kinds: readonly string[] | null): void;
  /** A part id or the label of a wire that is pointed at; null: nothing. */
  setSpotlight(target: string | null): void;
  /** The title of the one chart that is shown; null: all of them. */
  setChart(title: string | null): void;
  /** Lays the desk of a part on the stage; null: the system. */
  openDesk(part: string | null): void;
  /** What the desk of a part of the design on the table is about; null: it has none. */
  deskAbout(part: string): DeskAbout | null;
  /** Tries every schedule of a part's program. */
  explore(part: string): void;
  /** What they come to, of the program as it lies on the table; null while they were not tried. */
  verdictOn(part: string): Explored | null;
  /** True while nothing may be seen of how the run goes: the learner has yet to say what they expect. */
  conceal(isConcealed: boolean): void;
  /** Expressions held against the run on the screen. */
  judge(that: readonly string[]): Promise<readonly Verdict[]>;
  /** Another run of what lies on the table, measured and forgotten. */
  measure(wish: RunWish, asked: MeasureAsked): Promise<Measurement>;
}
