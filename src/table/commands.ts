/** What can be done to what is selected, from keys, buttons and menus alike. */
import type { Selection } from '../canvas/editing.ts';
import type { Catalog } from '../scenario/catalog.ts';
import { type Edit, freeId } from '../scenario/edit.ts';
import { type At, boxesOf, sizesOf } from './boxes.ts';
import { designOf, freeName, type TableDesign } from './design.ts';
import { cutOut, type Piece, pasted } from './pieces.ts';
import { aligned, type Edge, freeSpot, type Moves, onGrid, tidied } from './placing.ts';
import type { Table } from './table.ts';
import { done, nameOf, selectionName, upper } from './words.ts';

export const designOn = (table: Table): TableDesign => designOf(table.store.getState());

/** @returns the new part's id, null when it was refused */
export function addPart(table: Table, catalog: Catalog, kind: string, at: At): string | null {
  const { scenario, palette } = table.store.getState();
  const definition = catalog.get(kind);
  if (!definition) return null;
  if (palette && !palette.includes(kind)) {
    table.refuse(`${definition.title} is not on the shelf here.`);
    return null;
  }
  const id = freeId(scenario, kind);
  const name = freeName(designOn(table), definition.title);
  const part = { kind, name, at: [...onGrid(at)] as [number, number] };
  if (!table.edit({ do: 'addPart', id, part }, `${name} added`)) return null;
  table.select({ parts: [id], wires: [] });
  return id;
}

/** Where there is room, near a place. @returns as `addPart` */
export async function placePart(
  table: Table,
  catalog: Catalog,
  kind: string,
  near: At,
): Promise<string | null> {
  const boxes = await boxesOf(designOn(table), catalog);
  const size = (await sizesOf([{ id: kind, kind, settings: {} }], catalog)).get(kind)!;
  return addPart(table, catalog, kind, freeSpot(near, size, boxes.values()));
}

export function remove(table: Table, selection: Selection): boolean {
  const design = designOn(table);
  const gone = new Set(selection.parts);
  // Wires go with their parts.
  const labels = design.wires
    .filter(
      ({ label, from, to }) => selection.wires.includes(label) && !gone.has(from.part) && !gone.has(to.part),
    )
    .map(({ label }) => label);
  const ids = selection.parts.filter((id) => design.parts.has(id));
  const edits: Edit[] = [];
  if (ids.length > 0) edits.push({ do: 'removeParts', ids });
  if (labels.length > 0) edits.push({ do: 'removeWires', labels });
  if (edits.length === 0) return false;
  const says = done(design, { parts: ids, wires: labels }, 'removed');
  if (!table.edit(edits.length === 1 ? edits[0]! : { do: 'all', edits }, says)) return false;
  const blind = unsighted(design, designOn(table));
  if (blind.length > 0)
    table.say(`${says}. ${blind.join(' and ')} ${blind.length === 1 ? 'watches' : 'watch'} nothing now.`);
  return true;
}

/** Names of the parts that watched what is gone: nothing else changes the settings of those that stay. */
function unsighted(before: TableDesign, after: TableDesign): readonly string[] {
  return [...after.parts.values()]
    .filter(({ id, settings }) => {
      const written = before.parts.get(id)?.settings ?? {};
      return Object.entries(written).some(([name, raw]) => raw !== null && (settings[name] ?? null) === null);
    })
    .map(({ name }) => name);
}

export function paste(table: Table, catalog: Catalog, piece: Piece, how: 'pasted' | 'duplicated'): boolean {
  const { scenario, palette } = table.store.getState();
  const foreign = Object.values(piece.parts).find(({ kind }) => palette && !palette.includes(kind));
  if (foreign) {
    table.refuse(`${catalog.get(foreign.kind)?.title ?? foreign.kind} is not on the shelf here.`);
    return false;
  }
  const { edit, ids } = pasted(piece, scenario, designOn(table), catalog);
  const names = Object.entries(piece.parts).map(([id, { name }]) => name ?? id);
  const what = names.length === 1 ? names[0]! : `${names.length} parts`;
  if (!table.edit(edit, `${what} ${how}`)) return false;
  table.select({ parts: ids, wires: [] });
  return true;
}

export function duplicate(table: Table, catalog: Catalog): boolean {
  const piece = cutOut(designOn(table), table.store.getState().selection.parts);
  return piece !== null && paste(table, catalog, piece, 'duplicated');
}

export function move(table: Table, to: Moves, says: string): boolean {
  const { parts } = designOn(table);
  const moved = Object.entries(to).filter(([id, [x, y]]) => {
    const at = parts.get(id)?.at;
    return at && (at[0] !== x || at[1] !== y);
  });
  if (moved.length === 0) return false;
  return table.edit({ do: 'move', to: Object.fromEntries(moved) }, says);
}

export async function tidyUp(table: Table, catalog: Catalog): Promise<void> {
  const design = designOn(table);
  const to = await tidied(design, await sizesOf(design.parts.values(), catalog));
  // Somebody may have gone on working while the library came.
  if (designOn(table) !== design) return;
  if (!move(table, to, 'Parts laid out from left to right')) table.say('Everything is in its place already.');
}

/** The selected parts, or all. */
const chosen = (table: Table): readonly string[] => {
  const { parts } = table.store.getState().selection;
  return parts.length > 0 ? parts : [...designOn(table).parts.keys()];
};

export function alignToGrid(table: Table): void {
  const design = designOn(table);
  const to = Object.fromEntries(chosen(table).map((id) => [id, onGrid(design.parts.get(id)!.at)]));
  const says = `${upper(selectionName(design, { parts: chosen(table), wires: [] }))} aligned to the grid`;
  if (!move(table, to, says)) table.say('Everything stands on the grid already.');
}

const SIDES: Readonly<Record<Edge, string>> = {
  left: 'on the left',
  centre: 'by their centres',
  right: 'on the right',
  top: 'at the top',
  middle: 'by their wires',
  bottom: 'at the bottom',
};

export async function alignEdges(table: Table, catalog: Catalog, edge: Edge): Promise<void> {
  const design = designOn(table);
  const parts = chosen(table).map((id) => design.parts.get(id)!);
  const sizes = await sizesOf(parts, catalog);
  if (designOn(table) !== design) return;
  const to = aligned(
    parts.map(({ id, at }) => ({ id, at, size: sizes.get(id)! })),
    edge,
  );
  if (!move(table, to, `${parts.length} parts aligned ${SIDES[edge]}`))
    table.say('They are aligned already.');
}

export function rename(table: Table, id: string, name: string): boolean {
  const before = nameOf(designOn(table), id);
  return before === name || table.edit({ do: 'rename', id, name }, `${before} renamed to ${name}`);
}
