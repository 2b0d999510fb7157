import type { List } from '../../engine/messages.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import type { Bucket, Fill } from '../../rules/tokenBucket.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { settings } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;

export const spec = {
  kind: 'lambda-function',
  ports: {
    invoke: { side: 'in', protocol: 'request', says: 'Invoke, and wait for the answer' },
    async: {
      side: 'in',
      protocol: 'request',
      endpoint: 'lambda',
      says: 'Invoke as an event: taken at once with 202, worked on later',
    },
    source: { side: 'in', protocol: 'poll', says: 'the queue that its event source mapping polls' },
    calls: {
      side: 'out',
      protocol: 'request',
      many: true,
      says: 'what its code asks of others, in turn, after its own work',
    },
    undo: {
      side: 'out',
      protocol: 'request',
      many: true,
      says: 'what its code calls, in turn, to undo the calls before one that failed',
    },
    onFailure: {
      side: 'out',
      protocol: 'redrive',
      says: 'where events go that failed for good: destination on failure',
    },
  },
  metrics: {
    concurrent: {
      type: 'level',
      unit: 'invocations',
      says: 'invocations under way, cold starts included',
      realName: 'ConcurrentExecutions',
    },
    warm: { type: 'level', unit: 'instances', says: 'instances that are idle and still warm' },
    blocked: { type: 'level', unit: 'invocations', says: 'of those under way: waiting for somebody else' },
    pollers: { type: 'level', unit: 'pollers', says: 'pollers of the event source mapping' },
    held: {
      type: 'level',
      unit: 'messages',
      says: 'messages received by pollers and not yet given to an invocation',
    },
    asyncWaiting: { type: 'level', unit: 'events', says: 'events in the queue for asynchronous invocations' },
    invocations: {
      type: 'counter',
      unit: 'invocations',
      says: 'times its code was run',
      realName: 'Invocations',
    },
    errors: {
      type: 'counter',
      unit: 'invocations',
      says: 'invocations that ended in an error, timeouts included',
      realName: 'Errors',
    },
    throttles: {
      type: 'counter',
      unit: 'invocations',
      says: 'invocations refused because no concurrency was left',
      realName: 'Throttles',
    },
    timeouts: {
      type: 'counter',
      unit: 'invocations',
      says: 'of the errors: longer than the timeout',
    },
    coldStarts: { type: 'counter', unit: 'instances', says: 'instances that had to be started' },
    receives: { type: 'counter', unit: 'receives', says: 'receives made by the pollers' },
    polled: {
      type: 'counter',
      unit: 'messages',
      says: 'messages that the pollers received',
      realName: 'PolledEventCount',
    },
    filtered: {
      type: 'counter',
      unit: 'messages',
      says: 'messages deleted because no filter matched',
      realName: 'FilteredOutEventCount',
    },
    processed: { type: 'counter', unit: 'messages', says: 'messages and events processed well' },
    failed: { type: 'counter', unit: 'messages', says: 'messages and events that could not be processed' },
    duplicates: {
      type: 'counter',
      unit: 'messages',
      says: 'messages processed once more, or recognised as processed before',
    },
    returned: {
      type: 'counter',
      unit: 'messages',
      says: 'messages of a FIFO queue not begun, because one before them in the batch failed',
    },
    undeleted: {
      type: 'counter',
      unit: 'messages',
      says: 'messages processed whose delete failed: they come back',
    },
    undone: {
      type: 'counter',
      unit: 'messages',
      says: 'requests, events and messages that failed after a part of the work was done, and for which undo was called',
    },
    undoFailed: { type: 'counter', unit: 'calls', says: 'calls of undo that failed' },
    lost: {
      type: 'counter',
      unit: 'messages',
      says: 'requests, events and messages in the hands of an instance that died',
    },
    asyncReceived: {
      type: 'counter',
      unit: 'events',
      says: 'events taken for asynchronous invocation',
      realName: 'AsyncEventsReceived',
    },
    asyncDropped: {
      type: 'counter',
      unit: 'events',
      says: 'events given up, after all retries or too old',
      realName: 'AsyncEventsDropped',
    },
    deadLettered: {
      type: 'counter',
      unit: 'events',
      says: 'of the events given up: sent to the destination on failure',
    },
    billed: { type: 'counter', unit: 'ms', says: 'billed duration, starts included' },
    duration: {
      type: 'timing',
      unit: 'time',
      says: 'time that its code ran, the start left out',
      realName: 'Duration',
    },
    age: { type: 'timing', unit: 'time', says: 'from being sent to being processed, of messages and events' },
  },
  timers: [
    'open',
    'initialised',
    'done',
    'timeout',
    'expire',
    'event',
    'eventAge',
    'receive',
    'again',
    'grow',
  ],
  streams: ['duration', 'coldStart', 'faults'],
} as const satisfies PartSpec;

/** One invocation under way, and with it the instance that runs it. */
export interface Run {
  /** A call at `invoke`, an event of the asynchronous queue, or a poller's batch. */
  readonly from: 'call' | 'event' | 'batch';
  /** Of a batch: whose. */
  readonly poller: number;
  /** Whether the batch came from a queue that keeps its groups in order. */
  readonly inOrder: boolean;
  /** What is worked on now: a call, an event or a delivery; -1 before and after. */
  current: number;
  /** What is still to be worked on. */
  todo: List;
  done: List;
  failed: List;
  /** When its code began; -1 while the instance starts. */
  began: number;
  /** When the instance was asked for. */
  asked: number;
  /** The timer that runs: of the start, then of the timeout. */
  timer: number;
  /** Which wire of `undo` is called, or -1. */
  undoing: number;
  /** The outcome that the calls to undo are made for. */
  cause: number;
}

/** One loop of the event source mapping: receive, gather, invoke, delete. */
export interface Poller {
  /** A poller that is too many leaves its place to the next one that comes. */
  here: boolean;
  /** Which wire of `source`. */
  readonly mapping: number;
  /** Its open receive, or -1. */
  poll: number;
  /** Its pause before the next receive or the next try: a timer's handle, or -1. */
  pause: number;
  /** Messages received for the batch that is gathered. */
  gathered: List;
  /** How much that weighs. */
  bytes: number;
  /** Whether that came from a queue that keeps its groups in order. */
  inOrder: boolean;
  /** Until when it gathers. */
  until: number;
  /** Since when it tries to invoke without success, -1 when it does not. */
  throttledSince: number;
  throttledTries: number;
  /** Whether an invocation works on its batch. */
  running: boolean;
  /** Calls to delete messages that have no answer yet. */
  deleting: number;
}

/** What the pollers of one queue share. */
export interface Mapping {
  pollers: number;
  /** When the next poller may come. */
  growAt: number;
  growing: boolean;
  /** Failed invocations in a row. */
  failures: number;
}

export interface State {
  /** Invocations under way by number; null where a number is free. */
  runs: (Run | null)[];
  concurrent: number;
  blocked: number;
  /** When each idle instance became idle, the longest idle first. */
  idle: number[];
  expiring: number;
  /** How many instances may still be started now. */
  starts: Bucket;
  startsLeft: Fill;
  pollers: Poller[];
  mappings: Mapping[];
  held: number;
  asyncWaiting: number;
  slow: number;
  failShare: number;
  /** One bit for each user's request that was processed. */
  seen: Uint32Array;
}

export type Me = Self<typeof spec, State, Settings>;
export type FunctionView = View<typeof settings, typeof spec>;
