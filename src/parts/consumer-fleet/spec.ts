import type { List } from '../../engine/messages.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { settings } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;

export const spec = {
  kind: 'consumer-fleet',
  ports: {
    in: { side: 'in', protocol: 'poll', required: true, says: 'the queue it receives from' },
    work: {
      side: 'out',
      protocol: 'request',
      many: true,
      says: 'what it asks of others for a message, in turn',
    },
    undo: {
      side: 'out',
      protocol: 'request',
      many: true,
      says: 'what it asks of others, in turn, when work failed after a part of it had been done',
    },
  },
  metrics: {
    idle: { type: 'level', unit: 'workers', says: 'workers that wait for a message' },
    busy: { type: 'level', unit: 'workers', says: 'workers that hold a message' },
    blocked: { type: 'level', unit: 'workers', says: 'of the busy: waiting for somebody else' },
    up: { type: 'level', unit: 'workers', says: 'workers that run' },
    receives: { type: 'counter', unit: 'receives', says: 'receives made' },
    processed: { type: 'counter', unit: 'messages', says: 'messages processed' },
    failed: { type: 'counter', unit: 'messages', says: 'messages that could not be processed' },
    heldBack: {
      type: 'counter',
      unit: 'messages',
      says: 'of the failed: those for which a condition or a quota said not now',
    },
    misfits: {
      type: 'counter',
      unit: 'messages',
      says: 'messages of a kind that the program cannot handle: worked on for nothing, and deleted',
    },
    returned: {
      type: 'counter',
      unit: 'messages',
      says: 'messages of a FIFO queue not begun, because one before them in the batch failed',
    },
    undone: {
      type: 'counter',
      unit: 'messages',
      says: 'messages that failed after a part of the work was done, and for which undo was called',
    },
    undoFailed: { type: 'counter', unit: 'calls', says: 'calls of undo that failed' },
    undeleted: {
      type: 'counter',
      unit: 'messages',
      says: 'messages processed whose delete failed: they come back',
    },
    heartbeats: {
      type: 'counter',
      unit: 'calls',
      says: 'calls that keep a message hidden while it is worked on',
    },
    timeouts: { type: 'counter', unit: 'calls', says: 'calls that got no answer in time' },
    duplicates: {
      type: 'counter',
      unit: 'messages',
      says: 'messages processed once more, or recognised as processed before',
    },
    lost: { type: 'counter', unit: 'messages', says: 'messages in the hands of a worker that died' },
    age: { type: 'timing', unit: 'time', says: 'from being sent to being processed' },
  },
  timers: ['poll', 'done', 'timeout', 'heartbeat'],
  streams: ['processing', 'faults'],
} as const satisfies PartSpec;

export interface Worker {
  up: boolean;
  /** By an act; a worker that is not up and was not killed has left. */
  killed: boolean;
  /** Its open receive, or -1. */
  poll: number;
  /** Its pause before the next receive: a timer's handle, or -1. */
  pause: number;
  /** The delivery it works on, or -1. */
  current: number;
  /** The rest of the batch. */
  batch: List;
  /** Whether the batch came from a queue that keeps its groups in order. */
  inOrder: boolean;
  /** Whether what is left of the batch goes back, because one before it failed. */
  returning: boolean;
  /** Deliveries of the batch that are processed and not yet deleted. */
  done: List;
  /** Its open delete of a batch, or -1. */
  deleting: number;
  /** Its next heartbeat: a timer's handle, or -1. */
  beat: number;
}

export interface State {
  /** Those beyond the set number leave as soon as they hold nothing. */
  workers: Worker[];
  idle: number;
  busy: number;
  blocked: number;
  up: number;
  slow: number;
  failShare: number;
  /** One bit for each user's request that was processed. */
  seen: Uint32Array;
}

export type Me = Self<typeof spec, State, Settings>;
export type FleetView = View<typeof settings, typeof spec>;

/** Calls to others carry verb 0; calls to the queue about a message carry another. */
export const ASK = 0;
