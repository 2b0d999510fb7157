import { TICKS_PER_SECOND } from '../../engine/clock.ts';
import { isGood, isRetriable, outcome } from '../../engine/outcome.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import { backoffDelay } from '../../rules/backoff.ts';
import { written } from '../../rules/letter.ts';
import { definePart, type SettingsOf, type View } from '../contract.ts';
import { acts, settings } from './settings.ts';
import { station } from './station.ts';

export type Settings = SettingsOf<typeof settings>;

export const spec = {
  kind: 'traffic-source',
  ports: { out: { side: 'out', protocol: 'request', required: true, says: 'requests of users' } },
  metrics: {
    made: { type: 'counter', unit: 'requests', says: 'requests begun by users' },
    answered: { type: 'counter', unit: 'requests', says: 'requests that ended well' },
    failed: { type: 'counter', unit: 'requests', says: 'requests that ended badly' },
    retries: { type: 'counter', unit: 'retries', says: 'tries after the first' },
    open: { type: 'level', unit: 'requests', says: 'requests without an end yet' },
    backingOff: { type: 'level', unit: 'requests', says: 'requests waiting for their next try' },
    latency: { type: 'timing', unit: 'time', says: 'from a request to its answer, good or bad' },
  },
  timers: ['arrive', 'timeout', 'retry'],
  streams: ['arrivals', 'think', 'backoff', 'kinds'],
} as const satisfies PartSpec;

export interface State {
  /** When the next arrival is due, in fractions of a tick, so that an even rate does not drift. */
  due: number;
  next: number;
  /**
   * What was left of the gap to the next arrival at the last change of rate, in ticks x arrivals a second; null while
   * no gap has begun.
   */
  left: number | null;
  factor: number;
  traceAt: number;
  /** Of a closed source: those who are there, thinking or waiting. */
  users: number;
  open: number;
  backingOff: number;
}

type Me = Self<typeof spec, State, Settings>;
export type SourceView = View<typeof settings, typeof spec>;

/** The rate at a moment, a second. */
function rateAt(self: Me): number {
  const s = self.settings;
  const now = self.now;
  if (s.arrivals === 'burst')
    return self.state.factor * (now % s.burstEvery < s.burstFor ? s.burstRate : s.rate);
  if (s.arrivals === 'ramp') {
    const along = now < s.rampOver ? now / s.rampOver : 1;
    return self.state.factor * (s.rate + (s.rampTo - s.rate) * along);
  }
  return self.state.factor * s.rate;
}

function highestRate(self: Me, settings: Settings = self.settings): number {
  const { arrivals, rate, burstRate, rampTo } = settings;
  const highest =
    arrivals === 'burst' ? Math.max(rate, burstRate) : arrivals === 'ramp' ? Math.max(rate, rampTo) : rate;
  return self.state.factor * highest;
}

function scheduleNext(self: Me): void {
  const { state, settings: s } = self;
  if (s.arrivals === 'trace') {
    const at = s.trace[state.traceAt];
    if (at !== undefined) state.next = self.timers.arrive.after(at - self.now);
    return;
  }
  const rate = highestRate(self);
  if (rate <= 0) return;
  const gap = TICKS_PER_SECOND / rate;
  state.due =
    s.arrivals === 'constant'
      ? state.due + gap
      : self.now + self.random.arrivals.draw({ law: 'exponential', mean: gap });
  state.next = self.timers.arrive.after(state.due - self.now);
}

function begin(self: Me): void {
  const row = self.beginRequest();
  write(self, row);
  self.metrics.made.add();
  self.metrics.open.set(++self.state.open);
  attempt(self, row);
}

/** What the request says, where that makes a difference. */
function write(self: Me, row: number): void {
  const { messages: kinds } = self.settings;
  if (!kinds) return;
  const { kinds: chance } = self.random;
  let left = (chance.below(1_000_000_000) / 1_000_000_000) * kinds.reduce((sum, { share }) => sum + share, 0);
  const kind = kinds.find(({ share }) => {
    left -= share;
    return left < 0;
  });
  const letter = written(kind ?? kinds[kinds.length - 1]!, (n) => chance.below(n));
  self.messages.content[row] = self.contents.place(letter);
}

function attempt(self: Me, row: number): void {
  const call = self.ports.out.call(row);
  if (self.settings.timeout !== null)
    self.messages.callerTimer[call] = self.timers.timeout.after(self.settings.timeout, call);
}

function ended(self: Me, row: number, code: number): void {
  const { settings: s, state, messages } = self;
  const attempts = messages.attempts[row]!;
  if (isRetriable(code) && attempts < s.retries) {
    messages.attempts[row] = attempts + 1;
    self.metrics.retries.add();
    self.metrics.backingOff.set(++state.backingOff);
    const backoff = { law: s.backoff, factor: s.backoffFactor, most: s.backoffMax };
    self.timers.retry.after(backoffDelay(backoff, attempts, self.random.backoff), row);
    return;
  }
  if (isGood(code)) self.metrics.answered.add();
  else self.metrics.failed.add();
  self.metrics.latency.record(self.now - messages.sentAt[row]!);
  self.metrics.open.set(--state.open);
  self.endRequest(row, code);
  if (s.arrivals === 'closed') think(self);
}

function think(self: Me): void {
  self.timers.arrive.after(self.random.think.draw(self.settings.thinkTime));
}

/** Who is new thinks first; who is too many leaves when the next request would be made. */
function bringUsers(self: Me): void {
  for (const { state, settings: s } = self; state.users < s.users; state.users++) think(self);
}

export const trafficSource = definePart({
  title: 'Traffic source',
  says: 'Users who send requests and wait for the answers.',
  portrait: { open: 4 },
  spec,
  settings,
  acts,
  station,
  behaviour: {
    state: (): State => ({
      due: 0,
      next: -1,
      left: null,
      factor: 1,
      traceAt: 0,
      users: 0,
      open: 0,
      backingOff: 0,
    }),

    start(self: Me) {
      if (self.settings.arrivals !== 'closed') scheduleNext(self);
      else bringUsers(self);
    },

    reply: {
      out(self: Me, call, code) {
        self.cancel(self.messages.callerTimer[call]!);
        ended(self, self.parentOf(call), code);
      },
    },

    timers: {
      arrive(self: Me) {
        if (self.settings.arrivals === 'closed') {
          if (self.state.users <= self.settings.users) begin(self);
          else self.state.users--;
          return;
        }
        // Thinning: candidates come at the highest rate, each is kept with the share of the present one.
        const share =
          self.settings.arrivals === 'burst' || self.settings.arrivals === 'ramp'
            ? rateAt(self) / highestRate(self)
            : 1;
        self.state.traceAt++;
        scheduleNext(self);
        if (self.random.arrivals.chance(share)) begin(self);
      },
      timeout(self: Me, call) {
        const row = self.parentOf(call);
        self.abandon(call);
        ended(self, row, outcome.timedOut);
      },
      retry(self: Me, row) {
        self.metrics.backingOff.set(--self.state.backingOff);
        attempt(self, row);
      },
    },

    acts: {
      surge: {
        begin(self: Me, { factor }: { factor: number }) {
          changeFactor(self, factor);
        },
        end(self: Me) {
          changeFactor(self, 1);
        },
      },
    },

    reconfigure(self: Me, before) {
      if (self.settings.arrivals === 'closed') bringUsers(self);
      else changeRate(self, highestRate(self, before));
    },
  },

  status: ({ metrics, rates }) => {
    const bad = rates.failed > 0;
    if (bad && rates.failed > rates.answered) return { mood: 'failing', word: 'turned away' };
    if (bad) return { mood: 'throttled', word: 'some fail' };
    return metrics.open > 0 ? { mood: 'busy', word: 'asking' } : { mood: 'calm', word: 'quiet' };
  },
});

function changeFactor(self: Me, factor: number): void {
  const before = highestRate(self);
  self.state.factor = factor;
  changeRate(self, before);
}

/**
 * A change of rate takes effect at once: what is left of the present gap shrinks or stretches with it. Nothing is drawn
 * anew, so that a run with a surge and one without meet the same shoppers otherwise.
 * @param before the highest rate until now
 */
function changeRate(self: Me, before: number): void {
  const { state, settings: s } = self;
  const after = highestRate(self);
  if (s.arrivals === 'trace' || s.arrivals === 'closed' || after === before) return;
  if (before > 0) state.left = (state.due - self.now) * before;
  self.cancel(state.next);
  if (after <= 0) return;
  state.due = self.now;
  if (state.left === null) return scheduleNext(self);
  state.due += state.left / after;
  state.next = self.timers.arrive.after(state.due - self.now);
}
