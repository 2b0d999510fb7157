import type { Content, Contents } from './contents.ts';
import { Digest } from './digest.ts';
import { OutOfMemory } from './endings.ts';
import { type EventList, type EventListImage, PARTS_MAX } from './eventList.ts';
import { ACT, Exchange, endsOf, RECEIVE, TIMER, WIRE } from './exchange.ts';
import { Ledger } from './ledger.ts';
import { type Messages, type MessagesImage, ONE_WAY } from './messages.ts';
import { outcome } from './outcome.ts';
import { type Act, type Ending, type Model, SET } from './part.ts';
import { type BitSource, RandomStreams } from './random.ts';
import { PartSelf } from './self.ts';
import { copyState } from './snapshot.ts';
import type { Tracer, Witness } from './watch.ts';

/** Some millions of users' requests: what a page can still keep and copy. */
export const EVENT_BUDGET = 10_000_000;

export interface WorldOptions {
  readonly seed: number | string;
  readonly eventBudget?: number;
  readonly witness?: Witness | null;
  readonly tracer?: Tracer | null;
  /** In place of the named streams; for tests that bring a published generator. */
  readonly source?: (name: string) => BitSource;
}

/** Plain data: a run at one moment, between two events. Survives structuredClone. */
export interface Snapshot {
  readonly started: boolean;
  readonly dispatched: number;
  readonly requests: number;
  readonly nextAct: number;
  readonly edge: number;
  readonly events: EventListImage;
  readonly messages: MessagesImage;
  readonly contents: readonly Content[];
  readonly words: Int32Array;
  readonly cells: Float64Array;
  readonly wires: Float64Array;
  readonly digest: readonly [number, number];
  readonly states: readonly unknown[];
  readonly ending: Ending | null;
}

type Handler = (self: PartSelf, message: number, outcome: number) => void;

/** One run: a model, a seed, and everything that happens. */
export class World {
  readonly model: Model;
  readonly events: EventList;
  readonly messages: Messages;
  readonly ledger: Ledger;
  readonly wireCounts: Float64Array;
  readonly selves: readonly PartSelf[];
  /** Metric indices by "part.metric". */
  readonly metricIndex: ReadonlyMap<string, number>;
  dispatched = 0;
  ending: Ending | null = null;

  private readonly exchange: Exchange;
  private readonly streams: RandomStreams;
  private readonly digest = new Digest();
  private readonly budget: number;
  /** By wire: what the part at either end does with a call that arrives, and with its answer. */
  private readonly receivers: readonly (Handler | undefined)[];
  private readonly repliers: readonly (Handler | undefined)[];
  private readonly timers: readonly (readonly Handler[])[];
  /** Whether the parts have begun: the first thing of a run, before any event. */
  private started = false;
  private nextAct = 0;
  private edge = 0;
  private nextEdge: number;

  constructor(model: Model, options: WorldOptions) {
    if (model.parts.length > PARTS_MAX) throw new Error(`A run has room for ${PARTS_MAX} parts.`);
    this.model = model;
    this.budget = options.eventBudget ?? EVENT_BUDGET;

    const metrics = model.parts.flatMap(({ id, kind }) =>
      Object.entries(kind.spec.metrics).map(([name, { type }]) => ({ name: `${id}.${name}`, type })),
    );
    const wireStreams = model.wires.map((_, i) => `wire ${wireName(model, i)}`);
    const streamNames = [
      ...model.parts.flatMap(({ id, kind }) => kind.spec.streams.map((name) => `${id}/${name}`)),
      ...wireStreams,
    ];
    this.metricIndex = new Map(metrics.map(({ name }, i) => [name, i]));
    this.streams = new RandomStreams(options.seed, streamNames);
    const source = options.source ?? ((name: string) => this.streams.stream(streamNames.indexOf(name)));

    const exchange = new Exchange(
      model,
      wireStreams.map(source),
      options.witness ?? null,
      options.tracer ?? null,
    );
    this.exchange = exchange;
    this.events = exchange.events;
    this.messages = exchange.messages;
    this.wireCounts = exchange.wireCounts;
    this.ledger = new Ledger(
      metrics.map(({ type }) => type),
      this.events,
    );
    const shared = { model, exchange, ledger: this.ledger, metricIndex: this.metricIndex };
    this.selves = model.parts.map((_, i) => new PartSelf(shared, i, source));
    this.timers = model.parts.map(({ id, kind }) =>
      kind.spec.timers.map((name) =>
        found(kind.behaviour.timers?.[name], `${id}: no handler for timer ${name}`),
      ),
    );
    this.receivers = model.wires.map((wire) => {
      const { answers } = endsOf(model, wire);
      return model.parts[answers.part]!.kind.behaviour.receive?.[answers.port];
    });
    this.repliers = model.wires.map((wire) => {
      const { asks } = endsOf(model, wire);
      return model.parts[asks.part]!.kind.behaviour.reply?.[asks.port];
    });
    this.nextEdge = this.edgeAt(0);
  }

  get now(): number {
    return this.events.now;
  }

  /** Users' requests begun. */
  get requests(): number {
    return this.exchange.requests;
  }

  /** Ticks of the slowest flight over a wire in this run. */
  get slowestFlight(): number {
    return this.exchange.slowestFlight;
  }

  get tracer(): Tracer | null {
    return this.exchange.tracer;
  }

  set tracer(tracer: Tracer | null) {
    this.exchange.tracer = tracer;
  }

  /** What the messages say, by their place. */
  get contents(): Pick<Contents, 'at'> {
    return this.exchange.contents;
  }

  /**
   * Runs on until a tick (inclusive), the end of the model, or a number of further events, whichever comes first.
   * A crash inside a part ends the run with a typed ending; it never throws.
   */
  run(until: number = this.model.until, atMost = Number.POSITIVE_INFINITY): void {
    if (!this.ending) {
      const stopAt = Math.min(until, this.model.until);
      try {
        if (!this.started && stopAt >= 0) this.start();
        this.loop(stopAt, this.dispatched + atMost);
        if (!this.ending && stopAt === this.model.until && this.quietUntil(stopAt)) {
          this.turnPages(stopAt);
          this.events.now = stopAt;
          this.ending = { kind: 'finished', at: stopAt };
        }
      } catch (error) {
        this.ending = this.endingOf(error);
      }
    }
    if (this.ending) this.turnPages(Number.POSITIVE_INFINITY);
  }

  /** Runs on to the moment right after so many events in all; the last one does not end the run while time is left. */
  runTo(events: number): void {
    const { until } = this.model;
    this.run(until - 1, events - this.dispatched);
    if (this.dispatched < events) this.run(until, events - this.dispatched);
  }

  private start(): void {
    this.started = true;
    this.model.parts.forEach(({ kind }, i) => {
      this.exchange.running = i;
      kind.behaviour.start?.(this.selves[i]);
    });
  }

  private endingOf(error: unknown): Ending {
    const at = this.now;
    const who = this.model.parts[this.exchange.running]?.id ?? '';
    const says = error instanceof Error ? error.message : String(error);
    return error instanceof OutOfMemory
      ? { kind: 'outOfMemory', at, who, says }
      : { kind: 'crashed', at, where: who, says };
  }

  private quietUntil(tick: number): boolean {
    const act = this.model.acts[this.nextAct];
    return this.events.peek() > tick && (act === undefined || act.at > tick);
  }

  private loop(stopAt: number, lastEvent: number): void {
    const { events } = this;
    const last = Math.min(lastEvent, this.budget);
    let barrier = this.barrier(stopAt);
    while (this.dispatched < last) {
      if (events.pop(barrier)) {
        this.dispatch();
        continue;
      }
      const next = events.peek();
      const act = this.model.acts[this.nextAct];
      // Acts come before everything else that happens at their tick, whenever they were added.
      const due = act !== undefined && act.at <= next ? act.at : next;
      // Also stops where neither can be compared: a tick that is no number is never reached.
      if (!(due <= stopAt)) return;
      if (due >= this.nextEdge) this.turnPages(due);
      if (act !== undefined && act.at === due) {
        events.now = due;
        this.nextAct++;
        this.perform(act);
      }
      barrier = this.barrier(stopAt);
    }
    if (this.dispatched >= this.budget) {
      this.ending = { kind: 'eventBudgetSpent', at: events.now, events: this.dispatched };
    }
  }

  /** Up to here events follow one another with nothing in between: no act, no end of a bucket. */
  private barrier(stopAt: number): number {
    const act = this.model.acts[this.nextAct];
    return Math.min(stopAt, this.nextEdge - 1, act === undefined ? stopAt : act.at - 1);
  }

  private dispatch(): void {
    const { messages, exchange } = this;
    const { now, code, message, op, part, arg } = this.events;
    this.dispatched++;
    exchange.running = part;
    const self = this.selves[part]!;
    this.digest.event(now, code, message < 0 ? 0 : messages.uid[message]!);
    exchange.tracer?.event?.(now, part, op, message, arg);
    if (op === TIMER) {
      this.timers[part]![arg]!(self, message, 0);
    } else if (op === RECEIVE) {
      const wire = messages.wire[message]!;
      this.wireCounts[wire * WIRE.span + WIRE.arrived]!++;
      messages.arrivedAt[message] = now;
      messages.startedAt[message] = now;
      const handler = this.receivers[wire];
      if (handler === undefined) exchange.reply(message, outcome.unreachable);
      else handler(self, message, 0);
    } else {
      const wire = messages.wire[message]!;
      this.wireCounts[wire * WIRE.span + WIRE.returned]!++;
      if (messages.callerIsDone(message)) {
        if ((messages.flags[message]! & ONE_WAY) === 0) this.wireCounts[wire * WIRE.span + WIRE.late]!++;
      } else {
        this.repliers[wire]?.(self, message, arg);
      }
      exchange.release(message);
    }
  }

  private perform(act: Act): void {
    this.dispatched++;
    this.exchange.running = act.part;
    const self = this.selves[act.part]!;
    const { behaviour } = this.model.parts[act.part]!.kind;
    this.digest.event(act.at, (ACT << 28) | (act.part << 16) | (act.phase === 'begin' ? 1 : 0), 0);
    this.exchange.tracer?.event?.(act.at, act.part, ACT, -1, this.nextAct - 1);
    if (act.act === SET) {
      const before = self.settings;
      self.settings = act.settings;
      behaviour.reconfigure?.(self, before);
      return;
    }
    const handlers = behaviour.acts?.[act.act];
    if (act.phase === 'begin') handlers?.begin(self, act.settings as never);
    else if (act.still === undefined) handlers?.end?.(self);
    else if (handlers?.again) handlers.again(self, act.still as never);
    else handlers?.begin(self, act.still as never);
  }

  /** Which settings the parts have follows from the acts that are done: no snapshot need hold them. */
  private settle(): void {
    this.selves.forEach((self, i) => {
      self.settings = this.model.parts[i]!.settings;
    });
    for (const { act, part, settings } of this.model.acts.slice(0, this.nextAct)) {
      if (act === SET) this.selves[part]!.settings = settings;
    }
  }

  private turnPages(upTo: number): void {
    while (this.nextEdge <= upTo && this.nextEdge < Number.POSITIVE_INFINITY) {
      // A run that ended early ends its buckets with it.
      const edge = this.ending ? Math.min(this.nextEdge, this.now) : this.nextEdge;
      this.exchange.witness!.turn(edge);
      this.ledger.turnPage(edge);
      this.nextEdge = this.edgeAt(++this.edge);
    }
  }

  /** End of a bucket in ticks; Infinity after the last, or when nobody wants to know. */
  private edgeAt(index: number): number {
    return this.exchange.witness?.edges[index] ?? Number.POSITIVE_INFINITY;
  }

  /** Sixteen hexadecimal digits over every dispatched event and the ending so far. */
  readDigest(): string {
    const { ending } = this;
    return this.digest.read(ending ? `${ending.kind}@${ending.at}` : `at ${this.now}`);
  }

  snapshot(): Snapshot {
    return {
      started: this.started,
      dispatched: this.dispatched,
      requests: this.requests,
      nextAct: this.nextAct,
      edge: this.edge,
      events: this.events.image(),
      messages: this.messages.image(),
      contents: this.exchange.contents.image(),
      words: this.streams.words.slice(),
      cells: this.ledger.cells.slice(),
      wires: this.wireCounts.slice(),
      digest: this.digest.image(),
      states: this.selves.map(({ state }, i) => copyState(this.model.parts[i]!.kind, state)),
      ending: this.ending,
    };
  }

  /** Goes to the moment of a snapshot of the same model and seed. What a witness has written down stays written. */
  restore(image: Snapshot): void {
    this.started = image.started;
    this.dispatched = image.dispatched;
    this.exchange.requests = image.requests;
    this.nextAct = image.nextAct;
    this.edge = image.edge;
    this.nextEdge = this.edgeAt(this.edge);
    this.events.restore(image.events);
    this.messages.restore(image.messages);
    this.exchange.contents.restore(image.contents);
    this.streams.words.set(image.words);
    this.ledger.cells.set(image.cells);
    this.ledger.pageFrom = this.edge === 0 ? 0 : this.edgeAt(this.edge - 1);
    this.wireCounts.set(image.wires);
    this.digest.restore(image.digest);
    this.selves.forEach((self, i) => {
      self.state = copyState(this.model.parts[i]!.kind, image.states[i]);
    });
    this.settle();
    this.ending = image.ending;
  }
}

/** A wire's name in the random streams and in problems: "checkout.calls > tgw.in". */
export function wireName(model: Model, wire: number): string {
  const { from, to } = model.wires[wire]!;
  return `${model.parts[from.part]!.id}.${from.port} > ${model.parts[to.part]!.id}.${to.port}`;
}

function found<T>(value: T | undefined, otherwise: string): T {
  if (value === undefined) throw new Error(otherwise);
  return value;
}
