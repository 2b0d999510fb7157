import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RandomStreams } from '../engine/random.ts';
import { catalog } from '../parts/catalog.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { Lab } from './client.ts';
import { measureRun } from './judge.ts';
import { type PairedProgress, pairedDifference, runPaired } from './paired.ts';
import type { RunAsked } from './protocol.ts';

describe('the paired difference', () => {
  /** Hours of sleep gained with two drugs by ten patients: the example of the paper that the test comes from. */
  const GOSSET = {
    a: [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0],
    b: [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
  };

  test('of the published example: 1.58 hours, 0.70 to 2.46', () => {
    const { pairs, leftOut, meanA, meanB, difference, low, high } = pairedDifference(GOSSET.a, GOSSET.b);
    expect([pairs, leftOut]).toEqual([10, 0]);
    expect([meanA, meanB, difference]).toEqual([
      expect.closeTo(0.75, 10),
      expect.closeTo(2.33, 10),
      expect.closeTo(1.58, 10),
    ]);
    expect(low).toBeCloseTo(0.7001, 4);
    expect(high).toBeCloseTo(2.4599, 4);
  });

  test('counts in how many seeds it goes which way', () => {
    const { more, less, same } = pairedDifference(GOSSET.a, GOSSET.b);
    expect([more, less, same]).toEqual([9, 0, 1]);
  });

  test('leaves out pairs with nothing to measure, and counts them', () => {
    const nothing = Number.NaN;
    const never = Number.POSITIVE_INFINITY;
    expect(pairedDifference([1, nothing, 3, never, never, 5], [2, 2, nothing, 4, never, 8])).toMatchObject({
      pairs: 2,
      leftOut: 4,
      meanA: 3,
      meanB: 5,
      difference: 2,
      more: 2,
      less: 1,
      same: 1,
    });
  });

  test('has no interval with one pair, and no figure with none', () => {
    const one = pairedDifference([1], [3]);
    expect([one.difference, one.low, one.high]).toEqual([2, Number.NaN, Number.NaN]);
    expect(pairedDifference([], []).difference).toBeNaN();
    expect(() => pairedDifference([1], [])).toThrow('Pairs are needed');
  });

  test('covers the true difference in 95 of 100 samples', () => {
    const stream = new RandomStreams(1, ['coverage']).stream(0);
    const uniform = () => stream.next() / 2 ** 32;
    // Twelve uniforms make a normal, near enough.
    const normal = () => Array.from({ length: 12 }, uniform).reduce((sum, x) => sum + x, -6);
    let covered = 0;
    for (let i = 0; i < 2000; i++) {
      const shoppers = Array.from({ length: 6 }, () => 10 * normal());
      const { low, high } = pairedDifference(
        shoppers,
        shoppers.map((x) => x + 3 + normal()),
      );
      if (low <= 3 && 3 <= high) covered++;
    }
    expect(covered / 2000).toBeGreaterThan(0.935);
    expect(covered / 2000).toBeLessThan(0.965);
  });
});

const source = readFileSync('scenarios/buffer/scenario.yaml', 'utf8');
const parsed = parseScenario(source, catalog);
const asked = (design: string): RunAsked => ({ source, design, edits: { until: 60_000_000 } });
const FIGURES = ['checkout.availability during outage', 'shoppers.made'];

/** A lab of which only measuring is asked, and who has measured what. */
function lab(slowness = 0, log: string[] = [], name = ''): Lab {
  return {
    measure: async (run: RunAsked, what: Parameters<Lab['measure']>[1]) => {
      await new Promise((resolve) => setTimeout(resolve, slowness));
      log.push(`${name}${run.design}${run.edits.seed}`);
      return measureRun(parsed, run.design, run.edits, what);
    },
  } as unknown as Lab;
}

describe('two designs over many seeds', () => {
  test('meet the same shoppers in each, whichever lab has it', async () => {
    const told: PairedProgress[] = [];
    const log: string[] = [];
    const seeds = [3, 1, 4, 15, 9];
    const labs = [lab(0, log, 'x '), lab(30, log, 'y ')];
    const pairs = await runPaired(labs, asked('start'), asked('fix'), FIGURES, seeds, (p) => told.push(p));
    expect(pairs.map(({ seed }) => seed)).toEqual(seeds);
    for (const { a, b } of pairs) {
      expect(a[0]!.value).toBeLessThan(0.1);
      expect(b[0]!.value).toBe(1);
      expect(a[1]!.value).toBe(b[1]!.value);
    }
    expect(new Set(pairs.map(({ a }) => a[1]!.value)).size).toBeGreaterThan(1);
    expect(told.map(({ done, of }) => [done, of])).toEqual([1, 2, 3, 4, 5].map((n) => [n, 5]));
    expect(told.at(-1)!.pairs).toEqual(pairs);
    // The quick one does most of it.
    expect(log.filter((line) => line.startsWith('x')).length).toBeGreaterThan(5);
    expect(log.filter((line) => line.startsWith('y')).length).toBeGreaterThan(0);
  });

  test('stop when they are called off, with what is done', async () => {
    const off = new AbortController();
    const log: string[] = [];
    const pairs = await runPaired(
      [lab(0, log)],
      asked('start'),
      asked('fix'),
      FIGURES,
      [1, 2, 3, 4, 5, 6],
      ({ done }) => done === 2 && off.abort(),
      off.signal,
    );
    expect(pairs.map(({ seed }) => seed)).toEqual([1, 2]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(log).toHaveLength(4);
  });

  test('do not wait for labs that were closed', async () => {
    const off = new AbortController();
    const dead = { measure: () => new Promise(() => {}) } as unknown as Lab;
    const run = runPaired([dead], asked('start'), asked('fix'), FIGURES, [1], () => {}, off.signal);
    off.abort();
    expect(await run).toEqual([]);
  });

  test('say why one cannot run', async () => {
    const run = runPaired([lab()], asked('start'), asked('fixx'), FIGURES, [1, 2], () => {});
    await expect(run).rejects.toThrow('Did you mean fix?');
  });
});
