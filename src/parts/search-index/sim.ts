import { isGood, outcome } from '../../engine/outcome.ts';
import { handBack } from '../handOn.ts';
import { failing, goingDown, slowing, turnsAway } from '../hurts.ts';
import { askedIn, embeddedIn } from '../ragContents.ts';
import { indexDefinition } from './definition.ts';
import { write } from './entries.ts';
import { hitsOf } from './find.ts';
import type { Me, State } from './spec.ts';
import { why } from './why.ts';

export type { IndexView, Settings, State } from './spec.ts';

const drawn = ({ random, settings, state }: Me): number => random.latency.draw(settings.latency) * state.slow;

const begin = ({ state, metrics }: Me): void => metrics.open.set(++state.open);
const end = ({ state, metrics }: Me): void => metrics.open.set(--state.open);

/** `place` of a question: where among the contents its vector is, once there is one; the question itself before. */
function answer(self: Me, row: number): void {
  const { messages, metrics, state, settings: s, contents } = self;
  const chunks = state.entries.map(({ place }) => contents.at(place));
  const embedded = contents.at(messages.place[row]!);
  const found = hitsOf(chunks, self.contentOf(row), messages.request[row]!, embedded, s);
  metrics.searches.add();
  metrics.filteredAway.add(found.filteredAway);
  if (found.hits.length === 0) metrics.empty.add();
  metrics.found.add(found.hits.length);
  for (const { textRank, vectorRank } of found.hits) {
    if (vectorRank === null) metrics.foundByText.add();
    else if (textRank === null) metrics.foundByVector.add();
    else metrics.foundByBoth.add();
  }
  metrics.latency.record(self.now - messages.arrivedAt[row]!);
  end(self);
  self.reply(row, outcome.ok, found);
}

export const searchIndex = indexDefinition(
  {
    state: (): State => ({ entries: [], open: 0, down: false, slow: 1, failShare: 0 }),

    start(self: Me) {
      self.metrics.up.set(1);
    },

    receive: {
      search(self: Me, row) {
        if (turnsAway(self, row)) return;
        begin(self);
        const { messages, ports, settings: s } = self;
        messages.place[row] = messages.content[row]!;
        const wantsVector = s.mode !== 'text' && ports.embed.wires > 0;
        const asks = askedIn(self.contentOf(row), messages.request[row]!).text !== '';
        if (wantsVector && asks && embeddedIn(self.contentOf(row)) === null) ports.embed.call(row);
        else self.timers.found.after(drawn(self), row);
      },
      documents(self: Me, row) {
        if (turnsAway(self, row)) return;
        begin(self);
        self.timers.written.after(drawn(self), row);
      },
    },

    reply: {
      embed(self: Me, call, code) {
        const { messages } = self;
        if (isGood(code)) {
          const row = self.parentOf(call);
          messages.place[row] = messages.content[call]!;
          self.timers.found.after(drawn(self), row);
          return;
        }
        self.metrics.failed.add();
        end(self);
        self.reply(handBack(self, call), code);
      },
    },

    timers: {
      found: answer,
      written(self: Me, row) {
        write(self, row);
        end(self);
        self.reply(row, outcome.ok);
      },
    },

    acts: { outage: goingDown<Me>(), slow: slowing<Me>(), fail: failing<Me>() },
  },
  why,
);
