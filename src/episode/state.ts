import type { DeskAbout } from '../scenario/desks.ts';
import type { Scenario, StepText } from '../scenario/types.ts';
import type { Aside } from './keeper.ts';
import type { Progress } from './progress.ts';

/** An expression as it stands in the run on the table. */
export interface Held {
  readonly verdict: boolean | 'undecided';
  /** What was measured: "96.2 % ≥ 99.9 %"; or why it says nothing in this design. */
  readonly text: string;
  /** Ticks; null when it is undecided. */
  readonly knownAt: number | null;
  /** The playhead has been where it is known: before that, nobody is told. */
  readonly isSeen: boolean;
}

/** What of the run on the table decides which button stands below the story. */
export interface RunGlance {
  readonly hasRun: boolean;
  /** Per cent; null when no run is being computed. */
  readonly computed: number | null;
  readonly playing: boolean;
  readonly isOver: boolean;
  readonly isAtStart: boolean;
  /** The run has been watched or sought in since the step began. */
  readonly hasMoved: boolean;
  /** The run that decides the step's prediction is the one on the table. */
  readonly decides: boolean;
  /** The desk that the step is about lies on the stage. */
  readonly isAtDesk: boolean;
  /** What that desk is about; null: the step has none. */
  readonly deskIs: DeskAbout | null;
}

/** An answer that is not committed yet. */
export interface Draft {
  readonly option: string | null;
  /** Per cent, 50 to 100. */
  readonly confidence: number;
}

export interface EpisodeState {
  readonly scenario: Scenario;
  readonly steps: readonly StepText[];
  /** The step's place in the list. */
  readonly index: number;
  /** Counts the steps that the learner went to: the focus follows. */
  readonly visits: number;
  readonly isActed: boolean;
  readonly isConcealed: boolean;
  /** A moment of the run was shown by a link before the question was answered. */
  readonly isPeeked: boolean;
  readonly draft: Draft;
  /** When the committed prediction is decided, in ticks; null while nobody knows. */
  readonly decidedAt: number | null;
  /** In the order of the step's tasks; null for what is to be done, and before anything is measured. */
  readonly tasks: readonly (Held | null)[];
  /** What all schedules of a program come to, in the order of the step's tasks; null for the others, and before they were tried. */
  readonly schedules: readonly (Held | null)[];
  /** In the order of the challenge's expressions, its budget last. */
  readonly goals: readonly Held[];
  readonly run: RunGlance;
  readonly progress: Progress;
  /** The learner's own design can be put on the table, and is not there. */
  readonly offersOwn: boolean;
  readonly isOwn: boolean;
  readonly asides: readonly Aside[];
  /** The browser does not keep the progress. */
  readonly isUnkept: boolean;
  /** Why nothing could be measured, in words. */
  readonly failure: string | null;
  readonly isFinished: boolean;
  /** For a live region. `n` tells two equal sentences apart. */
  readonly said: { readonly text: string; readonly n: number };
}

export const stepOf = ({ steps, index }: EpisodeState): StepText => steps[index]!;

export const BONE_WORDS: Readonly<Record<StepText['bone'], string>> = {
  before: 'Before',
  predict: 'Predict',
  break: 'Break it',
  tempt: 'The tempting fix',
  mend: 'Mend it',
  price: 'The price',
  challenge: 'Challenge',
};
