/** What is asked: judged when it comes, done at the end of its time. */
import { type OutcomeName, outcome } from '../../engine/outcome.ts';
import { addAnswer, addCharge } from '../../rules/azure/blob/bill.ts';
import { isRefusal, refusal } from '../../rules/azure/blob/errors.ts';
import {
  askOf,
  type BlobAsk,
  type Operation,
  priorityOfLetter,
  requestOf,
  tagsOf,
  tierOfLetter,
} from '../../rules/azure/blob/letters.ts';
import { warmOnAccess } from '../../rules/azure/blob/lifecycleRun.ts';
import type { StoreAnswer } from '../../rules/azure/blob/requests.ts';
import { admit } from '../../rules/azure/blob/scale.ts';
import { chargeFor, containerOf } from '../../rules/azure/blob/state.ts';
import { perform } from '../../rules/azure/blob/store.ts';
import { attributeOf, type Crate, crateOf } from '../../rules/azure/crate.ts';
import { handOut } from '../../rules/azure/sas/handOut.ts';
import { momentText, msOfTick } from '../../rules/azure/sas/times.ts';
import { type Letter, letterOf } from '../../rules/letter.ts';
import type { ServiceError } from '../../rules/serviceError.ts';
import { refusedAccess } from './access.ts';
import { cratesUnder, deleteCrates, moveCrates, putCrate, readCrate, takeOut } from './crates.ts';
import { announce, type EventName } from './events.ts';
import { settle, show } from './money.ts';
import { isBehind, isOut } from './reach.ts';
import { drop, follow } from './rising.ts';
import type { Me, Settings } from './spec.ts';
import { asked, changing, singleBlob } from './stock.ts';

/** `step` of a call: what its port is for. */
const USUAL: readonly Operation[] = ['Put Blob', 'Get Blob', 'Delete Blob', 'Set Blob Tier'];
const READS: readonly Operation[] = ['Get Blob', 'Get Blob Properties', 'Get Blob Tags', 'List Blobs'];
/** Blobs that a page of a list has. */
const PAGE = 5000;

export const targetsOf = (s: Settings) => ({
  accountRequestsPerS: s.accountRequests,
  blobRequestsPerS: s.blobRequests,
  blobBytesPerS: s.blobBandwidth,
  timeoutS: 30,
});

export function receive(usual: Operation): (self: Me, call: number) => void {
  return (self, call) => {
    const { state, messages, random, settings: s, metrics } = self;
    const letter = letterOf(self.contentOf(call));
    messages.step[call] = USUAL.indexOf(usualOf(usual, letter));
    const ask = askIn(self, call, letter);
    const reads = !isRefusal(ask) && READS.includes(ask.operation);
    if (isOut(state, reads ? 'read' : 'write')) {
      metrics.failed.add();
      return self.reply(call, outcome.unreachable);
    }
    if (random.faults.chance(state.failShare)) {
      metrics.failed.add();
      return self.reply(call, outcome.failed);
    }
    if (isRefusal(ask)) return refuse(self, call, ask);
    const barred = refusedAccess(self, ask, letter);
    if (barred) {
      metrics.refused.add();
      return self.reply(call, barred.status === 404 ? outcome.notFound : outcome.refused, barred);
    }
    const wait = queued(self, ask, crateOf(letter, messages.request[call]!));
    if (typeof wait === 'object') return refuse(self, call, wait);
    metrics.open.set(++state.open);
    self.timers.done.after(random.latency.draw(s.latency) * state.slow + wait, call);
  };
}

/** At `manage` a request that names a tier is about tiers. */
const usualOf = (usual: Operation, letter: Letter): Operation =>
  usual === 'Delete Blob' && attributeOf(letter, 'tier') !== null ? 'Set Blob Tier' : usual;

const askIn = ({ messages }: Me, call: number, letter: Letter): BlobAsk | ServiceError =>
  askOf(letter, messages.request[call]!, USUAL[messages.step[call]!]!);

/** Ticks that it waits for its bytes to pass. A crate stands for requests at all times of its day: no target is for it. */
function queued(self: Me, ask: BlobAsk, crate: Crate): number | ServiceError {
  const { state, settings: s, now } = self;
  if (crate.count > 1) return 0;
  const { container, name, operation } = ask;
  const there = singleBlob(state.account, container, name)?.size ?? 0;
  const bytes = operation === 'Get Blob' ? there : operation === 'Put Blob' ? crate.size : 0;
  const admitted = admit(state.load, targetsOf(s), `${container}/${name}`, bytes, now);
  return isRefusal(admitted) ? admitted : admitted.wait;
}

function outcomeOf({ status }: ServiceError): OutcomeName {
  if (status === 503) return 'throttled';
  if (status >= 500) return 'failed';
  if (status === 404) return 'notFound';
  if (status === 401 || status === 403) return 'refused';
  return status === 304 || status === 409 || status === 412 ? 'conditionFailed' : 'invalid';
}

function refuse(self: Me, call: number, error: ServiceError): void {
  const { metrics } = self;
  const code = outcomeOf(error);
  if (code === 'throttled') metrics.throttled.add();
  else if (code === 'failed') metrics.failed.add();
  else if (code === 'notFound') metrics.missing.add();
  else if (error.code !== 'BlobArchived') metrics.rejected.add();
  self.reply(call, outcome[code], error);
}

export function done(self: Me, call: number): void {
  const { state, metrics, messages } = self;
  metrics.open.set(--state.open);
  metrics.latency.record(self.now - messages.arrivedAt[call]!);
  const letter = letterOf(self.contentOf(call));
  const ask = askIn(self, call, letter);
  if (isRefusal(ask)) return refuse(self, call, ask);
  const crate = crateOf(letter, messages.request[call]!);
  const answer =
    crate.count > 1 ? ofCrate(self, call, ask, letter, crate) : ofBlob(self, call, ask, letter, crate);
  show(self);
  if (answer !== null && isRefusal(answer)) return refuse(self, call, answer);
  self.reply(call, outcome.ok, answer === null ? undefined : answerOf(letter, answer));
}

const ageOf = (letter: Letter): number | null => {
  const age = attributeOf(letter, 'age');
  return age !== null && /^\d{1,6}$/.test(age) ? Number(age) : null;
};

/** @returns null when all went well */
function ofCrate(self: Me, call: number, ask: BlobAsk, letter: Letter, crate: Crate): ServiceError | null {
  const { metrics } = self;
  const { path } = ask;
  const { count, size } = crate;
  const which = { path, count, age: ageOf(letter) };
  const [tier, priority] = [tierOfLetter(letter), priorityOfLetter(letter)];
  if (tier !== null && typeof tier === 'object') return tier;
  if (typeof priority === 'object') return priority;
  switch (ask.operation) {
    case 'Put Blob': {
      const tags = tagsOf(attributeOf(letter, 'tags') ?? undefined);
      if (tags === null) return refusal('InvalidHeaderValue');
      const missing = madeContainer(self, ask);
      const refused = missing ?? putCrate(self, { path, tags: tags ?? {}, count, size, tier });
      if (!refused) announce(self, call, 'BlobCreated', ask);
      return refused;
    }
    case 'Get Blob':
      return readCrate(self, which);
    case 'Delete Blob': {
      const gone = deleteCrates(self, which);
      metrics.deletes.add(gone);
      if (gone === 0) return refusal('BlobNotFound');
      announce(self, call, 'BlobDeleted', ask);
      return null;
    }
    case 'Set Blob Tier': {
      if (tier === null) return refusal('InvalidHeaderValue');
      if (cratesUnder(self, which).length === 0) return refusal('BlobNotFound');
      const moved = moveCrates(self, which, tier, priority);
      if (typeof moved === 'object') return moved;
      metrics.tierChanges.add(moved);
      announce(self, call, 'BlobTierChanged', ask);
      return null;
    }
    default:
      // Only what can be done to many alike is done to a crate.
      return refusal('InvalidHeaderValue');
  }
}

/** Containers need not be made: the first blob makes its own, unless one of that name is just being deleted. */
function madeContainer({ state, now }: Me, { container }: BlobAsk): ServiceError | null {
  if (containerOf(state.account, container)) return null;
  const made = perform(state.account, { op: 'createContainer', container }, now);
  return isRefusal(made) ? made : null;
}

const MAKES: readonly Operation[] = ['Put Blob', 'Copy Blob'];
const OF_CONTAINER: readonly Operation[] = ['List Blobs', 'Create Container', 'Delete Container'];

function ofBlob(
  self: Me,
  call: number,
  ask: BlobAsk,
  letter: Letter,
  { size }: Crate,
): StoreAnswer | ServiceError {
  const { state } = self;
  const { operation, container, name } = ask;
  const request = requestOf(ask, letter, size);
  if (!('op' in request)) return request;
  if (MAKES.includes(operation)) {
    const missing = madeContainer(self, ask);
    if (missing) return missing;
  } else if (!OF_CONTAINER.includes(operation) && !singleBlob(state.account, container, name)) {
    settle(self);
    takeOut(self, container, name, ageOf(letter));
  }
  if (isBehind(state, container, name)) return refusal('BlobNotFound');
  const answer = asked(self, request);
  if (isRefusal(answer)) {
    if (answer.code === 'BlobArchived' && operation === 'Get Blob') self.metrics.archivedReads.add();
    return answer;
  }
  note(self, call, ask);
  return answer;
}

const TELLS: Readonly<Partial<Record<Operation, EventName>>> = {
  'Put Blob': 'BlobCreated',
  'Copy Blob': 'BlobCreated',
  'Set Blob Tier': 'BlobTierChanged',
  'Delete Blob': 'BlobDeleted',
};

/** What a request that went well leaves behind, besides what it changed. */
function note(self: Me, call: number, ask: BlobAsk): void {
  const { metrics, state, now } = self;
  const { operation, container, name } = ask;
  switch (operation) {
    case 'Put Blob':
    case 'Copy Blob':
      metrics.puts.add();
      break;
    case 'Get Blob':
      metrics.gets.add();
      warm(self, container, name);
      break;
    case 'Delete Blob':
      if (!singleBlob(state.account, container, name)) metrics.deletes.add();
      break;
    case 'Set Blob Tier':
      // Who is only in more of a hurry changes no tier.
      if ((singleBlob(state.account, container, name)?.rehydration?.asked ?? now) === now)
        metrics.tierChanges.add();
      break;
    case 'Delete Container':
      for (const one of state.rising)
        if (one.what.is === 'blob' && one.what.container === container) drop(self, one);
      metrics.deletes.add(deleteCrates(self, { path: `${container}/` }));
      break;
    case 'List Blobs': {
      // The names of crates fill pages too.
      const names = cratesUnder(self, { path: `${container}/${name}` }).reduce(
        (sum, { count }) => sum + count,
        0,
      );
      addCharge(state.shelves.usage, chargeFor('write', state.account.defaultTier), Math.floor(names / PAGE));
      break;
    }
    default:
  }
  if (!OF_CONTAINER.includes(operation)) follow(self, container, name);
  const event = TELLS[operation];
  // What comes out of Archive is told when it is there.
  if (event && !singleBlob(state.account, container, name)?.rehydration) announce(self, call, event, ask);
}

/** A policy may bring back to Hot what somebody reads. */
function warm(self: Me, container: string, name: string): void {
  const { state, settings: s, metrics, now } = self;
  const policy = s.lifecycle;
  if (!policy) return;
  const answer = changing(self, container, name, () =>
    warmOnAccess(state.account, policy, container, name, now),
  );
  if (!answer) return;
  addAnswer(state.shelves.usage, answer);
  metrics.tierChanges.add();
  if (answer.early.length > 0) metrics.earlyDeletions.add(answer.early.length);
}

/** What an answer says beside the call's own words. An ETag is told of blobs that have a name of their own. */
function answerOf(letter: Letter, answer: StoreAnswer): object {
  const { blob, bytes, leaseId, leaseTimeS, tags, snapshot, blobs, status } = answer;
  const named = letter.key !== undefined && !letter.key.includes('{n}');
  return {
    ...letter,
    ...(blob && { size: blob.size, tier: blob.tier, archiveStatus: blob.archiveStatus }),
    ...(bytes !== undefined && { size: bytes }),
    ...(named && answer.etag !== undefined && { etag: answer.etag }),
    ...(leaseId !== undefined && { leaseId }),
    ...(leaseTimeS !== undefined && { leaseTimeS }),
    ...(tags && { tags }),
    ...(snapshot !== undefined && { snapshot }),
    ...(blobs && { blobs }),
    ...(status === 202 && { accepted: true }),
  };
}

/** An account remembers so many users' keys: before it refuses one more it forgets those that are over. */
const USER_KEYS = 100;

/** listKeys, and keys for users: of the control plane, which no loss of a region touches. */
export function giveKey(self: Me, call: number): void {
  const { state, now } = self;
  if (state.sas.delegationKeys.length >= USER_KEYS) {
    const moment = momentText(msOfTick(now));
    state.sas = { ...state.sas, delegationKeys: state.sas.delegationKeys.filter(({ ske }) => ske > moment) };
  }
  const given = handOut(state.sas, letterOf(self.contentOf(call)));
  if (!given.ok) {
    self.metrics.rejected.add();
    return self.reply(call, outcome.invalid, given.error);
  }
  state.sas = given.account;
  self.reply(call, outcome.ok, given.answer);
}
