import type { ActSpec, SettingsSpec } from '../contract.ts';
import { failAct, slowAct } from '../hurts.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';

export const settings = {
  slots: {
    type: 'count',
    default: 10,
    min: 1,
    max: 1_000_000,
    unit: 'slots',
    says: 'Requests that one instance handles at once.',
    source: 'assumption: Tomcat has 200 threads, Gunicorn 1 to 4 workers; set your own',
  },
  queue: {
    type: 'count',
    default: 0,
    min: 0,
    max: 1_000_000_000,
    unit: 'requests',
    says: 'How many may wait for a slot; the next one is turned away with 503.',
    source: ASSUMPTION,
  },
  serviceTime: {
    type: 'distribution',
    default: 'exp 10ms',
    says: 'Its own work for a request, without waiting for others.',
    source: ASSUMPTION,
  },
  whileCalling: {
    type: 'choice',
    default: 'holds its slot',
    choices: ['holds its slot', 'frees its slot'],
    says: 'What happens to the slot while others are asked: one thread a request, or asynchronous.',
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
  retries: {
    type: 'count',
    default: 0,
    min: 0,
    max: 1000,
    unit: 'retries',
    says: 'How often a failed call is made again.',
    source: ASSUMPTION,
  },
  backoff: {
    type: 'distribution',
    default: 'uniform 0ms..100ms',
    says: 'Wait before the first retry; uniform from 0 is full jitter.',
    source: 'https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/',
  },
  backoffFactor: {
    type: 'factor',
    default: 2,
    min: 1,
    max: 10,
    says: 'How much longer each further wait is.',
    source: 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html',
  },
  backoffMax: {
    type: 'duration',
    default: '20s',
    min: '1ms',
    max: '1d',
    says: 'The longest wait between two tries.',
    source: 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html',
  },
  patience: {
    type: 'optionalDistribution',
    default: null,
    says: 'How long a request waits for a slot before it leaves.',
    source: ASSUMPTION,
  },
  instances: {
    type: 'count',
    default: 1,
    min: 1,
    max: 200,
    unit: 'instances',
    says: 'Copies of the program, each with its own slots.',
    source: ASSUMPTION,
  },
  failEvery: {
    type: 'optionalDistribution',
    default: null,
    says: 'Time an instance runs until it crashes by itself.',
    source: ASSUMPTION,
  },
  repairTime: {
    type: 'distribution',
    default: 'exp 30s',
    says: 'Time from such a crash to the restart.',
    source: ASSUMPTION,
  },
  onCrash: {
    type: 'choice',
    default: 'lose',
    choices: ['lose', 'pause'],
    says: 'What becomes of its requests: lost with the process, or frozen until it goes on.',
    source: ASSUMPTION,
  },
  pricePerSlotHour: {
    type: 'money',
    default: 0.01,
    unit: 'USD',
    says: 'Price of one slot for an hour.',
    source: 'assumption of this lab, 2026-11: a quarter of an on-demand vCPU hour; edit it',
  },
} as const satisfies SettingsSpec;

export const acts = {
  crash: {
    title: 'Crash',
    says: 'Instances stop; they restart when the act ends.',
    lasts: true,
    settings: {
      instances: {
        type: 'count',
        default: 1000,
        min: 1,
        max: 1000,
        unit: 'instances',
        says: 'How many, from the first; all when fewer run.',
        source: ASSUMPTION,
      },
    },
  },
  slow: slowAct('New work takes longer.', 'service time'),
  fail: failAct('A share of requests is answered with 500 at once.', 'requests'),
} as const satisfies Record<string, ActSpec>;
