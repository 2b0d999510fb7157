import { emptyList } from '../../engine/messages.ts';
import { copyPlain } from '../../engine/snapshot.ts';
import { cloneState } from '../../golang/machine/newMachine.ts';
import { goDefinition } from './definition.ts';
import { begin, called, end, goOn, serve, stop } from './process.ts';
import type { Me, Settings, State } from './spec.ts';
import { why } from './why.ts';

export type { GoView, Settings, State } from './spec.ts';

/** What makes another process, at once. */
const OF_THE_PROCESS = ['code', 'entry', 'version', 'GOMAXPROCS'] as const;

export const goProgram = goDefinition(
  {
    state: (): State => ({
      machine: null,
      begunAt: 0,
      open: emptyList(),
      calls: {},
      calling: 0,
      worked: 0,
      step: -1,
      stepAt: -1,
      busyFrom: 0,
      start: -1,
      crashed: false,
      slow: 1,
    }),

    copy: ({ machine, ...rest }: State): State => ({
      ...copyPlain(rest),
      machine: machine === null ? null : cloneState(machine),
    }),

    start(self: Me) {
      self.state.start = self.timers.start.after(0);
    },

    receive: { requests: serve },
    reply: { calls: called },

    timers: {
      start: begin,
      step(self: Me) {
        self.state.step = -1;
        goOn(self);
      },
    },

    acts: {
      crash: {
        begin(self: Me) {
          goOn(self);
          end(self, 'killed (137)', true);
        },
      },
      slowIo: {
        begin(self: Me, { factor }: { factor: number }) {
          goOn(self);
          self.state.slow = factor;
        },
        end(self: Me) {
          goOn(self);
          self.state.slow = 1;
        },
      },
    },

    reconfigure(self: Me, before: Settings) {
      const { state, settings: s } = self;
      if (OF_THE_PROCESS.some((name) => before[name] !== s[name])) {
        // Before the first process there is none to be replaced.
        if (state.start >= 0 && !state.crashed) return;
        stop(self);
        state.crashed = false;
        begin(self);
      } else if (state.crashed && before.restart !== s.restart) {
        self.cancel(state.start);
        state.start = s.restart === null ? -1 : self.timers.start.after(s.restart);
      }
    },
  },
  why,
);
