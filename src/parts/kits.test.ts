import { expect, test } from 'vitest';
import { basics } from './basics.ts';
import { catalog } from './catalog.ts';
import { kitFor } from './kits.ts';

test('the names of a kit are the parts that its Worker carries', () => {
  expect([...catalog.keys()].filter((kind) => kitFor([kind]) === 'basics')).toEqual([...basics.keys()]);
});

test('one part from beyond the basics takes the whole catalogue', () => {
  expect(kitFor([])).toBe('basics');
  expect(kitFor(['service', 'sqs-queue'])).toBe('basics');
  expect(kitFor(['service', 'a-part-of-tomorrow'])).toBe('all');
});
