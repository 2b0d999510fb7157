import { createContext, use, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Verdict } from '../lab/protocol.ts';
import type { Path } from '../scenario/problem.ts';
import type { Scenario } from '../scenario/types.ts';
import type { Author, AuthorState } from './author.ts';
import { withAt } from './value.ts';

export const AuthorContext = createContext<Author | null>(null);

export function useAuthor(): Author {
  const author = use(AuthorContext);
  if (!author) throw new Error('No author’s desk stands around this.');
  return author;
}

/** @param select must return the same value while nothing has changed */
export function useAuthored<T>(select: (state: AuthorState) => T): T {
  return useStore(useAuthor().store, select);
}

export function useScenario(): Scenario {
  return useStore(useAuthor().at.table.store, (state) => state.scenario);
}

/** Changes a value of the scenario by its path. The function gives back why it was refused; null: it was done. */
export function useChange(): (path: Path, value: unknown, says: string) => string | null {
  const { table } = useAuthor().at;
  return (path, value, says) => {
    if (table.revise(withAt(table.store.getState().scenario, path, value), says)) return null;
    const why = table.store.getState().refused;
    // It stands beside the field that it is about.
    table.dismiss();
    return why ?? 'This cannot be.';
  };
}

const SETTLED_MS = 150;

/** Expressions held against the run on the screen, as they are typed; null while that is not known. */
export function useVerdicts(that: readonly string[]): readonly (Verdict | null)[] {
  const { player } = useAuthor().at.table;
  const recording = useStore(player.store, (state) => (state.progress === null ? state.recording : null));
  const key = that.join('\n');
  const [known, setKnown] = useState<{
    readonly key: string;
    readonly of: unknown;
    readonly verdicts: readonly Verdict[];
  } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the list.
  useEffect(() => {
    if (!recording || that.length === 0) return;
    let isOver = false;
    const timer = setTimeout(() => {
      player.lab
        .judge(that)
        .then((verdicts) => {
          if (!isOver) setKnown({ key, of: recording, verdicts });
        })
        // The lab says why elsewhere.
        .catch(() => {});
    }, SETTLED_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [player, recording, key]);
  const isKnown = known !== null && known.key === key && known.of === recording;
  return that.map((_, i) => (isKnown ? (known.verdicts[i] ?? null) : null));
}
