/** What a press, a box or a key selects: pure. */
import type { Plate } from '../../lab/protocol.ts';
import { NOTHING, type Selection } from '../editing.ts';

/** What is asked of a press: one by key has no `detail`. */
export interface How {
  readonly detail: number;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

export type Item = { readonly part: string } | { readonly wire: string };

/** A press takes one thing alone; with Shift, Ctrl or Cmd it adds, or takes away. A press by key lets go of what it holds. */
export function pressed(selection: Selection, item: Item, how: How): Selection {
  const adds = how.shiftKey || how.ctrlKey || how.metaKey;
  if (adds) {
    return 'part' in item
      ? { ...selection, parts: toggled(selection.parts, item.part) }
      : { ...selection, wires: toggled(selection.wires, item.wire) };
  }
  const alone = 'part' in item ? { parts: [item.part], wires: [] } : { parts: [], wires: [item.wire] };
  return how.detail === 0 && isSame(selection, alone) ? NOTHING : alone;
}

export function everything({ parts, wires }: Plate): Selection {
  return { parts: parts.map(({ id }) => id), wires: wires.map(({ label }) => label) };
}

/** Parts, and the wires among them: not those that lead out of the box. */
export function boxedIn({ parts, wires }: Plate, ids: ReadonlySet<string>): Selection {
  const isIn = (part: number) => ids.has(parts[part]!.id);
  return {
    parts: parts.map(({ id }) => id).filter((id) => ids.has(id)),
    wires: wires.filter(({ from, to }) => isIn(from) && isIn(to)).map(({ label }) => label),
  };
}

/** Who gets the focus of something that goes: the part after it, or before it; the part at which a wire began. */
export function heirOf({ parts, wires }: Plate, gone: Selection, focused: string): string | null {
  const stays = (id: string) => !gone.parts.includes(id);
  const wire = wires.find(({ label }) => label === focused);
  const at = wire ? wire.from : parts.findIndex(({ id }) => id === focused);
  const order = [...parts.slice(Math.max(0, at)), ...parts.slice(0, Math.max(0, at)).reverse()];
  return order.find(({ id }) => stays(id))?.id ?? null;
}

export function isNothing({ parts, wires }: Selection): boolean {
  return parts.length + wires.length === 0;
}

function toggled(items: readonly string[], item: string): readonly string[] {
  return items.includes(item) ? items.filter((other) => other !== item) : [...items, item];
}

function isSame(a: Selection, b: Selection): boolean {
  return `${a.parts} / ${a.wires}` === `${b.parts} / ${b.wires}`;
}
