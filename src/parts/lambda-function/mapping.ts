/** The event source mapping: pollers that receive messages, gather them into batches, invoke the function and delete. */

import { TICKS_PER_SECOND } from '../../engine/clock.ts';
import { emptyList } from '../../engine/messages.ts';
import { isGood, outcome } from '../../engine/outcome.ts';
import { matchesAny } from '../../rules/lambda/eventFilter.ts';
import { filled, letterOf, sizeOf } from '../../rules/letter.ts';
import { POLL } from '../../rules/poll.ts';
import { BATCH_MAX } from '../../rules/send.ts';
import { invoke } from './instances.ts';
import type { Mapping, Me, Poller, Run } from './spec.ts';

/** `place` of a delivery that came from a FIFO queue. */
const IN_ORDER = 1;
/** The longest long poll. */
const WAIT_MOST = 20 * TICKS_PER_SECOND;
/** Pause after a receive that failed, or that brought nothing without waiting. */
const IDLE_PAUSE = TICKS_PER_SECOND / 10;
/** What an invocation may be given, in bytes. */
const BATCH_BYTES = 6 * 1024 * 1024;
const BACKOFF_MOST = 60 * TICKS_PER_SECOND;
const MINUTE = 60 * TICKS_PER_SECOND;

/** A mapping for every queue that is wired up. */
export function openMappings(self: Me): void {
  const { state } = self;
  for (let nth = 0; nth < self.ports.source.wires; nth++) {
    state.mappings.push({ pollers: 0, growAt: 0, growing: false, failures: 0 });
    while (state.mappings[nth]!.pollers < fewest(self)) addPoller(self, nth);
  }
}

const fewest = ({ settings: s }: Me): number => Math.min(s.pollers, s.MaximumConcurrency);

function addPoller(self: Me, mapping: number): void {
  const { state } = self;
  const place = state.pollers.findIndex((one) => !one.here && one.mapping === mapping);
  const index = place < 0 ? state.pollers.length : place;
  state.pollers[index] = {
    here: true,
    mapping,
    poll: -1,
    pause: -1,
    gathered: emptyList(),
    bytes: 0,
    inOrder: false,
    until: 0,
    throttledSince: -1,
    throttledTries: 0,
    running: false,
    deleting: 0,
  };
  state.mappings[mapping]!.pollers++;
  showPollers(self);
  receive(self, index);
}

function leave(self: Me, index: number): void {
  const poller = self.state.pollers[index]!;
  poller.here = false;
  self.state.mappings[poller.mapping]!.pollers--;
  showPollers(self);
}

function showPollers({ state, metrics }: Me): void {
  metrics.pollers.set(state.mappings.reduce((sum, { pollers }) => sum + pollers, 0));
}

/** ReceiveMessage for what is still missing in the batch. */
export function receive(self: Me, index: number): void {
  const { state, settings: s, messages } = self;
  const poller = state.pollers[index]!;
  poller.pause = -1;
  const gathered = poller.gathered.length;
  if (gathered === 0 && state.mappings[poller.mapping]!.pollers > s.MaximumConcurrency)
    return leave(self, index);
  const call = self.ports.source.call(-1, poller.mapping, POLL.receive);
  messages.mark[call] = index;
  messages.place[call] = Math.max(1, Math.min(BATCH_MAX, s.BatchSize - gathered));
  messages.due[call] = gathered === 0 ? WAIT_MOST : Math.min(WAIT_MOST, Math.max(0, poller.until - self.now));
  poller.poll = call;
  self.metrics.receives.add();
}

export function received(self: Me, call: number, code: number): void {
  const { state, messages, settings: s } = self;
  const index = messages.mark[call]!;
  const poller = state.pollers[index]!;
  const mapping = state.mappings[poller.mapping]!;
  poller.poll = -1;
  const wasEmpty = poller.gathered.length === 0;
  const waited = isGood(code) && self.now > messages.sentAt[call]!;
  const unwanted: number[] = [];
  let came = 0;
  for (let row = self.take(call); row >= 0; row = self.take(call)) {
    came++;
    self.metrics.polled.add();
    poller.inOrder = messages.place[row] === IN_ORDER;
    if (isWanted(self, row)) hold(self, poller, row);
    else unwanted.push(row);
  }
  if (unwanted.length > 0) {
    self.metrics.filtered.add(unwanted.length);
    remove(self, index, unwanted);
  }
  const { length } = poller.gathered;
  const window = poller.inOrder ? 0 : s.MaximumBatchingWindowInSeconds;
  if (wasEmpty && length > 0) poller.until = self.now + window;
  if (isReady(self, poller)) {
    begin(self, index);
    return grow(self, poller.mapping);
  }
  // Who is idle is one too many beyond those that a mapping keeps.
  if (came === 0 && length === 0 && mapping.pollers > fewest(self)) return leave(self, index);
  goOn(self, index, came > 0 || waited);
}

/** Receives again, unless it waits for an answer to a delete. A receive that came back empty at once needs a pause. */
function goOn(self: Me, index: number, atOnce: boolean): void {
  const poller = self.state.pollers[index]!;
  if (poller.deleting > 0) return;
  if (atOnce) receive(self, index);
  else poller.pause = self.timers.receive.after(IDLE_PAUSE, index);
}

function isWanted(self: Me, row: number): boolean {
  const { FilterCriteria } = self.settings;
  if (FilterCriteria === null) return true;
  const letter = letterOf(self.contentOf(row));
  return matchesAny(FilterCriteria, filled(letter.body, self.messages.request[row]!));
}

function hold(self: Me, poller: Poller, row: number): void {
  self.messages.pushBack(poller.gathered, row);
  poller.bytes += bytesOf(self, row);
  self.metrics.held.set(++self.state.held);
}

const batchSize = ({ settings: s }: Me, { inOrder }: Poller): number =>
  inOrder ? Math.min(BATCH_MAX, s.BatchSize) : s.BatchSize;

/** A batch closes when it is full, at the end of its window, or at 6 MB. */
function isReady(self: Me, poller: Poller): boolean {
  const { length } = poller.gathered;
  if (length === 0) return false;
  return length >= batchSize(self, poller) || self.now >= poller.until || poller.bytes >= BATCH_BYTES;
}

function bytesOf(self: Me, row: number): number {
  return sizeOf(letterOf(self.contentOf(row)), self.messages.request[row]!);
}

/** Invokes the function with as much of what was gathered as it may be given. */
export function begin(self: Me, index: number): void {
  const { state, messages } = self;
  const poller = state.pollers[index]!;
  const most = batchSize(self, poller);
  const rows: number[] = [];
  let bytes = 0;
  for (let row = poller.gathered.head; row >= 0 && rows.length < most; row = messages.next[row]!) {
    const more = bytesOf(self, row);
    if (rows.length > 0 && bytes + more > BATCH_BYTES) break;
    bytes += more;
    rows.push(row);
  }
  poller.pause = -1;
  // The list is threaded through the rows, which go on to another one.
  for (const row of rows) messages.remove(poller.gathered, row);
  if (invoke(self, 'batch', rows, index, poller.inOrder) < 0) return throttled(self, index, rows);
  poller.running = true;
  poller.bytes -= bytes;
  poller.throttledSince = -1;
  poller.throttledTries = 0;
  state.held -= rows.length;
  self.metrics.held.set(state.held);
}

/** It tries again until its messages are visible to others anyway; they have been received for nothing, and counted. */
function throttled(self: Me, index: number, rows: readonly number[]): void {
  const { state, messages, settings: s } = self;
  const poller = state.pollers[index]!;
  for (let i = rows.length - 1; i >= 0; i--) messages.pushFront(poller.gathered, rows[i]!);
  if (poller.throttledSince < 0) poller.throttledSince = self.now;
  const left = poller.throttledSince + s.throttledFor - self.now;
  if (left <= 0) {
    for (let row = messages.shift(poller.gathered); row >= 0; row = messages.shift(poller.gathered)) {
      state.held--;
      self.discard(row, outcome.throttled);
    }
    self.metrics.held.set(state.held);
    poller.bytes = 0;
    poller.throttledSince = -1;
    poller.throttledTries = 0;
    return goOn(self, index, true);
  }
  const pause = backoff(self, poller.throttledTries++);
  poller.pause = self.timers.again.after(Math.min(pause, left), index);
}

function backoff({ settings: s }: Me, times: number): number {
  return Math.min(BACKOFF_MOST, s.pollerBackoff * (1 << Math.min(times, 20)));
}

/** What was done is deleted; the rest stays hidden in the queue until its visibility timeout. */
export function batchEnded(self: Me, run: Run, well: boolean): void {
  const { state, messages } = self;
  const index = run.poller;
  const poller = state.pollers[index]!;
  const mapping = state.mappings[poller.mapping]!;
  poller.running = false;
  const finished: number[] = [];
  for (let row = messages.shift(run.done); row >= 0; row = messages.shift(run.done)) {
    if (well) finished.push(row);
    else self.discard(row, outcome.failed);
  }
  for (let row = messages.shift(run.failed); row >= 0; row = messages.shift(run.failed))
    self.discard(row, outcome.failed);
  // Whose code names the messages that failed has not failed itself, and is not slowed down for them.
  if (!well) return pauseAfterFailure(self, index, mapping);
  mapping.failures = 0;
  if (finished.length > 0) remove(self, index, finished);
  nextBatch(self, index);
}

function pauseAfterFailure(self: Me, index: number, mapping: Mapping): void {
  const pause = backoff(self, mapping.failures++);
  const poller = self.state.pollers[index]!;
  const timer = poller.gathered.length > 0 ? self.timers.again : self.timers.receive;
  poller.pause = timer.after(pause, index);
}

/** What was left over for its weight comes first. */
function nextBatch(self: Me, index: number): void {
  const poller = self.state.pollers[index]!;
  if (poller.deleting > 0 || poller.running || poller.pause >= 0 || poller.poll >= 0) return;
  if (isReady(self, poller)) begin(self, index);
  else receive(self, index);
}

/** DeleteMessageBatch, ten at a time; the poller waits for the answers before it receives again. */
function remove(self: Me, index: number, rows: readonly number[]): void {
  const { messages, state } = self;
  const poller = state.pollers[index]!;
  for (let from = 0; from < rows.length; from += BATCH_MAX) {
    const call = self.ports.source.call(-1, poller.mapping, POLL.removeMany);
    messages.mark[call] = index;
    poller.deleting++;
    for (const row of rows.slice(from, from + BATCH_MAX)) {
      const stored = self.parentOf(row);
      messages.about[row] = stored;
      messages.aboutUid[row] = stored < 0 ? 0 : messages.uid[stored]!;
      messages.place[row] = messages.attempts[row]!;
      self.attach(call, row);
    }
  }
}

export function removed(self: Me, call: number, code: number): void {
  const { messages, state } = self;
  const index = messages.mark[call]!;
  for (let row = self.take(call); row >= 0; row = self.take(call)) {
    const isGone = isGood(code) && isGood(messages.step[row]!);
    if (!isGone) self.metrics.undeleted.add();
    self.discard(row, isGone ? outcome.deleted : outcome.failed);
  }
  state.pollers[index]!.deleting--;
  nextBatch(self, index);
}

/** While every poller has something to do, another comes; so many a minute. */
function grow(self: Me, nth: number): void {
  const { state, settings: s } = self;
  const mapping = state.mappings[nth]!;
  if (mapping.growing || mapping.pollers >= s.MaximumConcurrency || !allBusy(self, nth)) return;
  mapping.growing = true;
  const due = Math.max(self.now, mapping.growAt);
  self.timers.grow.after(due - self.now, nth);
}

/** Who pauses after a failure has nothing to do, and needs no help. */
const allBusy = ({ state }: Me, nth: number): boolean =>
  state.pollers.every(
    ({ here, mapping, running, deleting }) => !here || mapping !== nth || running || deleting > 0,
  );

export function grown(self: Me, nth: number): void {
  const { state, settings: s } = self;
  const mapping = state.mappings[nth]!;
  mapping.growing = false;
  if (mapping.pollers >= s.MaximumConcurrency || !allBusy(self, nth)) return;
  mapping.growAt = self.now + MINUTE / s.pollersPerMinute;
  addPoller(self, nth);
}

/** New limits: who is missing comes at once, who is too many leaves as soon as it holds nothing. */
export function fitPollers(self: Me): void {
  self.state.mappings.forEach((mapping, nth) => {
    while (mapping.pollers < fewest(self)) addPoller(self, nth);
  });
}
