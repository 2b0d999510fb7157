import type { PartSpec, Self } from '../../engine/part.ts';
import type { Bucket, Fill } from '../../rules/tokenBucket.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { eventWire, settings } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;
export type EventWire = SettingsOf<typeof eventWire>;

export const spec = {
  kind: 's3-bucket',
  ports: {
    put: { side: 'in', protocol: 'request', says: "PutObject: the message's key and size" },
    get: { side: 'in', protocol: 'request', says: "GetObject: the object under the message's key" },
    events: {
      side: 'out',
      protocol: 'request',
      many: true,
      says: 'event notifications: a queue, a topic or a function each',
    },
  },
  metrics: {
    objects: { type: 'level', unit: 'objects', says: 'objects stored', realName: 'NumberOfObjects' },
    bytes: { type: 'level', unit: 'bytes', says: 'bytes stored', realName: 'BucketSizeBytes' },
    pendingEvents: { type: 'level', unit: 'events', says: 'events that nobody has taken yet' },
    open: { type: 'level', unit: 'requests', says: 'requests not answered yet' },
    up: { type: 'level', unit: 'buckets', says: '1 while it answers, 0 while it is down' },
    puts: {
      type: 'counter',
      unit: 'requests',
      says: 'objects put, over old ones too',
      realName: 'PutRequests',
    },
    gets: { type: 'counter', unit: 'requests', says: 'objects read', realName: 'GetRequests' },
    missing: {
      type: 'counter',
      unit: 'requests',
      says: 'requests for an object that is not there: 404 NoSuchKey',
    },
    throttled: { type: 'counter', unit: 'requests', says: 'requests answered with 503 Slow Down' },
    failed: {
      type: 'counter',
      unit: 'requests',
      says: 'requests answered with an error of the service',
      realName: '5xxErrors',
    },
    notifications: { type: 'counter', unit: 'events', says: 'events that their receiver took' },
    duplicateEvents: {
      type: 'counter',
      unit: 'events',
      says: 'of these: second ones of the same object and receiver',
    },
    retriedEvents: { type: 'counter', unit: 'events', says: 'events offered again because nobody took them' },
    lostEvents: { type: 'counter', unit: 'events', says: 'events that nobody took in time' },
    eventAge: { type: 'timing', unit: 'time', says: 'from an object to its event being taken' },
    latency: {
      type: 'timing',
      unit: 'time',
      says: 'from a request to its answer, throttled and failed ones left out',
      realName: 'TotalRequestLatency',
    },
  },
  timers: ['done', 'tell', 'unanswered'],
  streams: ['puts', 'gets', 'delays', 'duplicates', 'faults'],
} as const satisfies PartSpec;

/** A quota of requests a second for each prefix, with what is left of each. */
export interface PrefixQuotas {
  bucket: Bucket;
  fills: Record<string, Fill>;
}

export interface State {
  /** By key (`named`): 0, or 1 + the place of the object's letter; by user's request where the key has {n}. */
  objects: Record<string, Float64Array>;
  stored: number;
  bytes: number;
  open: number;
  pending: number;
  /** Places of events' letters, by place of the object's letter and name of the event. */
  letters: Record<string, number>;
  puts: PrefixQuotas;
  gets: PrefixQuotas;
  slow: number;
  failShare: number;
  down: boolean;
}

export type Me = Self<typeof spec, State, Settings>;
export type BucketView = View<typeof settings, typeof spec>;
