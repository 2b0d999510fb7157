import { isGood, outcome } from '../../engine/outcome.ts';
import type { DocumentLetter } from '../ragContents.ts';
import { idsOf, storeDefinition } from './definition.ts';
import { lettersOf, removalOf, wholeOf } from './shelf.ts';
import { GONE, type Known, type Me, type Settings, type State } from './spec.ts';

export type { Settings, State, StoreView } from './spec.ts';

const published = ({ state, settings }: Me): readonly DocumentLetter[] =>
  lettersOf(settings.library).filter(({ document }) => !state.held.includes(document.id));

/** What the shelf has of a scroll now: the place of its letter, or GONE. */
function onShelf(self: Me, id: string): number {
  const letter = published(self).find(({ document }) => document.id === id);
  return letter ? self.contents.place(letter) : GONE;
}

/** Of a scroll that nobody was ever told about it does not matter that it is gone. */
const isStale = (known: Known, place: number): boolean =>
  known.told !== place && !(known.told === 0 && place === GONE);

/** Takes down who is on the shelf and since when, and shows it. @param changed the scroll that has just changed */
function show(self: Me, changed?: string): void {
  const { state, metrics } = self;
  for (const { document } of published(self)) {
    if (!state.known.some(({ id }) => id === document.id))
      state.known.push({ id: document.id, told: 0, telling: 0, changedAt: self.now });
  }
  for (const known of state.known) if (known.id === changed) known.changedAt = self.now;
  metrics.scrolls.set(published(self).length);
  metrics.heldBack.set(lettersOf(self.settings.library).length - published(self).length);
  metrics.indexed.set(state.known.filter(({ told }) => told > 0).length);
  // Without an indexer there is nothing that could be behind.
  const stale = state.known.filter((known) => isStale(known, onShelf(self, known.id))).length;
  metrics.stale.set(self.ports.documents.wires === 0 ? 0 : stale);
  metrics.open.set(state.open);
}

/** Hands on what has changed since the index was told the last time. */
function crawl(self: Me): void {
  const { state, metrics } = self;
  metrics.crawls.add();
  if (self.ports.documents.wires === 0) return;
  state.known.forEach((known, nth) => {
    const place = onShelf(self, known.id);
    if (known.telling !== 0 || !isStale(known, place)) return;
    known.telling = place;
    const call = self.ports.documents.call(-1);
    self.messages.content[call] = place === GONE ? self.contents.place(removalOf(known.id)) : place;
    self.messages.mark[call] = nth;
    state.open++;
    metrics.sent.add();
  });
  show(self);
}

function crawlLater(self: Me): void {
  self.state.next = self.timers.crawl.after(self.settings.crawlEvery);
}

function change(self: Me, scroll: string, held: boolean): void {
  const { state } = self;
  if (state.held.includes(scroll) === held) return;
  state.held = held ? [...state.held, scroll] : state.held.filter((id) => id !== scroll);
  show(self, scroll);
}

export const documentStore = storeDefinition({
  state: (s: Settings): State => ({ held: idsOf(s.heldBack), known: [], open: 0, next: -1 }),

  start(self: Me) {
    show(self);
    crawl(self);
    crawlLater(self);
  },

  receive: {
    all(self: Me, row) {
      self.timers.give.after(self.random.latency.draw(self.settings.latency), row);
    },
  },

  reply: {
    documents(self: Me, call, code) {
      const { state, metrics } = self;
      const known = state.known[self.messages.mark[call]!]!;
      if (isGood(code)) {
        known.told = known.telling;
        metrics.lag.record(self.now - known.changedAt);
      } else metrics.failed.add();
      known.telling = 0;
      state.open--;
      show(self);
    },
  },

  timers: {
    crawl(self: Me) {
      crawl(self);
      crawlLater(self);
    },
    give(self: Me, row) {
      self.metrics.given.add();
      self.reply(row, outcome.ok, wholeOf(lettersOf(self.settings.library), self.state.held));
    },
  },

  acts: {
    publish: { begin: (self: Me, { scroll }: { scroll: string }) => change(self, scroll, false) },
    withdraw: { begin: (self: Me, { scroll }: { scroll: string }) => change(self, scroll, true) },
    crawl: {
      begin(self: Me, { everything }: { everything: boolean }) {
        // A reset forgets what it handed on; what is gone must be told again, too.
        if (everything) for (const known of self.state.known) if (known.told > 0) known.told = AGAIN;
        crawl(self);
      },
    },
  },

  reconfigure(self: Me, before: Settings) {
    if (before.crawlEvery !== self.settings.crawlEvery) {
      self.cancel(self.state.next);
      crawlLater(self);
    }
    if (before.library === self.settings.library) return;
    const old = lettersOf(before.library);
    const isNew = ({ id }: Known) => onShelf(self, id) !== placeIn(self, old, id);
    for (const known of self.state.known) if (isNew(known)) known.changedAt = self.now;
    show(self);
  },
});

/** Told something once, and to be told again whatever it was. */
const AGAIN = -2;

function placeIn(self: Me, letters: readonly DocumentLetter[], id: string): number {
  const letter = letters.find(({ document }) => document.id === id);
  return letter && !self.state.held.includes(id) ? self.contents.place(letter) : GONE;
}
