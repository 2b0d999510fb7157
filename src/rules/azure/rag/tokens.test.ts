import fc from 'fast-check';
import { expect, test } from 'vitest';
import { headOf } from './tokenizer.ts';
import { CL100K } from './tokens.ts';

test('counts as OpenAI publishes them for cl100k_base', () => {
  // https://github.com/openai/openai-cookbook/blob/main/examples/How_to_count_tokens_with_tiktoken.ipynb
  expect(CL100K.count('tiktoken is great!')).toBe(6);
  expect(CL100K.count('antidisestablishmentarianism')).toBe(6);
  expect(CL100K.count('2 + 2 = 4')).toBe(7);
  expect(CL100K.count('お誕生日おめでとう')).toBe(9);
  expect(CL100K.count('')).toBe(0);
});

test('borders: t ik token is great !', () => {
  expect([...CL100K.starts('tiktoken is great!')]).toEqual([0, 1, 3, 8, 11, 17]);
  expect(headOf('tiktoken is great!', 3, CL100K)).toBe('tiktoken');
  expect(headOf('tiktoken is great!', 0, CL100K)).toBe('');
  expect(headOf('tiktoken is great!', 99, CL100K)).toBe('tiktoken is great!');
});

test('special tokens in a text are letters', () => {
  expect(CL100K.count('<|endoftext|>')).toBeGreaterThan(1);
});

test('borders never fall, and stay inside and between whole characters, for any text', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\uFEFF', '\uD800', '👩‍🚒', '\r\n', '誕生日', '<|endoftext|>'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (all) => {
      const text = all.join('');
      const starts = CL100K.starts(text);
      expect(starts.length === 0).toBe(text === '');
      let last = 0;
      for (const start of starts) {
        expect(start).toBeGreaterThanOrEqual(last);
        last = start;
        const isInside =
          /[\uD800-\uDBFF]/.test(text[start - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[start] ?? '');
        expect(isInside).toBe(false);
      }
      if (text !== '') expect(last).toBeLessThan(text.length);
      expect(starts[0] ?? 0).toBe(0);
    }),
  );
});

test('what is no text is counted, and soon', () => {
  for (const text of ['a'.repeat(50_000), '.'.repeat(50_000), '\n '.repeat(50_000), '誕'.repeat(5000)]) {
    const starts = CL100K.starts(text);
    expect(starts.length).toBeGreaterThan(500);
    expect(starts.at(-1)).toBeLessThan(text.length);
  }
}, 5000);
