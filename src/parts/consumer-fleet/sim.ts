import { isGood, outcome } from '../../engine/outcome.ts';
import { POLL } from '../../rules/poll.ts';
import { definePart } from '../contract.ts';
import { failing, slowing } from '../hurts.ts';
import { acts, settings } from './settings.ts';
import { type Me, type Settings, type State, spec } from './spec.ts';
import { station } from './station.ts';
import { heartbeat } from './tell.ts';
import { why } from './why.ts';
import { asked, timedOut, worked } from './work.ts';
import {
  comeBack,
  crash,
  deletedMany,
  freshWorker,
  holdsSomething,
  killFor,
  next,
  poll,
  received,
  reconfigure,
  revive,
} from './workers.ts';

export type { FleetView, Settings } from './spec.ts';

/** The queue has answered to something else than a receive. */
function told(self: Me, call: number, code: number): void {
  const { messages, metrics } = self;
  const row = self.parentOf(call);
  // Nobody waits for the answer to a heartbeat.
  if (row < 0 || messages.child[row] !== call) return;
  if (messages.verb[call] === POLL.remove && !isGood(code)) metrics.undeleted.add();
  const index = messages.mark[call]!;
  self.discard(row, outcome.ok);
  next(self, index);
}

function answered(self: Me, call: number, code: number): void {
  self.cancel(self.messages.callerTimer[call]!);
  asked(self, self.parentOf(call), code);
}

export const consumerFleet = definePart({
  title: 'Consumer fleet',
  says: 'Workers that receive messages from a queue, process them and delete them.',
  charted: 'busy',
  portrait: { busy: 3, idle: 1, blocked: 1, up: 4 },
  spec,
  settings,
  acts,
  station,
  behaviour: {
    state: (s: Settings): State => ({
      workers: Array.from({ length: s.workers }, () => freshWorker(true)),
      idle: 0,
      busy: 0,
      blocked: 0,
      up: s.workers,
      slow: 1,
      failShare: 0,
      seen: new Uint32Array(32),
    }),

    start(self: Me) {
      self.metrics.up.set(self.state.up);
      for (let i = 0; i < self.settings.workers; i++) poll(self, i);
    },

    reply: {
      in(self: Me, call, code) {
        const verb = self.messages.verb[call];
        if (verb === POLL.receive) received(self, call, code);
        else if (verb === POLL.removeMany) deletedMany(self, call);
        else told(self, call, code);
      },
      work: answered,
      undo: answered,
    },

    timers: {
      poll(self: Me, index) {
        self.state.workers[index]!.pause = -1;
        poll(self, index);
      },
      done: worked,
      timeout: timedOut,
      heartbeat,
    },

    acts: {
      crash: {
        begin(self: Me, { workers }: { workers: number }) {
          for (let i = 0; i < Math.min(workers, self.state.workers.length); i++) killFor(self, i);
        },
        end(self: Me) {
          for (let i = 0; i < self.state.workers.length; i++) comeBack(self, i);
        },
        again(self: Me, { workers }: { workers: number }) {
          for (let i = 0; i < self.state.workers.length; i++) {
            if (i < workers) killFor(self, i);
            else comeBack(self, i);
          }
        },
      },
      kill: {
        begin(self: Me) {
          const { workers } = self.state;
          const busy = workers.findIndex(holdsSomething);
          const index = busy >= 0 ? busy : workers.findIndex(({ up }) => up);
          if (index < 0) return;
          crash(self, index);
          revive(self, index);
        },
      },
      slow: slowing<Me>(),
      fail: failing<Me>(),
    },

    reconfigure,
  },

  why,

  status: ({ metrics, rates, settings: s }) => {
    if (metrics.up === 0) return { mood: 'down', word: 'down' };
    if (rates.failed > rates.heldBack && rates.failed >= rates.processed)
      return { mood: 'failing', word: 'failing' };
    if (rates.heldBack > 0) return { mood: 'throttled', word: 'held back' };
    if (metrics.blocked > 0 && metrics.blocked === metrics.up)
      return { mood: 'throttled', word: 'all waiting' };
    if (metrics.up < s.workers) return { mood: 'throttled', word: 'short-handed' };
    return metrics.busy > 0 ? { mood: 'busy', word: 'working' } : { mood: 'calm', word: 'waiting' };
  },

  cost: (s, _totals, seconds) => [
    {
      what: `${s.workers} workers for ${Math.round(seconds)} s`,
      usd: (s.workers * s.pricePerWorkerHour * seconds) / 3600,
    },
  ],
});
