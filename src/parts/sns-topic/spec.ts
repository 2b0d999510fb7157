import type { List } from '../../engine/messages.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import type { Memory } from '../../rules/sqs/memory.ts';
import type { Bucket, Fill } from '../../rules/tokenBucket.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { deadLetters, settings, subscription } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;
export type Subscription = SettingsOf<typeof subscription>;
export type DeadLetters = SettingsOf<typeof deadLetters>;

export const spec = {
  kind: 'sns-topic',
  ports: {
    publish: { side: 'in', protocol: 'request', says: 'Publish and PublishBatch' },
    subscriptions: {
      side: 'out',
      protocol: 'request',
      many: true,
      says: 'who gets a copy of every message: queues, functions, web endpoints, e-mail',
    },
    deadLetters: {
      side: 'out',
      protocol: 'redrive',
      many: true,
      says: 'messages that could not be delivered',
    },
  },
  metrics: {
    pending: {
      type: 'level',
      unit: 'deliveries',
      says: 'deliveries that are neither made nor given up: under way, waiting for a retry, or for their turn',
    },
    backingOff: { type: 'level', unit: 'deliveries', says: 'of the pending: waiting for the next try' },
    up: { type: 'level', unit: 'topics', says: '1 while the topic answers, 0 while it is down' },
    published: {
      type: 'counter',
      unit: 'messages',
      says: 'messages taken in',
      realName: 'NumberOfMessagesPublished',
    },
    size: {
      type: 'counter',
      unit: 'bytes',
      says: 'bytes of all messages taken in, with their attributes',
      realName: 'PublishSize',
    },
    delivered: {
      type: 'counter',
      unit: 'deliveries',
      says: 'deliveries that an endpoint took',
      realName: 'NumberOfNotificationsDelivered',
    },
    failed: {
      type: 'counter',
      unit: 'deliveries',
      says: 'deliveries given up; of web endpoints every try that failed',
      realName: 'NumberOfNotificationsFailed',
    },
    filteredOut: {
      type: 'counter',
      unit: 'deliveries',
      says: 'messages that did not match the filter policy of a subscription',
      realName: 'NumberOfNotificationsFilteredOut',
    },
    filteredByAttributes: {
      type: 'counter',
      unit: 'deliveries',
      says: 'of the filtered out: by their attributes',
      realName: 'NumberOfNotificationsFilteredOut-MessageAttributes',
    },
    filteredByBody: {
      type: 'counter',
      unit: 'deliveries',
      says: 'of the filtered out: by their body',
      realName: 'NumberOfNotificationsFilteredOut-MessageBody',
    },
    filteredNoAttributes: {
      type: 'counter',
      unit: 'deliveries',
      says: 'of the filtered out: they have no attributes',
      realName: 'NumberOfNotificationsFilteredOut-NoMessageAttributes',
    },
    filteredInvalidAttributes: {
      type: 'counter',
      unit: 'deliveries',
      says: 'of the filtered out: their attributes cannot be read',
      realName: 'NumberOfNotificationsFilteredOut-InvalidAttributes',
    },
    filteredInvalidBody: {
      type: 'counter',
      unit: 'deliveries',
      says: 'of the filtered out: their body is no JSON object',
      realName: 'NumberOfNotificationsFilteredOut-InvalidMessageBody',
    },
    redriven: {
      type: 'counter',
      unit: 'deliveries',
      says: 'given up and set aside in the dead-letter queue',
      realName: 'NumberOfNotificationsRedrivenToDlq',
    },
    redriveFailed: {
      type: 'counter',
      unit: 'deliveries',
      says: 'given up, and the dead-letter queue did not take them: of the lost',
      realName: 'NumberOfNotificationsFailedToRedriveToDlq',
    },
    lost: { type: 'counter', unit: 'deliveries', says: 'given up, and nowhere kept' },
    notSubscribed: {
      type: 'counter',
      unit: 'deliveries',
      says: 'messages that passed a subscription which was not there yet, or no more',
    },
    duplicated: { type: 'counter', unit: 'deliveries', says: 'deliveries that are made beyond the one due' },
    attempts: { type: 'counter', unit: 'tries', says: 'tries to deliver, the first ones included' },
    retries: { type: 'counter', unit: 'tries', says: 'tries after the first of a delivery' },
    throttled: { type: 'counter', unit: 'messages', says: 'messages refused because of the quota' },
    deduplicated: {
      type: 'counter',
      unit: 'messages',
      says: 'messages published again to a FIFO topic within five minutes, and dropped',
    },
    refused: { type: 'counter', unit: 'messages', says: 'messages refused as not valid' },
    billed: {
      type: 'counter',
      unit: 'publishes',
      says: 'publishes as they are billed: one for every 64 KiB begun',
    },
    toWeb: { type: 'counter', unit: 'deliveries', says: 'of the delivered: to web endpoints' },
    toMail: { type: 'counter', unit: 'deliveries', says: 'of the delivered: by e-mail' },
    latency: { type: 'timing', unit: 'time', says: 'from the answer to a publish to a delivery of it' },
  },
  timers: ['accepted', 'timeout', 'retry', 'turn', 'unheard'],
  streams: ['accept', 'jitter', 'duplicates', 'faults'],
} as const satisfies PartSpec;

export interface State {
  bucket: Bucket;
  fill: Fill;
  pending: number;
  backingOff: number;
  /** Deliveries whose turn came while the topic was down. */
  held: List;
  /** Of a FIFO topic, by subscription and group: deliveries in their order, the first of which is being made. */
  lines: Record<string, List>[];
  /** By subscription: from when on the pace of its delivery policy allows the next one, in fractions of a tick. */
  paced: number[];
  memory: Memory;
  down: boolean;
  revoked: boolean;
  failShare: number;
}

export type Me = Self<typeof spec, State, Settings>;
export type TopicView = View<typeof settings, typeof spec>;

export function subscriptionOf(self: Me, nth: number): Subscription {
  return self.ports.subscriptions.settings(nth) as Subscription;
}
