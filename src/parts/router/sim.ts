import { isGood, outcome } from '../../engine/outcome.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import { type ActSpec, definePart, type SettingsOf, type SettingsSpec, type View } from '../contract.ts';
import { handBack, handOn } from '../handOn.ts';
import { failAct, failing, goingDown, outageAct, turnsAway } from '../hurts.ts';
import { station } from './station.ts';
import { why } from './why.ts';

const NGINX = 'https://nginx.org/en/docs/http/ngx_http_upstream_module.html';

export const settings = {
  choose: {
    type: 'choice',
    default: 'by weight',
    choices: ['by weight', 'in turn', 'least open'],
    says: 'How the wire for a call is picked: at random by weight, one after the other, or the one with the fewest open calls for its weight.',
    source: `assumption of this lab, 2026-11: "by weight" shows shares best; ${NGINX} knows all three (random, the usual round robin, least_conn)`,
  },
  skipFor: {
    type: 'optionalDuration',
    default: null,
    min: '1ms',
    max: '1h',
    says: 'How long a wire is left out after an answer that nobody listens there.',
    source: `assumption of this lab, 2026-11: off, so that the lesson can switch it on; ${NGINX} fail_timeout is 10 s with max_fails 1`,
  },
} as const satisfies SettingsSpec;
export type Settings = SettingsOf<typeof settings>;

export const acts = {
  outage: outageAct,
  fail: failAct('A share of calls is answered with 500 at once, and not handed on.', 'calls'),
} as const satisfies Record<string, ActSpec>;

export const spec = {
  kind: 'router',
  ports: {
    in: { side: 'in', protocol: 'request', says: 'calls to hand on' },
    out: { side: 'out', protocol: 'request', many: true, required: true, says: 'where calls may go' },
  },
  metrics: {
    open: { type: 'level', unit: 'calls', says: 'calls handed on and not answered yet' },
    leftOut: { type: 'level', unit: 'wires', says: 'wires that are left out for a while' },
    up: { type: 'level', unit: 'routers', says: '1 while it listens' },
    passed: { type: 'counter', unit: 'calls', says: 'calls handed on' },
    answered: { type: 'counter', unit: 'calls', says: 'calls answered well' },
    failed: { type: 'counter', unit: 'calls', says: 'calls answered badly' },
    unrouted: { type: 'counter', unit: 'calls', says: 'of the failed: no wire was left' },
    latency: { type: 'timing', unit: 'time', says: 'from handing a call on to its answer' },
  },
  timers: ['back'],
  streams: ['choose', 'faults'],
} as const satisfies PartSpec;

/** One entry a wire. */
export interface State {
  open: number[];
  /** For taking turns: what each wire is owed. */
  owed: number[];
  /** The timer that brings a wire back, -1 for one in use. */
  back: number[];
  down: boolean;
  failShare: number;
}

type Me = Self<typeof spec, State, Settings>;
export type RouterView = View<typeof settings, typeof spec>;

/** A wire's weight, 0 while it is left out. */
function weightNow(self: Me, nth: number): number {
  return self.state.back[nth]! < 0 ? self.ports.out.weight(nth) : 0;
}

/** @returns the wire for the next call, -1 when none is left */
function choose(self: Me): number {
  switch (self.settings.choose) {
    case 'by weight':
      return byWeight(self);
    case 'in turn':
      return inTurn(self, Number.POSITIVE_INFINITY);
    case 'least open': {
      let least = Number.POSITIVE_INFINITY;
      for (let nth = 0; nth < self.ports.out.wires; nth++) least = Math.min(least, load(self, nth));
      return inTurn(self, least);
    }
  }
}

function load(self: Me, nth: number): number {
  const weight = weightNow(self, nth);
  return weight > 0 ? self.state.open[nth]! / weight : Number.POSITIVE_INFINITY;
}

function byWeight(self: Me): number {
  const { wires } = self.ports.out;
  let total = 0;
  for (let nth = 0; nth < wires; nth++) total += weightNow(self, nth);
  if (total === 0) return -1;
  let point = self.random.choose.draw({ law: 'uniform', from: 0, to: total });
  let last = -1;
  for (let nth = 0; nth < wires; nth++) {
    const weight = weightNow(self, nth);
    if (weight === 0) continue;
    if (point < weight) return nth;
    point -= weight;
    last = nth;
  }
  return last;
}

/**
 * Smooth weighted round robin, as nginx does it: weights 5, 1, 1 give a a b a c a a, not five a in a row.
 * @param most only wires that are not busier than this take part
 */
function inTurn(self: Me, most: number): number {
  const { owed } = self.state;
  let total = 0;
  let best = -1;
  for (let nth = 0; nth < self.ports.out.wires; nth++) {
    const weight = weightNow(self, nth);
    if (weight === 0 || load(self, nth) > most) continue;
    owed[nth] = owed[nth]! + weight;
    total += weight;
    if (best < 0 || owed[nth]! > owed[best]!) best = nth;
  }
  if (best >= 0) owed[best] = owed[best]! - total;
  return best;
}

function leaveOut(self: Me, nth: number, duration: number): void {
  const { back } = self.state;
  self.cancel(back[nth]!);
  back[nth] = self.timers.back.after(duration, nth);
  showLeftOut(self);
}

function showLeftOut(self: Me): void {
  self.metrics.leftOut.set(self.state.back.filter((handle) => handle >= 0).length);
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

export const router = definePart({
  title: 'Router',
  says: 'Hands each call on over one of its wires, and the answer back.',
  shelf: 'between',
  portrait: { open: 4, up: 1 },
  spec,
  settings,
  acts,
  instant: true,
  station,
  behaviour: {
    state: (): State => ({ open: [], owed: [], back: [], down: false, failShare: 0 }),

    start({ state, ports, metrics }: Me) {
      metrics.up.set(1);
      for (let nth = 0; nth < ports.out.wires; nth++) {
        state.open.push(0);
        state.owed.push(0);
        state.back.push(-1);
      }
    },

    receive: {
      in(self: Me, row) {
        const { state, messages } = self;
        if (turnsAway(self, row)) return;
        const nth = choose(self);
        if (nth < 0) {
          self.metrics.failed.add();
          self.metrics.unrouted.add();
          return self.reply(row, outcome.unreachable);
        }
        const call = handOn(self, row, self.ports.out, nth);
        messages.mark[call] = nth;
        state.open[nth] = state.open[nth]! + 1;
        self.metrics.passed.add();
        self.metrics.open.set(sum(state.open));
      },
    },

    reply: {
      out(self: Me, call, code) {
        const { state, messages, settings: s } = self;
        const nth = messages.mark[call]!;
        state.open[nth] = state.open[nth]! - 1;
        self.metrics.open.set(sum(state.open));
        if (code === outcome.unreachable && s.skipFor !== null) leaveOut(self, nth, s.skipFor);
        if (isGood(code)) self.metrics.answered.add();
        else self.metrics.failed.add();
        self.metrics.latency.record(self.now - messages.sentAt[call]!);
        self.reply(handBack(self, call), code);
      },
    },

    timers: {
      back(self: Me, nth) {
        self.state.back[nth] = -1;
        showLeftOut(self);
      },
    },

    acts: { outage: goingDown<Me>(), fail: failing<Me>() },
  },

  why,

  status: ({ metrics, rates }) => {
    if (metrics.up === 0) return { mood: 'down', word: 'down' };
    if (rates.unrouted > 0) return { mood: 'failing', word: 'no way left' };
    if (rates.failed > 0 && rates.failed >= rates.answered) return { mood: 'failing', word: 'failing' };
    if (metrics.leftOut > 0) return { mood: 'throttled', word: 'routing around' };
    if (rates.failed > 0) return { mood: 'throttled', word: 'some fail' };
    return metrics.open > 0 ? { mood: 'busy', word: 'routing' } : { mood: 'calm', word: 'idle' };
  },
});
