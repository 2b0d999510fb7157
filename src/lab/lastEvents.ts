import { ACT, RECEIVE, TIMER } from '../engine/exchange.ts';
import { isGood, OUTCOMES } from '../engine/outcome.ts';
import type { Tracer } from '../engine/watch.ts';
import type { World } from '../engine/world.ts';
import type { PartDefinition } from '../parts/contract.ts';
import { type Letter, letterOf } from '../rules/letter.ts';
import type { Compiled } from '../scenario/compile.ts';
import { errorOf, placeOfWire, sealed, topicName, topicOf } from './letters.ts';
import type { LogLine, Published } from './protocol.ts';

/** A delivery, and its message. */
const ANCESTORS_MAX = 3;

/** Keeps the last events of a world that runs, in words. */
export class LastEvents implements Tracer {
  private readonly world: World;
  private readonly compiled: Compiled;
  private readonly most: number;
  private readonly ring: LogLine[] = [];
  private next = 0;

  constructor(world: World, compiled: Compiled, most: number) {
    this.world = world;
    this.compiled = compiled;
    this.most = most;
  }

  event(at: number, part: number, op: number, row: number, arg: number): void {
    this.ring[this.next] = this.line(at, part, op, row, arg);
    this.next = (this.next + 1) % this.most;
  }

  /** Oldest first. */
  lines(): readonly LogLine[] {
    return [...this.ring.slice(this.next), ...this.ring.slice(0, this.next)];
  }

  private line(at: number, part: number, op: number, row: number, arg: number): LogLine {
    const { model } = this.compiled;
    if (op === ACT) {
      const { act, phase } = model.acts[arg]!;
      const { id } = this.compiled.parts[part]!;
      const moment = phase === 'begin' ? 'at' : 'end';
      const title = this.compiled.acts.find((a) => a.part === id && a.act === act && a[moment] === at)!.name;
      return {
        at,
        part,
        says: phase === 'begin' ? title : `over: ${title}`,
        request: -1,
        isBad: phase === 'begin',
        letter: null,
        error: null,
      };
    }
    if (op === TIMER) {
      const { spec } = model.parts[part]!.kind;
      return {
        at,
        part,
        says: `timer: ${spec.timers[arg]}`,
        request: -1,
        isBad: false,
        letter: null,
        error: null,
      };
    }
    const { messages } = this.world;
    const wire = this.compiled.wires[messages.wire[row]!]!;
    const asks = wire.initiator === 'from' ? wire.from : wire.to;
    const answers = wire.initiator === 'from' ? wire.to : wire.from;
    const request = messages.request[row]!;
    const content = this.world.contents.at(messages.content[row]!);
    if (op === RECEIVE) {
      return {
        at,
        part,
        says: `called by ${this.nameOf(asks.part)}${answers.port === 'in' ? '' : `: ${answers.port}`}`,
        request,
        isBad: false,
        letter: sealed(content, request, this.publishedFor(row, letterOf(content))),
        error: null,
      };
    }
    const error = errorOf(model.parts[answers.part]!.kind as PartDefinition, arg, content);
    const says = error?.code ?? OUTCOMES[arg]!.says;
    const late = messages.callerIsDone(row) ? ', too late' : '';
    return {
      at,
      part,
      says: `hears from ${this.nameOf(answers.part)}: ${says}${late}`,
      request,
      isBad: !isGood(arg),
      letter: null,
      error,
    };
  }

  /** The message as a topic took it in, while its row stands behind that of the call. */
  private publishedFor(row: number, letter: Letter): Published | null {
    const { messages, contents } = this.world;
    const topic = topicOf(letter, this.compiled);
    if (topic < 0) return null;
    const subscription = placeOfWire(this.compiled, messages.wire[row]!);
    for (let one = row, depth = 0; depth < ANCESTORS_MAX; depth++) {
      const parent = messages.parent[one]!;
      if (parent < 0 || messages.uid[parent] !== messages.parentUid[one]) return null;
      one = parent;
      if (letterOf(contents.at(messages.content[one]!)).envelope !== undefined) continue;
      const tick = messages.sentAt[one]!;
      return { topic: topicName(this.compiled, topic), subscription, uid: messages.uid[one]!, tick };
    }
    return null;
  }

  private nameOf(part: number): string {
    return this.compiled.parts[part]!.name;
  }
}
