/**
 * The JSON Schema of scenario files for editors, from the same shapes as the types and from the settings of the parts.
 * It is written to public/scenario.schema.json by a test; the converter is a tool of the house and does not ship, so
 * the caller hands it in.
 */
import type { PartDefinition, SettingSpec, SettingsSpec } from '../parts/contract.ts';
import type { Catalog } from './catalog.ts';
import { partSchema, scenarioSchema } from './types.ts';

type Json = { readonly [key: string]: unknown };
type Convert = (schema: typeof scenarioSchema | typeof partSchema) => Json;

export function scenarioJsonSchema(convert: Convert, catalog: Catalog): Json {
  const { $schema: _own, ...shape } = convert(scenarioSchema);
  const { $schema: _also, ...part } = convert(partSchema);
  const parts = { $ref: '#/definitions/part' };
  return {
    // The draft that editors know best: a position written as a later one has it is an error to most of them.
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A scenario of Secret Life Lab',
    ...inside(
      inside(shape, ['properties', 'parts'], parts),
      ['properties', 'designs', 'additionalProperties', 'properties', 'add'],
      parts,
    ),
    definitions: {
      part: {
        ...part,
        properties: {
          ...(part.properties as Json),
          kind: { description: 'Which part of the catalogue it is.', enum: [...catalog.keys()] },
        },
        allOf: [...catalog.values()].map(ruleOf),
      },
      duration: { anyOf: [{ type: 'string', pattern: DURATION }, { const: 0 }] },
      law: { anyOf: [{ type: 'string', pattern: LAW }, { const: 0 }] },
    },
  };
}

const NUMBER = String.raw`\d+(_\d{3})*(\.\d+)?(e[+-]?\d+)?`;
const DURATION = String.raw`^\s*(${NUMBER}\s*(us|µs|ms|min|s|m|h|d)\s*)+$|^0$`;
/** A first check for the eye; the parser reads the law itself. */
const LAW = String.raw`^(constant|exp|exponential|uniform|erlang|hyper|lognormal|pareto|empirical)\s|^\s*(${NUMBER}\s*(us|µs|ms|min|s|m|h|d)\s*)+$|^0$`;
const RATE = String.raw`^${NUMBER}\s*/\s*(us|ms|s|m|min|h|d)$|^0$`;
const SIZE = String.raw`^${NUMBER}\s*(B|KiB|MiB|GiB|TiB|kB|MB|GB|TB)$|^0$`;
const SHARE = String.raw`^${NUMBER}\s*%$`;

/** Replaces the schema of a map's values, deep inside. */
function inside(schema: Json, [first, ...rest]: readonly string[], values: Json): Json {
  if (first === undefined) return { ...schema, additionalProperties: values };
  return { ...schema, [first]: inside(schema[first] as Json, rest, values) };
}

function ruleOf({ spec, title, says, settings }: PartDefinition): Json {
  return {
    if: { properties: { kind: { const: spec.kind } }, required: ['kind'] },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so.
    then: { title, description: says, properties: { settings: settingsOf(settings) } },
  };
}

function settingsOf(specs: SettingsSpec): Json {
  const properties = Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, settingOf(spec)]));
  return { type: 'object', properties, additionalProperties: false };
}

function settingOf(spec: SettingSpec): Json {
  return {
    description: `${spec.says}${rangeOf(spec)} Source: ${spec.source}`,
    default: spec.default,
    ...valueOfType(spec),
  };
}

function rangeOf(spec: SettingSpec): string {
  if (!('min' in spec) || spec.min === undefined || spec.max === undefined) return '';
  const unit = 'unit' in spec ? ` ${spec.unit}` : '';
  return ` ${spec.min} to ${spec.max}${unit}.`;
}

function valueOfType(spec: SettingSpec): Json {
  // Within a list: what stands beside a reference itself counts for nothing.
  const duration = { allOf: [{ $ref: '#/definitions/duration' }] };
  const law = { allOf: [{ $ref: '#/definitions/law' }] };
  const none = { enum: ['none', null] };
  switch (spec.type) {
    case 'duration':
      return duration;
    case 'optionalDuration':
      return { anyOf: [none, duration] };
    case 'distribution':
      return law;
    case 'optionalDistribution':
      return { anyOf: [none, law] };
    case 'count':
      return { type: 'integer', minimum: spec.min, maximum: spec.max };
    case 'factor':
      return { type: 'number', minimum: spec.min, maximum: spec.max };
    case 'money':
      return { type: 'number', minimum: 0 };
    case 'rate':
      return { anyOf: [{ type: 'string', pattern: RATE }, { const: 0 }] };
    case 'size':
      return { anyOf: [{ type: 'string', pattern: SIZE }, { const: 0 }] };
    case 'share':
      return {
        anyOf: [
          { type: 'number', minimum: spec.min ?? 0, maximum: spec.max ?? 1 },
          { type: 'string', pattern: SHARE },
        ],
      };
    case 'flag':
      return { type: 'boolean' };
    case 'choice':
      return { enum: spec.choices };
    case 'moments':
      return { type: 'array', items: duration };
    case 'text':
    case 'metric':
      return spec.default === null ? { type: ['string', 'null'] } : { type: 'string' };
    case 'code':
      return { type: 'string' };
    case 'json':
      return {};
  }
}
