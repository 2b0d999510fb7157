/** What the format says of its own fields: their meaning, and how much goes into them. */
import { scenarioSchema } from '../scenario/types.ts';

/** By names alone; a list's items and a map's values may be left out, or stand as any number or name. */
export type SchemaPath = readonly (string | number)[];

export interface Limits {
  /** Characters of a text, items of a list; null: as many as one likes. */
  readonly least: number | null;
  readonly most: number | null;
}

/** The description of a field, such as `['steps', 0, 'preset', 'at']`; empty when the format has none for it. */
export function saysOf(path: SchemaPath): string {
  for (const one of layersOf(schemaAt(path))) if (one.description !== undefined) return one.description;
  return '';
}

export function limitsOf(path: SchemaPath): Limits {
  const all = layersOf(schemaAt(path));
  const find = (...kinds: readonly string[]) =>
    all.find(({ type, requirement }) => kinds.includes(type ?? '') && typeof requirement === 'number')
      ?.requirement as number | undefined;
  return {
    least: find('min_length', 'min_entries') ?? null,
    most: find('max_length', 'max_entries') ?? null,
  };
}

/** The parts of a valibot schema that are looked at here. */
interface Loose {
  readonly type?: string;
  readonly description?: string;
  readonly requirement?: unknown;
  readonly wrapped?: Loose;
  readonly pipe?: readonly Loose[];
  readonly entries?: Readonly<Record<string, Loose>>;
  readonly item?: Loose;
  readonly value?: Loose;
  readonly options?: readonly Loose[];
}

function schemaAt(path: SchemaPath): Loose | undefined {
  let at: Loose | undefined = scenarioSchema as unknown as Loose;
  for (const step of path) at = at && below(at, step);
  return at;
}

/** Outermost first: what is wrapped around a schema, what checks it, and itself. */
function layersOf(schema: Loose | undefined): readonly Loose[] {
  if (!schema) return [];
  if (schema.type === 'optional') return layersOf(schema.wrapped);
  if (!schema.pipe) return [schema];
  const [inner, ...checks] = schema.pipe;
  return [...checks, ...layersOf(inner)];
}

function below(schema: Loose, step: string | number): Loose | undefined {
  const one = layersOf(schema).at(-1)!;
  if (one.type === 'union') {
    for (const option of one.options ?? []) {
      const found = below(option, step);
      if (found) return found;
    }
    return undefined;
  }
  if (typeof step === 'number') return one.item;
  if (one.entries) return Object.hasOwn(one.entries, step) ? one.entries[step] : undefined;
  // A list's item, and a map's value, by whatever name.
  return one.value ?? (one.item && below(one.item, step));
}
