import { type KeyboardEvent, useEffect, useRef, useState } from 'react';

/** A pause of this length ends a thought. */
const PAUSE_MS = 600;

export interface Kept {
  readonly typed: string;
  readonly problem: string | undefined;
  type(text: string): void;
  commit(): void;
  press(event: KeyboardEvent): void;
}

/**
 * What somebody types until it is sound: leaving the field commits it, Escape brings the old one back, and what is
 * refused stays to be mended.
 * @param text as it stands in the scenario
 * @param onCommit gives back why it was refused; null: it was taken
 */
export function useKept(
  text: string,
  onCommit: (typed: string) => string | null,
  { pauses, isSame }: { readonly pauses: boolean; readonly isSame: (typed: string, text: string) => boolean },
): Kept {
  const [typed, setTyped] = useState(text);
  const [problem, setProblem] = useState<string>();
  const latest = useRef({ typed, text, onCommit, isSame });
  latest.current = { typed, text, onCommit, isSame };
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // Undo, another step, the text view: it has changed elsewhere.
  useEffect(() => {
    const { typed, isSame } = latest.current;
    if (!isSame(typed, text)) setTyped(text);
    setProblem(undefined);
  }, [text]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function commit(isOver: boolean): void {
    clearTimeout(timer.current);
    const { typed, text, onCommit, isSame } = latest.current;
    if (isSame(typed, text)) {
      setProblem(undefined);
      if (isOver) setTyped(text);
      return;
    }
    const why = onCommit(typed);
    setProblem(why ?? undefined);
    // Taken, but perhaps as what it was already.
    if (why === null && isOver) setTyped(text);
  }

  return {
    typed,
    problem,
    type(next) {
      setTyped(next);
      if (!pauses) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => commit(false), PAUSE_MS);
    },
    commit: () => commit(true),
    press(event) {
      if (event.key !== 'Escape' || (isSame(typed, text) && !problem)) return;
      event.stopPropagation();
      event.preventDefault();
      clearTimeout(timer.current);
      setTyped(text);
      setProblem(undefined);
    },
  };
}
