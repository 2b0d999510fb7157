import { isGood, OUTCOMES, outcome } from '../../engine/outcome.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import { type ActSpec, definePart, type SettingsOf, type SettingsSpec, type View } from '../contract.ts';
import { handBackCopies, handCopies } from '../handOn.ts';
import { failAct, failing, goingDown, outageAct, turnsAway } from '../hurts.ts';
import { station } from './station.ts';

export const settings = {} as const satisfies SettingsSpec;
export type Settings = SettingsOf<typeof settings>;

export const acts = {
  outage: outageAct,
  fail: failAct('A share of calls is answered with 500 at once, and nobody is asked.', 'calls'),
} as const satisfies Record<string, ActSpec>;

export const spec = {
  kind: 'join',
  ports: {
    in: { side: 'in', protocol: 'request', says: 'calls that need an answer from everybody' },
    out: { side: 'out', protocol: 'request', many: true, required: true, says: 'all who are asked, at once' },
  },
  metrics: {
    open: { type: 'level', unit: 'calls', says: 'calls that wait for an answer' },
    outstanding: { type: 'level', unit: 'answers', says: 'answers still missing' },
    up: { type: 'level', unit: 'joins', says: '1 while it listens' },
    passed: { type: 'counter', unit: 'calls', says: 'calls that came in' },
    answered: { type: 'counter', unit: 'calls', says: 'calls that all have answered well' },
    failed: {
      type: 'counter',
      unit: 'calls',
      says: 'calls that at least one has answered badly, or the join itself',
    },
    latency: { type: 'timing', unit: 'time', says: 'from asking to the last answer' },
    spread: {
      type: 'timing',
      unit: 'time',
      says: 'from the first answer to the last: what waiting for all costs',
    },
  },
  timers: [],
  streams: ['faults'],
} as const satisfies PartSpec;

export interface State {
  open: number;
  outstanding: number;
  down: boolean;
  failShare: number;
}

type Me = Self<typeof spec, State, Settings>;
export type JoinView = View<typeof settings, typeof spec>;

/** A bad answer and the wire it came over in one number; the least one is the first wire's. */
const CODES = OUTCOMES.length;
const ALL_GOOD = -1;

function showOpen(self: Me): void {
  self.metrics.open.set(self.state.open);
  self.metrics.outstanding.set(self.state.outstanding);
}

export const join = definePart({
  title: 'Join',
  says: 'Asks over all of its wires at once and answers when all have answered.',
  shelf: 'between',
  portrait: { open: 2, outstanding: 3, up: 1 },
  spec,
  settings,
  acts,
  instant: true,
  station,
  behaviour: {
    state: (): State => ({ open: 0, outstanding: 0, down: false, failShare: 0 }),

    start({ metrics }: Me) {
      metrics.up.set(1);
    },

    receive: {
      in(self: Me, row) {
        const { messages, state, ports } = self;
        const { wires } = ports.out;
        if (turnsAway(self, row)) return;
        // For the call that came in: `step` counts missing answers, `place` is the worst so far, `due` the first one's tick.
        messages.step[row] = wires;
        messages.place[row] = ALL_GOOD;
        self.metrics.passed.add();
        state.open++;
        state.outstanding += wires;
        showOpen(self);
        for (let nth = 0; nth < wires; nth++) {
          // Not in one line: the table may grow meanwhile, and its columns are others then.
          const call = handCopies(self, row, ports.out, nth);
          messages.mark[call] = nth;
        }
      },
    },

    reply: {
      out(self: Me, call, code) {
        const { messages, state, ports } = self;
        const row = self.parentOf(call);
        const missing = messages.step[row]! - 1;
        const isFirst = missing === ports.out.wires - 1;
        if (isFirst) messages.due[row] = self.now;
        messages.step[row] = missing;
        state.outstanding--;
        // Of what travelled along, too, a bad answer counts, whoever gave it.
        handBackCopies(
          self,
          call,
          row,
          (copy, item) => isFirst || (isGood(messages.step[item]!) && !isGood(messages.step[copy]!)),
        );
        const bad = messages.mark[call]! * CODES + code;
        const isWorst = !isGood(code) && (messages.place[row] === ALL_GOOD || bad < messages.place[row]!);
        if (isWorst) messages.place[row] = bad;
        // The words are those of the answer that counts.
        if (isWorst || messages.place[row] === ALL_GOOD) messages.content[row] = messages.content[call]!;
        if (missing === 0) {
          state.open--;
          finish(self, row);
        }
        showOpen(self);
      },
    },

    acts: { outage: goingDown<Me>(), fail: failing<Me>() },
  },

  status: ({ metrics, rates }) => {
    if (metrics.up === 0) return { mood: 'down', word: 'down' };
    if (rates.failed > 0 && rates.failed >= rates.answered) return { mood: 'failing', word: 'failing' };
    if (rates.failed > 0) return { mood: 'throttled', word: 'some fail' };
    return metrics.open > 0 ? { mood: 'busy', word: 'waiting for all' } : { mood: 'calm', word: 'idle' };
  },
});

function finish(self: Me, row: number): void {
  const { messages } = self;
  const worst = messages.place[row]!;
  if (worst === ALL_GOOD) self.metrics.answered.add();
  else self.metrics.failed.add();
  self.metrics.latency.record(self.now - messages.arrivedAt[row]!);
  self.metrics.spread.record(self.now - messages.due[row]!);
  self.reply(row, worst === ALL_GOOD ? outcome.ok : worst % CODES);
}
