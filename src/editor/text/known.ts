/** The names that a half typed scenario has: of the text as it stands, or of the last that could be read where it says nothing. */
import type { PartDefinition } from '../../parts/contract.ts';
import type { Catalog } from '../../scenario/catalog.ts';
import { designNames, START } from '../../scenario/designNames.ts';
import { doorsOf } from '../../scenario/doors.ts';
import type { Scenario, WireText } from '../../scenario/types.ts';
import { labelOf, readEnds, type WireEnds } from '../../scenario/wireText.ts';
import { childOf, saidBy, type Twig } from './twig.ts';
import { type Reading, twigAt } from './where.ts';

export interface About {
  readonly read: Reading;
  readonly scenario: Scenario;
  readonly catalog: Catalog;
}

export interface KnownPart {
  readonly kind: PartDefinition | null;
  readonly name: string | null;
}

/** More names than this are no help, and a hostile text could have a hundred thousand. */
const NAMES_MAX = 2000;

const itemsAt = ({ read }: About, ...path: readonly string[]): readonly Twig[] =>
  (twigAt(read.root, path)?.items ?? []).slice(0, NAMES_MAX);

const named = (twigs: readonly Twig[]): readonly Twig[] => twigs.filter(({ key }) => key !== null);

const nameOf = ({ key }: Twig): string => key?.text ?? '';

const sayOf = (twig: Twig, key: string): string | null => saidBy(childOf(twig, key));

/** Parts of the base and of every design, by id. */
export function partsIn(about: About): ReadonlyMap<string, KnownPart> {
  const { scenario, catalog } = about;
  const adds = itemsAt(about, 'designs').flatMap((design) => childOf(design, 'add')?.items ?? []);
  const twigs = named([...itemsAt(about, 'parts'), ...adds]).slice(0, NAMES_MAX);
  const written = writtenParts(scenario);
  if (twigs.length === 0) {
    const known = [...written].map(
      ([id, { kind, name }]) => [id, { kind: catalog.get(kind) ?? null, name }] as const,
    );
    return new Map(known);
  }
  return new Map(
    twigs.map((twig) => {
      const id = nameOf(twig);
      const kind = catalog.get(sayOf(twig, 'kind') ?? '') ?? catalog.get(written.get(id)?.kind ?? '');
      return [id, { kind: kind ?? null, name: sayOf(twig, 'name') }] as const;
    }),
  );
}

function writtenParts({
  parts,
  designs,
}: Scenario): ReadonlyMap<string, { kind: string; name: string | null }> {
  const all = [parts, ...Object.values(designs ?? {}).map(({ add }) => add ?? {})].flatMap(Object.entries);
  return new Map(all.map(([id, { kind, name }]) => [id, { kind, name: name ?? null }] as const));
}

/** With their titles. */
export function designsIn(about: About): ReadonlyMap<string, string> {
  const twigs = named(itemsAt(about, 'designs'));
  const titles = new Map(twigs.map((twig) => [nameOf(twig), sayOf(twig, 'title') ?? ''] as const));
  if (titles.size > 0) return titles.has(START) ? titles : new Map([[START, 'The base.'], ...titles]);
  const { designs } = about.scenario;
  return new Map(designNames(about.scenario).map((name) => [name, designs?.[name]?.title ?? '']));
}

/** With what the screen calls them. Acts of single steps are not meant. @param lasting only those that span some time */
export function actsIn(about: About, lasting = false): ReadonlyMap<string, string> {
  const ofDesigns = itemsAt(about, 'designs').flatMap((design) => childOf(design, 'acts')?.items ?? []);
  const twigs = [...itemsAt(about, 'acts'), ...ofDesigns].slice(0, NAMES_MAX);
  const parts = partsIn(about);
  const happensAtOnce = (part: string, act: string): boolean => {
    const acts = parts.get(part)?.kind?.acts ?? {};
    return Object.hasOwn(acts, act) && !acts[act]!.lasts;
  };
  if (twigs.length === 0) {
    const written = (about.scenario.acts ?? []).filter(
      ({ part, act }) => !lasting || !happensAtOnce(part, act),
    );
    return new Map(written.flatMap(({ id, name, act }) => (id === undefined ? [] : [[id, name ?? act]])));
  }
  return new Map(
    twigs.flatMap((twig) => {
      const [id, act] = [sayOf(twig, 'id'), sayOf(twig, 'act') ?? ''];
      if (id === null || (lasting && happensAtOnce(sayOf(twig, 'part') ?? '', act))) return [];
      return [[id, sayOf(twig, 'name') ?? act] as const];
    }),
  );
}

/** With what they span. */
export function windowsIn(about: About): ReadonlyMap<string, string> {
  const windows = named(itemsAt(about, 'windows')).map(
    (twig) => [nameOf(twig), `${sayOf(twig, 'from') ?? '...'} to ${sayOf(twig, 'to') ?? '...'}`] as const,
  );
  const acts = [...actsIn(about, true)].map(([id, name]) => [id, name === '' ? 'an act' : name] as const);
  return new Map([...windows, ...acts, ['run', 'everything']]);
}

export function chartsIn(about: About): readonly string[] {
  return itemsAt(about, 'charts').flatMap((twig) => sayOf(twig, 'title') ?? []);
}

/** Of the base and of every design. */
export function wiresIn(about: About): readonly WireEnds[] {
  const ofDesigns = itemsAt(about, 'designs').flatMap((design) => childOf(design, 'wire')?.items ?? []);
  const wires = [...itemsAt(about, 'wires'), ...ofDesigns].slice(0, NAMES_MAX);
  return wires.flatMap((twig) => endsOf(twig) ?? []);
}

export function endsOf(wire: Twig): WireEnds | null {
  const [from, to] = [sayOf(wire, 'from'), sayOf(wire, 'to')];
  const text: WireText | null = from !== null && to !== null ? { from, to } : saidBy(wire);
  return text === null ? null : readEnds(text);
}

export const wireLabelsIn = (about: About): readonly string[] => [...new Set(wiresIn(about).map(labelOf))];

/** Traffic sources and the parts at their door, in any design. */
export function doorsIn(about: About): ReadonlySet<string> {
  const kinds = [...partsIn(about)].flatMap(([id, { kind }]) => (kind ? [[id, kind] as const] : []));
  return doorsOf(new Map(kinds), wiresIn(about));
}
