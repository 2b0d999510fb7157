import { emptyList } from '../../engine/messages.ts';
import { outcome } from '../../engine/outcome.ts';
import { freshSendRate } from '../../rules/retry/sendRate.ts';
import { definePart } from '../contract.ts';
import { canBeGathered, gather, sendBatch } from './batch.ts';
import { settings } from './settings.ts';
import { count, type Me, type Settings, type State, spec } from './spec.ts';
import { station } from './station.ts';
import { begin, concluded, send, sendWaiting, showRate } from './tries.ts';
import { why } from './why.ts';

export type { ClientView, Settings, State } from './spec.ts';

export const sdkClient = definePart({
  title: 'AWS SDK client',
  says: 'Makes the calls of a program to a service, and tries again as the AWS SDKs do.',
  shelf: 'between',
  charted: 'tokens',
  portrait: { tokens: 380, open: 3 },
  spec,
  settings,
  instant: true,
  station,
  behaviour: {
    state: (s: Settings): State => ({
      quota: { tokens: s.quota },
      rate: freshSendRate(0),
      gathering: emptyList(),
      batchTimer: -1,
      waiting: emptyList(),
      sendTimer: -1,
      counts: { waiting: 0, open: 0, backingOff: 0 },
    }),

    start(self: Me) {
      self.metrics.tokens.set(self.state.quota.tokens);
    },

    receive: {
      in(self: Me, row) {
        self.metrics.calls.add();
        if (canBeGathered(self, row)) gather(self, row);
        else begin(self, row);
      },
    },

    reply: {
      out(self: Me, call, code) {
        self.cancel(self.messages.callerTimer[call]!);
        concluded(self, self.parentOf(call), code, call);
      },
    },

    timers: {
      timeout(self: Me, call) {
        const job = self.parentOf(call);
        self.abandon(call);
        self.metrics.timeouts.add();
        concluded(self, job, outcome.timedOut, -1);
      },
      retry(self: Me, job) {
        count(self, 'backingOff', job, -1);
        send(self, job);
      },
      send: sendWaiting,
      batchFull: sendBatch,
    },

    reconfigure(self: Me, before: Settings) {
      const { state, settings: s } = self;
      // What was spent stays spent.
      state.quota.tokens = Math.max(0, state.quota.tokens + s.quota - before.quota);
      self.metrics.tokens.set(state.quota.tokens);
      showRate(self);
      if (state.gathering.length >= s.batch) sendBatch(self);
      sendWaiting(self);
    },
  },

  check: (s) => (s.base > s.cap ? [{ setting: 'cap', expected: 'no less than base: waits only grow' }] : []),

  why,

  status: ({ metrics, rates }) => {
    if (rates.outOfTokens > 0) return { mood: 'failing', word: 'out of tokens' };
    if (rates.failed > 0 && rates.failed >= rates.answered) return { mood: 'failing', word: 'failing' };
    if (metrics.waiting > 0) return { mood: 'throttled', word: 'holding back' };
    if (metrics.backingOff > 0 || rates.retries > 0) return { mood: 'throttled', word: 'trying again' };
    return metrics.open > 0 || rates.attempts > 0
      ? { mood: 'busy', word: 'calling' }
      : { mood: 'calm', word: 'idle' };
  },
});
