/** The plainest parts there can be, for tests of the engine alone: callers by the clock, and one that answers. */
import type { Distribution } from '../src/engine/distributions.ts';
import { emptyList, type List } from '../src/engine/messages.ts';
import { outcome } from '../src/engine/outcome.ts';
import type { Act, Behaviour, Model, PartKind, PartSpec, Self } from '../src/engine/part.ts';
import { World } from '../src/engine/world.ts';

/** Binds a behaviour to its spec without a catalog. */
export function kindOf<P extends PartSpec, State, Settings>(
  spec: P,
  behaviour: Behaviour<Self<P, State, Settings>, State, Settings>,
): PartKind {
  return { spec, behaviour };
}

export interface CallerSettings {
  /** Ticks at which a user comes, rising. */
  readonly at: readonly number[];
  /** Ticks after which a call is abandoned; null: never. */
  readonly timeout: number | null;
  readonly retries: number;
  /** Calls that nobody waits for. */
  readonly tells: boolean;
}

const callerSpec = {
  kind: 'caller',
  ports: { out: { side: 'out', protocol: 'request', says: 'calls' } },
  metrics: {
    open: { type: 'level', unit: 'requests', says: 'open' },
    made: { type: 'counter', unit: 'requests', says: 'made' },
    latency: { type: 'timing', unit: 'time', says: 'latency' },
  },
  timers: ['come', 'timeout'],
  streams: [],
} as const satisfies PartSpec;

interface CallerState {
  open: number;
  /** Users who have come. */
  come: number;
}
type Caller = Self<typeof callerSpec, CallerState, CallerSettings>;

function awaitNext({ settings, state, timers, now }: Caller): void {
  const at = settings.at[state.come];
  if (at !== undefined) timers.come.after(at - now);
}

function attempt(self: Caller, row: number): void {
  if (self.settings.tells) {
    self.ports.out.tell(row);
    ended(self, row, outcome.ok);
    return;
  }
  const call = self.ports.out.call(row);
  if (self.settings.timeout !== null)
    self.messages.callerTimer[call] = self.timers.timeout.after(self.settings.timeout, call);
}

function ended(self: Caller, row: number, code: number): void {
  const attempts = self.messages.attempts[row]!;
  if (code !== outcome.ok && attempts < self.settings.retries) {
    self.messages.attempts[row] = attempts + 1;
    attempt(self, row);
    return;
  }
  self.metrics.open.set(--self.state.open);
  self.metrics.latency.record(self.now - self.messages.sentAt[row]!);
  self.endRequest(row, code);
}

export const caller = kindOf<typeof callerSpec, CallerState, CallerSettings>(callerSpec, {
  state: () => ({ open: 0, come: 0 }),
  start: awaitNext,
  timers: {
    come(self) {
      self.state.come++;
      awaitNext(self);
      self.metrics.made.add();
      self.metrics.open.set(++self.state.open);
      attempt(self, self.beginRequest());
    },
    timeout(self, call) {
      const row = self.parentOf(call);
      self.abandon(call);
      ended(self, row, outcome.timedOut);
    },
  },
  reply: {
    out(self, call, code) {
      self.cancel(self.messages.callerTimer[call]!);
      ended(self, self.parentOf(call), code);
    },
  },
});

export interface AnswererSettings {
  readonly takes: Distribution;
  readonly slots: number;
  readonly answer: 'ok' | 'failed' | 'drop' | 'nothing' | 'throw';
  /** Calls on over its own wire before it answers. */
  readonly asks: boolean;
}

const answererSpec = {
  kind: 'answerer',
  ports: {
    in: { side: 'in', protocol: 'request', says: 'calls' },
    out: { side: 'out', protocol: 'request', says: 'calls' },
  },
  metrics: {
    busy: { type: 'level', unit: 'slots', says: 'busy' },
    waiting: { type: 'level', unit: 'calls', says: 'waiting' },
    oldest: { type: 'age', unit: 'time', says: 'age of the oldest that waits' },
    done: { type: 'counter', unit: 'calls', says: 'done' },
  },
  timers: ['done'],
  streams: ['work'],
} as const satisfies PartSpec;

interface AnswererState {
  busy: number;
  waiting: List;
  paused: boolean;
}
type Answerer = Self<typeof answererSpec, AnswererState, AnswererSettings>;

function begin(self: Answerer): void {
  const { state, messages, settings } = self;
  while (!state.paused && state.busy < settings.slots && state.waiting.length > 0) {
    const row = messages.shift(state.waiting);
    self.metrics.busy.set(++state.busy);
    messages.startedAt[row] = self.now;
    self.timers.done.after(self.random.work.draw(settings.takes), row);
  }
  self.metrics.waiting.set(state.waiting.length);
  self.metrics.oldest.since(state.waiting.head < 0 ? -1 : messages.arrivedAt[state.waiting.head]!);
}

function finish(self: Answerer, row: number): void {
  const { answer } = self.settings;
  if (answer === 'throw') throw new Error('It broke.');
  self.metrics.busy.set(--self.state.busy);
  self.metrics.done.add();
  if (answer === 'drop') self.drop(row, outcome.lost);
  else if (answer !== 'nothing') self.reply(row, outcome[answer]);
  begin(self);
}

export const answerer = kindOf<typeof answererSpec, AnswererState, AnswererSettings>(answererSpec, {
  state: () => ({ busy: 0, waiting: emptyList(), paused: false }),
  receive: {
    in(self, row) {
      self.messages.pushBack(self.state.waiting, row);
      begin(self);
    },
  },
  reply: {
    out(self, call) {
      finish(self, self.parentOf(call));
    },
  },
  timers: {
    done(self, row) {
      if (self.settings.asks) self.ports.out.call(row);
      else finish(self, row);
    },
  },
  acts: {
    pause: {
      begin(self) {
        self.state.paused = true;
      },
      end(self) {
        self.state.paused = false;
        begin(self);
      },
    },
  },
});

const CALLS: CallerSettings = { at: [0], timeout: null, retries: 0, tells: false };
const ANSWERS: AnswererSettings = {
  takes: { law: 'constant', value: 10 },
  slots: 1,
  answer: 'ok',
  asks: false,
};

export const pause = (at: number, phase: 'begin' | 'end', part = 1): Act => ({
  at,
  part,
  act: 'pause',
  phase,
  settings: {},
});

/** `users` who call `app`, over one wire. */
export function pair(
  calls: Partial<CallerSettings> = {},
  answers: Partial<AnswererSettings> = {},
  more: Partial<Pick<Model, 'acts' | 'until'>> & { readonly latency?: Distribution } = {},
): Model {
  return {
    parts: [
      { id: 'users', kind: caller, settings: { ...CALLS, ...calls } },
      { id: 'app', kind: answerer, settings: { ...ANSWERS, ...answers } },
    ],
    wires: [
      {
        from: { part: 0, port: 'out' },
        to: { part: 1, port: 'in' },
        latency: more.latency ?? { law: 'constant', value: 0 },
        weight: 1,
      },
    ],
    acts: more.acts ?? [],
    until: more.until ?? 1000,
  };
}

/** Users every 10 ticks or so, a service of chance, a wire of chance: something happens all the time. */
export const busy = (until = 20_000): Model =>
  pair(
    { at: Array.from({ length: Math.floor(until / 10) }, (_, i) => 10 * i), timeout: 90, retries: 1 },
    { takes: { law: 'exponential', mean: 9 }, slots: 2 },
    { until, latency: { law: 'uniform', from: 0, to: 5 }, acts: [pause(5000, 'begin'), pause(5500, 'end')] },
  );

/** A part's shape with nothing in it but what is given. */
export const spec = (more: Partial<PartSpec> = {}): PartSpec => ({
  kind: 'test',
  ports: {},
  metrics: {},
  timers: [],
  streams: [],
  ...more,
});

/** A model of one part. */
export const alone = (kind: Model['parts'][0]['kind'], until = 1000): Model => ({
  parts: [{ id: 'it', kind, settings: {} }],
  wires: [],
  acts: [],
  until,
});

export const ran = (model: Model, seed: number | string = 1): World => {
  const world = new World(model, { seed });
  world.run();
  return world;
};
