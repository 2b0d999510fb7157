import { describe, expect, test } from 'vitest';
import { copyPlain } from './snapshot.ts';

test('a copy is equal and shares nothing', () => {
  const state = {
    n: 1,
    text: 'a',
    none: null,
    missing: undefined,
    list: [{ head: -1 }, { head: 3 }],
    words: new Int32Array([1, 2]),
    nested: { deep: { deeper: [[1], [2]] } },
  };
  const copy = copyPlain(state);
  expect(copy).toEqual(state);
  copy.list[1]!.head = 9;
  copy.words[0] = 9;
  copy.nested.deep.deeper[0]![0] = 9;
  expect(state.list[1]!.head).toBe(3);
  expect(state.words[0]).toBe(1);
  expect(state.nested.deep.deeper).toEqual([[1], [2]]);
});

test('part of a larger array is copied as that part', () => {
  const part = new Float64Array([1, 2, 3, 4]).subarray(1, 3);
  const copy = copyPlain({ part });
  expect([...copy.part]).toEqual([2, 3]);
  expect(copy.part.buffer.byteLength).toBe(16);
});

describe('what is not plain data is refused', () => {
  class Thing {
    n = 1;
  }
  test.each([
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['an instance of a class', new Thing()],
    ['a map', new Map()],
    ['a set', new Set()],
    ['a date', new Date(0)],
    ['a promise', Promise.resolve()],
    ['a view without a kind', new DataView(new ArrayBuffer(8))],
    ['an object without a prototype', Object.create(null)],
    ['a generator', (function* () {})()],
  ])('%s, at any depth', (_, value) => {
    expect(() => copyPlain(value)).toThrow('State may');
    expect(() => copyPlain({ deep: [{ value }] })).toThrow('State may');
  });
});
