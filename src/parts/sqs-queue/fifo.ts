/**
 * The order of a FIFO queue. Of each group can be received what stands before its first invisible message; so a group has
 * its turn while its first message is visible. One receive drains a group, then the next; a group that was served goes to
 * the back, because its first message is in flight from then on. Nothing here looks through a list.
 */
import { groupOf } from './groups.ts';
import { isRipe, type Me, SCANNED } from './spec.ts';

/** A message comes in, at the end of its group. */
export function joinGroup(self: Me, row: number): void {
  const { state, messages, settings: s } = self;
  messages.pushBack(groupOf(self, row)!.list, row);
  if (state.scanned >= s.scanned) return;
  state.scanned++;
  state.scannedTo = row;
  messages.step[row] = messages.step[row]! | SCANNED;
}

/** A message leaves for good: somebody behind it may have a turn now. Its links by age must still be there. */
export function quitGroup(self: Me, row: number): void {
  const { messages } = self;
  messages.remove(groupOf(self, row)!.list, row);
  const found = (messages.step[row]! & SCANNED) !== 0 ? scanOn(self, row) : -1;
  // A group that was served is behind one that nobody saw before.
  if (found >= 0) turnOf(self, messages.mark[found]!);
  turnOf(self, messages.mark[row]!);
}

/** A message that was looked through goes: one more can be. @returns that one, or -1 */
function scanOn({ state, messages }: Me, gone: number): number {
  const found = messages.nextByAge[state.scannedTo]!;
  if (found >= 0) {
    messages.step[found] = messages.step[found]! | SCANNED;
    state.scannedTo = found;
    return found;
  }
  state.scanned--;
  if (state.scannedTo === gone) state.scannedTo = messages.prevByAge[gone]!;
  return -1;
}

/** Looks again how far a receive can see: the setting has changed. */
export function scanAnew(self: Me): void {
  const { state, messages, settings: s } = self;
  state.scanned = 0;
  state.scannedTo = -1;
  for (let row = state.byAge.head; row >= 0; row = messages.nextByAge[row]!) {
    if (state.scanned < s.scanned) {
      state.scanned++;
      state.scannedTo = row;
      messages.step[row] = messages.step[row]! | SCANNED;
    } else messages.step[row] = messages.step[row]! & ~SCANNED;
  }
  for (let index = 0; index < state.groups.length; index++) if (state.groups[index]) turnOf(self, index);
}

function canBeReceived(self: Me, row: number): boolean {
  return row >= 0 && isRipe(self, row) && (self.messages.step[row]! & SCANNED) !== 0;
}

/** Puts a group among those whose turn comes, or takes it away: to be called when its first message has changed. */
export function turnOf(self: Me, index: number): void {
  const { state } = self;
  const { turn } = state;
  const group = state.groups[index]!;
  const can = canBeReceived(self, group.list.head);
  if (can === group.waits) return;
  group.waits = can;
  if (can) {
    group.before = turn.tail;
    group.after = -1;
    if (turn.tail < 0) turn.head = index;
    else state.groups[turn.tail]!.after = index;
    turn.tail = index;
    return;
  }
  const { before, after } = group;
  if (before < 0) turn.head = after;
  else state.groups[before]!.after = after;
  if (after < 0) turn.tail = before;
  else state.groups[after]!.before = before;
}

/** @param last the message that the same receive got before, -1 for none @returns the next one that it can have, or -1 */
export function nextInTurn(self: Me, last: number): number {
  const { state, messages } = self;
  const behind = last < 0 ? -1 : messages.next[last]!;
  if (canBeReceived(self, behind)) return behind;
  return state.turn.head < 0 ? -1 : state.groups[state.turn.head]!.list.head;
}
