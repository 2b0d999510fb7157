import { running } from './catalog.ts';
import { goProgram } from './go-program/sim.ts';

/** Every part, and all of them run. */
export const fullCatalog = running([goProgram]);
