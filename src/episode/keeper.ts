/** Keeps progress in the browser. What cannot be read is set aside and offered, never overwritten. */
import { forget, type Kept, keep, readKept } from '../ui/storage.ts';
import { newProgress, type Progress, readProgress, writeProgress } from './progress.ts';

/** Saved progress that is not in use. */
export interface Aside {
  readonly name: string;
  readonly text: string;
  readonly says: string;
}

export interface Keeper {
  /** As it is now, whether it could be kept or not. */
  progress(): Progress;
  save(progress: Progress): Kept;
  /** What was set aside, in this visit or before. */
  asides(): readonly Aside[];
  /** The learner does not want it any more. */
  discard(name: string): void;
  /** Something of the progress cannot be used: it goes aside. @param says why */
  setAside(text: string, says: string): void;
  /** From the beginning: only what was set aside stays. */
  reset(): void;
}

const ASIDES_MAX = 5;
const EARLIER = 'This saved progress was set aside earlier.';
const OTHER_TAB = 'Another tab has saved progress in this episode too; this is its copy.';

export function openKeeper(scenario: string, firstStep: string): Keeper {
  const name = `progress.${scenario}`;
  const asideName = (i: number): string => `${name}.aside-${i + 1}`;
  const asides: Aside[] = Array.from({ length: ASIDES_MAX }, (_, i) => asideName(i)).flatMap((aside) => {
    const text = readKept(aside);
    return text === null ? [] : [{ name: aside, text, says: EARLIER }];
  });
  let progress = newProgress(scenario, firstStep);
  /** What this tab read or wrote last. */
  let last = readKept(name);
  let isContested = false;
  /** There is no room to set aside what cannot be read: it stays where it is, and nothing is written. */
  let isBlocked = false;

  /** @returns whether it is safe elsewhere now */
  function moveAside(text: string, says: string): boolean {
    const taken = new Set(asides.map((aside) => aside.name));
    const free = Array.from({ length: ASIDES_MAX }, (_, i) => asideName(i)).find((one) => !taken.has(one));
    if (free === undefined) return false;
    // A full store has room for it only once it is gone from its old place.
    const present = readKept(name);
    if (present === text) forget(name);
    if (keep(free, text) === 'not kept') {
      if (present === text) keep(name, text);
      asides.push({ name: free, text, says });
      return false;
    }
    asides.push({ name: free, text, says });
    return true;
  }

  if (last !== null) {
    const read = readProgress(last, scenario);
    if (read.ok) progress = read.progress;
    else if (moveAside(last, read.says)) last = null;
    else isBlocked = true;
  }

  return {
    progress: () => progress,
    save(next) {
      progress = next;
      if (isBlocked) return 'not kept';
      const present = readKept(name);
      if (present !== null && present !== last && !isContested) {
        // Once: two tabs that write in turn would fill the store.
        isContested = moveAside(present, OTHER_TAB);
        if (!isContested) return 'not kept';
      }
      const text = writeProgress(next);
      const kept = keep(name, text);
      if (kept === 'kept') last = text;
      return kept;
    },
    asides: () => [...asides],
    discard(aside) {
      const i = asides.findIndex((one) => one.name === aside);
      if (i < 0) return;
      forget(aside);
      asides.splice(i, 1);
      if (!isBlocked || last === null || readKept(name) !== last) return;
      // It was offered from where it lay.
      forget(name);
      isBlocked = false;
      last = null;
    },
    setAside: moveAside,
    reset() {
      progress = newProgress(scenario, firstStep);
      if (isBlocked) return;
      forget(name);
      last = null;
    },
  };
}
