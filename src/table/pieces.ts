/** Parts with the wires between them, cut out of a design: for the clipboard and for duplicates. */
import * as v from 'valibot';
import { GRID } from '../canvas/editing.ts';
import type { Catalog } from '../scenario/catalog.ts';
import { watchedBy } from '../scenario/checkMetrics.ts';
import { type Edit, freeId } from '../scenario/edit.ts';
import { type PartText, partSchema, type Scenario } from '../scenario/types.ts';
import { idSchema, rawSetting } from '../scenario/words.ts';
import { freeName, type TableDesign } from './design.ts';

const MARK = 'secret-life-lab';
/** Longer texts are not looked into. */
const CHARS_MAX = 500_000;

const end = v.strictObject({ part: idSchema, port: v.pipe(v.string(), v.maxLength(40)) });
const pieceSchema = v.strictObject({
  parts: v.pipe(v.record(idSchema, partSchema), v.minEntries(1), v.maxEntries(300)),
  wires: v.pipe(
    v.array(
      v.strictObject({
        from: end,
        to: end,
        latency: v.pipe(v.string(), v.maxLength(200)),
        weight: v.pipe(v.number(), v.gtValue(0), v.maxValue(1e6)),
        settings: v.record(v.string(), rawSetting),
      }),
    ),
    v.maxLength(1000),
  ),
});
export type Piece = v.InferOutput<typeof pieceSchema>;

/** @returns null when none of the parts is there */
export function cutOut(design: TableDesign, ids: readonly string[]): Piece | null {
  const parts = ids.flatMap((id) => design.parts.get(id) ?? []);
  if (parts.length === 0) return null;
  const inside = new Set(ids);
  return {
    parts: Object.fromEntries(
      parts.map(({ id, kind, name, at, settings }): [string, PartText] => [
        id,
        { kind, name, at: [at[0], at[1]], ...(Object.keys(settings).length > 0 && { settings }) },
      ]),
    ),
    wires: design.wires
      .filter(({ from, to }) => inside.has(from.part) && inside.has(to.part))
      .map(({ from, to, latency, weight, settings }) => ({ from, to, latency, weight, settings })),
  };
}

export function writePiece(piece: Piece): string {
  return JSON.stringify({ [MARK]: 1, ...piece });
}

/** @returns null for whatever else somebody has in the clipboard */
export function readPiece(text: string): Piece | null {
  if (text.length > CHARS_MAX || !text.includes(`"${MARK}"`)) return null;
  try {
    const { [MARK]: version, ...rest } = JSON.parse(text) as Record<string, unknown>;
    const read = v.safeParse(pieceSchema, rest);
    return version === 1 && read.success ? read.output : null;
  } catch {
    return null;
  }
}

export interface Pasted {
  readonly edit: Edit;
  /** The new parts. */
  readonly ids: readonly string[];
}

/** How far from what it was copied from, px. */
const ASIDE = 4 * GRID;

/** The piece once more, beside where it stands, with ids and names of its own. Kinds that are not known are refused later. */
export function pasted(piece: Piece, scenario: Scenario, design: TableDesign, catalog: Catalog): Pasted {
  const ids = new Map<string, string>();
  const names = new Set<string>();
  const taken = [...design.parts.values()].map(({ at }) => at.join());
  let aside = 0;
  while (Object.values(piece.parts).some(({ at }) => taken.includes(at.map((x) => x + aside).join())))
    aside += ASIDE;
  for (const old of Object.keys(piece.parts)) ids.set(old, ownId(scenario, old, new Set(ids.values())));
  const parts = Object.entries(piece.parts).map(([old, text]): Edit => {
    const id = ids.get(old)!;
    const name = freeName(design, text.name ?? catalog.get(text.kind)?.title ?? old, names);
    names.add(name);
    const settings = watching(text, ids, design, catalog);
    const at: [number, number] = [text.at[0] + aside, text.at[1] + aside];
    return { do: 'addPart', id, part: { ...text, name, at, ...(settings && { settings }) } };
  });
  const wires = piece.wires.flatMap(({ from, to, latency, weight, settings }): Edit[] => {
    const [begin, finish] = [ids.get(from.part), ids.get(to.part)];
    if (!begin || !finish) return [];
    return [
      {
        do: 'addWire',
        from: `${begin}.${from.port}`,
        to: `${finish}.${to.port}`,
        ...(latency !== '0s' && { latency }),
        ...(weight !== 1 && { weight }),
        ...(Object.keys(settings).length > 0 && { with: settings }),
      },
    ];
  });
  return { edit: { do: 'all', edits: [...parts, ...wires] }, ids: [...ids.values()] };
}

/**
 * What watched a part of the piece watches its copy; what watched another one, that one, where it is on this table, and
 * else nothing.
 */
function watching(
  { kind, settings }: PartText,
  ids: ReadonlyMap<string, string>,
  design: TableDesign,
  catalog: Catalog,
): PartText['settings'] {
  const specs = catalog.get(kind)?.settings ?? {};
  const entries = Object.entries(settings ?? {}).flatMap(([name, raw]) => {
    const watched = watchedBy(specs, name, raw);
    if (watched === null) return [[name, raw] as const];
    const id = ids.get(watched) ?? (design.parts.has(watched) ? watched : null);
    return id === null ? [] : [[name, id + String(raw).slice(watched.length)] as const];
  });
  return settings && Object.fromEntries(entries);
}

/** `freeId` knows only what is in the scenario already. */
export function ownId(scenario: Scenario, wish: string, also: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const id = freeId(scenario, n === 1 ? wish : `${wish}-${n}`);
    if (!also.has(id)) return id;
  }
}
