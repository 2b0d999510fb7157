import type { List } from '../../engine/messages.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { settings } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;

export const spec = {
  kind: 'service',
  ports: {
    in: { side: 'in', protocol: 'request', says: 'requests to work on' },
    calls: {
      side: 'out',
      protocol: 'request',
      many: true,
      says: 'what it asks of others, in turn, after its own work',
    },
  },
  metrics: {
    busy: { type: 'level', unit: 'slots', says: 'slots that hold a request' },
    blocked: { type: 'level', unit: 'slots', says: 'slots that only wait for somebody else' },
    waiting: { type: 'level', unit: 'requests', says: 'requests waiting for a slot' },
    up: { type: 'level', unit: 'instances', says: 'instances that run' },
    callees: {
      type: 'level',
      unit: 'parts',
      says: 'parts that its code calls: what has to be edited for one more',
    },
    arrived: { type: 'counter', unit: 'requests', says: 'requests that came in' },
    answered: { type: 'counter', unit: 'requests', says: 'requests answered well' },
    failed: { type: 'counter', unit: 'requests', says: 'requests answered badly' },
    rejected: { type: 'counter', unit: 'requests', says: 'of the failed: no free slot and no room to wait' },
    gaveUp: { type: 'counter', unit: 'requests', says: 'of the failed: waited too long for a slot' },
    calls: { type: 'counter', unit: 'calls', says: 'calls made to others, retries included' },
    retries: { type: 'counter', unit: 'calls', says: 'calls made again' },
    timeouts: { type: 'counter', unit: 'calls', says: 'calls that got no answer in time' },
    wait: { type: 'timing', unit: 'time', says: 'wait for a slot' },
    latency: { type: 'timing', unit: 'time', says: 'from arrival to answer' },
  },
  timers: ['done', 'timeout', 'retry', 'giveUp', 'fail', 'repaired'],
  streams: ['service', 'backoff', 'patience', 'faults'],
} as const satisfies PartSpec;

export interface Instance {
  /** Neither stopped by an act nor broken down by itself. */
  up: boolean;
  stopped: boolean;
  broken: boolean;
  /** The timer until it breaks down by itself, or -1. */
  fault: number;
  busy: number;
  /** The requests it holds, so that a crash finds them. */
  held: List;
}

export interface State {
  /** Those beyond the set number have been taken out of service: they end what they hold and get nothing new. */
  instances: Instance[];
  waiting: List;
  busy: number;
  blocked: number;
  /** Running instances in service. */
  up: number;
  slow: number;
  failShare: number;
}

/** A row's step while the service does its own work; then 0, 1, ... counts the calls it makes. */
export const OWN_WORK = -1;

/** What a paused instance finds when it goes on, in `due` of a request that calls others: an outcome, or one of these. */
export const NOTHING_NEW = -1;
export const RETRY_IS_DUE = -2;

export type Me = Self<typeof spec, State, Settings>;
export type ServiceView = View<typeof settings, typeof spec>;
