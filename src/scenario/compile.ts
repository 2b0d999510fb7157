/** Design -> what the engine runs, and what everybody else needs to make sense of the run. */
import type { Act, Model } from '../engine/part.ts';
import { PROTOCOLS, type Protocol } from '../engine/part.ts';
import type { Catalog } from './catalog.ts';
import type { DesignAct } from './checkActs.ts';
import type { DesignPart } from './checkParts.ts';
import type { DesignWire } from './checkWires.ts';
import type { Design } from './design.ts';
import type { DesignChart, DesignClaim } from './figures.ts';
import type { RawSetting } from './types.ts';
import type { DesignWindow } from './windows.ts';

export interface CompiledPart {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly at: readonly [number, number];
  /** What differs from the defaults, as written. */
  readonly written: Readonly<Record<string, RawSetting>>;
}

export interface CompiledWire {
  /** Places in `parts`, and the ports there. */
  readonly from: { readonly part: number; readonly port: string };
  readonly to: { readonly part: number; readonly port: string };
  readonly protocol: Protocol;
  /** Which end begins the calls over it. */
  readonly initiator: 'from' | 'to';
  /** `checkout.calls -> inventory.in` */
  readonly label: string;
  /** As written: `2ms`, `exp 2ms`. */
  readonly latency: string;
  readonly weight: number;
}

export interface Compiled {
  readonly model: Model;
  readonly seed: number;
  readonly title: string;
  /** Of the scenario, and of the design. */
  readonly id: string;
  readonly design: string;
  /** In the order of `model.parts`. */
  readonly parts: readonly CompiledPart[];
  /** In the order of `model.wires`. */
  readonly wires: readonly CompiledWire[];
  /** In the order of the file; a window's `act` is a place here. */
  readonly acts: readonly DesignAct[];
  readonly windows: readonly DesignWindow[];
  readonly charts: readonly DesignChart[];
  readonly claims: readonly DesignClaim[];
}

/** Parts are in the order of their ids, so that the order in a file is layout and changes no run. */
export function compile(design: Design, catalog: Catalog): Compiled {
  const parts = design.parts.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const places = new Map(parts.map(({ id }, i) => [id, i]));
  const wires = design.wires.map((wire) => wireOf(wire, parts, places, catalog));
  const model: Model = {
    parts: parts.map(({ id, kind, settings }) => ({ id, kind: catalog.get(kind)!, settings })),
    wires: design.wires.map(({ latency, weight }, i) => ({
      from: wires[i]!.from,
      to: wires[i]!.to,
      latency,
      weight,
    })),
    acts: actsOf(design, places),
    until: design.until,
  };
  return {
    model,
    seed: design.seed,
    title: design.title,
    id: design.id,
    design: design.name,
    parts: parts.map(({ id, name, kind, at, written }) => ({ id, name, kind, at, written })),
    wires,
    acts: design.acts,
    windows: design.windows,
    charts: design.charts,
    claims: design.claims,
  };
}

function wireOf(
  wire: DesignWire,
  parts: readonly DesignPart[],
  places: ReadonlyMap<string, number>,
  catalog: Catalog,
): CompiledWire {
  const from = { part: places.get(wire.from.part)!, port: wire.from.port };
  const to = { part: places.get(wire.to.part)!, port: wire.to.port };
  const { protocol } = catalog.get(parts[from.part]!.kind)!.spec.ports[from.port]!;
  return {
    from,
    to,
    protocol,
    initiator: PROTOCOLS[protocol].initiator,
    label: wire.label,
    latency: wire.latencyText,
    weight: wire.weight,
  };
}

/** By time; at one moment an act that ends goes before one that begins; then as in the file. */
function actsOf(design: Design, places: ReadonlyMap<string, number>): readonly Act[] {
  const all = design.acts.flatMap(({ part, act, at, end, settings }): Act[] => {
    const common = { part: places.get(part)!, act, settings };
    const begin: Act = { ...common, at, phase: 'begin' };
    return end === null ? [begin] : [begin, { ...common, at: end, phase: 'end' }];
  });
  const order = (act: Act): number => (act.phase === 'end' ? 0 : 1);
  // Sorting is stable: what ties stays in the order of the file.
  return all.filter(({ at }) => at < design.until).toSorted((a, b) => a.at - b.at || order(a) - order(b));
}
