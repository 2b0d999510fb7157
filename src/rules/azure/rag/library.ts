/**
 * The library as text: scrolls one after another. A scroll begins with `# Title`, then come lines `id:`, `author:`, `date:`, `groups:`
 * and perhaps `supersedes:`, an empty line, and paragraphs (`## ` begins a section). Faults are told with their line.
 */
import type { Read } from '../../quantity.ts';

export interface Scroll {
  readonly id: string;
  readonly title: string;
  readonly author: string;
  /** 2026-01-31. */
  readonly date: string;
  /** Who may read it; `everyone` is all. */
  readonly groups: readonly string[];
  /** The scroll that this one takes the place of. */
  readonly supersedes: string | null;
  readonly body: string;
  /** Where it begins in the file, from 1. */
  readonly line: number;
}

export const EVERYONE = 'everyone';
/** Bounds of this lab. */
export const SCROLLS_MOST = 500;
export const LIBRARY_BYTES_MOST = 200_000;

const KEYS = ['id', 'author', 'date', 'groups', 'supersedes'] as const;
type Key = (typeof KEYS)[number];
const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;
const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** A fault, or the thing that was read. */
type Step<T> = { readonly value: T } | { readonly fault: string };

export function readLibrary(text: string): Read<readonly Scroll[]> {
  const bytes = bytesOf(text);
  if (bytes > LIBRARY_BYTES_MOST)
    return bad(`at most ${LIBRARY_BYTES_MOST / 1000} kB; the library has ${Math.ceil(bytes / 1000)} kB`);
  const lines = text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .split('\n');
  const heads = lines.flatMap((line, i) => (/^# /.test(line) ? [i] : []));
  const stray = lines.slice(0, heads[0] ?? lines.length).findIndex((line) => line.trim() !== '');
  if (stray >= 0) return bad(`line ${stray + 1}: a scroll begins with "# " and its title`);
  if (heads.length === 0) return bad('a scroll at least; one begins with "# " and its title');
  if (heads.length > SCROLLS_MOST) return bad(`at most ${SCROLLS_MOST} scrolls; there are ${heads.length}`);
  const scrolls: Scroll[] = [];
  for (const [i, head] of heads.entries()) {
    const step = scrollOf(lines, head, heads[i + 1] ?? lines.length);
    if ('fault' in step) return bad(step.fault);
    const twin = scrolls.find((one) => one.id === step.value.id);
    if (twin)
      return bad(
        `line ${head + 1}: an id of its own; "${twin.id}" is that of the scroll in line ${twin.line}`,
      );
    scrolls.push(step.value);
  }
  const ids = new Set(scrolls.map((scroll) => scroll.id));
  const lost = scrolls.find(
    ({ id, supersedes }) => supersedes !== null && (supersedes === id || !ids.has(supersedes)),
  );
  if (lost)
    return bad(`line ${lost.line}: supersedes another scroll; there is no other "${lost.supersedes}"`);
  return { ok: true, value: scrolls };
}

const bad = (expected: string): Read<never> => ({ ok: false, expected });

/** In UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function scrollOf(lines: readonly string[], head: number, end: number): Step<Scroll> {
  const title = lines[head]!.slice(2).trim();
  if (title === '') return { fault: `line ${head + 1}: a title after "# "` };
  const values = new Map<Key, string>();
  let at = head + 1;
  for (; at < end && lines[at]!.trim() !== ''; at++) {
    const fault = takeLine(lines[at]!, at + 1, values);
    if (fault) return { fault };
  }
  const missing = KEYS.find((key) => key !== 'supersedes' && !values.has(key));
  if (missing) return { fault: `line ${head + 1}: "${missing}:" under the title "${title}"` };
  const body = lines.slice(at, end).join('\n').trim();
  if (body === '') return { fault: `line ${head + 1}: words under "${title}", after an empty line` };
  const groups = values
    .get('groups')!
    .split(',')
    .map((group) => group.trim());
  return {
    value: {
      id: values.get('id')!,
      title,
      author: values.get('author')!,
      date: values.get('date')!,
      groups: groups.filter((group) => group !== ''),
      supersedes: values.get('supersedes') ?? null,
      body,
      line: head + 1,
    },
  };
}

function takeLine(line: string, number: number, values: Map<Key, string>): string | null {
  const match = /^([a-z]+):(.*)$/.exec(line);
  const key = KEYS.find((one) => one === match?.[1]);
  if (!match || !key)
    return `line ${number}: one of ${KEYS.map((one) => `"${one}:"`).join(', ')}, or an empty line`;
  if (values.has(key)) return `line ${number}: "${key}:" only once`;
  const value = match[2]!.trim();
  if ((key === 'id' || key === 'supersedes') && !ID.test(value))
    return `line ${number}: small letters, digits and dashes after "${key}:"`;
  if (key === 'date' && !DATE.test(value)) return `line ${number}: a date such as 2026-01-31`;
  if (value.replaceAll(',', '').trim() === '') return `line ${number}: something after "${key}:"`;
  values.set(key, value);
  return null;
}

/** Whether somebody in these groups may read it. */
export const mayRead = (scroll: Scroll, groups: readonly string[]): boolean =>
  scroll.groups.some((group) => group === EVERYONE || groups.includes(group));

/** Paragraphs of a scroll, headings left out: what the embedding is computed from. */
export const paragraphsOf = (scroll: Scroll): string[] =>
  scroll.body
    .split(/\n\s*\n/)
    .map((one) => one.replace(/^#+ .*$/gm, '').trim())
    .filter((one) => one !== '');
