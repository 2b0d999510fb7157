import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { catalog } from '../../src/parts/catalog.ts';
import { scenarioJsonSchema } from '../../src/scenario/jsonSchema.ts';
import { misfits } from './fitsSchema.ts';

const FILE = new URL('../../public/scenario.schema.json', import.meta.url);

function generated(): string {
  const convert = (schema: Parameters<typeof toJsonSchema>[0]) => ({
    ...toJsonSchema(schema, { target: 'draft-07', typeMode: 'input' }),
  });
  return `${JSON.stringify(scenarioJsonSchema(convert, catalog), null, 2)}\n`;
}

it('public/scenario.schema.json is what the types and the parts say; UPDATE=1 writes it', () => {
  const schema = generated();
  if (process.env.UPDATE === '1') writeFileSync(FILE, schema);
  expect(readFileSync(FILE, 'utf8')).toBe(schema);
});

it('knows every kind of part, its settings, and refuses unknown ones', () => {
  const { definitions, properties } = JSON.parse(generated());
  expect(definitions.part.properties.kind.enum).toEqual([...catalog.keys()]);
  const rule = definitions.part.allOf.find(
    (one: { if: { properties: { kind: { const: string } } } }) => one.if.properties.kind.const === 'service',
  );
  const { settings } = rule.then.properties;
  expect(settings.properties.slots).toMatchObject({ type: 'integer', minimum: 1, default: 10 });
  expect(settings.additionalProperties).toBe(false);
  expect(properties.parts.additionalProperties).toEqual({ $ref: '#/definitions/part' });
  expect(properties.steps.items.additionalProperties).toBe(false);
});

/** What is wrong in these is no matter of shape: names that point nowhere, expressions, sums. An editor cannot see it, lint does. */
const OF_MEANING = [
  'a-claim-with-code',
  'acts',
  'chart-lines',
  'claims',
  'dangling-wire',
  'designs',
  'duplicate-wire',
  'lesson',
  'names',
  'nothing-runs',
  'reserved',
  'ring',
  'tasks',
  'too-long',
  'two-wires-from-one-port',
  'windows',
  'wire-not-a-wire',
  'wrong-direction',
  'wrong-protocol',
];

describe('held against files, as an editor does', () => {
  const schema = JSON.parse(generated());
  const misfitsOf = (file: string): readonly string[] => {
    const document = parseDocument(readFileSync(file, 'utf8'));
    const errors = document.errors.map(({ message }) => message);
    try {
      return [...errors, ...misfits(schema, document.toJS({ maxAliasCount: 100 }))];
    } catch (error) {
      return [...errors, String(error)];
    }
  };

  it.each(
    ['scenarios', 'templates'].flatMap((folder) =>
      readdirSync(folder).map((id) => `${folder}/${id}/scenario.yaml`),
    ),
  )('%s fits', (file) => {
    expect(misfitsOf(file)).toEqual([]);
  });

  it('broken ones do not, but for those of meaning', () => {
    const broken = readdirSync('tests/scenario/broken');
    const fitting = broken.filter((file) => misfitsOf(`tests/scenario/broken/${file}`).length === 0);
    expect(fitting).toEqual(OF_MEANING.map((name) => `${name}.yaml`));
  });

  it('names the place', () => {
    expect(misfits(schema, { format: 1, parts: { a: { kind: 'service', at: [1, 2, 3] } } })).toEqual(
      expect.arrayContaining(['.parts.a.at[2]: expected nothing here', 'the whole: id is missing']),
    );
    expect(misfitsOf('tests/scenario/broken/unknown-setting.yaml')).toEqual([
      expect.stringMatching(/^\.parts\.\w+\.settings\.\w+: expected nothing here$/),
    ]);
  });
});
