/** A design laid out for changing: the base with its patch applied, each thing knowing where it came from. */
import { SET } from '../engine/part.ts';
import type { SettingsSpec } from '../parts/contract.ts';
import { wireSpecs } from '../parts/settings.ts';
import type { Catalog } from './catalog.ts';
import { watchedBy } from './checkMetrics.ts';
import { draftOf } from './draft.ts';
import type { Edit } from './edit.ts';
import { quoted, unknownName } from './problem.ts';
import { same } from './same.ts';
import type { ActText, PartText, RawSetting, Scenario, WireText } from './types.ts';
import { labelOf, readEnds, WIRE_EXPECTED, type WireEnds } from './wireText.ts';

export interface DeskPart {
  readonly text: PartText;
  readonly isOfBase: boolean;
}
export interface DeskWire {
  readonly text: WireText;
  readonly ends: WireEnds;
  readonly isOfBase: boolean;
}
export interface DeskAct {
  readonly text: ActText;
  /** As on the plate; it stays the same through all edits of one step. */
  readonly label: string;
  /** Its place among the acts of the base; null for an act of the design's own. */
  readonly base: number | null;
}

/** Changed in place by `change`, and thrown away when an edit is refused. */
export interface Desk {
  readonly parts: Map<string, DeskPart>;
  wires: DeskWire[];
  acts: DeskAct[];
}

/** @param name a design of the scenario, `start` for the base */
export function deskOf(scenario: Scenario, name: string): Desk {
  const patch = name === 'start' ? null : scenario.designs![name]!;
  const draft = draftOf(scenario, name, patch, {});
  const parts = [...draft.parts.values()].map(({ id, text, path, settings }): [string, DeskPart] => {
    const written = Object.fromEntries([...settings].map(([setting, raw]) => [setting, raw.text]));
    const isOfBase = path[0] === 'parts';
    if (same(written, text.settings ?? {})) return [id, { text, isOfBase }];
    return [id, { text: { ...text, settings: written }, isOfBase }];
  });
  return {
    parts: new Map(parts),
    wires: draft.wires.map(({ text, ends, path }) => ({ text, ends, isOfBase: path[0] === 'wires' })),
    acts: draft.acts.map(({ text, label, path }) => {
      return { text, label, base: path[0] === 'acts' ? (path[1] as number) : null };
    }),
  };
}

/** @returns why it cannot be done; null when it is done: whether the result is sound is another question */
export function change(desk: Desk, edit: Edit, catalog: Catalog): string | null {
  switch (edit.do) {
    case 'addPart':
      return addPart(desk, edit.id, edit.part);
    case 'removeParts':
      return first(edit.ids, (id) => removePart(desk, id, catalog));
    case 'move':
      return first(Object.entries(edit.to), ([id, at]) =>
        changePart(desk, id, (text) => ({ ...text, at: placeOf(at) })),
      );
    case 'rename':
      return changePart(desk, edit.id, (text) => ({ ...text, name: edit.name }));
    case 'set':
      return set(desk, edit.part, edit.setting, edit.value, catalog);
    case 'addWire':
      return addWire(desk, edit);
    case 'removeWires':
      return first(edit.labels, (label) => removeWire(desk, label));
    case 'setWire':
      return setWire(desk, edit, catalog);
    case 'addAct':
      desk.acts.push({ text: tidyAct(edit.act), label: newLabel(desk), base: null });
      return null;
    case 'removeAct':
      return changeAct(desk, edit.id, () => null);
    case 'changeAct':
      return changeAct(desk, edit.id, (text) => tidyAct({ ...text, ...edit.to }));
    case 'all':
      return first(edit.edits, (one) => change(desk, one, catalog));
  }
}

function first<T>(all: readonly T[], one: (each: T) => string | null): string | null {
  for (const each of all) {
    const says = one(each);
    if (says !== null) return says;
  }
  return null;
}

function addPart({ parts }: Desk, id: string, part: PartText): string | null {
  if (parts.has(id)) return `There is a part ${id} already; take another id.`;
  if (id in {} || id === 'prototype')
    return `A part cannot have the id ${id}: it means something to the program.`;
  const { settings, ...text } = part;
  const written = withoutNothing(settings ?? {});
  const some = Object.keys(written).length > 0 ? { settings: written } : {};
  parts.set(id, { text: withoutNothing({ ...text, at: placeOf(part.at), ...some }), isOfBase: false });
  return null;
}

/** Adding 0 makes 0 of -0, which is written differently and is the same place. What is no place is found out later. */
function placeOf(at: readonly [number, number]): [number, number] {
  const place = Array.isArray(at) ? at.map((x) => (typeof x === 'number' ? x + 0 : x)) : at;
  return place as [number, number];
}

function removePart(desk: Desk, id: string, catalog: Catalog): string | null {
  if (!desk.parts.delete(id)) return noPart(desk, id);
  desk.wires = desk.wires.filter(({ ends }) => ends.from.part !== id && ends.to.part !== id);
  desk.acts = desk.acts.filter(({ text }) => text.part !== id);
  forgetFigures(desk, id, catalog);
  return null;
}

/** Nobody can watch a part that is gone: what did has its default again, which is to watch nothing. */
function forgetFigures(desk: Desk, gone: string, catalog: Catalog): void {
  const left = (specs: SettingsSpec, written: WireSettings = {}): WireSettings | null => {
    const kept = Object.entries(written).filter(([name, raw]) => watchedBy(specs, name, raw) !== gone);
    return kept.length === Object.keys(written).length ? null : Object.fromEntries(kept);
  };
  const kindOf = (id: string) => catalog.get(desk.parts.get(id)?.text.kind ?? '');
  for (const [id, { text }] of desk.parts) {
    const { settings: before, ...rest } = text;
    const settings = left(kindOf(id)?.settings ?? {}, before);
    if (settings) changePart(desk, id, () => (isEmpty(settings) ? rest : { ...rest, settings }));
  }
  desk.wires = desk.wires.map((wire) => {
    const { text, ends } = wire;
    if (typeof text === 'string') return wire;
    const specs = wireSpecs(kindOf(ends.from.part), ends.from.port, kindOf(ends.to.part), ends.to.port);
    const settings = left(specs, text.with);
    return settings ? { ...wire, text: wireText(ends, { ...text, with: settings }) } : wire;
  });
  desk.acts = desk.acts.flatMap((act) => {
    const kind = kindOf(act.text.part);
    const specs = act.text.act === SET ? kind?.settings : kind?.acts[act.text.act]?.settings;
    const settings = left(specs ?? {}, act.text.with);
    if (!settings) return [act];
    // An act that sets nothing is none.
    if (act.text.act === SET && isEmpty(settings)) return [];
    return [{ ...act, text: tidyAct({ ...act.text, with: isEmpty(settings) ? undefined : settings }) }];
  });
}

const isEmpty = (some: object): boolean => Object.keys(some).length === 0;

const noPart = ({ parts }: Desk, id: string): string => unknownName('part', id, parts.keys()).says;

function changePart(desk: Desk, id: string, to: (text: PartText) => PartText): string | null {
  const part = desk.parts.get(id);
  if (!part) return noPart(desk, id);
  const text = to(part.text);
  if (!same(text, part.text)) desk.parts.set(id, { ...part, text });
  return null;
}

function set(
  desk: Desk,
  id: string,
  setting: string,
  value: RawSetting | undefined,
  catalog: Catalog,
): string | null {
  const kind = catalog.get(desk.parts.get(id)?.text.kind ?? '');
  if (kind && !Object.hasOwn(kind.settings, setting))
    return unknownName(`setting of ${kind.spec.kind}`, setting, Object.keys(kind.settings)).says;
  return changePart(desk, id, ({ settings = {}, ...text }) => {
    const { [setting]: before, ...others } = settings;
    // What is the default and was never written need not be written.
    const isPlain = before === undefined && same(value, kind?.settings[setting]?.default);
    if (value !== undefined && !isPlain) return { ...text, settings: { ...settings, [setting]: value } };
    return Object.keys(others).length > 0 ? { ...text, settings: others } : text;
  });
}

type WireSettings = Readonly<Record<string, RawSetting>>;
type WireValues = {
  readonly latency?: string | 0 | undefined;
  readonly weight?: number | undefined;
  readonly with?: WireSettings | undefined;
};

/** As short as what it says allows. */
function wireText(ends: WireEnds, values: WireValues): WireText {
  const [from, to] = [ends.from, ends.to].map(({ part, port }) => `${part}.${port}`);
  const latency = latencyOf(values) === 0 ? undefined : values.latency;
  const weight = values.weight === 1 ? undefined : values.weight;
  const settings = withoutNothing(values.with ?? {});
  const some = Object.keys(settings).length > 0 ? settings : undefined;
  if (latency === undefined && weight === undefined && some === undefined) return labelOf(ends);
  return withoutNothing({ from: from!, to: to!, latency, weight, with: some }) as WireText;
}

const latencyOf = ({ latency = 0 }: WireValues): string | 0 => (latency === '0s' ? 0 : latency);

function addWire({ wires }: Desk, { from, to, ...values }: Extract<Edit, { do: 'addWire' }>): string | null {
  const ends = readEnds({ from, to });
  if (!ends) return `Expected ${WIRE_EXPECTED}, found ${quoted(`${from} -> ${to}`)}.`;
  const label = labelOf(ends);
  if (wires.some((wire) => labelOf(wire.ends) === label)) return `There is a wire ${label} already.`;
  wires.push({ text: wireText(ends, values), ends, isOfBase: false });
  return null;
}

function placeOfWire({ wires }: Desk, text: string): number | string {
  const ends = readEnds(text);
  const label = ends ? labelOf(ends) : text;
  const labels = wires.map((wire) => labelOf(wire.ends));
  const place = labels.indexOf(label);
  return place < 0 ? unknownName('wire', label, labels).says : place;
}

function removeWire(desk: Desk, label: string): string | null {
  const place = placeOfWire(desk, label);
  if (typeof place === 'string') return place;
  desk.wires = desk.wires.toSpliced(place, 1);
  return null;
}

function setWire(desk: Desk, edit: Extract<Edit, { do: 'setWire' }>, catalog: Catalog): string | null {
  const place = placeOfWire(desk, edit.label);
  if (typeof place === 'string') return place;
  const wire = desk.wires[place]!;
  const [from, to] = [wire.ends.from, wire.ends.to].map(({ part }) => {
    return catalog.get(desk.parts.get(part)?.text.kind ?? '');
  });
  const specs = wireSpecs(from, wire.ends.from.port, to, wire.ends.to.port);
  const {
    latency,
    weight,
    with: before = {},
  } = typeof wire.text === 'string' ? ({} as WireValues) : wire.text;
  const values = {
    latency: 'latency' in edit ? edit.latency : latency,
    weight: 'weight' in edit ? edit.weight : weight,
    with: { ...before, ...withoutPlain(edit.with ?? {}, before, specs) } as WireSettings,
  };
  const text = wireText(wire.ends, values);
  if (!isSameWire(text, wire.text)) desk.wires = desk.wires.with(place, { ...wire, text });
  return null;
}

/** What is the default and was never written need not be written. */
function withoutPlain(
  settings: Readonly<Record<string, RawSetting | undefined>>,
  before: WireSettings,
  specs: SettingsSpec,
): Readonly<Record<string, RawSetting | undefined>> {
  const entries = Object.entries(settings).filter(
    ([name, value]) =>
      Object.hasOwn(before, name) || !Object.hasOwn(specs, name) || !same(value, specs[name]!.default),
  );
  return Object.fromEntries(entries);
}

/** Whether two texts of wires with the same ends say the same. */
export function isSameWire(a: WireText, b: WireText): boolean {
  const [one, other] = [a, b].map((text) => (typeof text === 'string' ? ({} as WireValues) : text));
  return (
    latencyOf(one!) === latencyOf(other!) &&
    (one!.weight ?? 1) === (other!.weight ?? 1) &&
    same(one!.with ?? {}, other!.with ?? {})
  );
}

function changeAct(desk: Desk, label: string, to: (text: ActText) => ActText | null): string | null {
  const place = desk.acts.findIndex((act) => act.label === label);
  const act = desk.acts[place];
  if (!act) {
    const labels = desk.acts.map((one) => one.label);
    return unknownName('act', label, labels).says;
  }
  const text = to(act.text);
  desk.acts = text === null ? desk.acts.toSpliced(place, 1) : desk.acts.with(place, { ...act, text });
  return null;
}

function tidyAct({ with: settings, ...text }: Partial<ActText>): ActText {
  const written = withoutNothing(settings ?? {});
  const some = Object.keys(written).length > 0 ? { with: written } : {};
  return withoutNothing({ ...text, ...some }) as ActText;
}

/** Only until the step is done: the plate numbers acts anew. */
const newLabel = ({ acts }: Desk): string => ` new ${acts.length}`;

/** Keys without a value are written nowhere. */
function withoutNothing<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}
