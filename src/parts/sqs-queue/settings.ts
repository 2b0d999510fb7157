import type { ActSpec, SettingsSpec } from '../contract.ts';
import { failAct } from '../hurts.ts';

const API =
  'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html';
const GUIDE = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/';

export const settings = {
  VisibilityTimeout: {
    type: 'duration',
    default: '30s',
    min: '0s',
    max: '43200s',
    says: 'How long a received message stays hidden from other consumers.',
    source: API,
  },
  ReceiveMessageWaitTimeSeconds: {
    type: 'duration',
    default: '0s',
    min: '0s',
    max: '20s',
    says: 'How long a receive waits for a message to come; above 0 is long polling.',
    source: API,
  },
  DelaySeconds: {
    type: 'duration',
    default: '0s',
    min: '0s',
    max: '900s',
    says: 'How long a new message stays hidden after it was sent.',
    source: API,
  },
  MessageRetentionPeriod: {
    type: 'duration',
    default: '4d',
    min: '60s',
    max: '14d',
    says: 'How long a message is kept; then it is gone.',
    source: API,
  },
  maxReceiveCount: {
    type: 'count',
    default: 10,
    min: 1,
    max: 1000,
    unit: 'receives',
    says: 'After so many receives without a delete the next one moves the message to the dead-letter queue, where one is wired.',
    source: `${GUIDE}sqs-dead-letter-queues.html`,
  },
  missedDeletes: {
    type: 'share',
    default: 0,
    says: 'Share of deletes that miss a replica, so that the message comes back: why delivery is "at least once".',
    source: `${GUIDE}standard-queues-at-least-once-delivery.html; AWS publishes no share, so it is 0 unless set`,
  },
  pricePerMillionRequests: {
    type: 'money',
    default: 0.4,
    unit: 'USD',
    says: 'Price of a million API requests; the free first million is not taken off.',
    source: 'https://aws.amazon.com/sqs/pricing/ (standard queue, read in second-hand sources, 2026)',
  },
} as const satisfies SettingsSpec;

export const acts = {
  outage: {
    title: 'Take the queue down',
    says: 'Every request to the queue fails; what it holds stays.',
    lasts: true,
    settings: {},
  },
  fail: failAct('A share of the requests to the queue fails.', 'requests'),
  poison: {
    title: 'Send a poison message',
    says: 'A message comes in that no consumer can process, however often it is received. When the act ends, the bug is mended.',
    lasts: true,
    usual: null,
    settings: {
      messages: {
        type: 'count',
        default: 1,
        min: 1,
        max: 1000,
        unit: 'messages',
        says: 'How many of them.',
        source: 'assumption of this lab, 2026-11',
      },
    },
  },
} as const satisfies Record<string, ActSpec>;
