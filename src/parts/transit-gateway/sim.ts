import type { Distribution } from '../../engine/distributions.ts';
import { outcome } from '../../engine/outcome.ts';
import { definePart } from '../contract.ts';
import { handBack, handOn } from '../handOn.ts';
import { crosses, DROPPED, knownRoutes, showDown, wayOf } from './routing.ts';
import { acts, inWire, outWire, settings } from './settings.ts';
import { type Me, type Settings, type State, spec } from './spec.ts';
import { station } from './station.ts';
import { why } from './why.ts';

export type { GatewayView, Settings } from './spec.ts';

/** Whether a call (or its answer) is lost on the way; the row is then done with. */
function isLost(self: Me, row: number): boolean {
  const { state, random, settings: s } = self;
  if (!random.loss.chance(state.loss ?? s.loss)) return false;
  self.metrics.lost.add();
  self.drop(row, outcome.lost);
  return true;
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
      inFlight: 0,
      routes: [],
      names: [],
      down: null,
      blackhole: null,
      loss: null,
      extra: null,
    }),

    start: knownRoutes,

    receive: {
      in(self: Me, row) {
        const way = wayOf(self, row);
        if (way < 0) {
          if (way === DROPPED.noRoute) self.metrics.noRoute.add();
          else if (way === DROPPED.blackhole) self.metrics.blackholed.add();
          else self.metrics.lost.add();
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
          if (self.state.blackhole === '') self.metrics.blackholed.add();
          else self.metrics.lost.add();
          return self.drop(row, outcome.lost);
        }
        if (isLost(self, row)) return;
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
        handOn(self, row, self.ports.out, self.messages.place[row]);
      },
      back(self: Me, row) {
        arrive(self, row);
        self.messages.due[row] = self.messages.place[row]!;
        self.reply(row, self.messages.step[row]!);
      },
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
