import { describe, expect, test } from 'vitest';
import type { Json } from '../quantity.ts';
import { type FilterCriteria, matchesAny, readFilterCriteria } from './eventFilter.ts';

const criteria = (...patterns: Json[]): Json => ({ Filters: patterns.map((Pattern) => ({ Pattern })) });

function read(raw: Json): FilterCriteria {
  const answer = readFilterCriteria(raw);
  if (!answer.ok) throw new Error(answer.expected);
  return answer.value;
}

const matching = (body: Json, message: Json): boolean =>
  matchesAny(read(criteria({ body })), typeof message === 'string' ? message : JSON.stringify(message));

describe('the operators', () => {
  test.each([
    ['null', { UserID: [null] }, { UserID: null }, { UserID: '' }],
    ['empty', { LastName: [''] }, { LastName: '' }, { LastName: 'x' }],
    ['equals', { Name: ['Alice'] }, { Name: 'Alice' }, { Name: 'alice' }],
    ['a number is no text', { n: [12] }, { n: 12 }, { n: '12' }],
    ['true', { gift: [true] }, { gift: true }, { gift: 'true' }],
    ['or', { pay: ['Credit', 'Debit'] }, { pay: 'Debit' }, { pay: 'Cash' }],
    ['not', { sky: [{ 'anything-but': ['rain'] }] }, { sky: 'sun' }, { sky: 'rain' }],
    ['not, without a list', { n: [{ 'anything-but': 5 }] }, { n: 6 }, { n: 5 }],
    ['not needs the key', { sky: [{ 'anything-but': ['rain'] }] }, { sky: null }, { other: 1 }],
    ['numeric', { price: [{ numeric: ['=', 100] }] }, { price: 100 }, { price: '100' }],
    ['range', { price: [{ numeric: ['>', 10, '<=', 20] }] }, { price: 20 }, { price: 10 }],
    ['exists', { name: [{ exists: true }] }, { name: null }, { other: 1 }],
    ['exists not', { name: [{ exists: false }] }, { other: 1 }, { name: 1 }],
    ['prefix', { region: [{ prefix: 'us-' }] }, { region: 'us-east-1' }, { region: 'eu-us-1' }],
    ['suffix', { file: [{ suffix: '.png' }] }, { file: 'a.png' }, { file: 'a.PNG' }],
    ['ignoring case', { name: [{ 'equals-ignore-case': 'aLice' }] }, { name: 'ALICE' }, { name: 'Ali' }],
    ['any element of a list', { tags: ['b'] }, { tags: ['a', 'b'] }, { tags: ['a'] }],
    ['and', { a: [1], b: [2] }, { a: 1, b: 2 }, { a: 1, b: 3 }],
    ['nested', { order: { kind: ['x'] } }, { order: { kind: 'x' } }, { 'order.kind': 'x' }],
    ['a list of maps', { items: { n: [2] } }, { items: [{ n: 1 }, { n: 2 }] }, { items: [{ n: 1 }] }],
  ] as [string, Json, Json, Json][])('%s', (_, pattern, yes, no) => {
    expect([matching(pattern, yes), matching(pattern, no)]).toEqual([true, false]);
  });

  test('$or: one of several keys is enough', () => {
    const pattern: Json = { $or: [{ place: ['NY'] }, { day: ['Monday'] }], kind: ['x'] };
    expect(matching(pattern, { place: 'NY', kind: 'x' })).toBe(true);
    expect(matching(pattern, { day: 'Monday', kind: 'x' })).toBe(true);
    expect(matching(pattern, { day: 'Monday', kind: 'y' })).toBe(false);
    expect(matching(pattern, { place: 'LA', day: 'Friday', kind: 'x' })).toBe(false);
  });
});

test('one filter of several is enough', () => {
  const two = read(criteria({ body: { kind: ['a'] } }, { body: { kind: ['b'] } }));
  expect(['a', 'b', 'c'].map((kind) => matchesAny(two, `{"kind":"${kind}"}`))).toEqual([true, true, false]);
});

test('the format of the body must be that of the filter', () => {
  expect(matching([{ prefix: 'Result: ' }], 'Result: 12')).toBe(true);
  expect(matching([{ prefix: 'Result: ' }], 'No result')).toBe(false);
  // A text that is JSON never matches rules for plain texts, nor the other way round, whatever is asked.
  expect(matching([{ 'anything-but': 'x' }], { a: 1 })).toBe(false);
  expect(matching({ a: [{ exists: false }] }, 'plain')).toBe(false);
  // Without a body in the filter nobody looks.
  expect(matchesAny(read(criteria({})), 'plain')).toBe(true);
});

test('a pattern may be a text, as in AWS', () => {
  expect(matchesAny(read(criteria('{ "body": { "n": [1] } }')), '{"n":1}')).toBe(true);
});

test.each([
  [{ Filters: [] }, '1 to 10 filters'],
  [{ Filter: [] }, '1 to 10 filters'],
  [criteria(...Array.from({ length: 11 }, () => ({ body: { a: [1] } }))), '1 to 10 filters'],
  [criteria('{ body'), 'a Pattern that is a JSON object'],
  [criteria({ messageAttributes: { a: [1] } }), 'body alone, and not messageAttributes'],
  [criteria({ body: { a: 1 } }), 'a list of rules, or a map, under a'],
  [criteria({ body: { a: [] } }), 'at least one rule under a'],
  [criteria({ body: {} }), 'at least one key'],
  [criteria({ body: { a: [{ wildcard: '*' }] } }), 'one of prefix, suffix'],
  [criteria({ body: { a: [{ prefix: 'x', suffix: 'y' }] } }), 'one of prefix, suffix'],
  [criteria({ body: { a: [{ prefix: 1 }] } }), 'a text for prefix'],
  [criteria({ body: { a: [{ exists: 'yes' }] } }), 'true or false for exists'],
  [criteria({ body: { a: [{ 'anything-but': { prefix: 'x' } }] } }), 'texts or numbers for anything-but'],
  [criteria({ body: { a: [{ numeric: ['!', 1] }] } }), 'for numeric under a'],
  [criteria({ body: { a: [{ numeric: ['>', 5, '<', 1] }] } }), 'for numeric under a'],
  [criteria({ body: { a: [{ numeric: ['<', 5, '>', 1] }] } }), 'for numeric under a'],
  [criteria({ body: { $or: [{ a: [1] }] } }), 'two or more maps under $or'],
  [criteria({ body: { a: [{ prefix: 'x'.repeat(5000) }] } }), 'at most 4096 characters'],
] as [Json, string][])('refuses %j', (raw, expected) => {
  const answer = readFilterCriteria(raw);
  expect(answer.ok ? '' : answer.expected).toContain(expected);
});
