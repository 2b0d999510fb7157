import { emptyList } from '../../engine/messages.ts';
import { outcome } from '../../engine/outcome.ts';
import { emptyMemory } from '../../rules/sqs/memory.ts';
import { type Bucket, bucketOf, refill } from '../../rules/tokenBucket.ts';
import { definePart } from '../contract.ts';
import { failing } from '../hurts.ts';
import { attempt, redriven, resume, tried } from './deliver.ts';
import { accept, publish } from './publish.ts';
import { acts, deadLetters, errors, settings, subscription } from './settings.ts';
import { type Me, type Settings, type State, spec } from './spec.ts';
import { station } from './station.ts';
import { why } from './why.ts';

export type { Settings, TopicView } from './spec.ts';

/** A second of the quota may come at once, and a full batch in any case. */
const quotaOf = ({ publishQuota }: Settings): Bucket =>
  bucketOf(publishQuota, Math.max(10, Math.ceil(publishQuota)));

const MILLION = 1_000_000;

export const snsTopic = definePart({
  title: 'SNS topic',
  says: 'Takes a message once and delivers a copy to everybody who has subscribed.',
  shelf: 'stores',
  charted: 'pending',
  portrait: { pending: 3, backingOff: 1, up: 1 },
  spec,
  settings,
  wires: { subscriptions: subscription, deadLetters },
  acts,
  errors,
  station,
  behaviour: {
    state: (s: Settings): State => {
      const bucket = quotaOf(s);
      return {
        bucket,
        fill: { credit: bucket.full, at: 0 },
        pending: 0,
        backingOff: 0,
        held: emptyList(),
        lines: [],
        paced: [],
        memory: emptyMemory(),
        down: false,
        revoked: false,
        failShare: 0,
      };
    },

    start(self: Me) {
      self.metrics.up.set(1);
    },

    receive: { publish },

    reply: {
      subscriptions(self: Me, call, code) {
        self.cancel(self.messages.callerTimer[call]!);
        tried(self, self.parentOf(call), code);
      },
      deadLetters(self: Me, call, code) {
        self.cancel(self.messages.callerTimer[call]!);
        redriven(self, self.parentOf(call), code);
      },
    },

    timers: {
      accepted: accept,
      timeout(self: Me, call) {
        const row = self.parentOf(call);
        self.abandon(call);
        tried(self, row, outcome.timedOut);
      },
      retry(self: Me, row) {
        self.metrics.backingOff.set(--self.state.backingOff);
        attempt(self, row);
      },
      turn: attempt,
      unheard(self: Me, call) {
        const row = self.parentOf(call);
        self.abandon(call);
        redriven(self, row, outcome.timedOut);
      },
    },

    acts: {
      outage: {
        begin(self: Me) {
          self.state.down = true;
          self.metrics.up.set(0);
        },
        end(self: Me) {
          self.state.down = false;
          self.metrics.up.set(1);
          resume(self);
        },
      },
      fail: failing<Me>(),
      revoke: {
        begin({ state }: Me) {
          state.revoked = true;
        },
        end({ state }: Me) {
          state.revoked = false;
        },
      },
    },

    /** What is left of the quota stays the same share of it. */
    reconfigure(self: Me) {
      const { state } = self;
      refill(state.bucket, state.fill, self.now);
      const full = state.fill.credit / state.bucket.full;
      state.bucket = quotaOf(self.settings);
      state.fill.credit = Math.round(full * state.bucket.full);
    },
  },

  why,

  check: (s) =>
    s.ContentBasedDeduplication && !s.FifoTopic
      ? [{ setting: 'ContentBasedDeduplication', expected: 'false, unless FifoTopic is true' }]
      : [],

  status: ({ metrics, rates }) => {
    if (metrics.up === 0) return { mood: 'down', word: 'down' };
    if (rates.lost > 0) return { mood: 'failing', word: 'losing copies' };
    if (rates.redriven > 0) return { mood: 'failing', word: 'giving up' };
    if (rates.throttled > 0) return { mood: 'throttled', word: 'throttled' };
    if (metrics.backingOff > 0 || rates.retries > 0) return { mood: 'throttled', word: 'retrying' };
    return rates.published > 0 || metrics.pending > 0
      ? { mood: 'busy', word: 'publishing' }
      : { mood: 'calm', word: 'quiet' };
  },

  cost: (s, totals) => {
    const perPublish = s.FifoTopic ? s.pricePerMillionFifoPublishes : s.pricePerMillionPublishes;
    return [
      { what: `${totals.billed} SNS publishes`, usd: (totals.billed * perPublish) / MILLION },
      {
        what: `${totals.toWeb} SNS deliveries to web endpoints`,
        usd: (totals.toWeb * s.pricePerMillionHttpDeliveries) / MILLION,
      },
      {
        what: `${totals.toMail} SNS deliveries by e-mail`,
        usd: (totals.toMail * s.pricePer100kEmails) / 100_000,
      },
    ].filter(({ usd }) => usd > 0);
  },
});
