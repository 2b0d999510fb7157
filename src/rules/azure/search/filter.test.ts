import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Field, type FieldValues, groupsFilter, passes, readFilter } from './filter.ts';
import { quoted } from './filterText.ts';

const field = (name: string, type: Field['type'], filterable = true): Field => ({
  ...{ name, type, filterable, searchable: false, retrievable: true },
});
const FIELDS: readonly Field[] = [
  field('title', 'Edm.String'),
  field('content', 'Edm.String', false),
  field('pages', 'Edm.Double'),
  field('lent', 'Edm.Boolean'),
  field('date', 'Edm.DateTimeOffset'),
  field('group_ids', 'Collection(Edm.String)'),
];
const SCROLL: FieldValues = {
  ...{ title: "The keeper's lamp", pages: 12, lent: true, date: '1931-03-03' },
  group_ids: ['archivists', 'council of 9'],
};

const meets = (filter: string, values: FieldValues = SCROLL): boolean => {
  const read = readFilter(filter, FIELDS);
  if (!read.ok) throw new Error(`${read.message} at ${read.at}`);
  return passes(read.value, values);
};

test.each([
  ["title eq 'The keeper''s lamp'", true],
  ["title ne 'The keeper''s lamp'", false],
  ['pages eq 12', true],
  ['pages gt 12', false],
  ['pages ge 12 and pages lt 12.5', true],
  ['pages gt -1', true],
  ['lent', true],
  ['not lent', false],
  ['lent eq false', false],
  ['not (lent and pages gt 20)', true],
  ['date eq 1931-03-03T00:00:00Z', true],
  ['date ge 1931-03-03', true],
  ['date lt 1931-03-03T00:00:01Z', true],
  ['date gt 2000-01-01', false],
  ["pages gt 20 or lent and title eq 'x'", false],
  ["(pages gt 20 or lent) and search.in(title, 'x|The keeper''s lamp', '|')", true],
  ["search.in(title, 'The, keeper')", false],
  ["group_ids/any(g: search.in(g, 'archivists, gardeners'))", true],
  ["group_ids/any(g:search.in(g,'gardeners,council'))", false],
  ["group_ids/any(g: search.in(g, 'council of 9', '|'))", true],
  ["group_ids/any(g: g eq 'archivists')", true],
  ["group_ids/all(g: g eq 'archivists')", false],
  ["group_ids/all(g: g ne 'everyone')", true],
  ['group_ids/any()', true],
  ['title ne null', true],
] as const)('%s: %s', (filter, expected) => {
  expect(meets(filter)).toBe(expected);
});

test('a document without the field: only ne and null meet it', () => {
  for (const [filter, expected] of [
    ['pages gt 1', false],
    ['pages lt 1', false],
    ['pages eq null', true],
    ["title ne 'x'", true],
    ['group_ids/any()', false],
    ["group_ids/any(g: search.in(g, 'everyone'))", false],
    ["group_ids/all(g: g eq 'x')", true],
  ] as const)
    expect(meets(filter, {}), filter).toBe(expected);
});

describe('what is refused, and where', () => {
  test.each([
    ['', 0, 'Syntax error at position 0'],
    ["title eq 'open", 9, 'Syntax error at position 9'],
    ["title = 'x'", 6, 'Syntax error'],
    ["titel eq 'x'", 0, "Could not find a property named 'titel' on type 'search.document'."],
    ["lent and content eq 'x'", 9, "'content' is not a filterable field"],
    ["pages eq '12'", 9, "operand types 'Edm.Double' and 'Edm.String'"],
    ["title eq 'x' or", 15, 'Syntax error'],
    ["title eq 'x' title eq 'y'", 13, 'Syntax error'],
    ['(lent', 5, 'Syntax error'],
    ["group_ids eq 'x'", 10, 'Syntax error'],
    ["title/any(t: t eq 'x')", 0, 'Syntax error'],
    ["group_ids/some(g: g eq 'x')", 10, 'Syntax error'],
    ["group_ids/any(g: g eq 'x'", 25, 'Syntax error'],
    ["search.in(pages, '1,2')", 10, 'Syntax error'],
    ["g eq 'x'", 0, "named 'g'"],
  ])('%s', (filter, at, says) => {
    const read = readFilter(filter, FIELDS);
    expect(read).toMatchObject({ ok: false, at });
    expect(!read.ok && read.message).toContain(says);
  });

  test('too deep and too long', () => {
    const deep = readFilter(`${'('.repeat(5000)}lent${')'.repeat(5000)}`, FIELDS);
    expect(deep).toMatchObject({ ok: false, message: 'More than 50 levels of nesting.' });
    expect(readFilter(`lent${' '.repeat(20_000)}`, FIELDS).ok).toBe(false);
  });
});

test('no text whatever makes the reader fail, and it refuses at a place inside', () => {
  const scraps = [
    ...[
      'title',
      'lent',
      'group_ids',
      'g',
      'eq',
      'ne',
      'and',
      'or',
      'not',
      '(',
      ')',
      '/',
      'any',
      'all',
      ':',
      ',',
    ],
    ...["'x'", '12', 'null', 'search.in', "'", '2020-01-01', '$', ' '],
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...scraps), { maxLength: 14 }), (all) => {
      const filter = all.join(' ');
      const read = readFilter(filter, FIELDS);
      if (read.ok) expect(typeof passes(read.value, SCROLL)).toBe('boolean');
      else expect(read.at).toBeLessThanOrEqual(filter.length);
    }),
    { numRuns: 500 },
  );
});

test('the groups of a reader let through what one of them may read, whatever the groups are called', () => {
  const name = fc.string({ minLength: 1 }).filter((text) => !text.includes('|'));
  fc.assert(
    fc.property(fc.array(name, { maxLength: 4 }), fc.array(name, { maxLength: 4 }), (mine, theirs) => {
      const group_ids = [...theirs, ...(theirs.length > 1 ? mine.slice(0, 1) : [])];
      expect(meets(groupsFilter(mine), { group_ids })).toBe(mine.some((one) => group_ids.includes(one)));
    }),
  );
});

test('a quote in a group name does not write the rest of the filter', () => {
  const mean = "x')) or title ne 'x";
  expect(meets(groupsFilter([mean]))).toBe(false);
  expect(meets(`group_ids/any(g: g eq ${quoted(mean)})`)).toBe(false);
  // The same name, pasted in by hand, opens everything.
  expect(meets(`group_ids/any(g: search.in(g, 'x')) or title ne 'x'`)).toBe(true);
});
