import type { Editing } from '../canvas/editing.ts';
import type { Catalog } from '../scenario/catalog.ts';
import { addPart, designOn, move, remove } from './commands.ts';
import type { Table } from './table.ts';
import { done, nameOf } from './words.ts';

/** What the canvas tells the table. Its `selection` is read when it is asked for. */
export function editingOf(table: Table, catalog: Catalog): Editing {
  return {
    get selection() {
      return table.store.getState().selection;
    },
    select: table.select,
    move(to) {
      const selection = { parts: Object.keys(to), wires: [] };
      move(table, to, done(designOn(table), selection, 'moved'));
    },
    refusal: (from, to) => table.refusal({ do: 'addWire', from, to }),
    connect(from, to) {
      const design = designOn(table);
      const [begin, finish] = [from, to].map((end) => nameOf(design, end.slice(0, end.indexOf('.'))));
      return table.edit({ do: 'addWire', from, to }, `${begin} wired to ${finish}`);
    },
    drop(kind, at) {
      addPart(table, catalog, kind, at);
    },
    remove(selection) {
      remove(table, selection);
    },
    askConnect: (part) => table.ask({ what: 'connect', part, port: null }),
    rename(part) {
      table.select({ parts: [part], wires: [] });
      table.ask({ what: 'rename', part });
    },
  };
}
