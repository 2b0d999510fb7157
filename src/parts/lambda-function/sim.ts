import { TICKS_PER_SECOND } from '../../engine/clock.ts';
import { outcome } from '../../engine/outcome.ts';
import { POLL } from '../../rules/poll.ts';
import { definePart } from '../contract.ts';
import { failing, slowing } from '../hurts.ts';
import { eventIsOld, takeEvent, tryEvent } from './events.ts';
import { expire, expireAnew, invoke, loseWarm, startsOf } from './instances.ts';
import { begin, fitPollers, grown, openMappings, receive, received, removed } from './mapping.ts';
import { acts, settings } from './settings.ts';
import { type Me, type Settings, type State, spec } from './spec.ts';
import { why } from './why.ts';
import { answered, die, initialised, timedOut, undone, worked } from './work.ts';

export type { FunctionView, Settings } from './spec.ts';

const GIBIBYTE = 1024 ** 3;

type Problem = { readonly setting: keyof typeof settings; readonly expected: string };

function check(s: Settings): readonly Problem[] {
  const problems: Problem[] = [];
  if (s.BatchSize > 10 && s.MaximumBatchingWindowInSeconds < TICKS_PER_SECOND)
    problems.push({
      setting: 'MaximumBatchingWindowInSeconds',
      expected: 'at least 1s with a BatchSize above 10',
    });
  if (s.MaximumConcurrency > 1000 && s.MaximumConcurrency < 1250)
    problems.push({ setting: 'MaximumConcurrency', expected: '2 to 1,000, or 1,250 for none' });
  return problems;
}

export const lambdaFunction = definePart({
  title: 'Lambda function',
  says: 'Code that runs on instances which come and go: called, sent events, or fed from a queue.',
  charted: 'concurrent',
  portrait: { concurrent: 4, warm: 3, blocked: 1 },
  spec,
  settings,
  acts,
  check,
  errors: {
    throttled: { code: 'TooManyRequestsException', message: 'Rate Exceeded.', status: 429 },
    failed: { code: 'Unhandled', message: 'The function returned an error.', status: 200 },
  },
  behaviour: {
    state: (s: Settings): State => {
      const starts = startsOf(s);
      return {
        runs: [],
        concurrent: 0,
        blocked: 0,
        idle: [],
        expiring: -1,
        starts,
        startsLeft: { credit: starts.full, at: 0 },
        pollers: [],
        mappings: [],
        held: 0,
        asyncWaiting: 0,
        slow: 1,
        failShare: 0,
        seen: new Uint32Array(32),
      };
    },

    // The mappings open after whatever is done to the part in the first moment.
    start: (self: Me) => void self.timers.open.after(0),

    receive: {
      invoke(self: Me, row) {
        if (invoke(self, 'call', [row]) < 0) self.reply(row, outcome.throttled);
      },
      async: takeEvent,
    },

    reply: {
      source(self: Me, call, code) {
        if (self.messages.verb[call] === POLL.receive) received(self, call, code);
        else removed(self, call, code);
      },
      calls: (self: Me, call, code) => answered(self, self.parentOf(call), code),
      undo: (self: Me, call, code) => undone(self, self.parentOf(call), code),
    },

    timers: {
      open: openMappings,
      initialised,
      done: worked,
      timeout: timedOut,
      expire,
      event: tryEvent,
      eventAge: eventIsOld,
      receive,
      again: begin,
      grow: grown,
    },

    acts: {
      crash: {
        begin(self: Me) {
          self.state.runs.forEach((run, number) => {
            if (run !== null) die(self, number);
          });
          loseWarm(self);
        },
      },
      slow: slowing<Me>(),
      fail: failing<Me>(),
    },

    reconfigure(self: Me, before: Settings) {
      const { state, settings: s } = self;
      if (before.keepWarm !== s.keepWarm) expireAnew(self);
      if (before.scalingPer10s !== s.scalingPer10s) {
        state.starts = startsOf(s);
        state.startsLeft = { credit: state.starts.full, at: self.now };
      }
      fitPollers(self);
    },
  },

  why,

  status: ({ metrics, rates, settings: s }) => {
    if (rates.errors > 0 && rates.errors >= rates.invocations / 2)
      return { mood: 'failing', word: 'failing' };
    if (rates.throttles > 0) return { mood: 'throttled', word: 'throttled' };
    if (metrics.concurrent > 0 && metrics.concurrent >= s.ReservedConcurrentExecutions)
      return { mood: 'throttled', word: 'at its limit' };
    if (metrics.concurrent > 0) return { mood: 'busy', word: 'running' };
    return metrics.warm > 0 ? { mood: 'calm', word: 'warm' } : { mood: 'calm', word: 'cold' };
  },

  cost: (s, totals) => [
    {
      what: `${totals.billed} ms of ${Math.round(s.MemorySize / 1024 ** 2)} MiB`,
      usd: (totals.billed / 1000) * (s.MemorySize / GIBIBYTE) * s.pricePerGBSecond,
    },
    {
      what: `${totals.invocations} invocations`,
      usd: (totals.invocations * s.pricePerMillionRequests) / 1_000_000,
    },
  ],
});
