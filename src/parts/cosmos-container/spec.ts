import type { PartSpec, Self } from '../../engine/part.ts';
import type { Partition } from '../../rules/azure/cosmos/partitions.ts';
import type { ThroughputBill } from '../../rules/azure/cosmos/throughputBill.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { inWire, settings } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;
export type InWire = SettingsOf<typeof inWire>;

export const spec = {
  kind: 'cosmos-container',
  ports: {
    in: {
      side: 'in',
      protocol: 'request',
      says: 'create an item, read one, or query, as the attribute `operation` says; where it says nothing, as the wire says',
    },
  },
  metrics: {
    items: { type: 'level', unit: 'items', says: 'items stored', realName: 'DocumentCount' },
    bytes: { type: 'level', unit: 'bytes', says: 'bytes of these items', realName: 'DataUsage' },
    partitions: {
      type: 'level',
      unit: 'partitions',
      says: 'physical partitions',
      realName: 'PhysicalPartitionCount',
    },
    provisioned: {
      type: 'level',
      unit: 'RU/s',
      says: 'throughput that is there and paid for; of autoscale what the busiest partition asks for',
      realName: 'ProvisionedThroughput',
    },
    used: { type: 'level', unit: 'budgets', says: 'share of the budget of this second that is used, 0 to 1' },
    hottest: {
      type: 'level',
      unit: 'budgets',
      says: 'the same of the busiest physical partition',
      realName: 'NormalizedRUConsumption',
    },
    open: { type: 'level', unit: 'requests', says: 'requests not answered yet' },
    up: { type: 'level', unit: 'containers', says: '1 while it answers, 0 while it is down' },
    spentThroughput: { type: 'level', unit: 'US dollars', says: 'cost of the throughput so far' },
    spentStorage: { type: 'level', unit: 'US dollars', says: 'cost of what was stored so far' },
    spentTotal: { type: 'level', unit: 'US dollars', says: 'cost so far' },
    billed: { type: 'counter', unit: 'US dollars', says: 'cost of the run, for its bill' },
    monthlyTotal: {
      type: 'level',
      unit: 'US dollars a month',
      says: 'what a month costs in which all stays as it is now',
    },
    consumedRU: {
      type: 'counter',
      unit: 'RU',
      says: 'request units that requests were charged',
      realName: 'TotalRequestUnits',
    },
    creates: { type: 'counter', unit: 'items', says: 'items created' },
    reads: { type: 'counter', unit: 'items', says: 'items read one by one' },
    queries: { type: 'counter', unit: 'queries', says: 'queries answered' },
    throttled: { type: 'counter', unit: 'requests', says: 'requests answered with 429: no RU was left' },
    hot: {
      type: 'counter',
      unit: 'requests',
      says: 'of these: while half of the partitions, or more, had used no more than half of theirs',
    },
    tooLarge: { type: 'counter', unit: 'requests', says: 'items refused with 413 for their size' },
    keysFull: {
      type: 'counter',
      unit: 'requests',
      says: 'items refused with 403: 20 GB lie under their partition key',
    },
    missing: { type: 'counter', unit: 'requests', says: 'reads of an empty container, answered with 404' },
    failed: {
      type: 'counter',
      unit: 'requests',
      says: 'requests answered with 500 or 503, or with 400: no such operation',
    },
    latency: {
      type: 'timing',
      unit: 'time',
      says: 'from a request to its answer, refused and failed ones left out',
      realName: 'ServerSideLatency',
    },
  },
  timers: ['done', 'second', 'meter'],
  streams: ['latency', 'faults'],
} as const satisfies PartSpec;

export interface State {
  items: number;
  bytes: number;
  /** Bytes by hash of the partition key. */
  slots: Float64Array;
  /** Bytes by partition key, of keys that are the same for all requests. */
  keys: Record<string, number>;
  partitions: Partition[];
  /** RU/s. */
  provisioned: number;
  /** Whether the levels of this second are looked at again when it is over. */
  awake: boolean;
  bill: ThroughputBill;
  spentStorage: number;
  /** Dollars that stand on the bill. */
  billed: number;
  open: number;
  slow: number;
  failShare: number;
  down: boolean;
}

export type Me = Self<typeof spec, State, Settings>;
export type ContainerView = View<typeof settings, typeof spec>;
