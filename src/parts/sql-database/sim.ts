import { untilReading } from '../../rules/azure/meter.ts';
import { definePart } from '../contract.ts';
import { failing, goingDown, slowing } from '../hurts.ts';
import { errors } from './errors.ts';
import { advance, newLog } from './log.ts';
import { backUp, keep, settle } from './money.ts';
import { done, logged, logRateOf, receive, waitForLog } from './requests.ts';
import { acts, inWire, settings } from './settings.ts';
import { type Me, type Settings, type State, spec } from './spec.ts';
import { why } from './why.ts';

export type { DatabaseView, Settings, State } from './spec.ts';

export const sqlDatabase = definePart({
  title: 'Azure SQL database',
  says: 'Rows in a ledger: a log that takes so many bytes a second, a size quota, and backups of all that lies there.',
  shelf: 'stores',
  charted: 'bytes',
  portrait: {
    rows: 40_000,
    bytes: 14_000_000_000,
    backupBytes: 27_000_000_000,
    sessions: 3,
    logging: 1,
    up: 1,
  },
  spec,
  settings,
  wires: { in: inWire },
  acts,
  errors,
  behaviour: {
    state: (): State => ({
      rows: 0,
      bytes: 0,
      promised: 0,
      sessions: 0,
      log: newLog(),
      logTimer: -1,
      backups: [],
      backupBytes: 0,
      metered: 0,
      spent: { storage: 0, backup: 0, compute: 0 },
      billed: 0,
      slow: 1,
      failShare: 0,
      down: false,
    }),

    start(self: Me) {
      self.metrics.up.set(1);
      backUp(self);
      self.timers.meter.after(untilReading(self.now));
    },

    receive: { in: receive },

    timers: {
      logged,
      done,
      backup: backUp,
      meter(self: Me) {
        settle(self);
        keep(self);
        self.timers.meter.after(untilReading(self.now));
      },
    },

    acts: { outage: goingDown<Me>(), slow: slowing<Me>(), fail: failing<Me>() },

    reconfigure(self: Me, before: Settings) {
      settle(self, before);
      keep(self);
      advance(self.state.log, logRateOf(before), self.now);
      waitForLog(self);
    },
  },

  why,

  cost: (_, totals) =>
    totals.billed > 0 ? [{ what: 'storage, backups and vCores', usd: totals.billed }] : [],

  status: ({ metrics, rates, settings: s }) => {
    if (metrics.up === 0) return { mood: 'down', word: 'down' };
    if (rates.failed > 0) return { mood: 'failing', word: 'failing' };
    if (rates.full > 0) return { mood: 'throttled', word: 'full' };
    if (rates.rejected > 0) return { mood: 'throttled', word: 'no worker' };
    if (metrics.bytes >= 0.9 * s.maxSize) return { mood: 'throttled', word: 'nearly full' };
    if (metrics.logging > 1) return { mood: 'busy', word: 'logging' };
    if (metrics.sessions > 0 || rates.inserts + rates.selects > 0) return { mood: 'busy', word: 'working' };
    return { mood: 'calm', word: metrics.rows > 0 ? 'keeping' : 'empty' };
  },
});
