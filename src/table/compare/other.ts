import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Lab } from '../../lab/client.ts';
import type { RunAsked } from '../../lab/protocol.ts';
import { createPlayer, type Player, type Ticker } from '../../player/player.ts';

/** A run that the one on the screen can be held against. */
export interface Rival {
  readonly id: string;
  readonly title: string;
  /** Null: the design of that id, of the scenario on the screen and with its acts. */
  readonly run: RunAsked | null;
}

export interface OtherState {
  readonly rival: Rival | null;
  /** Of the other run, on the playhead of the one on the screen; null until there is one. */
  readonly player: Player | null;
  /** Share of it that is computed, 0..1; null when none is under way. */
  readonly progress: number | null;
  /** Why there is none, in words. */
  readonly failure: string | null;
  /** Its system stands beside the one on the screen. */
  readonly isBeside: boolean;
}

/** The other run (B): the ghost behind the charts, and the second picture. */
export interface Other {
  readonly store: StoreApi<OtherState>;
  choose(rival: Rival | null): void;
  setBeside(on: boolean): void;
  close(): void;
}

const NOBODY: OtherState = { rival: null, player: null, progress: null, failure: null, isBeside: false };

/** It never plays by itself: it follows. */
const NO_FRAMES: Ticker = { next: () => () => {} };

/** What is run for a rival: with the shoppers of the run on the screen. */
export function askedOf({ id, run }: Rival, first: Player): RunAsked {
  const { source, edits, plate } = first.store.getState();
  const seed = plate ? { seed: plate.seed } : {};
  if (run) return { ...run, edits: { ...run.edits, ...seed } };
  return { source, design: id, edits: { ...edits, ...seed } };
}

export function createOther(first: Player, startLab: () => Promise<Lab>): Other {
  const store = createStore<OtherState>()(() => NOBODY);
  const { getState: get, setState: set } = store;
  let chosen = 0;
  let asked = '';
  let source: unknown = null;

  /** Asks for the run again only when it would be another one. */
  function refresh(): void {
    const { rival, player } = get();
    if (!rival || !player || first.store.getState().plate === null) return;
    const run = askedOf(rival, first);
    const key = JSON.stringify([run.design, run.edits]);
    if (key === asked && run.source === source) return;
    asked = key;
    source = run.source;
    void player.show(run);
  }

  function follow(): void {
    const { player, isBeside } = get();
    if (!player?.store.getState().recording) return;
    const { t, speed, playing, direction } = first.store.getState();
    const at = player.store.getState();
    const same = at.t === t && at.speed === speed && at.playing === playing && at.direction === direction;
    if (isBeside && !same) player.follow({ t, speed, playing, direction });
  }

  function watch(player: Player): void {
    player.store.subscribe((now, before) => {
      if (player !== get().player) return;
      const { progress, failure, problems, plate, recording } = now;
      const says = failure ?? problems.find(({ severity }) => severity === 'error')?.says ?? null;
      if (progress !== get().progress || says !== get().failure) set({ progress, failure: says });
      if (recording === before.recording || !plate || !recording) return;
      first.setGhost({ name: get().rival?.title ?? plate.design, plate, recording });
      follow();
    });
  }

  function drop(): void {
    get().player?.close();
    asked = '';
    source = null;
    first.setGhost(null);
  }

  const stop = first.store.subscribe((now, before) => {
    if (now.recording !== before.recording) refresh();
    follow();
  });

  return {
    store,
    choose(rival) {
      const mine = ++chosen;
      if (rival === null) {
        drop();
        set({ ...NOBODY });
        return;
      }
      const { player } = get();
      set({ rival, failure: null, progress: 0 });
      if (player) return refresh();
      startLab().then(
        (lab) => {
          // While it was starting, nobody was chosen any more; or somebody else, for whom there is a lab by now.
          if (get().player || !get().rival) return lab.close();
          const second = createPlayer(lab, NO_FRAMES);
          set({ player: second });
          watch(second);
          refresh();
        },
        (error: unknown) => {
          if (mine !== chosen) return;
          set({ progress: null, failure: error instanceof Error ? error.message : String(error) });
        },
      );
    },
    setBeside(isBeside) {
      set({ isBeside });
      follow();
    },
    close() {
      chosen++;
      stop();
      drop();
      set({ ...NOBODY });
    },
  };
}
