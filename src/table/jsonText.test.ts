import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../rules/quantity.ts';
import { readJson, writeJson } from './jsonText.ts';

/** As JSON has it: there is no -0. */
const documents = fc.jsonValue({ maxDepth: 6 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);

test('what is written is read as it was', () => {
  fc.assert(
    fc.property(documents, (value) => {
      expect(readJson(writeJson(value))).toEqual({ ok: true, value });
    }),
  );
});

test('takes what the platform takes, and refuses what it refuses', () => {
  const texts = fc.oneof(
    documents.map((value) => JSON.stringify(value, null, 1)),
    // A document with one character changed, or cut off.
    fc
      .tuple(
        documents,
        fc.nat(),
        fc.constantFrom('', ',', '"', '\\', ']', '}', ':', '0', 'e', '.', '\n', '\u0001'),
      )
      .map(([value, place, sign]) => {
        const text = JSON.stringify(value, null, 1);
        const at = place % (text.length + 1);
        return text.slice(0, at) + sign + text.slice(at + 1);
      }),
    fc.string(),
  );
  fc.assert(
    fc.property(texts, (text) => {
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      expect(readJson(text).ok).toBe(isJson);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['{ "kind": [digital] }', 1, 12, 'a value: a text in "quotes"'],
  ['{\n  "kind": ["digital"]\n  "size": [1]\n}', 3, 3, 'a comma or }'],
  ['{ kind: 1 }', 1, 3, 'a name in "quotes"'],
  ["{ 'kind': 1 }", 1, 3, 'a name in "quotes"'],
  ['{ "kind" ["a"] }', 1, 10, 'a colon'],
  ['[1, 2', 1, 6, 'a comma or ]'],
  ['[1, 2,]', 1, 7, 'a value'],
  ['["a\nb"]', 1, 4, 'on the same line'],
  ['["a, b]', 1, 2, 'closing quotes (") for the text that begins here'],
  ['["\\d"]', 1, 3, 'behind a backslash'],
  ['[1] 2', 1, 5, 'nothing more'],
  ['', 1, 1, 'a value'],
  ['01', 1, 2, 'nothing more'],
  ['nullo', 1, 1, 'a value'],
  ['['.repeat(100_000), 1, 102, 'at most 100 deep'],
])('a slip is found: %.30j', (text, line, column, expected) => {
  expect(readJson(text)).toMatchObject({ ok: false, line, column });
  expect((readJson(text) as { expected: string }).expected).toContain(expected);
});

test('is laid out so that it can be read', () => {
  expect(writeJson({ kind: ['digital', 'gift'] })).toBe('{ "kind": ["digital", "gift"] }');
  expect(
    writeJson({
      kind: ['digital'],
      total: [{ numeric: ['>', 100, '<=', 2500] }],
      $or: [{ a: [1] }, { b: [null] }],
    }),
  ).toBe(`{
  "kind": ["digital"],
  "total": [
    { "numeric": [">", 100, "<=", 2500] }
  ],
  "$or": [{ "a": [1] }, { "b": [null] }]
}`);
  expect(writeJson([])).toBe('[]');
  expect(writeJson(null)).toBe('null');
});
