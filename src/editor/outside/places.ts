/** Where in a design something from outside can be put, and why it cannot be put elsewhere. */
import type { PartDefinition } from '../../parts/contract.ts';
import { portSettings, wireSpecs } from '../../parts/settings.ts';
import type { Catalog } from '../../scenario/catalog.ts';
import { applyEdit, type Edit } from '../../scenario/edit.ts';
import { codeSettingOf } from '../../scenario/programs.ts';
import { same } from '../../scenario/same.ts';
import type { RawSetting, Scenario } from '../../scenario/types.ts';
import { designOf, type TableDesign, type TablePart, type TableWire } from '../../table/design.ts';
import { neededScope } from './filterScope.ts';
import type { FoundDocument, Landable } from './found.ts';
import { redrivePlaces } from './redrivePlaces.ts';

export interface Place {
  readonly edit: Edit;
  /** As of a thing done: "The filter policy is on the wire from Orders to Mail queue". */
  readonly says: string;
  /** The place alone: "the wire from Orders to Mail queue". */
  readonly where: string;
  readonly parts: readonly string[];
  readonly wires: readonly string[];
  /** Why it does not fit there; null when it does. */
  readonly why: string | null;
  /** It stands there already, just so. */
  readonly isThere?: boolean;
}

export interface Places {
  readonly all: readonly Place[];
  /** What the design lacks, where there is no place at all; or what was not found as it was named. */
  readonly note: string | null;
}

/** Trying takes a while each; beyond so many, an edit that does not fit is refused when it is made. */
const TRIED_MAX = 60;

/** @param scenario sound */
export function placesFor(landable: Landable, scenario: Scenario, design: string, catalog: Catalog): Places {
  const drawn = designOf({ scenario, design });
  const { ideas, note } = ideasFor(landable, drawn, catalog);
  const all = ideas.map((idea, i): Place => {
    if (idea.why !== null || i >= TRIED_MAX) return idea;
    const edited = applyEdit(scenario, design, idea.edit, catalog);
    if (!edited.ok) return { ...idea, why: edited.says };
    return same(edited.scenario, scenario) ? { ...idea, why: 'It is there already.', isThere: true } : idea;
  });
  return { all, note };
}

export interface Ideas {
  /** Before they were tried. */
  readonly ideas: readonly Place[];
  readonly note: string | null;
}

function ideasFor(landable: Landable, design: TableDesign, catalog: Catalog): Ideas {
  switch (landable.what) {
    case 'document': {
      const [first, ...others] = landable.documents;
      const ideas = documentIdeas(first!, design, catalog);
      if (ideas.length > 0) return { ideas, note: null };
      const note = lackOf(first!.document, design, catalog);
      for (const other of others) {
        const more = documentIdeas(other, design, catalog);
        if (more.length > 0)
          return { ideas: more, note: `${note} It can also be read as ${other.document}, and used so here.` };
      }
      return { ideas: [], note };
    }
    case 'redrive':
      return redrivePlaces(landable.policy, design, catalog);
    case 'program': {
      const ideas = partsWith(design, catalog, codeSettingOf).map(({ part, setting }) =>
        settingIdea(part, { [setting]: landable.source }, 'runs the program'),
      );
      return {
        ideas,
        note: ideas.length > 0 ? null : lack('A Go program goes into', kindsWith(catalog, codeSettingOf)),
      };
    }
    case 'moments': {
      const ideas = partsWith(design, catalog, momentsSetting).map(({ part, kind, setting }) => {
        const written = { ...playing(kind, setting), [setting]: [...landable.moments] };
        return settingIdea(part, written, 'plays the recording');
      });
      return {
        ideas,
        note:
          ideas.length > 0 ? null : lack('Recorded traffic is played by', kindsWith(catalog, momentsSetting)),
      };
    }
  }
}

/** The setting that holds recorded moments; null when the kind has none. */
function momentsSetting({ settings }: PartDefinition): string | null {
  return Object.entries(settings).find(([, { type }]) => type === 'moments')?.[0] ?? null;
}

/** The choice that is named after the setting: with it, what stands there counts. */
function playing({ settings }: PartDefinition, setting: string): Readonly<Record<string, RawSetting>> {
  const choice = Object.entries(settings).find(
    ([, spec]) => spec.type === 'choice' && spec.choices.includes(setting),
  );
  return choice ? { [choice[0]]: setting } : {};
}

function partsWith(
  { parts }: TableDesign,
  catalog: Catalog,
  settingOf: (kind: PartDefinition) => string | null,
) {
  return [...parts.values()].flatMap((part) => {
    const kind = catalog.get(part.kind);
    const setting = kind ? settingOf(kind) : null;
    return kind && setting !== null ? [{ part, kind, setting }] : [];
  });
}

const kindsWith = (catalog: Catalog, has: (kind: PartDefinition) => unknown): readonly string[] =>
  [...catalog.values()].filter((kind) => has(kind)).map(({ title }) => title);

const lack = (begins: string, kinds: readonly string[]): string =>
  `${begins} ${kinds.join(' or ')}, and there is none in this design. Add one first.`;

function settingIdea(part: TablePart, written: Readonly<Record<string, RawSetting>>, does: string): Place {
  const edits = Object.entries(written).map(
    ([setting, value]): Edit => ({ do: 'set', part: part.id, setting, value }),
  );
  return {
    edit: edits.length === 1 ? edits[0]! : { do: 'all', edits },
    says: `${part.name} ${does}`,
    where: part.name,
    parts: [part.id],
    wires: [],
    why: null,
  };
}

function documentIdeas(found: FoundDocument, design: TableDesign, catalog: Catalog): readonly Place[] {
  const { document } = found;
  const ofParts = partsWith(design, catalog, (kind) => documentSetting(kind.settings, document)).map(
    ({ part, kind, setting }): Place => {
      const written = { ...known(found.beside, kind.settings), [setting]: found.value as RawSetting };
      const idea = settingIdea(part, written, `has ${document}`);
      return { ...idea, where: `${part.name}: ${setting}` };
    },
  );
  const ofWires = design.wires.flatMap((wire): Place[] => {
    const specs = wireSpecs(...kindsAt(wire, design, catalog));
    const setting = documentSetting(specs, document);
    if (setting === null) return [];
    const beside = known(found.beside, specs);
    const scope = neededScope(found.value, setting, { ...wire.settings, ...beside }, specs);
    const written = { ...beside, ...scope, [setting]: found.value as RawSetting };
    const where = `the wire from ${nameAt(wire.from.part, design)} to ${nameAt(wire.to.part, design)}`;
    const also = Object.entries(scope).map(([name, value]) => `, with ${name} ${value}`);
    const replaces = wire.settings[setting] == null ? '' : ', in the place of the one before';
    return [
      {
        edit: { do: 'setWire', label: wire.label, with: written },
        says: `${sentence(document)} is on ${where}${also.join('')}${replaces}`,
        where,
        parts: [],
        wires: [wire.label],
        why: null,
      },
    ];
  });
  return [...ofParts, ...ofWires];
}

const sentence = (words: string): string => `${words[0]!.toUpperCase()}${words.slice(1)}`;

const nameAt = (part: string, { parts }: TableDesign): string => parts.get(part)?.name ?? part;

function kindsAt({ from, to }: TableWire, { parts }: TableDesign, catalog: Catalog) {
  const kindOf = (part: string) => catalog.get(parts.get(part)?.kind ?? '');
  return [kindOf(from.part), from.port, kindOf(to.part), to.port] as const;
}

function documentSetting(settings: PartDefinition['settings'], document: string): string | null {
  const found = Object.entries(settings).find(
    ([, spec]) => spec.type === 'json' && spec.document === document,
  );
  return found?.[0] ?? null;
}

function known(
  beside: FoundDocument['beside'],
  specs: PartDefinition['settings'],
): Readonly<Record<string, RawSetting>> {
  return Object.fromEntries(Object.entries(beside).filter(([name]) => Object.hasOwn(specs, name)));
}

/** Why a document has no place: which parts take it, and whether one is there that only lacks the wire. */
function lackOf(document: string, design: TableDesign, catalog: Catalog): string {
  const what = sentence(document);
  const onPart = kindsWith(catalog, ({ settings }) => documentSetting(settings, document));
  if (onPart.length > 0) return lack(`${what} goes into`, onPart);
  const portOf = (kind: PartDefinition | undefined): string | undefined =>
    Object.keys(kind?.wires ?? {}).find(
      (port) => documentSetting(portSettings(kind, port), document) !== null,
    );
  const there = [...design.parts.values()].find(({ kind }) => portOf(catalog.get(kind)) !== undefined);
  if (there)
    return `${what} goes on a wire at ${there.name}.${portOf(catalog.get(there.kind))}, and there is none yet. Draw one first.`;
  return lack(`${what} goes on a wire of`, kindsWith(catalog, portOf));
}
