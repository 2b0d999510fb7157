import type { ActSpec, SettingsSpec } from '../contract.ts';
import { failAct, slowAct } from '../hurts.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';
const LEARN = 'https://learn.microsoft.com/azure/azure-sql/database/';
const LIMITS = `${LEARN}resource-limits-vcore-single-databases (General Purpose, provisioned, Gen5)`;

export const settings = {
  vCores: {
    type: 'count',
    default: 2,
    min: 1,
    max: 128,
    unit: 'vCores',
    says: 'Cores that are paid for by the hour; how fast it logs and how many sessions may work follow from them.',
    source: LIMITS,
  },
  maxSize: {
    type: 'size',
    default: '32GiB',
    min: '1MiB',
    max: '4TiB',
    says: 'The size quota: an insert that goes beyond it is refused with error 40544. Two vCores may have 1 TiB.',
    source: `${LIMITS}; the default is an assumption of this lab, 2026-11`,
  },
  logRatePerVCore: {
    type: 'size',
    default: '4.5MB',
    min: '1kB',
    max: '1GB',
    says: 'Bytes a second that the log may take for each vCore; all inserts under way share it evenly.',
    source: LIMITS,
  },
  logRateMax: {
    type: 'size',
    default: '50MB',
    min: '1kB',
    max: '1GB',
    says: 'Bytes a second that the log takes at most, however many vCores there are.',
    source: LIMITS,
  },
  workersPerVCore: {
    type: 'count',
    default: 100,
    min: 1,
    max: 1000,
    unit: 'workers',
    says: 'Requests that may be worked on at once for each vCore; the next one is refused with error 10928.',
    source: LIMITS,
  },
  writeTime: {
    type: 'distribution',
    default: 'uniform 5ms..7ms',
    says: 'From the last byte in the log to the answer of an insert.',
    source: `${LIMITS}: latency of a write`,
  },
  readTime: {
    type: 'distribution',
    default: 'uniform 5ms..10ms',
    says: 'From a select to its first byte.',
    source: `${LIMITS}: latency of a read`,
  },
  readRate: {
    type: 'size',
    default: '40MB',
    min: '1kB',
    max: '10GB',
    says: 'Bytes a second in which a select gets its rows.',
    source: `${ASSUMPTION}: 640 reads of 64 KB a second, after ${LEARN}resource-limits-vcore-single-databases`,
  },
  backupRetention: {
    type: 'duration',
    default: '7d',
    min: '1d',
    max: '35d',
    says: 'How far back the database can be restored: full backups, one a week, are kept as long as that needs.',
    source: `${LEARN}automated-backups-overview`,
  },
  storageBilledBy: {
    type: 'choice',
    default: 'maximum size',
    choices: ['maximum size', 'data stored'],
    says: 'What the storage is paid by: the size that is reserved, as General Purpose is; or what lies there, as Hyperscale is.',
    source: `${LEARN}service-tiers-sql-database-vcore`,
  },
  pricePerGBMonth: {
    type: 'money',
    default: 0.115,
    unit: 'USD',
    says: 'Price of one GB of storage for a month.',
    source: ASSUMPTION,
  },
  pricePerBackupGBMonth: {
    type: 'money',
    default: 0.2,
    unit: 'USD',
    says: 'Price of one GB of backups for a month, beyond as much as the maximum size, which is free.',
    source: ASSUMPTION,
  },
  pricePerVCoreHour: {
    type: 'money',
    default: 0.25,
    unit: 'USD',
    says: 'Price of one vCore for an hour.',
    source: ASSUMPTION,
  },
} as const satisfies SettingsSpec;

/** Of a wire at `in`: a message that says nothing of it is understood by where it comes from. */
export const inWire = {
  operation: {
    type: 'choice',
    default: 'insert',
    choices: ['insert', 'select'],
    says: 'What is asked where the message says nothing of it.',
    source: ASSUMPTION,
  },
} as const satisfies SettingsSpec;

export const acts = {
  outage: {
    title: 'Take the database down',
    says: 'Every request is answered with error 40613; what has begun ends, what is stored stays, and is paid for.',
    lasts: true,
    settings: {},
  },
  slow: slowAct('Requests that come meanwhile take longer, the log left out.', 'latency'),
  fail: failAct('A share of requests is answered with error 40197, and does nothing.', 'requests'),
} as const satisfies Record<string, ActSpec>;
