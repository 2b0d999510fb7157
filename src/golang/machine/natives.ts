/** The functions of the prelude that are written here, by name. */
import type { Program } from '../code/program.ts';
import { die } from './endings.ts';
import { plainNatives } from './library/natives.ts';
import type { Native } from './machine.ts';
import { outsideNatives } from './outside.ts';
import { syncNatives } from './sync.ts';
import { timeNatives } from './timeNatives.ts';
import { unsafeNatives } from './unsafePointers.ts';

/** Those that a program names, in its order. @throws Error with the names of those that there are not */
export function nativesOf({ natives }: Program): readonly Native[] {
  const known = new Map(
    [...plainNatives, ...syncNatives, ...timeNatives, ...outsideNatives, ...unsafeNatives, die].map((one) => [
      one.name,
      one,
    ]),
  );
  const missing = natives.filter((name) => !known.has(name));
  if (missing.length > 0)
    throw new Error(`The prelude names natives that do not exist: ${missing.join(', ')}.`);
  return natives.flatMap((name) => known.get(name) ?? []);
}
