import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyPlain } from '../../../engine/snapshot.ts';
import type { Field } from './filter.ts';
import { groupsFilter } from './filter.ts';
import { embed, lsaOf } from './lsa.ts';
import { QUERY_MODES, type Query, search, searchIndexOf, shown } from './searchIndex.ts';

const FIELDS: readonly Field[] = [
  { name: 'content', type: 'Edm.String', filterable: false, searchable: true, retrievable: true },
  { name: 'title', type: 'Edm.String', filterable: true, searchable: true, retrievable: true },
  {
    name: 'group_ids',
    type: 'Collection(Edm.String)',
    filterable: true,
    searchable: false,
    retrievable: false,
  },
];
const TEXTS = [
  'Boats moored after dusk show a lamp.',
  'Vessels moored after dusk show a lantern.',
  'The lamp in the tower burns oil.',
  'Roses want lime and a sunny wall.',
  'A lantern in the tower burns gas.',
];
const lsa = lsaOf(TEXTS, { dimensions: 3, analyser: 'content', leastPassages: 1 });
const indexOf = (groups: readonly (readonly string[])[]) =>
  searchIndexOf(
    FIELDS,
    TEXTS.map((content, i) => ({
      key: `s${i}`,
      values: { content, title: `Scroll ${i}`, group_ids: groups[i]! },
    })),
    TEXTS.map((text) => embed(lsa, text)),
  );
const OPEN = indexOf(TEXTS.map(() => ['everyone']));

const keys = (query: Partial<Query>, index = OPEN): string[] => {
  const found = search(index, query);
  if (!found.ok) throw new Error(found.error.message);
  return found.hits.map((hit) => hit.key);
};

test('text finds the word, the vector finds its company too', () => {
  const text = 'lamp';
  expect(keys({ mode: 'text', text }).sort()).toEqual(['s0', 's2']);
  const near = keys({ mode: 'vector', text, vector: embed(lsa, text), k: 4 });
  expect(near).toContain('s4');
  expect(near).not.toContain('s3');
});

test('hybrid: the score is the sum of both legs by rank', () => {
  const found = search(OPEN, { text: 'lamp', vector: embed(lsa, 'lamp'), k: 2, top: 3 });
  if (!found.ok) throw new Error('refused');
  expect([found.texts, found.vectors]).toEqual([2, 2]);
  for (const { score, text, vector } of found.hits) {
    const sum = (text ? 1 / (60 + text.rank) : 0) + (vector ? 1 / (60 + vector.rank) : 0);
    expect(score).toBeCloseTo(sum, 15);
  }
  expect(found.hits.length).toBeLessThanOrEqual(3);
});

test('the text leg of a hybrid question is as long as maxTextRecallSize', () => {
  const found = search(OPEN, { text: 'lamp lantern moored', maxTextRecallSize: 1 });
  expect(found).toMatchObject({ ok: true, texts: 1 });
});

test('a filter that is wrong is refused by name', () => {
  expect(search(OPEN, { text: 'lamp', filter: "group eq 'x'" })).toEqual({
    ok: false,
    at: 0,
    error: {
      code: 'InvalidRequestParameter',
      message:
        "Invalid expression: Could not find a property named 'group' on type 'search.document'.\r\nParameter name: $filter",
      status: 400,
    },
  });
});

test('what may not be shown is not', () => {
  expect(shown(OPEN, 1)).toEqual({ content: TEXTS[1], title: 'Scroll 1' });
  expect(shown(OPEN, 99)).toEqual({});
});

test('an index is plain data and survives copying', () => {
  const query = { text: 'lamp tower', vector: embed(lsa, 'lamp tower') };
  expect(search(copyPlain(OPEN), query)).toEqual(search(OPEN, query));
});

describe('security trimming', () => {
  const group = fc.constantFrom('everyone', 'archivists', 'council');
  const groups = fc.array(fc.uniqueArray(group, { minLength: 1 }), { minLength: 5, maxLength: 5 });
  const query = fc.record({
    mode: fc.constantFrom(...QUERY_MODES),
    vectorFilterMode: fc.constantFrom('preFilter' as const, 'postFilter' as const),
    k: fc.integer({ min: 1, max: 6 }),
    top: fc.integer({ min: 0, max: 6 }),
    text: fc.constantFrom('lamp', 'lantern dusk', 'roses in the tower', 'zebra'),
  });

  test('nothing forbidden comes through, before or after; before, nothing permitted is lost', () => {
    fc.assert(
      fc.property(groups, fc.uniqueArray(group), query, (owners, mine, asked) => {
        const index = indexOf(owners);
        const may = owners.map((all) => all.some((one) => mine.includes(one)));
        const whole = { ...asked, vector: embed(lsa, asked.text), filter: groupsFilter(mine) };
        const found = search(index, whole);
        if (!found.ok) throw new Error('refused');
        for (const hit of found.hits) expect(may[hit.document]).toBe(true);
        if (asked.vectorFilterMode === 'postFilter' || asked.mode !== 'vector') return;
        // As if the others were not there at all.
        const all = search(index, { ...whole, filter: '', k: 99, top: 99 });
        if (!all.ok) throw new Error('refused');
        const permitted = all.hits.filter((hit) => may[hit.document]).map((hit) => hit.key);
        expect(found.hits.map((hit) => hit.key)).toEqual(permitted.slice(0, Math.min(asked.k, asked.top)));
      }),
    );
  });

  test('postFilter gives fewer than k where the nearest are forbidden', () => {
    const index = indexOf([['council'], ['council'], ['everyone'], ['everyone'], ['everyone']]);
    const asked = { mode: 'vector', vector: embed(lsa, 'moored after dusk'), k: 2 } as const;
    const filter = groupsFilter(['everyone']);
    const count = (vectorFilterMode: 'preFilter' | 'postFilter') => {
      const found = search(index, { ...asked, filter, vectorFilterMode });
      return found.ok ? [found.hits.length, found.filteredAway] : [];
    };
    expect(count('preFilter')).toEqual([2, 0]);
    expect(count('postFilter')).toEqual([0, 2]);
  });
});
