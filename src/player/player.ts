import { createStore, type StoreApi } from 'zustand/vanilla';
import { TALLY_TICKS } from '../canvas/flights.ts';
import { RENEWED_MS } from '../canvas/tallies.ts';
import type { Lab } from '../lab/client.ts';
import type { Edits, LogLine, RunAsked, Source } from '../lab/protocol.ts';
import { momentNear, momentOf } from './moments.ts';
import { EMPTY, type Ghost, type PlayerState, SPEEDS } from './state.ts';
import { frameStep, Strips } from './strips.ts';

/** The page's animation frames; a test brings its own. */
export interface Ticker {
  /** @param draw gets wall milliseconds @returns a way to call it off */
  next(draw: (ms: number) => void): () => void;
}

/** One player: a store and what can be done with it. */
export interface Player {
  readonly store: StoreApi<PlayerState>;
  /** Holds the run on the screen: for whoever asks more of it. */
  readonly lab: Lab;
  /** Runs a scenario; `at` (ticks) is where the playhead goes when the run is there. */
  open(source: Source, design: string, edits: Edits, at?: number): Promise<void>;
  /** Another run of what is edited: the playhead stays where it is, and the last good run until the new one is there. */
  show(run: RunAsked): Promise<void>;
  play(): void;
  /** As `play`, but time runs back. */
  playBackwards(): void;
  pause(): void;
  seek(t: number): void;
  /** One frame on or back: a thirtieth of a second at the present speed. */
  step(direction: 1 | -1): void;
  /** Time stops, and goes on (or back) by one event: what is shown is the state right after it. */
  stepEvent(direction: 1 | -1): Promise<void>;
  setSpeed(speed: number): void;
  /** Another run, drawn thinly behind the charts; null: none. */
  setGhost(ghost: Ghost | null): void;
  chooseDesign(design: string): Promise<void>;
  setSeed(seed: number): Promise<void>;
  select(part: string | null): void;
  /** The last events up to the playhead, oldest first. */
  lastEvents(most: number): Promise<readonly LogLine[]>;
  /** The canvas says that its first picture is on the page. */
  drawn(): void;
  /** A page that nobody sees plays nothing: virtual time stops with it. */
  setVisible(visible: boolean): void;
  close(): void;
}

/** A tab that stalls must not make the run leap. */
const LONGEST_WALL_MS = 100;
/** How long an exact picture stands in for one that is on its way. */
const HOLD_FRAMES = 8;
/** Those who listen hear of it this often while it plays. */
const HEARD_EVERY_MS = 2500;

/** A first look takes about five minutes at the most. Ticks. */
const FIRST_LOOK = 300_000_000;

const paceFor = (end: number): number =>
  SPEEDS.findLast((speed) => speed <= Math.max(1, end / FIRST_LOOK)) ?? 1;

const ANIMATION_FRAMES: Ticker = {
  next: (draw) => {
    const handle = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(handle);
  },
};

export function createPlayer(lab: Lab, ticker: Ticker = ANIMATION_FRAMES): Player {
  const store = createStore<PlayerState>()(() => EMPTY);
  const { getState: get, setState: set } = store;
  const strips = new Strips(
    (wanted) => lab.frames(wanted),
    () => show(get().t, false),
  );
  let runs = 0;
  let visible = true;
  let callOff: (() => void) | null = null;
  let isCounting = false;
  let lastMs = -1;
  let heardMs = Number.NEGATIVE_INFINITY;

  /** Moves the playhead and shows the best picture of that moment that is here. */
  function show(t: number, jumps: boolean): void {
    const { plate, recording, moment, frames, speed, playing, heard, end } = get();
    if (!plate || !recording) return;
    const wish = { t, end, speed, playing };
    const found = strips.at(wish);
    // For a few frames the last picture is nearer to the truth than the edge of a bucket.
    const isFar =
      jumps || moment?.plate !== plate || Math.abs(t - moment.at) > HOLD_FRAMES * frameStep(speed);
    let next = moment;
    if (found && !(moment?.exact && moment.at === found.at && frames === found.frames)) {
      next = momentOf(plate, recording, found);
    } else if (!found && isFar) {
      next = momentNear(plate, recording, t, moment);
    }
    const speaks = next?.exact && (!playing || lastMs - heardMs >= HEARD_EVERY_MS);
    if (speaks) heardMs = lastMs;
    set({ t, moment: next, frames: found?.frames ?? (isFar ? null : frames), heard: speaks ? next : heard });
    strips.want(wish);
    if (found && found.frames.each > 1) void count(t);
  }

  /** Where too much flies to be drawn one by one, the last second is asked for by itself: rates are counted. */
  async function count(t: number): Promise<void> {
    const { counted, playing, speed, plate } = get();
    const isNew = counted && Math.abs(t - counted.from) < (playing ? RENEWED_MS * 1000 * speed : 1);
    if (isNew || isCounting) return;
    isCounting = true;
    const frames = await lab.frames({ from: t, step: 1, count: 1, linger: TALLY_TICKS }).catch(() => null);
    isCounting = false;
    if (plate === get().plate) set({ counted: frames });
    if (frames && !get().playing && get().t !== t) void count(get().t);
  }

  function schedule(): void {
    if (callOff || !visible || !get().playing) return;
    callOff = ticker.next((ms) => {
      callOff = null;
      const wall = lastMs < 0 ? 0 : Math.min(LONGEST_WALL_MS, ms - lastMs);
      lastMs = ms;
      const { t, end, speed, playing } = get();
      if (!playing) return;
      const next = Math.min(end, t + Math.round(wall * 1000 * speed));
      if (next >= end) set({ playing: false });
      show(next, false);
      schedule();
    });
  }

  function stop(): void {
    callOff?.();
    callOff = null;
    lastMs = -1;
    heardMs = Number.NEGATIVE_INFINITY;
  }

  async function run(at: number): Promise<void> {
    const mine = ++runs;
    const { source, design, edits } = get();
    set({ progress: 0, problems: [], failure: null });
    try {
      const opened = await lab.run({ source, design, edits }, (share) => {
        if (mine === runs) set({ progress: share });
      });
      if (mine !== runs) return;
      strips.clear();
      if (opened.answer === 'problems') {
        stop();
        set({ progress: null, playing: false, problems: opened.problems });
        return;
      }
      const { plate, recording, judged } = opened;
      const end = recording.ending.at;
      // A run of hours is not watched by the second.
      if (get().plate === null) set({ speed: paceFor(end) });
      set({
        progress: null,
        plate,
        recording,
        judged,
        design: plate.design,
        end,
        frames: null,
        counted: null,
      });
      show(Math.min(at, end), true);
    } catch (error) {
      if (mine !== runs) return;
      stop();
      const failure = error instanceof Error ? error.message : String(error);
      set({ progress: null, playing: false, failure });
    }
  }

  function seek(t: number): void {
    show(Math.round(Math.min(get().end, Math.max(0, t))), true);
  }

  function pause(): void {
    stop();
    set({ playing: false });
    show(get().t, false);
  }

  return {
    store,
    lab,
    open(source, design, edits, at = 0) {
      stop();
      set({ ...EMPTY, isDrawn: get().isDrawn, source, design, edits });
      return run(at);
    },
    show(asked) {
      set(asked);
      return run(get().t);
    },
    playBackwards() {
      throw new Error('playBackwards is not built yet.');
    },
    async stepEvent() {
      throw new Error('stepEvent is not built yet.');
    },
    setGhost: (ghost) => set({ ghost }),
    play() {
      const { recording, t, end } = get();
      if (!recording) return;
      set({ playing: true });
      show(t >= end ? 0 : t, t >= end);
      schedule();
    },
    pause,
    seek,
    step(direction) {
      if (get().playing) pause();
      seek(get().t + direction * frameStep(get().speed));
    },
    setSpeed(speed) {
      set({ speed });
      show(get().t, false);
    },
    chooseDesign(design) {
      set({ design });
      return run(get().t);
    },
    setSeed(seed) {
      set({ edits: { ...get().edits, seed } });
      return run(get().t);
    },
    select: (selected) => set({ selected }),
    lastEvents: (most) => lab.log(get().t, most),
    drawn: () => set({ isDrawn: true }),
    setVisible(now) {
      visible = now;
      if (visible) schedule();
      else stop();
    },
    close() {
      runs++;
      stop();
      strips.clear();
      lab.close();
    },
  };
}
