import { emptyList } from '../../engine/messages.ts';
import { isGood, isThrottling, outcome } from '../../engine/outcome.ts';
import { errorIn } from '../../rules/serviceError.ts';
import { documentIn } from '../ragContents.ts';
import { cutOf } from './cut.ts';
import { chunkerDefinition } from './definition.ts';
import type { Me, State } from './spec.ts';
import { why } from './why.ts';

export type { ChunkerView, Settings, State } from './spec.ts';

/** `place` of a scroll's call: whether one of its chunks was not taken. */
const WELL = 0;
const BADLY = 1;
const TICKS_PER_MS = 1000;

function show({ state, metrics }: Me): void {
  metrics.waiting.set(state.waiting.length);
  metrics.open.set(state.open);
}

function handOn(self: Me, row: number): void {
  self.ports.out.call(row);
}

function handOnMore(self: Me): void {
  const { state, messages, settings: s } = self;
  while (state.waiting.length > 0 && state.open < s.parallel) {
    state.open++;
    handOn(self, messages.shift(state.waiting));
  }
  show(self);
}

/** A row for what is to be handed on because of a scroll. @param place of its content */
function enqueue(self: Me, scroll: number, place: number): void {
  const row = self.store(scroll);
  self.messages.content[row] = place;
  self.messages.attempts[row] = 0;
  self.messages.pushBack(self.state.waiting, row);
  self.messages.step[scroll]!++;
}

function cut(self: Me, scroll: number): void {
  const { metrics, messages, contents, settings: s } = self;
  const letter = documentIn(self.contentOf(scroll));
  messages.step[scroll] = 0;
  messages.place[scroll] = WELL;
  if (letter?.removed) enqueue(self, scroll, messages.content[scroll]!);
  else if (letter) {
    const { chunks, tokens, cuts, splitSentences } = cutOf(letter, s);
    metrics.documents.add();
    metrics.chunks.add(chunks.length);
    metrics.tokens.add(tokens);
    metrics.cuts.add(cuts);
    metrics.splitSentences.add(splitSentences);
    for (const chunk of chunks) enqueue(self, scroll, contents.place(chunk));
  }
  if (messages.step[scroll] === 0) self.reply(scroll, outcome.ok);
  else handOnMore(self);
}

function done(self: Me, row: number, code: number): void {
  const { state, messages } = self;
  const scroll = self.parentOf(row);
  self.discard(row, code);
  state.open--;
  if (!isGood(code)) {
    self.metrics.failed.add();
    messages.place[scroll] = BADLY;
  }
  messages.step[scroll]!--;
  if (messages.step[scroll] === 0)
    self.reply(scroll, messages.place[scroll] === WELL ? outcome.ok : outcome.failed);
  handOnMore(self);
}

export const chunker = chunkerDefinition(
  {
    state: (): State => ({ waiting: emptyList(), open: 0 }),

    receive: {
      in(self: Me, row) {
        self.timers.cut.after(self.random.latency.draw(self.settings.latency), row);
      },
    },

    reply: {
      out(self: Me, call, code) {
        const { messages, settings: s } = self;
        const row = self.parentOf(call);
        if (!isThrottling(code) || messages.attempts[row]! >= s.retries) return done(self, row, code);
        messages.attempts[row]!++;
        self.metrics.retries.add();
        const after = errorIn(self.contentOf(call))?.retryAfterMs;
        self.timers.again.after(after === undefined ? s.retryAfter : after * TICKS_PER_MS, row);
      },
    },

    timers: {
      cut,
      again: handOn,
    },

    reconfigure: handOnMore,
  },
  why,
);
