import { TICKS_PER_SECOND } from '../../engine/clock.ts';
import { isGood, isThrottling, outcome } from '../../engine/outcome.ts';
import { errorIn } from '../../rules/serviceError.ts';
import { handBack } from '../handOn.ts';
import { askedIn, type FoundSource, hitsIn, sourcesIn } from '../ragContents.ts';
import { sheetOf } from './build.ts';
import { builderDefinition } from './definition.ts';
import type { Me, State } from './spec.ts';
import { why } from './why.ts';

export type { BuilderView, Settings, State } from './spec.ts';

const TICKS_PER_MS = 1000;
/** Of a wait that nobody named: half a second, doubled each time, up to eight. */
const BACKOFF = 0.5 * TICKS_PER_SECOND;
const BACKOFF_MOST = 8 * TICKS_PER_SECOND;

function end(self: Me, row: number, code: number): void {
  const { state, metrics, messages } = self;
  if (isGood(code)) metrics.answered.add();
  else metrics.failed.add();
  metrics.latency.record(self.now - messages.arrivedAt[row]!);
  metrics.open.set(--state.open);
}

/** Builds the sheet from what is there, and sends it. */
function send(self: Me, row: number, found: readonly FoundSource[] | null): void {
  const { metrics, messages, contents, settings: s } = self;
  const { text } = askedIn(self.contentOf(row), messages.request[row]!);
  const sheet = sheetOf(found, text, s);
  if (!sheet.ok) {
    metrics.tooLong.add();
    metrics.promptSize.set(sheet.tokens);
    end(self, row, outcome.invalid);
    return self.reply(row, outcome.invalid, sheet.error);
  }
  const { prompt } = sheet.letter;
  metrics.prompts.add();
  metrics.promptSize.set(prompt.tokens);
  metrics.promptTokens.add(prompt.tokens);
  metrics.sources.add(prompt.sources.length);
  metrics.leftOut.add(prompt.dropped);
  messages.place[row] = contents.place(sheet.letter);
  messages.attempts[row] = 0;
  ask(self, row);
}

/** `place` of a question: where its sheet is among the contents. */
function ask(self: Me, row: number): void {
  const call = self.ports.model.call(row);
  self.messages.content[call] = self.messages.place[row]!;
}

/** The answer, or the error that somebody further on gave. */
function answer(self: Me, call: number, code: number): void {
  const row = handBack(self, call);
  end(self, row, code);
  self.reply(row, code);
}

export const promptBuilder = builderDefinition(
  {
    state: (): State => ({ open: 0, waiting: 0 }),

    receive: {
      ask(self: Me, row) {
        const { state, metrics, ports, settings: s } = self;
        metrics.asked.add();
        metrics.open.set(++state.open);
        if (s.wholeLibrary && ports.library.wires > 0) ports.library.call(row);
        else if (!s.wholeLibrary && ports.search.wires > 0 && s.top > 0) ports.search.call(row);
        else send(self, row, null);
      },
    },

    reply: {
      search(self: Me, call, code) {
        if (!isGood(code)) return answer(self, call, code);
        send(self, self.parentOf(call), hitsIn(self.contentOf(call))?.hits ?? null);
      },
      library(self: Me, call, code) {
        if (!isGood(code)) return answer(self, call, code);
        send(self, self.parentOf(call), sourcesIn(self.contentOf(call))?.documents ?? null);
      },
      model(self: Me, call, code) {
        const { state, messages, metrics, settings: s } = self;
        const row = self.parentOf(call);
        const error = errorIn(self.contentOf(call));
        if (error?.code === 'context_length_exceeded') metrics.tooLong.add();
        const before = messages.attempts[row]!;
        if (!isThrottling(code) || before >= s.retries) return answer(self, call, code);
        messages.attempts[row] = before + 1;
        metrics.retries.add();
        metrics.waiting.set(++state.waiting);
        const told = (error?.retryAfterMs ?? 0) * TICKS_PER_MS;
        const named = told > 0 && told <= s.patience;
        self.timers.again.after(named ? told : backoffAfter(before), row);
      },
    },

    timers: {
      again(self: Me, row) {
        self.metrics.waiting.set(--self.state.waiting);
        ask(self, row);
      },
    },
  },
  why,
);

function backoffAfter(attempts: number): number {
  let wait = BACKOFF;
  for (let i = 0; i < attempts && wait < BACKOFF_MOST; i++) wait *= 2;
  return Math.min(wait, BACKOFF_MOST);
}
