import { isGood, outcome } from '../../engine/outcome.ts';
import { freshQuota } from '../../rules/azure/openai/quota.ts';
import { letterOf } from '../../rules/letter.ts';
import { handBack } from '../handOn.ts';
import { failing, goingDown, slowing, turnsAway } from '../hurts.ts';
import { beginMinute, charge, limitsOf } from '../openaiQuota.ts';
import { documentIn } from '../ragContents.ts';
import { embedderDefinition } from './definition.ts';
import type { Me, State } from './spec.ts';
import { embedded, tokensOf } from './vectors.ts';
import { why } from './why.ts';

export type { EmbedderView, Settings, State } from './spec.ts';

/** https://learn.microsoft.com/azure/ai-services/openai/concepts/models#embeddings */
const TOKENS_MOST = 8191;

/** `step` of a call: whether its vector is the answer, or it goes on with it. */
const ANSWERS = 0;
const GOES_ON = 1;

function take(self: Me, row: number, step: number): void {
  const { state, messages, metrics, settings: s } = self;
  if (turnsAway(self, row)) return;
  const tokens = tokensOf(letterOf(self.contentOf(row)), messages.request[row]!);
  if (tokens > TOKENS_MOST) {
    metrics.failed.add();
    return self.reply(row, outcome.invalid);
  }
  const admission = charge(self, limitsOf(s), tokens);
  if (!admission.ok) {
    metrics.throttled.add();
    return self.reply(row, outcome.throttled, admission.error);
  }
  metrics.tokens.add(tokens);
  metrics.open.set(++state.open);
  messages.step[row] = step;
  self.timers.done.after(self.random.latency.draw(s.latency) * state.slow, row);
}

/** What somebody else is told of: it has no words, and costs none. */
function passOn(self: Me, row: number): void {
  if (self.ports.out.wires === 0) return self.reply(row, outcome.ok);
  self.metrics.open.set(++self.state.open);
  self.ports.out.call(row);
}

function done(self: Me, row: number): void {
  const { state, messages, metrics, settings: s } = self;
  const answer = embedded(letterOf(self.contentOf(row)), messages.request[row]!, s);
  if (answer.vector.every((x) => x === 0)) metrics.unknown.add();
  metrics.latency.record(self.now - messages.arrivedAt[row]!);
  if (messages.step[row] === GOES_ON) {
    metrics.chunks.add();
    if (self.ports.out.wires > 0) {
      const call = self.ports.out.call(row);
      messages.content[call] = self.contents.place(answer);
      return;
    }
  } else metrics.questions.add();
  metrics.open.set(--state.open);
  self.reply(row, outcome.ok, answer);
}

export const embedder = embedderDefinition(
  {
    state: (): State => ({
      quota: freshQuota(),
      counting: false,
      open: 0,
      down: false,
      slow: 1,
      failShare: 0,
    }),

    start(self: Me) {
      self.metrics.up.set(1);
    },

    receive: {
      in(self: Me, row) {
        if (documentIn(self.contentOf(row))?.removed) passOn(self, row);
        else take(self, row, GOES_ON);
      },
      embed: (self: Me, row) => take(self, row, ANSWERS),
    },

    reply: {
      out(self: Me, call, code) {
        self.metrics.open.set(--self.state.open);
        if (!isGood(code)) self.metrics.failed.add();
        self.reply(handBack(self, call), code);
      },
    },

    timers: {
      done,
      minute: beginMinute,
    },

    acts: { outage: goingDown<Me>(), slow: slowing<Me>(), fail: failing<Me>() },
  },
  why,
);
