/** The table and its player as an episode needs them. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Edits } from '../lab/protocol.ts';
import { MINE } from '../scenario/designNames.ts';
import { ownActs } from '../table/actIds.ts';
import type { Programs } from '../table/code/programs.ts';
import type { Table } from '../table/table.ts';
import { watchDeeds } from './deeds.ts';
import type { EpisodeTable, RunWish } from './port.ts';

/** What an episode wants seen, besides the run: for whoever draws the canvas and the charts. */
export interface Lights {
  /** A part id or the label of a wire. */
  readonly spotlight: string | null;
  /** The title of the one chart that is shown; null: all of them. */
  readonly chart: string | null;
  /** Nothing may be seen of how the run goes: no charts, no events, no claims; time stands at the beginning. */
  readonly isConcealed: boolean;
}

export interface OnTableEpisode extends EpisodeTable {
  readonly lights: StoreApi<Lights>;
}

/** @param ownsDesign the design on the table is always the learner's own: a file that somebody writes */
export function onTable(
  table: Table,
  ownsDesign = false,
  programs: Pick<Programs, 'explore' | 'verdictOn'> | null = null,
): OnTableEpisode {
  const { player, store } = table;
  const lights = createStore<Lights>()(() => ({ spotlight: null, chart: null, isConcealed: false }));
  let doing = 0;

  /** What the episode does is no deed of the learner. */
  function quietly<T>(act: () => T): T {
    doing++;
    try {
      return act();
    } finally {
      doing--;
    }
  }

  function editsOf({ design, keepActs, acts, seed }: RunWish): Edits {
    const { scenario, base } = store.getState();
    // What the learner did to their own design is played in it, whatever the step leaves out.
    const own = design === MINE ? ownActs(scenario, base) : [];
    return {
      seed,
      ...(keepActs && { keepActs: [...new Set([...keepActs, ...own])] }),
      ...(acts.length > 0 && { acts }),
    };
  }

  const isSame = (edits: Edits, design: string): boolean => {
    const on = player.store.getState();
    const isThere = on.recording !== null && on.progress === null && on.problems.length === 0;
    return (
      isThere &&
      on.source === store.getState().scenario &&
      on.design === design &&
      JSON.stringify(on.edits) === JSON.stringify(edits)
    );
  };

  return {
    lights,
    look() {
      const { scenario, design, desk } = store.getState();
      const on = player.store.getState();
      const isThere = on.progress === null && on.recording !== null && on.failure === null;
      // Between an edit and its run the player has not heard of it yet.
      const isShown = isThere && on.design === design && on.source === scenario;
      return {
        scenario,
        design,
        isOwn: ownsDesign || design === MINE,
        seed: on.plate?.seed ?? scenario.seed,
        digest: isShown && on.problems.length === 0 ? on.recording!.digest : null,
        run: on.recording,
        computed: on.progress,
        t: on.t,
        end: on.end,
        playing: on.playing,
        desk,
      };
    },
    subscribe(listener) {
      const stops = [store.subscribe(listener), player.store.subscribe(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    onDeed: (listener) => watchDeeds(store, player.store, () => doing > 0, listener),
    async show(wish) {
      const edits = editsOf(wish);
      const { scenario } = store.getState();
      quietly(() => player.seek(wish.at));
      if (!isSame(edits, wish.design)) {
        doing++;
        try {
          await player.show({ source: scenario, design: wish.design, edits });
        } finally {
          doing--;
        }
      }
      // A table that was busy with an edit has not followed.
      if (store.getState().design !== wish.design && player.store.getState().design === wish.design)
        quietly(() => table.chooseDesign(wish.design));
      quietly(() => player.seek(wish.at));
    },
    play: player.play,
    pause: player.pause,
    seek: (t) => quietly(() => player.seek(t)),
    allowParts: table.allowParts,
    setSpotlight: (spotlight) => lights.setState({ spotlight }),
    setChart: (chart) => lights.setState({ chart }),
    openDesk: table.openDesk,
    deskAbout: table.deskAbout,
    explore: (part) => programs?.explore(part),
    verdictOn: (part) => programs?.verdictOn(part) ?? null,
    conceal: (isConcealed) => lights.setState({ isConcealed }),
    judge: (that) => player.lab.judge(that),
    measure(wish, asked) {
      const source = store.getState().scenario;
      return player.lab.measure({ source, design: wish.design, edits: editsOf(wish) }, asked);
    },
  };
}
