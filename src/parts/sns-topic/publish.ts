/** How a topic takes messages in: what it refuses, what it has had already, and the copies it makes of the rest. */
import { outcome } from '../../engine/outcome.ts';
import { hash128 } from '../../engine/random.ts';
import { filled, type Letter, letterOf, sizeOf } from '../../rules/letter.ts';
import { BATCH_MAX, SEND } from '../../rules/send.ts';
import type { ServiceError } from '../../rules/serviceError.ts';
import { judge } from '../../rules/sns/filterPolicy.ts';
import { recall, remember } from '../../rules/sqs/memory.ts';
import { takeTokens } from '../../rules/tokenBucket.ts';
import { deliver, letGo } from './deliver.ts';
import { REFUSALS } from './settings.ts';
import { type Me, type Subscription, subscriptionOf } from './spec.ts';

/** Bytes, of a message and of a batch. Source: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const SIZE_MAX = 262_144;
const SUBJECT_MAX = 100;
const BILLED_BYTES = 65_536;

export function publish(self: Me, call: number): void {
  const { state, metrics, random } = self;
  if (state.down || random.faults.chance(state.failShare)) return self.reply(call, outcome.failed);
  const entries = entriesOf(self, call);
  const fault = isBatch(self, call) ? batchFault(self, entries) : faultOf(self, call);
  if (fault) {
    metrics.refused.add(Math.max(1, entries.length));
    return self.reply(call, outcome.invalid, fault);
  }
  if (!takeTokens(state.bucket, state.fill, self.now, entries.length)) {
    metrics.throttled.add(entries.length);
    return self.reply(call, outcome.throttled);
  }
  self.timers.accepted.after(random.accept.draw(self.settings.acceptTime), call);
}

/** The answer to a publish, and the beginning of its deliveries. */
export function accept(self: Me, call: number): void {
  const { messages, metrics } = self;
  let bytes = 0;
  let answer: number = outcome.ok;
  for (const row of entriesOf(self, call)) {
    const fault = isBatch(self, call) ? faultOf(self, row) : null;
    if (fault) {
      metrics.refused.add();
      messages.step[row] = outcome.invalid;
      messages.content[row] = self.contents.place(fault);
      continue;
    }
    const size = sizeIn(self, row);
    bytes += size;
    answer = takeIn(self, row, size);
    messages.step[row] = answer;
  }
  metrics.billed.add(Math.max(1, Math.ceil(bytes / BILLED_BYTES)));
  self.reply(call, isBatch(self, call) ? outcome.ok : answer);
}

const isBatch = (self: Me, call: number): boolean => self.messages.verb[call] === SEND.batch;
const entriesOf = (self: Me, call: number): readonly number[] =>
  isBatch(self, call) ? self.items(call) : [call];
const letterIn = (self: Me, row: number): Letter => letterOf(self.contentOf(row));
const sizeIn = (self: Me, row: number): number => sizeOf(letterIn(self, row), self.messages.request[row]!);

function faultOf(self: Me, row: number): ServiceError | null {
  const letter = letterIn(self, row);
  // What says nothing at all stands for a message of which nobody has thought what it says.
  const isEmpty = letter.body === '' && letter.size === undefined && self.messages.content[row] !== 0;
  if (isEmpty) return REFUSALS.empty;
  if (sizeIn(self, row) > SIZE_MAX) return REFUSALS.tooLong;
  if (letter.subject !== undefined && !isSubject(filled(letter.subject, self.messages.request[row]!)))
    return REFUSALS.subject;
  return orderFault(self, letter);
}

function orderFault({ settings: s }: Me, letter: Letter): ServiceError | null {
  if (!s.FifoTopic) return letter.deduplication === undefined ? null : REFUSALS.deduplication;
  if (letter.group === undefined) return REFUSALS.noGroup;
  const isKnown = letter.deduplication !== undefined || s.ContentBasedDeduplication;
  return isKnown ? null : REFUSALS.noDeduplication;
}

function batchFault(self: Me, entries: readonly number[]): ServiceError | null {
  if (entries.length === 0) return REFUSALS.emptyBatch;
  if (entries.length > BATCH_MAX) return REFUSALS.manyEntries;
  if (entries.reduce((sum, row) => sum + sizeIn(self, row), 0) > SIZE_MAX) return REFUSALS.longBatch;
  // An entry that a FIFO topic cannot put in its place takes the whole batch with it.
  if (!self.settings.FifoTopic) return null;
  return entries.reduce<ServiceError | null>(
    (found, row) => found ?? orderFault(self, letterIn(self, row)),
    null,
  );
}

/** A subject begins with a letter, a digit or a mark, and is one line of plain ASCII. */
function isSubject(subject: string): boolean {
  return subject.length <= SUBJECT_MAX && /^[!-~][ -~]*$/.test(subject);
}

/** @param from the row that brought it @returns the outcome for whoever published it */
function takeIn(self: Me, from: number, size: number): number {
  const { messages, metrics, state } = self;
  const key = self.settings.FifoTopic ? keyOf(self, from) : '';
  const first = key === '' ? -1 : recall(state.memory, key, self.now);
  if (first >= 0) {
    messages.due[from] = first;
    metrics.deduplicated.add();
    return outcome.deduplicated;
  }
  const row = self.store(-1, messages.request[from]!);
  messages.content[row] = messages.content[from]!;
  const uid = messages.uid[row]!;
  messages.due[from] = uid;
  if (key !== '') remember(state.memory, key, uid, self.now);
  metrics.published.add();
  metrics.size.add(size);
  fanOut(self, row);
  return outcome.ok;
}

function keyOf(self: Me, row: number): string {
  const letter = letterIn(self, row);
  const request = self.messages.request[row]!;
  const id =
    letter.deduplication === undefined
      ? `b${filled(letter.body, request)}`
      : `d${filled(letter.deduplication, request)}`;
  if (self.settings.FifoThroughputScope === 'Topic') return id;
  const group = filled(letter.group ?? '', request);
  return `g${group.length}:${group}${id}`;
}

/** A delivery for every subscription that wants the message: each goes its own way from here. */
function fanOut(self: Me, message: number): void {
  const { messages, metrics, random } = self;
  const { FifoTopic, duplicates, duplicateAfter } = self.settings;
  // Held by us until all are begun, so that one that is over at once does not take the message with it.
  messages.step[message] = 1;
  for (let nth = 0; nth < self.ports.subscriptions.wires; nth++) {
    const subscription = subscriptionOf(self, nth);
    if (!isSubscribed(subscription, self.now)) metrics.notSubscribed.add();
    else if (!filter(self, message, subscription)) {
      self.discard(self.store(message), outcome.filtered);
    } else {
      deliver(self, wrapped(self, message, nth, subscription));
      if (FifoTopic || !random.duplicates.chance(duplicates)) continue;
      metrics.duplicated.add();
      deliver(self, wrapped(self, message, nth, subscription), random.duplicates.draw(duplicateAfter));
    }
  }
  letGo(self, message);
}

function isSubscribed({ subscribed, unsubscribed }: Subscription, now: number): boolean {
  return subscribed <= now && (unsubscribed === null || now < unsubscribed);
}

/** A delivery of a message to a subscription, as it is handed over. @returns its row */
function wrapped(self: Me, message: number, nth: number, { RawMessageDelivery }: Subscription): number {
  const { messages, contents, settings: s } = self;
  const row = self.store(message);
  messages.step[message]!++;
  messages.place[row] = nth;
  const isNumbered = s.FifoTopic && letterIn(self, message).deduplication === undefined;
  if (RawMessageDelivery && !isNumbered) return row;
  const name = `${isNumbered ? 'numbered' : ''}${RawMessageDelivery ? '' : ` in an envelope of ${self.id}`}`;
  messages.content[row] = contents.variant(messages.content[message]!, name, (content) => {
    const letter = letterOf(content);
    return {
      ...letter,
      ...(isNumbered && { deduplication: bodyId(letter.body) }),
      ...(!RawMessageDelivery && { envelope: self.id }),
    };
  });
  return row;
}

/** What stands for the body as a MessageDeduplicationId: SNS sends one along, so that the queue need not make its own. */
function bodyId(body: string): string {
  const hash = hash128(body).map((word) => (word >>> 0).toString(16).padStart(8, '0'));
  // Bodies that differ by the number of the request are one text until somebody fills it in.
  return body.includes('{n}') ? `${hash.join('')}-{n}` : hash.join('');
}

/** Whether the message matches the policy; one that does not is counted. */
function filter(self: Me, row: number, { FilterPolicy, FilterPolicyScope }: Subscription): boolean {
  if (FilterPolicy === null) return true;
  const { metrics, messages } = self;
  const letter = letterIn(self, row);
  const message =
    FilterPolicyScope === 'MessageBody'
      ? { body: filled(letter.body, messages.request[row]!) }
      : { attributes: letter.attributes ?? {} };
  const verdict = judge(FilterPolicy, FilterPolicyScope, message);
  if (verdict === 'accepted') return true;
  metrics.filteredOut.add();
  metrics[WHY_FILTERED[verdict]].add();
  return false;
}

const WHY_FILTERED = {
  MessageAttributes: 'filteredByAttributes',
  MessageBody: 'filteredByBody',
  NoMessageAttributes: 'filteredNoAttributes',
  InvalidAttributes: 'filteredInvalidAttributes',
  InvalidMessageBody: 'filteredInvalidBody',
} as const;
