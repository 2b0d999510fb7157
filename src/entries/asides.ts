/** Texts of a table that are no longer on it, and that nobody has thrown away: the browser keeps them until somebody does. */
import { forget, keep, readKept } from '../ui/storage.ts';

const ASIDES_MAX = 5;

const nameOf = (keptAs: string, i: number): string => `aside.${keptAs}.${i + 1}`;
const namesOf = (keptAs: string) => Array.from({ length: ASIDES_MAX }, (_, i) => nameOf(keptAs, i));

/** The oldest first. @param keptAs the name under which the browser keeps that table */
export function asidesOf(keptAs: string): readonly string[] {
  return namesOf(keptAs).flatMap((name) => readKept(name) ?? []);
}

/** @returns whether it is safe now; what was set aside before is never overwritten */
export function setAside(keptAs: string, text: string): boolean {
  if (asidesOf(keptAs).includes(text)) return true;
  const free = namesOf(keptAs).find((name) => readKept(name) === null);
  return free !== undefined && keep(free, text) === 'kept';
}

export function forgetAsides(keptAs: string): void {
  for (const name of namesOf(keptAs)) forget(name);
}
