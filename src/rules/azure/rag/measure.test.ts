import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completenessOf, groundednessOf, meanRetrieval, retrievalAt, supports } from './measure.ts';
import { readExamination } from './questions.ts';

describe('retrieval, reckoned by hand', () => {
  test('two known, at places 2 and 4 of 5', () => {
    const at5 = retrievalAt(['a', 'x', 'b', 'y', 'c'], ['x', 'y'], 5);
    expect(at5).toMatchObject({ recall: 1, precision: 0.4, reciprocalRank: 0.5 });
    const gain = 1 / Math.log2(3) + 1 / Math.log2(5);
    expect(at5.ndcg).toBeCloseTo(gain / (1 + 1 / Math.log2(3)), 14);
    expect(retrievalAt(['a', 'x', 'b', 'y', 'c'], ['x', 'y'], 3)).toMatchObject({
      recall: 0.5,
      precision: 1 / 3,
    });
    expect(retrievalAt(['a', 'x'], ['x'], 1)).toEqual({
      recall: 0,
      precision: 0,
      reciprocalRank: 0,
      ndcg: 0,
    });
  });

  test('a scroll with two chunks gains once', () => {
    const twice = retrievalAt(['x', 'x', 'a'], ['x'], 3);
    expect(twice).toMatchObject({ recall: 1, precision: 2 / 3, reciprocalRank: 1 });
    expect(twice.ndcg).toBeCloseTo(1, 14);
  });

  test('means over questions', () => {
    const all = [retrievalAt(['x'], ['x'], 1), retrievalAt(['a'], ['x'], 1)];
    expect(meanRetrieval(all).recall).toBe(0.5);
    expect(meanRetrieval([]).ndcg).toBe(0);
  });

  test('all lie in 0 to 1, and recall never falls with k', () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    fc.assert(
      fc.property(
        fc.array(ids),
        fc.uniqueArray(ids, { minLength: 1 }),
        fc.integer({ min: 1, max: 9 }),
        (ranked, known, k) => {
          const one = retrievalAt(ranked, known, k);
          for (const value of Object.values(one)) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1 + 1e-12);
          }
          expect(retrievalAt(ranked, known, k + 1).recall).toBeGreaterThanOrEqual(one.recall);
        },
      ),
    );
  });
});

describe('groundedness', () => {
  const CHUNKS = ['The clock tower was finished in 1887 by masons.', 'Roses want lime and sun.'];

  test('four words of five and every number', () => {
    expect(supports(CHUNKS[0]!, 'Masons finished the clock tower in 1887.')).toBe(true);
    expect(supports(CHUNKS[0]!, 'Masons finished the clock tower in 1889.')).toBe(false);
    expect(supports(CHUNKS[0]!, 'The clock tower leans.')).toBe(false);
    // Half of it in one chunk, half in the other: no chunk supports it.
    expect(supports(CHUNKS[1]!, 'The tower clock wants sun.')).toBe(false);
    expect(supports(CHUNKS[1]!, 'The of and.')).toBe(false);
  });

  test('a citation must hold', () => {
    const said = [
      { claim: 'Roses want lime.', cites: [2], from: 'source' },
      { claim: 'Roses want sun.', cites: [1], from: 'source' },
      { claim: 'Roses sing.', cites: [], from: 'prior' },
      { claim: 'The sources do not say.', cites: [], from: 'nothing' },
    ];
    expect(groundednessOf(said, CHUNKS)).toEqual({
      share: 2 / 3,
      citedShare: 1 / 3,
      sentences: [
        { supportedBy: [2], isCitedRightly: true },
        { supportedBy: [2], isCitedRightly: false },
        { supportedBy: [], isCitedRightly: false },
        null,
      ],
    });
    expect(groundednessOf([], CHUNKS)).toEqual({ share: null, citedShare: null, sentences: [] });
  });

  test('completeness: words of the right answer, and none of its numbers missing', () => {
    expect(completenessOf('It was finished in 1887 [1]', 'Finished in 1887')).toBe(1);
    expect(completenessOf('It was finished in 1889 [1]', 'Finished in 1887')).toBe(0);
    expect(completenessOf('Lime', 'Lime and sun')).toBe(0.5);
  });
});

describe('questions', () => {
  const good = {
    id: 'q',
    asks: 'When?',
    reader: { groups: ['everyone'] },
    sources: ['a'],
    answer: 'Then.',
    kind: 'exact',
  };
  test('are read', () => {
    const read = readExamination(
      { questions: [good, { id: 'r', asks: 'Who?' }], prior: [{ about: ['x'], says: 'Y.', true: true }] },
      ['a'],
    );
    expect(read).toMatchObject({
      ok: true,
      value: {
        questions: [
          { reader: ['everyone'], sources: ['a'], kind: 'exact' },
          { reader: ['everyone'], sources: [], kind: 'plain' },
        ],
        prior: [{ about: ['x'], says: 'Y.', isTrue: true }],
      },
    });
  });

  test.each([
    [[], '{ questions'],
    [{ questions: [] }, 'one question at least'],
    [{ questions: [good, good] }, 'questions[1]: an id of its own'],
    [{ questions: [{ ...good, sources: ['b'] }] }, '"b" is none'],
    [{ questions: [{ ...good, kind: 'odd' }] }, 'kind: one of'],
    [{ questions: [{ ...good, asks: '' }] }, 'asks'],
    [{ questions: [good], prior: [{ about: 'x', says: 'Y.' }] }, 'prior[0]'],
  ])('%j is refused', (raw, expected) => {
    const read = readExamination(raw, ['a']);
    expect(!read.ok && read.expected).toContain(expected);
  });
});
