/** Who asks whom in a model, for theory: the parts as stations and the ways between them. */
import { TICKS_PER_SECOND } from '../engine/clock.ts';
import type { Distribution } from '../engine/distributions.ts';
import { type Model, PROTOCOLS } from '../engine/part.ts';
import type { PartDefinition } from '../parts/contract.ts';
import type { Role, StationSpec } from '../parts/stationSpec.ts';
import { type Moments, momentsOf } from './moments.ts';

/** A wire in the direction in which requests and messages go. */
export interface Way {
  readonly from: number;
  readonly port: string;
  readonly to: number;
  /** Of one hop, in seconds. */
  readonly latency: Moments;
  readonly isConstant: boolean;
  readonly weight: number;
}

export interface Wiring {
  /** By part; null for what theory does not know. */
  readonly specs: readonly (StationSpec | null)[];
  readonly names: readonly string[];
  into(part: number): readonly Way[];
  outOf(part: number, port: string | null): readonly Way[];
}

/** @param disturbed by part: what was seen to happen that its role knows nothing of; null for nothing */
export function wiringOf(
  model: Model,
  names: readonly string[],
  disturbed: readonly (string | null)[],
): Wiring {
  const specs = specsOf(model).map((spec, part) => {
    const misfit = spec?.misfit ?? disturbed[part];
    return spec && misfit ? { ...spec, misfit } : spec;
  });
  const ways = model.wires.flatMap(({ from, to, latency, weight }): Way[] => {
    const { protocol } = model.parts[from.part]!.kind.spec.ports[from.port]!;
    // What is set aside is no part of the usual course.
    if (protocol !== 'request' && PROTOCOLS[protocol].initiator === 'from') return [];
    const isConstant = latency.law === 'constant';
    return [{ from: from.part, port: from.port, to: to.part, latency: timeOf(latency), isConstant, weight }];
  });
  return {
    specs,
    names,
    into: (part) => ways.filter(({ to }) => to === part),
    outOf: (part, port) => ways.filter((way) => way.from === part && way.port === port),
  };
}

/** Every part as a station; null for what theory does not know. */
export function specsOf(model: Model): readonly (StationSpec | null)[] {
  return model.parts.map(({ kind, settings }, part) => {
    const wires: Record<string, number> = {};
    for (const { from, to } of model.wires) {
      for (const end of [from, to]) if (end.part === part) wires[end.port] = (wires[end.port] ?? 0) + 1;
    }
    return (kind as PartDefinition).station?.(settings as never, wires) ?? null;
  });
}

/** The port over which a part asks others while somebody waits for its answer. */
export function askingPort(role: Role | null): string | null {
  switch (role?.is) {
    case 'servers':
    case 'takers':
      return role.calls;
    case 'source':
    case 'delay':
    case 'split':
    case 'copy':
    case 'other':
      return role.out;
    default:
      return null;
  }
}

/** A law in ticks -> its moments in seconds. */
export function timeOf(law: Distribution): Moments {
  const { mean, variance } = momentsOf(law);
  return { mean: mean / TICKS_PER_SECOND, variance: variance / TICKS_PER_SECOND / TICKS_PER_SECOND };
}
