import { outcome } from '../engine/outcome.ts';
import type { World } from '../engine/world.ts';
import { errorIn } from '../rules/serviceError.ts';
import { type Link, linkTo } from './whyLink.ts';
import type { WhyLive } from './whyLive.ts';
import type { Remembered } from './whyPlaces.ts';

/** A bad answer to a call that was made for some row; a caller that left takes it for one. */
interface Bad {
  readonly code: number;
  at: number;
  /** Of how many calls over this wire, made for the same row. */
  tries: number;
  readonly wire: number;
  link: Link;
}

/** Follows bad answers up from where they arise: who answered badly, who left, who passed it on. */
export class CallCauses implements Remembered {
  private readonly world: World;
  private live!: WhyLive;
  /** By uid of the row for which calls were made. */
  private readonly bads = new Map<number, Bad[]>();
  /** By uid of a call: why its answer, which is on its way, is bad; or why it was dropped. */
  private readonly answers = new Map<number, Link>();

  constructor(world: World) {
    this.world = world;
  }

  explainBy(live: WhyLive): void {
    this.live = live;
  }

  badAnswerTo(uid: number): Link | null {
    return latest(this.bads.get(uid))?.link ?? null;
  }

  lossOf(uid: number): Link | null {
    return this.answers.get(uid) ?? null;
  }

  /** A part has answered a call, or dropped it. */
  answered(row: number, at: number, code: number, isGood: boolean, isDropped: boolean): void {
    const { messages: m } = this.world;
    const uid = m.uid[row]!;
    if (!isGood || isDropped) {
      const part = this.live.places.callee[m.wire[row]!]!;
      const because = errorIn(this.world.contents.at(m.content[row]!))?.because;
      this.answers.set(uid, this.causeOf(uid, part, at, code, because));
    }
    this.bads.delete(uid);
  }

  /** The caller hears an answer. */
  heard(row: number, at: number, code: number, isGood: boolean): void {
    const { messages: m } = this.world;
    const uid = m.uid[row]!;
    const link = this.answers.get(uid);
    this.answers.delete(uid);
    if (link && !isGood && !m.callerIsDone(row)) this.add(row, at, code, link);
  }

  /** The caller stops waiting. */
  left(row: number, at: number): void {
    const { messages: m } = this.world;
    this.add(row, at, outcome.timedOut, this.live.timedOut(row));
    if (m.isDropped(row)) this.answers.delete(m.uid[row]!);
  }

  /** Why a row ended badly at a part: because of a call that was made for it, or by the part itself, which may say why. */
  causeOf(uid: number, part: number, at: number, code: number, because?: string): Link {
    const bad = this.relayed(uid, at, code);
    if (!bad) {
      const link = this.live.refused(part, code);
      return because === undefined ? link : linkTo(link, part, at, because);
    }
    if (bad.tries === 1 || this.live.kinds[part]!.instant) return bad.link;
    return linkTo(bad.link, part, at, `${this.live.name(part)} gave up after ${bad.tries} tries.`);
  }

  /** A row that calls were made for is over. */
  forget(uid: number): void {
    this.bads.delete(uid);
  }

  /**
   * A part passes on what is the same, or what it has heard in this very tick. One that dies answers by itself, and has left
   * whomever it asked: only the death of another, heard now, is passed on.
   */
  private relayed(uid: number, at: number, code: number): Bad | null {
    const bads = this.bads.get(uid) ?? [];
    if (code === outcome.crashed) return latest(bads.filter((bad) => bad.code === code && bad.at === at));
    return latest(bads.filter((bad) => bad.code === code)) ?? latest(bads.filter((bad) => bad.at === at));
  }

  private add(row: number, at: number, code: number, link: Link): void {
    const { messages: m } = this.world;
    const parentUid = m.parentUid[row]!;
    const wire = m.wire[row]!;
    const bads = this.bads.get(parentUid) ?? [];
    if (bads.length === 0) this.bads.set(parentUid, bads);
    const tries = 1 + Math.max(0, ...bads.filter((bad) => bad.wire === wire).map((bad) => bad.tries));
    const same = bads.find((bad) => bad.wire === wire && bad.code === code);
    if (same) Object.assign(same, { at, tries, link });
    else bads.push({ code, at, tries, wire, link });
  }
}

function latest(bads: readonly Bad[] = []): Bad | null {
  let found: Bad | null = null;
  for (const bad of bads) if (found === null || bad.at >= found.at) found = bad;
  return found;
}
