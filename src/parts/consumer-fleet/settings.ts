import type { ActSpec, SettingsSpec } from '../contract.ts';
import { failAct, slowAct } from '../hurts.ts';
import { readHandles } from './handles.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';
const RECEIVE =
  'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html';

export const settings = {
  workers: {
    type: 'count',
    default: 4,
    min: 1,
    max: 1000,
    unit: 'workers',
    says: 'Workers; each receives, works and deletes in its own loop.',
    source: ASSUMPTION,
  },
  processingTime: {
    type: 'distribution',
    default: 'exp 50ms',
    says: "A worker's own time for a message, without waiting for others.",
    source: ASSUMPTION,
  },
  MaxNumberOfMessages: {
    type: 'count',
    default: 1,
    min: 1,
    max: 10,
    unit: 'messages',
    says: 'Most messages taken with one receive; they are worked on one after the other.',
    source: RECEIVE,
  },
  WaitTimeSeconds: {
    type: 'optionalDuration',
    default: '20s',
    min: '0s',
    max: '20s',
    says: "How long a receive waits for a message; none leaves it to the queue's own setting.",
    source: `${RECEIVE} (0 to 20 s; 20 s is what the guide advises)`,
  },
  idlePause: {
    type: 'duration',
    default: '100ms',
    min: '1ms',
    max: '1h',
    says: 'Pause after a receive that failed, or that brought nothing without waiting.',
    source: ASSUMPTION,
  },
  timeout: {
    type: 'optionalDuration',
    default: null,
    min: '1ms',
    max: '1d',
    says: 'How long one call to another part may take.',
    source: ASSUMPTION,
  },
  onFailure: {
    type: 'choice',
    default: 'leave it hidden',
    choices: ['leave it hidden', 'release it', 'hide it for a while'],
    says: 'A message that failed: wait for its visibility timeout, hand it back at once, or hide it for hideFor from then on.',
    source:
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html',
  },
  hideFor: {
    type: 'duration',
    default: '30s',
    min: '0s',
    max: '43200s',
    says: 'How long a message that failed is hidden, where onFailure says so.',
    source: ASSUMPTION,
  },
  heartbeat: {
    type: 'optionalDuration',
    default: null,
    min: '1s',
    max: '6h',
    says: 'How often a worker hides what it holds anew, each time for twice as long; none leaves it to the visibility timeout.',
    source:
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html',
  },
  deletes: {
    type: 'choice',
    default: 'one by one',
    choices: ['one by one', 'in batches'],
    says: 'Whether each message is deleted when it is processed, or all of a batch at its end with one request.',
    source:
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html',
  },
  handles: {
    type: 'json',
    default: null,
    document: 'the values that the program handles, by attribute',
    read: readHandles,
    says: 'What the program can do something with, by attributes; other messages are worked on for nothing and deleted. All when none.',
    source: ASSUMPTION,
  },
  idempotent: {
    type: 'flag',
    default: false,
    says: 'Whether a message that was processed before is recognised and not worked on again.',
    source: ASSUMPTION,
  },
  pricePerWorkerHour: {
    type: 'money',
    default: 0.04,
    unit: 'USD',
    says: 'Price of one worker for an hour.',
    source: 'assumption of this lab, 2026-11: about one on-demand vCPU; edit it',
  },
} as const satisfies SettingsSpec;

export const acts = {
  crash: {
    title: 'Kill workers',
    says: 'Workers die with what they hold, and come back when the act ends.',
    lasts: true,
    settings: {
      workers: {
        type: 'count',
        default: 1000,
        min: 1,
        max: 1000,
        unit: 'workers',
        says: 'How many, from the first; all when fewer run.',
        source: ASSUMPTION,
      },
    },
  },
  kill: {
    title: 'Kill a worker',
    says: 'The first worker that holds a message dies with it, and another takes its place at once.',
    lasts: false,
    settings: {},
  },
  slow: slowAct('New work takes longer.', 'processing time'),
  fail: failAct('A share of messages cannot be processed.', 'messages'),
} as const satisfies Record<string, ActSpec>;
