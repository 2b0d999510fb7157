import { isGood } from '../engine/outcome.ts';
import type { Tracer } from '../engine/watch.ts';
import { World } from '../engine/world.ts';
import type { Compiled } from '../scenario/compile.ts';
import type { Complaint } from './causes.ts';
import { KeptFates } from './causesKept.ts';

/** What is looked for in other runs: the same request, and what was wrong with it. */
export interface Patient {
  readonly request: number;
  readonly complaint: Complaint;
  /** Ticks. The same request comes at the same tick, or it is another one. */
  readonly arrivedAt: number;
  /** It had an end at all. */
  readonly wasAnswered: boolean;
  /** A good answer that takes longer is a slow one. */
  readonly slowFrom: number;
}

export interface Trial {
  readonly isSaved: boolean;
  /** Of the run up to where it was decided: equal for a change that changes nothing. */
  readonly digest: string;
  readonly events: number;
}

/** Events between two looks whether it is decided. */
const STRETCH = 2000;

/** Runs a design as long as it takes to know what becomes of one request. */
export function tryOn(compiled: Compiled, patient: Patient, eventBudget: number): Trial {
  const world = new World(compiled.model, { seed: compiled.seed, eventBudget });
  const watch = new Watch(world, compiled, patient.request);
  const { request, arrivedAt } = patient;
  world.run(arrivedAt - 1);
  const before = world.requests;
  world.run(arrivedAt);
  const isThere = before <= request && world.requests > request;
  let verdict = isThere ? watch.verdict(patient) : false;
  while (verdict === null && !world.ending) {
    world.run(undefined, STRETCH);
    verdict = watch.verdict(patient);
  }
  return { isSaved: verdict ?? watch.last(patient), digest: world.readDigest(), events: world.dispatched };
}

class Watch implements Tracer {
  private readonly world: World;
  private readonly request: number;
  private readonly fates: KeptFates;
  private uid = 0;
  private end: { readonly at: number; readonly isGood: boolean } | null = null;

  constructor(world: World, compiled: Compiled, request: number) {
    this.world = world;
    this.request = request;
    this.fates = new KeptFates(world, compiled, null, request);
    world.tracer = this;
  }

  event(at: number, part: number, op: number, row: number): void {
    this.fates.event(at, part, op, row);
  }

  kept(part: number, row: number, at: number, code: number, ended: boolean): void {
    const { messages } = this.world;
    if (messages.request[row] !== this.request) return;
    const uid = messages.uid[row]!;
    if (!ended) {
      // The first row of a request is the request itself.
      if (this.uid === 0) this.uid = uid;
      else this.fates.began(part, row, at);
    } else if (uid === this.uid) this.end = { at, isGood: isGood(code) };
    else this.fates.ended(part, row, at, code);
  }

  /** @returns null while it is not decided */
  verdict({ complaint, arrivedAt, slowFrom, wasAnswered }: Patient): boolean | null {
    const { end, fates, request, world } = this;
    if (end !== null && !end.isGood) return false;
    switch (complaint) {
      case 'failed':
        return end && true;
      case 'slow':
        if (end !== null) return end.at - arrivedAt <= slowFrom;
        return world.now - arrivedAt > slowFrom ? false : null;
      case 'lost':
        if (!wasAnswered) return end && true;
        return fates.isProcessed(request) && end !== null ? true : this.isOver() ? false : null;
      case 'duplicated':
        if (fates.duplicated.has(request)) return false;
        return this.isOver() ? fates.isProcessed(request) : null;
    }
  }

  /** The run is over, and it was not decided before. */
  last({ complaint, request }: { complaint: Complaint; request: number }): boolean {
    return complaint === 'duplicated' && this.end !== null && this.fates.isProcessed(request);
  }

  private isOver(): boolean {
    return this.end !== null && !this.world.messages.holds(this.request);
  }
}
