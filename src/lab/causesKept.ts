import { RECEIVE, REPLY } from '../engine/exchange.ts';
import { isGood, outcome } from '../engine/outcome.ts';
import type { World } from '../engine/world.ts';
import { POLL } from '../rules/poll.ts';
import type { Compiled } from '../scenario/compile.ts';
import type { Link } from './whyLink.ts';

/** A message that some part keeps. */
export interface Message {
  readonly request: number;
  readonly part: number;
  readonly keptAt: number;
  receives: number;
  last: Delivery | null;
  /** Why it was handed out, or sent, more than once. */
  again: Link | null;
}

/** A message in the hands of somebody who received it. */
export interface Delivery {
  readonly uid: number;
  readonly row: number;
  readonly message: Message;
  readonly nth: number;
  /** Who has it, and since when; -1 while it is on its way. */
  part: number;
  arrivedAt: number;
  endedAt: number;
  /** Its receiver has asked to delete the message. */
  isDone: boolean;
  /** Why it came to nothing. */
  cause: Link | null;
}

/** Words for what happens to messages; without it only the facts are kept. */
export interface KeptWhy {
  handedOutAgain(message: Message, before: Delivery): Link;
  /** @param call that is being handled, because of which a message is kept */
  sentAgain(call: number): Link | null;
  /** @param code of the delivery's end */
  failed(delivery: Delivery, code: number): Link | null;
  /** @param uid of the message's row */
  letGo(message: Message, code: number, uid: number): Link;
}

/** Follows messages through queues: which were processed twice, and which not at all. */
export class KeptFates {
  /** By request. */
  readonly duplicated = new Map<number, Link | null>();
  private readonly gone = new Map<number, Link | null>();
  private readonly world: World;
  private readonly why: KeptWhy | null;
  private readonly only: number;
  private readonly messages = new Map<number, Message>();
  private readonly deliveries = new Map<number, Delivery>();
  /** By part that received: one bit a request that it has processed. */
  private readonly processed: Uint32Array[];
  private readonly isPoll: readonly boolean[];
  private readonly receiver: readonly number[];
  private handled = -1;

  /** @param only the request that matters; -1: all */
  constructor(world: World, { parts, wires }: Compiled, why: KeptWhy | null, only = -1) {
    this.world = world;
    this.why = why;
    this.only = only;
    this.processed = parts.map(() => new Uint32Array(16));
    this.isPoll = wires.map(({ protocol }) => protocol === 'poll');
    this.receiver = wires.map(({ to }) => to.part);
  }

  /** Requests of which a message was let go or set aside, and which nobody has processed. */
  lost(): ReadonlyMap<number, Link | null> {
    return new Map([...this.gone].filter(([request]) => !this.isProcessed(request)));
  }

  isProcessed(request: number): boolean {
    return this.processed.some((bits) => hasBit(bits, request));
  }

  event(at: number, part: number, op: number, row: number): void {
    const { messages: m } = this.world;
    this.handled = -1;
    if (op === RECEIVE) {
      this.handled = row;
      const wire = m.wire[row]!;
      if (!this.isPoll[wire]) return;
      if (m.verb[row] === POLL.remove) this.removed(m.parentUid[row]!, row);
      else if (m.verb[row] === POLL.removeMany)
        for (let item = m.items[row]!; item >= 0; item = m.next[item]!) this.removed(m.uid[item]!, row);
    } else if (op === REPLY) {
      for (let item = m.items[row]!; item >= 0; item = m.next[item]!) {
        const delivery = this.deliveries.get(m.uid[item]!);
        if (!delivery) continue;
        delivery.part = part;
        delivery.arrivedAt = at;
      }
    }
  }

  began(part: number, row: number, at: number): void {
    const { messages: m } = this.world;
    const request = m.request[row]!;
    if (request < 0 || (this.only >= 0 && request !== this.only)) return;
    const uid = m.uid[row]!;
    const message = this.messages.get(m.parentUid[row]!);
    if (!message) {
      const again = this.handled < 0 ? null : (this.why?.sentAgain(this.handled) ?? null);
      this.messages.set(uid, { request, part, keptAt: at, receives: 0, last: null, again });
      return;
    }
    const before = message.last;
    if (before) message.again = this.why?.handedOutAgain(message, before) ?? null;
    const delivery: Delivery = {
      uid,
      row,
      message,
      nth: ++message.receives,
      part: -1,
      arrivedAt: -1,
      endedAt: -1,
      isDone: false,
      cause: null,
    };
    message.last = delivery;
    this.deliveries.set(uid, delivery);
  }

  ended(part: number, row: number, at: number, code: number): void {
    const uid = this.world.messages.uid[row]!;
    const delivery = this.deliveries.get(uid);
    if (delivery) {
      delivery.part = part;
      delivery.endedAt = at;
      delivery.cause = this.why?.failed(delivery, code) ?? null;
      this.deliveries.delete(uid);
      return;
    }
    const message = this.messages.get(uid);
    if (!message) return;
    this.messages.delete(uid);
    if (!isGood(code) && !this.gone.has(message.request) && LOSSES.includes(code)) {
      this.gone.set(message.request, this.why?.letGo(message, code, uid) ?? null);
    }
  }

  /** A delete of a delivery, by a call alone or one for many, comes to the queue. */
  private removed(uid: number, call: number): void {
    const { messages: m } = this.world;
    const delivery = this.deliveries.get(uid);
    if (!delivery) return;
    const worked = m.sentAt[call]! > m.startedAt[delivery.row]!;
    this.done(delivery, worked, this.receiver[m.wire[call]!]!);
  }

  /** @param worked whether it took its receiver any time: what is recognised as done before takes none */
  private done(delivery: Delivery, worked: boolean, part: number): void {
    delivery.isDone = true;
    const { request, again } = delivery.message;
    if (!worked) return;
    const bits = this.processed[part]!;
    if (hasBit(bits, request)) {
      if (!this.duplicated.has(request)) this.duplicated.set(request, again);
    } else this.processed[part] = withBit(bits, request);
  }
}

const LOSSES: readonly number[] = [outcome.expired, outcome.deadLettered, outcome.lost];

const hasBit = (bits: Uint32Array, n: number): boolean => ((bits[n >>> 5] ?? 0) & (1 << (n & 31))) !== 0;

function withBit(bits: Uint32Array, n: number): Uint32Array {
  const word = n >>> 5;
  let into = bits;
  if (word >= bits.length) {
    into = new Uint32Array(2 * word + 2);
    into.set(bits);
  }
  into[word] = into[word]! | (1 << (n & 31));
  return into;
}
