import { RECEIVE, REPLY, TIMER } from './exchange.ts';
import { NOT_YET } from './messages.ts';
import { outcome as OUTCOME } from './outcome.ts';
import type { Tracer } from './watch.ts';
import type { World } from './world.ts';

/** One hop of a user's request: a call from being sent to its end, or a row that a part kept (a message, a delivery). */
export interface TracedHop {
  readonly uid: number;
  /** The uid of the hop that this one was made for, or out of which a message was kept; 0 for the request itself. */
  readonly parentUid: number;
  /** The part that had it last, by index. */
  readonly part: number;
  /** The wire of a call; -1 for what a part kept. */
  readonly wire: number;
  readonly verb: number;
  /** How often a message was handed out so far; of a delivery, which one it is. */
  readonly attempts: number;
  /** Ticks: sent or kept, arrived, begun to be worked on, over. What never came to pass has the tick of the end. */
  readonly sentAt: number;
  readonly arrivedAt: number;
  readonly startedAt: number;
  readonly endedAt: number;
  /** When the caller stopped waiting for it; -1 when it did not. */
  readonly leftAt: number;
  readonly outcome: number;
  /** Places of what it said: a call when it arrived, and what its answer said, which may be the call's own words again. */
  readonly said: number;
  readonly answered: number;
  readonly dropped: boolean;
  /** Nothing had ended it when the trace was taken. */
  readonly isOpen: boolean;
}

type Draft = { -readonly [K in keyof TracedHop]: TracedHop[K] };

/** Collects the hops of one request while a world runs, through calls, queues and deliveries. */
export class HopTracer implements Tracer {
  private readonly world: World;
  private readonly request: number;
  /** The part that answers the calls over each wire. */
  private readonly callee: ArrayLike<number>;
  private readonly done: Draft[] = [];
  private readonly byUid = new Map<number, Draft>();
  private readonly kepts = new Map<number, Draft>();
  /** When callers left calls that go on. */
  private readonly leftAt = new Map<number, number>();
  /** What calls said when they arrived: an answer stands in the same place. */
  private readonly said = new Map<number, number>();
  /** The row that is being handled: what is kept then was kept because of it. */
  private handled = 0;

  constructor(world: World, request: number, callee: ArrayLike<number>) {
    this.world = world;
    this.request = request;
    this.callee = callee;
  }

  event(at: number, part: number, op: number, row: number): void {
    this.handled = 0;
    const { messages } = this.world;
    if (op === RECEIVE || op === TIMER) {
      if (row < 0 || messages.request[row] !== this.request) return;
      this.handled = messages.uid[row]!;
      if (op === RECEIVE) this.said.set(this.handled, messages.content[row]!);
      return;
    }
    if (op !== REPLY) return;
    const isLost = messages.callerIsDone(row);
    for (let item = messages.items[row]!; item >= 0; item = messages.next[item]!) {
      const kept = this.kepts.get(messages.uid[item]!);
      if (kept === undefined) continue;
      kept.part = part;
      kept.arrivedAt = at;
      if (isLost) this.end(kept, at, OUTCOME.lost, false);
    }
  }

  span(row: number, at: number, code: number, dropped: boolean): void {
    const m = this.world.messages;
    if (m.request[row] === this.request) this.end(this.callOf(row), at, code, dropped);
  }

  left(row: number, at: number): void {
    const m = this.world.messages;
    if (m.request[row] !== this.request) return;
    const uid = m.uid[row]!;
    const hop = this.byUid.get(uid);
    if (hop) hop.leftAt = at;
    else this.leftAt.set(uid, at);
  }

  kept(part: number, row: number, at: number, code: number, ended: boolean): void {
    const m = this.world.messages;
    if (m.request[row] !== this.request) return;
    const uid = m.uid[row]!;
    if (!ended) {
      const parentUid = m.parentUid[row]! || this.handled;
      const parent = this.kepts.get(parentUid);
      if (parent && parent.startedAt === NOT_YET) parent.startedAt = at;
      const isRequest = parentUid === 0;
      this.kepts.set(uid, {
        ...this.base(row, parentUid, part),
        arrivedAt: at,
        // A user's request is begun with; a message waits until it is handed out.
        startedAt: isRequest ? at : NOT_YET,
      });
      return;
    }
    const kept = this.kepts.get(uid);
    if (!kept) return;
    kept.part = part;
    this.fill(kept, row);
    this.end(kept, at, code, false);
  }

  /** In the order in which they began; what is still open is closed at the world's present tick. */
  hops(): readonly TracedHop[] {
    const { messages: m, now } = this.world;
    const open: Draft[] = [];
    for (let row = 0; row < m.bound; row++) {
      if (m.uid[row] === 0 || m.request[row] !== this.request) continue;
      const kept = this.kepts.get(m.uid[row]!);
      if (kept) {
        this.fill(kept, row);
        open.push(kept);
      } else if (m.wire[row]! >= 0 && !m.calleeIsDone(row)) open.push(this.callOf(row));
    }
    const closed = open.map((hop) => closeAt({ ...hop, isOpen: true }, now));
    return [...this.done, ...closed].sort((a, b) => a.sentAt - b.sentAt || a.uid - b.uid);
  }

  private end(hop: Draft, at: number, code: number, dropped: boolean): void {
    hop.outcome = code;
    hop.dropped = dropped;
    hop.isOpen = false;
    this.kepts.delete(hop.uid);
    this.byUid.set(hop.uid, hop);
    this.done.push(closeAt(hop, at));
  }

  private callOf(row: number): Draft {
    const m = this.world.messages;
    const hop = this.base(row, m.parentUid[row]!, this.callee[m.wire[row]!]!);
    hop.arrivedAt = m.arrivedAt[row]!;
    hop.startedAt = m.startedAt[row]!;
    hop.said = this.said.get(hop.uid) ?? hop.said;
    return hop;
  }

  private fill(kept: Draft, row: number): void {
    const m = this.world.messages;
    kept.attempts = m.attempts[row]!;
    // Whoever keeps a row writes into it what it says a little later.
    kept.answered = m.content[row]!;
    if (m.startedAt[row] !== NOT_YET) kept.startedAt = m.startedAt[row]!;
  }

  private base(row: number, parentUid: number, part: number): Draft {
    const m = this.world.messages;
    const uid = m.uid[row]!;
    return {
      uid,
      parentUid,
      part,
      wire: m.wire[row]!,
      verb: m.verb[row]!,
      attempts: m.attempts[row]!,
      sentAt: m.sentAt[row]!,
      arrivedAt: NOT_YET,
      startedAt: NOT_YET,
      endedAt: NOT_YET,
      leftAt: this.leftAt.get(uid) ?? -1,
      outcome: -1,
      said: m.content[row]!,
      answered: m.content[row]!,
      dropped: false,
      isOpen: true,
    };
  }
}

function closeAt(hop: Draft, at: number): Draft {
  hop.arrivedAt = Math.min(hop.arrivedAt, at);
  hop.startedAt = Math.min(hop.startedAt, at);
  hop.endedAt = at;
  return hop;
}
