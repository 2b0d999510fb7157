import { isGood } from '../engine/outcome.ts';
import type { TracedHop } from '../engine/trace.ts';
import { POLL } from '../rules/poll.ts';
import type { Compiled } from '../scenario/compile.ts';
import type { Hop } from './protocol.ts';

/** Hops as the engine traced them -> hops with words, each behind the one it was made for. */
export function wordedHops(traced: readonly TracedHop[], compiled: Compiled): readonly Hop[] {
  const children = new Map<number, TracedHop[]>();
  const uids = new Set(traced.map(({ uid }) => uid));
  for (const hop of traced) {
    const parent = uids.has(hop.parentUid) ? hop.parentUid : 0;
    const siblings = children.get(parent);
    if (siblings) siblings.push(hop);
    else children.set(parent, [hop]);
  }
  const kept = new Set(traced.filter(({ wire }) => wire < 0).map(({ uid }) => uid));
  const hops: Hop[] = [];
  // No recursion: a message that is set aside and received again and again makes a deep tree.
  const stack = (children.get(0) ?? []).toReversed();
  for (let hop = stack.pop(); hop; hop = stack.pop()) {
    const siblings = children.get(hop.parentUid) ?? [];
    hops.push(worded(hop, siblings, kept, compiled));
    stack.push(...(children.get(hop.uid) ?? []).toReversed());
  }
  return hops;
}

function worded(
  hop: TracedHop,
  siblings: readonly TracedHop[],
  kept: ReadonlySet<number>,
  compiled: Compiled,
): Hop {
  const { uid, parentUid, part, wire, sentAt, arrivedAt, startedAt, endedAt, leftAt, isOpen } = hop;
  const gaveUp = leftAt >= 0 && (isOpen || leftAt <= endedAt);
  return {
    uid,
    parentUid,
    part,
    wire,
    what: whatOf(hop, siblings, kept, compiled),
    sentAt,
    arrivedAt,
    startedAt,
    endedAt,
    leftAt: gaveUp ? leftAt : -1,
    outcome: isOpen ? -1 : hop.outcome,
    isBad: gaveUp || hop.dropped || (!isOpen && !isGood(hop.outcome)),
  };
}

function whatOf(
  { uid, parentUid, wire, verb, attempts }: TracedHop,
  siblings: readonly TracedHop[],
  kept: ReadonlySet<number>,
  { wires }: Compiled,
): string {
  if (wire < 0) {
    if (parentUid === 0) return 'request';
    return kept.has(parentUid) ? `delivery ${attempts}` : 'message';
  }
  const { protocol } = wires[wire]!;
  if (protocol === 'redrive') return 'set aside';
  if (protocol === 'poll') return verb === POLL.release ? 'hand back' : 'delete';
  const tries = siblings.filter((other) => other.wire === wire);
  const nth = tries.findIndex((other) => other.uid === uid);
  return nth > 0 ? `call, try ${nth + 1}` : 'call';
}
