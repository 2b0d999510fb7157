/** What somebody does to a design at the table, as data: pure changes of the scenario's value. */
import type { Catalog } from './catalog.ts';
import type { ActText, PartText, RawSetting, Scenario } from './types.ts';

/** The design that holds a learner's own changes, beside those of the scenario. */
export const MINE = 'mine';

/** Wires and acts are named as on the plate: `checkout.calls -> orders.send`, the act's id or `act-3`. */
export type Edit =
  | { readonly do: 'addPart'; readonly id: string; readonly part: PartText }
  /** With their wires and the acts on them. */
  | { readonly do: 'removeParts'; readonly ids: readonly string[] }
  | { readonly do: 'move'; readonly to: Readonly<Record<string, readonly [number, number]>> }
  | { readonly do: 'rename'; readonly id: string; readonly name: string }
  /** `undefined`: the default again. */
  | {
      readonly do: 'set';
      readonly part: string;
      readonly setting: string;
      readonly value: RawSetting | undefined;
    }
  | {
      readonly do: 'addWire';
      readonly from: string;
      readonly to: string;
      readonly latency?: string;
      readonly weight?: number;
    }
  | { readonly do: 'removeWires'; readonly labels: readonly string[] }
  | {
      readonly do: 'setWire';
      readonly label: string;
      readonly latency?: string | undefined;
      readonly weight?: number | undefined;
    }
  | { readonly do: 'addAct'; readonly act: ActText }
  | { readonly do: 'removeAct'; readonly id: string }
  | { readonly do: 'changeAct'; readonly id: string; readonly to: Partial<ActText> }
  /** One step of the history. */
  | { readonly do: 'all'; readonly edits: readonly Edit[] };

export type Edited =
  | { readonly ok: true; readonly scenario: Scenario }
  /** Where, what, and what was expected, in one sentence. */
  | { readonly ok: false; readonly says: string };

/**
 * @param scenario sound, as `checkScenario` or `parseScenario` gave it; it is not changed
 * @param design the design that is edited: `start` for the base, another for its patch
 * @returns a scenario that is sound again, or why there is none
 */
export function applyEdit(_scenario: Scenario, _design: string, _edit: Edit, _catalog: Catalog): Edited {
  throw new Error('applyEdit is not built yet.');
}

/** The scenario with a design `mine` that begins as a copy of another. */
export function withMine(_scenario: Scenario, _from: string): Scenario {
  throw new Error('withMine is not built yet.');
}

/** An id for a new part, taken from a name and not yet in use in any design. */
export function freeId(_scenario: Scenario, _wish: string): string {
  throw new Error('freeId is not built yet.');
}
