/** A scenario's folder as one text, and back: what stands in files of their own there stands in its place here. */
import { isMap, isScalar, isSeq, type Scalar } from 'yaml';
import type { Catalog } from '../../scenario/catalog.ts';
import { block, inlineCode } from '../../scenario/inlineCode.ts';
import type { Path } from '../../scenario/problem.ts';
import { same } from '../../scenario/same.ts';
import { BYTES_MAX, readYaml, type YamlText } from '../../scenario/yamlText.ts';

export const SCENARIO_FILE = 'scenario.yaml';

/** Files by their paths within the folder. */
export type Files = ReadonlyMap<string, string>;

/** A folder as it was read: scenario.yaml, and the files that it names. */
export interface Folder {
  readonly files: Files;
  /** Which file a value came from, by `keyOf` its path. */
  readonly named: ReadonlyMap<string, string>;
}

export interface Unfolded {
  readonly text: string;
  readonly folder: Folder;
}

const keyOf = (path: Path): string => JSON.stringify(path);
const NAME = /^code\/[\w./-]+$/;

/** The files of the folder that a scenario's text names. */
export function namesIn(text: string): readonly string[] {
  const names = new Set<string>();
  inlineCode(text, (path) => {
    names.add(path);
    return null;
  });
  return [...names];
}

/** @param files with `scenario.yaml` among them */
export function unfold(files: Files): Unfolded {
  const written = (files.get(SCENARIO_FILE) ?? '').replaceAll('\r\n', '\n');
  // No scenario is larger, and such a one is told so as a whole.
  if (written.length > BYTES_MAX) return { text: written, folder: { files, named: new Map() } };
  const { text } = inlineCode(written, (path) => files.get(path) ?? null);
  const read = files.size > 1 ? readYaml(written, () => {}) : null;
  const named = (read ? placesIn(read, written) : []).flatMap(({ path, value }): [string, string][] =>
    NAME.test(value) && files.has(value) ? [[keyOf(path), value]] : [],
  );
  return { text, folder: { files, named: new Map(named) } };
}

export interface Folded {
  /** All that the folder must hold; what has not changed is as it was read. */
  readonly files: Files;
  /** Files of before that nothing names any more. */
  readonly left: readonly string[];
}

/**
 * The text as a folder. Programs have files of their own, and so has whatever came from one.
 * @param before the folder that it came from; null: none
 */
export function fold(text: string, before: Folder | null, catalog: Catalog): Folded {
  const whole = text.replaceAll('\r\n', '\n');
  if (whole.length > BYTES_MAX) return { files: new Map([[SCENARIO_FILE, whole]]), left: [] };
  const read = readYaml(whole, () => {});
  const places = placesIn(read, whole).filter(({ span, value }) => span !== null && isFileable(value));
  const chosen = chosenFiles(places, read.value, before, catalog);
  const all = foldedBy(whole, places, chosen);
  // What YAML would read otherwise stays in the text.
  const isSame = chosen.size === 0 || says(all, read, places);
  const files = isSame ? all : new Map([[SCENARIO_FILE, whole]]);
  const left = [...(before?.files.keys() ?? [])].filter((path) => !files.has(path));
  return { files, left };
}

interface Place {
  readonly path: Path;
  readonly value: string;
  /** What a file's name would take the place of; null where none can stand. */
  readonly span: { readonly from: number; readonly to: number; readonly rest: string } | null;
}

/** Every text behind a key, with its path. */
function placesIn({ doc, problems }: YamlText, text: string): readonly Place[] {
  if (problems.length > 0) return [];
  const places: Place[] = [];
  const walk = (node: unknown, path: Path): void => {
    if (isSeq(node)) {
      for (const [i, item] of node.items.entries()) walk(item, [...path, i]);
    } else if (isMap(node)) {
      for (const { key, value } of node.items) {
        const here = [...path, String(isScalar(key) ? key.value : key)];
        if (isScalar(value) && typeof value.value === 'string') {
          const span = node.flow ? null : spanOf(text, value);
          places.push({ path: here, value: value.value, span });
        } else walk(value, here);
      }
    }
  };
  walk(doc.contents, []);
  return places;
}

/** A name can only stand where `inlineCode` looks for one. */
function spanOf(text: string, { range, type }: Scalar): Place['span'] {
  if (!range) return null;
  const [from, to] = range;
  const before = text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
  if (!/^ *(?:[\w.-]+|"[^"]*"|'[^']*'): +$/.test(before)) return null;
  const written = text.slice(from, to);
  if (type !== 'BLOCK_LITERAL') {
    const behind = /^[^\n]*/.exec(text.slice(to))![0];
    return /^(?: +#.*| *)$/.test(behind) ? { from, to, rest: '' } : null;
  }
  const comment = /^\|[-+\d]*( +#[^\n]*)?/.exec(written)?.[1] ?? '';
  // The empty lines behind a block belong to it, and stay where they are.
  return { from, to, rest: comment + (/\n[ \t\n]*$/.exec(written)?.[0] ?? '') };
}

/** A block of YAML takes its indentation from the first line, and holds no control characters. */
const isFileable = (value: string): boolean =>
  /^[^ ]/.test(block(value)[0]!) && !/[^\P{Cc}\t\n]|[\u2028\u2029\ufeff]/u.test(value);

const bare = (value: string): string => block(value).join('\n');

/** Which file each place goes to, with what stands in it. */
function chosenFiles(
  places: readonly Place[],
  value: unknown,
  before: Folder | null,
  catalog: Catalog,
): ReadonlyMap<Place, string> & { readonly contents: Files } {
  const contents = new Map<string, string>();
  const chosen = Object.assign(new Map<Place, string>(), { contents });
  const read = before?.files ?? new Map<string, string>();
  const nameOf = (place: Place): string | undefined => before?.named.get(keyOf(place.path));
  // First who still says what its file says: another one that has changed does not take it away.
  for (const place of places) {
    const name = nameOf(place);
    if (name === undefined || bare(read.get(name)!) !== bare(place.value)) continue;
    contents.set(name, read.get(name)!);
    chosen.set(place, name);
  }
  const extension = extensions(value, catalog);
  for (const place of places) {
    if (chosen.has(place)) continue;
    const wish = nameOf(place) ?? newName(place, extension);
    if (wish === null) continue;
    const isNew = nameOf(place) === undefined;
    // Two designs with one program share its file.
    const shared = isNew
      ? [...contents].find(([, there]) => bare(there) === bare(place.value))?.[0]
      : undefined;
    const name = shared ?? freeName(wish, place.value, contents, isNew ? read : new Map());
    if (!contents.has(name)) contents.set(name, `${bare(place.value)}\n`);
    chosen.set(place, name);
  }
  return chosen;
}

/** The name, or one like it, under which nothing else stands. */
function freeName(wish: string, value: string, contents: Files, taken: Files): string {
  const [, stem = wish, end = ''] = /^(.*?)(\.\w+)?$/.exec(wish) ?? [];
  for (let n = 1; ; n++) {
    const name = n === 1 ? wish : `${stem}-${n}${end}`;
    const there = contents.get(name) ?? taken.get(name);
    if (there === undefined || bare(there) === bare(value)) return name;
  }
}

type Extensions = (path: Path) => string | null;

/** Where a program stands by its type, the end of its file's name. */
function extensions(value: unknown, catalog: Catalog): Extensions {
  const at = (path: Path): unknown => {
    let node: unknown = value;
    for (const step of path) node = (node as Record<string, unknown> | null | undefined)?.[step];
    return node;
  };
  const kindOf = (part: string, design: string | null): unknown =>
    at(['parts', part, 'kind']) ?? (design === null ? null : at(['designs', design, 'add', part, 'kind']));
  const endOf = (kind: unknown, setting: string): string | null => {
    const spec = typeof kind === 'string' ? catalog.get(kind)?.settings[setting] : undefined;
    return spec?.type === 'code' ? spec.language.toLowerCase().replaceAll(/[^a-z0-9]/g, '') : null;
  };
  return (path) => {
    const [section, id, where, what, settings, setting] = path.map(String);
    if (section === 'parts' && where === 'settings' && path.length === 4)
      return endOf(kindOf(id!, null), what!);
    if (section !== 'designs') return null;
    if (where === 'set' && path.length === 4) {
      const [part, name] = what!.split('.');
      return endOf(kindOf(part!, id!), name ?? '');
    }
    const isAdded = where === 'add' && settings === 'settings' && path.length === 6;
    return isAdded ? endOf(at(['designs', id!, 'add', what!, 'kind']), setting!) : null;
  };
}

function newName({ path }: Place, extension: Extensions): string | null {
  const end = extension(path);
  // An id may stand here that is none: the text need not be sound.
  const name = String(path[1]).replaceAll(/[^\w-]/g, '');
  return end === null || name === '' ? null : `code/${name}.${end}`;
}

function foldedBy(text: string, places: readonly Place[], chosen: ReturnType<typeof chosenFiles>): Files {
  const pieces: string[] = [];
  let at = 0;
  for (const place of places) {
    const name = chosen.get(place);
    if (name === undefined) continue;
    const { from, to, rest } = place.span!;
    pieces.push(text.slice(at, from), name, rest);
    at = to;
  }
  return new Map([[SCENARIO_FILE, pieces.join('') + text.slice(at)], ...chosen.contents]);
}

/** Whether the folder reads as the text, but for empty lines at the ends of what has a file. */
function says(files: Files, { value }: YamlText, places: readonly Place[]): boolean {
  const trimmed = (one: unknown): unknown => {
    const read = structuredClone(one);
    for (const { path } of places) {
      let node = read as Record<string | number, unknown>;
      for (const step of path.slice(0, -1)) node = node?.[step] as typeof node;
      const last = path.at(-1)!;
      if (typeof node?.[last] === 'string') node[last] = bare(node[last]);
    }
    return read;
  };
  return same(trimmed(readYaml(unfold(files).text, () => {}).value), trimmed(value));
}
