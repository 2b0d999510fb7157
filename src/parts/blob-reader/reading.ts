/** A request on its way: a link for it, the blob, and where that lies in Archive, the wait for it. */
import { isGood, outcome } from '../../engine/outcome.ts';
import type { Caller } from '../../engine/part.ts';
import { addressOf } from '../../rules/azure/address.ts';
import { attributeOf } from '../../rules/azure/crate.ts';
import { TICK_ZERO_MS } from '../../rules/azure/sas/times.ts';
import { sasUrl } from '../../rules/azure/sas/token.ts';
import { type Attribute, type Letter, letterOf } from '../../rules/letter.ts';
import { errorIn } from '../../rules/serviceError.ts';
import { forgetLink, keepLink, keptLink } from './keptLinks.ts';
import { refusalOf } from './refusals.ts';
import { type Me, NOT_WAITING, READING, TIERING } from './spec.ts';

export function begin(self: Me, row: number): void {
  const { state, messages } = self;
  messages.due[row] = NOT_WAITING;
  messages.step[row] = READING;
  self.metrics.open.set(++state.open);
  seek(self, row);
}

/** Finds out what to show the account, and goes on to the blob. */
function seek(self: Me, row: number): void {
  const { state, messages, ports, settings: s } = self;
  messages.attempts[row] = 0;
  messages.place[row] = -1;
  if (s.credential === 'account key') {
    if (state.holder.key === null && state.holder.call >= 0) return messages.pushBack(state.waiting, row);
    return withKey(self, row);
  }
  if (s.credential === 'none') return showing(self, row, bare(self, row));
  if (ports.links.wires === 0) return showing(self, row, given(self, row) ?? bare(self, row));
  const kept = keptLink(self, nameOf(self, row));
  if (kept === null) return waitForLink(self, row);
  self.metrics.linksUsedAgain.add();
  showing(self, row, kept);
}

export const nameOf = (self: Me, row: number): string => {
  const { container, blob } = address(self, row);
  return `${container}/${blob}`;
};

const address = (self: Me, row: number) =>
  addressOf(letterOf(self.contentOf(row)), self.messages.request[row]!);

/** The link that came with the request. */
const given = (self: Me, row: number): string | null => attributeOf(letterOf(self.contentOf(row)), 'url');

/** An address without a token: whoever calls there says nothing of who it is. */
function bare(self: Me, row: number): string {
  const { account } = self.settings;
  return sasUrl({ account: account ?? '', ...address(self, row) }, '').replace(/\?$/, '');
}

/** The key is there, or nobody gives one: those who wait for it go on. */
export function keySettled(self: Me): void {
  const { state, messages } = self;
  for (let row = messages.shift(state.waiting); row >= 0; row = messages.shift(state.waiting))
    withKey(self, row);
}

/** Who has no key has nothing to show. */
function withKey(self: Me, row: number): void {
  if (self.state.holder.key === null) showing(self, row, bare(self, row));
  else ask(self, row);
}

function waitForLink(self: Me, row: number): void {
  patiently(self, self.ports.links.call(row));
}

/** A call that is given up when its time is over. */
function patiently(self: Me, call: number): void {
  const { timeout } = self.settings;
  if (timeout !== null) self.messages.callerTimer[call] = self.timers.unanswered.after(timeout, call);
}

export function linkAnswered(self: Me, call: number, code: number): void {
  const row = self.parentOf(call);
  if (!isGood(code)) return finish(self, row, code, call);
  const { url } = self.contentOf(call) as { readonly url?: unknown };
  if (typeof url !== 'string') return showing(self, row, bare(self, row));
  self.metrics.links.add();
  keepLink(self, nameOf(self, row), url);
  showing(self, row, url);
}

/** Goes on with that address. */
function showing(self: Me, row: number, url: string): void {
  const spoken = url.replace(/^https?/, self.settings.protocol);
  self.messages.place[row] = self.contents.place({ url: spoken });
  ask(self, row);
}

/** Asks the account for what the request is at. */
function ask(self: Me, row: number): void {
  const { messages, ports, metrics } = self;
  const isTiering = messages.step[row] === TIERING;
  const port: Caller = isTiering && ports.manage.wires > 0 ? ports.manage : ports.blobs;
  if (isTiering) metrics.tierRequests.add();
  const call = port.call(row);
  messages.content[call] = self.contents.place(written(self, row, isTiering));
  patiently(self, call);
}

/** The request as the account reads it: see rules/azure/blob/letters.ts. */
function written(self: Me, row: number, isTiering: boolean): Letter {
  const { settings: s, state } = self;
  const letter = letterOf(self.contentOf(row));
  const operation = attributeOf(letter, 'operation') ?? s.operation;
  const said: Record<string, string> = { operation: isTiering ? 'Set Blob Tier' : operation };
  if (s.ip !== null) said.ip = s.ip;
  if (isTiering) Object.assign(said, { tier: s.rehydrateTo, priority: s.priority });
  const url = addressUsed(self, row);
  if (url !== null) said.url = url;
  else if (state.holder.key !== null) said.accountKey = state.holder.key.key.value;
  const { url: _, ...others } = letter.attributes ?? {};
  const attributes: Record<string, Attribute> = others;
  for (const [name, value] of Object.entries(said)) attributes[name] = { type: 'String', value };
  return { ...letter, key: letter.key ?? '{n}', attributes };
}

function addressUsed({ messages, contents }: Me, row: number): string | null {
  const place = messages.place[row]!;
  return place < 0 ? null : (contents.at(place) as { readonly url: string }).url;
}

export function blobAnswered(self: Me, call: number, code: number): void {
  const { messages, metrics, settings: s } = self;
  const row = self.parentOf(call);
  const isTiering = messages.step[row] === TIERING;
  if (isGood(code)) return isTiering ? wait(self, row) : finish(self, row, code, call);
  const error = errorIn(self.contentOf(call));
  if (code === outcome.refused || error?.status === 403 || error?.status === 401) {
    refused(self, row, call, code);
    return;
  }
  // Somebody else has asked for it: it is on its way.
  if (isTiering && error?.code === 'BlobBeingRehydrated') return wait(self, row);
  if (error?.code !== 'BlobArchived') return finish(self, row, code, call);
  metrics.archived.add();
  if (isTiering || s.onArchived === 'give up') return finish(self, row, code, call);
  if (messages.due[row] !== NOT_WAITING) return wait(self, row);
  messages.due[row] = self.now;
  messages.step[row] = TIERING;
  ask(self, row);
}

function refused(self: Me, row: number, call: number, code: number): void {
  const { messages, metrics, ports, settings: s } = self;
  metrics.refused.add();
  const { because, expiry } = refusalOf(self.contentOf(call), addressUsed(self, row), self.now);
  if (because === 'expired') metrics.refusedExpired.add();
  if (because === 'early') metrics.refusedEarly.add();
  if (because === 'withdrawn') metrics.refusedWithdrawn.add();
  if (expiry !== null) metrics.expiredAt.set((expiry - TICK_ZERO_MS) / 1000);
  const mayAsk = s.credential === 'SAS' && s.askAgainOn403 && ports.links.wires > 0;
  forgetLink(self, nameOf(self, row));
  if (!mayAsk || messages.attempts[row]! > 0) return finish(self, row, code, call);
  messages.attempts[row] = 1;
  metrics.askedAgain.add();
  waitForLink(self, row);
}

/** The blob is on its way: it is looked for again and again. */
function wait(self: Me, row: number): void {
  const { state, messages, settings: s } = self;
  messages.step[row] = READING;
  self.metrics.rehydrating.set(++state.rehydrating);
  messages.calleeTimer[row] = self.timers.look.after(s.checkEvery, row);
}

export function look(self: Me, row: number): void {
  const { state, messages, settings: s } = self;
  self.metrics.rehydrating.set(--state.rehydrating);
  if (self.now - messages.due[row]! >= s.waitAtMost) return finish(self, row, outcome.timedOut, -1);
  seek(self, row);
}

export function unanswered(self: Me, call: number): void {
  const row = self.parentOf(call);
  self.abandon(call);
  self.metrics.timeouts.add();
  finish(self, row, outcome.timedOut, -1);
}

/** @param answer the call whose answer is handed on, -1 for none */
function finish(self: Me, row: number, code: number, answer: number): void {
  const { state, messages, metrics } = self;
  const since = messages.due[row]!;
  metrics.open.set(--state.open);
  if (isGood(code)) {
    metrics.done.add();
    metrics.latency.record(self.now - messages.arrivedAt[row]!);
    if (since !== NOT_WAITING) metrics.waited.record(self.now - since);
  } else metrics.failed.add();
  messages.due[row] = answer < 0 ? 0 : messages.due[answer]!;
  if (answer >= 0) messages.content[row] = messages.content[answer]!;
  self.reply(row, code);
}
