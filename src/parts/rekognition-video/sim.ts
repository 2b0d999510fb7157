import { outcome } from '../../engine/outcome.ts';
import { ACCOUNT } from '../../rules/aws.ts';
import { letterOf } from '../../rules/letter.ts';
import type { ServiceError } from '../../rules/serviceError.ts';
import { noNumbers } from '../byRequest.ts';
import { definePart } from '../contract.ts';
import { failing, goingDown, slowing } from '../hurts.ts';
import { changeQuota, quotaOf, takeOne } from '../quota.ts';
import {
  answerOf,
  beginJob,
  endJob,
  isAskedAlike,
  jobFor,
  jobOfToken,
  kindOf,
  publish,
  published,
  statusOf,
} from './jobs.ts';
import { acts, getWire, settings, startWire } from './settings.ts';
import { type GetWire, type Me, type Settings, type StartWire, type State, spec } from './spec.ts';
import { why } from './why.ts';

export type { Settings, State, VideoView } from './spec.ts';

const USER = `arn:aws:iam::${ACCOUNT}:user/pipeline`;

const errors = {
  throttled: {
    code: 'ProvisionedThroughputExceededException',
    message: 'Provisioned Rate exceeded.',
    status: 400,
  },
  limitExceeded: {
    code: 'LimitExceededException',
    message: 'The number of concurrent jobs exceeds the limit.',
    status: 400,
  },
  failed: { code: 'InternalServerError', message: 'Internal server error', status: 500 },
  refused: {
    code: 'AccessDeniedException',
    message: 'You are not authorized to perform the action.',
    status: 400,
  },
  invalid: {
    code: 'VideoTooLargeException',
    message: 'The file size or duration of the supplied media is too large.',
    status: 400,
  },
  notFound: { code: 'ResourceNotFoundException', message: 'Could not find JobId', status: 400 },
} as const satisfies Record<string, ServiceError>;

const DOWN: ServiceError = { code: 'ThrottlingException', message: 'Service Unavailable', status: 500 };
const MISMATCH: ServiceError = {
  code: 'IdempotentParameterMismatchException',
  message:
    'A ClientRequestToken input parameter was reused with an operation, but at least one of the other input parameters is different from the previous call to the operation.',
  status: 400,
};
const RUSHED: ServiceError = {
  code: 'ThrottlingException',
  message: 'Slow down; sudden increase in rate of requests.',
  status: 400,
};

/** Whether a request was turned away for what is being done to the service. */
function turnsAway(self: Me, call: number): boolean {
  const { state, metrics } = self;
  if (!state.down && !state.denied && !self.random.faults.chance(state.failShare)) return false;
  metrics.failed.add();
  if (state.down) self.reply(call, outcome.failed, DOWN);
  else if (state.denied) self.reply(call, outcome.refused);
  else self.reply(call, outcome.failed);
  return true;
}

function throttle(self: Me, call: number, error?: ServiceError): void {
  self.metrics.throttled.add();
  self.reply(call, outcome.throttled, error);
}

function start(self: Me, call: number): void {
  const { state, messages, settings: s, metrics } = self;
  if (turnsAway(self, call)) return;
  if (state.rushed) return throttle(self, call, RUSHED);
  if (!takeOne(state.starts, self.now)) return throttle(self, call);
  if ((letterOf(self.contentOf(call)).size ?? 0) > s.maxVideoSize) {
    metrics.failed.add();
    return self.reply(call, outcome.invalid);
  }
  const wire = self.wireSettings(call) as StartWire;
  const kind = kindOf(wire.Api);
  const request = messages.request[call]!;
  const known = wire.ClientRequestToken === 'none' ? 0 : jobOfToken(self, kind, request);
  if (known > 0 && !isAskedAlike(self, call, wire, known)) {
    metrics.failed.add();
    return self.reply(call, outcome.invalid, MISMATCH);
  }
  if (known > 0) {
    metrics.duplicates.add();
    return self.reply(call, outcome.ok, answerOf(self, kind, known));
  }
  if (state.running >= s.concurrentJobs) {
    metrics.limitExceeded.add();
    return self.reply(call, outcome.limitExceeded, limitError(self));
  }
  if (jobFor(self, kind, request) > 0) metrics.duplicates.add();
  const job = beginJob(self, call, wire);
  self.reply(call, outcome.ok, answerOf(self, kind, job));
}

function limitError({ state, settings: s }: Me): ServiceError {
  if (s.errorText === 'as the article quotes') return errors.limitExceeded;
  const message = `${state.running} open Jobs for User ${USER} Maximum limit: ${s.concurrentJobs}`;
  return { ...errors.limitExceeded, message };
}

function get(self: Me, call: number): void {
  const { state, metrics } = self;
  if (turnsAway(self, call)) return;
  if (!takeOne(state.gets, self.now)) return throttle(self, call);
  const { Api } = self.wireSettings(call) as GetWire;
  const job = jobFor(self, kindOf(Api), self.messages.request[call]!);
  const status = job > 0 ? statusOf(self, job) : null;
  if (!status) {
    metrics.unknown.add();
    return self.reply(call, outcome.notFound);
  }
  metrics.gets.add();
  self.reply(call, outcome.ok, status);
}

export const rekognitionVideo = definePart({
  title: 'Rekognition Video',
  says: 'Analyses stored videos in jobs that last minutes; only so many may run at once in an account and region.',
  shelf: 'stores',
  charted: 'running',
  portrait: { running: 14, up: 1 },
  spec,
  settings,
  wires: { start: startWire, get: getWire },
  acts,
  errors,
  behaviour: {
    state: (s: Settings): State => ({
      running: 0,
      open: 0,
      starts: quotaOf(s.startRate),
      gets: quotaOf(s.getRate),
      jobs: 0,
      jobOf: {},
      tokenOf: {},
      startedAt: noNumbers(),
      endedAt: noNumbers(),
      askedOf: noNumbers(),
      nthOf: noNumbers(),
      slow: 1,
      failShare: 0,
      down: false,
      denied: false,
      rushed: false,
      doubled: 0,
    }),

    start(self: Me) {
      self.metrics.up.set(1);
    },

    receive: { start, get },

    reply: {
      completed(self: Me, call, code) {
        self.cancel(self.messages.callerTimer[call]!);
        published(self, self.parentOf(call), code);
      },
    },

    timers: {
      done: endJob,
      publish,
      unanswered(self: Me, call) {
        const row = self.parentOf(call);
        self.abandon(call);
        published(self, row, outcome.timedOut);
      },
    },

    acts: {
      outage: goingDown<Me>(),
      slow: slowing<Me>(),
      fail: failing<Me>(),
      deny: {
        begin({ state }: Me) {
          state.denied = true;
        },
        end({ state }: Me) {
          state.denied = false;
        },
      },
      rush: {
        begin({ state }: Me) {
          state.rushed = true;
        },
        end({ state }: Me) {
          state.rushed = false;
        },
      },
      duplicate: {
        begin({ state }: Me, { share }: { share: number }) {
          state.doubled = share;
        },
        end({ state }: Me) {
          state.doubled = 0;
        },
      },
    },

    /** Jobs that run go on under a lower quota; new ones begin when there is room again. */
    reconfigure({ state, settings: s, now }: Me) {
      changeQuota(state.starts, now, s.startRate);
      changeQuota(state.gets, now, s.getRate);
    },
  },

  why,

  status: ({ metrics, rates, settings: s }) => {
    if (metrics.up === 0) return { mood: 'down', word: 'down' };
    if (rates.failed > 0 && rates.failed > rates.started) return { mood: 'failing', word: 'failing' };
    if (rates.limitExceeded > 0) return { mood: 'throttled', word: 'over its limit' };
    if (rates.throttled > 0) return { mood: 'throttled', word: 'throttling' };
    if (metrics.running >= s.concurrentJobs) return { mood: 'throttled', word: 'full' };
    return metrics.running > 0 ? { mood: 'busy', word: 'analysing' } : { mood: 'calm', word: 'idle' };
  },

  cost: (s, totals) =>
    [
      {
        what: `${totals.started} jobs of ${Math.round(s.videoLength / 6_000_000) / 10} min of video`,
        usd: totals.started * (s.videoLength / 60_000_000) * s.pricePerMinute,
      },
    ].filter(({ usd }) => usd > 0),
});
