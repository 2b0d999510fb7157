import { running } from './catalog.ts';
import { goProgram } from './go-program/sim.ts';
import { RAG } from './ragParts.ts';

/** Every part, and all of them run. */
export const fullCatalog = running([goProgram, ...RAG]);
