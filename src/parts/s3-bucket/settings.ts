import type { ActSpec, SettingsSpec } from '../contract.ts';
import { failAct, slowAct } from '../hurts.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';
const GUIDE = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/';
const EVENTS = `${GUIDE}EventNotifications.html`;
const PRICES =
  'https://aws.amazon.com/s3/pricing/ (us-east-1, S3 Standard, read in second-hand sources, 2026-11)';

export const settings = {
  bucket: {
    type: 'text',
    default: 'videos',
    pattern: /^[0-9a-z][0-9a-z.-]{1,61}[0-9a-z]$/,
    expected: 'the name of a bucket: 3 to 63 small letters, digits, dots and hyphens',
    says: 'Its name, as events tell it.',
    source: `${GUIDE}bucketnamingrules.html`,
    fixed: 'A bucket keeps its name.',
  },
  putTime: {
    type: 'distribution',
    default: 'uniform 100ms..200ms',
    says: 'How long storing an object takes; it is there at the end of it.',
    source: `${ASSUMPTION}: a small object, as ${GUIDE}optimizing-performance.html has it; a large one takes as long as its way up`,
  },
  getTime: {
    type: 'distribution',
    default: 'uniform 100ms..200ms',
    says: 'How long reading an object takes.',
    source: `${ASSUMPTION}: the first byte of a small object, as ${GUIDE}optimizing-performance.html has it`,
  },
  putRate: {
    type: 'rate',
    default: '3500/s',
    min: '1/m',
    max: '1000000/s',
    says: 'PUT requests a second under one prefix; over it the answer is 503 Slow Down.',
    source: `${GUIDE}optimizing-performance.html`,
  },
  getRate: {
    type: 'rate',
    default: '5500/s',
    min: '1/m',
    max: '1000000/s',
    says: 'GET requests a second under one prefix; over it the answer is 503 Slow Down.',
    source: `${GUIDE}optimizing-performance.html`,
  },
  multipartFrom: {
    type: 'size',
    default: '8MiB',
    min: '5MiB',
    max: '5GiB',
    says: 'From this size on, uploads come in parts: their event is CompleteMultipartUpload and not Put.',
    source:
      'https://docs.aws.amazon.com/cli/latest/topic/s3-config.html: multipart_threshold; it is the client that decides',
  },
  eventDelay: {
    type: 'distribution',
    default: 'lognormal 2s cv 1',
    says: 'From the object to its event.',
    source: `${ASSUMPTION}: "typically in seconds", and "sometimes a minute or longer": ${EVENTS}`,
  },
  duplicates: {
    type: 'share',
    default: 0,
    says: 'Share of events that come a second time, after a delay of their own.',
    source: `${EVENTS}: at least once; AWS publishes no share, so it is 0 unless set`,
  },
  retryEventsFor: {
    type: 'duration',
    default: '1h',
    min: '0s',
    max: '7d',
    says: 'How long an event that nobody takes is offered again, after 1 s and then after twice as long each time, at most 1 min; then it is lost.',
    source: `${ASSUMPTION}: AWS publishes none`,
  },
  pricePerThousandPuts: {
    type: 'money',
    default: 0.005,
    unit: 'USD',
    says: 'Price of a thousand PUT requests.',
    source: PRICES,
  },
  pricePerThousandGets: {
    type: 'money',
    default: 0.0004,
    unit: 'USD',
    says: 'Price of a thousand GET requests.',
    source: PRICES,
  },
} as const satisfies SettingsSpec;

const affix = {
  type: 'text',
  default: null,
  pattern: /^[\x21-\x7e]{1,1024}$/,
  expected: 'none, or the characters themselves: no wildcards',
  source: `${GUIDE}notification-how-to-filtering.html`,
} as const;

/** At `events`: one notification configuration each. */
export const eventWire = {
  events: {
    type: 'choice',
    default: 's3:ObjectCreated:*',
    choices: ['s3:ObjectCreated:*', 's3:ObjectCreated:Put', 's3:ObjectCreated:CompleteMultipartUpload'],
    says: 'Which events are told here.',
    source: `${GUIDE}notification-how-to-event-types-and-destinations.html`,
  },
  prefix: { ...affix, says: 'Only objects whose key begins like this; none: all.' },
  suffix: { ...affix, says: 'Only objects whose key ends like this, such as .mp4; none: all.' },
} as const satisfies SettingsSpec;

export const acts = {
  outage: {
    title: 'Take the bucket down',
    says: 'Every request is answered with 503 ServiceUnavailable; what is stored stays, and so do events that are due.',
    lasts: true,
    settings: {},
  },
  slow: slowAct('Requests that come meanwhile take longer.', 'time'),
  fail: failAct('A share of requests is answered with 500 InternalError.', 'requests'),
} as const satisfies Record<string, ActSpec>;
