/** SendMessage and SendMessageBatch, and what other queues send here. */
import { outcome } from '../../engine/outcome.ts';
import { filled, type Letter, letterOf } from '../../rules/letter.ts';
import { POISON } from '../../rules/poll.ts';
import { BATCH_MAX } from '../../rules/send.ts';
import type { ServiceError } from '../../rules/serviceError.ts';
import { bytesOf, failsTheBatch, refusalOf, requestsFor } from '../../rules/sqs/checks.ts';
import { keyOf, recall, remember } from '../../rules/sqs/memory.ts';
import { REDRIVE } from '../../rules/sqs/redrive.ts';
import { batchTooLong, emptyBatch, tooManyEntries } from '../../rules/sqs/refusals.ts';
import { type Incoming, takeIn } from './life.ts';
import { becomeVisible } from './receive.ts';
import { type Me, NOWHERE } from './spec.ts';

const BATCH_BYTES_MAX = 1_048_576;
/** Somebody who says nothing has something to say: the request's own number. */
const WORDLESS: Letter = { body: '{"request": {n}}' };

export function sendMessage(self: Me, call: number): void {
  const refusal = refusalOfOne(self, call);
  if (refusal !== null) {
    self.metrics.refused.add();
    return self.reply(call, outcome.invalid, refusal);
  }
  bill(self, [call]);
  // Not in one line: the table may grow meanwhile, and its columns are others then.
  const uid = accept(self, call);
  self.messages.due[call] = uid;
  self.reply(call, outcome.ok);
}

export function sendBatch(self: Me, call: number): void {
  const { messages, metrics } = self;
  const entries = self.items(call);
  const refusals = entries.map((entry) => refusalOfOne(self, entry));
  const whole = refusalOfBatch(self, entries, refusals);
  if (whole !== null) {
    metrics.refused.add();
    return self.reply(call, outcome.invalid, whole);
  }
  bill(self, entries);
  entries.forEach((entry, i) => {
    const refusal = refusals[i]!;
    messages.step[entry] = refusal === null ? outcome.ok : outcome.invalid;
    if (refusal === null) {
      const uid = accept(self, entry);
      messages.due[entry] = uid;
    } else {
      metrics.refused.add();
      messages.content[entry] = self.contents.place(refusal);
    }
  });
  self.reply(call, outcome.ok);
}

function refusalOfBatch(
  self: Me,
  entries: readonly number[],
  refusals: readonly (ServiceError | null)[],
): ServiceError | null {
  if (entries.length === 0) return emptyBatch('SendMessage');
  if (entries.length > BATCH_MAX) return tooManyEntries(entries.length);
  const bytes = entries.reduce((sum, entry) => sum + sizeOf(self, entry), 0);
  if (bytes > BATCH_BYTES_MAX) return batchTooLong(bytes);
  return refusals.find((one) => one !== null && failsTheBatch(one)) ?? null;
}

/** @param said the call itself, or an entry of a batch */
function letterIn(self: Me, said: number): Letter {
  const content = self.contentOf(said);
  return 'body' in content ? letterOf(content) : WORDLESS;
}

function refusalOfOne(self: Me, said: number): ServiceError | null {
  const { messages, settings: s } = self;
  // A message of nobody's words is as small and as right as can be; in a FIFO queue it still has no group.
  if (messages.content[said] === 0 && !s.FifoQueue) return null;
  return refusalOf(letterIn(self, said), messages.request[said]!, s);
}

function sizeOf(self: Me, said: number): number {
  return self.messages.content[said] === 0 ? 0 : bytesOf(letterIn(self, said), self.messages.request[said]!);
}

/** Every 64 KiB begun of a request is one; the first has been counted. */
function bill(self: Me, said: readonly number[]): void {
  const { metrics, settings: s } = self;
  const bytes = said.reduce((sum, one) => sum + sizeOf(self, one), 0);
  const requests = requestsFor(bytes);
  if (requests > 1) metrics.requests.add(requests - 1);
  const isFair = !s.FifoQueue && s.fairQueues && said.some((one) => letterIn(self, one).group !== undefined);
  if (isFair) metrics.fairRequests.add(requests);
}

/** @returns the uid of the stored message; of a duplicate, that of the first */
function accept(self: Me, said: number): number {
  const { messages, state, metrics, settings: s, now } = self;
  metrics.sent.add();
  const request = messages.request[said]!;
  const letter = letterIn(self, said);
  const key = s.FifoQueue ? duplicateKey(self, letter, request) : null;
  if (key !== null) {
    const first = recall(state.memory, key, now);
    if (first >= 0) {
      metrics.deduplicated.add();
      return first;
    }
  }
  const delay = letter.delay === undefined || s.FifoQueue ? {} : { delay: letter.delay };
  const content = messages.content[said]!;
  const uid = admit(self, {
    request,
    verb: 0,
    content,
    keptFrom: now,
    published: messages.aboutUid[said]!,
    ...delay,
  });
  if (key !== null) remember(state.memory, key, uid, now);
  return uid;
}

function duplicateKey({ settings: s }: Me, letter: Letter, request: number): string {
  const scope = s.DeduplicationScope === 'messageGroup' ? filled(letter.group ?? '', request) : '';
  // An id and a body that read alike are two things.
  const id =
    letter.deduplication === undefined
      ? `body ${filled(letter.body, request)}`
      : `id ${filled(letter.deduplication, request)}`;
  return keyOf(id, scope);
}

/** Stores a message, and hands it out at once where somebody waits. @returns its uid: it may be gone again */
function admit(self: Me, incoming: Incoming): number {
  const { messages } = self;
  const row = takeIn(self, incoming);
  const uid = messages.uid[row]!;
  if (messages.place[row] === NOWHERE) becomeVisible(self, row);
  return uid;
}

/** What another queue, or a topic, set aside; or what a move task brings back. */
export function takeRedriven(self: Me, call: number): void {
  const { messages, state, metrics, settings: s, now } = self;
  metrics.redriven.add();
  const isBack = messages.place[call] === REDRIVE.movedBack;
  const isPoison = messages.verb[call] === POISON && (!isBack || state.poisonous);
  admit(self, {
    request: messages.request[call]!,
    verb: isPoison ? POISON : 0,
    content: messages.content[call]!,
    // As new where it comes back; and a FIFO queue counts from when it came.
    keptFrom: isBack || s.FifoQueue ? now : messages.due[call]!,
    setAside: !isBack,
    published: messages.aboutUid[call]!,
  });
  self.reply(call, outcome.ok);
}

/** @param group of the poison, null for none */
export function poison(self: Me, n: number, group: string | null): void {
  const { metrics, now, contents } = self;
  const letter: Letter | null = group === null ? null : { body: 'poison', group };
  const content = letter === null ? 0 : contents.place(letter);
  for (let i = 0; i < n; i++) {
    metrics.sent.add();
    admit(self, { request: -1, verb: POISON, content, keptFrom: now });
  }
}
