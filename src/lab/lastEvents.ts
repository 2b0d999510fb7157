import { ACT, RECEIVE, TIMER } from '../engine/exchange.ts';
import { isGood, OUTCOMES } from '../engine/outcome.ts';
import type { Tracer } from '../engine/watch.ts';
import type { World } from '../engine/world.ts';
import type { Compiled } from '../scenario/compile.ts';
import type { LogLine } from './protocol.ts';

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
      };
    }
    if (op === TIMER) {
      const { spec } = model.parts[part]!.kind;
      return { at, part, says: `timer: ${spec.timers[arg]}`, request: -1, isBad: false };
    }
    const { messages } = this.world;
    const wire = this.compiled.wires[messages.wire[row]!]!;
    const asks = wire.initiator === 'from' ? wire.from : wire.to;
    const answers = wire.initiator === 'from' ? wire.to : wire.from;
    const request = messages.request[row]!;
    if (op === RECEIVE) {
      return {
        at,
        part,
        says: `called by ${this.nameOf(asks.part)}${answers.port === 'in' ? '' : `: ${answers.port}`}`,
        request,
        isBad: false,
      };
    }
    const { says } = OUTCOMES[arg]!;
    const late = messages.callerIsDone(row) ? ', too late' : '';
    return {
      at,
      part,
      says: `hears from ${this.nameOf(answers.part)}: ${says}${late}`,
      request,
      isBad: !isGood(arg),
    };
  }

  private nameOf(part: number): string {
    return this.compiled.parts[part]!.name;
  }
}
