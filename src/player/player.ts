import { createStore, type StoreApi } from 'zustand/vanilla';
import { TALLY_TICKS } from '../canvas/flights.ts';
import { RENEWED_MS } from '../canvas/tallies.ts';
import type { Lab } from '../lab/client.ts';
import type { Edits, EventStep, LogLine, RunAsked, Source } from '../lab/protocol.ts';
import { EventSteps } from './eventSteps.ts';
import { momentNear, momentOf } from './moments.ts';
import { type Ordered, Runs } from './runs.ts';
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
  /** Goes where another player is, and plays nothing itself: two runs side by side have one playhead. */
  follow(where: Pick<PlayerState, 't' | 'speed' | 'playing' | 'direction'>): void;
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
    () => redraw(),
  );
  const runs = new Runs(lab);
  const steps = new EventSteps({
    lab,
    from: () => (get().recording ? (get().event ?? { t: get().t }) : null),
    ready: () => runs.settled(),
    arrived: showStep,
    failed: (error) => set({ failure: inWords(error) }),
  });
  let visible = true;
  let callOff: (() => void) | null = null;
  let isCounting = false;
  let lastMs = -1;
  let heardMs = Number.NEGATIVE_INFINITY;

  /** Moves the playhead and shows the best picture of that moment that is here. */
  function draw(t: number, jumps: boolean): void {
    const { plate, recording, moment, frames, speed, playing, direction, heard, end } = get();
    if (!plate || !recording) return;
    const wish = { t, end, speed, playing, direction };
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
    set({
      t,
      event: null,
      moment: next,
      frames: found?.frames ?? (isFar ? null : frames),
      heard: speaks ? next : heard,
    });
    strips.want(wish);
    if (found && found.frames.each > 1) void count(t);
  }

  /** The same moment with what is known by now; one between two events of a tick is complete as it is. */
  function redraw(): void {
    if (get().event === null) draw(get().t, false);
  }

  /** Somebody wants to be elsewhere. */
  function move(t: number, jumps: boolean): void {
    steps.forget();
    draw(t, jumps);
  }

  /** The state right after an event. */
  function showStep(step: EventStep): void {
    const { plate, recording } = get();
    if (!plate || !recording) return;
    const { at, frames } = step;
    const moment = momentOf(plate, recording, { frames, index: 0, at });
    set({ t: at, event: step, moment, heard: moment, frames });
    if (frames.each > 1) void count(at);
  }

  /** Where too much flies to be drawn one by one, the last second is asked for by itself: rates are counted. */
  async function count(t: number): Promise<void> {
    const { counted, playing, speed, plate, progress } = get();
    const isNew = counted && Math.abs(t - counted.from) < (playing ? RENEWED_MS * 1000 * speed : 1);
    if (isNew || isCounting || progress !== null) return;
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
      const { t, end, speed, playing, direction } = get();
      if (!playing) return;
      const next = Math.min(end, Math.max(0, t + direction * Math.round(wall * 1000 * speed)));
      if (next === (direction > 0 ? end : 0)) {
        stop();
        set({ playing: false });
      }
      draw(next, false);
      schedule();
    });
  }

  function stop(): void {
    callOff?.();
    callOff = null;
    lastMs = -1;
    heardMs = Number.NEGATIVE_INFINITY;
  }

  /** @param at where the playhead goes when the run is there; null: it stays where it is by then */
  async function run(at: number | null): Promise<void> {
    const { source, design, edits } = get();
    set({ progress: 0, problems: [], failure: null });
    strips.hold();
    try {
      const ordered = await runs.order({ source, design, edits }, (share) => set({ progress: share }));
      if (ordered.answer === 'overtaken') return;
      if (ordered.answer === 'run') return adopt(ordered, at);
      const { plate } = get();
      if (ordered.held && plate) adopt(ordered.held, at);
      else strips.release();
      set({ progress: null, design, problems: ordered.problems });
      if (!plate) pause();
    } catch (error) {
      strips.release();
      stop();
      set({ progress: null, playing: false, failure: inWords(error) });
    }
  }

  function adopt({ plate, recording, judged }: Extract<Ordered, { answer: 'run' }>, at: number | null): void {
    const end = recording.ending.at;
    strips.clear();
    steps.restart();
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
    draw(Math.min(at ?? get().t, end), true);
  }

  function seek(t: number): void {
    move(Math.round(Math.min(get().end, Math.max(0, t))), true);
  }

  function pause(): void {
    stop();
    set({ playing: false });
    redraw();
  }

  function playFrom(t: number, direction: 1 | -1): void {
    set({ playing: true, direction });
    move(t, t !== get().t);
    schedule();
  }

  return {
    store,
    lab,
    open(source, design, edits, at = 0) {
      stop();
      steps.forget();
      set({ ...EMPTY, isDrawn: get().isDrawn, source, design, edits });
      return run(at);
    },
    show(asked) {
      set(asked);
      return run(null);
    },
    play() {
      const { recording, t, end } = get();
      if (recording) playFrom(t >= end ? 0 : t, 1);
    },
    playBackwards() {
      const { recording, t } = get();
      if (recording && t > 0) playFrom(t, -1);
    },
    pause,
    seek,
    step(direction) {
      if (get().playing) pause();
      seek(get().t + direction * frameStep(get().speed));
    },
    stepEvent(direction) {
      if (get().playing) pause();
      return steps.press(direction);
    },
    setSpeed(speed) {
      set({ speed });
      redraw();
    },
    setGhost: (ghost) => set({ ghost }),
    chooseDesign(design) {
      set({ design });
      return run(null);
    },
    setSeed(seed) {
      set({ edits: { ...get().edits, seed } });
      return run(null);
    },
    select: (selected) => set({ selected }),
    lastEvents: (most) => lab.log(get().t, most),
    drawn: () => set({ isDrawn: true }),
    follow({ t, speed, playing, direction }) {
      set({ speed, playing, direction });
      move(Math.min(t, get().end), false);
    },
    setVisible(now) {
      visible = now;
      if (visible) schedule();
      else stop();
    },
    close() {
      runs.forget();
      steps.forget();
      stop();
      strips.clear();
      lab.close();
    },
  };
}

const inWords = (error: unknown): string => (error instanceof Error ? error.message : String(error));
