import { describe, expect, it } from 'vitest';
import type { RagChunk, RagPlace, SweepPoint } from '../lab/rag/protocol.ts';
import { HEIGHT, joined, PITCH } from './lines.ts';
import { piecesOf } from './pieces.ts';
import { sweepLines } from './sweepLines.ts';

const chunk = (ordinal: number, from: number, to: number): RagChunk => ({
  key: `s#${ordinal}`,
  scroll: 's',
  ordinal,
  from,
  to,
  tokens: 1,
});

describe('pieces of a scroll', () => {
  it('cover the text once, with the chunks that have each', () => {
    const chunks = [chunk(0, 0, 10), chunk(1, 6, 16), chunk(2, 16, 20)];
    const pieces = piecesOf(20, chunks, 's#1');
    expect(pieces.map(({ from, to }) => [from, to])).toEqual([
      [0, 6],
      [6, 10],
      [10, 16],
      [16, 20],
    ]);
    expect(pieces.map(({ depth }) => depth)).toEqual([1, 2, 1, 1]);
    expect(pieces.map(({ isChosen }) => isChosen)).toEqual([false, true, true, false]);
    expect(pieces.map(({ begins }) => begins.map(({ ordinal }) => ordinal))).toEqual([[0], [1], [], [2]]);
  });

  it('are told by a plain count at every character, also where three overlap', () => {
    const chunks = Array.from({ length: 12 }, (_, i) => chunk(i, i * 3, Math.min(40, i * 3 + 9)));
    for (const { from, to, depth } of piecesOf(40, chunks, null))
      for (let at = from; at < to; at++)
        expect(depth).toBe(chunks.filter((one) => one.from <= at && at < one.to).length);
  });

  it('without chunks are one', () => {
    expect(piecesOf(5, [], null)).toEqual([{ from: 0, to: 5, depth: 0, begins: [], isChosen: false }]);
  });
});

const place = (key: string, rank: number, textRank: number | null): RagPlace => ({
  key,
  rank,
  score: 1 / rank,
  cosine: null,
  textRank,
  vectorRank: null,
  mayRead: true,
});

it('lines join a chunk to itself; one that is further down comes from below, one that is not there from nowhere', () => {
  const leg = [place('a', 1, 1), place('b', 2, 2)];
  const fused = [place('b', 1, 2), place('c', 2, 30), place('d', 3, null)];
  expect(joined(leg, fused, ({ textRank }) => textRank)).toEqual([
    { key: 'b', from: PITCH + HEIGHT / 2, to: HEIGHT / 2 },
    { key: 'c', from: null, to: PITCH + HEIGHT / 2 },
  ]);
});

describe('lines of the sweep', () => {
  const point = (size: number, top: number, recall: number): SweepPoint => ({
    size,
    top,
    recall,
    chunks: 1,
    mrr: 0,
    ndcg: 0,
    grounded: 0,
    complete: 0,
    promptTokens: 0,
  });

  it('go from the smallest chunk to the largest, one line a top', () => {
    const lines = sweepLines(
      [point(96, 1, 0.5), point(24, 1, 0.25), point(24, 3, 1), point(96, 3, 1)],
      'recall',
    );
    expect(lines.map(({ top }) => top)).toEqual([1, 3]);
    expect(lines[0]!.dots.map(({ x, y }) => [x, y])).toEqual([
      [0, 0.75],
      [1, 0.5],
    ]);
  });

  it('have names that do not lie on each other, nor outside', () => {
    const lines = sweepLines(
      [1, 3, 5, 10].map((top) => point(24, top, top === 1 ? 0 : 0.01)),
      'recall',
    );
    const places = lines.map(({ nameAt }) => nameAt).sort((a, b) => a - b);
    for (const [i, at] of places.slice(1).entries())
      expect(at - places[i]!).toBeGreaterThanOrEqual(0.11 - 1e-9);
    expect(places.at(-1)).toBeLessThanOrEqual(1);
  });
});
