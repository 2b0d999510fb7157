import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { termsOf } from './analyse.ts';
import { eigenOf } from './eigen.ts';
import { embed, idfIn, type Lsa, likenessOfTerms, lsaOf } from './lsa.ts';
import { cosineOf } from './vectors.ts';

const PASSAGES = readFileSync('scenarios/rag/code/library.md', 'utf8')
  .split(/\n\s*\n/)
  .filter((text) => !text.startsWith('# '));
const DIMENSIONS = 48;

/** The weighted matrix by the formula, a dense row a passage. */
function denseOf(passages: readonly string[]): {
  rows: number[][];
  idf: Map<string, number>;
  terms: string[];
} {
  const lists = passages.map((text) => termsOf(text, 'content'));
  const terms = [...new Set(lists.flat())];
  const idf = new Map(
    terms.map((term) => {
      const n = lists.filter((list) => list.includes(term)).length;
      return [term, Math.log((1 + lists.length) / (1 + n)) + 1];
    }),
  );
  return { rows: lists.map((list) => weigh(list, terms, idf)), idf, terms };
}

function weigh(
  list: readonly string[],
  terms: readonly string[],
  idf: ReadonlyMap<string, number>,
): number[] {
  const raw = terms.map((term) => {
    const count = list.filter((one) => one === term).length;
    return count === 0 ? 0 : (1 + Math.log(count)) * idf.get(term)!;
  });
  const length = Math.hypot(...raw);
  return raw.map((x) => x / length);
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * b[i]!, 0);

describe('against all eigenvectors of the passages, by rotations', () => {
  const passages = PASSAGES.slice(0, 90);
  let lsa: Lsa;
  let values: Float64Array;
  let vectors: Float64Array;
  let dense: ReturnType<typeof denseOf>;
  const n = passages.length;

  beforeAll(() => {
    lsa = lsaOf(passages, { dimensions: DIMENSIONS, analyser: 'content', leastPassages: 1 });
    dense = denseOf(passages);
    const gram = Float64Array.from({ length: n * n }, (_, i) =>
      dot(dense.rows[Math.floor(i / n)]!, dense.rows[i % n]!),
    );
    ({ values, vectors } = eigenOf(gram, n));
  });

  test('the oracle itself: G v = value x v', () => {
    for (const d of [0, 1, 47, n - 1]) {
      for (let i = 0; i < n; i++) {
        let image = 0;
        for (let j = 0; j < n; j++) image += dot(dense.rows[i]!, dense.rows[j]!) * vectors[j * n + d]!;
        expect(image).toBeCloseTo(values[d]! * vectors[i * n + d]!, 10);
      }
    }
  });

  test('singular values and the energy kept', () => {
    expect(lsa.dimensions).toBe(DIMENSIONS);
    lsa.singular.forEach((one, d) => {
      expect(Math.abs(one - Math.sqrt(values[d]!))).toBeLessThan(1e-9);
    });
    const kept = values.slice(0, DIMENSIONS).reduce((sum, one) => sum + one, 0);
    expect(lsa.energy).toBeCloseTo(kept / values.reduce((sum, one) => sum + one, 0), 9);
    expect(lsa.energy).toBeGreaterThan(0.5);
    expect(lsa.energy).toBeLessThan(1);
  });

  test('projections of the passages and of a question that is none, to 1e-6', () => {
    const question = 'Where are vessels moored after dusk, and who keeps the lamps?';
    const asked = weigh(
      termsOf(question, 'content').filter((term) => dense.idf.has(term)),
      dense.terms,
      dense.idf,
    );
    // Columns of U are A v / sigma; signs are free, so products of projections are compared.
    const projection = (row: readonly number[]) => {
      const onto = Array.from({ length: DIMENSIONS }, (_, d) => {
        let sum = 0;
        for (let j = 0; j < n; j++) sum += dot(row, dense.rows[j]!) * vectors[j * n + d]!;
        return sum / Math.sqrt(values[d]!);
      });
      const length = Math.hypot(...onto);
      return onto.map((x) => Math.abs(x / length));
    };
    for (const [text, row] of [
      [question, asked],
      [passages[0]!, dense.rows[0]!],
      [passages[70]!, dense.rows[70]!],
    ] as const) {
      const [ours, theirs] = [embed(lsa, text), projection(row)];
      theirs.forEach((x, d) => {
        expect(Math.abs(Math.abs(ours[d]!) - x)).toBeLessThan(1e-6);
      });
    }
  });
});

test('the whole library settles long before its limit of rounds, and gives the same bits each time', () => {
  const [a, b] = [lsaOf(PASSAGES), lsaOf([...PASSAGES])];
  expect(a.rounds).toBeLessThan(400);
  expect(Buffer.from(a.basis.buffer).equals(Buffer.from(b.basis.buffer))).toBe(true);
});

test('words that keep the same company are near, though they never meet', () => {
  const lsa = lsaOf(
    [
      ...['boat moored at the quay after dusk', 'vessel moored at the quay after dusk'],
      ...['boat crossed the bar with the tide', 'vessel crossed the bar with the tide'],
      ...['kettle boiled on the stove for tea', 'boiler heated the stove room for tea'],
      ...['roses want lime and a sunny wall', 'prune the roses by the wall in spring'],
    ],
    { dimensions: 3, analyser: 'content', leastPassages: 1 },
  );
  const near = (a: string, b: string) => cosineOf(embed(lsa, a), embed(lsa, b));
  expect(near('boat', 'vessel')).toBeGreaterThan(0.9);
  expect(near('boat', 'roses')).toBeLessThan(0.3);
  expect(likenessOfTerms(lsa, 'boat', 'vessel')).toBeGreaterThan(0.9);
  expect(likenessOfTerms(lsa, 'boat', 'zebra')).toBe(0);
  // Spring stands in one passage only: of what stands beside it there it says nothing.
  expect(likenessOfTerms(lsa, 'spring', 'wall')).toBe(0);
  expect(idfIn(lsa, 'zebra')).toBeGreaterThan(idfIn(lsa, 'spring'));
  expect(idfIn(lsa, 'spring')).toBeGreaterThan(idfIn(lsa, 'boat'));
});

test('what it does not know is nothing, and so is a library without words', () => {
  const lsa = lsaOf(['lamp oil', 'oil lamp wick', 'wick']);
  expect(embed(lsa, 'zebra')).toEqual(new Float64Array(lsa.dimensions));
  expect(embed(lsa, '')).toEqual(new Float64Array(lsa.dimensions));
  expect(Math.hypot(...embed(lsa, 'a zebra with a lamp'))).toBeCloseTo(1, 14);
  for (const passages of [[], [''], ['', 'the of and']]) {
    expect(lsaOf(passages).dimensions).toBe(0);
    expect(embed(lsaOf(passages), 'lamp')).toEqual(new Float64Array(0));
  }
});

test('no more dimensions than there are: the same passage twice is one direction', () => {
  const lsa = lsaOf(['lamp oil', 'lamp oil', 'rope'], {
    dimensions: 10,
    analyser: 'content',
    leastPassages: 1,
  });
  expect(lsa.dimensions).toBe(2);
  expect(lsa.energy).toBeCloseTo(1, 12);
});
