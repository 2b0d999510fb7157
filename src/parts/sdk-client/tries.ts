/** A job's life: sent, answered or not, and perhaps tried again. */

import { seconds, TICKS_PER_SECOND } from '../../engine/clock.ts';
import { isGood, outcome } from '../../engine/outcome.ts';
import { type ErrorType, errorTypeOf, errorTypeOfOutcome, isConflict } from '../../rules/retry/classify.ts';
import { jitteredWait } from '../../rules/retry/jitter.ts';
import { RULE_SETS } from '../../rules/retry/ruleSets.ts';
import { heard, takeSendToken } from '../../rules/retry/sendRate.ts';
import { afterFailure, afterSuccess, legacyWait } from '../../rules/retry/standard.ts';
import { errorIn, type ServiceError } from '../../rules/serviceError.ts';
import { takeEntry } from '../handOn.ts';
import { call, handBack } from './carry.ts';
import { callsOf, count, FREE, type Me } from './spec.ts';

const TICKS_PER_MS = TICKS_PER_SECOND / 1000;
/** One number of 0..1. */
const UNIT = { law: 'uniform', from: 0, to: 1 } as const;

export function begin(self: Me, job: number): void {
  const { messages, settings: s } = self;
  messages.attempts[job] = 0;
  messages.step[job] = FREE;
  messages.due[job] = s.base;
  send(self, job);
}

/** At once, or in its turn where the mode adaptive holds calls back. */
export function send(self: Me, job: number): void {
  const { state, messages } = self;
  if (self.settings.mode !== 'adaptive') return launch(self, job);
  messages.pushBack(state.waiting, job);
  count(self, 'waiting', job, 1);
  if (state.waiting.length === 1) sendWaiting(self);
}

/** Sends the jobs that wait, in their order, as far as there are tokens; the next is looked after by a timer. */
export function sendWaiting(self: Me): void {
  const { state, messages } = self;
  self.cancel(state.sendTimer);
  state.sendTimer = -1;
  while (state.waiting.length > 0) {
    const held = self.settings.mode === 'adaptive' ? takeSendToken(state.rate, seconds(self.now)) : 0;
    if (held > 0) {
      state.sendTimer = self.timers.send.after(Math.max(1, Math.ceil(held * TICKS_PER_SECOND)));
      return;
    }
    const job = messages.shift(state.waiting);
    count(self, 'waiting', job, -1);
    launch(self, job);
  }
}

function launch(self: Me, job: number): void {
  const { messages, metrics, settings: s } = self;
  metrics.attempts.add();
  if (messages.attempts[job]! > 0) metrics.retries.add();
  messages.attempts[job] = messages.attempts[job]! + 1;
  count(self, 'open', job, 1);
  const made = call(self, job);
  messages.child[job] = made;
  if (s.attemptTimeout !== null)
    messages.callerTimer[made] = self.timers.timeout.after(s.attemptTimeout, made);
}

/** @param answer the call's row, -1 when nobody waits for it any more */
export function concluded(self: Me, job: number, code: number, answer: number): void {
  const { state, messages, settings: s } = self;
  messages.child[job] = -1;
  count(self, 'open', job, -1);
  const type = isGood(code) ? null : typeOf(self, code, answer);
  if (s.mode === 'adaptive') {
    heard(state.rate, seconds(self.now), type === 'throttling');
    showRate(self);
  }
  if (type === null) {
    const cost = messages.step[job]!;
    if (s.mode === 'standard' || s.mode === 'adaptive')
      afterSuccess(state.quota, s.quota, cost === FREE ? null : cost);
    self.metrics.tokens.set(state.quota.tokens);
    finish(self, job, code, answer);
  } else {
    const wait = waitAfter(self, job, type, answer);
    if (wait === null) finish(self, job, code, answer);
    else {
      count(self, 'backingOff', job, 1);
      messages.calleeTimer[job] = self.timers.retry.after(wait, job);
    }
  }
  if (s.mode === 'adaptive') sendWaiting(self);
}

function typeOf(self: Me, code: number, answer: number): ErrorType {
  if (self.settings.retryConflicts && isConflict(code)) return 'transient';
  const said = errorOf(self, answer);
  return said ? errorTypeOf(said.code, said.status) : errorTypeOfOutcome(code);
}

/** What a bad answer says of itself; -1: nobody answered. */
function errorOf(self: Me, answer: number): ServiceError | null {
  return answer < 0 ? null : errorIn(self.contentOf(answer));
}

/** @returns ticks until the next try, null when there is to be none */
function waitAfter(self: Me, job: number, type: ErrorType, answer: number): number | null {
  const { state, messages, settings: s } = self;
  const before = messages.attempts[job]! - 1;
  const hintMs = errorOf(self, answer)?.retryAfterMs ?? null;
  const failure = { type, before, hintMs, longPoll: false };
  const draw = () => self.random.backoff.draw(UNIT);
  switch (s.mode) {
    case 'none':
      return null;
    case 'legacy': {
      const wait = legacyWait(s.maxAttempts, failure, draw);
      return wait === null ? null : wait * TICKS_PER_MS;
    }
    case 'custom': {
      if (type === 'other' || before + 1 >= s.maxAttempts) return null;
      const wait = jitteredWait(s, before + 1, messages.due[job]!, draw);
      messages.due[job] = wait;
      return wait;
    }
    default: {
      const decision = afterFailure(RULE_SETS[s.rules], state.quota, s.maxAttempts, failure, draw);
      self.metrics.tokens.set(state.quota.tokens);
      if (!decision.again) {
        if (decision.because === 'tokens') self.metrics.outOfTokens.add(callsOf(self, job).length);
        return null;
      }
      messages.step[job] = decision.cost;
      return decision.waitMs * TICKS_PER_MS;
    }
  }
}

function finish(self: Me, job: number, code: number, answer: number): void {
  const { messages, metrics } = self;
  const alone = messages.place[job]! < 0;
  const calls = callsOf(self, job);
  for (const row of calls) {
    let ended = code;
    if (answer >= 0) {
      if (alone) handBack(self, row, answer);
      else if (isGood(code)) ended = takeEntry(self, answer, row) ? messages.step[row]! : outcome.failed;
      else messages.content[row] = messages.content[answer]!;
    }
    if (isGood(ended)) metrics.answered.add();
    else metrics.failed.add();
    metrics.latency.record(self.now - messages.arrivedAt[row]!);
    self.reply(row, ended);
  }
  if (!alone) self.discard(job, isGood(code) ? outcome.ok : code);
}

/** In hundredths of a call a second, so that the figure can be read. */
export function showRate(self: Me): void {
  const { rate } = self.state;
  const limits = self.settings.mode === 'adaptive' && rate.enabled;
  self.metrics.rate.set(limits ? Math.round(rate.fillRate * 100) / 100 : 0);
}
