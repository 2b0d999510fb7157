import { TICKS_PER_SECOND } from '../../engine/clock.ts';
import { outcome } from '../../engine/outcome.ts';
import { freshBucket } from '../../rules/azure/openai/ptu.ts';
import { freshQuota } from '../../rules/azure/openai/quota.ts';
import { contextLengthExceeded } from '../../rules/azure/rag/prompt.ts';
import { failing, goingDown, slowing, turnsAway } from '../hurts.ts';
import { beginMinute } from '../openaiQuota.ts';
import { correct, refusalOf, showUtilisation } from './admit.ts';
import { modelDefinition } from './definition.ts';
import { promptOfCall, spoken } from './speak.ts';
import type { Me, Settings, State } from './spec.ts';
import { why } from './why.ts';

export type { ModelView, Settings, State } from './spec.ts';

function chat(self: Me, row: number): void {
  const { state, messages, metrics, settings: s } = self;
  metrics.prompts.add();
  if (turnsAway(self, row)) return;
  const letter = promptOfCall(self.contentOf(row), messages.request[row]!);
  const { tokens, maxTokens } = letter.prompt;
  if (tokens + maxTokens > s.contextWindow) {
    metrics.tooLong.add();
    return self.reply(row, outcome.invalid, contextLengthExceeded(s.contextWindow, tokens, maxTokens));
  }
  const refusal = refusalOf(self, tokens, maxTokens);
  if (refusal) {
    metrics.throttled.add();
    return self.reply(row, outcome.throttled, refusal);
  }
  const answer = spoken(letter, s);
  const first =
    (self.random.latency.draw(s.firstToken) + (tokens / s.readsPerSecond) * TICKS_PER_SECOND) * state.slow;
  const writing = (answer.tokens.completion / s.tokensPerSecond) * TICKS_PER_SECOND * state.slow;
  metrics.firstToken.record(Math.round(first));
  metrics.open.set(++state.open);
  // What it says is settled when it begins: another setting later changes nothing about it.
  messages.place[row] = self.contents.place(answer);
  self.timers.done.after(first + writing, row);
}

function done(self: Me, row: number): void {
  const { state, messages, metrics, contents } = self;
  const { prompt } = promptOfCall(self.contentOf(row), messages.request[row]!);
  const answer = contents.at(messages.place[row]!) as ReturnType<typeof spoken>;
  correct(self, prompt.tokens, prompt.maxTokens, answer.tokens.completion);
  metrics.open.set(--state.open);
  metrics.answered.add();
  metrics.promptTokens.add(answer.tokens.prompt);
  metrics.answerTokens.add(answer.tokens.completion);
  if (answer.finish === 'length') metrics.cutOff.add();
  if (answer.injections.some(({ obeyed }) => obeyed)) metrics.obeyed.add();
  metrics.fromSources.add(answer.sentences.filter(({ from }) => from === 'source').length);
  metrics.fromPrior.add(answer.sentences.filter(({ from }) => from === 'prior').length);
  metrics.latency.record(self.now - messages.arrivedAt[row]!);
  self.reply(row, outcome.ok, answer);
}

export const modelDeployment = modelDefinition(
  {
    state: (): State => ({
      quota: freshQuota(),
      counting: false,
      bucket: freshBucket(),
      draining: false,
      open: 0,
      down: false,
      slow: 1,
      failShare: 0,
    }),

    start(self: Me) {
      self.metrics.up.set(1);
    },

    receive: { chat },

    timers: {
      done,
      minute: beginMinute,
      drain(self: Me) {
        self.state.draining = false;
        showUtilisation(self);
      },
    },

    acts: { outage: goingDown<Me>(), slow: slowing<Me>(), fail: failing<Me>() },

    reconfigure(self: Me, before: Settings) {
      // Another way of billing begins with nothing used.
      if (before.billing !== self.settings.billing) self.state.bucket = { level: 0, at: self.now };
      showUtilisation(self);
    },
  },
  why,
);
