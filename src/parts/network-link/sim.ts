import { outcome } from '../../engine/outcome.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import { type ActSpec, definePart, type SettingsOf, type View } from '../contract.ts';
import {
  arrive,
  arriveBack,
  crossingSettings,
  delayAct,
  delaying,
  isLost,
  lose,
  loseAct,
  losing,
  nobodyOnTheWay,
  type OnTheWay,
  setOut,
  setOutBack,
} from '../crossing.ts';
import { handOn } from '../handOn.ts';
import { station } from './station.ts';
import { why } from './why.ts';

export const settings = crossingSettings;
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
  delay: delayAct,
  lose: loseAct,
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

export interface State extends OnTheWay {
  cut: 'no' | 'lost' | 'refused';
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
  if (state.cut === 'no') return isLost(self, row);
  lose(self, row);
  return true;
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
    state: (): State => ({ ...nobodyOnTheWay(), cut: 'no' }),

    receive: {
      in(self: Me, row) {
        if (!stops(self, row)) self.timers.there.after(setOut(self, row), row);
      },
    },

    reply: {
      out(self: Me, call, code) {
        if (!stops(self, self.parentOf(call))) setOutBack(self, call, code);
      },
    },

    timers: {
      there(self: Me, row) {
        arrive(self, row);
        handOn(self, row, self.ports.out);
      },
      back: arriveBack,
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
      delay: delaying<Me>(),
      lose: losing<Me>(),
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
