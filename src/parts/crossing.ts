/** For parts that calls, and their answers, take time to cross: they set out and arrive, late or not at all. */
import type { Distribution } from '../engine/distributions.ts';
import type { Counter, Level, Timing } from '../engine/ledger.ts';
import { outcome } from '../engine/outcome.ts';
import type { ActHandlers, PartSpec, Self, Stream, Timer } from '../engine/part.ts';
import type { ActSpec, SettingsOf, SettingsSpec } from './contract.ts';
import { handBack } from './handOn.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';

const ZONES =
  'https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/availability-zones.html';

export const crossingSettings = {
  latency: {
    type: 'distribution',
    default: 'uniform 0.5ms..1.5ms',
    says: 'Time that a call takes to cross, and an answer on its way back.',
    source: `${ASSUMPTION}; ${ZONES} promises single-digit milliseconds between the zones of a region`,
  },
  loss: {
    type: 'share',
    default: 0,
    says: 'Share of calls, and of answers, that get lost on the way.',
    source: `${ASSUMPTION}: a healthy network loses so little that the protocols below hide it`,
  },
} as const satisfies SettingsSpec;

export const delayAct = {
  title: 'Delay',
  says: 'Every crossing takes longer.',
  lasts: true,
  settings: {
    extra: {
      type: 'distribution',
      default: '200ms',
      says: 'Added to each crossing, in either direction.',
      source: ASSUMPTION,
    },
  },
} as const satisfies ActSpec;

export const loseAct = {
  title: 'Lose a share',
  says: 'A share of calls and answers gets lost, in place of the usual one.',
  lasts: true,
  settings: { share: { type: 'share', default: 0.1, says: 'Share that is lost.', source: ASSUMPTION } },
} as const satisfies ActSpec;

/** What a crossing keeps in its part's state. */
export interface OnTheWay {
  inFlight: number;
  /** In place of the usual share, null without one. */
  loss: number | null;
  /** Added to each crossing, null without an act. */
  extra: Distribution | null;
}

export const nobodyOnTheWay = (): OnTheWay => ({ inFlight: 0, loss: null, extra: null });

type Way = Pick<
  Self<PartSpec, OnTheWay, SettingsOf<typeof crossingSettings>>,
  | 'now'
  | 'state'
  | 'settings'
  | 'messages'
  | 'drop'
  | 'reply'
  | 'aboutOf'
  | 'parentOf'
  | 'take'
  | 'attach'
  | 'items'
  | 'store'
  | 'discard'
> & {
  readonly random: Readonly<Record<'latency' | 'delay' | 'loss', Stream>>;
  readonly timers: { readonly back: Timer };
  readonly metrics: {
    readonly inFlight: Level;
    readonly passed: Counter;
    readonly lost: Counter;
    readonly transit: Timing;
  };
};

/** Handlers of `delayAct`, for a part that shows it with the level `slowed`. */
export const delaying = <
  Me extends { readonly state: OnTheWay; readonly metrics: { readonly slowed: Level } },
>(): ActHandlers<Me> => ({
  begin({ state, metrics }: Me, { extra }: { extra: Distribution }) {
    state.extra = extra;
    metrics.slowed.set(1);
  },
  end({ state, metrics }: Me) {
    state.extra = null;
    metrics.slowed.set(0);
  },
});

/** Handlers of `loseAct`. */
export const losing = <Me extends { readonly state: OnTheWay }>(): ActHandlers<Me> => ({
  begin({ state }: Me, { share }: { share: number }) {
    state.loss = share;
  },
  end({ state }: Me) {
    state.loss = null;
  },
});

/** Whether a call (or its answer) is lost by chance; the row is then done with. */
export function isLost(self: Way, row: number): boolean {
  const { state, random, settings: s } = self;
  if (!random.loss.chance(state.loss ?? s.loss)) return false;
  lose(self, row);
  return true;
}

export function lose(self: Way, row: number): void {
  self.metrics.lost.add();
  self.drop(row, outcome.lost);
}

/** On the way `due` is when it set out. @returns ticks for one crossing */
export function setOut(self: Way, row: number): number {
  const { state, random, settings: s } = self;
  self.messages.due[row] = self.now;
  self.metrics.inFlight.set(++state.inFlight);
  return random.latency.draw(s.latency) + (state.extra === null ? 0 : random.delay.draw(state.extra));
}

export function arrive(self: Way, row: number): void {
  self.metrics.inFlight.set(--self.state.inFlight);
  self.metrics.passed.add();
  self.metrics.transit.record(self.now - self.messages.due[row]!);
}

/** The answer sets out: its outcome waits in `step`, and in `place` the uid of what was stored, which an answer carries in `due`. */
export function setOutBack(self: Way, call: number, code: number): void {
  const { messages } = self;
  const row = handBack(self, call);
  messages.step[row] = code;
  messages.place[row] = messages.due[row]!;
  self.timers.back.after(setOut(self, row), row);
}

export function arriveBack(self: Way, row: number): void {
  const { messages } = self;
  arrive(self, row);
  messages.due[row] = messages.place[row]!;
  self.reply(row, messages.step[row]!);
}
