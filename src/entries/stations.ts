import type { Station } from '../lab/protocol.ts';
import type { Table } from '../table/table.ts';

export interface StationsStore {
  get(): readonly Station[] | null;
  subscribe(listener: () => void): () => void;
  close(): void;
}

/** What theory says of the run on the screen, asked anew with each run while somebody wants to see it. */
export function followStations({ player, store }: Table): StationsStore {
  let stations: readonly Station[] | null = null;
  let asked: unknown = null;
  const listeners = new Set<() => void>();

  async function ask(): Promise<void> {
    const { recording } = player.store.getState();
    if (!store.getState().theory || recording === null || recording === asked) return;
    asked = recording;
    const answer = await player.lab.stations().catch(() => null);
    if (player.store.getState().recording !== recording) return;
    stations = answer;
    for (const tell of listeners) tell();
  }

  const stops = [store.subscribe(ask), player.store.subscribe(ask)];
  return {
    get: () => stations,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      for (const stop of stops) stop();
    },
  };
}
