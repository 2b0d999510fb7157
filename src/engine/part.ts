/**
 * What the engine knows of a part: names of its ports, timers, metrics and random streams, and plain handlers over a
 * plain state. The engine calls the handlers; everything a handler may do hangs on `self`.
 */
import type { Content, Contents } from './contents.ts';
import type { Distribution } from './distributions.ts';
import type { Age, Counter, Level, MetricType, Timing } from './ledger.ts';
import type { Messages } from './messages.ts';

export interface MetricSpec {
  readonly type: MetricType;
  /** What is counted, as a plural noun for levels and counters ("slots"); timings and ages are durations. */
  readonly unit: string;
  readonly says: string;
  /** The name that the real service gives this figure. */
  readonly realName?: string;
}

/** Who begins a call over a wire of this kind: the part at the wire's beginning, or the one at its end. */
export const PROTOCOLS = {
  request: { initiator: 'from', says: 'request and reply' },
  poll: { initiator: 'to', says: 'the receiver asks for messages' },
  redrive: { initiator: 'from', says: 'messages set aside' },
} as const;
export type Protocol = keyof typeof PROTOCOLS;

export interface PortSpec {
  readonly side: 'in' | 'out';
  readonly protocol: Protocol;
  /** An out port may carry many wires only if it says so; an in port always may. */
  readonly many?: boolean;
  /** A part that cannot work without a wire here. */
  readonly required?: boolean;
  /** What somebody who delivers to this in port is told it is: `sqs`, `lambda`, `email`; a plain web endpoint when absent. */
  readonly endpoint?: string;
  /** A part that only hands on: the out port at which the way of a call goes on. */
  readonly through?: string;
  readonly says: string;
}

/** The shape of a part as data. `Settings` are already in ticks and plain numbers. */
export interface PartSpec {
  readonly kind: string;
  readonly ports: Readonly<Record<string, PortSpec>>;
  readonly metrics: Readonly<Record<string, MetricSpec>>;
  readonly timers: readonly string[];
  readonly streams: readonly string[];
}

type MetricOf<M extends MetricSpec> = M['type'] extends 'level'
  ? Level
  : M['type'] extends 'age'
    ? Age
    : M['type'] extends 'counter'
      ? Counter
      : Timing;

export interface Timer {
  /** @param delay ticks, rounded to a whole number @param message the row, or a whole number of the part's own, handed to the handler @returns handle for `cancel` */
  after(delay: number, message?: number): number;
}

/** The wires of one port, seen from the part that begins the calls. */
export interface Caller {
  readonly wires: number;
  /** The weight written on the n-th wire, 1 when none is. */
  weight(nth: number): number;
  /** What is set on the n-th wire, for both of its ends, in the engine's units. */
  settings(nth: number): unknown;
  /** Who answers at the other end of the n-th wire, behind whatever only hands on. */
  other(nth: number): { readonly part: string; readonly port: string; readonly endpoint: string };
  /**
   * Begins a call. The row belongs to both sides until this part has had the reply (or has called `abandon`) and the
   * other has replied or dropped it.
   * @param parent the row this call is made for, -1 for none @param nth which wire of the port
   * @param verb what is asked, where the protocol knows several @param about a row that the call is about
   */
  call(parent: number, nth?: number, verb?: number, about?: number): number;
  /** As `call`, but nobody waits for an answer. */
  tell(parent: number, nth?: number, verb?: number, about?: number): number;
}

export interface Stream {
  /** One value of the law, in the law's own unit. */
  draw(law: Distribution): number;
  /** True with the given chance, 0..1. Draws nothing for 0 and 1. */
  chance(p: number): boolean;
  /** A whole number in 0..n-1. */
  below(n: number): number;
}

type Ports<P extends PartSpec> = { readonly [K in keyof P['ports']]: Caller };

/** Everything a handler may touch. */
export interface Self<P extends PartSpec, State, Settings> {
  readonly id: string;
  readonly now: number;
  readonly state: State;
  readonly settings: Settings;
  readonly messages: Messages;
  readonly metrics: { readonly [K in keyof P['metrics']]: MetricOf<P['metrics'][K]> };
  readonly timers: { readonly [K in P['timers'][number]]: Timer };
  readonly random: { readonly [K in P['streams'][number]]: Stream };
  readonly ports: Ports<P>;
  readonly contents: Contents;
  /** What a row says; an empty object when it says nothing. */
  contentOf(row: number): Content;
  /** What is set on the wire that a call came over, for both of its ends. */
  wireSettings(call: number): unknown;
  /** A figure of any part of the model, by `part.metric`: a level now, an age in ticks, or a total. @throws Error when there is none */
  observe(metric: string): number;
  /** The area under any level so far, in value x ticks; of a timing the sum of its durations, in ticks. */
  observeArea(metric: string): number;
  /** What kind of figure `part.metric` is; null when there is none. */
  metricType(metric: string): MetricType | null;
  cancel(handle: number): void;
  /** Answers a call that this part received. @param content what the answer says; left out: the call's own words */
  reply(message: number, outcome: number, content?: Content): void;
  /** Ends a call that this part received without an answer: the caller hears nothing. */
  drop(message: number, outcome: number): void;
  /** Stops waiting for a call that this part made; a later answer is discarded and counted as late. */
  abandon(call: number): void;
  /** A user's request begins here. @returns its row, kept until `endRequest` */
  beginRequest(): number;
  endRequest(row: number, outcome: number): void;
  /** A row of this part's own: a stored message, or a delivery of one. */
  store(parent: number, request?: number): number;
  /** Ends a row made by `store`. */
  discard(row: number, outcome: number): void;
  /** Lets a row of this part's own travel with the answer to a call, or with a call that this part has just made. */
  attach(call: number, row: number): void;
  /** The rows that travel with a call, in their order: whoever received it reads them and leaves them where they are. */
  items(call: number): readonly number[];
  /** Takes the rows that came with an answer, one by one; -1 when there are no more. They now belong to this part. */
  take(call: number): number;
  /** A call's parent, or -1 when that row has ended. */
  parentOf(row: number): number;
  /** What a call is about, or -1 when that row has ended. */
  aboutOf(row: number): number;
}

export interface ActHandlers<S> {
  begin(self: S, settings: never): void;
  end?(self: S): void;
  /** Another act of this kind is over, and this one, which has begun already, rules. Left out: as if it began again. */
  again?(self: S, settings: never): void;
}

export interface Behaviour<S, State, Settings> {
  state(settings: Settings): State;
  /** A copy of a state that is no tree of plain data: where two things in it are one, or that holds maps. Left out: `copyPlain`. */
  copy?(state: State): State;
  start?(self: S): void;
  /** A call arrived at one of the part's ports. */
  receive?: { readonly [port: string]: (self: S, message: number) => void };
  /** The answer to a call this part made. The row is gone when the handler returns. */
  reply?: { readonly [port: string]: (self: S, call: number, outcome: number) => void };
  timers?: { readonly [timer: string]: (self: S, message: number) => void };
  acts?: { readonly [act: string]: ActHandlers<S> };
  /** `self.settings` have changed: for whatever in the state was made from them. What reads them when it needs them, needs nothing. */
  reconfigure?(self: S, before: Settings): void;
}

/** A kind of part, as the engine runs it. */
export interface PartKind {
  readonly spec: PartSpec;
  // biome-ignore lint/suspicious/noExplicitAny: the engine holds many kinds side by side; each is typed where it is written.
  readonly behaviour: Behaviour<any, any, any>;
}

export interface Wire {
  readonly from: { readonly part: number; readonly port: string };
  readonly to: { readonly part: number; readonly port: string };
  /** Ticks, drawn for every hop in either direction. */
  readonly latency: Distribution;
  readonly weight: number;
  /** Of both of its ports, in the engine's units; absent when neither has any. */
  readonly settings?: unknown;
}

/** The act that every part takes: its settings change. */
export const SET = 'set';

/** Something done to a part at a moment. */
export interface Act {
  readonly at: number;
  readonly part: number;
  readonly act: string;
  readonly phase: 'begin' | 'end';
  /** Of the act; for `SET`, in either phase, all settings that the part has from now on. */
  readonly settings: unknown;
  /** At an end: the settings of the act of this kind on this part that began last and is not over; absent when none is. */
  readonly still?: unknown;
}

/** What the engine runs: everything but the seed. Parts and acts are in their contractual order. */
export interface Model {
  readonly parts: readonly { readonly id: string; readonly kind: PartKind; readonly settings: unknown }[];
  readonly wires: readonly Wire[];
  readonly acts: readonly Act[];
  /** Length of the run in ticks. */
  readonly until: number;
}

/** How a run ended. */
export type Ending =
  | { readonly kind: 'finished'; readonly at: number }
  | { readonly kind: 'eventBudgetSpent'; readonly at: number; readonly events: number }
  | { readonly kind: 'outOfMemory'; readonly at: number; readonly who: string; readonly says: string }
  | { readonly kind: 'crashed'; readonly at: number; readonly where: string; readonly says: string };
