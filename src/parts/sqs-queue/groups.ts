/** The message groups of a queue: which messages belong to which, and how many of each are where. */
import { emptyList, type List } from '../../engine/messages.ts';
import { DELAYED, IN_FLIGHT, type Me, NO_GROUP, type State, VISIBLE } from './spec.ts';

/** Ticks of processing in a minute and the one before it. */
export interface Worked {
  minute: number;
  now: number;
  before: number;
}

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
  worked: Worked;
  /** Of a noisy one: no message of it, among those that count for the age of the oldest, is before this one; -1 while there is none. */
  notBefore: number;
}

/** How many groups that have no message here are remembered for the work they made. */
const REMEMBERED = 1000;

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
    state.groups[index] = freshGroup(key, recall(state, key));
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
  if (group.worked.now + group.worked.before > 0) remember(state, group);
  state.groups[index] = null;
  state.freeGroups.push(index);
  showGroups(self);
  return true;
}

/** What its messages have taken counts on, though none is left. */
function remember(state: State, { key, worked }: Group): void {
  state.past[key] = worked;
  if (++state.pastGroups < 2 * REMEMBERED) return;
  // Those who made most work; who makes much of it is soon among them.
  const most = Object.entries(state.past)
    .sort(([, a], [, b]) => b.now + b.before - a.now - a.before)
    .slice(0, REMEMBERED);
  state.past = Object.fromEntries(most);
  state.pastGroups = most.length;
}

function recall(state: State, key: string): Worked {
  const worked = state.past[key];
  if (worked === undefined) return { minute: 0, now: 0, before: 0 };
  delete state.past[key];
  state.pastGroups--;
  return worked;
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

const freshGroup = (key: string, worked: Worked): Group => ({
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
  worked,
  notBefore: -1,
});
