/** Design -> what the engine runs, and what everybody else needs to make sense of the run. */
import type { Model } from '../engine/part.ts';
import { PROTOCOLS, type Protocol, SET } from '../engine/part.ts';
import { actsInOrder } from './actOrder.ts';
import type { Catalog } from './catalog.ts';
import type { DesignAct } from './checkActs.ts';
import type { DesignPart } from './checkParts.ts';
import type { DesignWire } from './checkWires.ts';
import type { Scope } from './claimScope.ts';
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
  /** What the settings are from later moments on, in order: acts change them. In the engine's units, from a tick on. */
  readonly changes: readonly SettingsChange[];
}

export interface SettingsChange {
  readonly from: number;
  readonly settings: Readonly<Record<string, unknown>>;
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
  /** What is set on it and differs from the defaults, as written. */
  readonly written: Readonly<Record<string, RawSetting>>;
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
  /** What further expressions may name. */
  readonly scope: Scope;
}

/** Parts are in the order of their ids, so that the order in a file is layout and changes no run. */
export function compile(design: Design, catalog: Catalog): Compiled {
  const parts = design.parts.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const places = new Map(parts.map(({ id }, i) => [id, i]));
  const wires = design.wires.map((wire) => wireOf(wire, parts, places, catalog));
  const model: Model = {
    parts: parts.map(({ id, kind, settings }) => ({ id, kind: catalog.get(kind)!, settings })),
    wires: design.wires.map(({ latency, weight, settings }, i) => ({
      from: wires[i]!.from,
      to: wires[i]!.to,
      latency,
      weight,
      ...(settings && { settings }),
    })),
    acts: actsInOrder(design.acts, parts).filter(({ at }) => at < design.until),
    until: design.until,
  };
  return {
    model,
    seed: design.seed,
    title: design.title,
    id: design.id,
    design: design.name,
    parts: parts.map(({ id, name, kind, at, written }, i) => ({
      id,
      name,
      kind,
      at,
      written,
      changes: model.acts.flatMap(({ act, part, at: from, settings }) =>
        act === SET && part === i ? [{ from, settings: settings as SettingsChange['settings'] }] : [],
      ),
    })),
    wires,
    acts: design.acts,
    windows: design.windows,
    charts: design.charts,
    claims: design.claims,
    scope: design.scope,
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
    written: wire.written,
  };
}
