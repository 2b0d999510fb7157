/** A design before it is checked: the base of a scenario with a named patch and somebody's edits applied. */
import { type Finding, type Path, quoted, unknownName } from './problem.ts';
import type { ActText, DesignText, PartText, RawSetting, Scenario, WireText } from './types.ts';
import { labelOf, readEnds, WIRE_EXPECTED, type WireEnds } from './wireText.ts';

/** Where in the file a thing was written, beside the thing. */
export interface Written<T> {
  readonly text: T;
  readonly path: Path;
}

export interface DraftPart extends Written<PartText> {
  readonly id: string;
  readonly settings: ReadonlyMap<string, Written<RawSetting>>;
  /** Where its name was written, when that is not in the part itself. */
  readonly namePath?: Path;
}

export interface DraftWire extends Written<WireText> {
  readonly ends: WireEnds;
}

export interface DraftAct extends Written<ActText> {
  /** Its name in edits, in `skip` and on the plate: its id, or `act-3` for the third without one. */
  readonly label: string;
}

export interface Draft {
  readonly parts: ReadonlyMap<string, DraftPart>;
  readonly wires: readonly DraftWire[];
  readonly acts: readonly DraftAct[];
  readonly findings: readonly Finding[];
}

/** Edits that are not in the file: of the command line, or of a learner at the table. */
export interface Edits {
  /** `inventory.slots` -> a value as it would be written in the file. */
  readonly set?: Readonly<Record<string, RawSetting>>;
  /** Acts beside those of the file. */
  readonly acts?: readonly ActText[];
  /** Ids of the acts of the file that are played (`act-3` for the third without one); all when absent. */
  readonly keepActs?: readonly string[];
  /** Length of the run in ticks. */
  readonly until?: number;
  readonly seed?: number;
}

interface Table {
  readonly parts: Map<string, DraftPart>;
  wires: DraftWire[];
  acts: DraftAct[];
  readonly findings: Finding[];
}

/** @param patch the named design, null for the base alone */
export function draftOf(scenario: Scenario, name: string, patch: DesignText | null, edits: Edits): Draft {
  const table: Table = { parts: new Map(), wires: [], acts: [], findings: [] };
  addParts(table, scenario.parts, ['parts']);
  addWires(table, scenario.wires, ['wires']);
  const ofBase = scenario.acts ?? [];
  addActs(table, ofBase, ['acts'], 0);
  let acts = ofBase.length;
  for (const [design, one] of patch ? lineOf(table, scenario, name, patch) : []) {
    applyPatch(table, one, ['designs', design], acts);
    acts += one.acts?.length ?? 0;
  }
  if (edits.keepActs) table.acts = table.acts.filter(({ label }) => edits.keepActs!.includes(label));
  setAll(table, edits.set ?? {}, ['edits', 'set']);
  addActs(table, edits.acts ?? [], ['edits', 'acts'], acts);
  checkLabels(table);
  return table;
}

/** The patches that make a design: its own last, before it those of the designs that it begins from. */
function lineOf(table: Table, scenario: Scenario, name: string, patch: DesignText): [string, DesignText][] {
  const line: [string, DesignText][] = [[name, patch]];
  for (let here = patch, at = name; here.from !== undefined && here.from !== 'start'; ) {
    const path = ['designs', at, 'from'];
    const designs = scenario.designs ?? {};
    const from: string = here.from;
    if (!Object.hasOwn(designs, from)) {
      table.findings.push({ path, ...unknownName('design', from, ['start', ...Object.keys(designs)]) });
      break;
    }
    if (line.some(([design]) => design === from)) {
      const says = `The design ${at} begins from ${from}, which begins from ${at}: neither can be made.`;
      table.findings.push({
        path,
        found: quoted(from),
        expected: 'a design that does not begin from this one',
        says,
      });
      break;
    }
    here = designs[from]!;
    at = from;
    line.unshift([from, here]);
  }
  return line;
}

/** What works on the base goes first, so that it finds the base and nothing else. */
function applyPatch(table: Table, patch: DesignText, path: Path, actsOfBase: number): void {
  patch.remove?.forEach((id, i) => {
    removePart(table, id, [...path, 'remove', i]);
  });
  for (const [id, at] of Object.entries(patch.move ?? {}))
    changePart(table, id, [...path, 'move', id], ({ text }) => ({ text: { ...text, at } }));
  for (const [id, title] of Object.entries(patch.rename ?? {})) {
    const namePath = [...path, 'rename', id];
    changePart(table, id, namePath, ({ text }) => ({ text: { ...text, name: title }, namePath }));
  }
  patch.skip?.forEach((label, i) => {
    skip(table, label, [...path, 'skip', i]);
  });
  addParts(table, patch.add ?? {}, [...path, 'add']);
  patch.unwire?.forEach((text, i) => {
    unwire(table, text, [...path, 'unwire', i]);
  });
  addWires(table, patch.wire ?? [], [...path, 'wire']);
  setAll(table, patch.set ?? {}, [...path, 'set']);
  addActs(table, patch.acts ?? [], [...path, 'acts'], actsOfBase);
}

function addParts(table: Table, parts: Readonly<Record<string, PartText>>, path: Path): void {
  for (const [id, text] of Object.entries(parts)) {
    const here = [...path, id];
    if (table.parts.has(id)) {
      const says = `There is a part ${id} already; remove it first, or take another id.`;
      table.findings.push({
        path: here,
        onKey: true,
        found: quoted(id),
        expected: 'an id that is not taken',
        says,
      });
      continue;
    }
    const settings = Object.entries(text.settings ?? {}).map(
      ([name, raw]) => [name, { text: raw, path: [...here, 'settings', name] }] as const,
    );
    table.parts.set(id, { id, text, path: here, settings: new Map(settings) });
  }
}

function removePart(table: Table, id: string, path: Path): void {
  if (!table.parts.delete(id)) {
    table.findings.push({ path, ...unknownName('part', id, table.parts.keys()) });
    return;
  }
  table.wires = table.wires.filter(({ ends }) => ends.from.part !== id && ends.to.part !== id);
  table.acts = table.acts.filter(({ text }) => text.part !== id);
}

function changePart(
  table: Table,
  id: string,
  path: Path,
  change: (part: DraftPart) => Partial<DraftPart>,
): void {
  const part = table.parts.get(id);
  if (part) table.parts.set(id, { ...part, ...change(part) });
  else table.findings.push({ path, onKey: true, ...unknownName('part', id, table.parts.keys()) });
}

function skip(table: Table, label: string, path: Path): void {
  const left = table.acts.filter((act) => act.label !== label);
  if (left.length === table.acts.length) {
    const labels = table.acts.map((act) => act.label);
    table.findings.push({ path, ...unknownName('act', label, labels) });
  }
  table.acts = left;
}

function addWires(table: Table, wires: readonly WireText[], path: Path): void {
  wires.forEach((text, i) => {
    const here = [...path, i];
    const ends = readEnds(text);
    if (ends) table.wires.push({ text, ends, path: here });
    else {
      const found = quoted(typeof text === 'string' ? text : `${text.from} -> ${text.to}`);
      table.findings.push({
        path: here,
        found,
        expected: WIRE_EXPECTED,
        says: `Expected ${WIRE_EXPECTED}, found ${found}.`,
      });
    }
  });
}

function unwire(table: Table, text: string, path: Path): void {
  const ends = readEnds(text);
  const label = ends && labelOf(ends);
  const left = table.wires.filter((wire) => labelOf(wire.ends) !== label);
  if (left.length === table.wires.length)
    table.findings.push({
      path,
      ...unknownName(
        'wire',
        text,
        table.wires.map((w) => labelOf(w.ends)),
      ),
    });
  table.wires = left;
}

function setAll(table: Table, set: Readonly<Record<string, RawSetting>>, path: Path): void {
  for (const [target, text] of Object.entries(set)) {
    const here = [...path, target];
    const dot = target.indexOf('.');
    const id = dot < 0 ? target : target.slice(0, dot);
    const part = table.parts.get(id);
    if (!part)
      table.findings.push({ path: here, onKey: true, ...unknownName('part', id, table.parts.keys()) });
    else if (dot < 0) {
      const says = `Name the setting as well: ${id}.setting.`;
      table.findings.push({ path: here, onKey: true, found: quoted(target), expected: 'part.setting', says });
    } else {
      const settings = new Map(part.settings).set(target.slice(dot + 1), { text, path: here });
      table.parts.set(id, { ...part, settings });
    }
  }
}

/** @param before so many acts stand before them, in whatever list */
function addActs(table: Table, acts: readonly ActText[], path: Path, before: number): void {
  acts.forEach((text, i) => {
    table.acts.push({ text, path: [...path, i], label: text.id ?? `act-${before + i + 1}` });
  });
}

/** An id that looks like the name of an act without one would make the two one. */
function checkLabels({ acts, findings }: Table): void {
  const unnamed = new Set(acts.filter(({ text }) => text.id === undefined).map(({ label }) => label));
  for (const { text, path } of acts) {
    if (text.id === undefined || !unnamed.has(text.id)) continue;
    const says = `${text.id} is what another act is called, which has no id; take another id for this one.`;
    findings.push({ path: [...path, 'id'], found: quoted(text.id), expected: 'an id of its own', says });
  }
}
