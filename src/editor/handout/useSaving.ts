import { useStore } from 'zustand';
import { useAuthor } from '../hooks.ts';
import { type Place, type Saving, type SavingState, savingOf } from './saving.ts';

export interface Saved {
  readonly saving: Saving;
  readonly state: SavingState;
  readonly place: Place | null;
  readonly isChanged: boolean;
}

/** Where the text on the desk lives, and whether that has what is on the desk. */
export function useSaving(): Saved {
  const author = useAuthor();
  const saving = savingOf(author);
  const state = useStore(saving.store);
  const { store } = author.at.table;
  return {
    saving,
    state,
    place: useStore(store, saving.placeOf),
    isChanged: useStore(store, saving.isChanged),
  };
}
