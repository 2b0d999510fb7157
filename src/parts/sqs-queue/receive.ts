/** ReceiveMessage: what a receive brings, and those that wait. */
import { outcome } from '../../engine/outcome.ts';
import { letterOf } from '../../rules/letter.ts';
import type { ReceiveWishes } from '../../rules/poll.ts';
import { bytesOf, requestsFor } from '../../rules/sqs/checks.ts';
import {
  TOO_MANY_IN_FLIGHT,
  tooManyWanted,
  visibilityOutOfRange,
  waitOutOfRange,
} from '../../rules/sqs/refusals.ts';
import { noteAttempt, sameAgain } from './attempts.ts';
import { nextInLine, putBack } from './fair.ts';
import { nextInTurn, turnOf } from './fifo.ts';
import { countReceive, putAt, remove, reveal } from './life.ts';
import { HIDDEN_AGAIN, IN_FLIGHT, type Me, NO_GROUP, NOWHERE } from './spec.ts';

const MOST = 10;
export const VISIBILITY_MAX = 43_200_000_000;
const WAIT_MAX = 20_000_000;
const TICKS_PER_SECOND = 1_000_000;
/** A short poll asks only some servers while there are fewer messages than this. */
const FEW = 1000;

export function receiveMessage(self: Me, poll: number): void {
  const { messages, state, settings: s, metrics } = self;
  const wait = waitOf(self, poll);
  messages.due[poll] = wait;
  const refusal = refusalOf(self, poll, wait);
  if (refusal) {
    metrics.refused.add();
    return self.reply(poll, outcome.invalid, refusal);
  }
  if (wait === 0 && !s.FifoQueue && state.inFlight >= s.inFlightLimit) {
    metrics.throttled.add();
    return self.reply(poll, outcome.limitExceeded, TOO_MANY_IN_FLIGHT);
  }
  if (bringAgain(self, poll) > 0 || deliver(self, poll, wait === 0) > 0) return self.reply(poll, outcome.ok);
  if (wait === 0) {
    metrics.emptyReceives.add();
    return self.reply(poll, outcome.ok);
  }
  messages.pushBack(state.polls, poll);
  messages.calleeTimer[poll] = self.timers.waited.after(wait, poll);
}

/** The same messages with the same receipts, hidden anew. @returns how many */
function bringAgain(self: Me, poll: number): number {
  const { messages, settings: s, metrics } = self;
  const rows = sameAgain(self, poll);
  for (const row of rows) {
    self.cancel(messages.calleeTimer[row]!);
    hideFor(self, row, wishesOf(self, poll).VisibilityTimeout ?? s.VisibilityTimeout);
    messages.arrivedAt[row] = self.now;
    metrics.redelivered.add();
    bring(self, row, poll);
  }
  if (rows.length > 0) billReceive(self, poll);
  return rows.length;
}

function waitOf({ messages, settings: s }: Me, poll: number): number {
  return messages.due[poll]! >= 0 ? messages.due[poll]! : s.ReceiveMessageWaitTimeSeconds;
}

function refusalOf(self: Me, poll: number, wait: number) {
  const most = self.messages.place[poll]!;
  if (most === 0 || most > MOST) return tooManyWanted(most);
  if (wait > WAIT_MAX) return waitOutOfRange(wait / TICKS_PER_SECOND);
  const { VisibilityTimeout = 0 } = wishesOf(self, poll);
  return VisibilityTimeout >= 0 && VisibilityTimeout <= VISIBILITY_MAX
    ? null
    : visibilityOutOfRange(VisibilityTimeout / TICKS_PER_SECOND);
}

function wishesOf(self: Me, poll: number): ReceiveWishes {
  return self.contentOf(poll);
}

/** Lays up to the wanted number of messages into the answer. @returns how many */
function deliver(self: Me, poll: number, isShort: boolean): number {
  const { messages, state, settings: s } = self;
  const wanted = messages.place[poll]! < 0 ? 1 : messages.place[poll]!;
  const most = Math.min(wanted, s.inFlightLimit - state.inFlight);
  const unseen = isShort && !s.FifoQueue && s.shortPollSample < 1 && state.depth < FEW ? [] : null;
  let delivered = 0;
  let last = -1;
  while (delivered < most) {
    const row = s.FifoQueue ? nextInTurn(self, last) : nextFound(self, unseen);
    if (row < 0) break;
    if (self.ports.deadLetters.wires > 0 && messages.attempts[row]! >= s.maxReceiveCount) {
      setAside(self, row);
      continue;
    }
    handOut(self, row, poll);
    last = row;
    delivered++;
  }
  // They stay where they were: their servers were not asked.
  for (let row = unseen?.pop(); row !== undefined; row = unseen?.pop()) putBack(self, row);
  if (delivered > 0) {
    billReceive(self, poll);
    noteAttempt(self, poll);
  }
  return delivered;
}

/** @param unseen those that are passed over, where a short poll asks some servers only */
function nextFound(self: Me, unseen: number[] | null): number {
  const { random, settings: s } = self;
  for (;;) {
    const row = nextInLine(self);
    if (row < 0 || unseen === null || random.servers.chance(s.shortPollSample)) return row;
    unseen.push(row);
  }
}

function handOut(self: Me, row: number, poll: number): void {
  const { messages, settings: s } = self;
  countReceive(self, row);
  putAt(self, row, IN_FLIGHT);
  if (s.FifoQueue) turnOf(self, messages.mark[row]!);
  hideFor(self, row, wishesOf(self, poll).VisibilityTimeout ?? s.VisibilityTimeout);
  messages.arrivedAt[row] = self.now;
  messages.step[row] = messages.step[row]! & ~HIDDEN_AGAIN;
  bring(self, row, poll);
}

export function hideFor(self: Me, row: number, ticks: number): void {
  self.messages.calleeTimer[row] = self.timers.visible.after(ticks, row);
}

/** Lays a delivery of the message into the answer. */
function bring(self: Me, row: number, poll: number): void {
  const { messages } = self;
  const delivery = self.store(row);
  messages.attempts[delivery] = messages.attempts[row]!;
  messages.due[delivery] = messages.due[row]!;
  messages.aboutUid[delivery] = messages.aboutUid[row]!;
  messages.verb[delivery] = messages.verb[row]!;
  messages.place[delivery] = self.settings.FifoQueue ? 1 : -1;
  self.attach(poll, delivery);
  self.metrics.received.add();
}

/** A receive is one request already; a long answer is more of them. */
function billReceive(self: Me, poll: number): void {
  const { messages, metrics } = self;
  let bytes = 0;
  let isFair = false;
  for (const row of self.items(poll)) {
    const stored = messages.parent[row]!;
    if (messages.mark[stored] !== NO_GROUP) isFair = true;
    if (messages.content[row] !== 0) bytes += bytesOf(letterOf(self.contentOf(row)), messages.request[row]!);
  }
  const requests = requestsFor(bytes);
  if (requests > 1) metrics.requests.add(requests - 1);
  if (isFair && !self.settings.FifoQueue) metrics.fairRequests.add(requests);
}

function setAside(self: Me, row: number): void {
  const { messages, settings: s } = self;
  const call = self.ports.deadLetters.tell(row, 0, messages.verb[row]);
  messages.due[call] = s.FifoQueue ? self.now : messages.due[row]!;
  messages.aboutUid[call] = messages.aboutUid[row]!;
  self.metrics.deadLettered.add();
  // Its turn has taken it out of the line already.
  if (!s.FifoQueue) putAt(self, row, NOWHERE);
  remove(self, row, outcome.deadLettered);
}

/** A message can be received: whoever waits longest gets it. */
export function becomeVisible(self: Me, row: number): void {
  reveal(self, row);
  servePolls(self);
}

/** Whoever waits gets what there is: to be called when a message has its turn, or room in flight. */
export function servePolls(self: Me): void {
  const { messages, state } = self;
  while (state.polls.length > 0 && state.ready > 0) {
    const poll = state.polls.head;
    if (deliver(self, poll, false) === 0) break;
    messages.remove(state.polls, poll);
    self.cancel(messages.calleeTimer[poll]!);
    self.reply(poll, outcome.ok);
  }
}
