import { useEffect, useMemo } from 'react';
import { type Lab, startLab as startAnyLab } from '../../lab/client.ts';
import { kitFor } from '../../parts/kits.ts';
import { kindsOf } from '../../scenario/kinds.ts';
import { type AtTable, useTable, useTabled } from '../../table/hooks.ts';
import type { Table } from '../../table/table.ts';
import { type Clock, createSweep, type Sweep } from './sweep.ts';

/** What is known of a table's lesson outlives the panel that shows it. */
const sweeps = new WeakMap<Table, Sweep>();

const PAGE_CLOCK: Clock = {
  now: () => performance.now(),
  wait(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};

/** One processor is left to the page. */
const labsAtOnce = (): number => Math.max(1, Math.min(4, (navigator.hardwareConcurrency || 2) - 1));

function sweepOf({ table, catalog }: AtTable, startLab: (() => Promise<Lab>) | undefined): Sweep {
  const known = sweeps.get(table);
  if (known) return known;
  const sweep = createSweep({
    startLab:
      startLab ?? (() => startAnyLab('values', undefined, kitFor(kindsOf(table.store.getState().scenario)))),
    labs: labsAtOnce(),
    clock: PAGE_CLOCK,
    catalog,
    isBusy: () => table.player.store.getState().progress !== null,
  });
  sweeps.set(table, sweep);
  return sweep;
}

/** The sweep of the lesson on the table; it follows what is changed as long as somebody looks. */
export function useSweep(startLab?: () => Promise<Lab>): Sweep {
  const at = useTable();
  const sweep = useMemo(() => sweepOf(at, startLab), [at, startLab]);
  const scenario = useTabled((state) => state.scenario);
  useEffect(() => sweep.look(scenario), [sweep, scenario]);
  useEffect(() => () => sweep.rest(), [sweep]);
  return sweep;
}
