/** Where the things of a YAML text stand: offsets into it, found from the nodes of its document. */
import { isCollection, isMap, isScalar, type Node, type Pair } from 'yaml';

/** What is written in a way that this file does not know how to change. */
export class Unsplicable extends Error {}

/** What a value hangs on: a key or a dash. */
export interface Holder {
  /** Behind the colon or the dash. */
  readonly at: number;
  /** Of the key or the dash. */
  readonly column: number;
}

/** One entry of a block collection. */
export interface Entry extends Holder {
  /** Of its key or dash. */
  readonly from: number;
  /** Behind its last word; comments come after it. */
  readonly to: number;
  readonly node: Node | null;
}

export const isFlow = (node: Node): boolean => isCollection(node) && node.flow === true;

export function rangeOf(node: Node | null): readonly [number, number] {
  if (!node?.range) throw new Unsplicable();
  return [node.range[0], node.range[1]];
}

export const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** Behind an entry's last line and the comments that are indented deeper than it: they speak of what is in it. */
export function entryEnd(text: string, { to, column }: Entry): number {
  let end = lineEnd(text, to);
  for (let at = end; at < text.length; ) {
    const next = lineEnd(text, at);
    const [, indent, mark] = /^([ \t]*)(\S?)/.exec(text.slice(at, next))!;
    if (mark === '#' && indent!.length > column) end = next;
    else if (mark !== '' && mark !== undefined) break;
    at = next;
  }
  return end;
}

function holderOf(text: string, key: unknown): Holder & { readonly from: number } {
  const [from, to] = rangeOf(key as Node);
  const colon = /^[ \t]*:/.exec(text.slice(to, to + 100));
  if (!colon) throw new Unsplicable();
  return { from, at: to + colon[0].length, column: from - lineStart(text, from) };
}

export function pairEntry(text: string, { key, value }: Pair): Entry {
  const holder = holderOf(text, key);
  return { ...holder, node: value as Node | null, to: contentEnd(text, value as Node | null, holder.at) };
}

export function itemEntry(text: string, item: unknown, from: number): Entry {
  const node = item as Node | null;
  const column = from - lineStart(text, from);
  return { from, at: from + 1, column, node, to: contentEnd(text, node, from + 1) };
}

/** The dash in front of an item. */
export function dashOf(text: string, item: unknown): number {
  const [from] = rangeOf(item as Node);
  const dash = /-[ \t]*$/.exec(text.slice(lineStart(text, from), from));
  if (!dash) throw new Unsplicable();
  return lineStart(text, from) + dash.index;
}

/** Behind the last word of a value; without one, where it would stand. */
export function contentEnd(text: string, node: Node | null, at: number): number {
  if (node === null || (isScalar(node) && node.source === '' && node.value === null)) return at;
  if (isCollection(node) && !isFlow(node)) {
    const last = node.items.at(-1);
    if (isMap(node)) return pairEntry(text, last as Pair).to;
    return last === null ? rangeOf(node)[1] : itemEntry(text, last, dashOf(text, last)).to;
  }
  const [from, to] = rangeOf(node);
  return from + text.slice(from, to).trimEnd().length;
}

/** One thing within brackets. */
export function flowSpan(text: string, item: unknown): { readonly from: number; readonly to: number } {
  if (item !== null && typeof item === 'object' && 'key' in item) {
    const { from, to } = pairEntry(text, item as Pair);
    return { from, to };
  }
  const [from, to] = rangeOf(item as Node);
  return { from, to };
}

export function nameOf({ key }: Pair): string {
  if (!isScalar(key) || typeof key.value !== 'string') throw new Unsplicable();
  return key.value;
}
