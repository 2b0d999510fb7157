/** Holds a value against the shape of the format and says, for people, what does not fit. */
import * as v from 'valibot';
import { type Finding, type Path, quoted, unknownName } from './problem.ts';

type Schema = v.GenericSchema & {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly item?: Schema;
  readonly value?: Schema;
  readonly wrapped?: Schema;
  readonly options?: readonly (Schema | string)[];
  readonly items?: readonly Schema[];
};

/** @returns every misfit; none means that the value has the shape */
export function misfits(schema: v.GenericSchema, value: unknown): readonly Finding[] {
  return look(schema as Schema, value, []);
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const kindOf = (schema: Schema): 'map' | 'list' | 'plain' =>
  schema.type === 'strict_object' || schema.type === 'record'
    ? 'map'
    : schema.type === 'array' || schema.type === 'strict_tuple'
      ? 'list'
      : 'plain';

const NOUNS: Readonly<Record<'map' | 'list' | 'plain', string>> = {
  map: 'a map of names and values',
  list: 'a list',
  plain: 'a plain value',
};

/** Walks along the schema, so that every level speaks for itself: an unknown key does not hide a wrong value. */
function look(given: Schema, value: unknown, path: Path): Finding[] {
  const schema = chosen(given, value);
  if (schema.type === 'strict_object' && isMap(value)) return [...lookAtEntries(schema, value, path)];
  if (schema.type === 'record' && isMap(value)) {
    const inner = Object.entries(value).flatMap(([key, one]) => [
      ...plain((schema as unknown as { key: Schema }).key, key, [...path, key], true),
      ...look(schema.value!, one, [...path, key]),
    ]);
    return [...own(schema, value, path), ...inner];
  }
  if (schema.type === 'array' && Array.isArray(value))
    return [...own(schema, value, path), ...value.flatMap((one, i) => look(schema.item!, one, [...path, i]))];
  if (kindOf(schema) === 'map') return [misfit(value, NOUNS.map, path)];
  return plain(schema, value, path, false);
}

/** Optional values unwrapped, unions decided by what is there. */
function chosen(schema: Schema, value: unknown): Schema {
  if (schema.type === 'optional') return chosen(schema.wrapped!, value);
  if (schema.type !== 'union') return schema;
  const kind = isMap(value) ? 'map' : Array.isArray(value) ? 'list' : 'plain';
  const fitting = schema.options!.filter(
    (o) => typeof o !== 'string' && kindOf(o as Schema) === kind,
  ) as Schema[];
  return fitting.length === 1 && kind !== 'plain' ? fitting[0]! : schema;
}

function lookAtEntries(schema: Schema, value: Record<string, unknown>, path: Path): Finding[] {
  const names = Object.keys(schema.entries!);
  const unknown = Object.keys(value)
    .filter((key) => !Object.hasOwn(schema.entries!, key))
    .map(
      (key): Finding => ({
        path: [...path, key],
        onKey: true,
        ...unknownName(
          'key',
          key,
          names.filter((n) => !(n in value)),
        ),
      }),
    );
  const known = Object.entries(schema.entries!).flatMap(([key, entry]) => {
    if (Object.hasOwn(value, key)) return look(entry, value[key], [...path, key]);
    if (entry.type === 'optional') return [];
    const where = path.length > 0 ? ` in ${path.join('.')}` : '';
    return [
      { path: [...path, key], found: 'nothing', expected: key, says: `The key ${key} is missing${where}.` },
    ];
  });
  return [...unknown, ...known];
}

interface Step {
  readonly kind: string;
  readonly type: string;
  readonly message?: unknown;
  readonly requirement?: unknown;
  readonly pipe?: readonly Step[];
}

/** What the container itself demands, such as a longest length. A pipe may hold another pipe. */
function own(schema: Schema | Step, value: unknown, path: Path): Finding[] {
  const size = Array.isArray(value) ? value.length : Object.keys(value as object).length;
  return ((schema as Step).pipe ?? []).flatMap((step) => {
    if ((step as unknown) !== schema && step.kind === 'schema') return own(step, value, path);
    if (step.kind !== 'validation') return [];
    const bound = step.requirement as number;
    const fits = step.type.startsWith('min') ? size >= bound : size <= bound;
    return fits ? [] : [misfit(size, String(step.message), path)];
  });
}

function plain(schema: Schema, value: unknown, path: Path, onKey: boolean): Finding[] {
  const result = v.safeParse(schema, value);
  if (result.success) return [];
  const issue = result.issues[0];
  const inner = (issue.path ?? []).map((item) => item.key as string | number);
  const expected = issue.message.startsWith('Invalid') ? (issue.expected ?? 'something else') : issue.message;
  const found = inner.length > 0 ? issue.input : value;
  const finding: Finding = { ...misfit(found, expected, [...path, ...inner]), onKey };
  if (schema.type !== 'picklist' || typeof value !== 'string') return [finding];
  const { didYouMean } = unknownName('word', value, schema.options as unknown as readonly string[]);
  return [
    didYouMean ? { ...finding, didYouMean, says: `${finding.says} Did you mean ${didYouMean}?` } : finding,
  ];
}

function misfit(value: unknown, expected: string, path: Path): Finding {
  const where = path.length > 0 ? path.join('.') : 'The file';
  return {
    path,
    found: quoted(value),
    expected,
    says: `${where}: expected ${expected}, found ${quoted(value)}.`,
  };
}
