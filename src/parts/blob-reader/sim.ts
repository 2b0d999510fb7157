import { emptyList } from '../../engine/messages.ts';
import { listKeysLetter } from '../../rules/azure/sas/handOut.ts';
import { definePart } from '../contract.ts';
import { askForKey, keyAnswered, keyUnanswered, noKey } from '../keyHolder.ts';
import { forgetLinks } from './keptLinks.ts';
import { begin, blobAnswered, keySettled, linkAnswered, look, unanswered } from './reading.ts';
import { acts, settings } from './settings.ts';
import { type Me, type Settings, type State, spec } from './spec.ts';
import { why } from './why.ts';

export type { ReaderView, Settings, State } from './spec.ts';

const carriesKey = ({ settings: s }: Me): boolean => s.credential === 'account key';

/** One that carries the account's key is given it once, when it is built. */
function ask(self: Me): void {
  self.state.holder.begun = true;
  if (carriesKey(self) && askForKey(self, listKeysLetter(self.settings.keyName))) keySettled(self);
}

function showExposed(self: Me): void {
  self.metrics.keysExposed.set(carriesKey(self) ? 1 : 0);
}

const heard =
  (then: (self: Me, call: number, code: number) => void) =>
  (self: Me, call: number, code: number): void => {
    self.cancel(self.messages.callerTimer[call]!);
    then(self, call, code);
  };

export const blobReader = definePart({
  title: 'Blob client',
  says: 'Reads and writes blobs for users: with a link, with the key of the account, or with nothing.',
  charted: 'open',
  portrait: { open: 2, keptLinks: 3, done: 40 },
  spec,
  settings,
  acts,
  behaviour: {
    state: (): State => ({
      holder: noKey(),
      waiting: emptyList(),
      open: 0,
      rehydrating: 0,
      links: {},
      order: [],
      kept: 0,
    }),

    start(self: Me) {
      showExposed(self);
      self.timers.askKey.after(0);
    },

    receive: { in: begin },

    reply: {
      links: heard(linkAnswered),
      blobs: heard(blobAnswered),
      manage: heard(blobAnswered),
      keys(self: Me, call, code) {
        keyAnswered(self, call, code, listKeysLetter(self.settings.keyName));
        keySettled(self);
      },
    },

    timers: {
      askKey: ask,
      keyUnanswered(self: Me) {
        keyUnanswered(self);
        keySettled(self);
      },
      unanswered,
      look,
    },

    acts: {
      redeploy: {
        begin(self: Me) {
          forgetLinks(self);
          ask(self);
        },
      },
    },

    reconfigure(self: Me, before: Settings) {
      const { settings: s, state } = self;
      showExposed(self);
      const changed = s.credential !== before.credential || s.keyName !== before.keyName;
      if (state.holder.begun && changed) ask(self);
    },
  },

  why,

  status: ({ metrics, rates }) => {
    if (rates.refused > 0) return { mood: 'failing', word: 'refused' };
    if (rates.failed > 0 && rates.failed >= rates.done) return { mood: 'failing', word: 'failing' };
    if (metrics.rehydrating > 0) return { mood: 'throttled', word: 'waiting' };
    return metrics.open > 0 || rates.done > 0
      ? { mood: 'busy', word: 'reading' }
      : { mood: 'calm', word: 'idle' };
  },
});
