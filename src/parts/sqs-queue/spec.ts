import { emptyList, type List } from '../../engine/messages.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import { emptyMemory, type Memory } from '../../rules/sqs/memory.ts';
import type { Fill } from '../../rules/tokenBucket.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { Group, Worked } from './groups.ts';
import type { settings } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;

export const spec = {
  kind: 'sqs-queue',
  ports: {
    send: { side: 'in', protocol: 'request', endpoint: 'sqs', says: 'SendMessage and SendMessageBatch' },
    redriven: {
      side: 'in',
      protocol: 'redrive',
      says: 'messages that another queue, or a topic, set aside, or that come back from there',
    },
    messages: { side: 'out', protocol: 'poll', many: true, says: 'ReceiveMessage and DeleteMessage' },
    deadLetters: { side: 'out', protocol: 'redrive', says: 'messages received too often' },
    moved: {
      side: 'out',
      protocol: 'redrive',
      says: 'messages that a move task sends back to the queue that set them aside',
    },
  },
  metrics: {
    visible: {
      type: 'level',
      unit: 'messages',
      says: 'messages ready to be received; of a FIFO queue also those behind others of their group',
      realName: 'ApproximateNumberOfMessagesVisible',
    },
    inFlight: {
      type: 'level',
      unit: 'messages',
      says: 'messages received and not yet deleted, hidden',
      realName: 'ApproximateNumberOfMessagesNotVisible',
    },
    delayed: {
      type: 'level',
      unit: 'messages',
      says: 'messages that wait out their delay',
      realName: 'ApproximateNumberOfMessagesDelayed',
    },
    depth: { type: 'level', unit: 'messages', says: 'all messages that are not deleted: the backlog' },
    oldest: {
      type: 'age',
      unit: 'time',
      says: 'age of the oldest message that is not deleted; a standard queue counts those received fewer than three times',
      realName: 'ApproximateAgeOfOldestMessage',
    },
    up: { type: 'level', unit: 'queues', says: '1 while the queue answers, 0 while it is down' },
    groups: { type: 'level', unit: 'groups', says: 'message groups that have messages here' },
    groupsInFlight: {
      type: 'level',
      unit: 'groups',
      says: 'message groups of which a message is in flight',
      realName: 'ApproximateNumberOfGroupsWithInflightMessages',
    },
    noisyGroups: {
      type: 'level',
      unit: 'groups',
      says: 'message groups of a standard queue that are noisy: the others are served first',
      realName: 'ApproximateNumberOfNoisyGroups',
    },
    visibleInQuietGroups: {
      type: 'level',
      unit: 'messages',
      says: 'of the visible: those of no noisy group; 0 while no message has a group',
      realName: 'ApproximateNumberOfMessagesVisibleInQuietGroups',
    },
    inFlightInQuietGroups: {
      type: 'level',
      unit: 'messages',
      says: 'of those in flight: those of no noisy group; 0 while no message has a group',
      realName: 'ApproximateNumberOfMessagesNotVisibleInQuietGroups',
    },
    delayedInQuietGroups: {
      type: 'level',
      unit: 'messages',
      says: 'of the delayed: those of no noisy group; 0 while no message has a group',
      realName: 'ApproximateNumberOfMessagesDelayedInQuietGroups',
    },
    oldestInQuietGroups: {
      type: 'age',
      unit: 'time',
      says: 'as the age of the oldest, of those of no noisy group; 0 while no message has a group',
      realName: 'ApproximateAgeOfOldestMessageInQuietGroups',
    },
    moving: { type: 'level', unit: 'tasks', says: '1 while a move task runs' },
    sent: {
      type: 'counter',
      unit: 'messages',
      says: 'messages sent and accepted, duplicates of a FIFO queue too',
      realName: 'NumberOfMessagesSent',
    },
    deduplicated: {
      type: 'counter',
      unit: 'messages',
      says: 'of the sent: duplicates within five minutes, of which nothing was stored',
    },
    redriven: {
      type: 'counter',
      unit: 'messages',
      says: 'messages that came from another queue or a topic, set aside or moved back; they do not count as sent',
    },
    received: { type: 'counter', unit: 'messages', says: 'deliveries', realName: 'NumberOfMessagesReceived' },
    redelivered: {
      type: 'counter',
      unit: 'messages',
      says: 'deliveries after the first of the same message',
    },
    deleted: { type: 'counter', unit: 'messages', says: 'messages deleted by those who received them' },
    deleteCalls: {
      type: 'counter',
      unit: 'deletes',
      says: 'deletes that were answered well, also of what was gone already or came back',
      realName: 'NumberOfMessagesDeleted',
    },
    emptyReceives: {
      type: 'counter',
      unit: 'receives',
      says: 'receives that brought nothing',
      realName: 'NumberOfEmptyReceives',
    },
    expired: { type: 'counter', unit: 'messages', says: 'messages lost to the retention period' },
    deadLettered: { type: 'counter', unit: 'messages', says: 'messages moved to the dead-letter queue' },
    moved: { type: 'counter', unit: 'messages', says: 'messages sent back by a move task' },
    purged: { type: 'counter', unit: 'messages', says: 'messages deleted by a purge' },
    refused: {
      type: 'counter',
      unit: 'requests',
      says: 'requests, or entries of a batch, that are not valid',
    },
    throttled: {
      type: 'counter',
      unit: 'requests',
      says: 'requests beyond what the queue answers in a second, or receives beyond its cap in flight',
    },
    requests: {
      type: 'counter',
      unit: 'requests',
      says: 'API requests, as they are billed: one for every 64 KiB begun',
    },
    fairRequests: {
      type: 'counter',
      unit: 'requests',
      says: 'of these: sends and receives of messages that have a group, on a standard queue',
    },
    dwell: { type: 'timing', unit: 'time', says: 'from being sent to being deleted' },
  },
  timers: ['visible', 'waited', 'retention', 'move'],
  streams: ['deletes', 'faults', 'servers'],
} as const satisfies PartSpec;

/** A receive of a FIFO queue that may be repeated with the same id. */
export interface Attempt {
  readonly at: number;
  /** What it brought: the row, and uid and receipt, which tell whether the message is still as it was then. */
  readonly brought: readonly { readonly row: number; readonly uid: number; readonly receipt: number }[];
}

export interface MoveTask {
  readonly begunAt: number;
  /** Messages a second. */
  readonly rate: number;
  moved: number;
}

export interface State {
  /** Of a standard queue: what is ready. Messages of a group that has become noisy leave it for that group's own list. */
  visible: List;
  /** Messages that are ready, of a FIFO queue too. */
  ready: number;
  /** Every message that counts for the age of the oldest, in order of arrival. */
  byAge: List;
  /** Those that were received too often for it: with them every stored message is in one of the two lists. */
  often: List;
  /** Receives that wait for a message. */
  polls: List;
  inFlight: number;
  delayed: number;
  depth: number;
  down: boolean;
  failShare: number;
  /** Poison that came in here and may be mended: its row, and the uid that tells whether the row is still that message. */
  poison: { readonly row: number; readonly uid: number }[];
  /** Whether the bug that makes it poison is there. */
  poisonous: boolean;
  /** By the number that a message bears in `mark`; null where one is free. */
  groups: (Group | null)[];
  groupOf: Record<string, number>;
  freeGroups: number[];
  groupsInFlight: number;
  /** FIFO: the groups whose first message can be received, in the order in which it is their turn. */
  turn: { head: number; tail: number };
  /** FIFO: the last of the messages that a receive looks through, and how many these are. */
  scannedTo: number;
  scanned: number;
  /** Numbers of the noisy groups of a standard queue. */
  noisy: number[];
  /** The oldest message of no noisy group, or one before it. */
  quietFrom: number;
  /** Of all groups together. */
  worked: Worked;
  /** Of groups that have no message here now, and how many these are. */
  past: Record<string, Worked>;
  pastGroups: number;
  memory: Memory;
  /** Repeatable receives of the last five minutes, by their id. */
  attempts: Record<string, Attempt>;
  /** FIFO: what may still be asked, by action. */
  fills: Fill[];
  task: MoveTask | null;
  purgedAt: number;
}

export const freshState = (): State => ({
  visible: emptyList(),
  ready: 0,
  byAge: emptyList(),
  often: emptyList(),
  polls: emptyList(),
  inFlight: 0,
  delayed: 0,
  depth: 0,
  down: false,
  failShare: 0,
  poison: [],
  poisonous: false,
  groups: [],
  groupOf: {},
  freeGroups: [],
  groupsInFlight: 0,
  turn: { head: -1, tail: -1 },
  scannedTo: -1,
  scanned: 0,
  noisy: [],
  quietFrom: -1,
  worked: { minute: 0, now: 0, before: 0 },
  past: {},
  pastGroups: 0,
  memory: emptyMemory(),
  attempts: {},
  fills: [],
  task: null,
  purgedAt: -1,
});

/** `place` of a stored message. */
export const NOWHERE = -1;
export const DELAYED = 0;
export const VISIBLE = 1;
export const IN_FLIGHT = 2;

/** Bits of `step` of a stored message: it was set aside by another; it is in its noisy group's list; it is looked through; it was hidden anew. */
export const SET_ASIDE = 1;
export const IN_LANE = 2;
export const SCANNED = 4;
export const HIDDEN_AGAIN = 8;

/** From the third receive on, a message goes to the back and no longer counts for the age of the oldest. */
export const RECEIVES_UNTIL_BACK = 3;

export type Me = Self<typeof spec, State, Settings>;
export type QueueView = View<typeof settings, typeof spec>;

export const isRipe = (self: Me, row: number): boolean => self.messages.place[row] === VISIBLE;

/** Of a message without a group -1. */
export const NO_GROUP = -1;
