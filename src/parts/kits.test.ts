import { expect, test } from 'vitest';
import { basics } from './basics.ts';
import { catalog } from './catalog.ts';
import { KITS, kitFor, kitForText, suffices } from './kits.ts';
import { catalogWithGo } from './withGo.ts';

test('the names of a kit are the parts that its Worker carries', () => {
  expect([...catalog.keys()].filter((kind) => kitFor([kind]) === 'basics')).toEqual([...basics.keys()]);
});

test('one part from beyond the basics takes the whole catalogue', () => {
  expect(kitFor([])).toBe('basics');
  expect(kitFor(['service', 'sqs-queue'])).toBe('basics');
  expect(kitFor(['service', 'a-part-of-tomorrow'])).toBe('all');
});

test('a Go program takes the machine that runs it, and every kit has what those before it have', () => {
  expect(kitFor(['service', 'go-program', 'router'])).toBe('go');
  expect(catalogWithGo.get('go-program')).not.toBe(catalog.get('go-program'));
  expect([...catalogWithGo.keys()].sort()).toEqual([...catalog.keys()].sort());
  const [basic, all, go] = KITS;
  expect([suffices(go, all), suffices(all, basic), suffices(all, all)]).toEqual([true, true, true]);
  expect([suffices(basic, all), suffices(all, go)]).toEqual([false, false]);
  expect([kitForText('kind: go-program'), kitForText('kind: service')]).toEqual(['go', 'all']);
});
