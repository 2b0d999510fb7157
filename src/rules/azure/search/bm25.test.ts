import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BM25_DEFAULTS, type Bm25, explain, scoreTexts, textIndexOf } from './bm25.ts';

const LIBRARY = readFileSync('scenarios/rag/code/library.md', 'utf8').split(/\n\s*\n/);

/** Straight from the formula and nothing else: no index, the platform's logarithm. */
function byFormula(texts: readonly string[], question: string, { k1, b, keepsConstant }: Bm25): number[] {
  const wordsOf = (text: string): readonly string[] =>
    text.toLowerCase().match(/[a-z0-9]+(?:(?:(?<=[a-z])'(?=[a-z])|(?<=[0-9])[.,](?=[0-9]))[a-z0-9]+)*/g) ??
    [];
  const documents = texts.map(wordsOf);
  const average = documents.flat().length / documents.length;
  return documents.map((words) => {
    let score = 0;
    for (const term of wordsOf(question)) {
      const n = documents.filter((one) => one.includes(term)).length;
      const f = words.filter((one) => one === term).length;
      if (f === 0) continue;
      const idf = Math.log(1 + (documents.length - n + 0.5) / (n + 0.5));
      score += (idf * f * (keepsConstant ? k1 + 1 : 1)) / (f + k1 * (1 - b + (b * words.length) / average));
    }
    return score;
  });
}

const scoresOf = (texts: readonly string[], question: string, bm25: Bm25): number[] => {
  const scores = texts.map(() => 0);
  for (const { document, score } of scoreTexts(textIndexOf(texts), question, bm25)) scores[document] = score;
  return scores;
};

describe('published scores', () => {
  // https://www.elastic.co/docs/reference/elasticsearch/rest-apis/reciprocal-rank-fusion
  test('four documents that say rrf once to four times', () => {
    const texts = [1, 2, 3, 4].map((n) => Array<string>(n).fill('rrf').join(' '));
    const scores = scoresOf(texts, 'rrf', { k1: 1.2, b: 0.75, keepsConstant: true });
    const published = [0.13963442, 0.15350538, 0.15876243, 0.16152832];
    scores.forEach((score, i) => {
      expect(score).toBeCloseTo(published[i]!, 7);
    });
    // The constant scales all alike.
    scoresOf(texts, 'rrf', BM25_DEFAULTS).forEach((score, i) => {
      expect(score * 2.2).toBeCloseTo(scores[i]!, 14);
    });
  });
});

describe('a second implementation agrees to 1e-12', () => {
  const agree = (texts: readonly string[], question: string, bm25: Bm25) => {
    const [a, b] = [scoresOf(texts, question, bm25), byFormula(texts, question, bm25)];
    for (const [i, score] of a.entries()) expect(Math.abs(score - b[i]!)).toBeLessThanOrEqual(1e-12);
  };

  test('on the library, asked its own paragraphs', () => {
    const plain = LIBRARY.filter((text) => /^[\0-\x7f]*$/.test(text) && !text.includes('_'));
    expect(plain.length).toBeGreaterThan(50);
    for (let i = 0; i < plain.length; i += 17) agree(plain, plain[i]!.slice(0, 120), BM25_DEFAULTS);
    agree(plain, 'how many bollards stand on the quays', { k1: 2, b: 0.3, keepsConstant: true });
  });

  test('on texts of few words, where ties and repetitions are common', () => {
    const text = fc
      .array(fc.constantFrom(...'lamp boat tide kettle scroll key'.split(' ')))
      .map((all) => all.join(' '));
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 12 }).filter((all) => all.some((one) => one !== '')),
        text,
        fc.double({ min: 0, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (texts, question, k1, b, keepsConstant) => agree(texts, question, { k1, b, keepsConstant }),
      ),
    );
  });
});

test('the explanation adds up to the score, term by term', () => {
  const index = textIndexOf(LIBRARY);
  const question = 'Which bollard on the quays is cracked? The bollard!';
  for (const { document, score } of scoreTexts(index, question).slice(0, 20)) {
    const parts = explain(index, question, document);
    expect(parts.reduce((sum, part) => sum + part.score, 0)).toBeCloseTo(score, 12);
    for (const part of parts) expect(part.score).toBeCloseTo(part.times * part.idf * part.tf, 14);
    expect(parts.find((part) => part.term === 'bollard')!.times).toBe(2);
  }
});

test('all wants every word, any wants one', () => {
  const index = textIndexOf(['lamp oil', 'lamp', 'oil', 'rope']);
  const found = (mode: 'any' | 'all') =>
    scoreTexts(index, 'lamp oil', BM25_DEFAULTS, mode).map((one) => one.document);
  expect(found('any')).toEqual([0, 1, 2]);
  expect(found('all')).toEqual([0]);
  expect(scoreTexts(index, 'constructor __proto__ toString')).toEqual([]);
  expect(scoreTexts(textIndexOf([]), 'lamp')).toEqual([]);
  expect(scoreTexts(textIndexOf(['', '']), 'lamp')).toEqual([]);
});
