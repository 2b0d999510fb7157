import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuse } from './fuse.ts';
import { cosineOf, nearest, scoreOfCosine } from './vectors.ts';

describe('reciprocal rank fusion', () => {
  // https://www.elastic.co/docs/reference/elasticsearch/rest-apis/reciprocal-rank-fusion
  test('published scores, with a constant of 1', () => {
    const fused = fuse(
      [
        { documents: [4, 3, 2, 1], weight: 1 },
        { documents: [3, 2, 1, 5], weight: 1 },
      ],
      1,
    );
    const published = [
      [3, 0.8333334],
      [2, 0.5833334],
      [4, 0.5],
      [1, 0.45],
      [5, 0.2],
    ] as const;
    expect(fused.map((one) => one.document)).toEqual(published.map(([document]) => document));
    fused.forEach((one, i) => {
      expect(one.score).toBeCloseTo(published[i]![1], 6);
    });
    expect(fused[0]!.ranks).toEqual([2, 1]);
    expect(fused[4]!.ranks).toEqual([null, 4]);
  });

  const leg = fc.record({
    documents: fc.uniqueArray(fc.nat(20), { maxLength: 12 }),
    weight: fc.constantFrom(0.5, 1, 2, 3.7),
  });

  test('the order of the legs changes nothing, to the bit', () => {
    fc.assert(
      fc.property(
        fc
          .array(leg, { minLength: 1, maxLength: 4 })
          .chain((legs) =>
            fc.tuple(fc.constant(legs), fc.shuffledSubarray(legs, { minLength: legs.length })),
          ),
        fc.integer({ min: 1, max: 100 }),
        ([legs, shuffled], k) => {
          const plain = (all: typeof legs) =>
            fuse(all, k).map(({ document, score }) => ({ document, score }));
          expect(plain(shuffled)).toEqual(plain(legs));
        },
      ),
    );
  });

  test('everybody appears once, ranked by falling score, none above the sum of weight / (k + 1)', () => {
    fc.assert(
      fc.property(fc.array(leg, { maxLength: 4 }), (legs) => {
        const fused = fuse(legs);
        const all = new Set(legs.flatMap((one) => one.documents));
        expect(new Set(fused.map((one) => one.document))).toEqual(all);
        expect(fused.length).toBe(all.size);
        const most = legs.reduce((sum, one) => sum + one.weight / 61, 0);
        fused.forEach(({ score }, i) => {
          expect(score).toBeLessThanOrEqual(most + 1e-12);
          if (i > 0) expect(score).toBeLessThanOrEqual(fused[i - 1]!.score);
        });
      }),
    );
  });
});

describe('nearest vectors', () => {
  const vector = (...xs: number[]) => Float64Array.from(xs);

  test('scores go from a third to one', () => {
    expect(scoreOfCosine(1)).toBe(1);
    expect(scoreOfCosine(0)).toBe(0.5);
    expect(scoreOfCosine(-1)).toBeCloseTo(1 / 3, 15);
    expect(cosineOf(vector(3, 4), vector(4, 3))).toBeCloseTo(24 / 25, 15);
  });

  test('the nearest first, equals in their order, zeros never, only who is allowed', () => {
    const all = [vector(0, 1), vector(0, 0), vector(2, 0), vector(1, 1), vector(5, 0), vector(-1, 0)];
    const places = (k: number, allowed?: boolean[]) =>
      nearest(all, vector(1, 0), k, allowed).map((one) => one.document);
    expect(places(9)).toEqual([2, 4, 3, 0, 5]);
    expect(places(2)).toEqual([2, 4]);
    expect(places(2, [true, true, false, true, true, true])).toEqual([4, 3]);
    expect(places(0)).toEqual([]);
    expect(nearest(all, vector(0, 0), 3)).toEqual([]);
  });
});
