/**
 * The changes of a text that make it say another value. The document is only read, for where things stand; the text is
 * cut and spliced, so that everything else stays as it is, byte for byte.
 */
import { type Document, isAlias, isCollection, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import { same } from './same.ts';
import { matched } from './textMatch.ts';
import {
  contentEnd,
  dashOf,
  type Entry,
  entryEnd,
  flowSpan,
  type Holder,
  isFlow,
  itemEntry,
  lineEnd,
  lineStart,
  nameOf,
  pairEntry,
  rangeOf,
  Unsplicable,
} from './textPlaces.ts';
import {
  entriesOf,
  flowText,
  hangingLines,
  isBlock,
  isMapValue,
  itemLines,
  pairLines,
  scalarInFlow,
} from './textRender.ts';

/** From offset to offset; equal for text that is put in. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

interface Context {
  readonly text: string;
  readonly doc: Document.Parsed;
  readonly eol: string;
  readonly splices: Splice[];
  /** Aliases are written out: what they stand for changes. */
  readonly expands: boolean;
}

/** @throws Unsplicable */
export function changesOf(
  text: string,
  doc: Document.Parsed,
  value: object,
  expands: boolean,
): readonly Splice[] {
  const eol = /\r?\n/.exec(text)?.[0] ?? '\n';
  const c: Context = { text, doc, eol, splices: [], expands };
  if (!isMap(doc.contents)) throw new Unsplicable();
  change(c, doc.contents, value, null);
  return c.splices;
}

/** Aliases were counted when the text was read. */
const plain = (c: Context, node: Node | null): unknown => node?.toJS(c.doc, { maxAliasCount: -1 }) ?? null;

/** @param holder null within brackets, and for the whole document */
function change(c: Context, node: Node | null, wanted: unknown, holder: Holder | null): void {
  const isTheSame = same(plain(c, node), wanted);
  if (isTheSame && !(c.expands && (isCollection(node) || isAlias(node)))) return;
  if (
    isMap(node) &&
    isMapValue(wanted) &&
    (isTheSame || entriesOf(wanted).length > 0) &&
    node.items.length > 0
  )
    return isFlow(node) ? changeFlow(c, node, wanted) : changeMap(c, node, wanted);
  if (isSeq(node) && Array.isArray(wanted) && (isTheSame || wanted.length > 0) && node.items.length > 0)
    return isFlow(node) ? changeFlow(c, node, wanted) : changeSeq(c, node, wanted);
  if (isTheSame && !isAlias(node)) return;
  if (holder) replace(c, node, wanted, holder);
  else splice(c, rangeOf(node)[0], rangeOf(node)[1], scalarOrFlow(node, wanted));
}

function splice({ splices }: Context, from: number, to: number, text: string): void {
  splices.push({ from, to, text });
}

const styleOf = (node: Node | null) => (isScalar(node) ? (node.type as never) : undefined);

function scalarOrFlow(node: Node | null, value: unknown): string {
  return typeof value === 'string' ? scalarInFlow(value, styleOf(node)) : flowText(value);
}

/** Puts lines in where a line ends; the text may end without a line's end. */
function putLines(c: Context, at: number, column: number, lines: readonly string[]): void {
  if (lines.length === 0) return;
  const all = lines.map((line) => (line === '' ? '' : ' '.repeat(column) + line)).join(c.eol);
  const isOpen = at > 0 && c.text[at - 1] !== '\n';
  splice(c, at, at, isOpen ? c.eol + all : all + c.eol);
}

function removeEntry(c: Context, entry: Entry, next: Entry | undefined): void {
  const begin = lineStart(c.text, entry.from);
  if (c.text.slice(begin, entry.from).trim() !== '') {
    // The first one of a map in a list stands behind the dash: the next one takes its place.
    if (!next) throw new Unsplicable();
    return splice(c, entry.from, next.from, '');
  }
  const end = entryEnd(c.text, entry);
  const isBlank = (from: number, to: number): boolean => c.text.slice(from, to).trim() === '';
  // Of the blank lines on both sides those in front go, too.
  let from = begin;
  if (isBlank(end, lineEnd(c.text, end)))
    while (from > 0 && isBlank(lineStart(c.text, from - 1), from)) from = lineStart(c.text, from - 1);
  splice(c, from, end, '');
}

// Blocks

function changeMap(c: Context, node: Node, wanted: Readonly<Record<string, unknown>>): void {
  if (!isMap(node)) return;
  const entries = node.items.map((pair) => ({ name: nameOf(pair), entry: pairEntry(c.text, pair) }));
  const known = new Map(entries.map(({ name, entry }) => [name, entry]));
  entries.forEach(({ name, entry }, i) => {
    if (wanted[name] !== undefined && Object.hasOwn(wanted, name)) change(c, entry.node, wanted[name], entry);
    else removeEntry(c, entry, entries[i + 1]?.entry);
  });
  const isRoot = node === c.doc.contents;
  const comes = new Map<Entry, string[]>();
  let behind = entries.at(-1)!.entry;
  for (const [key, value] of entriesOf(wanted)) {
    const entry = known.get(key);
    if (entry) behind = entry;
    else {
      const lines = pairLines(key, value);
      const apart = isRoot && lines.length > 1 ? [''] : [];
      comes.set(behind, [...(comes.get(behind) ?? []), ...apart, ...lines]);
    }
  }
  for (const [entry, lines] of comes) putLines(c, entryEnd(c.text, entry), entry.column, lines);
}

function changeSeq(c: Context, node: Node, wanted: readonly unknown[]): void {
  if (!isSeq(node)) return;
  const entries = node.items.map((item) => itemEntry(c.text, item, dashOf(c.text, item)));
  const before = node.items.map((item) => plain(c, item as Node));
  const comes: string[][] = [[], ...entries.map(() => [])];
  let behind = 0;
  for (const step of matched(before, wanted)) {
    if (step.old !== null) behind = step.old + 1;
    if (step.old === null) comes[behind]!.push(...itemLines(wanted[step.new]));
    else if (step.new !== null) change(c, entries[step.old]!.node, wanted[step.new], entries[step.old]!);
    else removeEntry(c, entries[step.old]!, undefined);
  }
  const { column, from } = entries[0]!;
  putLines(c, lineStart(c.text, from), column, comes[0]!);
  entries.forEach((entry, i) => {
    putLines(c, entryEnd(c.text, entry), column, comes[i + 1]!);
  });
}

function behindDash(value: unknown): readonly string[] {
  const [first, ...others] = itemLines(value);
  return [first!.slice(2), ...others];
}

/** Another value where one stood behind a key or a dash. */
function replace(c: Context, node: Node | null, wanted: unknown, { at, column }: Holder): void {
  const isBehindDash = c.text[at - 1] === '-' && isBlock(wanted);
  const [first, ...others] = isBehindDash ? behindDash(wanted) : hangingLines(wanted, styleOf(node));
  const end = contentEnd(c.text, node, at);
  const head = first === '' ? '' : ` ${first}`;
  if (isCollection(node) && !isFlow(node)) {
    const entries = isMap(node)
      ? node.items.map((pair) => pairEntry(c.text, pair))
      : node.items.map((item) => itemEntry(c.text, item, dashOf(c.text, item)));
    const isCompact = lineStart(c.text, at) === lineStart(c.text, entries[0]!.from);
    if (isCompact) {
      const lines = others.map((line) => ' '.repeat(column) + line);
      return splice(c, at, end, [head, ...lines].join(c.eol));
    }
    splice(c, at, at, head);
    for (const entry of entries) removeEntry(c, entry, undefined);
    return putLines(c, entryEnd(c.text, { at, column, from: at, to: end, node }), column, others);
  }
  const isBlockScalar = isScalar(node) && (node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL');
  const isThere = end > at;
  const from = isThere && first !== '' ? rangeOf(node)[0] : at;
  const text = isThere && first !== '' ? first! : head;
  if (isBlockScalar) {
    const lines = others.map((line) => (line === '' ? '' : ' '.repeat(column) + line));
    return splice(c, from, end, [text, ...lines].join(c.eol));
  }
  // Comments on the line stay on it.
  splice(c, from, end, text);
  putLines(c, lineEnd(c.text, end), column, others);
}

// Brackets

function changeFlow(c: Context, node: Node, wanted: unknown): void {
  if (!isMap(node) && !isSeq(node)) return;
  const spans = node.items.map((item) => flowSpan(c.text, item));
  const steps = isMap(node)
    ? mapSteps(node.items as Pair[], wanted as object)
    : matched(plain(c, node) as [], wanted as []);
  const isKept = steps.some(({ old, new: now }) => old !== null && now !== null);
  if (!isKept) return splice(c, ...rangeOf(node), flowText(wanted));
  const news = isMapValue(wanted) ? entriesOf(wanted) : (wanted as readonly unknown[]);
  let last = -1;
  let front: string[] = [];
  for (const step of steps) {
    if (step.old === null) {
      const one = news[step.new];
      const text = isMap(node)
        ? flowText(Object.fromEntries([one as [string, unknown]])).slice(2, -2)
        : flowText(one);
      if (last < 0) front.push(text);
      else splice(c, spans[last]!.to, spans[last]!.to, `, ${text}`);
    } else if (step.new === null) {
      const next = steps.find(({ old, new: now }) => old !== null && old > step.old && now !== null);
      if (last < 0 || next) splice(c, spans[step.old]!.from, spans[step.old + 1]!.from, '');
      else splice(c, spans[step.old - 1]!.to, spans[step.old]!.to, '');
    } else {
      if (front.length > 0) splice(c, spans[step.old]!.from, spans[step.old]!.from, `${front.join(', ')}, `);
      front = [];
      const item = node.items[step.old];
      const old = isMap(node) ? ((item as Pair).value as Node | null) : (item as Node | null);
      const one = news[step.new];
      change(c, old, isMap(node) ? (one as [string, unknown])[1] : one, null);
      last = step.old;
    }
  }
}

function mapSteps(items: readonly Pair[], wanted: object): ReturnType<typeof matched> {
  const keys = entriesOf(wanted).map(([key]) => key);
  const names = items.map(nameOf);
  // Order says nothing among keys: new ones come last.
  const old = names.map((name, i) => ({ old: i, new: keys.includes(name) ? keys.indexOf(name) : null }));
  const come = keys.flatMap((key, j) => (names.includes(key) ? [] : [{ old: null, new: j }]));
  return [...old, ...come] as ReturnType<typeof matched>;
}
