import type { PartDefinition } from './contract.ts';

/** Storage and tables of Azure. */
export const AZURE: readonly PartDefinition[] = [];
