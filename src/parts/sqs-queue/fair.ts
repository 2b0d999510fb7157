/**
 * The order of a standard queue: first in, first out, as well as it can. Where messages have a group, a group with a
 * backlog that takes too much of the consumers is noisy, and the others are served before it.
 * Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues-detailed.html
 */
import { type Group, groupOf, type Worked } from './groups.ts';
import { IN_LANE, type Me, NO_GROUP, RECEIVES_UNTIL_BACK } from './spec.ts';

const SHARE = 0.1;
const IN_FLIGHT_MIN = 30;
const FORGIVEN_AFTER = 300_000_000;
const MINUTE = 60_000_000;

/** A message is ready. What comes back is older than what waits, until it has been received too often. */
export function lineUp(self: Me, row: number): void {
  const { messages, state } = self;
  const group = groupOf(self, row);
  const list = group?.noisy ? group.list : state.visible;
  messages.step[row] = group?.noisy ? messages.step[row]! | IN_LANE : messages.step[row]! & ~IN_LANE;
  const returning = messages.attempts[row]! > 0 && messages.attempts[row]! < RECEIVES_UNTIL_BACK;
  if (returning) messages.pushFront(list, row);
  else messages.pushBack(list, row);
}

/** A message that was ready leaves the line otherwise than by its turn. */
export function leaveLine(self: Me, row: number): void {
  const { messages, state } = self;
  const inLane = (messages.step[row]! & IN_LANE) !== 0;
  messages.remove(inLane ? groupOf(self, row)!.list : state.visible, row);
}

/** A message that was taken out of the line, and is not handed out, is the first of it again. */
export function putBack(self: Me, row: number): void {
  const { messages, state } = self;
  const inLane = (messages.step[row]! & IN_LANE) !== 0;
  messages.pushFront(inLane ? groupOf(self, row)!.list : state.visible, row);
}

/** Takes the next one out of the line. @returns it, or -1 */
export function nextInLine(self: Me): number {
  const { messages, state } = self;
  if (state.noisy.length > 0) forgive(self);
  for (let row = messages.shift(state.visible); row >= 0; row = messages.shift(state.visible)) {
    const group = groupOf(self, row);
    if (!group?.noisy) return row;
    // It has waited here since before its group was noisy.
    messages.step[row] = messages.step[row]! | IN_LANE;
    messages.pushBack(group.list, row);
  }
  let least: Group | null = null;
  for (const index of state.noisy) {
    const group = state.groups[index]!;
    if (group.list.length > 0 && (least === null || group.inFlight < least.inFlight)) least = group;
  }
  return least === null ? -1 : messages.shift(least.list);
}

/** Looks whether a group has become noisy, or quiet: to be called when something has changed about it. */
export function judge(self: Me, index: number): void {
  const { state, settings: s } = self;
  const group = state.groups[index]!;
  if (group.noisy) {
    if (group.ready === 0 || !s.fairQueues) becomeQuiet(self, index);
    return;
  }
  if (!s.fairQueues || group.ready === 0 || self.now - group.lastSent >= FORGIVEN_AFTER) return;
  const crowds = group.inFlight >= IN_FLIGHT_MIN && group.inFlight > SHARE * state.inFlight;
  if (!crowds && !takesLong(self, group)) return;
  group.noisy = true;
  // While it was quiet, nothing of it was before that.
  group.notBefore = state.quietFrom;
  state.noisy.push(index);
}

function takesLong({ state, now }: Me, group: Group): boolean {
  const all = recent(state.worked, now);
  return all > 0 && recent(group.worked, now) > SHARE * all;
}

/** A message of a group is no longer in flight. @param ticks how long it was */
export function worked({ state, now }: Me, group: Group, ticks: number): void {
  recent(state.worked, now);
  recent(group.worked, now);
  state.worked.now += ticks;
  group.worked.now += ticks;
}

/** Ticks of processing in the last one to two minutes. */
function recent(worked: Worked, now: number): number {
  const minute = Math.floor(now / MINUTE);
  if (minute !== worked.minute) {
    worked.before = minute === worked.minute + 1 ? worked.now : 0;
    worked.now = 0;
    worked.minute = minute;
  }
  return worked.before + worked.now;
}

/** Groups that have sent nothing for five minutes are quiet again, whatever they have left. */
function forgive(self: Me): void {
  for (const index of [...self.state.noisy])
    if (self.now - self.state.groups[index]!.lastSent >= FORGIVEN_AFTER) becomeQuiet(self, index);
}

export function becomeQuiet(self: Me, index: number): void {
  const { state, messages } = self;
  const group = state.groups[index]!;
  if (!group.noisy) return;
  group.noisy = false;
  state.noisy = state.noisy.filter((one) => one !== index);
  state.quietFrom = older(self, state.quietFrom, group.notBefore);
  // What waited in its own line has waited longest.
  for (let row = group.list.tail; row >= 0; row = group.list.tail) {
    messages.remove(group.list, row);
    messages.step[row] = messages.step[row]! & ~IN_LANE;
    messages.pushFront(state.visible, row);
  }
}

/** What came first has the lesser uid; -1 is none. */
function older({ messages }: Me, one: number, other: number): number {
  if (one < 0 || other < 0) return Math.max(one, other);
  return messages.uid[one]! < messages.uid[other]! ? one : other;
}

/** A message that counts for the age of the oldest comes in. */
export function joinByAge(self: Me, row: number): void {
  const { state, messages } = self;
  messages.pushByAge(state.byAge, row);
  if (state.quietFrom < 0) state.quietFrom = row;
  for (const index of state.noisy) {
    const group = state.groups[index]!;
    if (group.notBefore < 0) group.notBefore = row;
  }
}

/** It goes, or counts no longer. */
export function leaveByAge(self: Me, row: number): void {
  const { state, messages } = self;
  const next = messages.nextByAge[row]!;
  if (state.quietFrom === row) state.quietFrom = next;
  for (const index of state.noisy) {
    const group = state.groups[index]!;
    if (group.notBefore === row) group.notBefore = next;
  }
  messages.removeByAge(state.byAge, row);
}

export function quietAll(self: Me): void {
  for (const index of [...self.state.noisy]) becomeQuiet(self, index);
}

/** What CloudWatch shows of the quiet groups. A queue whose messages have no groups does not show it. */
export function showQuiet(self: Me): void {
  const { state, metrics, messages } = self;
  const isFair = state.groups.length > state.freeGroups.length;
  const noisy = { ready: 0, inFlight: 0, delayed: 0 };
  for (const index of state.noisy) {
    const group = state.groups[index]!;
    noisy.ready += group.ready;
    noisy.inFlight += group.inFlight;
    noisy.delayed += group.delayed;
  }
  metrics.noisyGroups.set(state.noisy.length);
  metrics.visibleInQuietGroups.set(isFair ? state.ready - noisy.ready : 0);
  metrics.inFlightInQuietGroups.set(isFair ? state.inFlight - noisy.inFlight : 0);
  metrics.delayedInQuietGroups.set(isFair ? state.delayed - noisy.delayed : 0);
  const oldest = isFair ? oldestQuiet(self) : -1;
  metrics.oldestInQuietGroups.since(oldest < 0 ? -1 : messages.sentAt[oldest]!);
}

function oldestQuiet(self: Me): number {
  const { state, messages } = self;
  let row = state.quietFrom;
  while (row >= 0 && messages.mark[row] !== NO_GROUP && groupOf(self, row)!.noisy)
    row = messages.nextByAge[row]!;
  state.quietFrom = row;
  return row;
}
