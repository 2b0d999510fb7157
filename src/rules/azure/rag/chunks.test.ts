import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHUNKERS, chunksOf } from './chunks.ts';
import { readLibrary } from './library.ts';
import { sentencesOf } from './sentences.ts';
import { CL100K } from './tokens.ts';

const library = readLibrary(readFileSync('scenarios/rag/code/library.md', 'utf8'));
const SCROLLS = library.ok ? library.value : [];

describe('sentences', () => {
  test('marks, quotes, short forms, headings, empty lines', () => {
    const text =
      '## The lamp\nMr. A. Keeper lit it at 7.30 p.m. He said "Light!" Then he left (at once). No. 17 is cracked?!\n\nNo end here\n\nThe last';
    expect(sentencesOf(text)).toEqual([
      'Mr. A. Keeper lit it at 7.30 p.m.',
      'He said "Light!"',
      'Then he left (at once).',
      'No. 17 is cracked?!',
      'No end here',
      'The last',
    ]);
    expect(sentencesOf('')).toEqual([]);
  });
});

describe('chunks', () => {
  const body = 'One two three four five. Six seven eight nine ten. Eleven twelve.';
  const texts = (by: (typeof CHUNKERS)[number], size: number, overlap: number, of = body) =>
    chunksOf({ id: 'a', body: of }, { by, size, overlap }, CL100K).map((chunk) => chunk.text);

  test('fixed: so many tokens, the last of one first in the next', () => {
    expect(texts('fixed', 6, 2)).toEqual([
      ...[
        'One two three four five.',
        ' five. Six seven eight nine',
        ' eight nine ten. Eleven twelve',
        ' Eleven twelve.',
      ],
    ]);
  });

  test('by sentences: whole ones as long as they fit, and whole ones again', () => {
    const [a, b, c] = ['One two three four five. ', 'Six seven eight nine ten. ', 'Eleven twelve.'];
    expect(texts('sentence', 14, 0)).toEqual([`${a}${b}`, c]);
    expect(texts('sentence', 14, 7)).toEqual([`${a}${b}`, `${b}${c}`]);
    expect(texts('sentence', 100, 7)).toEqual([body]);
    expect(texts('sentence', 3, 0).length).toBeGreaterThan(4);
  });

  test('by headings: no chunk has two sections', () => {
    const of = '## A\n\nOne two. Three four.\n\n## B\n\nFive.';
    expect(texts('heading', 100, 0, of)).toEqual(['## A\n\nOne two. Three four.\n\n', '## B\n\nFive.']);
  });

  test('every character is covered, none is out of order, and size is kept, on the library and on any text', () => {
    const any = fc.array(
      fc.oneof(
        fc.constantFrom(...SCROLLS.map((scroll) => scroll.body)),
        fc.string({ unit: 'grapheme', maxLength: 30 }),
        fc.constantFrom('## ', '\n\n', '. ', 'word '.repeat(50), '誕生日'.repeat(10)),
      ),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(
        any,
        fc.constantFrom(...CHUNKERS),
        fc.integer({ min: 1, max: 200 }),
        fc.nat(150),
        (all, by, size, overlap) => {
          const body = all.join('');
          const chunks = chunksOf({ id: 'a', body }, { by, size, overlap }, CL100K);
          let covered = 0;
          let last = -1;
          chunks.forEach((chunk, i) => {
            expect(chunk.ordinal).toBe(i);
            expect(chunk.text).toBe(body.slice(chunk.from, chunk.to));
            expect(chunk.from).toBeLessThanOrEqual(covered);
            expect(chunk.from).toBeGreaterThan(last);
            expect(chunk.to).toBeGreaterThan(covered);
            last = chunk.from;
            covered = chunk.to;
          });
          expect(covered).toBe(body.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('no chunk of the library is longer than asked, nor are two alike', () => {
    for (const by of CHUNKERS) {
      for (const [size, overlap] of [
        [64, 16],
        [128, 0],
        [128, 96],
      ] as const) {
        for (const scroll of SCROLLS) {
          const chunks = chunksOf(scroll, { by, size, overlap }, CL100K);
          // A cut at a border may split a word's token anew: a token more at either end.
          for (const chunk of chunks) expect(chunk.tokens).toBeLessThanOrEqual(size + 2);
          expect(new Set(chunks.map((chunk) => chunk.from)).size).toBe(chunks.length);
        }
      }
    }
  });
});
