import type { Moment } from '../canvas/scene.ts';
import type { Frames } from '../lab/frames.ts';
import type { Edits, EventStep, Judged, Plate, Source } from '../lab/protocol.ts';
import type { Recording } from '../recording/types.ts';
import type { Problem } from '../scenario/problem.ts';

/** Another run to compare with: the same shoppers, another design. */
export interface Ghost {
  readonly name: string;
  readonly plate: Plate;
  readonly recording: Recording;
}

/** Everything that one player knows. The run is finished before it is shown: this only says where we are in it. */
export interface PlayerState {
  /** The scenario, and what is asked of it; the run on the screen may still be the one before. */
  readonly source: Source;
  readonly design: string;
  readonly edits: Edits;

  readonly plate: Plate | null;
  readonly recording: Recording | null;
  readonly judged: readonly Judged[];
  /** Why there is no run of this scenario. */
  readonly problems: readonly Problem[];
  /** Why the lab itself gave up, in words. */
  readonly failure: string | null;
  /** Share of the run that is computed, 0..1; null when none is under way. */
  readonly progress: number | null;

  /** The playhead, in ticks. */
  readonly t: number;
  /** Where the run ends, in ticks. */
  readonly end: number;
  readonly playing: boolean;
  /** Which way time runs while playing. */
  readonly direction: 1 | -1;
  /** Where the playhead stands between two events of one tick; null: at the end of its tick. */
  readonly event: EventStep | null;
  readonly speed: number;
  readonly moment: Moment | null;
  readonly heard: Moment | null;
  readonly frames: Frames | null;
  readonly counted: Frames | null;
  /** The system has been put on the page, with exact figures; it stays so while the player is there. */
  readonly isDrawn: boolean;
  /** The id of a part. */
  readonly selected: string | null;
  readonly ghost: Ghost | null;
}

export const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 1000, 10_000, 100_000, 1_000_000] as const;

export const EMPTY: PlayerState = {
  source: '',
  design: 'start',
  edits: {},
  plate: null,
  recording: null,
  judged: [],
  problems: [],
  failure: null,
  progress: null,
  t: 0,
  end: 0,
  playing: false,
  direction: 1,
  event: null,
  speed: 1,
  moment: null,
  heard: null,
  frames: null,
  counted: null,
  isDrawn: false,
  selected: null,
  ghost: null,
};
