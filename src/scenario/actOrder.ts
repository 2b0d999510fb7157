/** The order in which acts begin and end, and what holds where several of one kind are open at the same time. */
import { type Act, SET } from '../engine/part.ts';
import type { DesignAct } from './checkActs.ts';

/** An act begins or ends. */
export interface Boundary {
  readonly at: number;
  readonly phase: 'begin' | 'end';
  /** A place in the design's acts. */
  readonly act: number;
  /** The acts of this kind on this part that are open from here on, in the order in which they began. */
  readonly open: readonly number[];
}

type Timed = Pick<DesignAct, 'part' | 'act' | 'at' | 'end'>;

/** By time; at one moment an act that ends goes before one that begins; then as in the file. */
export function boundariesOf(acts: readonly Timed[]): readonly Boundary[] {
  const all = acts.flatMap(({ at, end }, act) => {
    const begin = { at, phase: 'begin', act } as const;
    return end === null ? [begin] : [begin, { at: end, phase: 'end', act } as const];
  });
  const order = { end: 0, begin: 1 };
  // Sorting is stable: what ties stays in the order of the file.
  const sorted = all.toSorted((a, b) => a.at - b.at || order[a.phase] - order[b.phase]);
  const open = new Map<string, readonly number[]>();
  return sorted.map((one) => {
    const { part, act, end } = acts[one.act]!;
    const kind = `${part} ${act}`;
    const others = (open.get(kind) ?? []).filter((i) => i !== one.act);
    const now = one.phase === 'begin' && end !== null ? [...others, one.act] : others;
    open.set(kind, now);
    return { ...one, open: now };
  });
}

type Settings = Readonly<Record<string, unknown>>;

/**
 * What a part's settings are from each boundary on, when several acts change them: the later begun over the earlier.
 * @param acts those of one part that change its settings @param boundaries of `acts`
 */
export function settingsFrom(
  base: Settings,
  acts: readonly { readonly settings: Settings }[],
  boundaries: readonly Boundary[],
): readonly Settings[] {
  let now = base;
  return boundaries.map(({ phase, act, open }) => {
    now =
      phase === 'begin'
        ? { ...now, ...acts[act]!.settings }
        : Object.assign({}, base, ...open.map((i) => acts[i]!.settings));
    return now;
  });
}

type Timely = Pick<DesignAct, 'part' | 'act' | 'at' | 'end' | 'settings'>;

/**
 * As the engine is told. Where acts of one kind on one part overlap, the one that began last rules; where they change
 * settings, each changes what the earlier ones have made of them.
 * @param parts in the order of the model
 */
export function actsInOrder(
  acts: readonly Timely[],
  parts: readonly { readonly id: string; readonly settings: unknown }[],
): readonly Act[] {
  const places = new Map(parts.map(({ id }, i) => [id, i]));
  const settingsAt = changedSettings(acts, parts);
  return boundariesOf(acts).map(({ at, phase, act: i, open }): Act => {
    const { part, act, settings } = acts[i]!;
    const common = { at, part: places.get(part)!, act, phase };
    if (act === SET) return { ...common, settings: settingsAt.get(`${i} ${phase}`) };
    const rules = phase === 'end' ? open.at(-1) : undefined;
    return { ...common, settings, ...(rules !== undefined && { still: acts[rules]!.settings }) };
  });
}

/** Whole settings of parts, by the place of the act that changes them and whether it begins or ends. */
function changedSettings(
  acts: readonly Timely[],
  parts: Parameters<typeof actsInOrder>[1],
): ReadonlyMap<string, Settings> {
  const found = new Map<string, Settings>();
  for (const { id, settings: base } of parts) {
    const mine = acts.flatMap((one, i) => (one.part === id && one.act === SET ? [{ ...one, i }] : []));
    const boundaries = boundariesOf(mine);
    settingsFrom(base as Settings, mine, boundaries).forEach((settings, b) => {
      const { act, phase } = boundaries[b]!;
      found.set(`${mine[act]!.i} ${phase}`, settings);
    });
  }
  return found;
}
