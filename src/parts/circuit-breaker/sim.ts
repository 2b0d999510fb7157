import { isGood, isRetriable, outcome } from '../../engine/outcome.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import { admits, answered, type Circuit, change, forget, freshCircuit } from '../../rules/retry/circuit.ts';
import { definePart, type SettingsOf, type View } from '../contract.ts';
import { handBack, handOn } from '../handOn.ts';
import { acts, settings } from './settings.ts';
import { station } from './station.ts';
import { why } from './why.ts';

export type Settings = SettingsOf<typeof settings>;

export const spec = {
  kind: 'circuit-breaker',
  ports: {
    in: { side: 'in', protocol: 'request', through: 'out', says: 'calls to let through' },
    out: { side: 'out', protocol: 'request', required: true, says: 'who is spared when it fails' },
  },
  metrics: {
    closed: { type: 'level', unit: 'circuits', says: '1 while every call passes' },
    open: { type: 'level', unit: 'circuits', says: '1 while none does' },
    halfOpen: { type: 'level', unit: 'circuits', says: '1 while a few try whether it works again' },
    failures: { type: 'level', unit: 'calls', says: 'failures in the window, while closed' },
    underWay: { type: 'level', unit: 'calls', says: 'calls let through and not answered yet' },
    opened: { type: 'counter', unit: 'times', says: 'times it opened' },
    passed: { type: 'counter', unit: 'calls', says: 'calls let through' },
    probes: { type: 'counter', unit: 'calls', says: 'of these, while it was half open' },
    refused: { type: 'counter', unit: 'calls', says: 'calls refused at once, because it was open' },
    answered: { type: 'counter', unit: 'calls', says: 'calls let through and answered well' },
    failed: { type: 'counter', unit: 'calls', says: 'calls let through and answered badly, or not in time' },
    timeouts: { type: 'counter', unit: 'calls', says: 'of the failed: no answer in time' },
    latency: { type: 'timing', unit: 'time', says: 'from letting a call through to its answer' },
  },
  timers: ['delay', 'timeout'],
  streams: [],
} as const satisfies PartSpec;

export interface State {
  circuit: Circuit;
  /** Open by an act: no delay ends that. */
  forced: boolean;
  /** The timer to half open, or -1. */
  delayTimer: number;
  underWay: number;
}

type Me = Self<typeof spec, State, Settings>;
export type BreakerView = View<typeof settings, typeof spec>;

function show(self: Me): void {
  const { circuit } = self.state;
  for (const is of ['closed', 'open', 'halfOpen'] as const) self.metrics[is].set(Number(circuit.is === is));
  self.metrics.failures.set(circuit.failures);
}

/** To be called when the circuit has changed. */
function changed(self: Me): void {
  const { state, settings: s } = self;
  self.cancel(state.delayTimer);
  state.delayTimer = -1;
  if (state.circuit.is === 'open') {
    self.metrics.opened.add();
    if (!state.forced) state.delayTimer = self.timers.delay.after(s.delay);
  }
}

/** What does no good to ask again, the one who was asked has answered: that is no failure of theirs. */
const failure = (code: number): boolean => !isGood(code) && isRetriable(code);

/** @returns the row of the call that came in, to be answered */
function ended(self: Me, call: number, code: number): void {
  const { state, messages } = self;
  if (answered(state.circuit, self.settings, messages.mark[call]!, failure(code))) changed(self);
  show(self);
  self.metrics.underWay.set(--state.underWay);
  if (isGood(code)) self.metrics.answered.add();
  else self.metrics.failed.add();
  self.metrics.latency.record(self.now - messages.sentAt[call]!);
}

export const circuitBreaker = definePart({
  title: 'Circuit breaker',
  says: 'Stops calls to somebody who fails too often, and tries now and then whether they work again.',
  shelf: 'between',
  charted: 'open',
  portrait: { closed: 1, underWay: 2 },
  inlet: { into: 'in', outOf: 'out', settings: { requestVolumeThreshold: 10_000, failureRatio: '100 %' } },
  spec,
  settings,
  acts,
  instant: true,
  station,
  behaviour: {
    state: (): State => ({ circuit: freshCircuit(), forced: false, delayTimer: -1, underWay: 0 }),

    start: show,

    receive: {
      in(self: Me, row) {
        const { state, messages, settings: s } = self;
        if (!admits(state.circuit, s)) {
          self.metrics.refused.add();
          self.reply(row, outcome.circuitOpen);
          return;
        }
        self.metrics.passed.add();
        if (state.circuit.is === 'halfOpen') self.metrics.probes.add();
        self.metrics.underWay.set(++state.underWay);
        const call = handOn(self, row, self.ports.out);
        messages.mark[call] = state.circuit.era;
        if (s.timeout !== null) messages.callerTimer[call] = self.timers.timeout.after(s.timeout, call);
      },
    },

    reply: {
      out(self: Me, call, code) {
        const { messages } = self;
        self.cancel(messages.callerTimer[call]!);
        ended(self, call, code);
        const row = handBack(self, call);
        self.reply(row, code);
      },
    },

    timers: {
      delay(self: Me) {
        self.state.delayTimer = -1;
        change(self.state.circuit, 'halfOpen');
        show(self);
      },
      timeout(self: Me, call) {
        const row = self.parentOf(call);
        self.metrics.timeouts.add();
        ended(self, call, outcome.timedOut);
        self.abandon(call);
        self.reply(row, outcome.timedOut);
      },
    },

    acts: {
      forceOpen: {
        begin(self: Me) {
          self.state.forced = true;
          if (self.state.circuit.is !== 'open') change(self.state.circuit, 'open');
          changed(self);
          show(self);
        },
        end(self: Me) {
          self.state.forced = false;
          change(self.state.circuit, 'closed');
          changed(self);
          show(self);
        },
        // It is open, and stays so.
        again() {},
      },
    },

    reconfigure(self: Me, before: Settings) {
      if (self.settings.requestVolumeThreshold !== before.requestVolumeThreshold) forget(self.state.circuit);
      show(self);
    },
  },

  why,

  status: ({ metrics, rates }) => {
    if (metrics.open > 0) return { mood: 'failing', word: 'open' };
    if (metrics.halfOpen > 0) return { mood: 'throttled', word: 'half open' };
    return rates.passed > 0 || metrics.underWay > 0
      ? { mood: 'busy', word: 'closed' }
      : { mood: 'calm', word: 'closed' };
  },
});
