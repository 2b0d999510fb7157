import { NOT_YET } from '../engine/messages.ts';
import type { World } from '../engine/world.ts';
import type { PartDefinition } from '../parts/contract.ts';
import type { Compiled } from '../scenario/compile.ts';
import type { Link } from './whyLink.ts';

/** Where a call stands: the deepest call that was made for it and is open, and what that one is doing. */
export interface Place {
  readonly row: number;
  readonly part: number;
  readonly state: 'onTheWay' | 'waiting' | 'working' | 'betweenTries' | 'wayBack' | 'lost';
}

/** Where a call has spent most of its time: where it stands now, or a wait or some work on the way there. */
export type Spent =
  | { readonly now: Place }
  | {
      readonly before: 'waited' | 'worked';
      readonly row: number;
      readonly part: number;
      readonly ticks: number;
    };

/** Those who hold what a part has, by what most of them wait for. */
export interface Holders {
  /** The part that they wait for, or `PAUSED`. */
  readonly for: number;
  readonly count: number;
  /** Of so many that wait at all. */
  readonly of: number;
  /** Where most of them stand: the one that has been there longest. */
  readonly place: Place;
}

interface Group {
  readonly rows: Set<number>;
  readonly places: Map<string, { place: Place; since: number; count: number }>;
}

/** `for` of those that wait for nobody but the moment of their next try. */
export const PAUSED = -1;

/** What whoever follows the run has kept in mind about calls. */
export interface Remembered {
  /** Why the last bad answer to a row's own calls was bad; null when there was none. */
  badAnswerTo(uid: number): Link | null;
  /** Why a dropped call was dropped. */
  lossOf(uid: number): Link | null;
}

/** Row visits after which a look around may be a little old: a storm of failures must not cost minutes. */
const VISITS_MAX = 30_000_000;
/** How old it may then be, in ticks. */
const STALE = 250_000;
const DEPTH_MAX = 64;

/** Finds where calls stand, from the message table alone. */
export class WhyPlaces {
  /** By wire: the parts that make the calls over it and that answer them. */
  readonly caller: readonly number[];
  readonly callee: readonly number[];
  private readonly world: World;
  private readonly kinds: readonly PartDefinition[];
  private readonly remembered: Remembered;
  /** By row: the oldest open call made for it. */
  private open = new Int32Array(0);
  /** By part: open calls that it has made for others, and begun calls that it works on. */
  private readonly made: readonly number[][];
  private readonly held: readonly number[][];
  private lookedAt = -1;
  private lookedEvents = -1;
  private visits = 0;

  constructor(world: World, { wires }: Compiled, kinds: readonly PartDefinition[], remembered: Remembered) {
    this.world = world;
    this.kinds = kinds;
    this.remembered = remembered;
    this.made = kinds.map(() => []);
    this.held = kinds.map(() => []);
    this.caller = wires.map(({ from, to, initiator }) => (initiator === 'from' ? from.part : to.part));
    this.callee = wires.map(({ from, to, initiator }) => (initiator === 'from' ? to.part : from.part));
  }

  /** Where a call stands. */
  of(call: number): Place {
    this.look();
    const { messages: m } = this.world;
    let row = call;
    for (let depth = 0; ; depth++) {
      const part = this.callee[m.wire[row]!]!;
      if (m.isDropped(row)) return { row, part, state: 'lost' };
      if (m.arrivedAt[row] === NOT_YET) return { row, part, state: 'onTheWay' };
      if (m.calleeIsDone(row)) return { row, part, state: 'wayBack' };
      if (m.startedAt[row] === NOT_YET) return { row, part, state: 'waiting' };
      const child = this.childOf(row);
      if (child < 0 || depth === DEPTH_MAX) {
        const paused = child < 0 && this.remembered.badAnswerTo(m.uid[row]!) !== null;
        return { row, part, state: paused ? 'betweenTries' : 'working' };
      }
      row = child;
    }
  }

  /** Where most of a call's time has gone so far. */
  spent(call: number): Spent {
    const { messages: m, now } = this.world;
    const place = this.of(call);
    const since = place.state === 'working' ? m.startedAt[place.row]! : m.sentAt[place.row]!;
    let most = now - since;
    let spent: Spent = { now: place };
    const weigh = (before: 'waited' | 'worked', row: number, ticks: number) => {
      if (ticks <= most) return;
      most = ticks;
      spent = { before, row, part: this.callee[m.wire[row]!]!, ticks };
    };
    for (let row = call, depth = 0; depth < DEPTH_MAX; depth++) {
      const started = m.startedAt[row]!;
      if (started === NOT_YET || m.isDropped(row)) break;
      weigh('waited', row, started - m.arrivedAt[row]!);
      const child = this.childOf(row);
      if (child < 0) break;
      weigh('worked', row, m.sentAt[child]! - started);
      row = child;
    }
    return spent;
  }

  /** The first part on the way of a call that does not just hand it on. */
  meets(call: number): number {
    this.look();
    let row = call;
    for (let depth = 0; depth < DEPTH_MAX; depth++) {
      const part = this.callee[this.world.messages.wire[row]!]!;
      const child = this.kinds[part]!.instant ? this.childOf(row) : -1;
      if (child < 0) return part;
      row = child;
    }
    return this.callee[this.world.messages.wire[row]!]!;
  }

  /** The oldest open call that was made for a row, -1 when there is none. */
  childOf(row: number): number {
    this.look();
    const child = this.open[row] ?? -1;
    return child >= 0 && this.isFor(child, row) ? child : -1;
  }

  /** @returns null when nobody there waits for anything */
  holders(part: number): Holders | null {
    this.look();
    const { messages: m } = this.world;
    const groups = new Map<number, Group>();
    const join = (waitsFor: number, holder: number, place: Place, since: number) => {
      const group = groups.get(waitsFor) ?? { rows: new Set(), places: new Map() };
      groups.set(waitsFor, group);
      group.rows.add(holder);
      const key = `${place.part} ${place.state}`;
      const there = group.places.get(key);
      if (!there) group.places.set(key, { place, since, count: 1 });
      else {
        there.count++;
        if (since < there.since) Object.assign(there, { place, since });
      }
    };
    for (const call of this.made[part]!) {
      if (m.wire[call]! < 0 || this.caller[m.wire[call]!] !== part) continue;
      const holder = m.parent[call]!;
      if (this.isFor(call, holder)) join(this.meets(call), holder, this.of(call), m.sentAt[call]!);
    }
    for (const row of this.held[part]!) {
      if (m.uid[row] === 0 || m.wire[row]! < 0 || this.callee[m.wire[row]!] !== part) continue;
      if (m.calleeIsDone(row) || this.childOf(row) >= 0) continue;
      const isPaused = this.remembered.badAnswerTo(m.uid[row]!) !== null;
      if (isPaused) join(PAUSED, row, { row, part, state: 'betweenTries' }, m.startedAt[row]!);
    }
    let of = 0;
    let most: readonly [number, Group] | null = null;
    for (const entry of groups) {
      of += entry[1].rows.size;
      if (most === null || entry[1].rows.size > most[1].rows.size) most = entry;
    }
    if (most === null) return null;
    const [waitsFor, { rows, places }] = most;
    const usual = [...places.values()].reduce((a, b) => (b.count > a.count ? b : a));
    return { for: waitsFor, count: rows.size, of, place: usual.place };
  }

  /** Whether a row still is an open call for another. */
  private isFor(call: number, parent: number): boolean {
    const { messages: m } = this.world;
    return (
      m.uid[call] !== 0 &&
      parent >= 0 &&
      m.parent[call] === parent &&
      m.wire[call]! >= 0 &&
      !m.callerIsDone(call) &&
      m.alive(parent, m.parentUid[call]!)
    );
  }

  private look(): void {
    const { world } = this;
    const { messages: m, now } = world;
    if (this.lookedEvents === world.dispatched) return;
    if (this.visits > VISITS_MAX && now - this.lookedAt < STALE && now >= this.lookedAt) return;
    this.lookedEvents = world.dispatched;
    this.lookedAt = now;
    this.visits += m.bound;
    if (this.open.length < m.bound) this.open = new Int32Array(2 * m.bound);
    const { open } = this;
    open.fill(-1, 0, m.bound);
    for (const rows of this.made) rows.length = 0;
    for (const rows of this.held) rows.length = 0;
    for (let row = 0; row < m.bound; row++) {
      const wire = m.wire[row]!;
      if (m.uid[row] === 0 || wire < 0) continue;
      if (!m.calleeIsDone(row) && m.startedAt[row] !== NOT_YET) this.held[this.callee[wire]!]!.push(row);
      const parent = m.parent[row]!;
      if (!this.isFor(row, parent)) continue;
      this.made[this.caller[wire]!]!.push(row);
      const other = open[parent]!;
      if (other < 0 || m.sentAt[row]! < m.sentAt[other]!) open[parent] = row;
    }
  }
}
