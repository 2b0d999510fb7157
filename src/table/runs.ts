import type { RunAsked } from '../lab/protocol.ts';
import type { Player } from '../player/player.ts';

export interface Runs {
  /** @param run what is asked when its turn comes: seed and acts may be others by then */
  show(run: () => RunAsked): void;
  /** A run is under way, or about to be. */
  isBusy(): boolean;
}

/** One run at a time; of those that are asked for meanwhile the last counts. */
export function createRuns(player: Player): Runs {
  let wanted: (() => RunAsked) | null = null;
  let isBusy = false;

  async function work() {
    isBusy = true;
    // Several edits of one moment are one run.
    await Promise.resolve();
    while (wanted) {
      const run: RunAsked = wanted();
      wanted = null;
      // What went wrong stands in the player's own state.
      await player.show(run).catch(() => {});
    }
    isBusy = false;
  }

  return {
    show(run) {
      wanted = run;
      if (!isBusy) void work();
    },
    isBusy: () => isBusy,
  };
}
