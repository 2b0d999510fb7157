import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { validate } from '../../src/theory/validation.ts';

const FILE = 'public/validation.json';

test('every row of the table holds through real parts, and the published page shows just that', {
  timeout: 240_000,
}, () => {
  const validation = validate();
  const written = `${JSON.stringify(validation, null, 1)}\n`;
  if (process.env.UPDATE) writeFileSync(FILE, written);
  expect(validation.checks.filter((check) => !check.holds)).toEqual([]);
  expect(validation.checks.length).toBeGreaterThan(150);
  expect(readFileSync(FILE, 'utf8'), 'run UPDATE=1 npm test -- unit').toBe(written);
});
