import { outcome } from '../../engine/outcome.ts';
import { POLL } from '../../rules/poll.ts';
import { SEND } from '../../rules/send.ts';
import { TOO_MANY_IN_FLIGHT } from '../../rules/sqs/refusals.ts';
import { definePart } from '../contract.ts';
import { failing, goingDown } from '../hurts.ts';
import { quietAll } from './fair.ts';
import { scanAnew } from './fifo.ts';
import { keepUntilOld, remove } from './life.ts';
import { moveNext, purge, startMoving } from './move.ts';
import { ACTION, isTooMany } from './quota.ts';
import { applyReceipt } from './receipts.ts';
import { becomeVisible, receiveMessage, servePolls } from './receive.ts';
import { poison, sendBatch, sendMessage, takeRedriven } from './send.ts';
import { acts, settings } from './settings.ts';
import { DELAYED, freshState, type Me, type Settings, spec } from './spec.ts';
import { station } from './station.ts';
import { why } from './why.ts';

export type { QueueView, Settings } from './spec.ts';

/**
 * Retention counts for what is stored already, as in SQS; of the rest only the delay of a FIFO queue does, and what the lab
 * has set for itself.
 */
function reconfigure(self: Me, before: Settings): void {
  const { messages, state, settings: s } = self;
  if (before.MessageRetentionPeriod !== s.MessageRetentionPeriod) {
    for (const list of [state.byAge, state.often]) {
      for (let row = list.head; row >= 0; row = messages.nextByAge[row]!) {
        self.cancel(messages.callerTimer[row]!);
        keepUntilOld(self, row);
      }
    }
  }
  if (s.FifoQueue && before.DelaySeconds !== s.DelaySeconds) delayAnew(self);
  if (before.scanned !== s.scanned && s.FifoQueue) scanAnew(self);
  if (before.fairQueues !== s.fairQueues) quietAll(self);
  const quota = (one: Settings) => [one.fifoCalls, one.highThroughputCalls, one.FifoThroughputLimit].join();
  if (quota(before) !== quota(s)) state.fills = [];
  servePolls(self);
}

/** A FIFO queue's delay counts for those that still wait theirs out. */
function delayAnew(self: Me): void {
  const { messages, state, settings: s } = self;
  for (let row = state.byAge.head; row >= 0; row = messages.nextByAge[row]!) {
    if (messages.place[row] !== DELAYED) continue;
    self.cancel(messages.calleeTimer[row]!);
    messages.calleeTimer[row] = self.timers.visible.after(
      messages.sentAt[row]! + s.DelaySeconds - self.now,
      row,
    );
  }
}

function isRefused({ state, random }: Me): boolean {
  return state.down || random.faults.chance(state.failShare);
}

const ACTIONS = [ACTION.receive, ACTION.remove, ACTION.hide, ACTION.hide, ACTION.remove, ACTION.hide];

/** @param action one of ACTION @returns whether the call has been answered: badly */
function turnedAway(self: Me, call: number, action: number): boolean {
  self.metrics.requests.add();
  if (isRefused(self)) self.reply(call, outcome.failed);
  else if (isTooMany(self, action)) self.reply(call, outcome.throttled);
  else return false;
  return true;
}

export const sqsQueue = definePart({
  title: 'SQS queue',
  says: 'Keeps messages until a consumer has received and deleted them: standard, fair or FIFO.',
  shelf: 'stores',
  charted: 'depth',
  portrait: { visible: 7, inFlight: 2, depth: 9, up: 1 },
  spec,
  settings,
  acts,
  station,
  errors: {
    failed: {
      code: 'InternalFailure',
      message: 'The request processing has failed because of an unknown error, exception or failure.',
      status: 500,
    },
    throttled: { code: 'ThrottlingException', message: 'Rate exceeded', status: 400 },
    limitExceeded: TOO_MANY_IN_FLIGHT,
  },
  behaviour: {
    state: freshState,

    start(self: Me) {
      self.metrics.up.set(1);
    },

    receive: {
      send(self: Me, call) {
        if (turnedAway(self, call, ACTION.send)) return;
        if (self.messages.verb[call] === SEND.batch) sendBatch(self, call);
        else sendMessage(self, call);
      },
      redriven: takeRedriven,
      messages(self: Me, call) {
        const verb = self.messages.verb[call]!;
        if (turnedAway(self, call, ACTIONS[verb]!)) return;
        if (verb === POLL.receive) receiveMessage(self, call);
        else applyReceipt(self, call);
      },
    },

    timers: {
      visible: becomeVisible,
      waited(self: Me, poll) {
        self.messages.remove(self.state.polls, poll);
        self.metrics.emptyReceives.add();
        self.reply(poll, outcome.ok);
      },
      retention(self: Me, row) {
        self.metrics.expired.add();
        remove(self, row, outcome.expired);
        servePolls(self);
      },
      move: moveNext,
    },

    acts: {
      outage: goingDown<Me>(),
      fail: failing<Me>(),
      poison: {
        begin(self: Me, { messages, group }: { messages: number; group: string | null }) {
          self.state.poisonous = true;
          poison(self, messages, group);
        },
        /** A consumer that is mended can process them; what it holds at this moment still fails. */
        end({ state, messages }: Me) {
          for (const { row, uid } of state.poison) if (messages.alive(row, uid)) messages.verb[row] = 0;
          state.poison = [];
          state.poisonous = false;
        },
        /** The messages are there already. */
        again() {},
      },
      redrive: {
        begin(self: Me, { MaxNumberOfMessagesPerSecond: rate }: { MaxNumberOfMessagesPerSecond: number }) {
          startMoving(self, rate);
        },
      },
      purge: { begin: purge },
    },

    reconfigure,
  },

  why,

  check: (s) => [
    ...(s.FifoQueue
      ? []
      : (['ContentBasedDeduplication'] as const).flatMap((setting) =>
          s[setting] ? [{ setting, expected: 'false, unless FifoQueue is true' }] : [],
        )),
    ...(!s.FifoQueue && s.DeduplicationScope === 'messageGroup'
      ? [{ setting: 'DeduplicationScope' as const, expected: 'queue, unless FifoQueue is true' }]
      : []),
    ...(s.FifoThroughputLimit === 'perMessageGroupId' && s.DeduplicationScope !== 'messageGroup'
      ? [
          {
            setting: 'FifoThroughputLimit' as const,
            expected: 'perQueue, unless DeduplicationScope is messageGroup',
          },
        ]
      : []),
  ],

  status: ({ metrics, rates }) => {
    if (metrics.up === 0) return { mood: 'down', word: 'down' };
    if (rates.expired > 0) return { mood: 'failing', word: 'losing messages' };
    if (rates.throttled > 0) return { mood: 'throttled', word: 'throttling' };
    if (rates.sent > 0 && metrics.visible > 2 * rates.sent) return { mood: 'throttled', word: 'backlog' };
    if (metrics.moving > 0) return { mood: 'busy', word: 'moving back' };
    return metrics.depth > 0 ? { mood: 'busy', word: 'passing on' } : { mood: 'calm', word: 'empty' };
  },

  cost: (s, totals) => [
    {
      what: `${totals.requests} SQS requests`,
      usd:
        (totals.requests * (s.FifoQueue ? s.pricePerMillionFifoRequests : s.pricePerMillionRequests)) /
        1_000_000,
    },
    ...(totals.fairRequests > 0
      ? [
          {
            what: `${totals.fairRequests} of them fair`,
            usd: (totals.fairRequests * s.pricePerMillionFairRequests) / 1_000_000,
          },
        ]
      : []),
  ],
});
