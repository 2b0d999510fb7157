import type { Distribution } from '../../engine/distributions.ts';
import { outcome } from '../../engine/outcome.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import { type ActSpec, definePart, type SettingsOf, type SettingsSpec, type View } from '../contract.ts';
import { handBack, handOn } from '../handOn.ts';
import { station } from './station.ts';
import { why } from './why.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';
const ZONES =
  'https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/availability-zones.html';

export const settings = {
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
export type Settings = SettingsOf<typeof settings>;

export const acts = {
  partition: {
    title: 'Cut the link',
    says: 'Nothing gets across until the act ends.',
    lasts: true,
    settings: {
      mode: {
        type: 'choice',
        default: 'lost',
        choices: ['lost', 'refused'],
        says: 'Packets vanish and the caller hears nothing, or the caller is told at once that nobody can be reached.',
        source:
          'lost: a security group or a black-hole route drops silently; refused: a router that says "no route"',
      },
    },
  },
  delay: {
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
  },
  lose: {
    title: 'Lose a share',
    says: 'A share of calls and answers gets lost, in place of the usual one.',
    lasts: true,
    settings: { share: { type: 'share', default: 0.1, says: 'Share that is lost.', source: ASSUMPTION } },
  },
} as const satisfies Record<string, ActSpec>;

export const spec = {
  kind: 'network-link',
  ports: {
    in: { side: 'in', protocol: 'request', through: 'out', says: 'calls that go across' },
    out: { side: 'out', protocol: 'request', required: true, says: 'the other side' },
  },
  metrics: {
    inFlight: { type: 'level', unit: 'packets', says: 'calls and answers on the way' },
    cut: { type: 'level', unit: 'links', says: '1 while the link is cut' },
    slowed: { type: 'level', unit: 'links', says: '1 while crossings are delayed' },
    passed: { type: 'counter', unit: 'packets', says: 'calls and answers that got across' },
    lost: { type: 'counter', unit: 'packets', says: 'calls and answers that were lost' },
    refused: { type: 'counter', unit: 'packets', says: 'calls and answers that were turned back' },
    transit: { type: 'timing', unit: 'time', says: 'time for one crossing' },
  },
  timers: ['there', 'back'],
  streams: ['latency', 'delay', 'loss'],
} as const satisfies PartSpec;

export interface State {
  inFlight: number;
  cut: 'no' | 'lost' | 'refused';
  /** In place of the usual share, null without one. */
  loss: number | null;
  extra: Distribution | null;
}

type Me = Self<typeof spec, State, Settings>;
export type LinkView = View<typeof settings, typeof spec>;

/** Whether a call (or its answer) does not get onto the link; the row is then done with. */
function stops(self: Me, row: number): boolean {
  const { state, metrics } = self;
  if (state.cut === 'refused') {
    metrics.refused.add();
    self.reply(row, outcome.unreachable);
    return true;
  }
  if (state.cut === 'lost' || self.random.loss.chance(state.loss ?? self.settings.loss)) {
    metrics.lost.add();
    self.drop(row, outcome.lost);
    return true;
  }
  return false;
}

/** @returns ticks for one crossing */
function setOut(self: Me, row: number): number {
  const { state, random, settings: s } = self;
  self.messages.due[row] = self.now;
  self.metrics.inFlight.set(++state.inFlight);
  return random.latency.draw(s.latency) + (state.extra === null ? 0 : random.delay.draw(state.extra));
}

function arrive(self: Me, row: number): void {
  self.metrics.inFlight.set(--self.state.inFlight);
  self.metrics.passed.add();
  self.metrics.transit.record(self.now - self.messages.due[row]!);
}

export const networkLink = definePart({
  title: 'Network link',
  says: 'Carries calls to the other side and answers back, and can lose or delay them.',
  shelf: 'between',
  portrait: { inFlight: 3 },
  inlet: { into: 'in', outOf: 'out', settings: { latency: '0s' } },
  spec,
  settings,
  acts,
  instant: true,
  station,
  behaviour: {
    state: (): State => ({ inFlight: 0, cut: 'no', loss: null, extra: null }),

    receive: {
      in(self: Me, row) {
        if (!stops(self, row)) self.timers.there.after(setOut(self, row), row);
      },
    },

    reply: {
      out(self: Me, call, code) {
        const row = self.parentOf(call);
        if (stops(self, row)) return;
        handBack(self, call);
        self.messages.step[row] = code;
        // On the way, `due` is when it set out.
        self.messages.place[row] = self.messages.due[row]!;
        self.timers.back.after(setOut(self, row), row);
      },
    },

    timers: {
      there(self: Me, row) {
        arrive(self, row);
        handOn(self, row, self.ports.out);
      },
      back(self: Me, row) {
        arrive(self, row);
        self.messages.due[row] = self.messages.place[row]!;
        self.reply(row, self.messages.step[row]!);
      },
    },

    acts: {
      partition: {
        begin({ state, metrics }: Me, { mode }: { mode: 'lost' | 'refused' }) {
          state.cut = mode;
          metrics.cut.set(1);
        },
        end({ state, metrics }: Me) {
          state.cut = 'no';
          metrics.cut.set(0);
        },
      },
      delay: {
        begin({ state, metrics }: Me, { extra }: { extra: Distribution }) {
          state.extra = extra;
          metrics.slowed.set(1);
        },
        end({ state, metrics }: Me) {
          state.extra = null;
          metrics.slowed.set(0);
        },
      },
      lose: {
        begin({ state }: Me, { share }: { share: number }) {
          state.loss = share;
        },
        end({ state }: Me) {
          state.loss = null;
        },
      },
    },
  },

  why,

  status: ({ metrics, rates }) => {
    if (metrics.cut > 0) return { mood: 'down', word: 'cut' };
    if (rates.lost > 0 && rates.lost >= rates.passed) return { mood: 'failing', word: 'losing' };
    if (rates.lost > 0) return { mood: 'throttled', word: 'losing some' };
    if (metrics.slowed > 0) return { mood: 'throttled', word: 'slow' };
    return metrics.inFlight > 0 ? { mood: 'busy', word: 'carrying' } : { mood: 'calm', word: 'quiet' };
  },
});
