/** What the page and the lab say to each other. The page never parses a scenario; it gets typed values. */
import type { Span } from '../engine/trace.ts';
import type { Recording } from '../recording/types.ts';
import type { Problem } from '../scenario/problem.ts';
import type { Frames, FramesWanted } from './frames.ts';

export interface PlatePart {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** The kind in words: "SQS queue". */
  readonly title: string;
  readonly at: readonly [number, number];
  /** In the engine's units, for the face. */
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface PlateWire {
  /** Indices of parts, in the direction in which messages flow. */
  readonly from: number;
  readonly to: number;
  readonly fromPort: string;
  readonly toPort: string;
  /** True when the part at the end asks: then answers, not calls, run along the wire's direction. */
  readonly asksBack: boolean;
}

/** Something that was done to a part, for a band or a mark on the scrubber. */
export interface PlateAct {
  readonly id: string;
  readonly name: string;
  readonly part: number;
  readonly from: number;
  /** Equal to `from` when it happens at once. */
  readonly to: number;
}

export interface PlateChart {
  readonly title: string;
  readonly unit: string;
  /** A metric by index, or the availability of a part (-1: of everybody). */
  readonly lines: readonly (
    | { readonly name: string; readonly metric: number }
    | { readonly name: string; readonly availabilityOf: string | null }
  )[];
}

/** Everything a page needs to draw a run, besides its figures. */
export interface Plate {
  readonly title: string;
  readonly summary: string;
  readonly series: 'aws' | 'azure' | 'go' | 'none';
  readonly article: { readonly title: string; readonly number: number; readonly url: string } | null;
  readonly design: string;
  readonly designs: readonly { readonly id: string; readonly title: string; readonly says: string }[];
  readonly seed: number;
  readonly until: number;
  readonly parts: readonly PlatePart[];
  readonly wires: readonly PlateWire[];
  readonly acts: readonly PlateAct[];
  readonly charts: readonly PlateChart[];
}

/** Numbers a flight in `Frames.flights`: wire, departs, arrives, what (see `FLIGHT`), outcome, uid. */
export const FLIGHT_SPAN = 6;
export const FLIGHT = { call: 0, answer: 1, answerWithMessages: 2 } as const;

/** One dispatched event in words. */
export interface LogLine {
  /** Ticks. */
  readonly at: number;
  /** The part that handled it, by index. */
  readonly part: number;
  readonly says: string;
  /** Its call, message or answer belongs to this user's request; -1 for none. */
  readonly request: number;
  readonly isBad: boolean;
}

/** A claim of the scenario held against this run. */
export interface Judged {
  readonly id: string;
  readonly says: string;
  readonly verdict: boolean | 'undecided';
  /** The measured sides: "96.2 % >= 99.9 %". */
  readonly text: string;
}

/** Changes to a scenario that are not in its text. */
export interface Edits {
  readonly set?: Readonly<Record<string, unknown>>;
  readonly acts?: readonly string[];
  readonly until?: number;
  readonly seed?: number;
}

/** A scenario's text, or the value it was read to when the page was built. */
export type Source = string | object;

export type Asked =
  | {
      readonly ask: 'run';
      readonly id: number;
      readonly source: Source;
      readonly design: string;
      readonly edits: Edits;
    }
  | { readonly ask: 'frames'; readonly id: number; readonly wanted: FramesWanted }
  | { readonly ask: 'log'; readonly id: number; readonly until: number; readonly most: number }
  | { readonly ask: 'trace'; readonly id: number; readonly request: number };

export type Answered =
  | { readonly answer: 'progress'; readonly id: number; readonly share: number }
  | {
      readonly answer: 'run';
      readonly id: number;
      readonly plate: Plate;
      readonly recording: Recording;
      readonly judged: readonly Judged[];
    }
  | { readonly answer: 'problems'; readonly id: number; readonly problems: readonly Problem[] }
  | { readonly answer: 'frames'; readonly id: number; readonly frames: Frames }
  | { readonly answer: 'log'; readonly id: number; readonly lines: readonly LogLine[] }
  | { readonly answer: 'trace'; readonly id: number; readonly spans: readonly Span[] }
  | { readonly answer: 'failed'; readonly id: number; readonly says: string };
