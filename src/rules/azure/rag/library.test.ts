import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LIBRARY_BYTES_MOST, mayRead, paragraphsOf, readLibrary } from './library.ts';

const scroll = (id: string, more = ''): string =>
  `# Title of ${id}\nid: ${id}\nauthor: A. Keeper\ndate: 1931-03-03\ngroups: everyone\n${more}\nFirst words.\n\n## A part\n\nMore words,\nand more.\n`;

test('the library that ships is sound', () => {
  const read = readLibrary(readFileSync('scenarios/rag/code/library.md', 'utf8'));
  expect(read).toMatchObject({ ok: true });
});

test('what a scroll has', () => {
  const text = `\uFEFF\n\n${scroll('a')}${scroll('b', 'supersedes: a\n').replace('everyone', 'archivists, council of 9')}`;
  const read = readLibrary(text.replaceAll('\n', '\r\n'));
  if (!read.ok) throw new Error(read.expected);
  const [a, b] = read.value;
  expect(a).toEqual({
    ...{ id: 'a', title: 'Title of a', author: 'A. Keeper', date: '1931-03-03', groups: ['everyone'] },
    ...{ supersedes: null, body: 'First words.\n\n## A part\n\nMore words,\nand more.', line: 3 },
  });
  expect(b).toMatchObject({ supersedes: 'a', groups: ['archivists', 'council of 9'], line: 15 });
  expect(paragraphsOf(a!)).toEqual(['First words.', 'More words,\nand more.']);
  expect([mayRead(a!, []), mayRead(b!, ['everyone']), mayRead(b!, ['council of 9'])]).toEqual([
    true,
    false,
    true,
  ]);
});

describe('faults name the line', () => {
  test.each([
    ['', 'a scroll at least'],
    ['\nhello', 'line 2: a scroll begins with "# "'],
    ['# \n', 'line 1: a title'],
    ['# T\nid: a\n\nwords', 'line 1: "author:" under the title "T"'],
    [scroll('a').replace('id: a', 'id: A b'), 'line 2: small letters'],
    [scroll('a').replace('1931-03-03', '1931-13-03'), 'line 4: a date'],
    [scroll('a').replace('groups: everyone', 'groups: ,'), 'line 5: something after "groups:"'],
    [scroll('a').replace('author', 'Author'), 'line 3: one of "id:"'],
    [scroll('a', 'id: a\n'), 'line 6: "id:" only once'],
    [scroll('a') + scroll('a'), 'line 13: an id of its own; "a" is that of the scroll in line 1'],
    [scroll('a', 'supersedes: b\n'), 'line 1: supersedes another scroll; there is no other "b"'],
    [scroll('a', 'supersedes: a\n'), 'there is no other "a"'],
    ['# T\nid: a\nauthor: A\ndate: 1931-03-03\ngroups: x\n\n', 'line 1: words under "T"'],
    [Array.from({ length: 501 }, (_, i) => scroll(`s${i}`)).join(''), 'at most 500 scrolls; there are 501'],
    [`${scroll('a')}${'é'.repeat(LIBRARY_BYTES_MOST / 2)}`, 'at most 200 kB; the library has 201 kB'],
  ])('%#', (text, expected) => {
    const read = readLibrary(text);
    expect(read.ok).toBe(false);
    expect(!read.ok && read.expected).toContain(expected);
  });
});
