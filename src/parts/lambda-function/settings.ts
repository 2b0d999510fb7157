import { readFilterCriteria } from '../../rules/lambda/eventFilter.ts';
import type { ActSpec, SettingsSpec } from '../contract.ts';
import { failAct, slowAct } from '../hurts.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';
const GUIDE = 'https://docs.aws.amazon.com/lambda/latest/dg/';
const MAPPING = 'https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html';
const ASYNC = `${GUIDE}invocation-async-error-handling.html`;
const CONCURRENCY = `${GUIDE}lambda-concurrency.html`;

export const settings = {
  duration: {
    type: 'distribution',
    default: 'exp 50ms',
    says: 'Own work of its code for a request, an event or a message of a batch, without waiting for others.',
    source: ASSUMPTION,
  },
  coldStart: {
    type: 'distribution',
    default: 'uniform 200ms..600ms',
    says: 'Time to start an instance when none is warm.',
    source: `assumption of this lab, 2026-11; ${GUIDE}lambda-runtime-environment.html says under 100 ms to over 1 s`,
  },
  keepWarm: {
    type: 'duration',
    default: '10m',
    min: '1s',
    max: '1d',
    says: 'How long an idle instance stays warm.',
    source: `${ASSUMPTION}: AWS publishes no figure`,
  },
  Timeout: {
    type: 'duration',
    default: '3s',
    min: '1s',
    max: '900s',
    says: 'How long one invocation may take, all its calls included.',
    source: `${GUIDE}configuration-timeout.html`,
  },
  MemorySize: {
    type: 'size',
    default: '128MiB',
    min: '128MiB',
    max: '10240MiB',
    says: 'Memory of an instance; here it only decides the price.',
    source: `${GUIDE}configuration-memory.html`,
  },
  ReservedConcurrentExecutions: {
    type: 'count',
    default: 1000,
    min: 0,
    max: 1000,
    unit: 'invocations',
    says: 'Most invocations at once: reserved concurrency, a guarantee and a limit. 1,000 is what the account has.',
    source: `${GUIDE}configuration-concurrency.html; ${CONCURRENCY} (account: 1,000)`,
  },
  scalingPer10s: {
    type: 'count',
    default: 1000,
    min: 1,
    max: 10_000,
    unit: 'instances',
    says: 'How many instances the function may add in 10 s.',
    source: CONCURRENCY,
  },
  idempotent: {
    type: 'flag',
    default: false,
    says: 'Whether a message or event that was processed before is recognised and not worked on again.',
    source: ASSUMPTION,
  },
  MaximumRetryAttempts: {
    type: 'count',
    default: 2,
    min: 0,
    max: 2,
    unit: 'retries',
    says: 'How often a failed event is tried again: after 1 minute, then after 2.',
    source: ASYNC,
  },
  MaximumEventAgeInSeconds: {
    type: 'duration',
    default: '6h',
    min: '60s',
    max: '6h',
    says: 'How long an event is kept; then it is given up.',
    source: ASYNC,
  },
  BatchSize: {
    type: 'count',
    default: 10,
    min: 1,
    max: 10_000,
    unit: 'messages',
    says: 'Most messages that one invocation gets: above 10 only with a batching window, and from a FIFO queue 10 all the same.',
    source: MAPPING,
  },
  MaximumBatchingWindowInSeconds: {
    type: 'duration',
    default: '0s',
    min: '0s',
    max: '300s',
    says: 'How long a poller gathers messages for a batch that is not full; of a FIFO queue it takes what there is.',
    source: MAPPING,
  },
  MaximumConcurrency: {
    type: 'count',
    default: 1250,
    min: 2,
    max: 1250,
    unit: 'invocations',
    says: 'Most invocations at once for one queue: 2 to 1,000, or 1,250, the ceiling of the mapping, for none.',
    source: `${GUIDE}services-sqs-scaling.html (older pages have a ceiling of 1,000)`,
  },
  ReportBatchItemFailures: {
    type: 'flag',
    default: false,
    says: 'Whether its code names the messages that failed, so that only those come back; of a FIFO queue it stops at the first and names the rest, too.',
    source: `${GUIDE}services-sqs-errorhandling.html`,
  },
  FilterCriteria: {
    type: 'json',
    default: null,
    document: 'FilterCriteria of an event source mapping',
    read: readFilterCriteria,
    says: 'Which messages its code gets: those that match one of the filters. The others are deleted.',
    source: `${GUIDE}with-sqs-filtering.html`,
  },
  pollers: {
    type: 'count',
    default: 5,
    min: 1,
    max: 1000,
    unit: 'pollers',
    says: 'Pollers that a mapping begins with, and goes back to when little comes.',
    source: `${GUIDE}services-sqs-scaling.html`,
  },
  pollersPerMinute: {
    type: 'count',
    default: 300,
    min: 1,
    max: 100_000,
    unit: 'pollers',
    says: 'How many pollers come in a minute while all are busy.',
    source: `${GUIDE}services-sqs-scaling.html`,
  },
  throttledFor: {
    type: 'duration',
    default: '30s',
    min: '0s',
    max: '12h',
    says: "How long a poller that is throttled tries again before it leaves its messages to the queue: the queue's VisibilityTimeout, to be repeated here.",
    source: `${GUIDE}services-sqs-errorhandling.html`,
  },
  pollerBackoff: {
    type: 'duration',
    default: '1s',
    min: '10ms',
    max: '1m',
    says: 'Pause of a poller after an invocation that failed, or before it tries a throttled one again; each in a row is twice as long, a minute at most.',
    source: `${ASSUMPTION}: AWS says that pollers back off, not by how much`,
  },
  pricePerGBSecond: {
    type: 'money',
    default: 0.0000166667,
    unit: 'USD',
    says: 'Price of a gigabyte of memory for a second.',
    source:
      'https://aws.amazon.com/lambda/pricing/ (x86, first tier, us-east-1; read in second-hand sources, 2026)',
  },
  pricePerMillionRequests: {
    type: 'money',
    default: 0.2,
    unit: 'USD',
    says: 'Price of a million invocations; the free first million is not taken off.',
    source: 'https://aws.amazon.com/lambda/pricing/ (read in second-hand sources, 2026)',
  },
} as const satisfies SettingsSpec;

export const acts = {
  crash: {
    title: 'Kill the running instances',
    says: 'Every instance dies with what it holds, the warm ones too; who comes next has to start one.',
    lasts: false,
    settings: {},
  },
  slow: slowAct('New work takes longer.', 'duration'),
  fail: failAct('A share of what its code works on fails.', 'requests, events and messages'),
} as const satisfies Record<string, ActSpec>;
