import type { ActSpec, SettingsSpec } from '../contract.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';

export const settings = {
  arrivals: {
    type: 'choice',
    default: 'poisson',
    choices: ['poisson', 'constant', 'burst', 'ramp', 'trace', 'closed'],
    says: 'How requests come: at random, evenly, in bursts, rising, as recorded, or from users who wait for their answer.',
    source: ASSUMPTION,
  },
  rate: {
    type: 'rate',
    default: '10/s',
    min: '0/s',
    max: '1000000/s',
    says: 'Requests begun a second.',
    source: ASSUMPTION,
  },
  burstRate: {
    type: 'rate',
    default: '100/s',
    min: '0/s',
    max: '1000000/s',
    says: 'Rate within a burst.',
    source: ASSUMPTION,
  },
  burstEvery: {
    type: 'duration',
    default: '60s',
    min: '1ms',
    max: '30d',
    says: 'From the beginning of one burst to the next.',
    source: ASSUMPTION,
  },
  burstFor: {
    type: 'duration',
    default: '5s',
    min: '1ms',
    max: '30d',
    says: 'Length of a burst.',
    source: ASSUMPTION,
  },
  rampTo: {
    type: 'rate',
    default: '100/s',
    min: '0/s',
    max: '1000000/s',
    says: 'Rate at the end of the ramp.',
    source: ASSUMPTION,
  },
  rampOver: {
    type: 'duration',
    default: '60s',
    min: '1ms',
    max: '30d',
    says: 'How long the rate rises.',
    source: ASSUMPTION,
  },
  trace: {
    type: 'moments',
    default: [],
    says: 'Recorded moments of arrival.',
    source: 'the recording itself',
  },
  users: {
    type: 'count',
    default: 10,
    min: 1,
    max: 100_000,
    unit: 'users',
    says: 'Users of a closed source.',
    source: ASSUMPTION,
  },
  thinkTime: {
    type: 'distribution',
    default: 'exp 9s',
    says: 'How long a user thinks between an answer and the next request.',
    source: ASSUMPTION,
  },
  timeout: {
    type: 'optionalDuration',
    default: null,
    min: '1ms',
    max: '1d',
    says: 'How long a user waits for an answer.',
    source: 'assumption: a browser alone waits minutes',
  },
  retries: {
    type: 'count',
    default: 0,
    min: 0,
    max: 1_000_000_000,
    unit: 'retries',
    says: 'How often a failed request is tried again.',
    source: ASSUMPTION,
  },
  backoff: {
    type: 'distribution',
    default: 'uniform 0ms..100ms',
    says: 'Wait before the first retry.',
    source: ASSUMPTION,
  },
  backoffFactor: {
    type: 'factor',
    default: 2,
    min: 1,
    max: 10,
    says: 'How much longer each further wait is.',
    source: ASSUMPTION,
  },
  backoffMax: {
    type: 'duration',
    default: '20s',
    min: '1ms',
    max: '1d',
    says: 'The longest wait between two tries.',
    source: ASSUMPTION,
  },
} as const satisfies SettingsSpec;

export const acts = {
  surge: {
    title: 'Surge',
    says: 'Requests come faster for a while.',
    lasts: true,
    settings: {
      factor: {
        type: 'factor',
        default: 3,
        min: 0,
        max: 1000,
        says: 'Times the usual rate.',
        source: ASSUMPTION,
      },
    },
  },
} as const satisfies Record<string, ActSpec>;
