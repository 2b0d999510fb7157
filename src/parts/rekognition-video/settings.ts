import type { ActSpec, SettingsSpec } from '../contract.ts';
import { failAct, slowAct } from '../hurts.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';
const GUIDE = 'https://docs.aws.amazon.com/rekognition/latest/dg/';
const API = 'https://docs.aws.amazon.com/rekognition/latest/APIReference/';
const QUOTAS = 'https://docs.aws.amazon.com/general/latest/gr/rekognition.html';

/** Operations that begin a job, each with the one that asks for its results. */
const KINDS = [
  'LabelDetection',
  'FaceDetection',
  'ContentModeration',
  'TextDetection',
  'CelebrityRecognition',
  'FaceSearch',
  'PersonTracking',
  'SegmentDetection',
] as const;
const STARTS = KINDS.map((kind) => `Start${kind}` as const);
const GETS = KINDS.map((kind) => `Get${kind}` as const);

export const settings = {
  concurrentJobs: {
    type: 'count',
    default: 20,
    min: 1,
    max: 10_000,
    unit: 'jobs',
    says: 'Stored-video jobs that may run at once, in one account and region, whoever began them.',
    source: `${GUIDE}limits.html`,
  },
  startRate: {
    type: 'rate',
    default: '5/s',
    min: '1/h',
    max: '10000/s',
    says: 'Start requests a second, in one account and region: a quota apart from that of jobs.',
    source: `${ASSUMPTION}: the figure differs by operation and region; look yours up: ${QUOTAS}`,
  },
  getRate: {
    type: 'rate',
    default: '5/s',
    min: '1/h',
    max: '10000/s',
    says: 'Get requests a second, in one account and region.',
    source: `${ASSUMPTION}: the figure differs by operation and region; look yours up: ${QUOTAS}`,
  },
  jobTime: {
    type: 'distribution',
    default: 'lognormal 5m cv 0.5',
    says: 'How long a job runs.',
    source: `${ASSUMPTION}: AWS publishes none; it follows the length of the video`,
  },
  failShare: {
    type: 'share',
    default: 0,
    says: 'Share of jobs that end as FAILED.',
    source: `${ASSUMPTION}; FAILED is a status of ${API}API_GetLabelDetection.html`,
  },
  maxVideoSize: {
    type: 'size',
    default: '10GB',
    min: '1MB',
    max: '1TB',
    says: 'The largest video that is taken; of a message without a size nothing is known, and it is taken.',
    source: `${GUIDE}limits.html`,
  },
  errorText: {
    type: 'choice',
    default: 'as the API reference says',
    choices: ['as the API reference says', 'as the article quotes'],
    says: 'The words of LimitExceededException.',
    source: `${GUIDE}error-handling.html; the other wording is quoted from the article of this lesson`,
  },
  resultsKept: {
    type: 'duration',
    default: '7d',
    min: '1s',
    max: '365d',
    says: 'How long after its end a job can be asked for.',
    source: `${ASSUMPTION}: seven days, from second-hand sources`,
  },
  publishTries: {
    type: 'count',
    default: 5,
    min: 1,
    max: 100,
    unit: 'tries',
    says: 'How often a completion message is offered to a topic that does not take it, after 1 s and then after twice as long each time, at most 1 min; then it is lost.',
    source: `${ASSUMPTION}: AWS publishes none`,
  },
  duplicateCompletions: {
    type: 'share',
    default: 0,
    says: 'Share of completion messages that are published a second time.',
    source: `${ASSUMPTION}: AWS publishes none, so it is 0 unless set; delivery is "at least once"`,
  },
  duplicateAfter: {
    type: 'distribution',
    default: 'uniform 1s..30s',
    says: 'How long after the first the second one comes.',
    source: ASSUMPTION,
  },
  videoLength: {
    type: 'duration',
    default: '5m',
    min: '1s',
    max: '6h',
    says: 'Minutes of video in a job, for the bill alone.',
    source: `${ASSUMPTION}; a video may be six hours long: ${GUIDE}limits.html`,
  },
  pricePerMinute: {
    type: 'money',
    default: 0.1,
    unit: 'USD',
    says: 'Price of a minute of video.',
    source: `${ASSUMPTION}: as second-hand sources give it for label detection; it differs by operation: https://aws.amazon.com/rekognition/pricing/`,
  },
} as const satisfies SettingsSpec;

export const startWire = {
  Api: {
    type: 'choice',
    default: 'StartLabelDetection',
    choices: STARTS,
    says: 'Which operation is called. All of them share the quota of jobs.',
    source: `${API}API_StartLabelDetection.html`,
  },
  ClientRequestToken: {
    type: 'choice',
    default: 'none',
    choices: ['none', 'one per video'],
    says: 'With one token per video, a repeated start within 7 days is answered with the first job, and nothing new begins; with other parameters it is refused.',
    source: `${API}API_StartLabelDetection.html`,
  },
  JobTag: {
    type: 'text',
    default: null,
    pattern: /^[a-zA-Z0-9_.\-:+=/]{1,1024}$/,
    expected: 'none, or 1 to 1024 of the characters a-z A-Z 0-9 _ . - : + = /',
    says: 'A label that comes back in the completion message.',
    source: `${API}API_StartLabelDetection.html`,
  },
  S3Bucket: {
    type: 'text',
    default: 'videos',
    pattern: /^[0-9a-z][0-9a-z.-]{1,61}[0-9a-z]$/,
    expected: 'the name of a bucket: 3 to 63 small letters, digits, dots and hyphens',
    says: 'The bucket that the videos are in, as the completion message names it.',
    source: `${API}API_S3Object.html`,
  },
} as const satisfies SettingsSpec;

export const getWire = {
  Api: {
    type: 'choice',
    default: 'GetLabelDetection',
    choices: GETS,
    says: 'Which operation is called: it knows the jobs that its own Start began.',
    source: `${API}API_GetLabelDetection.html`,
  },
} as const satisfies SettingsSpec;

export const acts = {
  outage: {
    title: 'Take it down',
    says: 'Every request is answered with ThrottlingException 500, "Service Unavailable"; jobs that run go on.',
    lasts: true,
    settings: {},
  },
  slow: slowAct('Jobs that begin meanwhile take longer.', 'job time'),
  fail: failAct('A share of requests is answered with InternalServerError.', 'requests'),
  deny: {
    title: 'Take the permission away',
    says: 'Every request is answered with AccessDeniedException.',
    lasts: true,
    settings: {},
  },
  rush: {
    title: 'Slow down, says AWS',
    says: 'Every Start is answered with ThrottlingException 400, "Slow down; sudden increase in rate of requests."',
    lasts: true,
    settings: {},
  },
  duplicate: {
    title: 'Completion messages come twice',
    says: 'Each completion message of a job that ends meanwhile is published a second time.',
    lasts: true,
    settings: {
      share: {
        type: 'share',
        default: 1,
        says: 'Share of completion messages that come twice.',
        source: ASSUMPTION,
      },
    },
  },
} as const satisfies Record<string, ActSpec>;
