import type { PartDefinition, SettingsSpec } from '../parts/contract.ts';
import { readSetting } from '../parts/settings.ts';
import type { Catalog } from './catalog.ts';
import { checkMetrics } from './checkMetrics.ts';
import type { Draft, DraftPart, Written } from './draft.ts';
import { RESERVED } from './limits.ts';
import { type Finding, type Path, quoted, unknownName } from './problem.ts';
import type { RawSetting } from './types.ts';

export interface DesignPart {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly at: readonly [number, number];
  /** In the engine's units, every setting of the kind. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** What differs from the defaults, as written. */
  readonly written: Readonly<Record<string, RawSetting>>;
}

/** Parts whose kind is known. Settings that cannot be read are found fault with and have their default. */
export function checkParts(draft: Draft, catalog: Catalog, findings: Finding[]): readonly DesignPart[] {
  const names = new Map<string, string>();
  return [...draft.parts.values()].flatMap((part) => {
    checkName(part, names, findings);
    const kind = catalog.get(part.text.kind);
    if (!kind) {
      findings.push({
        path: [...part.path, 'kind'],
        ...unknownName('kind of part', part.text.kind, catalog.keys()),
      });
      return [];
    }
    checkMetrics(kind.settings, part.settings, draft.parts, catalog, findings);
    return [partOf(part, kind, findings)];
  });
}

function checkName(
  { id, text, path, namePath }: DraftPart,
  names: Map<string, string>,
  findings: Finding[],
): void {
  if (RESERVED.includes(id)) {
    const says = `A part cannot have the id ${id}: claims use the word.`;
    findings.push({ path, onKey: true, found: quoted(id), expected: 'another id', says });
  }
  const name = text.name ?? id;
  const other = names.get(name);
  names.set(name, id);
  if (other === undefined) return;
  const says = `The parts ${other} and ${id} have the same name ${quoted(name)}; nobody could tell them apart.`;
  findings.push({
    path: namePath ?? (text.name === undefined ? path : [...path, 'name']),
    found: quoted(name),
    expected: 'a name of its own',
    says,
  });
}

function partOf(part: DraftPart, kind: PartDefinition, findings: Finding[]): DesignPart {
  const { id, text, path } = part;
  const before = findings.length;
  const settings = readSettings(kind.settings, part.settings, `setting of ${text.kind}`, findings);
  if (findings.length === before) {
    for (const { setting, expected } of kind.check?.(settings as never) ?? []) {
      const raw = part.settings.get(setting);
      const says = `${id}.${setting}: expected ${expected}.`;
      findings.push({
        path: raw?.path ?? path,
        found: quoted(raw ? raw.text : kind.settings[setting]?.default),
        expected,
        says,
      });
    }
  }
  const written = Object.fromEntries([...part.settings].map(([name, raw]) => [name, raw.text]));
  return { id, name: text.name ?? id, kind: text.kind, at: text.at, settings, written };
}

/** Settings of a part or an act in the engine's units; what is not written has its default. */
export function readSettings(
  specs: SettingsSpec,
  written: ReadonlyMap<string, Written<RawSetting>>,
  what: string,
  findings: Finding[],
): Readonly<Record<string, unknown>> {
  for (const [name, { path }] of written) {
    if (!Object.hasOwn(specs, name))
      findings.push({ path, onKey: true, ...unknownName(what, name, Object.keys(specs)) });
  }
  const entries = Object.entries(specs).map(([name, spec]) => {
    const raw = written.get(name);
    const read = raw && readSetting(spec, raw.text);
    if (raw && read && !read.ok) findings.push(misread(name, raw.text, read.expected, raw.path));
    const fallback = readSetting(spec, spec.default);
    return [name, read?.ok ? read.value : fallback.ok ? fallback.value : null];
  });
  return Object.fromEntries(entries);
}

export function misread(name: string, raw: unknown, expected: string, path: Path): Finding {
  return { path, found: quoted(raw), expected, says: `${name}: expected ${expected}; found ${quoted(raw)}.` };
}
