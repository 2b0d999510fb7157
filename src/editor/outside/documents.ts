/** The documents that settings of parts and wires are written in, and who reads them. */
import type { SettingSpec, SettingsSpec } from '../../parts/contract.ts';
import { readSetting } from '../../parts/settings.ts';
import type { Json } from '../../rules/quantity.ts';
import type { Catalog } from '../../scenario/catalog.ts';
import type { RawSetting } from '../../scenario/types.ts';
import type { FoundDocument } from './found.ts';

type JsonSpec = Extract<SettingSpec, { type: 'json' }>;

interface DocumentSetting {
  readonly name: string;
  readonly spec: JsonSpec;
  /** The settings that stand beside it. */
  readonly among: SettingsSpec;
}

/** Each document once. Those of real services come first: what this lab invented looks like them now and then. */
function documentSettings(catalog: Catalog): readonly DocumentSetting[] {
  const known = new Map<string, DocumentSetting>();
  for (const { settings, wires } of catalog.values())
    for (const among of [settings, ...Object.values(wires)])
      for (const [name, spec] of Object.entries(among))
        if (spec.type === 'json' && !known.has(spec.document))
          known.set(spec.document, { name, spec, among });
  const rank = ({ spec }: DocumentSetting) => (spec.source.startsWith('https://') ? 0 : 1);
  return [...known.values()].toSorted((a, b) => rank(a) - rank(b));
}

type Members = { readonly [key: string]: Json };

export const isMap = (value: Json | undefined): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** As command lines print a document, and as templates have it: under its name, perhaps as a text, among others. */
export function membersOf(value: Json): Members | null {
  if (!isMap(value)) return null;
  const inner = value.Attributes ?? value.Properties;
  return isMap(inner) ? inner : value;
}

/** A document within a document is often a text. */
export function parsed(value: Json): Json {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}

/** Documents that stand under the name of their setting. */
export function namedDocuments(value: Json, catalog: Catalog): readonly FoundDocument[] {
  const members = membersOf(value);
  if (!members) return [];
  return documentSettings(catalog).flatMap(({ name, spec, among }) => {
    if (!Object.hasOwn(members, name)) return [];
    const inner = parsed(members[name]!);
    if (!isThere(inner) || !readSetting(spec, inner).ok) return [];
    return [{ document: spec.document, value: inner, beside: besideOf(among, members, name) }];
  });
}

const isThere = (value: Json): boolean => typeof value === 'object' && value !== null;

/** Attributes of AWS are texts, and so are the flags among them. */
function besideOf(among: SettingsSpec, members: Members, name: string): FoundDocument['beside'] {
  const entries = Object.entries(members).flatMap(([key, written]): [string, RawSetting][] => {
    if (key === name || !Object.hasOwn(among, key)) return [];
    const spec = among[key]!;
    const isFlag = spec.type === 'flag' && (written === 'true' || written === 'false');
    const raw = isFlag ? written === 'true' : parsed(written);
    return readSetting(spec, raw).ok ? [[key, raw as RawSetting]] : [];
  });
  return Object.fromEntries(entries);
}

/** All that a document can be, the likeliest first. */
export function documentsFor(value: Json, catalog: Catalog): readonly FoundDocument[] {
  return documentSettings(catalog)
    .filter(({ spec }) => readSetting(spec, value).ok)
    .map(({ spec }) => ({ document: spec.document, value, beside: {} }));
}

const LEVELS = 8;

/** What those readers say that get furthest into it. */
export function complaintsAbout(value: Json, catalog: Catalog): readonly string[] {
  const all = documentSettings(catalog).flatMap(({ spec }) => {
    const read = readSetting(spec, value);
    if (read.ok) return [];
    const { expected } = read;
    return [{ document: spec.document, expected, level: levelOf(spec, value, expected) }];
  });
  const furthest = Math.max(...all.map(({ level }) => level));
  return all
    .filter(({ level }) => level > 0 && level === furthest)
    .map(({ document, expected }) => `As ${document}: expected ${expected}.`);
}

/** How deep a reader has looked: as long as it complains in another way when what lies deeper is taken out. */
function levelOf(spec: JsonSpec, value: Json, expected: string): number {
  for (let level = LEVELS; level > 0; level--) {
    const read = readSetting(spec, hollow(value, level));
    if (read.ok || read.expected !== expected) return level;
  }
  return 0;
}

/** The same lists and names, with nothing in them from a level on. */
function hollow(value: Json, levels: number): Json {
  if (levels === 0) return null;
  if (Array.isArray(value)) return value.map((one: Json) => hollow(one, levels - 1));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, hollow(one, levels - 1)]));
}
