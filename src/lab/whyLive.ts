import { OUTCOMES, outcome } from '../engine/outcome.ts';
import type { World } from '../engine/world.ts';
import type { Because, PartDefinition, WhyAsked } from '../parts/contract.ts';
import type { Recording } from '../recording/types.ts';
import { rateAt } from '../recording/view.ts';
import type { Compiled } from '../scenario/compile.ts';
import { WhyActs } from './whyActs.ts';
import { type Link, lastLink, linkTo } from './whyLink.ts';
import { PAUSED, type Place, type Remembered, WhyPlaces } from './whyPlaces.ts';
import { lasted, nameOfOutcome, opening, settingText } from './whyWords.ts';

/** Many are turned away by one and the same line: a look at it holds for so many ticks, and says of which moment it is. */
const KEPT_FOR = 50_000;

/** Explains, at the moment at which a world stands, why a call waits, lasts or fails: from what is held there and by whom. */
export class WhyLive {
  readonly places: WhyPlaces;
  readonly kinds: readonly PartDefinition[];
  private readonly world: World;
  private readonly compiled: Compiled;
  private readonly recording: Recording;
  private readonly acts: WhyActs;
  private readonly remembered: Remembered;
  /** Parts whose fullness is being explained: two that wait for each other must not be followed for ever. */
  private readonly visiting = new Set<number>();
  private readonly known = new Map<string, Link>();

  constructor(world: World, compiled: Compiled, recording: Recording, remembered: Remembered) {
    this.world = world;
    this.compiled = compiled;
    this.recording = recording;
    this.remembered = remembered;
    this.kinds = compiled.model.parts.map(({ kind }) => kind as PartDefinition);
    this.places = new WhyPlaces(world, compiled, this.kinds, remembered);
    this.acts = new WhyActs(compiled, recording, this.kinds);
  }

  name(part: number): string {
    return this.compiled.parts[part]!.name;
  }

  setting(part: number, setting: string): string {
    return `${setting} is ${settingText(this.compiled, this.kinds, part, setting, this.world.now)}`;
  }

  /** What a part says of itself at this moment. */
  ask(part: number, asked: WhyAsked): Because | null {
    const { kinds, world, recording } = this;
    const kind = kinds[part]!;
    if (!kind.why) return null;
    const { id } = this.compiled.parts[part]!;
    const { now } = world;
    const metrics: Record<string, number> = {};
    const rates: Record<string, number> = {};
    for (const [name, { type }] of Object.entries(kind.spec.metrics)) {
      const index = world.metricIndex.get(`${id}.${name}`)!;
      metrics[name] = world.ledger.read(index, now);
      const grows = type === 'counter' || type === 'timing';
      rates[name] = grows ? rateAt(recording, index, now, metrics[name]) : 0;
    }
    const view = { now, settings: world.selves[part]!.settings, metrics, rates };
    return kind.why(asked, view as never, this.name(part));
  }

  /** Somebody stops waiting for a call. */
  timedOut(row: number): Link {
    const { messages, now } = this.world;
    const caller = this.name(this.places.caller[messages.wire[row]!]!);
    const asked = this.name(this.places.meets(row));
    const waited = lasted(now - messages.sentAt[row]!);
    const says = `The call from ${caller} to ${asked} had no answer after ${waited}`;
    const spent = this.places.spent(row);
    if ('now' in spent) {
      const place = spent.now;
      return linkTo(this.because(place), place.part, now, `${says}: ${this.where(place)}.`);
    }
    const { part, before, ticks } = spent;
    const name = this.name(part);
    const took = lasted(ticks);
    if (before === 'waited')
      return linkTo(this.line(part), part, now, `${says}: it had waited ${took} in line at ${name}.`);
    const tries = this.remembered.badAnswerTo(messages.uid[spent.row]!);
    const why = tries ?? this.work(part, now - ticks);
    return linkTo(why, part, now, `${says}: ${name} had taken ${took} before it asked others.`);
  }

  /** "it was still waiting in line at Inventory" */
  where({ part, state }: Place): string {
    const name = this.name(part);
    switch (state) {
      case 'waiting':
        return `it was still waiting in line at ${name}`;
      case 'working':
        return this.kinds[part]!.instant ? `it was still with ${name}` : `${name} was still working on it`;
      case 'onTheWay':
        return `it was still on its way to ${name}`;
      case 'wayBack':
        return `the answer of ${name} was still on its way`;
      case 'betweenTries':
        return `${name} was between two tries`;
      case 'lost':
        return `it had been lost at ${name}`;
    }
  }

  /** What keeps a call where it is. */
  because({ row, part, state }: Place): Link {
    const { messages, now } = this.world;
    switch (state) {
      case 'waiting':
        return this.full(part, 'waiting');
      case 'working':
        return this.work(part, messages.startedAt[row]!);
      case 'betweenTries':
        return this.remembered.badAnswerTo(messages.uid[row]!)!;
      case 'lost':
        return this.remembered.lossOf(messages.uid[row]!) ?? this.refused(part, outcome.lost);
      case 'onTheWay':
      case 'wayBack': {
        const wire = messages.wire[row]!;
        const { label, latency } = this.compiled.wires[wire]!;
        const says = `the wire ${label} takes its time (${latency})`;
        return lastLink(
          { id: `wire ${label}`, kind: 'wire', part, says },
          now,
          `${opening(says, this.name(part))}.`,
        );
      }
    }
  }

  /** Why nobody gets in at a part: who holds what it has, and what those wait for. */
  full(part: number, asked: WhyAsked): Link {
    const { now } = this.world;
    const key = `${part} ${asked}`;
    const known = this.known.get(key);
    if (known && now - known.at < KEPT_FOR) return known;
    const link = this.fullNow(part, asked);
    this.known.set(key, link);
    return link;
  }

  /** Somebody has done something to some part: what was true before need not be true any more. */
  actBegan(): void {
    this.known.clear();
  }

  private fullNow(part: number, asked: WhyAsked): Link {
    const { now } = this.world;
    const because = this.ask(part, asked);
    const says = because?.says ?? `${this.name(part)} had no room`;
    if (this.visiting.has(part)) return this.limit(part, because, says);
    this.visiting.add(part);
    try {
      const group = this.places.holders(part);
      const total = because?.held ?? group?.of ?? 0;
      if (!group || group.count * 2 < total) return this.limit(part, because, says);
      const waits =
        group.for === PAUSED
          ? `${group.count} of ${total} paused between two tries`
          : `${group.count} of ${total} waited for ${this.name(group.for)}`;
      const next = this.because(group.place);
      // Where everybody just does its usual work, there is too little for what comes.
      const isUsual = next.root.kind === 'work';
      const end = isUsual ? this.atLimit(part, because, says) : next;
      return linkTo(end, part, now, `${opening(says, this.name(part))}: ${waits}.`);
    } finally {
      this.visiting.delete(part);
    }
  }

  /** Why a part answered so by itself. */
  refused(part: number, code: number): Link {
    const name = nameOfOutcome(code);
    if (code === outcome.rejected || code === outcome.gaveUp) return this.full(part, name);
    const because = this.ask(part, name);
    const act = this.acts.on(part, this.world.now, because?.says);
    if (act) return act;
    if (because?.says) return this.limit(part, because, because.says);
    const says = `${this.name(part)} answered so by chance (${OUTCOMES[code]!.says})`;
    const root = { id: `chance ${part} ${name}`, kind: 'chance', part, says } as const;
    return lastLink(root, this.world.now, `${says}.`);
  }

  /** Begun, and still not done. @param since tick at which it was begun */
  work(part: number, since: number): Link {
    const { now } = this.world;
    const because = this.ask(part, 'working');
    const act = this.acts.on(part, now, because?.says);
    if (act) return act;
    if (because?.says) return this.limit(part, because, because.says);
    const name = this.name(part);
    const value = because?.setting ? ` (${this.setting(part, because.setting)})` : '';
    const root = {
      id: `work ${part} ${because?.setting ?? ''}`,
      kind: 'work',
      part,
      says: `the work of ${name} took its time${value}`,
    } as const;
    return lastLink(root, now, `${name} had worked on it for ${lasted(now - since)} by then${value}.`);
  }

  /** There was a line, which may be gone by now. */
  private line(part: number): Link {
    const because = this.ask(part, 'waiting');
    const { held = 0, of = 0 } = because ?? {};
    if (held >= of) return this.full(part, 'waiting');
    return this.atLimit(part, because, `there was a line at ${this.name(part)}`);
  }

  private limit(part: number, because: Because | null, says: string): Link {
    const end = this.atLimit(part, because, says);
    if (end.root.kind === 'state' || (end.root.kind === 'setting' && !because?.figures)) return end;
    return linkTo(end, part, this.world.now, `${opening(says, this.name(part))}.`);
  }

  /** The end of a chain at a part's own limit, unless somebody has done something to it, or sends more than usual. */
  private atLimit(part: number, because: Because | null, says: string): Link {
    const { acts } = this;
    const { now } = this.world;
    const done =
      acts.on(part, now, this.ask(part, 'working')?.says) ??
      acts.behind(part, this.fullSince(part), now) ??
      acts.upstream(part, now);
    if (done) return done;
    const { setting, figures } = because ?? {};
    const name = this.name(part);
    if (!setting) {
      const root = { id: `state ${part} ${says}`, kind: 'state', part, says } as const;
      return lastLink(root, now, `${opening(says, name)}.`);
    }
    const value = this.setting(part, setting);
    const root = {
      id: `setting ${part} ${setting}`,
      kind: 'setting',
      part,
      says: `${says} (${value})`,
    } as const;
    return lastLink(root, now, `${opening(figures ?? root.says, name)}${figures ? `: ${value}` : ''}.`);
  }

  /** From when on a part has been full without a break, as far as the recording tells; -1 when it is not, or cannot be. */
  private fullSince(part: number): number {
    return this.acts.fullSince(part, this.world.now, this.world.selves[part]!.settings);
  }
}
