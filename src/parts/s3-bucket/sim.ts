import { outcome } from '../../engine/outcome.ts';
import { letterOf } from '../../rules/letter.ts';
import type { ServiceError } from '../../rules/serviceError.ts';
import { takeTokens } from '../../rules/tokenBucket.ts';
import { definePart } from '../contract.ts';
import { failing, goingDown, slowing } from '../hurts.ts';
import { fullOf, poured, quotaOf } from '../quota.ts';
import { tell, told } from './events.ts';
import { keyOf, prefixOf } from './keys.ts';
import { get, put } from './objects.ts';
import { acts, eventWire, settings } from './settings.ts';
import { type Me, type PrefixQuotas, type Settings, type State, spec } from './spec.ts';
import { why } from './why.ts';

export type { BucketView, Settings, State } from './spec.ts';

const errors = {
  throttled: { code: 'SlowDown', message: 'Please reduce your request rate.', status: 503 },
  failed: {
    code: 'InternalError',
    message: 'We encountered an internal error. Please try again.',
    status: 500,
  },
  notFound: { code: 'NoSuchKey', message: 'The specified key does not exist.', status: 404 },
} as const satisfies Record<string, ServiceError>;

const DOWN: ServiceError = {
  code: 'ServiceUnavailable',
  message: 'Service is unable to handle request.',
  status: 503,
};

/** `step` of a call. */
const PUT = 0;
const GET = 1;

/** Takes one request off the quota of the prefix. @returns whether there was one left */
function takeOneOf(quotas: PrefixQuotas, prefix: string, now: number): boolean {
  const { bucket, fills } = quotas;
  fills[prefix] ??= fullOf(bucket, now);
  return takeTokens(bucket, fills[prefix], now, 1);
}

function changeRate(quotas: PrefixQuotas, now: number, rate: number): void {
  const { bucket } = quotaOf(rate);
  for (const [prefix, fill] of Object.entries(quotas.fills))
    quotas.fills[prefix] = poured(quotas.bucket, fill, now, bucket);
  quotas.bucket = bucket;
}

function accept(operation: number): (self: Me, call: number) => void {
  return (self, call) => {
    const { state, messages, random, settings: s, metrics } = self;
    if (state.down || random.faults.chance(state.failShare)) {
      metrics.failed.add();
      return self.reply(call, outcome.failed, state.down ? DOWN : undefined);
    }
    const prefix = prefixOf(keyOf(letterOf(self.contentOf(call))));
    if (!takeOneOf(operation === PUT ? state.puts : state.gets, prefix, self.now)) {
      metrics.throttled.add();
      return self.reply(call, outcome.throttled);
    }
    messages.step[call] = operation;
    metrics.open.set(++state.open);
    const takes = operation === PUT ? random.puts.draw(s.putTime) : random.gets.draw(s.getTime);
    self.timers.done.after(takes * state.slow, call);
  };
}

export const s3Bucket = definePart({
  title: 'S3 bucket',
  says: 'Objects under keys; it tells queues, topics and functions when one was stored.',
  shelf: 'stores',
  charted: 'objects',
  portrait: { objects: 24, pendingEvents: 2, up: 1 },
  spec,
  settings,
  wires: { events: eventWire },
  acts,
  errors,
  behaviour: {
    state: (s: Settings): State => ({
      objects: {},
      stored: 0,
      bytes: 0,
      open: 0,
      pending: 0,
      letters: {},
      puts: { bucket: quotaOf(s.putRate).bucket, fills: {} },
      gets: { bucket: quotaOf(s.getRate).bucket, fills: {} },
      slow: 1,
      failShare: 0,
      down: false,
    }),

    start(self: Me) {
      self.metrics.up.set(1);
    },

    receive: { put: accept(PUT), get: accept(GET) },

    reply: {
      events(self: Me, call, code) {
        self.cancel(self.messages.callerTimer[call]!);
        told(self, self.parentOf(call), code);
      },
    },

    timers: {
      done(self: Me, call) {
        const { state, messages, metrics } = self;
        metrics.open.set(--state.open);
        metrics.latency.record(self.now - messages.arrivedAt[call]!);
        if (messages.step[call] === PUT) put(self, call);
        else get(self, call);
      },
      tell,
      unanswered(self: Me, call) {
        const row = self.parentOf(call);
        self.abandon(call);
        told(self, row, outcome.timedOut);
      },
    },

    acts: { outage: goingDown<Me>(), slow: slowing<Me>(), fail: failing<Me>() },

    reconfigure({ state, settings: s, now }: Me) {
      changeRate(state.puts, now, s.putRate);
      changeRate(state.gets, now, s.getRate);
    },
  },

  why,

  status: ({ metrics, rates }) => {
    if (metrics.up === 0) return { mood: 'down', word: 'down' };
    if (rates.failed > 0) return { mood: 'failing', word: 'failing' };
    if (rates.lostEvents > 0) return { mood: 'failing', word: 'losing events' };
    if (rates.throttled > 0) return { mood: 'throttled', word: 'throttling' };
    if (rates.retriedEvents > 0) return { mood: 'throttled', word: 'telling again' };
    return metrics.open + metrics.pendingEvents > 0
      ? { mood: 'busy', word: 'storing' }
      : { mood: 'calm', word: metrics.objects > 0 ? 'keeping' : 'empty' };
  },

  cost: (s, totals) =>
    [
      {
        what: `${totals.puts} PUT and ${totals.gets} GET requests`,
        usd: (totals.puts * s.pricePerThousandPuts + totals.gets * s.pricePerThousandGets) / 1000,
      },
    ].filter(({ usd }) => usd > 0),
});
