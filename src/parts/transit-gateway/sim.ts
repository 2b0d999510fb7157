import { outcome } from '../../engine/outcome.ts';
import { definePart } from '../contract.ts';
import {
  arrive,
  arriveBack,
  delaying,
  isLost,
  lose,
  losing,
  nobodyOnTheWay,
  setOut,
  setOutBack,
} from '../crossing.ts';
import { handOn } from '../handOn.ts';
import { crosses, DROPPED, knownRoutes, showDown, wayOf } from './routing.ts';
import { acts, inWire, outWire, settings } from './settings.ts';
import { type Me, type Settings, type State, spec } from './spec.ts';
import { station } from './station.ts';
import { why } from './why.ts';

export type { GatewayView, Settings } from './spec.ts';

export const transitGateway = definePart({
  title: 'Transit Gateway',
  says: 'A regional router between networks: route tables decide which calls get where.',
  shelf: 'between',
  portrait: { inFlight: 3 },
  spec,
  settings,
  wires: { in: inWire, out: outWire },
  acts,
  instant: true,
  station,
  behaviour: {
    state: (): State => ({
      ...nobodyOnTheWay(),
      routes: [],
      names: [],
      down: null,
      blackhole: null,
    }),

    start: knownRoutes,

    receive: {
      in(self: Me, row) {
        const way = wayOf(self, row);
        if (way < 0) {
          if (way === DROPPED.noRoute) self.metrics.noRoute.add();
          else if (way === DROPPED.blackhole) self.metrics.blackholed.add();
          else return lose(self, row);
          return self.drop(row, outcome.lost);
        }
        self.messages.place[row] = way;
        if (!isLost(self, row)) self.timers.there.after(setOut(self, row), row);
      },
    },

    reply: {
      out(self: Me, call, code) {
        const row = self.parentOf(call);
        if (!crosses(self, row)) {
          if (self.state.blackhole !== '') return lose(self, row);
          self.metrics.blackholed.add();
          return self.drop(row, outcome.lost);
        }
        if (!isLost(self, row)) setOutBack(self, call, code);
      },
    },

    timers: {
      there(self: Me, row) {
        arrive(self, row);
        handOn(self, row, self.ports.out, self.messages.place[row]);
      },
      back: arriveBack,
    },

    acts: {
      attachmentDown: {
        begin(self: Me, { attachment }: { attachment: string | null }) {
          self.state.down = attachment ?? '';
          showDown(self);
        },
        end(self: Me) {
          self.state.down = null;
          showDown(self);
        },
      },
      blackhole: {
        begin({ state }: Me, { cidr }: { cidr: string | null }) {
          state.blackhole = cidr ?? '';
        },
        end({ state }: Me) {
          state.blackhole = null;
        },
      },
      delay: delaying<Me>(),
      lose: losing<Me>(),
    },

    reconfigure(self: Me, before: Settings) {
      if (before.routes !== self.settings.routes) knownRoutes(self);
    },
  },

  why,

  status: ({ metrics, rates }) => {
    const dropped = rates.lost + rates.noRoute + rates.blackholed;
    if (metrics.down > 0) return { mood: 'down', word: 'attachment down' };
    if (dropped > 0 && dropped >= rates.passed) return { mood: 'failing', word: 'dropping' };
    if (dropped > 0) return { mood: 'throttled', word: 'dropping some' };
    if (metrics.slowed > 0) return { mood: 'throttled', word: 'slow' };
    return metrics.inFlight > 0 ? { mood: 'busy', word: 'carrying' } : { mood: 'calm', word: 'quiet' };
  },
});
