import { expect, test } from 'vitest';
import { aws } from './aws.ts';
import { basics } from './basics.ts';
import { catalog } from './catalog.ts';
import { fullCatalog } from './full.ts';
import { KITS, type Kit, kitFor, kitForText, suffices } from './kits.ts';
import { catalogWithGo } from './withGo.ts';
import { catalogWithRag } from './withRag.ts';

/** The part itself, and not a drawing of it, is in the Worker's list. */
const CARRIED: Readonly<Record<Kit, ReadonlyMap<string, unknown>>> = {
  basics,
  aws,
  azure: catalog,
  go: catalogWithGo,
  rag: catalogWithRag,
  full: fullCatalog,
};

test.each([...fullCatalog])(
  '%s is carried by the Workers whose kit says so, and by no smaller one',
  (kind, part) => {
    const needed = kitFor([kind]);
    for (const kit of KITS)
      expect([kit, CARRIED[kit].get(kind) === part]).toEqual([kit, suffices(kit, needed)]);
  },
);

test('the kit is the smallest that has every part', () => {
  expect(kitFor([])).toBe('basics');
  expect(kitFor(['service', 'sqs-queue'])).toBe('basics');
  expect(kitFor(['service', 'a-part-of-tomorrow'])).toBe('aws');
  expect(kitFor(['service', 'go-program', 'router'])).toBe('go');
  expect(kitFor(['service', 'search-index'])).toBe('rag');
  expect(kitFor(['go-program', 'search-index'])).toBe('full');
  expect([kitForText('kind: go-program'), kitForText('kind: service')]).toEqual(['go', 'azure']);
  expect([kitForText('kind: chunker'), kitForText('chunker and go-program')]).toEqual(['rag', 'full']);
});

test('every part is known, whether it can be run here or not', () => {
  expect([...fullCatalog.keys()].sort()).toEqual([...catalog.keys()].sort());
});
