import type { Fork } from '../state.ts';

/** One fork as a line: in which row, where it begins, and from which row it comes. */
export interface ForkLine {
  readonly fork: Fork;
  readonly row: number;
  /** The row of the fork that it left; null for a first one. */
  readonly from: number | null;
  /** Shares of the run, 0..1. */
  readonly begins: number;
  /** How many forks it is away from the first. */
  readonly depth: number;
}

/**
 * A fork stands below the one that it left; of two that left the same one the later stands higher, so that no line
 * crosses another on its way down.
 */
export function layoutForks(forks: readonly Fork[], end: number): readonly ForkLine[] {
  const known = new Set(forks.map(({ id }) => id));
  const children = new Map<string | null, Fork[]>();
  for (const fork of forks) {
    const parent = fork.from !== null && known.has(fork.from) && fork.from !== fork.id ? fork.from : null;
    children.set(parent, [...(children.get(parent) ?? []), fork]);
  }
  const lines: ForkLine[] = [];
  const place = (fork: Fork, from: number | null, depth: number) => {
    const row = lines.length;
    const begins = from === null ? 0 : Math.min(1, Math.max(0, fork.at / Math.max(1, end)));
    lines.push({ fork, row, from, begins, depth });
    const left = (children.get(fork.id) ?? []).toSorted((a, b) => b.at - a.at);
    for (const child of left) place(child, row, depth + 1);
  };
  for (const fork of children.get(null) ?? []) place(fork, null, 0);
  return lines;
}
