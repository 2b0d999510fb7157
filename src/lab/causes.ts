import { ACT, RECEIVE, REPLY } from '../engine/exchange.ts';
import { isGood } from '../engine/outcome.ts';
import type { Tracer } from '../engine/watch.ts';
import { World } from '../engine/world.ts';
import { CallCauses } from './causesCalls.ts';
import { KeptFates } from './causesKept.ts';
import { KeptCauses } from './causesKeptWhy.ts';
import { slowRequests } from './causesSlow.ts';
import type { Cause } from './protocol.ts';
import type { Take } from './take.ts';
import { type Link, linkTo } from './whyLink.ts';
import { WhyLive } from './whyLive.ts';
import { capital, complaintOf, moment } from './whyWords.ts';

export type Complaint = Cause['complaint'];

/** By request: what was behind it. */
type Chains = ReadonlyMap<number, Link>;

/** Every complaint of a run. */
export type Complaints = Readonly<Record<Complaint, Chains>>;

const KNOWN = new WeakMap<Take, Complaints>();

/** One pass over the run; asked again, it is there. */
export function complaintsOf(take: Take): Complaints {
  const known = KNOWN.get(take);
  if (known) return known;
  const complaints = new ComplaintTracer(take).complaints();
  KNOWN.set(take, complaints);
  return complaints;
}

/** So many requests are named with each cause. */
const NAMED = 20;

/** Complaints with one root. */
interface Group {
  readonly complaint: Complaint;
  readonly link: Link;
  count: number;
  readonly requests: number[];
  /** What their users saw, and how often. */
  readonly seen: Map<string, number>;
}

/** What users complain of in a run, grouped by root cause, the largest group first. */
export function causesOf(take: Take): readonly Cause[] {
  const { outcome, ended } = take.recording.requests;
  const groups = new Map<string, Group>();
  for (const [complaint, chains] of Object.entries(complaintsOf(take)) as [Complaint, Chains][]) {
    for (const [request, link] of chains) {
      const id = `${complaint} ${link.root.id}`;
      const group: Group = groups.get(id) ?? { complaint, link, count: 0, requests: [], seen: new Map() };
      groups.set(id, group);
      group.count++;
      if (group.requests.length < NAMED) group.requests.push(request);
      const seen =
        ended[request]! < 0 ? 'never answered' : (SEEN[complaint] ?? complaintOf(outcome[request]!));
      group.seen.set(seen, (group.seen.get(seen) ?? 0) + 1);
    }
  }
  return [...groups]
    .map(([id, { complaint, link, count, requests, seen }]) => ({
      id,
      complaint,
      says: `${capital(oneOf(seen))}, because ${link.root.says}`,
      part: link.root.part,
      count,
      requests: requests.sort((a, b) => a - b),
    }))
    .sort((a, b) => b.count - a.count);
}

/** What a user sees of it; null: it stands in the outcome. */
const SEEN: Readonly<Record<Complaint, string | null>> = {
  failed: null,
  slow: 'slow',
  duplicated: 'processed twice',
  lost: 'never processed',
};

/** "timed out or turned away": the most frequent first, at most three. */
function oneOf(seen: ReadonlyMap<string, number>): string {
  const words = [...seen]
    .sort((a, b) => b[1] - a[1])
    .map(([word]) => word)
    .slice(0, 3);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

interface Root {
  readonly row: number;
  readonly uid: number;
}

/** Runs once more, and keeps for each complaint why it came about. */
class ComplaintTracer implements Tracer {
  private readonly take: Take;
  private readonly world: World;
  private readonly live: WhyLive;
  private readonly calls: CallCauses;
  private readonly fates: KeptFates;
  private readonly failed = new Map<number, Link>();
  /** Users' requests without an end yet. */
  private readonly open = new Map<number, Root>();
  /** The last request that has begun. */
  private begun = -1;

  constructor(take: Take) {
    const { compiled, recording } = take;
    const { model, seed } = compiled;
    this.take = take;
    this.world = new World(model, { seed, eventBudget: recording.dispatched + 1 });
    this.calls = new CallCauses(this.world);
    this.live = new WhyLive(this.world, compiled, recording, this.calls);
    this.calls.explainBy(this.live);
    this.fates = new KeptFates(
      this.world,
      compiled,
      new KeptCauses(this.world, compiled, this.live, this.calls),
    );
    this.world.tracer = this;
  }

  complaints(): Complaints {
    const slow = new Map<number, Link>();
    const { ending } = this.take.recording;
    for (const { request, at } of slowRequests(this.take.recording.requests)) {
      this.world.run(at);
      const link = this.whereItIs(request);
      if (link) slow.set(request, link);
    }
    this.world.run(ending.at);
    const lost = new Map<number, Link>();
    for (const [request, link] of this.fates.lost()) if (link) lost.set(request, link);
    for (const [request, { row }] of this.open) {
      const child = this.live.places.childOf(row);
      const place = child < 0 ? null : this.live.places.of(child);
      if (place?.state === 'lost') lost.set(request, this.live.because(place));
    }
    const duplicated = new Map(
      [...this.fates.duplicated].flatMap(([r, link]) => (link ? [[r, link] as const] : [])),
    );
    return { failed: this.failed, slow, duplicated, lost };
  }

  event(at: number, part: number, op: number, row: number, code: number): void {
    if (op === ACT) this.live.actBegan();
    if (op !== RECEIVE && op !== REPLY) return this.fates.event(at, part, op, -1);
    this.fates.event(at, part, op, row);
    if (op === REPLY && this.world.messages.request[row]! >= 0) this.calls.heard(row, at, code, isGood(code));
  }

  span(row: number, at: number, code: number, dropped: boolean): void {
    if (this.world.messages.request[row]! >= 0) this.calls.answered(row, at, code, isGood(code), dropped);
  }

  left(row: number, at: number): void {
    if (this.world.messages.request[row]! >= 0) this.calls.left(row, at);
  }

  kept(part: number, row: number, at: number, code: number, ended: boolean): void {
    const m = this.world.messages;
    const request = m.request[row]!;
    if (request < 0) return;
    if (!ended) {
      // Requests are numbered as they begin, and the first row of each is the request itself.
      if (request <= this.begun) return this.fates.began(part, row, at);
      this.begun = request;
      this.open.set(request, { row, uid: m.uid[row]! });
      return;
    }
    const uid = m.uid[row]!;
    if (this.open.get(request)?.uid !== uid) return this.fates.ended(part, row, at, code);
    this.open.delete(request);
    if (!isGood(code)) this.failed.set(request, this.calls.causeOf(uid, part, at, code));
    this.calls.forget(uid);
  }

  /** What an open request waits for now. */
  private whereItIs(request: number): Link | null {
    const root = this.open.get(request);
    if (!root) return null;
    const { places } = this.live;
    const child = places.childOf(root.row);
    if (child < 0) return this.calls.badAnswerTo(root.uid);
    const place = places.of(child);
    const { now } = this.world;
    const says = `Half-way, at ${moment(now)}, ${this.live.where(place)}.`;
    return linkTo(this.live.because(place), place.part, now, says);
  }
}
