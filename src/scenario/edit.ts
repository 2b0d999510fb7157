/** What somebody does to a design at the table, as data: pure changes of the scenario's value. */
import type { Catalog } from './catalog.ts';
import { checkRings } from './checkRings.ts';
import { checkWires } from './checkWires.ts';
import { designNames, MINE, START } from './designNames.ts';
import { change, type Desk, deskOf } from './editDesk.ts';
import { withBase, withDesign } from './editPatch.ts';
import { soundEdit } from './editSound.ts';
import { RESERVED } from './limits.ts';
import { type Finding, unknownName } from './problem.ts';
import type { ActText, PartText, RawSetting, Scenario } from './types.ts';

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
      readonly with?: Readonly<Record<string, RawSetting>>;
    }
  | { readonly do: 'removeWires'; readonly labels: readonly string[] }
  | {
      readonly do: 'setWire';
      readonly label: string;
      readonly latency?: string | undefined;
      readonly weight?: number | undefined;
      /** What is not named stays; `undefined`: the default again. */
      readonly with?: Readonly<Record<string, RawSetting | undefined>>;
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
 * @returns a scenario that is sound again and shares with the first what did not change, or why there is none. Lines of
 * charts, and claims, about what no design has any more go with it.
 */
export function applyEdit(scenario: Scenario, design: string, edit: Edit, catalog: Catalog): Edited {
  const names = designNames(scenario);
  if (!names.includes(design)) return { ok: false, says: unknownName('design', design, names).says };
  const desk = deskOf(scenario, design);
  const refused = change(desk, edit, catalog);
  if (refused !== null) return { ok: false, says: refused };
  const after = design === START ? withBase(scenario, desk) : withDesign(scenario, design, desk, catalog);
  const edited = soundEdit(scenario, after, design, catalog);
  if (edited.ok) return edited;
  // A patch knows no order among the wires of the base and its own; whoever drew the last one does.
  return { ok: false, says: wireFault(desk, catalog) ?? edited.says };
}

/**
 * Why a wire cannot be, and what would fit; null when it can. Quick enough to be asked while a pointer moves.
 * @param from as `checkout.calls` @param to as `inventory.in`
 */
export function wireRefusal(
  scenario: Scenario,
  design: string,
  from: string,
  to: string,
  catalog: Catalog,
): string | null {
  const names = designNames(scenario);
  if (!names.includes(design)) return unknownName('design', design, names).says;
  const desk = deskOf(scenario, design);
  const refused = change(desk, { do: 'addWire', from, to }, catalog);
  return refused ?? wireFault(desk, catalog);
}

/** What is wrong with the wires as they were drawn, one after the other. */
function wireFault(desk: Desk, catalog: Catalog): string | null {
  const wires = desk.wires.map(({ text, ends }) => ({ text, ends, path: [] }));
  const parts = new Map(
    [...desk.parts].map(([id, { text }]) => [id, { id, text, path: [], settings: new Map() }]),
  );
  const kinds = [...desk.parts].flatMap(
    ([
      id,
      {
        text: { kind },
      },
    ]) => (catalog.has(kind) ? { id, kind } : []),
  );
  const findings: Finding[] = [];
  const good = checkWires({ parts, wires }, catalog, findings);
  checkRings({ wires }, kinds, good, catalog, findings);
  return findings[0]?.says ?? null;
}

/** The scenario with a design `mine` that begins as a copy of another. */
export function withMine(scenario: Scenario, from: string): Scenario {
  if (from === MINE) return scenario;
  const patch = from === START ? undefined : scenario.designs?.[from];
  const { title: _title, says: _says, ...changes } = patch ?? {};
  const mine = { title: 'Your design', ...changes };
  if (scenario.designs) return { ...scenario, designs: { ...scenario.designs, [MINE]: mine } };
  // Where a reader of the file looks for them: behind all that they change.
  const entries = Object.entries(scenario);
  const behind = entries.findLastIndex(([key]) => ['wires', 'acts', 'windows'].includes(key)) + 1;
  return Object.fromEntries(entries.toSpliced(behind, 0, ['designs', { [MINE]: mine }])) as Scenario;
}

const ID_LENGTH = 40;

/** An id for a new part, taken from a name and not yet in use in any design. */
export function freeId(scenario: Scenario, wish: string): string {
  const taken = new Set([
    ...Object.keys(scenario.parts),
    ...Object.values(scenario.designs ?? {}).flatMap(({ add }) => Object.keys(add ?? {})),
  ]);
  const plain = wish.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const words = (plain.match(/[a-z0-9]+/g) ?? []).join('-').replace(/^[0-9-]+/, '');
  const id = words.slice(0, ID_LENGTH - 5).replace(/-$/, '') || 'part';
  const isFree = (one: string): boolean =>
    !taken.has(one) && !RESERVED.includes(one) && !(one in {}) && one !== 'prototype';
  return firstFree(id, (n) => `${id}-${n}`, isFree);
}

/** A name for a new part that no other part of the design has: "Orders 2". */
export function freeName(scenario: Scenario, design: string, wish: string): string {
  const taken = new Set([...deskOf(scenario, design).parts].map(([id, { text }]) => text.name ?? id));
  return firstFree(
    wish,
    (n) => `${wish} ${n}`,
    (one) => !taken.has(one),
  );
}

function firstFree(wish: string, numbered: (n: number) => string, isFree: (one: string) => boolean): string {
  let one = wish;
  for (let n = 2; !isFree(one); n++) one = numbered(n);
  return one;
}
