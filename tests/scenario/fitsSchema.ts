/**
 * Holds a value against a JSON Schema of draft-07, as an editor does: just the words that the schema of scenarios uses.
 * A word that it does not know is thrown, not passed over.
 */
import { isDeepStrictEqual } from 'node:util';

type Schema = Readonly<Record<string, unknown>>;
type Check = (said: never, value: unknown, at: string, schema: Schema, root: Schema) => readonly string[];

/** Words that only tell. */
const TOLD = ['$schema', 'title', 'description', 'default', 'definitions', 'then', 'additionalItems'];
const FAULTLESS: readonly string[] = [];

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isType: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isMap,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
};

const faultIf = (faulty: boolean, at: string, what: string): readonly string[] =>
  faulty ? [`${at || 'the whole'}: ${what}`] : FAULTLESS;
const ofNumber =
  (holds: (value: number, said: number) => boolean, word: string): Check =>
  (said: number, value, at) =>
    faultIf(typeof value === 'number' && !holds(value, said), at, `expected ${word} ${said}`);
const ofSize =
  (size: (value: unknown) => number | null, sign: 1 | -1, word: string): Check =>
  (said: number, value, at) => {
    const found = size(value);
    return faultIf(found !== null && found * sign > said * sign, at, `expected ${word} ${said}`);
  };
const letters = (value: unknown): number | null => (typeof value === 'string' ? [...value].length : null);
const items = (value: unknown): number | null => (Array.isArray(value) ? value.length : null);
const entries = (value: unknown): number | null => (isMap(value) ? Object.keys(value).length : null);

const CHECKS: Readonly<Record<string, Check>> = {
  type: (said: string | readonly string[], value, at) =>
    faultIf(![said].flat().some((one) => isType[one as string]!(value)), at, `expected ${said}`),
  const: (said: unknown, value, at) => faultIf(!isDeepStrictEqual(said, value), at, `expected ${said}`),
  enum: (said: readonly unknown[], value, at) =>
    faultIf(!said.some((one) => isDeepStrictEqual(one, value)), at, `expected one of ${said}`),
  minimum: ofNumber((value, said) => value >= said, 'at least'),
  maximum: ofNumber((value, said) => value <= said, 'at most'),
  exclusiveMinimum: ofNumber((value, said) => value > said, 'more than'),
  maxLength: ofSize(letters, 1, 'a length of at most'),
  minLength: ofSize(letters, -1, 'a length of at least'),
  maxItems: ofSize(items, 1, 'a list of at most'),
  minItems: ofSize(items, -1, 'a list of at least'),
  maxProperties: ofSize(entries, 1, 'entries of at most'),
  pattern: (said: string, value, at) =>
    faultIf(typeof value === 'string' && !new RegExp(said, 'u').test(value), at, `expected ${said}`),
  required: (said: readonly string[], value, at) =>
    isMap(value)
      ? said.flatMap((key) => faultIf(!Object.hasOwn(value, key), at, `${key} is missing`))
      : FAULTLESS,
  properties: (said: Schema, value, at, _, root) =>
    isMap(value)
      ? Object.entries(said)
          .filter(([key]) => Object.hasOwn(value, key))
          .flatMap(([key, schema]) => misfits(schema as Schema, value[key], root, `${at}.${key}`))
      : FAULTLESS,
  additionalProperties: (said: Schema | boolean, value, at, schema, root) =>
    isMap(value)
      ? Object.keys(value)
          .filter((key) => !Object.hasOwn((schema.properties ?? {}) as Schema, key))
          .flatMap((key) => misfits(said, value[key], root, `${at}.${key}`))
      : FAULTLESS,
  propertyNames: (said: Schema, value, at, _, root) =>
    isMap(value) ? Object.keys(value).flatMap((key) => misfits(said, key, root, `${at}.${key}`)) : FAULTLESS,
  items: (said: Schema | readonly Schema[], value, at, schema, root) => {
    if (!Array.isArray(value)) return FAULTLESS;
    const rest = Array.isArray(said) ? ((schema.additionalItems ?? true) as Schema | boolean) : said;
    const first: readonly Schema[] = Array.isArray(said) ? said : [];
    return value.flatMap((one, i) =>
      misfits(first[i] ?? (rest as Schema | boolean), one, root, `${at}[${i}]`),
    );
  },
  allOf: (said: readonly Schema[], value, at, _, root) =>
    said.flatMap((one) => misfits(one, value, root, at)),
  anyOf: (said: readonly Schema[], value, at, _, root) => {
    const each = said.map((one) => misfits(one, value, root, at));
    return each.some((faults) => faults.length === 0) ? FAULTLESS : each.flat();
  },
  if: (said: Schema, value, at, schema, root) =>
    misfits(said, value, root, at).length === 0
      ? misfits((schema.then ?? true) as Schema | boolean, value, root, at)
      : FAULTLESS,
};

/** @returns a line for each place that does not fit */
export function misfits(
  schema: Schema | boolean,
  value: unknown,
  root: Schema = schema as Schema,
  at = '',
): readonly string[] {
  if (typeof schema === 'boolean') return faultIf(!schema, at, 'expected nothing here');
  if (typeof schema.$ref === 'string') {
    const path = schema.$ref.replace(/^#\//, '').split('/');
    const target = path.reduce<unknown>((node, key) => (node as Schema)[key], root);
    return misfits(target as Schema, value, root, at);
  }
  return Object.entries(schema).flatMap(([word, said]) => {
    if (TOLD.includes(word)) return FAULTLESS;
    const check = CHECKS[word];
    if (!check) throw new Error(`The schema says "${word}", which nobody here can check.`);
    return check(said as never, value, at, schema, root);
  });
}
