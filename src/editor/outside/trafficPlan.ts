/** A piece of a recording, and what becomes of it in this design. */
import { readDuration } from '../../rules/quantity.ts';
import { applyEdit } from '../../scenario/edit.ts';
import type { TableDesign } from '../../table/design.ts';
import type { AtTable } from '../../table/hooks.ts';
import { land, refusal } from './bring.ts';
import { type Place, placesFor } from './places.ts';
import { countBefore, lengthOf, lengthText, momentText, piece } from './recording.ts';
import { fitting, type Room, roomIn } from './room.ts';

/** A span of a recording, in microseconds from its first request; both ends belong to it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const wholeOf = (moments: readonly number[]): Span => ({ from: 0, to: lengthOf(moments) });

export interface Plan {
  readonly moments: readonly number[];
  /** As the scenario will have them. */
  readonly texts: readonly string[];
  /** How many of the first the file has room for. */
  readonly fits: number;
  /** How many come before the run has ended; its last moment belongs to it. */
  readonly played: number;
}

/** @param length of the run, in ticks, which are microseconds */
export function planOf(all: readonly number[], { from, to }: Span, length: number, room: Room): Plan {
  const moments = piece(all, from, to);
  const texts = moments.map(momentText);
  const some = fitting(texts, room);
  // What came at one moment is taken together or not at all: a span cannot tell one from the other.
  const fits = some < texts.length ? countBefore(moments, moments[some]!) : some;
  return { moments, texts, fits, played: countBefore(moments, length + 1) };
}

/** The same span, with no more requests than there is room for. */
export function cutTo({ from }: Span, { moments, fits }: Plan): Span {
  return { from, to: from + (moments[fits - 1] ?? 0) };
}

export type ReadSpan =
  | { readonly ok: true; readonly span: Span }
  | { readonly ok: false; readonly end: 'from' | 'to'; readonly expected: string };

/** What somebody typed. */
export function readSpan(from: string, to: string, length: number): ReadSpan {
  const [begin, end] = [readDuration(from.trim()), readDuration(to.trim())];
  if (!begin.ok) return { ok: false, end: 'from', expected: begin.expected };
  if (!end.ok) return { ok: false, end: 'to', expected: end.expected };
  if (begin.value > length)
    return { ok: false, end: 'from', expected: `a moment of the recording, at most ${momentText(length)}` };
  if (end.value < begin.value)
    return { ok: false, end: 'to', expected: `a moment not before ${from.trim()}` };
  return { ok: true, span: { from: begin.value, to: Math.min(end.value, length) } };
}

/** Who can play it; the moments do not matter for that. */
export function players(at: AtTable): { readonly places: readonly Place[]; readonly note: string | null } {
  const { scenario, design } = at.table.store.getState();
  const { all, note } = placesFor({ what: 'moments', moments: ['0s'] }, scenario, design, at.catalog);
  return { places: all, note };
}

/** @param part that will play the recording; what it plays now goes */
export function roomAt(at: AtTable, design: TableDesign, part: string): Room {
  const { scenario, written } = at.table.store.getState();
  const settings = Object.values(design.parts.get(part)?.settings ?? {});
  const before = settings.find(
    (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
  );
  return roomIn(scenario, written?.text ?? null, Array.isArray(before) ? before : []);
}

/**
 * @param until the run is lengthened to this, in ticks; null: it stays as long as it is
 * @returns why it was refused; null when it was done
 */
export function play(
  at: AtTable,
  part: string,
  texts: readonly string[],
  until: number | null,
): string | null {
  const { table, catalog } = at;
  const { scenario, design } = table.store.getState();
  const { all } = placesFor({ what: 'moments', moments: texts }, scenario, design, catalog);
  const place = all.find(({ parts }) => parts[0] === part);
  if (!place) return 'The part that should play it has gone.';
  if (place.why !== null) return place.why;
  const requests = texts.length === 1 ? 'one recorded request' : `${texts.length} recorded requests`;
  const told = { ...place, says: `${place.where} plays ${requests}` };
  if (until === null) return land(told, at);
  // Forks and broken texts have their own reasons against it.
  const hindered = table.refusal(place.edit);
  if (hindered !== null) return hindered;
  const edited = applyEdit(scenario, design, place.edit, catalog);
  if (!edited.ok) return edited.says;
  const duration = lengthText(until);
  if (!table.revise({ ...edited.scenario, duration }, `${told.says}, and the run lasts ${duration}`))
    return refusal(table);
  table.select({ parts: place.parts, wires: [] });
  return null;
}
