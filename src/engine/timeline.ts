import type { Snapshot, World } from './world.ts';

/** Events between two keyframes: a seek replays at most so many (until keyframes are thinned). */
export const KEYFRAME_EVERY = 70_000;
/** Bytes of keyframes kept; when there are more, every second one goes. */
export const KEYFRAME_BYTES = 96 * 1024 * 1024;

/** The keyframes of one run, even in events and bounded in memory for a run of any length. */
export class Timeline {
  readonly keyframes: Snapshot[] = [];
  bytes = 0;
  private every: number;
  private readonly bytesMax: number;

  constructor(every = KEYFRAME_EVERY, bytesMax = KEYFRAME_BYTES) {
    this.every = every;
    this.bytesMax = bytesMax;
  }

  /** Runs a world to its end (or for a number of events), keeping keyframes on the way. */
  play(world: World, atMost = Number.POSITIVE_INFINITY): void {
    if (this.keyframes.length === 0) this.keep(world.snapshot());
    const last = world.dispatched + atMost;
    while (!world.ending && world.dispatched < last) {
      const due = this.keyframes[this.keyframes.length - 1]!.dispatched + this.every;
      world.run(world.model.until, Math.min(due, last) - world.dispatched);
      if (!world.ending && world.dispatched >= due) this.keep(world.snapshot());
    }
  }

  /** Takes a world of the same model and seed to the end of a tick: the last keyframe before it, and the events since. */
  seek(world: World, tick: number): void {
    // A world that stands between the keyframe and the goal already needs no restoring.
    const keyframe = this.before(tick);
    const near = !world.ending && world.now <= tick && world.dispatched >= keyframe.dispatched;
    if (!near) world.restore(keyframe);
    world.run(tick);
  }

  /** As `seek`, to the moment right after so many events; 0 is before the first, when the parts have begun. */
  seekEvents(world: World, events: number): void {
    const keyframe = this.last(({ dispatched }) => dispatched <= events);
    const near = !world.ending && world.dispatched <= events && world.dispatched >= keyframe.dispatched;
    if (!near) world.restore(keyframe);
    world.runTo(events);
  }

  private before(tick: number): Snapshot {
    return this.last(({ events }) => events.now <= tick);
  }

  /** The last of the keyframes that are early enough; the first in any case. */
  private last(isEarly: (keyframe: Snapshot) => boolean): Snapshot {
    let low = 0;
    let high = this.keyframes.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (isEarly(this.keyframes[middle]!)) low = middle;
      else high = middle - 1;
    }
    return this.keyframes[low]!;
  }

  private keep(snapshot: Snapshot): void {
    this.keyframes.push(snapshot);
    this.bytes += sizeOf(snapshot);
    if (this.bytes <= this.bytesMax) return;
    for (let i = 1; i < this.keyframes.length; i++) this.keyframes.splice(i, 1);
    this.every *= 2;
    this.bytes = this.keyframes.reduce((sum, k) => sum + sizeOf(k), 0);
  }
}

/** What messages say is there once, whatever the number of keyframes: each holds a list of references. */
function sizeOf({ contents, ...own }: Snapshot): number {
  return bytesOf(own) + 8 * contents.length;
}

/** Each thing once, however often and in whatever circle it is reached. */
function bytesOf(root: unknown): number {
  let sum = 0;
  const seen = new Set<object>();
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) sum += 8;
    else if (!seen.has(value)) {
      seen.add(value);
      sum += ArrayBuffer.isView(value) ? value.byteLength : 16;
      if (value instanceof Map) for (const [key, one] of value) open.push(key, one);
      else if (!ArrayBuffer.isView(value)) for (const one of Object.values(value)) open.push(one);
    }
  }
  return sum;
}
