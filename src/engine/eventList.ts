/**
 * The pending events of a run, ordered by (time, order of scheduling).
 *
 * Later events wait in a binary heap of two float64 arrays; events for the present tick wait in a ring, because most
 * hops take no time and a ring costs nothing to keep in order. An event scheduled for "now" is always younger than
 * every event that was scheduled earlier for this same tick, so "heap first, then ring" is the order of scheduling.
 *
 * What an event is takes two integers a slot: its code (op, part and a small argument) and the message it is about.
 * A hop that takes no time and cannot be taken back needs no slot: code and message stand in the ring as one negative
 * number. A key packs (sequence, slot) into one exact float64: 2^32 events in a run, 2^21 pending at once.
 * Cancelling frees the slot and leaves the key behind; dead keys are swept out when they outnumber the living.
 */
export const SLOT_SPAN = 2 ** 21;
const MAX_SEQUENCE = 2 ** 32;
/** Parts of a run, and values of an event's argument. */
export const PARTS_MAX = 4096;
const ARG_BITS = 16;
const PART_BITS = 12;

export interface EventListImage {
  readonly sequence: number;
  readonly size: number;
  readonly dead: number;
  readonly now: number;
  readonly fresh: number;
  readonly freeCount: number;
  readonly time: Float64Array;
  readonly key: Float64Array;
  readonly ring: Float64Array;
  readonly slotKey: Float64Array;
  readonly code: Int32Array;
  readonly message: Int32Array;
  readonly free: Int32Array;
}

export class EventList {
  /** The event last popped. */
  now = 0;
  /** Its op, part and argument in one integer: what a digest needs of it. */
  code = 0;
  message = -1;

  private sequence = 0;
  private size = 0;
  private dead = 0;
  private fresh = 0;
  private freeCount = 0;
  private ringHead = 0;
  private ringTail = 0;

  private time: Float64Array;
  private key: Float64Array;
  private slotKey: Float64Array;
  private slotCode: Int32Array;
  private slotMessage: Int32Array;
  private free: Int32Array;
  private ring = new Float64Array(256);

  constructor(capacity = 256) {
    this.time = new Float64Array(2 * capacity + 2).fill(Number.POSITIVE_INFINITY);
    this.key = new Float64Array(2 * capacity + 2);
    this.slotKey = new Float64Array(capacity).fill(-1);
    this.slotCode = new Int32Array(capacity);
    this.slotMessage = new Int32Array(capacity);
    this.free = new Int32Array(capacity);
  }

  get op(): number {
    return this.code >>> (ARG_BITS + PART_BITS);
  }

  get part(): number {
    return (this.code >>> ARG_BITS) & (PARTS_MAX - 1);
  }

  get arg(): number {
    return this.code & 0xffff;
  }

  /** Events waiting, cancelled ones not counted. */
  get pending(): number {
    return this.size - this.dead + (this.ringTail - this.ringHead);
  }

  /**
   * @param at absolute ticks, an integer, not before `now` @param op 0..7 @param part 0..4095 @param arg 0..65535
   * @returns a handle for `cancel`, or -1 when 2^21 events are pending or 2^32 have been scheduled
   */
  push(at: number, op: number, part: number, message: number, arg: number): number {
    // Written so that it holds for what is no number, too.
    if (!(at >= this.now && at < Number.POSITIVE_INFINITY)) throw new Error(`Nothing can be due at ${at}.`);
    let slot: number;
    if (this.freeCount > 0) slot = this.free[--this.freeCount]!;
    else {
      if (this.fresh === this.slotKey.length && !this.growSlots()) return -1;
      slot = this.fresh++;
    }
    if (this.sequence === MAX_SEQUENCE) return -1;
    const key = this.sequence++ * SLOT_SPAN + slot;
    this.slotKey[slot] = key;
    this.slotCode[slot] = (op << (ARG_BITS + PART_BITS)) | (part << ARG_BITS) | arg;
    this.slotMessage[slot] = message;
    if (at === this.now) {
      if (this.ringTail - this.ringHead === this.ring.length) this.growRing();
      this.ring[this.ringTail++ & (this.ring.length - 1)] = key;
    } else {
      if (this.size + 2 >= this.time.length) this.growHeap();
      this.siftUp(this.size++, at, key);
    }
    return key;
  }

  /** As `push` for the present tick, of an event that is never taken back: no slot is needed for it. */
  deliver(op: number, part: number, message: number, arg: number): void {
    if (this.ringTail - this.ringHead === this.ring.length) this.growRing();
    const code = (op << (ARG_BITS + PART_BITS)) | (part << ARG_BITS) | arg;
    this.ring[this.ringTail++ & (this.ring.length - 1)] = -1 - code * SLOT_SPAN - message;
  }

  /** Takes an event back. A handle that has fired or was cancelled before is ignored. @returns whether it was pending */
  cancel(handle: number): boolean {
    if (handle < 0) return false;
    const slot = handle - Math.floor(handle / SLOT_SPAN) * SLOT_SPAN;
    if (this.slotKey[slot] !== handle) return false;
    this.slotKey[slot] = -1;
    this.free[this.freeCount++] = slot;
    // Keys of the ring are skipped when their turn comes; only the heap needs sweeping.
    const deadInHeap = ++this.dead - (this.ringTail - this.ringHead);
    if (deadInHeap > 1024 && deadInHeap > this.size >> 1) this.sweep();
    return true;
  }

  /** Time of the next event in ticks, Infinity when there is none. */
  peek(): number {
    while (this.ringHead !== this.ringTail) {
      const key = this.ring[this.ringHead & (this.ring.length - 1)]!;
      if (key < 0 || this.isLive(key)) return this.now;
      this.ringHead++;
      this.dead--;
    }
    while (this.size > 0) {
      if (this.isLive(this.key[0]!)) return this.time[0]!;
      this.dropTop();
      this.dead--;
    }
    return Number.POSITIVE_INFINITY;
  }

  /** Takes the next event that is due by a tick into now, code, message. @returns false when there is none */
  pop(limit = Number.MAX_VALUE): boolean {
    for (;;) {
      const at = this.time[0]!;
      if (this.ringHead !== this.ringTail && at !== this.now) {
        // Only at the very first tick does something (an act) come before what the parts have set for it.
        if (!(this.now <= limit)) return false;
        const key = this.ring[this.ringHead++ & (this.ring.length - 1)]!;
        if (key < 0) {
          const packed = -1 - key;
          this.code = Math.floor(packed / SLOT_SPAN);
          this.message = packed - this.code * SLOT_SPAN;
          return true;
        }
        if (this.take(key)) return true;
      } else {
        // With nobody waiting, the first place holds Infinity.
        if (!(at <= limit) || this.size === 0) return false;
        const key = this.key[0]!;
        this.dropTop();
        if (!this.take(key)) continue;
        this.now = at;
        return true;
      }
    }
  }

  private take(key: number): boolean {
    const slot = key - Math.floor(key / SLOT_SPAN) * SLOT_SPAN;
    if (this.slotKey[slot] !== key) {
      this.dead--;
      return false;
    }
    this.slotKey[slot] = -1;
    this.free[this.freeCount++] = slot;
    this.code = this.slotCode[slot]!;
    this.message = this.slotMessage[slot]!;
    return true;
  }

  private isLive(key: number): boolean {
    return this.slotKey[key - Math.floor(key / SLOT_SPAN) * SLOT_SPAN] === key;
  }

  private siftUp(start: number, at: number, key: number): void {
    const { time, key: keys } = this;
    let i = start;
    // A newcomer carries the highest sequence, so equal times need no look at the key.
    while (i > 0) {
      const up = (i - 1) >> 1;
      const upTime = time[up]!;
      if (upTime <= at) break;
      time[i] = upTime;
      keys[i] = keys[up]!;
      i = up;
    }
    time[i] = at;
    keys[i] = key;
  }

  /** Removes the root; the places past the end hold Infinity, so that a child can be read without asking. */
  private dropTop(): void {
    const { time, key: keys } = this;
    const last = --this.size;
    const at = time[last]!;
    const key = keys[last]!;
    time[last] = Number.POSITIVE_INFINITY;
    if (last > 0) this.siftDown(0, at, key);
  }

  private siftDown(start: number, at: number, key: number): void {
    const { time, key: keys, size } = this;
    let i = start;
    let child = 2 * i + 1;
    while (child < size) {
      const left = time[child]!;
      const right = time[child + 1]!;
      if (right === left) child += Number(keys[child + 1]! < keys[child]!);
      else child += Number(right < left);
      const childTime = time[child]!;
      if (at < childTime || (at === childTime && key < keys[child]!)) break;
      time[i] = childTime;
      keys[i] = keys[child]!;
      i = child;
      child = 2 * i + 1;
    }
    time[i] = at;
    keys[i] = key;
  }

  private sweep(): void {
    const { time, key: keys } = this;
    let kept = 0;
    for (let i = 0; i < this.size; i++) {
      if (!this.isLive(keys[i]!)) continue;
      time[kept] = time[i]!;
      keys[kept++] = keys[i]!;
    }
    time.fill(Number.POSITIVE_INFINITY, kept, this.size);
    this.dead -= this.size - kept;
    this.size = kept;
    for (let i = (kept >> 1) - 1; i >= 0; i--) this.siftDown(i, time[i]!, keys[i]!);
  }

  private growHeap(): void {
    const time = new Float64Array(this.time.length * 2).fill(Number.POSITIVE_INFINITY);
    time.set(this.time);
    this.time = time;
    this.key = grown(this.key, Float64Array);
  }

  private growSlots(): boolean {
    if (this.slotKey.length >= SLOT_SPAN) return false;
    this.slotKey = grown(this.slotKey, Float64Array);
    this.slotCode = grown(this.slotCode, Int32Array);
    this.slotMessage = grown(this.slotMessage, Int32Array);
    this.free = grown(this.free, Int32Array);
    return true;
  }

  private growRing(): void {
    const ring = new Float64Array(this.ring.length * 2);
    const length = this.ringTail - this.ringHead;
    for (let i = 0; i < length; i++) ring[i] = this.ring[(this.ringHead + i) & (this.ring.length - 1)]!;
    this.ring = ring;
    this.ringHead = 0;
    this.ringTail = length;
  }

  /** Plain data, for a keyframe. */
  image(): EventListImage {
    const mask = this.ring.length - 1;
    return {
      sequence: this.sequence,
      size: this.size,
      dead: this.dead,
      now: this.now,
      fresh: this.fresh,
      freeCount: this.freeCount,
      time: this.time.slice(0, this.size),
      key: this.key.slice(0, this.size),
      ring: Float64Array.from(
        { length: this.ringTail - this.ringHead },
        (_, i) => this.ring[(this.ringHead + i) & mask]!,
      ),
      slotKey: this.slotKey.slice(0, this.fresh),
      code: this.slotCode.slice(0, this.fresh),
      message: this.slotMessage.slice(0, this.fresh),
      free: this.free.slice(0, this.freeCount),
    };
  }

  restore(image: EventListImage): void {
    while (this.slotKey.length < image.fresh) this.growSlots();
    while (this.time.length < image.size + 2) this.growHeap();
    while (this.ring.length < image.ring.length) this.growRing();
    this.sequence = image.sequence;
    this.dead = image.dead;
    this.now = image.now;
    this.fresh = image.fresh;
    this.freeCount = image.freeCount;
    this.time.fill(Number.POSITIVE_INFINITY, image.size, Math.max(this.size, image.size) + 1);
    this.size = image.size;
    this.ringHead = 0;
    this.ringTail = image.ring.length;
    this.ring.set(image.ring);
    this.time.set(image.time);
    this.key.set(image.key);
    this.slotKey.set(image.slotKey);
    this.slotCode.set(image.code);
    this.slotMessage.set(image.message);
    this.free.set(image.free);
  }
}

type Typed = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** The same numbers in an array twice as long. */
export function grown<T extends Typed>(old: T, kind: new (length: number) => T): T {
  const next = new kind(old.length * 2);
  next.set(old as never);
  return next;
}
