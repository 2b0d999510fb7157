import { JITTERS } from '../../rules/retry/jitter.ts';
import { QUOTA } from '../../rules/retry/ruleSets.ts';
import { BATCH_MAX } from '../../rules/send.ts';
import type { SettingsSpec } from '../contract.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';
const GUIDE = 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html';
const BLOG = 'https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/';
const BATCHES = 'https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/sqs-auto-batch.html';

export const settings = {
  mode: {
    type: 'choice',
    default: 'standard',
    choices: ['standard', 'adaptive', 'legacy', 'custom', 'none'],
    says: 'How a failed call is tried again: as the SDKs do, by the backoff below (custom), or not at all.',
    source: GUIDE,
  },
  rules: {
    type: 'choice',
    default: '2026',
    choices: ['2026', '2026, DynamoDB', 'before 2026'],
    says: 'Whose waits and costs the modes standard and adaptive have: those since November 2026, for DynamoDB or for all else, or those before.',
    source: `${GUIDE}; https://www.npmjs.com/package/@smithy/core 3.40.0 made the rules of 2026 its own`,
  },
  maxAttempts: {
    type: 'count',
    default: 3,
    min: 1,
    max: 1_000_000,
    unit: 'tries',
    says: 'Tries of one call, the first included. Legacy clients in Python have 5, clients of DynamoDB 10, and 4 since 2026.',
    source: GUIDE,
  },
  attemptTimeout: {
    type: 'optionalDuration',
    default: null,
    min: '1ms',
    max: '1d',
    says: 'How long one try may take.',
    source: `${ASSUMPTION}: the SDKs of most languages have no limit, or one of minutes, until one is set`,
  },
  quota: {
    type: 'count',
    default: QUOTA,
    min: 0,
    max: 100_000,
    unit: 'tokens',
    says: 'Tokens that all calls of this client share and pay their retries with, in the modes standard and adaptive.',
    source: GUIDE,
  },
  jitter: {
    type: 'choice',
    default: 'full',
    choices: JITTERS,
    says: 'What of the wait is random, in mode custom.',
    source: BLOG,
  },
  base: {
    type: 'duration',
    default: '50ms',
    min: '0s',
    max: '1d',
    says: 'The wait of mode custom is base x 2^n after n failed tries; without a base there is none.',
    source: `${ASSUMPTION}: that of the mode standard; the article measures with 5 ms: ${BLOG}`,
  },
  cap: {
    type: 'duration',
    default: '20s',
    min: '0s',
    max: '1d',
    says: 'The longest wait of mode custom.',
    source: `${GUIDE}: the modes of the SDKs have the same`,
  },
  retryConflicts: {
    type: 'flag',
    default: false,
    says: 'Whether a write whose condition did not hold is tried again too: no SDK does that by itself, but many programs do.',
    source: BLOG,
  },
  batch: {
    type: 'count',
    default: 1,
    min: 1,
    max: BATCH_MAX,
    unit: 'calls',
    says: 'Most calls that are sent as one, as SendMessageBatch does; 1 sends each alone.',
    source: `${ASSUMPTION}: off, as in the SDKs; the batch manager for SQS has 10: ${BATCHES}`,
  },
  batchFor: {
    type: 'duration',
    default: '200ms',
    min: '0s',
    max: '1h',
    says: 'How long a batch that is not full waits for more.',
    source: BATCHES,
  },
} as const satisfies SettingsSpec;
