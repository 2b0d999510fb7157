/** Puts on the table what a step puts there. */
import { onTable } from '../../episode/onTable.ts';
import { wishOf } from '../../episode/presets.ts';
import { START } from '../../scenario/designNames.ts';
import type { Table } from '../../table/table.ts';

/** @param isActed with the step's own button pressed */
export async function showStep(table: Table, index: number, isActed = false): Promise<void> {
  const { scenario } = table.store.getState();
  const step = scenario.steps?.[index];
  if (!step) return;
  const wish = wishOf(scenario, step, isActed, scenario.seed);
  const isThere = wish.design === START || Object.hasOwn(scenario.designs ?? {}, wish.design);
  const desk = step.desk !== undefined && table.deskAbout(step.desk) !== null ? step.desk : null;
  table.openDesk(desk);
  await onTable(table, true).show(isThere ? wish : { ...wish, design: START });
}

/** The whole run again: every act of the design that is on the table. */
export async function showWhole(table: Table): Promise<void> {
  const { scenario, design } = table.store.getState();
  const { t } = table.player.store.getState();
  table.openDesk(null);
  await onTable(table, true).show({ design, keepActs: null, acts: [], seed: scenario.seed, at: t });
}
