/** What a design changes, in words: one line a change, to be read after the design's name. */
import type { SettingSpec } from '../../parts/contract.ts';
import { wireSpecs } from '../../parts/settings.ts';
import type { Catalog } from '../../scenario/catalog.ts';
import { START } from '../../scenario/designNames.ts';
import { same } from '../../scenario/same.ts';
import type { DesignText, PartText, RawSetting, Scenario } from '../../scenario/types.ts';
import { labelOf, readEnds } from '../../scenario/wireText.ts';
import { actName, actSpecOf, actTimes } from '../../table/acts.ts';
import { designOf, type TableAct, type TableDesign, type TableWire, titleOf } from '../../table/design.ts';
import { fieldText, valueWords } from '../../table/settingText.ts';

interface Telling {
  readonly patch: DesignText;
  /** What the patch is applied to, and what comes of it. */
  readonly before: TableDesign;
  readonly after: TableDesign;
  readonly catalog: Catalog;
}

/**
 * "adds Orders (SQS queue)", "wires Checkout to Orders", "sets timeout of Checkout to 30s, from 3s": every change of the
 * design's patch once, but for parts that only stand elsewhere. None for the base, and for a design that changes nothing.
 * @param id a design of the scenario, which is sound
 */
export function toldPatch(scenario: Scenario, id: string, catalog: Catalog): readonly string[] {
  const patch = id !== START && Object.hasOwn(scenario.designs ?? {}, id) ? scenario.designs![id]! : null;
  if (!patch) return [];
  const from = patch.from ?? START;
  const telling: Telling = {
    patch,
    before: designOf({ scenario, design: from }),
    after: designOf({ scenario, design: id }),
    catalog,
  };
  return [
    ...(from === START ? [] : [`begins as “${titleOf({ scenario, design: from })}”`]),
    ...(patch.remove ?? []).map((part) => `removes ${nameIn(telling.before, part)}`),
    ...Object.entries(patch.add ?? {}).map(([part, text]) => toldPart(telling, part, text)),
    ...Object.entries(patch.rename ?? {}).map(
      ([part, name]) => `calls ${nameIn(telling.before, part)} ${name}`,
    ),
    ...toldWires(telling),
    ...Object.entries(patch.set ?? {}).map(([target, value]) => toldSetting(telling, target, value)),
    ...(patch.skip ?? []).map((label) => `leaves out ${toldAct(telling, telling.before, label)}`),
    ...toldActs(telling),
  ];
}

/** Two parts of one name are told apart by their ids. */
function nameIn({ parts }: TableDesign, id: string): string {
  const name = parts.get(id)?.name ?? id;
  const isOnly = [...parts.values()].every((one) => one.id === id || one.name !== name);
  return isOnly ? name : `${name} (${id})`;
}

function toldPart({ after, catalog }: Telling, id: string, { kind, settings = {} }: PartText): string {
  const known = catalog.get(kind);
  const written = Object.entries(settings).map(
    ([name, value]) => `${name} ${valueText(known?.settings[name], value)}`,
  );
  const title = known?.title ?? kind;
  const name = nameIn(after, id);
  const sort = title.toLowerCase() === name.toLowerCase() ? '' : ` (${title})`;
  return `adds ${name}${sort}${written.length > 0 ? `, with ${listed(written)}` : ''}`;
}

function toldWires(telling: Telling): readonly string[] {
  const { patch, before, after } = telling;
  const gone = (patch.unwire ?? []).map((text) => labelOf(readEnds(text)!));
  const come = (patch.wire ?? []).map((text) => labelOf(readEnds(text)!));
  const wireIn = (design: TableDesign, label: string) => design.wires.find((wire) => wire.label === label);
  return [
    ...gone.flatMap((label) => {
      if (come.includes(label)) return [];
      const wire = wireIn(before, label);
      return [`takes away the wire from ${wire ? endsText(telling, before, wire) : label}`];
    }),
    ...come.map((label) => {
      const wire = wireIn(after, label)!;
      const ends = endsText(telling, after, wire);
      const old = gone.includes(label) ? wireIn(before, label) : undefined;
      if (!old) return `wires ${[ends, ...wireWords(telling, wire)].join(', ')}`;
      const changes = wireChanges(telling, old, wire);
      // Wires are asked in their order, and one that comes anew is the last.
      if (changes.length === 0) return `puts the wire from ${ends} last`;
      return `changes the wire from ${ends}: ${listed(changes)}`;
    }),
  ];
}

/** "Checkout to Orders", with the ports where there are more wires between the two. */
function endsText({ before, after }: Telling, design: TableDesign, { label, from, to }: TableWire): string {
  const others = [...before.wires, ...after.wires].filter(
    (one) => one.from.part === from.part && one.to.part === to.part && one.label !== label,
  );
  const ports = others.length > 0 ? ` (${from.port} to ${to.port})` : '';
  return `${nameIn(design, from.part)} to ${nameIn(design, to.part)}${ports}`;
}

function specsOf({ after, catalog }: Telling, { from, to }: TableWire) {
  const kindOf = (id: string) => catalog.get(after.parts.get(id)?.kind ?? '');
  return wireSpecs(kindOf(from.part), from.port, kindOf(to.part), to.port);
}

function wireWords(telling: Telling, wire: TableWire): readonly string[] {
  const specs = specsOf(telling, wire);
  return [
    ...(wire.latency === '0s' ? [] : [`latency ${wire.latency}`]),
    ...(wire.weight === 1 ? [] : [`weight ${wire.weight}`]),
    ...Object.entries(wire.settings).map(([name, value]) => `${name} ${valueText(specs[name], value)}`),
  ];
}

function wireChanges(telling: Telling, old: TableWire, wire: TableWire): readonly string[] {
  const specs = specsOf(telling, wire);
  const names = new Set([...Object.keys(old.settings), ...Object.keys(wire.settings)]);
  return [
    ...(old.latency === wire.latency ? [] : [`latency ${wire.latency}, from ${old.latency}`]),
    ...(old.weight === wire.weight ? [] : [`weight ${wire.weight}, from ${old.weight}`]),
    ...[...names].flatMap((name) => {
      const [was, is] = [old.settings[name], wire.settings[name]];
      if (same(was, is)) return [];
      return [`${name} ${is === undefined ? 'as usual' : valueText(specs[name], is)}`];
    }),
  ];
}

function toldSetting({ patch, before, after, catalog }: Telling, target: string, value: RawSetting): string {
  const dot = target.indexOf('.');
  const [id, setting] = [target.slice(0, dot), target.slice(dot + 1)];
  const spec = catalog.get(after.parts.get(id)?.kind ?? '')?.settings[setting];
  const name = nameIn(after, id);
  if (spec?.type === 'code') return `gives ${name} another program`;
  const was = before.parts.get(id)?.settings[setting] ?? (spec?.default as RawSetting | undefined);
  const isNew = Object.hasOwn(patch.add ?? {}, id) || was === undefined;
  const old = isNew ? null : valueText(spec, was);
  const now = valueText(spec, value);
  if (old === now)
    return same(was, value) ? `leaves ${setting} of ${name} at ${now}` : `changes ${setting} of ${name}`;
  return `sets ${setting} of ${name} to ${now}${old === null ? '' : `, from ${old}`}`;
}

function toldActs(telling: Telling): readonly string[] {
  const { patch, after } = telling;
  const own = patch.acts?.length ?? 0;
  // They stand behind those that were there before.
  return after.acts.slice(after.acts.length - own).map((act) => `adds ${actText(telling, after, act)}`);
}

function toldAct(telling: Telling, design: TableDesign, label: string): string {
  const act = design.acts.find(({ id }) => id === label);
  return act ? actText(telling, design, act) : `the act ${label}`;
}

/** "the act “workers dead” (1:00.0, for 20 s)" */
function actText({ catalog }: Telling, design: TableDesign, act: TableAct): string {
  const times = actTimes(act, actSpecOf(design, catalog, act.text));
  return `the act “${actName(design, catalog, act.text)}” (${times})`;
}

const VALUE_MAX = 60;

/** What is too long for a sentence is said by its sort. */
function valueText(spec: SettingSpec | undefined, raw: RawSetting): string {
  if (spec?.type === 'code') return 'a program';
  if (spec?.type === 'json' && raw !== null) return spec.document;
  if (!spec || (typeof raw === 'object' && raw !== null && !Array.isArray(raw))) return valueWords(raw);
  const text = fieldText(spec, raw);
  if (text.length <= VALUE_MAX && !text.includes('\n')) return text === '' ? 'nothing' : text;
  return Array.isArray(raw) ? `a list of ${raw.length}` : 'a text';
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
