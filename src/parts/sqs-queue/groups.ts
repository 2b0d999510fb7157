/** The message groups of a queue: which messages belong to which, and how many of each are where. */
import { emptyList, type List } from '../../engine/messages.ts';
import { DELAYED, IN_FLIGHT, type Me, NO_GROUP, VISIBLE } from './spec.ts';

/** Plain data; lives as long as a message of it is stored. */
export interface Group {
  readonly key: string;
  /** FIFO: its messages in their order. Noisy in a standard queue: those that are ready. */
  readonly list: List;
  stored: number;
  ready: number;
  inFlight: number;
  delayed: number;
  /** FIFO: whether it is among those whose turn comes, and its neighbours there. */
  waits: boolean;
  before: number;
  after: number;
  noisy: boolean;
  /** When the last message of it came. */
  lastSent: number;
  /** Ticks of processing in this minute and the one before. */
  worked: { minute: number; now: number; before: number };
}

/** The group that a message belongs to, or null. */
export function groupOf({ state, messages }: Me, row: number): Group | null {
  const index = messages.mark[row]!;
  return index === NO_GROUP ? null : state.groups[index]!;
}

/** A message comes in. */
export function enterGroup(self: Me, row: number, name: string): void {
  const { state } = self;
  // No name of a property that every object has.
  const key = `=${name}`;
  let index = state.groupOf[key];
  if (index === undefined) {
    index = state.freeGroups.pop() ?? state.groups.length;
    state.groupOf[key] = index;
    state.groups[index] = freshGroup(key);
    showGroups(self);
  }
  const group = state.groups[index]!;
  group.stored++;
  group.lastSent = self.now;
  self.messages.mark[row] = index;
}

/** A message is gone. @returns whether the group is gone with it */
export function leaveGroup(self: Me, row: number): boolean {
  const { state, messages } = self;
  const index = messages.mark[row]!;
  const group = state.groups[index]!;
  if (--group.stored > 0) return false;
  delete state.groupOf[group.key];
  state.groups[index] = null;
  state.freeGroups.push(index);
  showGroups(self);
  return true;
}

function showGroups({ state, metrics }: Me): void {
  metrics.groups.set(state.groups.length - state.freeGroups.length);
}

/** @param by 1 or -1 */
export function countInGroup(self: Me, group: Group, place: number, by: number): void {
  const { state, metrics } = self;
  if (place === VISIBLE) group.ready += by;
  else if (place === DELAYED) group.delayed += by;
  else if (place === IN_FLIGHT) {
    const had = group.inFlight > 0;
    group.inFlight += by;
    if (had === group.inFlight > 0) return;
    state.groupsInFlight += by;
    metrics.groupsInFlight.set(state.groupsInFlight);
  }
}

const freshGroup = (key: string): Group => ({
  key,
  list: emptyList(),
  stored: 0,
  ready: 0,
  inFlight: 0,
  delayed: 0,
  waits: false,
  before: -1,
  after: -1,
  noisy: false,
  lastSent: 0,
  worked: { minute: 0, now: 0, before: 0 },
});
