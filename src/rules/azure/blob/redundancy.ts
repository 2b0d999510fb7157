/**
 * How many copies there are, where they lie, and what they survive:
 * https://learn.microsoft.com/azure/storage/common/storage-redundancy
 */

export const REDUNDANCIES = ['LRS', 'ZRS', 'GRS', 'RA-GRS', 'GZRS', 'RA-GZRS'] as const;
export type Redundancy = (typeof REDUNDANCIES)[number];

export interface Copies {
  /** Copies in the first region, and in the second. */
  readonly here: number;
  readonly there: number;
  /** Zones of the first region that hold a copy; 1 is one data centre. */
  readonly zones: number;
  /** Whether the second region may be read while the first one lives. */
  readonly readable: boolean;
  readonly nines: number;
  /** Per cent of objects that are still there after a year. */
  readonly durability: string;
  readonly archive: boolean;
}

const ONE_SITE = { here: 3, zones: 1, archive: true };
const THREE_ZONES = { here: 3, zones: 3, archive: false };
const ALONE = { there: 0, readable: false };
const PAIRED = { there: 3, readable: false, nines: 16, durability: '99.99999999999999' };

export const COPIES: Readonly<Record<Redundancy, Copies>> = {
  LRS: { ...ONE_SITE, ...ALONE, nines: 11, durability: '99.999999999' },
  ZRS: { ...THREE_ZONES, ...ALONE, nines: 12, durability: '99.9999999999' },
  GRS: { ...ONE_SITE, ...PAIRED },
  'RA-GRS': { ...ONE_SITE, ...PAIRED, readable: true },
  GZRS: { ...THREE_ZONES, ...PAIRED },
  'RA-GZRS': { ...THREE_ZONES, ...PAIRED, readable: true },
};

/** Archive lies on LRS, GRS and RA-GRS only. */
export const allowsArchive = (redundancy: Redundancy): boolean => COPIES[redundancy].archive;

export type Disaster = 'disk' | 'zone' | 'region';

export interface Survival {
  /** `behind`: what was written last has not reached the other region. */
  readonly data: 'kept' | 'behind' | 'lost';
  readonly reads: 'go on' | 'from the second region' | 'after a failover' | 'never again';
  readonly writes: 'go on' | 'after a failover' | 'never again';
}

/** A zone is lost with its data centres: one that holds all copies takes them with it. */
export function survives(redundancy: Redundancy, disaster: Disaster): Survival {
  const { there, zones, readable } = COPIES[redundancy];
  const fine = disaster === 'disk' || (disaster === 'zone' && zones > 1);
  if (fine) return { data: 'kept', reads: 'go on', writes: 'go on' };
  if (there === 0) return { data: 'lost', reads: 'never again', writes: 'never again' };
  const reads = readable ? 'from the second region' : 'after a failover';
  return { data: 'behind', reads, writes: 'after a failover' };
}
