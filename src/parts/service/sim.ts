import { emptyList, NOT_YET } from '../../engine/messages.ts';
import { outcome } from '../../engine/outcome.ts';
import { definePart } from '../contract.ts';
import { failing, slowing } from '../hurts.ts';
import { crash, freshInstance, reconfigure, restart, scheduleFault } from './instances.ts';
import { acts, settings } from './settings.ts';
import { type Me, type Settings, type State, spec } from './spec.ts';
import { station } from './station.ts';
import { why } from './why.ts';
import { answered, attempt, begin, beginWaiting, finish, freeInstance, freeSlot, turnAway } from './work.ts';

export type { ServiceView, Settings, State } from './spec.ts';

export const service = definePart({
  title: 'Service',
  says: 'A program with a fixed number of slots: each request holds one while it is worked on.',
  charted: 'busy',
  portrait: { busy: 6, blocked: 2, up: 1 },
  spec,
  settings,
  acts,
  station,
  behaviour: {
    state: (s: Settings): State => ({
      instances: Array.from({ length: s.instances }, freshInstance),
      waiting: emptyList(),
      busy: 0,
      blocked: 0,
      up: s.instances,
      slow: 1,
      failShare: 0,
    }),

    start(self: Me) {
      self.metrics.up.set(self.state.up);
      self.metrics.callees.set(self.ports.calls.wires);
      for (let i = 0; i < self.settings.instances; i++) scheduleFault(self, i);
    },

    receive: {
      in(self: Me, row) {
        const { state, settings: s, messages } = self;
        self.metrics.arrived.add();
        if (state.up === 0 && s.onCrash === 'lose') return turnAway(self, row, outcome.unreachable);
        if (self.random.faults.chance(state.failShare)) return turnAway(self, row, outcome.failed);
        const place = freeInstance(self);
        if (place >= 0) return begin(self, row, place);
        if (state.waiting.length >= s.queue) {
          self.metrics.rejected.add();
          return turnAway(self, row, outcome.rejected);
        }
        messages.startedAt[row] = NOT_YET;
        messages.pushBack(state.waiting, row);
        self.metrics.waiting.set(state.waiting.length);
        if (s.patience !== null) {
          messages.calleeTimer[row] = self.timers.giveUp.after(self.random.patience.draw(s.patience), row);
        }
      },
    },

    reply: {
      calls(self: Me, call, code) {
        self.cancel(self.messages.callerTimer[call]!);
        answered(self, self.parentOf(call), code);
      },
    },

    timers: {
      done(self: Me, row) {
        const { messages, state } = self;
        if (self.ports.calls.wires === 0) return finish(self, row, outcome.ok);
        const frees = self.settings.whileCalling === 'frees its slot';
        if (frees) freeSlot(self, row);
        else self.metrics.blocked.set(++state.blocked);
        messages.step[row] = 0;
        attempt(self, row);
        if (frees) beginWaiting(self);
      },
      timeout(self: Me, call) {
        const row = self.parentOf(call);
        self.abandon(call);
        self.metrics.timeouts.add();
        answered(self, row, outcome.timedOut);
      },
      retry: attempt,
      giveUp(self: Me, row) {
        self.messages.remove(self.state.waiting, row);
        self.metrics.waiting.set(self.state.waiting.length);
        self.metrics.gaveUp.add();
        turnAway(self, row, outcome.gaveUp);
      },
      fail(self: Me, place) {
        self.state.instances[place]!.fault = -1;
        crash(self, place, 'broken');
        self.timers.repaired.after(self.random.faults.draw(self.settings.repairTime), place);
      },
      repaired(self: Me, place) {
        restart(self, place, 'broken');
        scheduleFault(self, place);
      },
    },

    acts: {
      crash: {
        begin(self: Me, { instances }: { instances: number }) {
          for (let i = 0; i < Math.min(instances, self.state.instances.length); i++)
            crash(self, i, 'stopped');
        },
        end(self: Me) {
          for (let i = 0; i < self.state.instances.length; i++) restart(self, i, 'stopped');
        },
        again(self: Me, { instances }: { instances: number }) {
          for (let i = 0; i < self.state.instances.length; i++) {
            if (i < instances) crash(self, i, 'stopped');
            else restart(self, i, 'stopped');
          }
        },
      },
      slow: slowing<Me>(),
      fail: failing<Me>(),
    },

    reconfigure,
  },

  why,

  status: ({ metrics, rates, settings: s }) => {
    const slots = s.slots * s.instances;
    if (metrics.up === 0) return { mood: 'down', word: s.onCrash === 'lose' ? 'down' : 'paused' };
    if (rates.failed > 0 && rates.failed >= rates.answered) return { mood: 'failing', word: 'failing' };
    if (metrics.blocked >= slots) return { mood: 'failing', word: 'stuck' };
    if (rates.failed > 0 || metrics.busy >= slots)
      return { mood: 'throttled', word: rates.rejected > 0 ? 'turning away' : 'full' };
    return metrics.busy > 0 ? { mood: 'busy', word: 'working' } : { mood: 'calm', word: 'idle' };
  },

  cost: (s, _totals, seconds) => [
    {
      what: `${s.slots * s.instances} slots for ${Math.round(seconds)} s`,
      usd: (s.slots * s.instances * s.pricePerSlotHour * seconds) / 3600,
    },
  ],
});
