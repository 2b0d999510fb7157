import { expect, test } from 'vitest';
import { catalog } from '../parts/catalog.ts';
import type { SettingSpec } from '../parts/contract.ts';
import { readSetting } from '../parts/settings.ts';
import type { RawSetting } from '../scenario/types.ts';
import { actPhrase, usualLength } from './acts.ts';
import { fieldText, slipIn, sourcePieces, typedValue, valueWords } from './settingText.ts';

const all = [...catalog.values()].flatMap(({ spec, settings, acts, wires }) => [
  ...Object.entries(wires).flatMap(([port, ofWires]) =>
    Object.entries(ofWires).map(([name, one]) => ({ name: `${spec.kind}.${port}: ${name}`, spec: one })),
  ),
  ...Object.entries(settings).map(([name, one]) => ({ name: `${spec.kind}.${name}`, spec: one })),
  ...Object.entries(acts).flatMap(([act, { settings: how }]) =>
    Object.entries(how).map(([name, one]) => ({ name: `${spec.kind} ${act} ${name}`, spec: one })),
  ),
]);

test.each(all)('$name: what stands in the field is read as what was meant', ({ spec }) => {
  const raw = spec.default as RawSetting;
  const again = typedValue(spec, fieldText(spec, raw));
  expect(readSetting(spec, again)).toEqual(readSetting(spec, raw));
  expect(fieldText(spec, again)).toBe(fieldText(spec, raw));
});

const setting = (kind: string, name: string) => catalog.get(kind)!.settings[name]!;

test.each([
  ['service', 'slots', '1,000', 1000],
  ['service', 'slots', ' 40 ', 40],
  ['service', 'slots', 'many', 'many'],
  ['service', 'slots', '1,00', '1,00'],
  ['service', 'timeout', 'none', 'none'],
  ['sqs-queue', 'missedDeletes', '5 %', '5 %'],
  ['sqs-queue', 'missedDeletes', '0.05', 0.05],
  ['traffic-source', 'trace', '0s, 150ms 2s', ['0s', '150ms', '2s']],
  ['traffic-source', 'trace', '', []],
])('%s.%s: %j is %j', (kind, name, typed, value) => {
  expect(typedValue(setting(kind, name), typed)).toEqual(value);
});

const source = 'made up for tests';
const document: SettingSpec = {
  type: 'json',
  default: null,
  document: 'a tune',
  read: (value) => ({ ok: true, value }),
  says: 'What is rung.',
  source,
};
const line: SettingSpec = {
  type: 'text',
  default: null,
  pattern: /^[a-z]+$/,
  expected: 'a word',
  says: 'A word.',
  source,
};
const figure: SettingSpec = { type: 'metric', default: null, says: 'Watched.', source };

test.each([
  [document, '{"a": [1, -0]}', { a: [1, 0] }],
  [document, '', null],
  [document, ' none ', null],
  [document, 'null', null],
  [document, '"none"', 'none'],
  [document, '{"a": 1', '{"a": 1'],
  [line, 'word', 'word'],
  [line, '', null],
  [line, 'none', null],
  [{ ...line, default: 'word' }, 'none', 'none'],
  [{ ...line, default: 'word' }, '', ''],
  // Where nothing at all may stand there, it does.
  [{ ...line, pattern: /^.*$/ }, '', ''],
  [figure, 'none', null],
  [figure, '', null],
  [figure, 'orders.visible', 'orders.visible'],
] as const)('%j: %j is %j', (spec, typed, value) => {
  expect(typedValue(spec, typed)).toEqual(value);
});

test('a document is laid out, and a slip in it is found', () => {
  expect(fieldText(document, { kind: ['digital'] })).toBe('{ "kind": ["digital"] }');
  expect(fieldText(document, null)).toBe('none');
  expect(slipIn(' none')).toBeNull();
  expect(slipIn('{ "kind": ["digital"] }')).toBeNull();
  expect(slipIn('\n{\n  "kind": digital\n}')).toBe(
    'Line 3, column 11: expected a value: a text in "quotes", a number, true, false, null, a list [...] or a map {...}.',
  );
  expect([null, 3, false, [1], { a: 1 }, 'text'].map((raw) => valueWords(raw))).toEqual([
    'none',
    '3',
    'false',
    'a list',
    'a document',
    'text',
  ]);
});

test('a source is words, an address, or both', () => {
  expect(sourcePieces('assumption of this lab, 2026-11')).toEqual([
    { text: 'assumption of this lab, 2026-11' },
  ]);
  expect(sourcePieces('https://aws.amazon.com/sqs/pricing/ (standard queue)')).toEqual([
    { text: 'aws.amazon.com', href: 'https://aws.amazon.com/sqs/pricing/' },
    { text: ' (standard queue)' },
  ]);
});

const phrase = (kind: string, act: string, values = {}, lasts?: string | null) => {
  const spec = catalog.get(kind)!.acts[act]!;
  return actPhrase(spec, values, lasts === undefined ? usualLength(spec) : lasts);
};

test('an act says on its button what happens', () => {
  expect(phrase('database', 'lock')).toBe('Lock the table for 60 s');
  expect(phrase('database', 'lock', {}, null)).toBe('Lock the table');
  expect(phrase('service', 'slow')).toBe('Slow down × 10 for 60 s');
  expect(phrase('service', 'fail', { share: 0.25 }, '5m')).toBe('Fail a share, 25 %, for 5 min');
  expect(phrase('service', 'crash')).toBe('Crash for 60 s');
  expect(phrase('service', 'crash', { instances: 1 })).toBe('Crash, 1 instance, for 60 s');
  expect(phrase('consumer-fleet', 'kill')).toBe('Kill a worker');
  expect(phrase('sqs-queue', 'poison')).toBe('Send a poison message');
  expect(phrase('network-link', 'partition')).toBe('Cut the link, lost, for 60 s');
});
