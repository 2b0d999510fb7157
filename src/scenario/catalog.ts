import type { PartDefinition } from '../parts/contract.ts';

/** Every kind of part, by its name in scenario files. */
export type Catalog = ReadonlyMap<string, PartDefinition>;
