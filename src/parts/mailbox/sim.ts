import { outcome } from '../../engine/outcome.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import { definePart, type SettingsOf, type View } from '../contract.ts';
import { failing, goingDown, turnsAway } from '../hurts.ts';
import { acts, errors, settings } from './settings.ts';
import { why } from './why.ts';

export type Settings = SettingsOf<typeof settings>;

export const spec = {
  kind: 'mailbox',
  ports: { in: { side: 'in', protocol: 'request', endpoint: 'email', says: 'e-mails to customers' } },
  metrics: {
    open: { type: 'level', unit: 'e-mails', says: 'e-mails that the mail server is about to take' },
    up: { type: 'level', unit: 'servers', says: '1 while the mail server listens' },
    arrived: { type: 'counter', unit: 'e-mails', says: 'e-mails that customers got' },
    duplicates: {
      type: 'counter',
      unit: 'e-mails',
      says: 'of the arrived: about something for which one had arrived before',
    },
    bounced: { type: 'counter', unit: 'e-mails', says: 'e-mails refused for good' },
    putOff: { type: 'counter', unit: 'e-mails', says: 'tries that the server put off' },
    failed: {
      type: 'counter',
      unit: 'e-mails',
      says: 'tries turned away by a server that is down or failing',
    },
    latency: {
      type: 'timing',
      unit: 'time',
      says: 'until it arrived, from the beginning of whatever it was sent for and is still open',
    },
  },
  timers: ['taken'],
  streams: ['delivery', 'addresses', 'greylist', 'faults'],
} as const satisfies PartSpec;

export interface State {
  open: number;
  /** One bit for each user's request: an e-mail about it has arrived, or has been put off. */
  arrived: Uint32Array;
  putOff: Uint32Array;
  down: boolean;
  failShare: number;
}

type Me = Self<typeof spec, State, Settings>;
export type MailboxView = View<typeof settings, typeof spec>;

const BITS = 32;

/** Marks a request; one of nobody's is never marked. @returns whether it was marked before */
function mark(state: State, marks: 'arrived' | 'putOff', request: number): boolean {
  if (request < 0) return false;
  const word = Math.floor(request / BITS);
  if (word >= state[marks].length) {
    const wider = new Uint32Array(Math.max(32, 2 * word));
    wider.set(state[marks]);
    state[marks] = wider;
  }
  const bit = 1 << (request % BITS);
  const before = state[marks][word]!;
  state[marks][word] = before | bit;
  return (before & bit) !== 0;
}

/** When that began for which this was sent: the farthest row that is still open. */
function begun(self: Me, call: number): number {
  let first = call;
  for (let row = self.parentOf(first); row >= 0; row = self.parentOf(first)) first = row;
  return self.messages.sentAt[first]!;
}

export const mailbox = definePart({
  title: 'Mailbox',
  says: 'Customers who get e-mail, and the mail server that takes it for them.',
  portrait: { open: 2, up: 1 },
  spec,
  settings,
  acts,
  errors,
  behaviour: {
    state: (): State => ({
      open: 0,
      arrived: new Uint32Array(0),
      putOff: new Uint32Array(0),
      down: false,
      failShare: 0,
    }),

    start(self: Me) {
      self.metrics.up.set(1);
    },

    receive: {
      in(self: Me, call) {
        const { state, random, settings: s, metrics } = self;
        if (turnsAway(self, call)) return;
        metrics.open.set(++state.open);
        self.timers.taken.after(random.delivery.draw(s.deliveryTime), call);
      },
    },

    timers: {
      taken(self: Me, call) {
        const { state, random, settings: s, metrics, messages } = self;
        const request = messages.request[call]!;
        metrics.open.set(--state.open);
        if (random.greylist.chance(s.greylistShare) && !mark(state, 'putOff', request)) {
          metrics.putOff.add();
          return self.reply(call, outcome.rejected);
        }
        if (random.addresses.chance(s.bounceShare)) {
          metrics.bounced.add();
          return self.reply(call, outcome.notFound);
        }
        metrics.arrived.add();
        if (mark(state, 'arrived', request)) metrics.duplicates.add();
        metrics.latency.record(self.now - begun(self, call));
        self.reply(call, outcome.ok);
      },
    },

    acts: { outage: goingDown<Me>(), fail: failing<Me>() },
  },

  why,

  status: ({ metrics, rates }) => {
    if (metrics.up === 0) return { mood: 'down', word: 'down' };
    if (rates.failed > 0) return { mood: 'failing', word: 'failing' };
    if (rates.duplicates > 0) return { mood: 'failing', word: 'mails twice' };
    if (rates.putOff > 0) return { mood: 'throttled', word: 'putting off' };
    return rates.arrived > 0 || metrics.open > 0
      ? { mood: 'busy', word: 'getting mail' }
      : { mood: 'calm', word: 'no mail' };
  },
});
