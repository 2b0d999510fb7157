/** What was done, in words, for the history and for those who listen. */
import type { Selection } from '../canvas/editing.ts';
import type { TableDesign, TableWire } from './design.ts';

export function nameOf(design: TableDesign, id: string): string {
  return design.parts.get(id)?.name ?? id;
}

export function wireName(design: TableDesign, { from, to }: Pick<TableWire, 'from' | 'to'>): string {
  return `${nameOf(design, from.part)} to ${nameOf(design, to.part)}`;
}

const counted = (n: number, one: string): string => `${n} ${n === 1 ? one : `${one}s`}`;

/** "Orders", "the wire from Checkout to Orders", "2 parts and 1 wire". */
export function selectionName(design: TableDesign, { parts, wires }: Selection): string {
  if (parts.length === 1 && wires.length === 0) return nameOf(design, parts[0]!);
  if (parts.length === 0 && wires.length === 1) {
    const wire = design.wires.find(({ label }) => label === wires[0]);
    return wire ? `the wire from ${wireName(design, wire)}` : wires[0]!;
  }
  const words = [
    ...(parts.length > 0 ? [counted(parts.length, 'part')] : []),
    ...(wires.length > 0 ? [counted(wires.length, 'wire')] : []),
  ];
  return words.join(' and ');
}

/** "Orders removed", "2 parts moved". */
export function done(design: TableDesign, selection: Selection, what: string): string {
  return upper(`${selectionName(design, selection)} ${what}`);
}

export function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
