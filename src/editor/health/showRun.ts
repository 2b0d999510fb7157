import type { Edits } from '../../lab/protocol.ts';
import { designNames } from '../../scenario/designNames.ts';
import { titleOf } from '../../table/design.ts';
import type { Table } from '../../table/table.ts';

/** Brings a run onto the table: the design, and whatever is not in the text. */
export async function showRun(table: Table, design: string, edits: Edits): Promise<void> {
  const { scenario } = table.store.getState();
  if (!designNames(scenario).includes(design)) return table.refuse(`There is no design ${design} any more.`);
  table.player.pause();
  await table.player.show({ source: scenario, design, edits });
  // The table follows its player, unless it was busy with an edit.
  if (table.store.getState().design !== design) table.chooseDesign(design);
  const moved = Object.entries(edits.set ?? {}).map(([what, to]) => `, with ${what} at ${to}`);
  table.say(`${titleOf({ scenario, design })}, seed ${edits.seed}${moved.join('')}, is on the table.`);
}
