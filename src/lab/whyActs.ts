import { SET } from '../engine/part.ts';
import type { PartDefinition } from '../parts/contract.ts';
import { bucketAt } from '../recording/query.ts';
import { type Recording, SERIES_SPAN } from '../recording/types.ts';
import type { DesignAct } from '../scenario/checkActs.ts';
import type { Compiled } from '../scenario/compile.ts';
import { type Link, lastLink, type Root } from './whyLink.ts';
import { moment, opening, stretch } from './whyWords.ts';

/** What was done to which part when: the ends of most chains. */
export class WhyActs {
  private readonly compiled: Compiled;
  private readonly recording: Recording;
  private readonly kinds: readonly PartDefinition[];
  /** Acts by part, those that hurt: a change of settings is told with the setting. */
  private readonly byPart: readonly (readonly DesignAct[])[];
  /** By part: those whose state it depends on, and those whose traffic comes to it from outside. */
  private readonly below: readonly (readonly number[])[];
  private readonly sources: readonly (readonly number[])[];
  private readonly clauses = new Map<DesignAct, string>();
  private readonly since = new Map<number, Float64Array>();

  constructor(compiled: Compiled, recording: Recording, kinds: readonly PartDefinition[]) {
    this.compiled = compiled;
    this.recording = recording;
    this.kinds = kinds;
    const { parts, wires, acts } = compiled;
    this.byPart = parts.map(({ id }) => acts.filter((act) => act.part === id && act.act !== SET));
    const down = parts.map((_, i) => wires.flatMap(({ from, to }) => (from.part === i ? [to.part] : [])));
    const up = parts.map((_, i) => wires.flatMap(({ from, to }) => (to.part === i ? [from.part] : [])));
    this.below = parts.map((_, i) => reached(down, i));
    this.sources = parts.map((_, i) => reached(up, i).filter((part) => up[part]!.length === 0 && part !== i));
  }

  /** An act that is on at a part. @param clause what the part says of its state: "inventory-db was locked" */
  on(part: number, at: number, clause?: string): Link | null {
    const act = this.latest(this.byPart[part]!, at, at);
    if (!act) return null;
    if (clause) this.clauses.set(act, clause);
    const when = stretch(act, this.compiled.model.until);
    const says = clause
      ? `${opening(clause, this.compiled.parts[part]!.name)} ${when} (${act.name}).`
      : `“${act.name}” was on ${when}.`;
    return lastLink(this.rootOf(act, part), at, says);
  }

  /** More comes than usual. */
  upstream(part: number, at: number): Link | null {
    for (const source of this.sources[part]!) {
      const link = this.on(source, at);
      if (link) return link;
    }
    return null;
  }

  /** An act that is over, or that is on further down, and has left a line that has not gone since. */
  behind(part: number, since: number, at: number): Link | null {
    if (since < 0) return null;
    for (const other of [...this.below[part]!, ...this.sources[part]!]) {
      const act = this.latest(this.byPart[other]!, since, at);
      if (!act) continue;
      const when = stretch(act, this.compiled.model.until);
      const says = `It had been so since ${moment(since)}: “${act.name}” (${when}) left a line that was not gone.`;
      return lastLink(this.rootOf(act, other), at, says);
    }
    return null;
  }

  /** @param settings that the part has now @returns the tick since which everything it has was held; -1: it is not */
  fullSince(part: number, at: number, settings: unknown): number {
    let since = this.since.get(part);
    if (!since) {
      since = this.stretches(part, settings);
      this.since.set(part, since);
    }
    const bucket = bucketAt(this.recording, at) - 1;
    return bucket < 0 ? -1 : since[bucket]!;
  }

  /** By bucket: the edge before the one since which the part has been full; -1 where it is not full at the bucket's end. */
  private stretches(part: number, settings: unknown): Float64Array {
    const { edges, metrics, series } = this.recording;
    const kind = this.kinds[part]!;
    const { id, name } = this.compiled.parts[part]!;
    const own = metrics.flatMap((metric, i) => (metric.part === id ? [[metric.name, i] as const] : []));
    const rates = Object.fromEntries(own.map(([metric]) => [metric, 0]));
    const since = new Float64Array(edges.length).fill(-1);
    for (let bucket = 0; bucket < edges.length; bucket++) {
      const row = bucket * metrics.length;
      const values = Object.fromEntries(own.map(([metric, i]) => [metric, series[(row + i) * SERIES_SPAN]!]));
      const view = { now: edges[bucket]!, settings, metrics: values, rates };
      const { held, of } = kind.why?.('waiting', view as never, name) ?? {};
      if (held === undefined || of === undefined || held < of || of === 0) continue;
      const before = bucket > 0 ? since[bucket - 1]! : -1;
      since[bucket] = before >= 0 ? before : bucket > 0 ? edges[bucket - 1]! : 0;
    }
    return since;
  }

  /** The last begun of those that were on at some time between two ticks. */
  private latest(acts: readonly DesignAct[], from: number, to: number): DesignAct | null {
    let found: DesignAct | null = null;
    for (const act of acts) {
      const isOn = act.at <= to && (act.end ?? act.at) >= from;
      if (isOn && (found === null || act.at >= found.at)) found = act;
    }
    return found;
  }

  private rootOf(act: DesignAct, part: number): Root {
    const { clauses } = this;
    const id = `act ${this.compiled.acts.indexOf(act)}`;
    return {
      id,
      kind: 'act',
      part,
      // What the part says of it may be known only later, from a chain that met the act while it was on.
      get says() {
        return clauses.get(act) ?? `“${act.name}” was on`;
      },
    };
  }
}

/** Everything that can be reached, the beginning included, the nearest first. */
function reached(next: readonly (readonly number[])[], from: number): readonly number[] {
  const found = [from];
  for (let i = 0; i < found.length; i++) {
    for (const one of next[found[i]!]!) if (!found.includes(one)) found.push(one);
  }
  return found;
}
