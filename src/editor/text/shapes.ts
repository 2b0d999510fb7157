/** What the format has at a path: read from its schema, so that nothing is written twice. */
import * as v from 'valibot';
import type { Path } from '../../scenario/problem.ts';
import { scenarioSchema } from '../../scenario/types.ts';

/** A schema of valibot as plain data: only what is needed to walk it. */
export interface Shape {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Shape>>;
  readonly item?: Shape;
  readonly items?: readonly Shape[];
  readonly value?: Shape;
  readonly wrapped?: Shape;
  readonly options?: readonly (Shape | string)[];
  readonly literal?: unknown;
  readonly message?: unknown;
  readonly expects?: string | null;
}

const FORMAT = scenarioSchema as unknown as Shape;

const bare = (shape: Shape): Shape => (shape.type === 'optional' ? bare(shape.wrapped!) : shape);

/** Every shape that may stand there: a union may be a text or a map. */
function waysOf(shape: Shape): readonly Shape[] {
  const one = bare(shape);
  if (one.type !== 'union') return [one];
  return one.options!.flatMap((option) => (typeof option === 'string' ? [] : waysOf(option)));
}

/** @returns null where the format has nothing, or does not say what */
export function shapeAt(path: Path): Shape | null {
  let shape: Shape | null = FORMAT;
  for (const step of path) {
    shape = shape && inside(shape, step);
    if (!shape) return null;
  }
  return shape;
}

function inside(shape: Shape, step: string | number): Shape | null {
  for (const way of waysOf(shape)) {
    if (typeof step === 'number') {
      const item = way.item ?? way.items?.[step];
      if (item) return item;
    } else if (way.entries) {
      if (Object.hasOwn(way.entries, step)) return way.entries[step]!;
    } else if (way.type === 'record' && way.value) return way.value;
  }
  return null;
}

/** The names that a map there may have. */
export function keysOf(shape: Shape): Readonly<Record<string, Shape>> | null {
  return waysOf(shape).find(({ entries }) => entries)?.entries ?? null;
}

export const isNeeded = (shape: Shape): boolean => shape.type !== 'optional';

/** What an author would call it; how its value is begun depends on it. */
export type Form = 'map' | 'list' | 'short list' | 'value';

export function formOf(shape: Shape): Form {
  const ways = waysOf(shape);
  if (ways.some(({ type }) => type === 'strict_tuple')) return 'short list';
  const [way] = ways;
  if (ways.length > 1 && !ways.every(({ type }) => isMap(type))) return 'value';
  if (isMap(way!.type)) return 'map';
  if (way!.type !== 'array') return 'value';
  const items = waysOf(way!.item!);
  return items.some(({ type }) => isMap(type)) || way!.item!.type === 'union' ? 'list' : 'short list';
}

const isMap = (type: string): boolean => type === 'strict_object' || type === 'record';

/** The words that may stand there, where the format lists them. */
export function wordsOf(shape: Shape): readonly string[] {
  return waysOf(shape).flatMap((way) => {
    if (way.type === 'picklist') return way.options as readonly string[];
    if (way.type === 'boolean') return ['true', 'false'];
    return way.type === 'literal' ? [String(way.literal)] : [];
  });
}

export function describes(shape: Shape): string | null {
  const said = v.getDescription(shape as unknown as v.GenericSchema);
  return said ?? (shape.wrapped ? describes(shape.wrapped) : null);
}

/** What was expected there, as the checks word it. */
export function expects(shape: Shape): string | null {
  for (const way of waysOf(shape)) if (typeof way.message === 'string') return way.message;
  return null;
}
