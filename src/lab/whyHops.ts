import type { Contents } from '../engine/contents.ts';
import { isGood } from '../engine/outcome.ts';
import type { TracedHop } from '../engine/trace.ts';
import type { PartDefinition } from '../parts/contract.ts';
import { letterOf } from '../rules/letter.ts';
import { POLL } from '../rules/poll.ts';
import { errorIn } from '../rules/serviceError.ts';
import type { Compiled } from '../scenario/compile.ts';
import { errorOf, placeOfWire, sealed, topicName, topicOf } from './letters.ts';
import type { Hop, Published } from './protocol.ts';

/** What the words of a request's hops are made of. */
interface Told {
  readonly compiled: Compiled;
  readonly contents: Pick<Contents, 'at'>;
  /** The request's number. */
  readonly request: number;
  readonly byUid: ReadonlyMap<number, TracedHop>;
}

/** Hops as the engine traced them -> hops with words, each behind the one it was made for. */
export function wordedHops(
  traced: readonly TracedHop[],
  compiled: Compiled,
  contents: Pick<Contents, 'at'>,
  request: number,
): readonly Hop[] {
  const told: Told = { compiled, contents, request, byUid: new Map(traced.map((hop) => [hop.uid, hop])) };
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
    hops.push(worded(hop, siblings, kept, told));
    stack.push(...(children.get(hop.uid) ?? []).toReversed());
  }
  return hops;
}

function worded(hop: TracedHop, siblings: readonly TracedHop[], kept: ReadonlySet<number>, told: Told): Hop {
  const { uid, parentUid, part, wire, sentAt, arrivedAt, startedAt, endedAt, leftAt, isOpen } = hop;
  const gaveUp = leftAt >= 0 && (isOpen || leftAt <= endedAt);
  return {
    uid,
    parentUid,
    part,
    wire,
    what: whatOf(hop, siblings, kept, told.compiled),
    sentAt,
    arrivedAt,
    startedAt,
    endedAt,
    leftAt: gaveUp ? leftAt : -1,
    outcome: isOpen ? -1 : hop.outcome,
    isBad: gaveUp || hop.dropped || (!isOpen && !isGood(hop.outcome)),
    ...saidBy(hop, told),
  };
}

/** What it said, and what was said to that. */
function saidBy(hop: TracedHop, told: Told): Pick<Hop, 'letter' | 'answer' | 'error'> {
  const { compiled, contents, request } = told;
  const [first, last] = [contents.at(hop.said), contents.at(hop.answered)];
  const isCall = hop.wire >= 0;
  // Into what a part keeps, it may have written since what it says.
  const said = errorIn(last);
  const content = isCall || said ? first : last;
  const letter = sealed(content, request, publishedFor(hop, letterOf(content).envelope, told));
  const kind = compiled.model.parts[hop.part]!.kind as PartDefinition;
  const code = hop.isOpen ? -1 : hop.outcome;
  return {
    letter,
    answer: isCall && hop.answered !== hop.said ? sealed(last, request, null) : null,
    error: isCall ? errorOf(kind, code, last) : said,
  };
}

/** The message as the topic took it in, of whatever came of it. */
function publishedFor(hop: TracedHop, envelope: string | undefined, told: Told): Published | null {
  if (envelope === undefined) return null;
  const { compiled, contents, byUid } = told;
  const topic = topicOf({ body: '', envelope }, compiled);
  let subscription = 0;
  for (let one: TracedHop | undefined = hop; one; one = byUid.get(one.parentUid)) {
    if (one.wire >= 0 && compiled.wires[one.wire]!.from.part === topic)
      subscription = placeOfWire(compiled, one.wire);
    if (one.wire >= 0 || one.part !== topic) continue;
    // Its deliveries are in the envelope, the message itself is not.
    if (letterOf(contents.at(one.answered)).envelope === envelope) continue;
    return { topic: topicName(compiled, topic), subscription, uid: one.uid, tick: one.sentAt };
  }
  return null;
}

function whatOf(
  { uid, parentUid, wire, verb, attempts }: TracedHop,
  siblings: readonly TracedHop[],
  kept: ReadonlySet<number>,
  { wires }: Compiled,
): string {
  if (wire < 0) {
    if (parentUid === 0) return 'request';
    if (!kept.has(parentUid)) return 'message';
    return attempts > 0 ? `delivery ${attempts}` : 'delivery';
  }
  const { protocol } = wires[wire]!;
  if (protocol === 'redrive') return 'set aside';
  if (protocol === 'poll') return verb === POLL.release ? 'hand back' : 'delete';
  const tries = siblings.filter((other) => other.wire === wire);
  const nth = tries.findIndex((other) => other.uid === uid);
  return nth > 0 ? `call, try ${nth + 1}` : 'call';
}
