/**
 * What a page and the Worker of the Go machine say to each other: plain data. The Worker keeps nothing that a question
 * does not name: a view is asked for by the source and the schedule so far, so that any of them can be asked again, in any order.
 */

import type { Kind } from '../../golang/explore/judge.ts';
import type { Run, RunOptions } from '../../golang/run.ts';
import type { GoError } from '../../golang/syntax/errors.ts';
import type { StoryStep } from '../../golang/view/story.ts';

export interface GoSource {
  readonly name: string;
  readonly source: string;
}

/** A program and what of it is run. */
export interface GoProgram {
  readonly sources: readonly GoSource[];
  /** The minor number of the Go version: 21 shares loop variables, 22 and later make them anew. */
  readonly version: number;
  /** `main`, or a test function. */
  readonly entry: string;
}

export type GoAsked =
  | { readonly ask: 'check'; readonly id: number; readonly program: GoProgram }
  | {
      readonly ask: 'run';
      readonly id: number;
      readonly program: GoProgram;
      readonly options: GoRunOptions;
    }
  | {
      readonly ask: 'explore';
      readonly id: number;
      readonly program: GoProgram;
      readonly seed: number;
      readonly statesMax: number;
      /** Timers may go off early, too: in passes of their own (explore/inPasses.ts). */
      readonly adversarialTime: boolean;
    }
  /** Where everybody stands after the first `at` steps of a schedule. */
  | {
      readonly ask: 'view';
      readonly id: number;
      readonly program: GoProgram;
      readonly schedule: string;
      readonly at: number;
    }
  /** Calls off the question of this id; it is then answered as far as it came. */
  | { readonly ask: 'cancel'; readonly id: number };

export type GoAnswered =
  | { readonly answer: 'checked'; readonly id: number; readonly errors: readonly GoError[] }
  | { readonly answer: 'ran'; readonly id: number; readonly run: GoRun }
  | {
      readonly answer: 'progress';
      readonly id: number;
      readonly states: number;
      readonly transitions: number;
      readonly found: readonly Kind[];
    }
  | { readonly answer: 'explored'; readonly id: number; readonly exploration: GoExploration }
  | { readonly answer: 'view'; readonly id: number; readonly view: GoView }
  /** There was nothing to call off. */
  | { readonly answer: 'idle'; readonly id: number }
  /** The source has errors, or the question could not be answered: a sentence. */
  | {
      readonly answer: 'refused';
      readonly id: number;
      readonly errors: readonly GoError[];
      readonly why: string;
    };

export type GoRunOptions = Pick<RunOptions, 'seed' | 'processors'>;

/** One run to its end. */
export interface GoRun extends Omit<Run, 'races'> {
  /** Each in Go's own words. */
  readonly races: readonly string[];
}

export interface GoFound {
  readonly kind: Kind;
  /** In Go's own words. */
  readonly text: string;
  readonly schedule: string;
  readonly steps: number;
  /** How often a goroutine was left that could have gone on. */
  readonly preemptions: number;
  /** Proven to be the shortest. */
  readonly shortest: boolean;
}

export interface GoExploration {
  readonly verdict: Kind | 'clean' | 'clean-to-bound';
  readonly found: readonly GoFound[];
  /** Schedules by chance, before the search. */
  readonly schedules: number;
  readonly states: number;
  readonly transitions: number;
  /** Why not everything was seen, as a sentence; null: it was. */
  readonly bound: string | null;
  /** All that it may print, where that is known. */
  readonly outcomes: readonly string[] | null;
}

/** Everybody's place after some steps of a schedule: what code, lanes and boxes draw. */
export interface GoView {
  readonly schedule: string;
  readonly at: number;
  readonly lanes: readonly GoLane[];
  readonly locks: readonly GoLock[];
  readonly channels: readonly GoChannel[];
  /** The steps taken so far and those of the schedule that are still to come, in their order. */
  readonly steps: readonly StoryStep[];
  /** Who can take the next step; empty when it is over. */
  readonly choices: readonly GoChoice[];
  readonly output: string;
  /** How it ended, null while it goes on. A race is told by `meet`. */
  readonly ending: { readonly kind: string; readonly text: string; readonly goroutine: number } | null;
  /** Two hands at the same memory, one of them writing. */
  readonly meet: { readonly goroutines: readonly [number, number]; readonly what: string } | null;
}

export interface GoLane {
  readonly goroutine: number;
  /** `main`, or the call that began it: `GetUser("42")`. */
  readonly title: string;
  readonly status: 'unstarted' | 'runnable' | 'waiting' | 'sleeping' | 'ended';
  /** `waits: mu.Lock()`; empty while it does not wait. */
  readonly waits: string;
  /** The line it stands at, from 1, in which file; null once it has ended. */
  readonly line: number | null;
  readonly file: string;
  /** What its next step does: `read cache["42"]`. */
  readonly next: string;
}

export interface GoLock {
  readonly name: string;
  readonly kind: 'Mutex' | 'RWMutex' | 'WaitGroup';
  readonly free: boolean;
  /** Null also when it was locked before anybody else could see it. */
  readonly holder: number | null;
  readonly readers: readonly number[];
  readonly waiting: readonly number[];
  readonly counter: number;
}

export interface GoChannel {
  readonly name: string;
  readonly capacity: number;
  readonly buffer: readonly string[];
  readonly closed: boolean;
  readonly sending: readonly number[];
  readonly receiving: readonly number[];
}

export interface GoChoice {
  readonly goroutine: number;
  /** Of a select, or with whom: empty when there is one way only. */
  readonly says: string;
  /** The schedule with this step added. */
  readonly schedule: string;
}
