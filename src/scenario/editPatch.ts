/** What lies on a desk, written back: into the base as it stands, or as the difference from it into a design's patch. */
import type { Catalog } from './catalog.ts';
import { type Desk, type DeskAct, type DeskWire, isSameWire } from './editDesk.ts';
import { same } from './same.ts';
import type { ActText, DesignText, PartText, RawSetting, Scenario, WireText } from './types.ts';
import { labelOf, readEnds } from './wireText.ts';

/** Every act of the base was on the desk before anything was done: those that are not are gone. */
export function withBase(scenario: Scenario, desk: Desk): Scenario {
  const parts = Object.fromEntries([...desk.parts].map(([id, { text }]) => [id, text]));
  const wires = desk.wires.map(({ text }) => text);
  const acts: readonly ActText[] = desk.acts.map(({ text }) => text);
  const labels = newLabels(scenario.acts ?? [], desk.acts);
  const next = {
    ...scenario,
    parts: kept(scenario.parts, parts),
    wires: kept(scenario.wires, wires),
    ...(scenario.designs ? { designs: kept(scenario.designs, relabelled(scenario.designs, labels)) } : {}),
  };
  return withActs(next, kept<readonly ActText[]>(scenario.acts, acts));
}

/** A named design that becomes what lies on the desk. */
export function withDesign(scenario: Scenario, name: string, desk: Desk, catalog: Catalog): Scenario {
  const old = scenario.designs![name]!;
  const patch = differenceOf(scenario, old, desk, catalog);
  return same(old, patch) ? scenario : { ...scenario, designs: { ...scenario.designs, [name]: patch } };
}

function withActs(scenario: Scenario, acts: readonly ActText[]): Scenario {
  if (acts.length === 0) {
    const { acts: _none, ...rest } = scenario;
    return rest;
  }
  if (scenario.acts) return { ...scenario, acts: acts as ActText[] };
  // Where a reader of the file looks for them: behind the wires.
  const entries = Object.entries(scenario);
  const behind = entries.findIndex(([key]) => key === 'wires') + 1;
  return Object.fromEntries(entries.toSpliced(behind, 0, ['acts', acts as ActText[]])) as Scenario;
}

/** Acts without an id are called by their place, which changes when one before them goes. */
function newLabels(before: readonly ActText[], after: readonly DeskAct[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  after.forEach(({ base, text }, i) => {
    if (base !== null) labels.set(before[base]!.id ?? `act-${base + 1}`, text.id ?? `act-${i + 1}`);
  });
  return labels;
}

/** What no longer is there need not be skipped. */
function relabelled(
  designs: NonNullable<Scenario['designs']>,
  labels: ReadonlyMap<string, string>,
): NonNullable<Scenario['designs']> {
  const entries = Object.entries(designs).map(([name, { skip, ...design }]) => {
    const left = (skip ?? []).flatMap((label) => labels.get(label) ?? []);
    return [name, left.length > 0 ? { ...design, skip: left } : design] as const;
  });
  return Object.fromEntries(entries);
}

function differenceOf(scenario: Scenario, old: DesignText, desk: Desk, catalog: Catalog): DesignText {
  const ofBase = Object.entries(scenario.parts);
  const stays = (id: string): boolean => desk.parts.get(id)?.isOfBase === true;
  const removed = ofBase.map(([id]) => id).filter((id) => !stays(id));
  const staying = ofBase
    .filter(([id]) => stays(id))
    .map(([id, text]) => [id, text, desk.parts.get(id)!.text] as const);
  const added = [...desk.parts]
    .filter(([, part]) => !part.isOfBase)
    .map(([id, { text }]) => [id, text] as const);
  const wires = wiresOf(scenario, desk, stays);
  const acts = actsOf(scenario, desk, stays);
  const changed: Omit<DesignText, 'title'> = {
    remove: ordered(old.remove, removed, (id) => id),
    add: orderedMap(old.add, added),
    unwire: ordered(old.unwire, wires.gone, (text) => labelOf(readEnds(text)!)),
    wire: wires.come,
    set: orderedMap(
      old.set,
      staying.flatMap(([id, before, after]) => settingsOf(id, before, after, catalog)),
    ),
    move: orderedMap(
      old.move,
      staying.flatMap(([id, before, { at }]) => (same(before.at, at) ? [] : [[id, at] as const])),
    ),
    rename: orderedMap(
      old.rename,
      staying.flatMap(([id, before, { name = id }]) =>
        (before.name ?? id) === name ? [] : [[id, name] as const],
      ),
    ),
    skip: ordered(old.skip, acts.gone, (label) => label),
    acts: acts.come,
  };
  // What it began from is part of the difference now.
  const { from: _from, ...own } = old;
  const patch: Record<string, unknown> = { ...own };
  for (const [key, value] of Object.entries(changed)) {
    if (Object.keys(value).length === 0) delete patch[key];
    else patch[key] = kept(old[key as keyof DesignText], value);
  }
  return patch as DesignText;
}

function settingsOf(
  id: string,
  { kind, settings: before = {} }: PartText,
  { settings: after = {} }: PartText,
  catalog: Catalog,
): readonly (readonly [string, RawSetting])[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((setting) => {
    const usual = catalog.get(kind)?.settings[setting]?.default as RawSetting | undefined;
    // The patch cannot take back what the base has written: it writes the default over it.
    const wanted = Object.hasOwn(after, setting) ? after[setting] : usual;
    const there = Object.hasOwn(before, setting) ? before[setting] : usual;
    return wanted === undefined || same(wanted, there) ? [] : [[`${id}.${setting}`, wanted] as const];
  });
}

/** Wires of the base that go, but for those that go with their parts; and wires of the design's own. */
function wiresOf(scenario: Scenario, desk: Desk, stays: (id: string) => boolean) {
  const wanted = new Map(desk.wires.map((wire) => [labelOf(wire.ends), wire]));
  const asInBase = new Set<DeskWire>();
  const gone: string[] = [];
  for (const text of scenario.wires) {
    const ends = readEnds(text)!;
    if (!stays(ends.from.part) || !stays(ends.to.part)) continue;
    const wire = wanted.get(labelOf(ends));
    if (wire && isSameWire(wire.text, text)) asInBase.add(wire);
    else gone.push(labelOf(ends));
  }
  const own = desk.wires.filter((wire) => !asInBase.has(wire));
  // What was of the base and has changed comes last: the wires that the patch brings keep their order.
  const come: WireText[] = [...own.filter((w) => !w.isOfBase), ...own.filter((w) => w.isOfBase)].map(
    (w) => w.text,
  );
  return { gone, come };
}

/** Acts of the base that do not happen, but for those that go with their parts; and acts of the design's own. */
function actsOf(scenario: Scenario, desk: Desk, stays: (id: string) => boolean) {
  const asInBase = new Set<DeskAct>();
  const gone: string[] = [];
  (scenario.acts ?? []).forEach((text, i) => {
    if (!stays(text.part)) return;
    const act =
      desk.acts.find((one) => one.base === i && same(one.text, text)) ??
      desk.acts.find((one) => one.base === null && !asInBase.has(one) && same(one.text, text));
    if (act) asInBase.add(act);
    else gone.push(text.id ?? `act-${i + 1}`);
  });
  const own = desk.acts.filter((act) => !asInBase.has(act));
  const come = [...own.filter((a) => a.base === null), ...own.filter((a) => a.base !== null)].map(
    (a) => a.text,
  );
  return { gone, come };
}

/** The wanted names, those that stood there before in their old words and order. */
function ordered(
  before: readonly string[] | undefined,
  wanted: readonly string[],
  nameOf: (text: string) => string,
): string[] {
  const left = new Set(wanted);
  const old = (before ?? []).filter((text) => left.delete(nameOf(text)));
  return [...old, ...left];
}

function orderedMap<T>(
  before: Readonly<Record<string, T>> | undefined,
  wanted: readonly (readonly [string, T])[],
): Record<string, T> {
  const values = new Map(wanted);
  const old = Object.keys(before ?? {}).filter((key) => values.has(key));
  const keys = new Set([...old, ...values.keys()]);
  return Object.fromEntries([...keys].map((key) => [key, values.get(key)!]));
}

/** The new value, in which everything that says the same as before is the same object. */
function kept<T>(before: unknown, after: T): T {
  if (same(before, after)) return before as T;
  if (typeof before !== 'object' || before === null || typeof after !== 'object' || after === null)
    return after;
  if (Array.isArray(after)) {
    return after.map((one, i) => kept((before as readonly unknown[])[i], one)) as T;
  }
  const entries = Object.entries(after).map(([key, one]) => [
    key,
    kept((before as Record<string, unknown>)[key], one),
  ]);
  return Object.fromEntries(entries) as T;
}
