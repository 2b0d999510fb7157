import { catalog } from './catalog.ts';
import type { PartDefinition } from './contract.ts';
import { goProgram } from './go-program/sim.ts';

/** Every part there is, and all of them run: brings the machine for Go, which is some sixty kilobytes. */
export const catalogWithGo: ReadonlyMap<string, PartDefinition> = new Map([
  ...catalog,
  [goProgram.spec.kind, goProgram],
]);
