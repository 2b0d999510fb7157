/** Event notifications: one for every wire that wants it, some time after the object, at least once. */
import { isGood } from '../../engine/outcome.ts';
import { REGION } from '../../rules/aws.ts';
import { type Backoff, backoffDelay } from '../../rules/backoff.ts';
import { filled, type Letter, letterOf } from '../../rules/letter.ts';
import { bytesOf, keyOf } from './keys.ts';
import type { EventWire, Me } from './spec.ts';

/** `verb` of a row that is an event: a second one of the same object, for the same wire. */
const SECOND = 1;

const BACKOFF: Backoff = { law: { law: 'constant', value: 1_000_000 }, factor: 2, most: 60_000_000 };
/** A receiver that says nothing for so long has not taken the event. */
const UNANSWERED = 60_000_000;

type EventName = 'Put' | 'CompleteMultipartUpload';

/** An object has been stored: whoever wants to know will. */
export function announce(self: Me, call: number): void {
  const { messages, ports, random, settings: s } = self;
  if (ports.events.wires === 0) return;
  const letter = letterOf(self.contentOf(call));
  const request = messages.request[call]!;
  const name: EventName = bytesOf(letter, request) >= s.multipartFrom ? 'CompleteMultipartUpload' : 'Put';
  const key = filled(keyOf(letter), request);
  for (let nth = 0; nth < ports.events.wires; nth++) {
    if (!wants(ports.events.settings(nth) as EventWire, name, key)) continue;
    keep(self, call, nth, name, 0);
    if (random.duplicates.chance(s.duplicates)) keep(self, call, nth, name, SECOND);
  }
}

function wants({ events, prefix, suffix }: EventWire, name: EventName, key: string): boolean {
  const isAsked = events === 's3:ObjectCreated:*' || events === `s3:ObjectCreated:${name}`;
  return isAsked && key.startsWith(prefix ?? '') && key.endsWith(suffix ?? '');
}

function keep(self: Me, call: number, nth: number, name: EventName, verb: number): void {
  const { state, messages, metrics } = self;
  const row = self.store(call);
  messages.place[row] = nth;
  messages.verb[row] = verb;
  messages.content[row] = placeOf(self, call, name);
  metrics.pendingEvents.set(++state.pending);
  self.timers.tell.after(self.random.delays.draw(self.settings.eventDelay), row);
}

/** Most events say the same but for the number of their request: their letter is written once. */
function placeOf(self: Me, call: number, name: EventName): number {
  const { state, messages } = self;
  const key = `${messages.content[call]} ${name}`;
  state.letters[key] ??= self.contents.place(eventOf(self, call, name));
  return state.letters[key];
}

function eventOf(self: Me, call: number, name: EventName): Letter {
  const bucket = self.settings.bucket ?? '';
  const letter = letterOf(self.contentOf(call));
  const key = keyOf(letter);
  const size = bytesOf(letter, self.messages.request[call]!);
  const record = {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: REGION,
    eventName: `ObjectCreated:${name}`,
    s3: {
      s3SchemaVersion: '1.0',
      bucket: { name: bucket, arn: `arn:aws:s3:::${bucket}` },
      object: { key, size },
    },
  };
  return { body: JSON.stringify({ Records: [record] }), key, size };
}

export function tell(self: Me, row: number): void {
  const call = self.ports.events.call(row, self.messages.place[row]);
  self.messages.callerTimer[call] = self.timers.unanswered.after(UNANSWERED, call);
}

export function told(self: Me, row: number, code: number): void {
  const { state, messages, metrics, settings: s } = self;
  const age = self.now - messages.sentAt[row]!;
  if (!isGood(code)) {
    const wait = backoffDelay(BACKOFF, messages.attempts[row]!, self.random.delays);
    if (age + wait <= s.retryEventsFor) {
      messages.attempts[row] = messages.attempts[row]! + 1;
      metrics.retriedEvents.add();
      self.timers.tell.after(wait, row);
      return;
    }
    metrics.lostEvents.add();
  } else {
    metrics.notifications.add();
    metrics.eventAge.record(age);
    if (messages.verb[row] === SECOND) metrics.duplicateEvents.add();
  }
  metrics.pendingEvents.set(--state.pending);
  self.discard(row, code);
}
