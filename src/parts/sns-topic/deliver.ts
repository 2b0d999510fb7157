/**
 * One delivery of one message to one subscription: its tries, and what becomes of it when they are spent. Its row is a
 * stored one below that of the message; `place` is its subscription, `attempts` its tries, `step` where it stands.
 */
import { TICKS_PER_SECOND } from '../../engine/clock.ts';
import { emptyList, type List } from '../../engine/messages.ts';
import { isGood, isRetriable, outcome } from '../../engine/outcome.ts';
import { filled, letterOf } from '../../rules/letter.ts';
import { deliveryPolicyOf, retryDelay } from '../../rules/sns/deliveryPolicy.ts';
import { type DeadLetters, type Me, subscriptionOf } from './spec.ts';

/** `step`: the pace of the policy has been waited for. */
const PACED = 1;

/** More attributes than an SQS message can have. Source: https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html */
const SQS_ATTRIBUTES_MAX = 10;

/** @param after ticks until its first try: of a second copy */
export function deliver(self: Me, row: number, after = 0): void {
  self.metrics.pending.set(++self.state.pending);
  if (after > 0) {
    self.timers.turn.after(after, row);
    return;
  }
  if (!self.settings.FifoTopic) return attempt(self, row);
  const { messages } = self;
  const lines = linesOf(self, messages.place[row]!);
  const group = groupOf(self, row);
  const line = lines[group] ?? emptyList();
  lines[group] = line;
  messages.pushByAge(line, row);
  if (line.length === 1) attempt(self, row);
}

/** Its turn has come: the first try, or another. */
export function attempt(self: Me, row: number): void {
  const { messages, metrics, state, ports } = self;
  if (state.down) {
    messages.step[row] = 0;
    return messages.pushBack(state.held, row);
  }
  const nth = messages.place[row]!;
  if (!isInPace(self, row, nth)) return;
  messages.step[row] = 0;
  metrics.attempts.add();
  if (messages.attempts[row]!++ > 0) metrics.retries.add();
  const refusal = refusalOf(self, row, nth);
  if (refusal !== null) return failed(self, row, refusal);
  const call = ports.subscriptions.call(row, nth);
  messages.aboutUid[call] = messages.uid[messages.parent[row]!]!;
  messages.callerTimer[call] = self.timers.timeout.after(self.settings.deliveryTimeout, call);
}

/** Why the endpoint refuses it, whatever it is doing: an outcome, or null. */
function refusalOf(self: Me, row: number, nth: number): number | null {
  const { endpoint } = self.ports.subscriptions.other(nth);
  const { queuePolicy, RawMessageDelivery } = subscriptionOf(self, nth);
  // A FIFO topic knows no other protocol.
  if (endpoint !== 'sqs') return self.settings.FifoTopic ? outcome.invalid : null;
  if (queuePolicy === 'missing' || self.state.revoked) return outcome.refused;
  if (!RawMessageDelivery) return null;
  const { attributes = {} } = letterOf(self.contentOf(row));
  return Object.keys(attributes).length > SQS_ATTRIBUTES_MAX ? outcome.invalid : null;
}

/** Whether a web endpoint's policy allows a delivery now; if not, its turn comes when it does. */
function isInPace(self: Me, row: number, nth: number): boolean {
  const { messages, state } = self;
  const pace = subscriptionOf(self, nth).DeliveryPolicy?.mostPerSecond ?? null;
  if (pace === null || messages.step[row] === PACED) return true;
  if (self.ports.subscriptions.other(nth).endpoint !== 'http') return true;
  const at = Math.max(self.now, state.paced[nth] ?? 0);
  state.paced[nth] = at + TICKS_PER_SECOND / pace;
  const wait = Math.ceil(at) - self.now;
  if (wait === 0) return true;
  messages.step[row] = PACED;
  self.timers.turn.after(wait, row);
  return false;
}

function policyOf(self: Me, nth: number) {
  const { endpoint } = self.ports.subscriptions.other(nth);
  return deliveryPolicyOf(endpoint, subscriptionOf(self, nth).DeliveryPolicy);
}

/** A try has ended, with an answer or without. */
export function tried(self: Me, row: number, code: number): void {
  const { messages, metrics } = self;
  if (!isGood(code)) return failed(self, row, code);
  const { endpoint } = self.ports.subscriptions.other(messages.place[row]!);
  metrics.delivered.add();
  if (endpoint === 'http') metrics.toWeb.add();
  if (endpoint === 'email') metrics.toMail.add();
  metrics.latency.record(self.now - messages.sentAt[messages.parent[row]!]!);
  over(self, row, outcome.ok);
}

/** On the endpoint's side: tried again, as its policy has it. On the sender's: given up at once. */
function failed(self: Me, row: number, code: number): void {
  const { messages, metrics, state, random } = self;
  const nth = messages.place[row]!;
  const { endpoint } = self.ports.subscriptions.other(nth);
  // CloudWatch counts every failed try of a web endpoint, and of the others each delivery once.
  if (endpoint === 'http') metrics.failed.add();
  const wait = isRetriable(code)
    ? retryDelay(
        policyOf(self, nth),
        messages.attempts[row]! - 1,
        random.jitter.draw(ANY),
        self.settings.retryJitter,
      )
    : null;
  if (wait === null) {
    if (endpoint !== 'http') metrics.failed.add();
    return giveUp(self, row);
  }
  metrics.backingOff.set(++state.backingOff);
  self.timers.retry.after(wait, row);
}

const ANY = { law: 'uniform', from: 0, to: 1 } as const;

function giveUp(self: Me, row: number): void {
  const { ports, messages } = self;
  const nth = messages.place[row]!;
  const kept = subscriptionOf(self, nth).RedrivePolicy ? deadLettersOf(self, nth) : -1;
  if (kept < 0) return lose(self, row);
  const call = ports.deadLetters.call(row, kept);
  messages.aboutUid[call] = messages.uid[messages.parent[row]!]!;
  // It is sent there, and as old as that: no queue has had it before.
  messages.due[call] = self.now;
  messages.callerTimer[call] = self.timers.unheard.after(self.settings.deliveryTimeout, call);
}

/** The wire to the dead-letter queue of a subscription: its own, or the one for all that have none; -1 without any. */
function deadLettersOf({ ports: { subscriptions, deadLetters } }: Me, nth: number): number {
  const { part } = subscriptions.other(nth);
  let forAll = -1;
  for (let wire = 0; wire < deadLetters.wires; wire++) {
    const { subscriber } = deadLetters.settings(wire) as DeadLetters;
    if (subscriber === part) return wire;
    if (subscriber === null && forAll < 0) forAll = wire;
  }
  return forAll;
}

/** What the dead-letter queue has made of it. */
export function redriven(self: Me, row: number, code: number): void {
  if (!isGood(code)) {
    self.metrics.redriveFailed.add();
    return lose(self, row);
  }
  self.metrics.redriven.add();
  over(self, row, outcome.deadLettered);
}

function lose(self: Me, row: number): void {
  self.metrics.lost.add();
  over(self, row, outcome.lost);
}

/** The delivery is done with; in a FIFO topic the next of its group has its turn. */
function over(self: Me, row: number, code: number): void {
  const { messages, state } = self;
  self.metrics.pending.set(--state.pending);
  if (self.settings.FifoTopic) {
    const lines = linesOf(self, messages.place[row]!);
    const group = groupOf(self, row);
    const line = lines[group]!;
    messages.removeByAge(line, row);
    // By a timer, so that many that are refused at once do not call each other ever deeper.
    if (line.length > 0) self.timers.turn.after(0, line.head);
    else delete lines[group];
  }
  const message = self.parentOf(row);
  self.discard(row, code);
  letGo(self, message);
}

/** One hand less on the message; without any it ends. */
export function letGo(self: Me, message: number): void {
  const { messages } = self;
  messages.step[message]!--;
  if (messages.step[message] === 0) self.discard(message, outcome.ok);
}

/** The topic is up again: whatever has waited has its turn. */
export function resume(self: Me): void {
  const { messages, state } = self;
  for (let row = messages.shift(state.held); row >= 0; row = messages.shift(state.held)) attempt(self, row);
}

function linesOf({ state }: Me, nth: number): Record<string, List> {
  while (state.lines.length <= nth) state.lines.push({});
  return state.lines[nth]!;
}

/** With a letter of our own before it, so that it is no name that objects have. */
function groupOf(self: Me, row: number): string {
  return `g${filled(letterOf(self.contentOf(row)).group ?? '', self.messages.request[row]!)}`;
}
