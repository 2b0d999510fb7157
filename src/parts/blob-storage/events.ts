/** Events: one for every subscription that wants it, at least once, by the schedule of Event Grid. */
import { TICKS_PER_SECOND } from '../../engine/clock.ts';
import type { Content } from '../../engine/contents.ts';
import { isGood, outcome } from '../../engine/outcome.ts';
import type { BlobAsk } from '../../rules/azure/blob/letters.ts';
import { attributeOf } from '../../rules/azure/crate.ts';
import { type Letter, letterOf } from '../../rules/letter.ts';
import type { EventWire, Me } from './spec.ts';

export type EventName = 'BlobCreated' | 'BlobTierChanged' | 'BlobDeleted';

const MINUTE = 60 * TICKS_PER_SECOND;
const HOUR = 60 * MINUTE;
/** https://learn.microsoft.com/azure/event-grid/delivery-and-retry, without the small chance that it adds. */
const WAITS = [
  MINUTE / 6,
  MINUTE / 2,
  MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
];
const THEN = 12 * HOUR;
const TIME_TO_LIVE = 24 * HOUR;
const ATTEMPTS = 30;
/** A receiver that says nothing for so long has not taken the event. */
const UNANSWERED = 30 * TICKS_PER_SECOND;

const API: Readonly<Record<EventName, string>> = {
  BlobCreated: 'PutBlob',
  BlobTierChanged: 'SetBlobTier',
  BlobDeleted: 'DeleteBlob',
};

const subjectOf = (container: string, name: string): string =>
  `/blobServices/default/containers/${container}/blobs/${name}`;

/** What a request did is told on behalf of the same user's request. */
export function announce(self: Me, call: number, event: EventName, ask: BlobAsk): void {
  if (self.ports.events.wires === 0) return;
  const { account } = self.settings;
  // Most events say the same but for the number of their request: those are one letter.
  const make = (said: Content): Content => eventOf(`${account}`, event, letterOf(said), ask);
  const place = self.messages.content[call]!;
  const content = attributeOf(letterOf(self.contentOf(call)), 'url')?.includes('{n}')
    ? self.contents.place(make(self.contentOf(call)))
    : self.contents.variant(place, `${account} ${event}`, make);
  for (let nth = 0; nth < self.ports.events.wires; nth++)
    if (wants(self.ports.events.settings(nth) as EventWire, event, subjectOf(ask.container, ask.name)))
      keep(self, self.store(call), nth, content);
}

/** What nobody's request did just now: a rehydration that is over. */
export function announceBlob(
  self: Me,
  event: EventName,
  container: string,
  name: string,
  size: number,
): void {
  if (self.ports.events.wires === 0) return;
  const letter: Letter = { body: '', key: `${container}/${name}`, size };
  const content = self.contents.place(
    eventOf(`${self.settings.account}`, event, letter, { container, name }),
  );
  for (let nth = 0; nth < self.ports.events.wires; nth++)
    if (wants(self.ports.events.settings(nth) as EventWire, event, subjectOf(container, name)))
      keep(self, self.store(-1), nth, content);
}

function wants({ events, subjectBeginsWith }: EventWire, event: EventName, subject: string): boolean {
  return (events === 'all' || events === event) && subject.startsWith(subjectBeginsWith ?? '');
}

/** In the schema of Event Grid: a list of one. */
function eventOf(
  account: string,
  event: EventName,
  letter: Letter,
  { container, name }: Pick<BlobAsk, 'container' | 'name'>,
): Content {
  const numbered = attributeOf(letter, 'url') === null && (letter.key ?? '{n}').includes('{n}');
  const key = numbered ? (letter.key ?? '{n}') : `${container}/${name}`;
  const [home, blob] = key.includes('/') ? parted(key) : [container, key];
  const said = {
    topic: `/subscriptions/lab/resourceGroups/lab/providers/Microsoft.Storage/storageAccounts/${account}`,
    subject: subjectOf(home, blob),
    eventType: `Microsoft.Storage.${event}`,
    data: {
      api: API[event],
      blobType: attributeOf(letter, 'blobType') ?? 'BlockBlob',
      ...(letter.size !== undefined && { contentLength: letter.size }),
      url: `https://${account}.blob.core.windows.net/${home}/${blob}`,
    },
    dataVersion: '',
    metadataVersion: '1',
  };
  const count = attributeOf(letter, 'count');
  return {
    body: JSON.stringify([said]),
    key,
    ...(letter.size !== undefined && { size: letter.size }),
    ...(count !== null && { attributes: { count: { type: 'String', value: count } } }),
  };
}

function parted(key: string): readonly [string, string] {
  const slash = key.indexOf('/');
  return [key.slice(0, slash), key.slice(slash + 1)];
}

function keep(self: Me, row: number, nth: number, content: number): void {
  const { state, messages, metrics } = self;
  messages.place[row] = nth;
  messages.content[row] = content;
  metrics.pendingEvents.set(++state.pending);
  self.timers.tell.after(self.random.delays.draw(self.settings.eventDelay), row);
}

export function tell(self: Me, row: number): void {
  const call = self.ports.events.call(row, self.messages.place[row]);
  self.messages.callerTimer[call] = self.timers.unanswered.after(UNANSWERED, call);
}

/** What is refused for what it is, is not offered again. */
const HOPELESS: readonly number[] = [outcome.invalid, outcome.refused];

export function told(self: Me, row: number, code: number): void {
  const { state, messages, metrics } = self;
  if (!isGood(code)) {
    const before = messages.attempts[row]!;
    const wait = WAITS[before] ?? THEN;
    const age = self.now - messages.sentAt[row]!;
    if (age + wait <= TIME_TO_LIVE && before + 1 < ATTEMPTS && !HOPELESS.includes(code)) {
      messages.attempts[row] = before + 1;
      self.timers.tell.after(wait, row);
      return;
    }
    metrics.lostEvents.add();
  } else metrics.notifications.add();
  metrics.pendingEvents.set(--state.pending);
  self.discard(row, code);
}
