/** What was brought in from outside and has found no place yet. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { useTable } from '../../table/hooks.ts';
import type { Table } from '../../table/table.ts';
import type { Found } from './found.ts';

export interface Brought {
  /** Of the file; null for what was pasted. */
  readonly name: string | null;
  readonly text: string;
  readonly found: Found;
  /** Tells two that are equal apart. */
  readonly n: number;
}

export interface OutsideState {
  readonly isOpen: boolean;
  readonly brought: Brought | null;
  /** Why a file could not be read. */
  readonly trouble: string | null;
}

export interface Outside {
  readonly store: StoreApi<OutsideState>;
  /** Opens the dialog, with nothing in it. */
  open(): void;
  close(): void;
  show(name: string | null, text: string, found: Found): void;
  tell(trouble: string): void;
}

const CLOSED: OutsideState = { isOpen: false, brought: null, trouble: null };
const known = new WeakMap<Table, Outside>();

/** One for each table. */
export function outsideOf(table: Table): Outside {
  const outside = known.get(table) ?? createOutside();
  known.set(table, outside);
  return outside;
}

function createOutside(): Outside {
  const store = createStore<OutsideState>()(() => CLOSED);
  const { setState: set } = store;
  let n = 0;
  return {
    store,
    open: () => set({ ...CLOSED, isOpen: true }),
    close: () => set(CLOSED),
    show: (name, text, found) => set({ isOpen: true, brought: { name, text, found, n: ++n }, trouble: null }),
    tell: (trouble) => set({ isOpen: true, brought: null, trouble }),
  };
}

export function useOutside(): Pick<Outside, 'open'> {
  return outsideOf(useTable().table);
}
