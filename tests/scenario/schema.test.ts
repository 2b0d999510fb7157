import { readFileSync, writeFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import { expect, it } from 'vitest';
import { catalog } from '../../src/parts/catalog.ts';
import { scenarioJsonSchema } from '../../src/scenario/jsonSchema.ts';

const FILE = new URL('../../public/scenario.schema.json', import.meta.url);

function generated(): string {
  const convert = (schema: Parameters<typeof toJsonSchema>[0]) => ({
    ...toJsonSchema(schema, { target: 'draft-2020-12', typeMode: 'input' }),
  });
  return `${JSON.stringify(scenarioJsonSchema(convert, catalog), null, 2)}\n`;
}

it('public/scenario.schema.json is what the types and the parts say; UPDATE=1 writes it', () => {
  const schema = generated();
  if (process.env.UPDATE === '1') writeFileSync(FILE, schema);
  expect(readFileSync(FILE, 'utf8')).toBe(schema);
});

it('knows every kind of part, its settings, and refuses unknown ones', () => {
  const { $defs, properties } = JSON.parse(generated());
  expect($defs.part.properties.kind.enum).toEqual([...catalog.keys()]);
  const rule = $defs.part.allOf.find(
    (one: { if: { properties: { kind: { const: string } } } }) => one.if.properties.kind.const === 'service',
  );
  const { settings } = rule.then.properties;
  expect(settings.properties.slots).toMatchObject({ type: 'integer', minimum: 1, default: 10 });
  expect(settings.additionalProperties).toBe(false);
  expect(properties.parts.additionalProperties).toEqual({ $ref: '#/$defs/part' });
  expect(properties.steps.items.additionalProperties).toBe(false);
});
