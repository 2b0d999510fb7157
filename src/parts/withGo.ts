import { running } from './catalog.ts';
import { goProgram } from './go-program/sim.ts';

/** Brings the machine that runs Go, which is some hundred and sixty kilobytes. */
export const catalogWithGo = running([goProgram]);
