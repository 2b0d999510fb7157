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
}

export interface DraftWire extends Written<WireText> {
  readonly ends: WireEnds;
}

export interface Draft {
  readonly parts: ReadonlyMap<string, DraftPart>;
  readonly wires: readonly DraftWire[];
  readonly acts: readonly Written<ActText>[];
  readonly findings: readonly Finding[];
}

/** Edits that are not in the file: of the command line, or of a learner at the table. */
export interface Edits {
  /** `inventory.slots` -> a value as it would be written in the file. */
  readonly set?: Readonly<Record<string, RawSetting>>;
  /** Acts beside those of the file. */
  readonly acts?: readonly ActText[];
  /** Ids of the acts of the file that are played; all when absent. */
  readonly keepActs?: readonly string[];
  /** Length of the run in ticks. */
  readonly until?: number;
  readonly seed?: number;
}

interface Table {
  readonly parts: Map<string, DraftPart>;
  wires: DraftWire[];
  acts: Written<ActText>[];
  readonly findings: Finding[];
}

/** @param patch the named design, null for the base alone */
export function draftOf(scenario: Scenario, name: string, patch: DesignText | null, edits: Edits): Draft {
  const table: Table = { parts: new Map(), wires: [], acts: [], findings: [] };
  addParts(table, scenario.parts, ['parts']);
  addWires(table, scenario.wires, ['wires']);
  addActs(table, scenario.acts ?? [], ['acts']);
  if (patch) applyPatch(table, patch, ['designs', name]);
  if (edits.keepActs)
    table.acts = table.acts.filter(({ text }) => text.id !== undefined && edits.keepActs!.includes(text.id));
  setAll(table, edits.set ?? {}, ['edits', 'set']);
  addActs(table, edits.acts ?? [], ['edits', 'acts']);
  return table;
}

function applyPatch(table: Table, patch: DesignText, path: Path): void {
  patch.remove?.forEach((id, i) => {
    removePart(table, id, [...path, 'remove', i]);
  });
  addParts(table, patch.add ?? {}, [...path, 'add']);
  patch.unwire?.forEach((text, i) => {
    unwire(table, text, [...path, 'unwire', i]);
  });
  addWires(table, patch.wire ?? [], [...path, 'wire']);
  setAll(table, patch.set ?? {}, [...path, 'set']);
  addActs(table, patch.acts ?? [], [...path, 'acts']);
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

function addActs(table: Table, acts: readonly ActText[], path: Path): void {
  acts.forEach((text, i) => {
    table.acts.push({ text, path: [...path, i] });
  });
}
