import { emptyList, type List, NOT_YET } from '../../engine/messages.ts';
import { outcome } from '../../engine/outcome.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import { definePart, type SettingsOf, type View } from '../contract.ts';
import { failing, slowing } from '../hurts.ts';
import { acts, settings } from './settings.ts';
import { station } from './station.ts';
import { why } from './why.ts';

export type Settings = SettingsOf<typeof settings>;

export const spec = {
  kind: 'database',
  ports: { in: { side: 'in', protocol: 'request', says: 'queries' } },
  metrics: {
    busy: { type: 'level', unit: 'connections', says: 'connections that hold a query' },
    waiting: { type: 'level', unit: 'queries', says: 'queries waiting for a connection' },
    locked: { type: 'level', unit: 'locks', says: '1 while the table is locked' },
    up: { type: 'level', unit: 'databases', says: '1 while it listens' },
    stock: { type: 'level', unit: 'units', says: 'units left' },
    queries: { type: 'counter', unit: 'queries', says: 'queries that came in' },
    answered: { type: 'counter', unit: 'queries', says: 'queries answered well: as many units were taken' },
    soldOut: { type: 'counter', unit: 'queries', says: 'queries answered "sold out"' },
    failed: { type: 'counter', unit: 'queries', says: 'queries turned away, failed, or lost in a crash' },
    rejected: {
      type: 'counter',
      unit: 'queries',
      says: 'of the failed: no free connection and no room to wait',
    },
    wait: { type: 'timing', unit: 'time', says: 'wait for a connection' },
    latency: {
      type: 'timing',
      unit: 'time',
      says: 'from arrival to answer, turned away or lost ones left out',
    },
  },
  timers: ['done'],
  streams: ['queries', 'kinds', 'slowQueries', 'faults'],
} as const satisfies PartSpec;

export interface State {
  up: boolean;
  locked: boolean;
  slow: number;
  failShare: number;
  /** Below 0 when units were taken off the shelf that had been sold already. */
  stock: number;
  /** Queries that hold a connection. While the table is locked, `due` says how much time each still needs. */
  open: List;
  waiting: List;
}

type Me = Self<typeof spec, State, Settings>;
export type DatabaseView = View<typeof settings, typeof spec>;

function queryTime({ random, settings: s, state }: Me): number {
  const usual = random.queries.draw(s.queryTime);
  return state.slow * (random.kinds.chance(s.slowShare) ? random.slowQueries.draw(s.slowTime) : usual);
}

function begin(self: Me, row: number): void {
  const { messages, state } = self;
  messages.pushBack(state.open, row);
  self.metrics.busy.set(state.open.length);
  messages.startedAt[row] = self.now;
  self.metrics.wait.record(self.now - messages.arrivedAt[row]!);
  work(self, row, queryTime(self));
}

function work(self: Me, row: number, duration: number): void {
  const { messages, state } = self;
  messages.due[row] = state.locked ? duration : self.now + duration;
  messages.calleeTimer[row] = state.locked ? -1 : self.timers.done.after(duration, row);
}

/** Nobody asks whether the caller is still there: a database finishes what it was told to do. */
function done(self: Me, row: number): void {
  const { messages, state } = self;
  messages.remove(state.open, row);
  self.metrics.busy.set(state.open.length);
  self.metrics.latency.record(self.now - messages.arrivedAt[row]!);
  if (self.random.faults.chance(state.failShare)) fail(self, row, outcome.failed);
  else if (state.stock > 0) {
    self.metrics.stock.set(--state.stock);
    self.metrics.answered.add();
    self.reply(row, outcome.ok);
  } else {
    self.metrics.soldOut.add();
    self.reply(row, outcome.soldOut);
  }
  beginWaiting(self);
}

function beginWaiting(self: Me): void {
  const { messages, state, settings: s } = self;
  while (state.waiting.length > 0 && state.open.length < s.connections) {
    const next = messages.shift(state.waiting);
    self.metrics.waiting.set(state.waiting.length);
    begin(self, next);
  }
}

/** More connections take from the line at once; where there are too many, queries end before others begin. */
function reconfigure(self: Me, before: Settings): void {
  const { state, settings: s } = self;
  state.stock += s.stock - before.stock;
  self.metrics.stock.set(Math.max(0, state.stock));
  beginWaiting(self);
}

function fail(self: Me, row: number, code: number): void {
  self.metrics.failed.add();
  self.reply(row, code);
}

function unlock({ state, metrics }: Me): void {
  state.locked = false;
  metrics.locked.set(0);
}

export const database = definePart({
  title: 'Database',
  says: 'A fixed number of connections, a table that can be locked, and a stock that is counted down.',
  shelf: 'stores',
  charted: 'busy',
  portrait: { busy: 40, up: 1, stock: 1_000_000_000 },
  spec,
  settings,
  acts,
  station,
  behaviour: {
    state: (s: Settings): State => ({
      up: true,
      locked: false,
      slow: 1,
      failShare: 0,
      stock: s.stock,
      open: emptyList(),
      waiting: emptyList(),
    }),

    start({ state, metrics }: Me) {
      metrics.up.set(1);
      metrics.stock.set(state.stock);
    },

    receive: {
      in(self: Me, row) {
        const { state, messages, settings: s } = self;
        self.metrics.queries.add();
        if (!state.up) return fail(self, row, outcome.unreachable);
        if (state.open.length < s.connections) return begin(self, row);
        if (state.waiting.length >= s.queue) {
          self.metrics.rejected.add();
          return fail(self, row, outcome.rejected);
        }
        messages.startedAt[row] = NOT_YET;
        messages.pushBack(state.waiting, row);
        self.metrics.waiting.set(state.waiting.length);
      },
    },

    timers: { done },

    acts: {
      lock: {
        begin(self: Me) {
          const { state, messages } = self;
          // A database that is down has nobody who could lock it.
          if (!state.up || state.locked) return;
          state.locked = true;
          self.metrics.locked.set(1);
          for (let row = state.open.head; row >= 0; row = messages.next[row]!) {
            self.cancel(messages.calleeTimer[row]!);
            messages.due[row] = messages.due[row]! - self.now;
          }
        },
        end(self: Me) {
          const { state, messages } = self;
          if (!state.locked) return;
          unlock(self);
          for (let row = state.open.head; row >= 0; row = messages.next[row]!)
            work(self, row, messages.due[row]!);
        },
      },
      slow: slowing<Me>(),
      fail: failing<Me>(),
      crash: {
        begin(self: Me) {
          const { state, messages } = self;
          if (!state.up) return;
          state.up = false;
          self.metrics.up.set(0);
          // The session that held the lock dies with the rest.
          unlock(self);
          for (const list of [state.open, state.waiting]) {
            for (let row = messages.shift(list); row >= 0; row = messages.shift(list)) {
              self.cancel(messages.calleeTimer[row]!);
              fail(self, row, outcome.crashed);
            }
          }
          self.metrics.busy.set(0);
          self.metrics.waiting.set(0);
        },
        end({ state, metrics }: Me) {
          state.up = true;
          metrics.up.set(1);
        },
      },
    },

    reconfigure,
  },

  why,

  status: ({ metrics, rates, settings: s }) => {
    if (metrics.up === 0) return { mood: 'down', word: 'down' };
    if (metrics.locked > 0) return { mood: 'failing', word: 'locked' };
    if (rates.failed > rates.rejected && rates.failed >= rates.answered + rates.soldOut)
      return { mood: 'failing', word: 'failing' };
    if (rates.rejected > 0) return { mood: 'throttled', word: 'turning away' };
    if (metrics.busy >= s.connections) return { mood: 'throttled', word: 'full' };
    if (metrics.stock === 0) return { mood: 'throttled', word: 'sold out' };
    return metrics.busy > 0 ? { mood: 'busy', word: 'working' } : { mood: 'calm', word: 'idle' };
  },
});
