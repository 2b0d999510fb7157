import { describe, expect, test } from 'vitest';
import { filled, readKinds, sizeOf, written } from './letter.ts';

describe('kinds of messages', () => {
  test('an attribute has the type of what is written', () => {
    const read = readKinds([
      { share: '70 %', body: 'order {n}', attributes: { kind: 'digital', total: 12, tags: ['a', 'b'] } },
    ]);
    expect(read).toMatchObject({
      ok: true,
      value: [
        {
          share: 0.7,
          letter: {
            body: 'order {n}',
            attributes: {
              kind: { type: 'String', value: 'digital' },
              total: { type: 'Number', value: '12' },
              tags: { type: 'String.Array', value: '["a","b"]' },
            },
          },
        },
      ],
    });
  });

  test('the group is one of a range, the number of the request stands for {n}', () => {
    const read = readKinds([{ body: 'order {n}', group: 'customer-{3..5}' }]);
    if (!read.ok) throw new Error(read.expected);
    expect([0, 1, 2].map((k) => written(read.value[0]!, () => k).group)).toEqual([
      'customer-3',
      'customer-4',
      'customer-5',
    ]);
    expect(filled('order {n} of {n}', 17)).toBe('order 17 of 17');
  });

  test.each([
    [[], 'a list of kinds'],
    ['order', 'a list of kinds'],
    [[{ body: 1 }], 'for kind 1 a text for body'],
    [[{}, { sahre: 1 }], 'for kind 2 only share, body'],
    [[{ share: 0 }], 'a share above 0'],
    [[{ attributes: { a: true } }], 'for the attribute a'],
    [[{ group: 'g{5..3}' }], 'a range'],
    [[{ size: 'big' }], 'a size'],
  ])('%j is refused with what was expected', (raw, expected) => {
    const read = readKinds(raw as never);
    expect(read.ok ? '' : read.expected).toContain(expected);
  });

  test('bytes are those of UTF-8, attributes count with name and type', () => {
    expect(sizeOf({ body: 'aä€😀' }, 0)).toBe(1 + 2 + 3 + 4);
    expect(sizeOf({ body: 'n{n}', attributes: { kind: { type: 'String', value: 'x' } } }, 100)).toBe(
      4 + 4 + 6 + 1,
    );
    expect(sizeOf({ body: 'video', size: 1_000_000 }, 0)).toBe(1_000_000);
    // Who is told of an object in a bucket is not sent it.
    expect(sizeOf({ body: 'video', key: 'in/{n}.mp4', size: 1_000_000 }, 0)).toBe(5);
  });
});
