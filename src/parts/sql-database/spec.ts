import type { PartSpec, Self } from '../../engine/part.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { Log } from './log.ts';
import type { inWire, settings } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;
export type InWire = SettingsOf<typeof inWire>;

export const spec = {
  kind: 'sql-database',
  ports: {
    in: {
      side: 'in',
      protocol: 'request',
      says: 'insert rows or select them, as the attribute `operation` says; where it says nothing, as the wire says',
    },
  },
  metrics: {
    rows: { type: 'level', unit: 'rows', says: 'rows stored' },
    bytes: { type: 'level', unit: 'bytes', says: 'bytes of these rows', realName: 'storage' },
    backupBytes: {
      type: 'level',
      unit: 'bytes',
      says: 'bytes of the full backups that are kept',
      realName: 'full_backup_size_bytes',
    },
    sessions: {
      type: 'level',
      unit: 'sessions',
      says: 'sessions whose request is worked on, each with a worker',
      realName: 'workers',
    },
    logging: { type: 'level', unit: 'inserts', says: 'of these: inserts that write to the log' },
    logBusy: {
      type: 'level',
      unit: 'logs',
      says: '1 while the log takes as much as it may',
      realName: 'log_write_percent',
    },
    up: { type: 'level', unit: 'databases', says: '1 while it answers, 0 while it is down' },
    spentStorage: { type: 'level', unit: 'US dollars', says: 'cost of the storage so far' },
    spentBackup: { type: 'level', unit: 'US dollars', says: 'cost of the backups so far' },
    spentCompute: { type: 'level', unit: 'US dollars', says: 'cost of the vCores so far' },
    spentTotal: { type: 'level', unit: 'US dollars', says: 'cost so far' },
    billed: { type: 'counter', unit: 'US dollars', says: 'cost of the run, for its bill' },
    monthlyTotal: {
      type: 'level',
      unit: 'US dollars a month',
      says: 'what a month costs in which all stays as it is now',
    },
    inserts: { type: 'counter', unit: 'rows', says: 'rows inserted' },
    selects: { type: 'counter', unit: 'queries', says: 'selects answered' },
    full: { type: 'counter', unit: 'rows', says: 'rows refused with error 40544: no room was left' },
    tooLarge: { type: 'counter', unit: 'rows', says: 'rows refused for more than 2 GB in a value' },
    rejected: {
      type: 'counter',
      unit: 'requests',
      says: 'requests refused with error 10928: no worker was free',
    },
    failed: {
      type: 'counter',
      unit: 'requests',
      says: 'requests answered with error 40197 or 40613, or with 102: no such operation',
    },
    latency: {
      type: 'timing',
      unit: 'time',
      says: 'from a request to its answer, refused and failed ones left out',
    },
    logTime: { type: 'timing', unit: 'time', says: 'from an insert to its last byte in the log' },
  },
  timers: ['logged', 'done', 'meter', 'backup'],
  streams: ['writes', 'reads', 'faults'],
} as const satisfies PartSpec;

export interface Backup {
  readonly at: number;
  readonly bytes: number;
}

export interface State {
  rows: number;
  bytes: number;
  /** Bytes of inserts under way. */
  promised: number;
  sessions: number;
  log: Log;
  /** Handle of the timer of who is first in the log, -1 when nobody writes. */
  logTimer: number;
  /** The oldest first. */
  backups: Backup[];
  backupBytes: number;
  /** Up to when the money is reckoned. */
  metered: number;
  spent: { storage: number; backup: number; compute: number };
  /** Dollars that stand on the bill. */
  billed: number;
  slow: number;
  failShare: number;
  down: boolean;
}

export type Me = Self<typeof spec, State, Settings>;
export type DatabaseView = View<typeof settings, typeof spec>;
