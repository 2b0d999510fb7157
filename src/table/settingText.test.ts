import { expect, test } from 'vitest';
import { catalog } from '../parts/catalog.ts';
import { readSetting } from '../parts/settings.ts';
import type { RawSetting } from '../scenario/types.ts';
import { actPhrase, usualLength } from './acts.ts';
import { fieldText, sourcePieces, typedValue } from './settingText.ts';

const all = [...catalog.values()].flatMap(({ spec, settings, acts }) => [
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
