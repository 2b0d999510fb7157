import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Author } from '../author.ts';
import { useAuthor } from '../hooks.ts';
import { createRecording, emptyOf, type Recorded, type Recording, recordedOf } from './recording.ts';

const made = new WeakMap<Author, Recording>();

/** One for each author: the tab and the table speak of the same. */
export function recordingOf(author: Author): Recording {
  const known = made.get(author) ?? createRecording(author.at);
  made.set(author, known);
  return known;
}

export interface RecordingNow {
  readonly recording: Recording;
  readonly recorded: Recorded | null;
  /** Why the last one that was stopped has nothing in it, as long as that is so. */
  readonly empty: { readonly design: string; readonly says: string } | null;
}

export function useRecording(): RecordingNow {
  const author = useAuthor();
  const { table, catalog } = author.at;
  const recording = recordingOf(author);
  const { session, empty } = useStore(recording.store);
  const scenario = useStore(table.store, (state) => state.scenario);
  const design = useStore(table.store, (state) => state.design);
  const past = useStore(table.store, (state) => state.past);
  const future = useStore(table.store, (state) => state.future);
  const base = useStore(table.store, (state) => state.base);
  const recorded = useMemo(
    () => recordedOf(session, { scenario, design, past, future, base }, catalog),
    [session, scenario, design, past, future, base, catalog],
  );
  const says = useMemo(() => emptyOf(empty, { scenario, base }, catalog), [empty, scenario, base, catalog]);
  return { recording, recorded, empty: empty && says !== null ? { design: empty.design, says } : null };
}
