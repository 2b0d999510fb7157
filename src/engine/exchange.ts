import { Contents } from './contents.ts';
import { draw } from './distributions.ts';
import { OutOfMemory } from './endings.ts';
import { EventList } from './eventList.ts';
import { Messages } from './messages.ts';
import type { Model, Wire } from './part.ts';
import { PROTOCOLS } from './part.ts';
import type { BitSource } from './random.ts';
import type { Tracer, Witness } from './watch.ts';

/** What an event is. The numbers are part of the digest. */
export const RECEIVE = 1;
export const REPLY = 2;
export const TIMER = 3;
export const ACT = 4;

/** Rows of the message table that a run may hold at once: beyond it the run ends as out of memory. */
export const MESSAGES_MAX = 2_000_000;

/** Columns of the wire counters. */
export const WIRE = { sent: 0, arrived: 1, answered: 2, returned: 3, late: 4, dropped: 5, span: 6 } as const;

/** Calls, timers and rows: everything that the parts of a run set going, and nothing of when it happens. */
export class Exchange {
  readonly model: Model;
  readonly events = new EventList();
  readonly messages = new Messages();
  readonly contents = new Contents();
  readonly wireCounts: Float64Array;
  /** The part that begins the calls over each wire, and the one that answers them. */
  readonly caller: Uint16Array;
  readonly callee: Uint16Array;
  readonly witness: Witness | null;
  tracer: Tracer | null;
  /** Users' requests begun. */
  requests = 0;
  /** The part whose handler runs. */
  running = 0;
  /** Ticks of the slowest flight over a wire so far; not undone by going back. */
  slowestFlight: number;

  private readonly wireSources: readonly BitSource[];
  /** Ticks that every flight over a wire takes, -1 where each draws its own. */
  private readonly delays: Float64Array;

  constructor(
    model: Model,
    wireSources: readonly BitSource[],
    witness: Witness | null,
    tracer: Tracer | null,
  ) {
    this.model = model;
    this.wireSources = wireSources;
    this.witness = witness;
    this.tracer = tracer;
    this.delays = Float64Array.from(model.wires, ({ latency }) =>
      latency.law === 'constant' ? latency.value : -1,
    );
    this.slowestFlight = this.delays.reduce((a, b) => Math.max(a, b), 0);
    this.wireCounts = new Float64Array(model.wires.length * WIRE.span);
    this.caller = new Uint16Array(model.wires.length);
    this.callee = new Uint16Array(model.wires.length);
    model.wires.forEach((wire, i) => {
      const { asks, answers } = endsOf(model, wire);
      this.caller[i] = asks.part;
      this.callee[i] = answers.part;
    });
  }

  setTimer(part: number, timer: number, delay: number, message: number): number {
    const at = this.events.now + (delay > 0 ? Math.round(delay) : 0);
    // What lies beyond the end of the run never happens: retention of four days costs nothing in five minutes.
    return at > this.model.until ? -1 : this.push(at, TIMER, part, message, timer);
  }

  call(wire: number, parent: number, verb: number, about: number, flags: number): number {
    const { messages, events } = this;
    const request = parent < 0 ? -1 : messages.request[parent]!;
    const row = this.make(request, parent);
    messages.wire[row] = wire;
    messages.verb[row] = verb;
    if (flags !== 0) {
      messages.flags[row] = flags;
      messages.finishCaller(row);
    }
    if (about >= 0) {
      messages.about[row] = about;
      messages.aboutUid[row] = messages.uid[about]!;
    }
    this.wireCounts[wire * WIRE.span]!++;
    // A call for a row that came over no wire and was made for no other is a user's request at its door.
    if (request >= 0 && messages.wire[parent]! < 0 && messages.parent[parent]! < 0) {
      this.witness?.door(request, this.callee[wire]!);
    }
    const arrives = this.fly(wire);
    this.tracer?.flight?.(wire, messages.uid[row]!, request, events.now, arrives, false, 0, false);
    this.send(arrives, RECEIVE, this.callee[wire]!, row, 0);
    return row;
  }

  reply(row: number, code: number): void {
    const { messages } = this;
    this.refuseTwice(row);
    messages.finishCallee(row);
    const wire = messages.wire[row]!;
    this.wireCounts[wire * WIRE.span + WIRE.answered]!++;
    const arrives = this.fly(wire);
    if (this.tracer !== null) {
      const { now } = this.events;
      this.tracer.span?.(row, now, code, false);
      const carries = messages.items[row]! >= 0;
      this.tracer.flight?.(
        wire,
        messages.uid[row]!,
        messages.request[row]!,
        now,
        arrives,
        true,
        code,
        carries,
      );
    }
    this.send(arrives, REPLY, this.caller[wire]!, row, code);
  }

  drop(row: number, code: number): void {
    const { messages } = this;
    this.refuseTwice(row);
    messages.markDropped(row);
    this.wireCounts[messages.wire[row]! * WIRE.span + WIRE.dropped]!++;
    this.tracer?.span?.(row, this.events.now, code, true);
    if (messages.callerIsDone(row)) this.release(row);
  }

  abandon(row: number): void {
    const { messages } = this;
    messages.finishCaller(row);
    this.tracer?.left?.(row, this.events.now);
    // A dropped call has nobody left; one that was answered is freed when the answer comes in.
    if (messages.isDropped(row)) this.release(row);
  }

  beginRequest(part: number): number {
    const request = this.requests++;
    this.witness?.begin(request, part, this.events.now);
    return this.keep(part, request, -1);
  }

  endRequest(row: number, code: number): void {
    this.witness?.end(this.messages.request[row]!, this.events.now, code);
    this.discard(row, code);
  }

  keep(part: number, request: number, parent: number): number {
    const row = this.make(request, parent);
    this.tracer?.kept?.(part, row, this.events.now, 0, false);
    return row;
  }

  discard(row: number, code: number): void {
    this.tracer?.kept?.(this.running, row, this.events.now, code, true);
    this.release(row);
  }

  /** Frees a row, with the rows that travelled along and were not taken. */
  release(row: number): void {
    const { messages } = this;
    for (let item = messages.items[row]!; item >= 0; ) {
      const next = messages.next[item]!;
      this.release(item);
      item = next;
    }
    messages.free(row);
  }

  private make(request: number, parent: number): number {
    if (this.messages.live >= MESSAGES_MAX)
      throw new OutOfMemory(`More than ${MESSAGES_MAX} messages are held at once.`);
    return this.messages.make(request, parent, this.events.now);
  }

  private send(arrives: number, op: number, part: number, row: number, arg: number): void {
    if (arrives === this.events.now) this.events.deliver(op, part, row, arg);
    else this.push(arrives, op, part, row, arg);
  }

  private push(at: number, op: number, part: number, message: number, arg: number): number {
    const handle = this.events.push(at, op, part, message, arg);
    if (handle < 0) throw new OutOfMemory('More than 2,097,152 events are pending at once.');
    return handle;
  }

  /** When a flight that begins now arrives. */
  private fly(wire: number): number {
    const fixed = this.delays[wire]!;
    if (fixed >= 0) return this.events.now + fixed;
    const drawn = Math.max(0, Math.round(draw(this.model.wires[wire]!.latency, this.wireSources[wire]!)));
    if (drawn > this.slowestFlight) this.slowestFlight = drawn;
    return this.events.now + drawn;
  }

  private refuseTwice(row: number): void {
    if (this.messages.calleeIsDone(row)) throw new Error('A call was answered twice.');
  }
}

/** The end of a wire that begins the calls over it, and the one that answers them. */
export function endsOf(model: Model, { from, to }: Wire): { asks: Wire['from']; answers: Wire['to'] } {
  const { protocol } = model.parts[from.part]!.kind.spec.ports[from.port]!;
  return PROTOCOLS[protocol].initiator === 'from' ? { asks: from, answers: to } : { asks: to, answers: from };
}
