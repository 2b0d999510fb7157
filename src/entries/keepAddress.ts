import type { Episode } from '../episode/episode.ts';
import type { Player } from '../player/player.ts';
import { writeAddress } from './address.ts';
import { replaceAddress } from './navigation.ts';

/** Browsers refuse more than a few changes of the address a second. */
const SETTLED_MS = 300;

/**
 * The link leads to what is on the screen: at once for step, design and seed, and for the moment when time stands still.
 * @param keepsHash the scenario itself stands behind the #
 * @returns how to stop
 */
export function keepAddress(player: Player, episode: () => Episode | null, keepsHash: boolean): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    const { plate, t } = player.store.getState();
    if (!plate) return;
    const told = episode()?.store.getState();
    const step = told ? { step: told.index + 1 } : {};
    const search = writeAddress(location.search, { design: plate.design, ...step, seed: plate.seed, at: t });
    replaceAddress(search + (keepsHash ? location.hash : ''));
  };
  const unsubscribe = player.store.subscribe((now, before) => {
    if (now.playing || (now.plate === before.plate && now.t === before.t && !before.playing)) return;
    clearTimeout(timer);
    timer = setTimeout(write, SETTLED_MS);
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}
