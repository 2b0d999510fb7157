/** The life of one message: it comes in, is hidden or visible, and leaves. */
import { filled, letterOf } from '../../rules/letter.ts';
import { POISON } from '../../rules/poll.ts';
import { joinByAge, judge, leaveByAge, leaveLine, lineUp, showQuiet, worked } from './fair.ts';
import { joinGroup, quitGroup, turnOf } from './fifo.ts';
import { countInGroup, enterGroup, type Group, groupOf, leaveGroup } from './groups.ts';
import {
  DELAYED,
  IN_FLIGHT,
  type Me,
  NO_GROUP,
  NOWHERE,
  RECEIVES_UNTIL_BACK,
  SET_ASIDE,
  VISIBLE,
} from './spec.ts';

export interface Incoming {
  /** The user's request that it belongs to, -1 for none. */
  readonly request: number;
  readonly verb: number;
  /** The place of what it says. */
  readonly content: number;
  /** Tick from which retention counts. */
  readonly keptFrom: number;
  /** Ticks of its own delay; left out: the queue's. */
  readonly delay?: number;
  readonly setAside?: boolean;
  /** The uid that the message had where it was published, 0 for none. */
  readonly published?: number;
}

/** @returns the stored message; one without a delay is nowhere yet: whoever calls this reveals it */
export function takeIn(self: Me, incoming: Incoming): number {
  const { messages, state, settings: s } = self;
  const row = self.store(-1, incoming.request);
  messages.verb[row] = incoming.verb;
  messages.content[row] = incoming.content;
  messages.aboutUid[row] = incoming.published ?? 0;
  if (incoming.verb === POISON) state.poison.push({ row, uid: messages.uid[row]! });
  messages.due[row] = incoming.keptFrom;
  messages.step[row] = incoming.setAside ? SET_ASIDE : 0;
  messages.mark[row] = NO_GROUP;
  keepUntilOld(self, row);
  joinByAge(self, row);
  const group = groupNameOf(self, row);
  if (group !== null) {
    enterGroup(self, row, group);
    if (s.FifoQueue) joinGroup(self, row);
  }
  self.metrics.depth.set(++state.depth);
  showOldest(self);
  const delay = incoming.delay ?? s.DelaySeconds;
  if (delay === 0) return row;
  putAt(self, row, DELAYED);
  messages.calleeTimer[row] = self.timers.visible.after(delay, row);
  return row;
}

/** Null where groups mean nothing. In a FIFO queue every message has one, were it an empty one. */
function groupNameOf(self: Me, row: number): string | null {
  const { settings: s, messages } = self;
  if (!s.FifoQueue && !s.fairQueues) return null;
  const { group } = letterOf(self.contentOf(row));
  if (group !== undefined) return filled(group, messages.request[row]!);
  return s.FifoQueue ? '' : null;
}

/** Where the message is from now on; whoever lines it up, or has taken it out of a line, says so with this. */
export function putAt(self: Me, row: number, place: number): void {
  const { messages, state, settings: s } = self;
  const before = messages.place[row]!;
  if (before === place) return;
  const group = groupOf(self, row);
  count(self, group, before, -1);
  messages.place[row] = place;
  count(self, group, place, 1);
  if (s.FifoQueue) return;
  if (group && before === IN_FLIGHT) worked(self, group, self.now - messages.arrivedAt[row]!);
  if (group) judge(self, messages.mark[row]!);
  if (state.groups.length > 0) showQuiet(self);
}

function count(self: Me, group: Group | null, place: number, by: number): void {
  const { state, metrics } = self;
  if (place === VISIBLE) {
    state.ready += by;
    metrics.visible.set(state.ready);
  } else if (place === IN_FLIGHT) {
    state.inFlight += by;
    metrics.inFlight.set(state.inFlight);
  } else if (place === DELAYED) {
    state.delayed += by;
    metrics.delayed.set(state.delayed);
  }
  if (group) countInGroup(self, group, place, by);
}

/** Now it can be received, as soon as its turn comes. */
export function reveal(self: Me, row: number): void {
  putAt(self, row, VISIBLE);
  if (self.settings.FifoQueue) turnOf(self, self.messages.mark[row]!);
  else lineUp(self, row);
}

/** From now on, until the message is as old as messages may become. */
export function keepUntilOld(self: Me, row: number): void {
  const left = self.messages.due[row]! + self.settings.MessageRetentionPeriod - self.now;
  self.messages.callerTimer[row] = self.timers.retention.after(left, row);
}

/** The message leaves the queue for good, wherever in the queue it is. Others of its group may have a turn then. */
export function remove(self: Me, row: number, code: number): void {
  const { messages, state, settings: s } = self;
  self.cancel(messages.calleeTimer[row]!);
  self.cancel(messages.callerTimer[row]!);
  if (messages.place[row] === VISIBLE && !s.FifoQueue) leaveLine(self, row);
  putAt(self, row, NOWHERE);
  const isGrouped = messages.mark[row] !== NO_GROUP;
  if (s.FifoQueue) quitGroup(self, row);
  if (!s.FifoQueue && messages.attempts[row]! >= RECEIVES_UNTIL_BACK) messages.removeByAge(state.often, row);
  else leaveByAge(self, row);
  if (isGrouped) leaveGroup(self, row);
  self.metrics.depth.set(--state.depth);
  self.discard(row, code);
  showOldest(self);
  if (!s.FifoQueue && state.groups.length > 0) showQuiet(self);
}

/** A standard queue puts what was received too often behind all others, and does not count its age any more. */
export function countReceive(self: Me, row: number): number {
  const { messages, state, settings: s } = self;
  const receives = messages.attempts[row]! + 1;
  messages.attempts[row] = receives;
  if (receives > 1) self.metrics.redelivered.add();
  if (receives === RECEIVES_UNTIL_BACK && !s.FifoQueue) {
    leaveByAge(self, row);
    messages.pushByAge(state.often, row);
    showOldest(self);
  }
  return receives;
}

export function showOldest(self: Me): void {
  const { head } = self.state.byAge;
  self.metrics.oldest.since(head < 0 ? -1 : self.messages.sentAt[head]!);
}
