import { grown } from './eventList.ts';

/** A first-in-first-out list threaded through the message table. Plain data: it lives in a part's state. */
export interface List {
  head: number;
  tail: number;
  length: number;
}

export function emptyList(): List {
  return { head: -1, tail: -1, length: 0 };
}

/** `arrivedAt` and `startedAt` of a row that is still on its way, or waits for its turn. */
export const NOT_YET = Number.POSITIVE_INFINITY;

/** Both sides of a call must be done with its row before the row is used again. */
const CALLER_DONE = 1;
const CALLEE_DONE = 2;
export const ONE_WAY = 4;
const DROPPED = 8;

const COLUMNS = {
  uid: Uint32Array,
  flags: Uint8Array,
  verb: Uint8Array,
  wire: Int32Array,
  request: Int32Array,
  parent: Int32Array,
  parentUid: Uint32Array,
  about: Int32Array,
  aboutUid: Uint32Array,
  items: Int32Array,
  next: Int32Array,
  prev: Int32Array,
  nextByAge: Int32Array,
  prevByAge: Int32Array,
  sentAt: Float64Array,
  arrivedAt: Float64Array,
  startedAt: Float64Array,
  callerTimer: Float64Array,
  calleeTimer: Float64Array,
  attempts: Int32Array,
  place: Int32Array,
  step: Int32Array,
  child: Int32Array,
  due: Float64Array,
  mark: Int32Array,
  content: Int32Array,
} as const;

type ArrayOf<C> = C extends Float64ArrayConstructor
  ? Float64Array
  : C extends Int32ArrayConstructor
    ? Int32Array
    : C extends Uint32ArrayConstructor
      ? Uint32Array
      : Uint8Array;
type Columns = { [K in keyof typeof COLUMNS]: ArrayOf<(typeof COLUMNS)[K]> };
export type MessagesImage = {
  readonly fresh: number;
  readonly freeHead: number;
  readonly nextUid: number;
  readonly live: number;
} & {
  readonly [K in keyof Columns]: Columns[K];
};

const NAMES = Object.keys(COLUMNS) as (keyof Columns)[];

/**
 * Every call, stored message and delivery of a run: one row each, in typed columns.
 *
 * A row number is reused after the row is freed; `uid` is not. Whoever keeps a row of somebody else keeps its uid
 * beside it and asks `alive` before use.
 * - `attempts`: tries made on behalf of this row, or times a stored message was received
 * - `place`, `step`, `due`: the callee's own marks (which instance, how far, until when)
 * - `mark`: the caller's own mark (which of its workers asked)
 * - `child`: the open call that the callee made on behalf of this row, -1 for none
 * - `callerTimer`, `calleeTimer`: handles of the timers either side has set for the row, -1 for none
 * - `aboutUid`: beside `about`; of a row that is about no other, the uid that its message had elsewhere, 0 for none
 * - `items`: head of the rows that travel with the call or its answer
 * - `content`: the place of what it says (`contents.ts`), inherited from the parent; of an answer, what the answer says
 */
export class Messages implements Columns {
  uid!: Uint32Array;
  flags!: Uint8Array;
  verb!: Uint8Array;
  wire!: Int32Array;
  request!: Int32Array;
  parent!: Int32Array;
  parentUid!: Uint32Array;
  about!: Int32Array;
  aboutUid!: Uint32Array;
  items!: Int32Array;
  next!: Int32Array;
  prev!: Int32Array;
  nextByAge!: Int32Array;
  prevByAge!: Int32Array;
  sentAt!: Float64Array;
  arrivedAt!: Float64Array;
  startedAt!: Float64Array;
  callerTimer!: Float64Array;
  calleeTimer!: Float64Array;
  attempts!: Int32Array;
  place!: Int32Array;
  step!: Int32Array;
  child!: Int32Array;
  due!: Float64Array;
  mark!: Int32Array;
  content!: Int32Array;

  /** Rows in use. */
  live = 0;
  private fresh = 0;
  private freeHead = -1;
  private nextUid = 1;

  constructor(capacity = 256) {
    for (const name of NAMES) (this as Record<string, unknown>)[name] = new COLUMNS[name](capacity);
  }

  /** Row numbers lie below this; one whose uid is 0 is free. */
  get bound(): number {
    return this.fresh;
  }

  /** Rows ever made. */
  get made(): number {
    return this.nextUid - 1;
  }

  /** @returns a fresh row */
  make(request: number, parent: number, now: number): number {
    let row = this.freeHead;
    if (row >= 0) this.freeHead = this.next[row]!;
    else {
      if (this.fresh === this.uid.length) this.grow();
      row = this.fresh++;
    }
    this.live++;
    this.uid[row] = this.nextUid++;
    this.flags[row] = 0;
    this.verb[row] = 0;
    this.wire[row] = -1;
    this.request[row] = request;
    this.parent[row] = parent;
    this.parentUid[row] = parent < 0 ? 0 : this.uid[parent]!;
    this.about[row] = -1;
    this.aboutUid[row] = 0;
    this.items[row] = -1;
    this.sentAt[row] = now;
    this.arrivedAt[row] = NOT_YET;
    this.startedAt[row] = NOT_YET;
    this.callerTimer[row] = -1;
    this.calleeTimer[row] = -1;
    this.attempts[row] = 0;
    this.place[row] = -1;
    this.step[row] = 0;
    this.child[row] = -1;
    this.content[row] = parent < 0 ? 0 : this.content[parent]!;
    return row;
  }

  free(row: number): void {
    this.uid[row] = 0;
    this.next[row] = this.freeHead;
    this.freeHead = row;
    this.live--;
  }

  alive(row: number, uid: number): boolean {
    return row >= 0 && this.uid[row] === uid;
  }

  /** Whether anything is left of a user's request: its row, a call, a stored message. */
  holds(request: number): boolean {
    for (let row = 0; row < this.fresh; row++) {
      if (this.uid[row] !== 0 && this.request[row] === request) return true;
    }
    return false;
  }

  callerIsDone(row: number): boolean {
    return (this.flags[row]! & CALLER_DONE) !== 0;
  }

  calleeIsDone(row: number): boolean {
    return (this.flags[row]! & CALLEE_DONE) !== 0;
  }

  finishCaller(row: number): void {
    this.flags[row] = this.flags[row]! | CALLER_DONE;
  }

  finishCallee(row: number): void {
    this.flags[row] = this.flags[row]! | CALLEE_DONE;
  }

  isDropped(row: number): boolean {
    return (this.flags[row]! & DROPPED) !== 0;
  }

  markDropped(row: number): void {
    this.flags[row] = this.flags[row]! | CALLEE_DONE | DROPPED;
  }

  pushBack(list: List, row: number): void {
    this.prev[row] = list.tail;
    this.next[row] = -1;
    if (list.tail < 0) list.head = row;
    else this.next[list.tail] = row;
    list.tail = row;
    list.length++;
  }

  pushFront(list: List, row: number): void {
    this.next[row] = list.head;
    this.prev[row] = -1;
    if (list.head < 0) list.tail = row;
    else this.prev[list.head] = row;
    list.head = row;
    list.length++;
  }

  /** @returns the first row, or -1 */
  shift(list: List): number {
    const row = list.head;
    if (row >= 0) this.remove(list, row);
    return row;
  }

  remove(list: List, row: number): void {
    const before = this.prev[row]!;
    const after = this.next[row]!;
    if (before < 0) list.head = after;
    else this.next[before] = after;
    if (after < 0) list.tail = before;
    else this.prev[after] = before;
    list.length--;
  }

  /** A second pair of links, for a part that keeps one row in two orders. */
  pushByAge(list: List, row: number): void {
    this.prevByAge[row] = list.tail;
    this.nextByAge[row] = -1;
    if (list.tail < 0) list.head = row;
    else this.nextByAge[list.tail] = row;
    list.tail = row;
    list.length++;
  }

  removeByAge(list: List, row: number): void {
    const before = this.prevByAge[row]!;
    const after = this.nextByAge[row]!;
    if (before < 0) list.head = after;
    else this.nextByAge[before] = after;
    if (after < 0) list.tail = before;
    else this.prevByAge[after] = before;
    list.length--;
  }

  private grow(): void {
    for (const name of NAMES)
      (this as Record<string, unknown>)[name] = grown(this[name] as Float64Array, COLUMNS[name] as never);
  }

  image(): MessagesImage {
    const { fresh, freeHead, nextUid, live } = this;
    const columns = Object.fromEntries(NAMES.map((name) => [name, this[name].slice(0, fresh)]));
    return { ...(columns as unknown as Columns), fresh, freeHead, nextUid, live };
  }

  restore(image: MessagesImage): void {
    while (this.uid.length < image.fresh) this.grow();
    const used = this.fresh;
    this.fresh = image.fresh;
    this.freeHead = image.freeHead;
    this.nextUid = image.nextUid;
    this.live = image.live;
    for (const name of NAMES) {
      this[name].set(image[name] as never);
      // Rows made since are not there any more: what is no row must read as it did the first time.
      this[name].fill(0, image.fresh, used);
    }
  }
}
