import { blobReader } from './blob-reader/sim.ts';
import { blobStorage } from './blob-storage/sim.ts';
import type { PartDefinition } from './contract.ts';
import { cosmosContainer } from './cosmos-container/sim.ts';
import { sasIssuer } from './sas-issuer/sim.ts';
import { sqlDatabase } from './sql-database/sim.ts';

/** Storage and tables of Azure. */
export const AZURE: readonly PartDefinition[] = [
  blobReader,
  blobStorage,
  cosmosContainer,
  sasIssuer,
  sqlDatabase,
];
