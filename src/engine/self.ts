import type { Content, Contents } from './contents.ts';
import { type Distribution, draw } from './distributions.ts';
import type { EventList } from './eventList.ts';
import { type Exchange, endsOf } from './exchange.ts';
import { Age, Counter, type Ledger, Level, type MetricType, Timing } from './ledger.ts';
import { type Messages, ONE_WAY } from './messages.ts';
import type { Caller, Model, Self, Stream, Timer } from './part.ts';
import type { BitSource } from './random.ts';

/** The one world behind all the parts' selves. */
export interface Shared {
  readonly model: Model;
  readonly exchange: Exchange;
  readonly ledger: Ledger;
  readonly metricIndex: ReadonlyMap<string, number>;
}

// biome-ignore lint/suspicious/noExplicitAny: every kind has its own shape; a part's author sees the typed `Self`.
type AnySelf = Self<any, any, any>;

/** The `self` of one part: small fixed objects made once, so that a handler's calls stay cheap. Not state. */
export class PartSelf implements AnySelf {
  readonly id: string;
  /** Replaced as a whole when an act changes them. */
  settings: unknown;
  readonly messages: Messages;
  readonly metrics: AnySelf['metrics'];
  readonly timers: AnySelf['timers'];
  readonly random: AnySelf['random'];
  readonly ports: AnySelf['ports'];
  readonly contents: Contents;
  state: unknown;
  private readonly exchange: Exchange;
  private readonly events: EventList;
  private readonly index: number;
  private readonly shared: Shared;

  constructor(shared: Shared, index: number, source: (name: string) => BitSource) {
    const { exchange, model, ledger, metricIndex } = shared;
    const { id, kind, settings } = model.parts[index]!;
    const { spec } = kind;
    this.id = id;
    this.index = index;
    this.shared = shared;
    this.contents = exchange.contents;
    this.exchange = exchange;
    this.events = exchange.events;
    this.messages = exchange.messages;
    this.settings = settings;
    this.state = kind.behaviour.state(settings);
    const table = <T>(names: readonly string[], make: (name: string, i: number) => T) =>
      Object.fromEntries(names.map((name, i) => [name, make(name, i)]));
    this.metrics = table(Object.keys(spec.metrics), (name) => {
      const metric = metricIndex.get(`${id}.${name}`)!;
      return new METRIC_CLASSES[spec.metrics[name]!.type](ledger, metric);
    });
    this.timers = table(spec.timers, (_, i) => new PartTimer(exchange, index, i));
    this.random = table(spec.streams, (name) => new PartStream(source(`${id}/${name}`)));
    this.ports = table(
      Object.keys(spec.ports),
      (port) => new PartCaller(exchange, wiresCalledFrom(model, index, port)),
    );
  }

  get now(): number {
    return this.events.now;
  }

  cancel(handle: number): void {
    this.events.cancel(handle);
  }

  reply(message: number, code: number, content?: Content): void {
    if (content !== undefined) this.messages.content[message] = this.contents.place(content);
    this.exchange.reply(message, code);
  }

  contentOf(row: number): Content {
    return this.contents.at(this.messages.content[row]!);
  }

  wireSettings(call: number): unknown {
    return this.exchange.model.wires[this.messages.wire[call]!]!.settings ?? {};
  }

  observe(metric: string): number {
    return this.shared.ledger.read(this.indexOf(metric), this.now);
  }

  observeArea(metric: string): number {
    return this.shared.ledger.area(this.indexOf(metric), this.now);
  }

  metricType(metric: string): MetricType | null {
    const index = this.shared.metricIndex.get(metric);
    return index === undefined ? null : this.shared.ledger.types[index]!;
  }

  private indexOf(metric: string): number {
    const index = this.shared.metricIndex.get(metric);
    if (index === undefined) throw new Error(`There is no metric ${metric}.`);
    return index;
  }

  drop(message: number, code: number): void {
    this.exchange.drop(message, code);
  }

  abandon(call: number): void {
    this.exchange.abandon(call);
  }

  beginRequest(): number {
    return this.exchange.beginRequest(this.index);
  }

  endRequest(row: number, code: number): void {
    this.exchange.endRequest(row, code);
  }

  store(parent: number, request = parent < 0 ? -1 : this.messages.request[parent]!): number {
    return this.exchange.keep(this.index, request, parent);
  }

  discard(row: number, code: number): void {
    this.exchange.discard(row, code);
  }

  attach(call: number, row: number): void {
    const { items, next } = this.messages;
    next[row] = -1;
    let last = items[call]!;
    if (last < 0) items[call] = row;
    else {
      while (next[last]! >= 0) last = next[last]!;
      next[last] = row;
    }
  }

  items(call: number): readonly number[] {
    const rows: number[] = [];
    for (let row = this.messages.items[call]!; row >= 0; row = this.messages.next[row]!) rows.push(row);
    return rows;
  }

  take(call: number): number {
    const row = this.messages.items[call]!;
    if (row >= 0) this.messages.items[call] = this.messages.next[row]!;
    return row;
  }

  parentOf(row: number): number {
    const parent = this.messages.parent[row]!;
    return this.messages.alive(parent, this.messages.parentUid[row]!) ? parent : -1;
  }

  aboutOf(row: number): number {
    const about = this.messages.about[row]!;
    return this.messages.alive(about, this.messages.aboutUid[row]!) ? about : -1;
  }
}

const METRIC_CLASSES = { level: Level, age: Age, counter: Counter, timing: Timing };

class PartTimer implements Timer {
  private readonly exchange: Exchange;
  private readonly part: number;
  private readonly timer: number;

  constructor(exchange: Exchange, part: number, timer: number) {
    this.exchange = exchange;
    this.part = part;
    this.timer = timer;
  }

  after(delay: number, message = -1): number {
    return this.exchange.setTimer(this.part, this.timer, delay, message);
  }
}

class PartStream implements Stream {
  private readonly source: BitSource;

  constructor(source: BitSource) {
    this.source = source;
  }

  draw(law: Distribution): number {
    return draw(law, this.source);
  }

  chance(p: number): boolean {
    return p > 0 && (p >= 1 || this.source.next() < p * 4294967296);
  }

  below(n: number): number {
    return Math.floor((this.source.next() / 4294967296) * n);
  }
}

class PartCaller implements Caller {
  readonly wires: number;
  private readonly exchange: Exchange;
  private readonly wireIndices: readonly number[];
  private readonly others: ReturnType<Caller['other']>[] = [];

  constructor(exchange: Exchange, wireIndices: readonly number[]) {
    this.exchange = exchange;
    this.wireIndices = wireIndices;
    this.wires = wireIndices.length;
  }

  weight(nth: number): number {
    return this.exchange.model.wires[this.wireIndices[nth]!]!.weight;
  }

  settings(nth: number): unknown {
    return this.exchange.model.wires[this.wireIndices[nth]!]!.settings ?? {};
  }

  other(nth: number): ReturnType<Caller['other']> {
    this.others[nth] ??= this.behind(nth);
    return this.others[nth];
  }

  private behind(nth: number): ReturnType<Caller['other']> {
    const { model } = this.exchange;
    let { answers } = endsOf(model, model.wires[this.wireIndices[nth]!]!);
    const portOf = () => model.parts[answers.part]!.kind.spec.ports[answers.port]!;
    for (let hops = 0; portOf().through !== undefined && hops < model.parts.length; hops++) {
      const on = model.wires.find(({ from }) => from.part === answers.part && from.port === portOf().through);
      if (!on) break;
      answers = endsOf(model, on).answers;
    }
    const part = model.parts[answers.part]!.id;
    return { part, port: answers.port, endpoint: portOf().endpoint ?? 'http' };
  }

  call(parent: number, nth = 0, verb = 0, about = -1): number {
    return this.exchange.call(this.wireIndices[nth]!, parent, verb, about, 0);
  }

  tell(parent: number, nth = 0, verb = 0, about = -1): number {
    return this.exchange.call(this.wireIndices[nth]!, parent, verb, about, ONE_WAY);
  }
}

/** The wires over which this port begins the calls, in the order of the file. */
function wiresCalledFrom(model: Model, part: number, port: string): number[] {
  return model.wires.flatMap((wire, i) => {
    const { asks } = endsOf(model, wire);
    return asks.part === part && asks.port === port ? [i] : [];
  });
}
