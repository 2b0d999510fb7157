/** Parts that have a desk for signed links, and what they tell there. */

import { TICK_ZERO_MS } from '../../rules/azure/sas/times.ts';
import type { StorageTold } from '../../rules/azure/sas/told.ts';
import { momentNow } from '../acts.ts';
import { designOf, type TablePart } from '../design.ts';
import type { AtTable } from '../hooks.ts';
import type { TableState } from '../state.ts';
import type { Table } from '../table.ts';

/** The parts of a design that say so themselves. */
export function storageParts(state: TableState, { catalog }: Pick<AtTable, 'catalog'>): readonly TablePart[] {
  return [...designOf(state).parts.values()].filter(
    ({ kind }) => catalog.get(kind)?.desk?.about === 'signature',
  );
}

/** What is done at the desk is done at this moment, so that is where it stands. */
export const tickAt = (table: Table): number => momentNow(table);

export const msAt = (tick: number): number => TICK_ZERO_MS + Math.ceil(tick / 1000);

/** While it plays, five answers a second are enough. */
const CALM_MS = 200;

/** Says what the part tells, now and whenever the playhead or the run has moved on. @returns what ends it */
export function follow(
  table: Table,
  part: string,
  hear: (told: StorageTold | null, nowMs: number) => void,
): () => void {
  const { player } = table;
  let isStopped = false;
  let isAsking = false;
  let isStale = true;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(): Promise<void> {
    if (isAsking || isStopped || !isStale) return;
    isAsking = true;
    isStale = false;
    const tick = tickAt(table);
    // Between two runs nothing is told; the next one asks again.
    const told = await player.lab.tell(tick, part).catch(() => undefined);
    isAsking = false;
    if (isStopped) return;
    // It is told even if the playhead is further on by now: while it plays, it always is.
    if (told !== undefined) hear(told, msAt(tick));
    if (isStale) timer = setTimeout(() => void ask(), player.store.getState().playing ? CALM_MS : 0);
  }

  const unfollow = player.store.subscribe((now, before) => {
    if (now.t === before.t && now.recording === before.recording) return;
    isStale = true;
    void ask();
  });
  void ask();
  return () => {
    isStopped = true;
    clearTimeout(timer);
    unfollow();
  };
}
