import type { PartSpec, Self } from '../../engine/part.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { Quota } from '../quota.ts';
import type { getWire, settings, startWire } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;
export type StartWire = SettingsOf<typeof startWire>;
export type GetWire = SettingsOf<typeof getWire>;

export const spec = {
  kind: 'rekognition-video',
  ports: {
    start: { side: 'in', protocol: 'request', says: 'Start*: analyse the video that the message names' },
    get: { side: 'in', protocol: 'request', says: 'Get*: ask for the results of the job of this request' },
    completed: {
      side: 'out',
      protocol: 'request',
      says: 'NotificationChannel: the topic that is told when a job ends',
    },
  },
  metrics: {
    running: { type: 'level', unit: 'jobs', says: 'jobs that run' },
    open: { type: 'level', unit: 'messages', says: 'completion messages that are not published yet' },
    up: { type: 'level', unit: 'services', says: '1 while it answers, 0 while it is down' },
    started: { type: 'counter', unit: 'jobs', says: 'jobs begun' },
    duplicates: {
      type: 'counter',
      unit: 'requests',
      says: 'Start requests for a video that has had a job of that kind before, with or without a token',
    },
    succeeded: { type: 'counter', unit: 'jobs', says: 'jobs that ended as SUCCEEDED' },
    failedJobs: { type: 'counter', unit: 'jobs', says: 'jobs that ended as FAILED' },
    limitExceeded: {
      type: 'counter',
      unit: 'requests',
      says: 'Start requests that found the quota of jobs used up: LimitExceededException',
    },
    throttled: {
      type: 'counter',
      unit: 'requests',
      says: 'requests over a rate quota: ProvisionedThroughputExceededException or ThrottlingException',
      realName: 'ThrottledCount',
    },
    failed: {
      type: 'counter',
      unit: 'requests',
      says: 'requests that failed otherwise: errors, refusals, a video too large, a token for something else',
    },
    gets: { type: 'counter', unit: 'requests', says: 'Get requests answered, also while the job runs' },
    unknown: { type: 'counter', unit: 'requests', says: 'Get requests for a job that is not there' },
    notifications: { type: 'counter', unit: 'messages', says: 'completion messages that the topic took' },
    duplicateNotifications: {
      type: 'counter',
      unit: 'messages',
      says: 'of these: second ones of the same job',
    },
    lostNotifications: { type: 'counter', unit: 'messages', says: 'completion messages that no topic took' },
    jobTime: { type: 'timing', unit: 'time', says: 'from the start of a job to its end' },
  },
  timers: ['done', 'publish', 'unanswered'],
  streams: ['jobs', 'ends', 'faults', 'duplicates', 'delays'],
} as const satisfies PartSpec;

export interface State {
  /** Jobs that run; more than the quota where that was lowered. */
  running: number;
  /** Completion messages that are not published yet. */
  open: number;
  starts: Quota;
  gets: Quota;
  /** Jobs begun: each has the next number, from 1. */
  jobs: number;
  /** By kind of job, and there by user's request: the number of the last such job, and of the one its token stands for. */
  jobOf: Record<string, Float64Array>;
  tokenOf: Record<string, Float64Array>;
  /** By number of the job: the tick of its start; 0 or, once it has ended, that tick + 1, below 0 for FAILED. */
  startedAt: Float64Array;
  endedAt: Float64Array;
  /** By number of the job: the place of the parameters that its token was given with. */
  askedOf: Float64Array;
  /** By number of the job: which of its video's it is, from 1. */
  nthOf: Float64Array;
  slow: number;
  failShare: number;
  down: boolean;
  denied: boolean;
  rushed: boolean;
  /** Share of completion messages that an act doubles. */
  doubled: number;
}

export type Me = Self<typeof spec, State, Settings>;
export type VideoView = View<typeof settings, typeof spec>;
