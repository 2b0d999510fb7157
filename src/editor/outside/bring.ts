/** Puts what comes from outside where it belongs, or shows why it cannot, and what there is to choose. */
import type { AtTable } from '../../table/hooks.ts';
import type { Author } from '../author.ts';
import type { Found, Landable } from './found.ts';
import type { Outside } from './outsideStore.ts';
import { type Place, placesFor } from './places.ts';
import { readText } from './readFile.ts';
import { recognise } from './recognise.ts';

export interface Desk {
  readonly at: AtTable;
  readonly author: Pick<Author, 'openText'>;
  readonly outside: Outside;
}

export async function bringFiles(files: readonly File[], desk: Desk): Promise<void> {
  const [file, ...more] = files;
  if (!file) return;
  if (more.length > 0)
    return desk.outside.tell(
      `These are ${files.length} files. Bring them in one at a time: each has a place of its own.`,
    );
  const read = await readText(file);
  if (read.ok) bringText(file.name, read.text, desk);
  else desk.outside.tell(read.says);
}

/** @param name of the file; null for what was pasted */
export function bringText(name: string | null, text: string, desk: Desk): void {
  const { at, author, outside } = desk;
  const found = recognise(name, text, at.catalog);
  if (found.what === 'scenario') {
    outside.close();
    return author.openText(name, text);
  }
  const only = isLandable(found) ? onlyPlace(found, at) : null;
  if (only && land(only, at) === null) return outside.close();
  outside.show(name, text, found);
}

export const isLandable = (found: Found): found is Extract<Found, Landable> =>
  found.what === 'document' || found.what === 'redrive' || found.what === 'program';

/** The one place that there is; null where somebody has to choose, or nothing fits. */
function onlyPlace(found: Landable, { table, catalog }: AtTable): Place | null {
  const { scenario, design } = table.store.getState();
  const { all, note } = placesFor(found, scenario, design, catalog);
  const fit = all.filter(({ why }) => why === null);
  // Where it is already it would fit, too: then nobody knows which one is meant.
  return fit.length === 1 && note === null && !all.some(({ isThere }) => isThere) ? fit[0]! : null;
}

/** @returns why it was refused; null when it was done */
export function land({ edit, says, parts, wires }: Place, { table }: AtTable): string | null {
  if (!table.edit(edit, says)) return refusal(table);
  table.select({ parts, wires });
  return null;
}

/** Why the last edit was refused; it is told beside what was tried. */
export function refusal(table: AtTable['table']): string {
  const why = table.store.getState().refused ?? 'This cannot be.';
  table.dismiss();
  return why;
}
