import type { PartSpec, Self } from '../../engine/part.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { Quota } from '../quota.ts';
import type { acquireWire, itemWire, releaseWire, rowWire, settings } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;
export type ItemWire = SettingsOf<typeof itemWire>;
export type RowWire = SettingsOf<typeof rowWire>;
export type AcquireWire = SettingsOf<typeof acquireWire>;
export type ReleaseWire = SettingsOf<typeof releaseWire>;

export const spec = {
  kind: 'dynamodb-table',
  ports: {
    read: { side: 'in', protocol: 'request', says: 'GetItem: what was written under the key, or nothing' },
    write: { side: 'in', protocol: 'request', says: 'PutItem or UpdateItem: whatever was there before' },
    create: {
      side: 'in',
      protocol: 'request',
      says: 'PutItem with attribute_not_exists: only the first one for a key gets through',
    },
    acquire: {
      side: 'in',
      protocol: 'request',
      says: 'UpdateItem of a counting lock: take a permit, if one is left',
    },
    release: { side: 'in', protocol: 'request', says: 'UpdateItem of a counting lock: give a permit back' },
    compareAndSet: {
      side: 'in',
      protocol: 'request',
      says: 'optimistic locking: read a row, think, and write it if nobody else has in the meantime',
    },
  },
  metrics: {
    items: { type: 'level', unit: 'items', says: 'items that write, create and compareAndSet have made' },
    held: {
      type: 'level',
      unit: 'permits',
      says: 'permits counted as held, over all locks; below 0 when too many were given back',
    },
    owners: { type: 'level', unit: 'owners', says: 'requests that hold a permit, over all locks' },
    open: { type: 'level', unit: 'requests', says: 'requests not answered yet' },
    up: { type: 'level', unit: 'tables', says: '1 while it answers, 0 while it is down' },
    reads: { type: 'counter', unit: 'reads', says: 'read units used', realName: 'ConsumedReadCapacityUnits' },
    writes: {
      type: 'counter',
      unit: 'writes',
      says: 'write units used, also by writes whose condition did not hold',
      realName: 'ConsumedWriteCapacityUnits',
    },
    acquired: { type: 'counter', unit: 'permits', says: 'permits taken, those taken over included' },
    heldAlready: {
      type: 'counter',
      unit: 'requests',
      says: 'requests for a permit by somebody who held one',
    },
    released: { type: 'counter', unit: 'permits', says: 'permits given back' },
    doubleReleases: {
      type: 'counter',
      unit: 'permits',
      says: 'of these: by somebody who held none, so that one permit too many is free',
    },
    takenOver: { type: 'counter', unit: 'permits', says: 'permits taken from somebody whose lease was over' },
    swaps: { type: 'counter', unit: 'writes', says: 'writes of compareAndSet that got through' },
    conditionFailed: {
      type: 'counter',
      unit: 'requests',
      says: 'writes whose condition did not hold',
      realName: 'ConditionalCheckFailedRequests',
    },
    throttled: {
      type: 'counter',
      unit: 'requests',
      says: 'requests over the capacity',
      realName: 'ThrottledRequests',
    },
    failed: {
      type: 'counter',
      unit: 'requests',
      says: 'requests answered with 500',
      realName: 'SystemErrors',
    },
    latency: {
      type: 'timing',
      unit: 'time',
      says: 'from a request to its answer, throttled and failed ones left out',
      realName: 'SuccessfulRequestLatency',
    },
  },
  timers: ['done'],
  streams: ['latency', 'thinking', 'faults'],
} as const satisfies PartSpec;

/** One item that counts permits, as plain data. */
export interface Lock {
  /** The attribute that counts. */
  count: number;
  /** By user's request: 0, or 1 + the tick since which it holds a permit. */
  since: Float64Array;
  /** Those who hold one, the longest first: requests. */
  owners: number[];
}

export interface State {
  /** By key (`named`): 0, or 1 + the place of what was written last; by user's request where the key has {n}. */
  items: Record<string, Float64Array>;
  stored: number;
  locks: Record<string, Lock>;
  held: number;
  owners: number;
  /** By key of a row: how often it was written. */
  versions: Record<string, number>;
  open: number;
  reads: Quota;
  writes: Quota;
  slow: number;
  failShare: number;
  down: boolean;
}

export type Me = Self<typeof spec, State, Settings>;
export type TableView = View<typeof settings, typeof spec>;
