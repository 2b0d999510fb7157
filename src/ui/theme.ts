import { useCallback, useEffect, useState } from 'react';

/** What a person chose; `auto` follows the system. */
export type ThemeChoice = 'auto' | 'light' | 'dark';

export interface Theme {
  readonly choice: ThemeChoice;
  /** What is on the screen now: what a canvas drawing must be redrawn for. */
  readonly shown: 'light' | 'dark';
  readonly choose: (choice: ThemeChoice) => void;
}

const KEY = 'secret-life-lab.theme';
const DARK = '(prefers-color-scheme: dark)';

/** Keeps `data-theme` of the given root in step with the choice. One per page. */
export function useTheme(root: HTMLElement): Theme {
  const [choice, setChoice] = useState<ThemeChoice>(() => recall(root));
  const [systemIsDark, setSystemIsDark] = useState(() => darkQuery(root)?.matches ?? false);

  useEffect(() => {
    root.dataset.theme = choice;
  }, [root, choice]);

  useEffect(() => {
    const query = darkQuery(root);
    if (!query) return;
    const follow = () => setSystemIsDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, [root]);

  const choose = useCallback(
    (next: ThemeChoice) => {
      remember(root, next);
      setChoice(next);
    },
    [root],
  );

  return { choice, shown: choice === 'auto' ? (systemIsDark ? 'dark' : 'light') : choice, choose };
}

/** For drawing on a 2D canvas. @param name such as `--ink` @returns the colour as CSS text */
export function readToken(element: Element, name: `--${string}`): string {
  return getComputedStyle(element).getPropertyValue(name).trim();
}

function darkQuery(root: HTMLElement): MediaQueryList | undefined {
  return root.ownerDocument.defaultView?.matchMedia?.(DARK);
}

// In a sandboxed embed even reading the `localStorage` property throws: the choice then lasts for one visit.
function recall(root: HTMLElement): ThemeChoice {
  try {
    const kept = root.ownerDocument.defaultView?.localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : 'auto';
  } catch {
    return 'auto';
  }
}

function remember(root: HTMLElement, choice: ThemeChoice): void {
  try {
    root.ownerDocument.defaultView?.localStorage.setItem(KEY, choice);
  } catch {
    // Nothing is lost but the memory of it.
  }
}
