/**
 * What the browser keeps for the next visit. A frame may have no storage, a visitor may have forbidden it, it may be
 * full: then nothing is kept, and whoever asked is told.
 */
export type Kept = 'kept' | 'not kept';

const PREFIX = 'secret-life-lab:';

/** @returns null when nothing is kept under this name, or nothing can be read here */
export function readKept(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

export function keep(name: string, text: string): Kept {
  try {
    localStorage.setItem(PREFIX + name, text);
    return 'kept';
  } catch {
    return 'not kept';
  }
}

export function forget(name: string): void {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // Nothing was kept, then.
  }
}
