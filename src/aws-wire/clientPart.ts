/**
 * The part behind a program's SDK clients: makes the calls that it is told to make, by acts, and writes down what was
 * answered. It is in no catalogue; nobody can put it on a table.
 */
import { isGood, outcome } from '../engine/outcome.ts';
import type { PartSpec, Self } from '../engine/part.ts';
import { definePart } from '../parts/contract.ts';
import { type Letter, letterOf } from '../rules/letter.ts';
import { POLL, type ReceiveWishes } from '../rules/poll.ts';
import { SEND } from '../rules/send.ts';
import { errorIn, type ServiceError } from '../rules/serviceError.ts';

/** A stored message as a client can name it: its row, its uid, and by which of its receives. */
export interface Receipt {
  readonly row: number;
  readonly uid: number;
  readonly receive: number;
}

/** One request of a program. `nth` is a wire of the port. */
export type Asked =
  | { readonly what: 'send'; readonly nth: number; readonly letter: Letter }
  | { readonly what: 'sendMany'; readonly nth: number; readonly letters: readonly Letter[] }
  | {
      readonly what: 'receive';
      readonly nth: number;
      readonly most: number;
      /** Ticks; -1 for the queue's own. */
      readonly wait: number;
      readonly wishes: ReceiveWishes;
    }
  | { readonly what: 'remove'; readonly nth: number; readonly about: Receipt }
  | { readonly what: 'removeMany'; readonly nth: number; readonly about: readonly Receipt[] }
  | {
      readonly what: 'hideMany';
      readonly nth: number;
      readonly about: readonly (Receipt & { readonly ticks: number })[];
    }
  /** For how many ticks from now; 0 shows it at once. */
  | { readonly what: 'hide'; readonly nth: number; readonly about: Receipt; readonly ticks: number };

export interface Delivered extends Receipt {
  readonly letter: Letter;
  /** Tick. */
  readonly sent: number;
  readonly firstReceived: number;
  /** Of one that came through a topic: the uid of the message as it was published. */
  readonly published: number;
}

export interface Entry {
  readonly outcome: number;
  readonly error: ServiceError | null;
  /** Of the message that was stored. */
  readonly uid: number;
}

export interface Answer extends Entry {
  /** The tick at which it came in. */
  readonly at: number;
  readonly delivered: readonly Delivered[];
  /** Of a batch, in the order of what was asked. */
  readonly entries: readonly Entry[];
}

export const CALL = 'call';

export const spec = {
  kind: 'aws-client',
  ports: {
    requests: { side: 'out', protocol: 'request', many: true, says: 'SendMessage and Publish' },
    polls: { side: 'in', protocol: 'poll', says: 'ReceiveMessage and what follows it' },
  },
  metrics: { calls: { type: 'counter', unit: 'requests', says: 'requests made' } },
  timers: [],
  streams: [],
} as const satisfies PartSpec;

export interface State {
  /** By the number of the call; null while it is open. */
  answers: (Answer | null)[];
  /** When each message in flight was received first, by its uid. */
  firstReceives: Record<number, number>;
}

type Me = Self<typeof spec, State, object>;

function begin(self: Me, asked: Asked): void {
  const { messages, state } = self;
  self.metrics.calls.add();
  const call = callOf(self, asked);
  messages.mark[call] = state.answers.length;
  state.answers.push(null);
}

function callOf(self: Me, asked: Asked): number {
  const { messages, ports } = self;
  switch (asked.what) {
    case 'send': {
      const call = ports.requests.call(-1, asked.nth, SEND.one);
      messages.content[call] = self.contents.place(asked.letter);
      return call;
    }
    case 'sendMany': {
      const call = ports.requests.call(-1, asked.nth, SEND.batch);
      for (const letter of asked.letters) {
        const row = self.store(-1);
        messages.content[row] = self.contents.place(letter);
        self.attach(call, row);
      }
      return call;
    }
    case 'receive': {
      const call = ports.polls.call(-1, asked.nth, POLL.receive);
      messages.place[call] = asked.most;
      messages.due[call] = asked.wait;
      messages.content[call] = self.contents.place(asked.wishes);
      return call;
    }
    case 'remove':
      return about(self, ports.polls.call(-1, asked.nth, POLL.remove), asked.about);
    case 'hide': {
      const call = ports.polls.call(-1, asked.nth, POLL.hide);
      messages.due[call] = asked.ticks;
      return about(self, call, asked.about);
    }
    case 'removeMany': {
      const call = ports.polls.call(-1, asked.nth, POLL.removeMany);
      for (const receipt of asked.about) self.attach(call, about(self, self.store(-1), receipt));
      return call;
    }
    case 'hideMany': {
      const call = ports.polls.call(-1, asked.nth, POLL.hideMany);
      for (const receipt of asked.about) {
        const row = about(self, self.store(-1), receipt);
        messages.due[row] = receipt.ticks;
        self.attach(call, row);
      }
      return call;
    }
  }
}

/** The row now speaks of a stored message; what is gone by now, it names as a row that has ended. */
function about(self: Me, row: number, { row: stored, uid, receive }: Receipt): number {
  self.messages.about[row] = stored;
  self.messages.aboutUid[row] = uid;
  self.messages.place[row] = receive;
  return row;
}

function answered(self: Me, call: number, code: number, receives: boolean): void {
  const { messages, state } = self;
  const delivered: Delivered[] = [];
  const entries: Entry[] = [];
  for (let row = self.take(call); row >= 0; row = self.take(call)) {
    if (receives) delivered.push(deliveredBy(self, row));
    else entries.push(entryOf(self, row, messages.step[row]!));
    self.discard(row, outcome.ok);
  }
  state.answers[messages.mark[call]!] = {
    ...entryOf(self, call, code),
    at: self.now,
    delivered,
    entries,
  };
}

function entryOf(self: Me, row: number, code: number): Entry {
  const error = isGood(code) ? null : errorIn(self.contentOf(row));
  return { outcome: code, error, uid: self.messages.due[row]! };
}

function deliveredBy(self: Me, delivery: number): Delivered {
  const { messages, state } = self;
  const uid = messages.parentUid[delivery]!;
  state.firstReceives[uid] ??= self.now;
  return {
    row: messages.parent[delivery]!,
    uid,
    receive: messages.attempts[delivery]!,
    letter: letterOf(self.contentOf(delivery)),
    sent: messages.due[delivery]!,
    firstReceived: state.firstReceives[uid]!,
    published: messages.aboutUid[delivery]! || uid,
  };
}

export const awsClient = definePart({
  title: 'AWS SDK',
  says: 'A program that calls AWS.',
  spec,
  settings: {},
  acts: { [CALL]: { title: 'Call', says: 'The program calls a service.', lasts: false, settings: {} } },
  behaviour: {
    state: (): State => ({ answers: [], firstReceives: {} }),
    reply: {
      requests: (self: Me, call, code) => answered(self, call, code, false),
      polls: (self: Me, call, code) => answered(self, call, code, self.messages.verb[call] === POLL.receive),
    },
    acts: { [CALL]: { begin } },
  },
  status: () => ({ mood: 'calm', word: 'calling' }),
});
