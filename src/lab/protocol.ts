/** What the page and the lab say to each other. The page never parses a scenario; it gets typed values. */

import type { Recording } from '../recording/types.ts';
import type { StorageTold } from '../rules/azure/sas/told.ts';
import type { Letter } from '../rules/letter.ts';
import type { ServiceError } from '../rules/serviceError.ts';
import type { SettingsChange } from '../scenario/compile.ts';
import type { Problem } from '../scenario/problem.ts';
import type { ActText, RawSetting, Scenario } from '../scenario/types.ts';
import type { Frames, FramesWanted } from './frames.ts';

export interface PlatePort {
  readonly name: string;
  readonly side: 'in' | 'out';
  readonly protocol: string;
  /** What runs over it. */
  readonly says: string;
  /** Whether one more wire may begin or end here. */
  readonly isFree: boolean;
}

export interface PlatePart {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** The kind in words: "SQS queue". */
  readonly title: string;
  readonly at: readonly [number, number];
  /** At the start, in the engine's units, for the face. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** What acts make of them, in order: all settings from a tick on. */
  readonly changes: readonly SettingsChange[];
  /** What differs from the defaults, as written. */
  readonly written: Readonly<Record<string, unknown>>;
  readonly ports: readonly PlatePort[];
  /** Why the part takes no part in the run: "no wire from orders.messages"; null when it does. These stand last. */
  readonly unfinished: string | null;
}

export interface PlateWire {
  /** Indices of parts, in the direction in which messages flow. */
  readonly from: number;
  readonly to: number;
  readonly fromPort: string;
  readonly toPort: string;
  /** True when the part at the end asks: then answers, not calls, run along the wire's direction. */
  readonly asksBack: boolean;
  /** `checkout.calls -> inventory.in`: its name in edits. */
  readonly label: string;
  /** As written: "2ms", "exp 2ms"; "0s" when absent. */
  readonly latency: string;
  readonly weight: number;
  /** What is set on it and differs from the defaults, as written. */
  readonly with: Readonly<Record<string, RawSetting>>;
}

/** Something that was done to a part, for a band or a mark on the scrubber. */
export interface PlateAct {
  readonly id: string;
  readonly name: string;
  readonly part: number;
  readonly from: number;
  /** Equal to `from` when it happens at once. */
  readonly to: number;
  /** The kind of act, and what is set of it, as written. */
  readonly act: string;
  readonly with: Readonly<Record<string, unknown>>;
}

export interface PlateChart {
  readonly title: string;
  readonly unit: string;
  /** The lines lie on each other: the top is their sum. */
  readonly stacked: boolean;
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

/** What a message says: whoever opens it fills in the number of its request. */
export interface Sealed {
  readonly letter: Letter;
  /** The request's number. */
  readonly request: number;
  /** As a topic took it in, where it travels in the envelope of one and that is still known. */
  readonly published: Published | null;
}

export interface Published {
  /** The topic's name. */
  readonly topic: string;
  /** Which of its subscriptions, from 0. */
  readonly subscription: number;
  readonly uid: number;
  readonly tick: number;
}

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
  /** Of a call that comes in, when it says anything. */
  readonly letter: Sealed | null;
  /** Of an answer: how the real service words it. */
  readonly error: ServiceError | null;
}

/** A claim of the scenario held against this run. */
export interface Judged {
  readonly id: string;
  readonly says: string;
  readonly verdict: boolean | 'undecided';
  /** The measured sides: "96.2 % >= 99.9 %". */
  readonly text: string;
}

/** An expression in the language of claims, held against a run. */
export interface Verdict {
  readonly verdict: boolean | 'undecided';
  /** The measured sides: "96.2 % >= 99.9 %: false"; or why it says nothing in this design. */
  readonly text: string;
  /** From this tick of the run on it could be known: the end of the latest window that it speaks of; null when undecided. */
  readonly knownAt: number | null;
}

/** The worth of a figure in one run. */
export interface Measured {
  /** In ticks, shares, counts, US dollars; NaN when there was nothing to measure. */
  readonly value: number;
  readonly dimension: 'number' | 'share' | 'duration' | 'rate' | 'money';
}

/** The run right after one of its events. */
export interface EventStep {
  /** So many events had been handled; 0 is before the first. */
  readonly events: number;
  /** Of the whole run. */
  readonly total: number;
  /** The tick of that event. */
  readonly at: number;
  /** What happened; null before the first event. */
  readonly line: LogLine | null;
  /** One frame: the state right after that event, in the midst of its tick. */
  readonly frames: Frames;
}

/** One hop of a request for a waterfall: a span, or the time that a message lay somewhere. */
export interface Hop {
  readonly uid: number;
  readonly parentUid: number;
  /** The part that had it, by index. */
  readonly part: number;
  /** The wire over which it came, by index; -1 for what was stored by the part itself. */
  readonly wire: number;
  /** What it was, in words: "call", "receive", "message", "delivery 2". */
  readonly what: string;
  /** Ticks. Waiting is from `arrivedAt` to `startedAt`, working from there to `endedAt`. */
  readonly sentAt: number;
  readonly arrivedAt: number;
  readonly startedAt: number;
  readonly endedAt: number;
  /** When whoever waited for it gave up; -1 when nobody did. It may go on after that. */
  readonly leftAt: number;
  /** -1: it had no end when the run was over. */
  readonly outcome: number;
  readonly isBad: boolean;
  /** What it said; null where it said nothing. */
  readonly letter: Sealed | null;
  /** What its answer said, where that is no error and not the same. */
  readonly answer: Sealed | null;
  /** How the real service words its end. */
  readonly error: ServiceError | null;
}

/** One request: what it went through, and why it ended as it did. */
export interface Why {
  readonly request: number;
  readonly hops: readonly Hop[];
  /** From what the user saw back to the root cause, one sentence a hop. */
  readonly chain: readonly { readonly part: number; readonly at: number; readonly says: string }[];
  /** What became of it, in words: "failed after 9.0 s". */
  readonly end: string;
}

/** What users complain of: failed, slow, duplicated or lost requests with one root cause. */
export interface Cause {
  readonly id: string;
  readonly complaint: 'failed' | 'slow' | 'duplicated' | 'lost';
  /** "Timed out, because inventory-db was locked" */
  readonly says: string;
  /** The part at the root, by index; -1 when none. */
  readonly part: number;
  readonly count: number;
  /** The first few of them, by number. */
  readonly requests: readonly number[];
}

/** One setting moved as little as it takes. */
export interface Rescue {
  readonly part: string;
  readonly setting: string;
  /** As it would be written in a scenario. */
  readonly from: string;
  readonly to: string;
  /** "VisibilityTimeout >= 42s" */
  readonly says: string;
}

/** What queueing theory says of one part, beside what was measured. */
export interface Station {
  readonly part: number;
  /** Little's law over the run's window: the mean number there, the rate through it (a second), the mean time there (seconds). */
  readonly little: { readonly l: number; readonly lambda: number; readonly w: number } | null;
  /** "M/M/18", or why no model fits. */
  readonly model: string;
  /** The steady stretch of the run in ticks for which the prediction is made and over which it was measured. */
  readonly window: { readonly from: number; readonly to: number };
  /** Predicted means where a model fits: each belongs to a metric by index, in the metric's own unit. */
  readonly predicted: readonly {
    readonly metric: number;
    readonly name: string;
    readonly value: number;
    readonly measured: number;
  }[];
  readonly says: string;
}

/** Changes to a scenario that are not in its text. */
export interface Edits {
  readonly set?: Readonly<Record<string, unknown>>;
  /** Acts beside those of the scenario: as in a file, or as typed ("20s database lock 60s"). */
  readonly acts?: readonly (string | ActText)[];
  /** Ids of the scenario's acts that are played; all when absent. */
  readonly keepActs?: readonly string[];
  readonly until?: number;
  readonly seed?: number;
}

/** A scenario's text, or the value it was read to when the page was built. */
export type Source = string | object;

export type Asked =
  | ({ readonly ask: 'run'; readonly id: number } & RunAsked)
  | { readonly ask: 'frames'; readonly id: number; readonly wanted: FramesWanted }
  | { readonly ask: 'log'; readonly id: number; readonly until: number; readonly most: number }
  /** What a part, by its id, tells at its desk at a tick. */
  | { readonly ask: 'tell'; readonly id: number; readonly at: number; readonly part: string }
  /** Expressions held against the run. */
  | { readonly ask: 'judge'; readonly id: number; readonly that: readonly string[] }
  /** Another run, measured and forgotten: the lab keeps the one it has. */
  | ({ readonly ask: 'measure'; readonly id: number } & RunAsked & MeasureAsked)
  /** The state after so many events, or after the last event up to a tick; `by` events further on or back. */
  | {
      readonly ask: 'step';
      readonly id: number;
      readonly from: { readonly events: number } | { readonly at: number };
      readonly by: number;
    }
  | { readonly ask: 'causes'; readonly id: number }
  | { readonly ask: 'why'; readonly id: number; readonly request: number }
  /** The smallest changes of one setting each that would have saved a request. Takes long: a lab of its own is best. */
  | ({ readonly ask: 'rescue'; readonly id: number; readonly request: number } & RunAsked)
  | { readonly ask: 'stations'; readonly id: number }
  /** Only of a lab that reads texts. */
  | { readonly ask: 'read'; readonly id: number; readonly text: string | Uint8Array }
  | { readonly ask: 'write'; readonly id: number; readonly text: string; readonly scenario: object };

export interface RunAsked {
  readonly source: Source;
  readonly design: string;
  readonly edits: Edits;
}
export interface MeasureAsked {
  /** Expressions that are true or false. */
  readonly that: readonly string[];
  /** Expressions that have a worth: "checkout.availability during outage". */
  readonly figures: readonly string[];
}

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
  | { readonly answer: 'told'; readonly id: number; readonly told: StorageTold | null }
  | { readonly answer: 'judged'; readonly id: number; readonly verdicts: readonly Verdict[] }
  | {
      readonly answer: 'measured';
      readonly id: number;
      readonly verdicts: readonly Verdict[];
      readonly figures: readonly Measured[];
      /** Of that run. */
      readonly digest: string;
    }
  | { readonly answer: 'step'; readonly id: number; readonly step: EventStep }
  | { readonly answer: 'causes'; readonly id: number; readonly causes: readonly Cause[] }
  | { readonly answer: 'why'; readonly id: number; readonly why: Why }
  | { readonly answer: 'rescue'; readonly id: number; readonly rescues: readonly Rescue[] }
  | { readonly answer: 'stations'; readonly id: number; readonly stations: readonly Station[] }
  | {
      readonly answer: 'read';
      readonly id: number;
      /** Null when there is an error among the problems. */
      readonly scenario: Scenario | null;
      readonly problems: readonly Problem[];
    }
  | { readonly answer: 'written'; readonly id: number; readonly text: string }
  | { readonly answer: 'failed'; readonly id: number; readonly says: string };
