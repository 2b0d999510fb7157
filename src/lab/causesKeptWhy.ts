import { NOT_YET } from '../engine/messages.ts';
import { isGood, outcome } from '../engine/outcome.ts';
import type { World } from '../engine/world.ts';
import type { WhyAsked } from '../parts/contract.ts';
import type { Compiled } from '../scenario/compile.ts';
import type { CallCauses } from './causesCalls.ts';
import type { Delivery, KeptWhy, Message } from './causesKept.ts';
import { type Link, lastLink, linkTo } from './whyLink.ts';
import type { WhyLive } from './whyLive.ts';
import { capital, lasted, nameOfOutcome } from './whyWords.ts';

const DEPTH_MAX = 64;

/** Why messages are delivered again, sent again, or never processed. */
export class KeptCauses implements KeptWhy {
  private readonly world: World;
  private readonly compiled: Compiled;
  private readonly live: WhyLive;
  private readonly calls: CallCauses;

  constructor(world: World, compiled: Compiled, live: WhyLive, calls: CallCauses) {
    this.world = world;
    this.compiled = compiled;
    this.live = live;
    this.calls = calls;
  }

  handedOutAgain(message: Message, before: Delivery): Link {
    const { live, world } = this;
    const { nth, part, cause, endedAt } = before;
    if (endedAt < 0 && world.messages.alive(before.row, before.uid)) return this.stillHeld(message, before);
    if (endedAt < 0) {
      const says = `Delivery ${nth} never reached a receiver: whoever had asked was gone`;
      return lastLink(
        { id: `state ${message.part} undelivered`, kind: 'state', part: message.part, says },
        world.now,
        `${says}.`,
      );
    }
    if (cause) {
      const says = `Delivery ${nth} came to nothing at ${live.name(part)}, and the message came back.`;
      return linkTo(cause, part, endedAt, says);
    }
    return this.bySetting(message.part, 'deleteMissed', `Delivery ${nth} was done`, ', but');
  }

  sentAgain(call: number): Link | null {
    const { messages: m, now } = this.world;
    let row = call;
    for (let depth = 0; depth < DEPTH_MAX; depth++) {
      const bad = this.calls.badAnswerTo(m.parentUid[row]!);
      if (bad) {
        const part = m.wire[row]! < 0 ? bad.part : this.live.places.caller[m.wire[row]!]!;
        return linkTo(
          bad,
          part,
          now,
          `${this.live.name(part)} sent it again, without knowing that the first had come through.`,
        );
      }
      const parent = m.parent[row]!;
      if (parent < 0 || !m.alive(parent, m.parentUid[row]!)) return null;
      row = parent;
    }
    return null;
  }

  failed({ uid, part, isDone }: Delivery, code: number): Link | null {
    const { calls, live, world } = this;
    const heard = calls.badAnswerTo(uid);
    const cause = isGood(code)
      ? (heard ?? (isDone ? null : live.refused(part, outcome.failed)))
      : calls.causeOf(uid, part, world.now, code);
    calls.forget(uid);
    return cause;
  }

  letGo(message: Message, code: number, uid: number): Link {
    const { live, world, calls } = this;
    const { part, last } = message;
    const age = lasted(world.now - message.keptAt);
    const because = live.ask(part, nameOfOutcome(code))?.says;
    const what =
      code === outcome.deadLettered
        ? 'set the message aside'
        : code === outcome.lost
          ? 'gave it up'
          : 'let the message go';
    const says = `${live.name(part)} ${what} after ${age}${because ? `: ${because}` : ''}.`;
    const cause = last
      ? this.handedOutAgain(message, last)
      : (calls.badAnswerTo(uid) ?? this.neverTaken(part));
    return linkTo(cause, part, world.now, says);
  }

  private neverTaken(queue: number): Link {
    const wire = this.compiled.wires.find(({ from, protocol }) => from.part === queue && protocol === 'poll');
    if (wire) return this.live.full(wire.to.part, 'waiting');
    const says = `nobody receives from ${this.live.name(queue)}`;
    return lastLink(
      { id: `state ${queue} alone`, kind: 'state', part: queue, says },
      this.world.now,
      `${capital(says)}.`,
    );
  }

  /** The receiver had not finished when the message was handed out once more. */
  private stillHeld(message: Message, before: Delivery): Link {
    const { live, world } = this;
    const { messages: m, now } = world;
    const { row, nth, part, arrivedAt } = before;
    if (part < 0)
      return this.bySetting(message.part, 'handedOutAgain', `Delivery ${nth} was still on its way`);
    const name = live.name(part);
    const held = lasted(now - arrivedAt);
    const child = live.places.childOf(row);
    const hasBegun = m.startedAt[row] !== NOT_YET;
    const turn = hasBegun ? m.startedAt[row]! - arrivedAt : now - arrivedAt;
    // Those who come in one batch wait for one another.
    if (turn > now - arrivedAt - turn) {
      const what = `Delivery ${nth} had waited ${lasted(turn)} for its turn at ${name}`;
      return this.bySetting(message.part, 'handedOutAgain', what);
    }
    const what = `${name} still worked on delivery ${nth} after ${held}`;
    const why = child >= 0 ? live.because(live.places.of(child)) : live.work(part, m.startedAt[row]!);
    // Two settings that do not fit each other: the queue's is the one that says "again".
    if (why.root.kind === 'work')
      return this.bySetting(message.part, 'handedOutAgain', what, ', and', why.root.says);
    return linkTo(
      why,
      part,
      now,
      `${what}, and ${live.ask(message.part, 'handedOutAgain')?.says ?? 'it was handed out again'}.`,
    );
  }

  private bySetting(part: number, asked: WhyAsked, what: string, joint = ', and', work = ''): Link {
    const { live, world } = this;
    const because = live.ask(part, asked);
    const value = because?.setting ? live.setting(part, because.setting) : '';
    const clause = because?.says ?? `${live.name(part)} handed it out again`;
    const root = {
      id: `setting ${part} ${because?.setting ?? asked}`,
      kind: 'setting',
      part,
      says: value ? `${clause} (${value})` : clause,
    } as const;
    const says = `${what}${joint} ${clause}`;
    if (!work) return lastLink(root, world.now, `${says}${value ? ` (${value})` : ''}.`);
    return linkTo(lastLink(root, world.now, `${capital(work)}, and ${value}.`), part, world.now, `${says}.`);
  }
}
