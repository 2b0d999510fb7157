import { lingerTicks, TALLY_TICKS } from '../canvas/flights.ts';
import type { Frames, FramesWanted } from '../lab/frames.ts';

/** Frames a wall second, and wall seconds a strip. */
export const FRAMES_PER_SECOND = 30;
const STRIP_SECONDS = 2;
/** The one that is shown, the next, and the one before. */
const KEPT = 3;

/** Ticks from one frame to the next at a speed of playback. */
export function frameStep(speed: number): number {
  return Math.max(1, Math.round((1_000_000 * speed) / FRAMES_PER_SECOND));
}

interface Strip {
  readonly frames: Frames;
  readonly speed: number;
}

export interface Found {
  readonly frames: Frames;
  readonly index: number;
  /** Ticks of the frame. */
  readonly at: number;
}

export interface Wish {
  readonly t: number;
  readonly end: number;
  readonly speed: number;
  readonly playing: boolean;
  readonly direction: 1 | -1;
}

/**
 * Exact frames around the playhead. It asks for one strip at a time: when an answer is here, it looks again at what is
 * wanted by then. A paused page wants one frame, of just this tick; a playing one wants the strip and the next one in
 * the direction of play.
 */
export class Strips {
  private strips: Strip[] = [];
  private wish: Wish | null = null;
  private isAsking = false;
  private isHeld = false;
  private generation = 0;
  private readonly ask: (wanted: FramesWanted) => Promise<Frames>;
  private readonly arrived: () => void;

  constructor(ask: (wanted: FramesWanted) => Promise<Frames>, arrived: () => void) {
    this.ask = ask;
    this.arrived = arrived;
  }

  /** Another run: nothing that is here or on its way is of use. */
  clear(): void {
    this.generation++;
    this.strips = [];
    this.wish = null;
    this.isAsking = false;
    this.isHeld = false;
  }

  /** The lab is about to hold another run: what is asked from now on would be answered from that one. */
  hold(): void {
    this.isHeld = true;
  }

  /** It has kept the run that it had. */
  release(): void {
    this.isHeld = false;
    if (this.wish) this.want(this.wish);
  }

  /** The last frame at or before a tick; while paused only one of just that tick. */
  at({ t, speed, playing }: Wish): Found | null {
    let best: Found | null = null;
    for (const strip of this.strips) {
      if (strip.speed !== speed) continue;
      const found = within(strip.frames, t);
      if (found && (best === null || found.at > best.at)) best = found;
    }
    return best && (playing || best.at === t) ? best : null;
  }

  want(wish: Wish): void {
    this.wish = wish;
    if (!this.isAsking) void this.askNext();
  }

  private async askNext(): Promise<void> {
    const { generation } = this;
    for (let wanted = this.missing(); wanted; wanted = this.missing()) {
      this.isAsking = true;
      const { speed } = this.wish!;
      const frames = await this.ask(wanted).catch(() => null);
      // A newer run has its own loop by now.
      if (generation !== this.generation) return;
      if (!frames) break;
      this.strips = [...this.strips.slice(1 - KEPT), { frames, speed }];
      this.arrived();
    }
    this.isAsking = false;
  }

  private missing(): FramesWanted | null {
    if (!this.wish || this.isHeld) return null;
    const { t, end, speed, playing, direction } = this.wish;
    const step = frameStep(speed);
    const linger = Math.max(TALLY_TICKS, lingerTicks(speed));
    const found = this.at(this.wish);
    if (!playing) return found ? null : { from: t, step, count: 1, linger };
    const length = STRIP_SECONDS * FRAMES_PER_SECOND;
    const onFrom = (from: number) => ({ from, step, count: length + 1, linger });
    // A strip that leads to a tick covers it, also where the beginning of the run cuts it short.
    const backFrom = (to: number) => {
      const from = Math.max(0, to - step * length);
      return { from, step, count: Math.ceil((to - from) / step) + 1, linger };
    };
    if (!found) return direction > 0 ? onFrom(t) : backFrom(t);
    const first = found.frames.from;
    const last = lastOf(found.frames);
    const half = (step * length) / 2;
    const has = (wanted: (frames: Frames) => boolean) =>
      this.strips.some((strip) => strip.speed === speed && wanted(strip.frames));
    if (direction > 0) {
      const isNear = last - t < half && last < end;
      return isNear && !has((frames) => frames.from <= last && lastOf(frames) > last) ? onFrom(last) : null;
    }
    const isNear = t - first < half && first > 0;
    return isNear && !has((frames) => lastOf(frames) >= first && frames.from < first)
      ? backFrom(first)
      : null;
  }
}

const lastOf = ({ from, step, count }: Frames): number => from + step * (count - 1);

function within(frames: Frames, t: number): Found | null {
  const { from, step, count } = frames;
  if (t < from || t > lastOf(frames)) return null;
  const index = Math.min(count - 1, Math.floor((t - from) / step));
  return { frames, index, at: from + index * step };
}
