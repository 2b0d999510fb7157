/**
 * The same bytes elsewhere: as rows of a SQL database, as documents of Cosmos DB. As far as the story asks: what happens
 * when a 40 MB scan goes into a row.
 */
import { DAYS_PER_MONTH, GB, type Price } from './bill.ts';

const ASSUMED = 'assumption of this lab, 2026-11';

export interface AlternativePrices {
  readonly sqlStorage: Price;
  readonly cosmosStorage: Price;
  readonly cosmosThroughput: Price;
}

export const ASSUMED_ALTERNATIVES: AlternativePrices = {
  sqlStorage: { usd: 0.115, per: 'GB-month', source: ASSUMED },
  cosmosStorage: { usd: 0.25, per: 'GB-month', source: ASSUMED },
  cosmosThroughput: { usd: 0.008, per: '100 RU/s and hour', source: ASSUMED },
};

/** varbinary(max) ends here: https://learn.microsoft.com/sql/t-sql/data-types/binary-and-varbinary-transact-sql */
export const SQL_VALUE_MAX = 2 ** 31 - 1;
/** https://learn.microsoft.com/sql/relational-databases/pages-and-extents-architecture-guide */
export const SQL_PAGE = 8 * 1024;
/** https://learn.microsoft.com/azure/cosmos-db/concepts-limits */
export const COSMOS_ITEM_MAX = 2 * 1024 * 1024;

/** Pages that one value fills at least: they are read into the same memory as everybody's rows. */
export const sqlPages = (size: number): number => Math.ceil(size / SQL_PAGE);

/** Documents that one value has to be cut into. */
export const cosmosItems = (size: number): number => Math.max(1, Math.ceil(size / COSMOS_ITEM_MAX));

/** Request units of 1 KB: a point read costs 1, https://learn.microsoft.com/azure/cosmos-db/request-units; a write 5 is this lab's assumption. */
const RU_PER_KB = { read: 1, write: 5 } as const;

export function requestUnits(size: number, access: 'read' | 'write'): number {
  return Math.max(1, Math.ceil(size / 1024)) * RU_PER_KB[access];
}

/** Dollars for bytes that lie in data files for so many days. */
export function costOfRows(bytes: number, days: number, prices: AlternativePrices): number {
  return (bytes / GB) * (days / DAYS_PER_MONTH) * prices.sqlStorage.usd;
}

/** Dollars for bytes that lie in a container, and for the throughput that is kept ready all the while. */
export function costOfDocuments(
  bytes: number,
  days: number,
  ruPerSecond: number,
  prices: AlternativePrices,
): number {
  const storage = (bytes / GB) * (days / DAYS_PER_MONTH) * prices.cosmosStorage.usd;
  return storage + (ruPerSecond / 100) * days * 24 * prices.cosmosThroughput.usd;
}
