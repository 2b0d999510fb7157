import { emptyList, type List } from '../../engine/messages.ts';
import { outcome } from '../../engine/outcome.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import { POISON, POLL } from '../../rules/poll.ts';
import { definePart, type SettingsOf, type View } from '../contract.ts';
import { failing } from '../hurts.ts';
import { acts, settings } from './settings.ts';
import { station } from './station.ts';
import { why } from './why.ts';

export type Settings = SettingsOf<typeof settings>;

export const spec = {
  kind: 'sqs-queue',
  ports: {
    send: { side: 'in', protocol: 'request', endpoint: 'sqs', says: 'SendMessage' },
    redriven: { side: 'in', protocol: 'redrive', says: 'messages that another queue set aside' },
    messages: { side: 'out', protocol: 'poll', many: true, says: 'ReceiveMessage and DeleteMessage' },
    deadLetters: { side: 'out', protocol: 'redrive', says: 'messages received too often' },
  },
  metrics: {
    visible: {
      type: 'level',
      unit: 'messages',
      says: 'messages ready to be received',
      realName: 'ApproximateNumberOfMessagesVisible',
    },
    inFlight: {
      type: 'level',
      unit: 'messages',
      says: 'messages received and not yet deleted, hidden',
      realName: 'ApproximateNumberOfMessagesNotVisible',
    },
    delayed: {
      type: 'level',
      unit: 'messages',
      says: 'messages that wait out their delay',
      realName: 'ApproximateNumberOfMessagesDelayed',
    },
    depth: { type: 'level', unit: 'messages', says: 'all messages that are not deleted: the backlog' },
    oldest: {
      type: 'age',
      unit: 'time',
      says: 'age of the oldest message that is not deleted and was received fewer than three times',
      realName: 'ApproximateAgeOfOldestMessage',
    },
    up: { type: 'level', unit: 'queues', says: '1 while the queue answers, 0 while it is down' },
    sent: { type: 'counter', unit: 'messages', says: 'messages taken in', realName: 'NumberOfMessagesSent' },
    received: { type: 'counter', unit: 'messages', says: 'deliveries', realName: 'NumberOfMessagesReceived' },
    redelivered: {
      type: 'counter',
      unit: 'messages',
      says: 'deliveries after the first of the same message',
    },
    deleted: {
      type: 'counter',
      unit: 'messages',
      says: 'messages deleted',
      realName: 'NumberOfMessagesDeleted',
    },
    emptyReceives: {
      type: 'counter',
      unit: 'receives',
      says: 'receives that brought nothing',
      realName: 'NumberOfEmptyReceives',
    },
    expired: { type: 'counter', unit: 'messages', says: 'messages lost to the retention period' },
    deadLettered: { type: 'counter', unit: 'messages', says: 'messages moved to the dead-letter queue' },
    requests: { type: 'counter', unit: 'requests', says: 'API requests, as they are billed' },
    dwell: { type: 'timing', unit: 'time', says: 'from being sent to being deleted' },
  },
  timers: ['visible', 'waited', 'retention'],
  streams: ['deletes', 'faults'],
} as const satisfies PartSpec;

export interface State {
  visible: List;
  /** Every message that counts for the age of the oldest, in order of arrival. */
  byAge: List;
  /** Those that were received too often for it: with them every stored message is in one of the two lists. */
  often: List;
  /** Receives that wait for a message. */
  polls: List;
  inFlight: number;
  delayed: number;
  depth: number;
  down: boolean;
  failShare: number;
  /** Poison that came in here and may be mended: its row, and the uid that tells whether the row is still that message. */
  poison: { readonly row: number; readonly uid: number }[];
}

/** `place` of a stored message. */
const DELAYED = 0;
const VISIBLE = 1;
const IN_FLIGHT = 2;

/** From the third receive on, a message goes to the back and no longer counts for the age of the oldest. */
const RECEIVES_UNTIL_BACK = 3;

type Me = Self<typeof spec, State, Settings>;
export type QueueView = View<typeof settings, typeof spec>;

/**
 * @param request the user's request that it belongs to, -1 for none
 * @param firstSent tick from which retention counts: a dead letter keeps the one it had
 */
function take(self: Me, request: number, verb: number, firstSent: number, content = 0): void {
  const { messages, state, settings: s } = self;
  const row = self.store(-1, request);
  messages.verb[row] = verb;
  messages.content[row] = content;
  if (verb === POISON) state.poison.push({ row, uid: messages.uid[row]! });
  messages.due[row] = firstSent;
  keepUntilOld(self, row);
  messages.pushByAge(state.byAge, row);
  self.metrics.depth.set(++state.depth);
  showOldest(self);
  if (s.DelaySeconds === 0) return becomeVisible(self, row);
  messages.place[row] = DELAYED;
  self.metrics.delayed.set(++state.delayed);
  messages.calleeTimer[row] = self.timers.visible.after(s.DelaySeconds, row);
}

/** From now on, until the message is as old as messages may become. */
function keepUntilOld(self: Me, row: number): void {
  const left = self.messages.due[row]! + self.settings.MessageRetentionPeriod - self.now;
  self.messages.callerTimer[row] = self.timers.retention.after(left, row);
}

/** Retention counts for what is stored already, as in SQS; the other settings are for what comes. */
function reconfigure(self: Me, before: Settings): void {
  const { messages, state, settings: s } = self;
  if (before.MessageRetentionPeriod === s.MessageRetentionPeriod) return;
  for (const list of [state.byAge, state.often]) {
    for (let row = list.head; row >= 0; row = messages.nextByAge[row]!) {
      self.cancel(messages.callerTimer[row]!);
      keepUntilOld(self, row);
    }
  }
}

function becomeVisible(self: Me, row: number): void {
  const { messages, state } = self;
  messages.place[row] = VISIBLE;
  // Best-effort order: what comes back is older than what waits, until it has been received too often.
  const returning = messages.attempts[row]! > 0 && messages.attempts[row]! < RECEIVES_UNTIL_BACK;
  if (returning) messages.pushFront(state.visible, row);
  else messages.pushBack(state.visible, row);
  while (state.polls.length > 0) {
    const poll = state.polls.head;
    if (deliver(self, poll) === 0) break;
    messages.remove(state.polls, poll);
    self.cancel(messages.calleeTimer[poll]!);
    self.reply(poll, outcome.ok);
  }
  self.metrics.visible.set(state.visible.length);
}

/** Lays up to the wanted number of messages into the answer. @returns how many */
function deliver(self: Me, poll: number): number {
  const { messages, state, settings: s } = self;
  const most = messages.place[poll]!;
  let delivered = 0;
  while (delivered < most && state.visible.length > 0) {
    const row = messages.shift(state.visible);
    if (self.ports.deadLetters.wires > 0 && messages.attempts[row]! >= s.maxReceiveCount) {
      setAside(self, row);
      continue;
    }
    const receives = messages.attempts[row]! + 1;
    messages.attempts[row] = receives;
    if (receives > 1) self.metrics.redelivered.add();
    if (receives === RECEIVES_UNTIL_BACK) {
      messages.removeByAge(state.byAge, row);
      messages.pushByAge(state.often, row);
      showOldest(self);
    }
    messages.place[row] = IN_FLIGHT;
    self.metrics.inFlight.set(++state.inFlight);
    messages.calleeTimer[row] = self.timers.visible.after(s.VisibilityTimeout, row);
    const delivery = self.store(row);
    messages.attempts[delivery] = receives;
    messages.due[delivery] = messages.due[row]!;
    messages.verb[delivery] = messages.verb[row]!;
    self.attach(poll, delivery);
    self.metrics.received.add();
    delivered++;
  }
  return delivered;
}

function setAside(self: Me, row: number): void {
  const call = self.ports.deadLetters.tell(row, 0, self.messages.verb[row]);
  self.messages.due[call] = self.messages.due[row]!;
  self.metrics.deadLettered.add();
  remove(self, row, outcome.deadLettered);
}

/** The message leaves the queue for good, wherever in the queue it is. */
function remove(self: Me, row: number, code: number): void {
  const { messages, state } = self;
  self.cancel(messages.calleeTimer[row]!);
  self.cancel(messages.callerTimer[row]!);
  if (messages.place[row] === IN_FLIGHT) self.metrics.inFlight.set(--state.inFlight);
  else if (messages.place[row] === DELAYED) self.metrics.delayed.set(--state.delayed);
  const isOften = messages.attempts[row]! >= RECEIVES_UNTIL_BACK;
  messages.removeByAge(isOften ? state.often : state.byAge, row);
  self.metrics.depth.set(--state.depth);
  self.discard(row, code);
  showOldest(self);
}

function isRefused({ state, random }: Me): boolean {
  return state.down || random.faults.chance(state.failShare);
}

function showOldest(self: Me): void {
  const { head } = self.state.byAge;
  self.metrics.oldest.since(head < 0 ? -1 : self.messages.sentAt[head]!);
}

function receiveMessage(self: Me, poll: number): void {
  const { messages, state, settings: s } = self;
  if (deliver(self, poll) > 0) {
    self.metrics.visible.set(state.visible.length);
    return self.reply(poll, outcome.ok);
  }
  self.metrics.visible.set(state.visible.length);
  const wait = messages.due[poll]! >= 0 ? messages.due[poll]! : s.ReceiveMessageWaitTimeSeconds;
  if (wait === 0) {
    self.metrics.emptyReceives.add();
    return self.reply(poll, outcome.ok);
  }
  messages.pushBack(state.polls, poll);
  messages.calleeTimer[poll] = self.timers.waited.after(wait, poll);
}

function deleteMessage(self: Me, call: number): void {
  const row = self.aboutOf(call);
  if (row >= 0 && !self.random.deletes.chance(self.settings.missedDeletes)) {
    self.metrics.deleted.add();
    self.metrics.dwell.record(self.now - self.messages.sentAt[row]!);
    if (self.messages.place[row] === VISIBLE) {
      self.messages.remove(self.state.visible, row);
      self.metrics.visible.set(self.state.visible.length);
    }
    remove(self, row, outcome.deleted);
  }
  // Deleting what is gone already is no error.
  self.reply(call, outcome.ok);
}

/** ChangeMessageVisibility to 0. */
function release(self: Me, call: number): void {
  const { messages } = self;
  const row = self.aboutOf(call);
  if (row >= 0 && messages.place[row] === IN_FLIGHT) {
    self.cancel(messages.calleeTimer[row]!);
    hiddenNoMore(self, row);
  }
  self.reply(call, row >= 0 ? outcome.ok : outcome.failed);
}

function hiddenNoMore(self: Me, row: number): void {
  const { messages, state } = self;
  if (messages.place[row] === IN_FLIGHT) self.metrics.inFlight.set(--state.inFlight);
  else self.metrics.delayed.set(--state.delayed);
  becomeVisible(self, row);
}

export const sqsQueue = definePart({
  title: 'SQS queue',
  says: 'A standard queue: keeps messages until a consumer has received and deleted them.',
  shelf: 'stores',
  charted: 'depth',
  portrait: { visible: 7, inFlight: 2, depth: 9, up: 1 },
  spec,
  settings,
  acts,
  station,
  behaviour: {
    state: (): State => ({
      visible: emptyList(),
      byAge: emptyList(),
      often: emptyList(),
      polls: emptyList(),
      inFlight: 0,
      delayed: 0,
      depth: 0,
      down: false,
      failShare: 0,
      poison: [],
    }),

    start(self: Me) {
      self.metrics.up.set(1);
    },

    receive: {
      send(self: Me, call) {
        self.metrics.requests.add();
        if (isRefused(self)) return self.reply(call, outcome.failed);
        self.metrics.sent.add();
        take(self, self.messages.request[call]!, 0, self.now, self.messages.content[call]);
        self.reply(call, outcome.ok);
      },
      redriven(self: Me, call) {
        const { messages } = self;
        take(
          self,
          messages.request[call]!,
          messages.verb[call]!,
          messages.due[call]!,
          messages.content[call],
        );
        self.reply(call, outcome.ok);
      },
      messages(self: Me, call) {
        self.metrics.requests.add();
        if (isRefused(self)) return self.reply(call, outcome.failed);
        const verb = self.messages.verb[call];
        if (verb === POLL.receive) receiveMessage(self, call);
        else if (verb === POLL.remove) deleteMessage(self, call);
        else release(self, call);
      },
    },

    timers: {
      visible: hiddenNoMore,
      waited(self: Me, poll) {
        self.messages.remove(self.state.polls, poll);
        self.metrics.emptyReceives.add();
        self.reply(poll, outcome.ok);
      },
      retention(self: Me, row) {
        if (self.messages.place[row] === VISIBLE) {
          self.messages.remove(self.state.visible, row);
          self.metrics.visible.set(self.state.visible.length);
        }
        self.metrics.expired.add();
        remove(self, row, outcome.expired);
      },
    },

    acts: {
      outage: {
        begin(self: Me) {
          self.state.down = true;
          self.metrics.up.set(0);
        },
        end(self: Me) {
          self.state.down = false;
          self.metrics.up.set(1);
        },
      },
      fail: failing<Me>(),
      poison: {
        begin(self: Me, { messages }: { messages: number }) {
          for (let i = 0; i < messages; i++) {
            self.metrics.sent.add();
            take(self, -1, POISON, self.now);
          }
        },
        /** A consumer that is mended can process them; what it holds at this moment still fails. */
        end({ state, messages }: Me) {
          for (const { row, uid } of state.poison) if (messages.alive(row, uid)) messages.verb[row] = 0;
          state.poison = [];
        },
        /** The messages are there already. */
        again() {},
      },
    },

    reconfigure,
  },

  why,

  status: ({ metrics, rates }) => {
    if (metrics.up === 0) return { mood: 'down', word: 'down' };
    if (rates.expired > 0) return { mood: 'failing', word: 'losing messages' };
    if (rates.sent > 0 && metrics.visible > 2 * rates.sent) return { mood: 'throttled', word: 'backlog' };
    return metrics.depth > 0 ? { mood: 'busy', word: 'passing on' } : { mood: 'calm', word: 'empty' };
  },

  cost: (s, totals) => [
    {
      what: `${totals.requests} SQS requests`,
      usd: (totals.requests * s.pricePerMillionRequests) / 1_000_000,
    },
  ],
});
