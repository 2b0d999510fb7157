import type { MetricSpec, PartSpec, Self } from '../../engine/part.ts';
import type { Cohort, Shelves } from '../../rules/azure/blob/cohorts.ts';
import type { Load } from '../../rules/azure/blob/scale.ts';
import type { Account, OnlineTier, PerTier } from '../../rules/azure/blob/types.ts';
import type { SasAccount } from '../../rules/azure/sas/account.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { eventWire, settings } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;
export type EventWire = SettingsOf<typeof eventWire>;

const level = (unit: string, says: string, realName?: string) =>
  ({ type: 'level', unit, says, ...(realName !== undefined && { realName }) }) satisfies MetricSpec;
const counter = (unit: string, says: string) => ({ type: 'counter', unit, says }) satisfies MetricSpec;
const USD = 'US dollars';
const MONTHLY = 'US dollars a month';

export const spec = {
  kind: 'blob-storage',
  ports: {
    put: { side: 'in', protocol: 'request', says: 'Put Blob, or what the attribute `operation` says' },
    get: { side: 'in', protocol: 'request', says: 'Get Blob, or what the attribute `operation` says' },
    manage: {
      side: 'in',
      protocol: 'request',
      says: 'Set Blob Tier where a tier is named, Delete Blob else, or what the attribute `operation` says',
    },
    keys: {
      side: 'in',
      protocol: 'request',
      says: 'an account key, or a user delegation key, for whoever signs',
    },
    events: {
      side: 'out',
      protocol: 'request',
      many: true,
      says: 'BlobCreated, BlobTierChanged and BlobDeleted: an event subscription each',
    },
  },
  metrics: {
    hotBlobs: level('blobs', 'blobs in Hot'),
    coolBlobs: level('blobs', 'blobs in Cool'),
    coldBlobs: level('blobs', 'blobs in Cold'),
    archiveBlobs: level('blobs', 'blobs in Archive, those on their way out of it too'),
    hotBytes: level('bytes', 'bytes in Hot'),
    coolBytes: level('bytes', 'bytes in Cool'),
    coldBytes: level('bytes', 'bytes in Cold'),
    archiveBytes: level('bytes', 'bytes in Archive'),
    blobs: level('blobs', 'blobs of all tiers', 'BlobCount'),
    bytes: level('bytes', 'bytes of all tiers, snapshots too', 'BlobCapacity'),
    pendingRehydrations: level('blobs', 'blobs on their way out of Archive'),
    spentHot: level(USD, 'cost of what lay in Hot so far'),
    spentCool: level(USD, 'cost of what lay in Cool so far'),
    spentCold: level(USD, 'cost of what lay in Cold so far'),
    spentArchive: level(USD, 'cost of what lay in Archive so far'),
    spentOperations: level(USD, 'cost of requests so far, those at high priority too'),
    spentRetrieval: level(USD, 'cost of bytes read back out of Cool, Cold and Archive so far'),
    spentEarlyDeletion: level(USD, 'cost of what left its tier before its minimum stay was over'),
    spentReplication: level(USD, 'cost of bytes sent to the second region so far'),
    spentTotal: level(USD, 'cost so far'),
    monthlyHot: level(MONTHLY, 'what a month of Hot costs in which all stays as it is now'),
    monthlyCool: level(MONTHLY, 'the same of Cool'),
    monthlyCold: level(MONTHLY, 'the same of Cold'),
    monthlyArchive: level(MONTHLY, 'the same of Archive'),
    monthlyTotal: level(MONTHLY, 'the same of all tiers: capacity alone, without requests'),
    open: level('requests', 'requests not answered yet'),
    pendingEvents: level('events', 'events that nobody has taken yet'),
    up: level('accounts', '1 while it can be written, 0 while its region is lost or it fails over'),
    puts: counter('blobs', 'blobs put, over old ones too'),
    gets: counter('blobs', 'blobs read'),
    deletes: counter('blobs', 'blobs deleted, by a request or by the policy'),
    tierChanges: counter('blobs', 'blobs set to another tier, by a request or by the policy'),
    archivedReads: counter('blobs', 'blobs that could not be read since they are archived: 409 BlobArchived'),
    refused: counter('requests', 'requests without a right to what they ask: 401, 403, 404, 409'),
    missing: counter('requests', 'requests for what is not there: 404'),
    rejected: counter(
      'requests',
      'requests that something else was wrong with: a condition, a lease, a header',
    ),
    throttled: counter('requests', 'requests over a target: 503 ServerBusy'),
    failed: counter('requests', 'requests answered with 500, or not at all'),
    rehydrated: counter('blobs', 'blobs that came back out of Archive'),
    earlyDeletions: counter('blobs', 'blobs that left their tier before their minimum stay was over'),
    lost: counter('writes', 'writes that a failover undid; each blob of a crate counts'),
    billed: counter(USD, 'cost of the run, for its bill'),
    notifications: counter('events', 'events that their receiver took'),
    lostEvents: counter('events', 'events that nobody took within a day'),
    latency: {
      type: 'timing',
      unit: 'time',
      says: 'from a request to its answer, throttled and failed ones left out',
      realName: 'SuccessServerLatency',
    },
    rehydrationTime: { type: 'timing', unit: 'time', says: 'from the request to a blob being there' },
  },
  timers: ['done', 'tell', 'unanswered', 'rehydrated', 'midnight', 'meter', 'failedOver'],
  streams: ['latency', 'rehydration', 'crates', 'delays', 'faults'],
} as const satisfies PartSpec;

/** What lies somewhere, by tier. */
export interface Stock {
  bytes: PerTier<number>;
  blobs: PerTier<number>;
}

/** Something on its way out of Archive: a blob, or so many of a crate. */
export interface Rising {
  readonly id: number;
  readonly what:
    | { readonly is: 'blob'; readonly container: string; readonly name: string }
    | { readonly is: 'crate'; readonly cohort: Cohort };
  readonly to: OnlineTier;
  readonly asked: number;
  /** When it is there, and the handle of the timer. */
  due: number;
  timer: number;
}

/** A crate that the second region has not got yet. */
export interface Arrived {
  readonly at: number;
  readonly path: string;
  readonly day: number;
  readonly size: number;
  readonly count: number;
}

/** Dollars, by what they were for. */
export interface Spent {
  readonly capacity: PerTier<number>;
  readonly operations: number;
  readonly retrieval: number;
  readonly earlyDeletion: number;
  readonly replication: number;
  readonly total: number;
}

export interface State {
  /** Single blobs. */
  account: Account;
  sas: SasAccount;
  /** Crates; its usage is that of the single blobs too. */
  shelves: Shelves;
  /** How many blobs of either lie where; the account itself counts its bytes. */
  single: PerTier<number>;
  crates: Stock;
  rising: Rising[];
  nextRising: number;
  /** What was due while no region was there. */
  heldBack: number[];
  recent: Arrived[];
  /** Up to when the bytes have been paid for. */
  metered: number;
  /** What was paid at prices of before. */
  closed: Spent;
  billed: number;
  load: Load;
  /** In the second region: a loss of the first is nothing to it. */
  moved: boolean;
  failingOver: boolean;
  /** Since when the first region is lost. */
  downSince: number;
  /** Nothing has reached the second region since, where a failover is on its way. */
  cutOff: number;
  open: number;
  pending: number;
  slow: number;
  failShare: number;
  down: boolean;
}

export type Me = Self<typeof spec, State, Settings>;
export type StorageView = View<typeof settings, typeof spec>;
