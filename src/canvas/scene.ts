import type { Frames } from '../lab/frames.ts';
import type { Plate } from '../lab/protocol.ts';
import type { Status } from '../parts/contract.ts';
import type { Recording } from '../recording/types.ts';

/** One part as its face reads it. */
export interface PartMoment {
  readonly view: {
    readonly now: number;
    readonly settings: Readonly<Record<string, unknown>>;
    readonly metrics: Readonly<Record<string, number>>;
    readonly rates: Readonly<Record<string, number>>;
  };
  readonly status: Status;
}

/** Everything that stands still between two frames. */
export interface Moment {
  /** What it is a moment of: while faces are fetched, the drawing may still be that of the plate before. */
  readonly plate: Plate;
  /** Ticks. */
  readonly at: number;
  /** False while only the figures of the nearest bucket are there. */
  readonly exact: boolean;
  readonly values: Float64Array;
  readonly rates: Float64Array;
  readonly parts: readonly PartMoment[];
}

/** What the canvas reads of whoever plays the run; it writes nothing back. */
export interface Scene {
  readonly plate: Plate | null;
  readonly recording: Recording | null;
  /** The playhead, in ticks. It moves with every animation frame, `moment` some thirty times a second. */
  readonly t: number;
  readonly moment: Moment | null;
  /** As `moment`, but renewed only now and then while playing: for those who listen. */
  readonly heard: Moment | null;
  /** The flights around the playhead; null while they are on their way. */
  readonly frames: Frames | null;
  /** Where `frames` hold only some of too many flights: one frame with every flight of the second before it. */
  readonly counted: Frames | null;
  readonly speed: number;
  readonly playing: boolean;
}

export interface SceneStore {
  getState(): Scene;
  subscribe(listener: (now: Scene, before: Scene) => void): () => void;
}
