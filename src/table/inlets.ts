/** Wires have no acts of their own: what is hurt is a part that is put into the wire. */
import type { ActSpec, PartDefinition } from '../parts/contract.ts';
import { portSettings } from '../parts/settings.ts';
import { formatMoment } from '../player/clock.ts';
import type { Catalog } from '../scenario/catalog.ts';
import { type Edit, freeId } from '../scenario/edit.ts';
import type { PartText, RawSetting } from '../scenario/types.ts';
import type { End } from '../scenario/wireText.ts';
import { momentNow } from './acts.ts';
import { designOn } from './commands.ts';
import { freeName, type TableDesign, type TableWire, textOf } from './design.ts';
import { onGrid } from './placing.ts';
import type { Table } from './table.ts';
import { wireName } from './words.ts';

export interface InletAct {
  readonly kind: PartDefinition;
  readonly act: string;
  readonly spec: ActSpec;
}

/** What can be done to a wire by putting a part into it: none where no part carries what runs over it. */
export function inletActs(design: TableDesign, wire: TableWire, catalog: Catalog): readonly InletAct[] {
  const protocol = protocolOf(design, wire, catalog);
  return [...catalog.values()].flatMap((kind) => {
    const { inlet, spec, acts } = kind;
    if (!inlet || spec.ports[inlet.into]?.protocol !== protocol) return [];
    return Object.entries(acts).map(([act, one]) => ({ kind, act, spec: one }));
  });
}

/** Whether the wire leads to or from a part that was made to be put into wires. */
export function inletAt(design: TableDesign, wire: TableWire, catalog: Catalog): string | null {
  const ends = [wire.from.part, wire.to.part];
  return ends.find((id) => catalog.get(design.parts.get(id)?.kind ?? '')?.inlet) ?? null;
}

export function protocolOf(design: TableDesign, { from }: TableWire, catalog: Catalog): string | undefined {
  return catalog.get(design.parts.get(from.part)?.kind ?? '')?.spec.ports[from.port]?.protocol;
}

/** One step: the part is put into the wire, and hurt at the moment on the screen. @returns false when it was refused */
export function hurtWire(
  table: Table,
  catalog: Catalog,
  wire: TableWire,
  { kind, act, spec }: InletAct,
  values: Readonly<Record<string, RawSetting>>,
  lasts: string | null,
): boolean {
  const design = designOn(table);
  const { scenario } = table.store.getState();
  const id = freeId(scenario, kind.spec.kind);
  const moment = momentNow(table);
  const at = textOf(moment, design.length);
  const done: Edit = {
    do: 'addAct',
    act: {
      at,
      ...(lasts !== null && { for: lasts }),
      part: id,
      act,
      ...(Object.keys(values).length > 0 && { with: { ...values } }),
    },
  };
  const edits = [...insertion(design, wire, id, kind, catalog), done];
  const where = wireName(design, wire);
  if (!table.edit({ do: 'all', edits }, `${spec.title}, from ${where}, at ${formatMoment(moment)}`))
    return false;
  table.select({ parts: [id], wires: [] });
  return true;
}

/** @param id of the part that comes between */
function insertion(
  design: TableDesign,
  wire: TableWire,
  id: string,
  kind: PartDefinition,
  catalog: Catalog,
): readonly Edit[] {
  const inlet = kind.inlet!;
  const { from, to } = wire;
  const part: PartText = {
    kind: kind.spec.kind,
    name: freeName(design, kind.title.split(' / ')[0]!),
    at: middle(design, wire),
    settings: { ...inlet.settings },
  };
  // A part calls over its wires in their order: those after this one are laid again behind its first half.
  const port = design.wires.filter((one) => one.from.part === from.part && one.from.port === from.port);
  const after = port.slice(port.findIndex(({ label }) => label === wire.label) + 1);
  return [
    { do: 'removeWires', labels: [wire, ...after].map(({ label }) => label) },
    { do: 'addPart', id, part },
    addWire({ ...wire, to: { part: id, port: inlet.into }, settings: known(wire, from, design, catalog) }),
    ...after.map(addWire),
    addWire({
      from: { part: id, port: inlet.outOf },
      to,
      latency: '0s',
      weight: 1,
      settings: known(wire, to, design, catalog),
    }),
  ];
}

function addWire({ from, to, latency, weight, settings }: Omit<TableWire, 'label'>): Edit {
  return {
    do: 'addWire',
    from: `${from.part}.${from.port}`,
    to: `${to.part}.${to.port}`,
    ...(latency !== '0s' && { latency }),
    ...(weight !== 1 && { weight }),
    ...(Object.keys(settings).length > 0 && { with: settings }),
  };
}

/** The settings of a wire that one of its ends knows; what both know is said on both halves. */
function known(
  { settings }: TableWire,
  { part, port }: End,
  design: TableDesign,
  catalog: Catalog,
): TableWire['settings'] {
  const specs = portSettings(catalog.get(design.parts.get(part)?.kind ?? ''), port);
  return Object.fromEntries(Object.entries(settings).filter(([name]) => Object.hasOwn(specs, name)));
}

function middle(design: TableDesign, { from, to }: TableWire): [number, number] {
  const [a, b] = [design.parts.get(from.part)!.at, design.parts.get(to.part)!.at];
  return [...onGrid([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2])] as [number, number];
}
