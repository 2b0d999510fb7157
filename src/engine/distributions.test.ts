import { describe, expect, test } from 'vitest';
import { type Distribution, draw, meanOf } from './distributions.ts';
import { RandomStreams } from './random.ts';

const DRAWS = 400_000;

function sample(law: Distribution, draws = DRAWS): Float64Array {
  const stream = new RandomStreams('laws', [JSON.stringify(law)]).stream(0);
  return Float64Array.from({ length: draws }, () => draw(law, stream));
}

/** Raw moments of the bounded Pareto, by its density. */
function paretoMoment(k: number, a: number, l: number, h: number): number {
  return ((a * l ** a) / (1 - (l / h) ** a)) * ((l ** (k - a) - h ** (k - a)) / (a - k));
}

const lognormalMoment = (k: number, mean: number, cv: number) =>
  mean ** k * (1 + cv * cv) ** ((k * (k - 1)) / 2);

/** Means and variances by their formulas. */
const LAWS: readonly (readonly [Distribution, mean: number, variance: number])[] = [
  [{ law: 'constant', value: 12 }, 12, 0],
  [{ law: 'exponential', mean: 12 }, 12, 144],
  [{ law: 'uniform', from: 5, to: 15 }, 10, 100 / 12],
  [{ law: 'uniform', from: 5, to: 5 }, 5, 0],
  [{ law: 'erlang', shape: 1, mean: 12 }, 12, 144],
  [{ law: 'erlang', shape: 4, mean: 12 }, 12, 36],
  [{ law: 'hyper', mean: 12, cv2: 4 }, 12, 4 * 144],
  [{ law: 'hyper', mean: 12, cv2: 1.5 }, 12, 1.5 * 144],
  [{ law: 'lognormal', mean: 12, cv: 0.5 }, 12, 36],
  [{ law: 'lognormal', mean: 12, cv: 1 }, 12, lognormalMoment(2, 12, 1) - 144],
  [
    { law: 'pareto', shape: 1.5, from: 10, to: 1000 },
    paretoMoment(1, 1.5, 10, 1000),
    paretoMoment(2, 1.5, 10, 1000) - paretoMoment(1, 1.5, 10, 1000) ** 2,
  ],
  [
    { law: 'pareto', shape: 1, from: 10, to: 100 },
    (10 * Math.log(10)) / 0.9,
    (10 * 90) / 0.9 - ((10 * Math.log(10)) / 0.9) ** 2,
  ],
  [{ law: 'empirical', values: [5, 7, 12] }, 8, 26 / 3],
];

describe.each(LAWS)('%j', (law, mean, variance) => {
  const values = sample(law);
  const m = values.reduce((a, b) => a + b, 0) / DRAWS;
  const central = (power: number) => values.reduce((a, b) => a + (b - m) ** power, 0) / DRAWS;

  test('the mean is its formula, within four standard errors', () => {
    expect(Math.abs(m - mean)).toBeLessThanOrEqual(4 * Math.sqrt(variance / DRAWS) + 1e-9);
    expect(meanOf(law)).toBeCloseTo(mean, 9);
  });

  test('the variance is its formula, within five standard errors', () => {
    const v = central(2);
    const error = Math.sqrt(Math.max(0, central(4) - v * v) / DRAWS);
    expect(Math.abs(v - variance)).toBeLessThanOrEqual(5 * error + 1e-9);
  });

  test('never below zero, never without a value', () => {
    expect(values.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
  });
});

describe('bounds', () => {
  const law = { law: 'pareto', shape: 1.1, from: 1e4, to: 1e7 } as const;

  test('a bounded Pareto keeps to its bounds, and comes near to both', () => {
    const values = sample(law);
    const low = values.reduce((a, b) => Math.min(a, b));
    const high = values.reduce((a, b) => Math.max(a, b));
    expect(low).toBeGreaterThanOrEqual(law.from);
    expect(high).toBeLessThanOrEqual(law.to);
    expect(low).toBeLessThan(law.from * 1.001);
    expect(high).toBeGreaterThan(law.to * 0.5);
  });

  test.each([0, 1, 2 ** 31, 2 ** 32 - 1])('... for the bits %i and every shape', (bits) => {
    for (const shape of [0.01, 0.5, 1, 1.5, 2, 10, 100]) {
      const value = draw({ ...law, shape }, { next: () => bits });
      expect(value).toBeGreaterThanOrEqual(law.from);
      expect(value).toBeLessThanOrEqual(law.to);
    }
  });

  test('a uniform keeps to its bounds', () => {
    const values = sample({ law: 'uniform', from: 5, to: 6 });
    expect(values.every((value) => value > 5 && value < 6)).toBe(true);
  });
});

test('an empirical law picks every value, each as often', () => {
  const values = [3, 1, 4, 1.5, 9, 2.6];
  const counts = new Map<number, number>();
  for (const value of sample({ law: 'empirical', values }, 60_000))
    counts.set(value, (counts.get(value) ?? 0) + 1);
  expect([...counts.keys()].sort()).toEqual([...values].sort());
  for (const count of counts.values())
    expect(Math.abs(count - 10_000)).toBeLessThan(5 * Math.sqrt(60_000 * (1 / 6) * (5 / 6)));
});

test('the tails of an exponential are those of its formula', () => {
  const values = sample({ law: 'exponential', mean: 1 });
  for (const t of [0.1, 1, 3, 6]) {
    const share = values.filter((value) => value > t).length / DRAWS;
    const p = Math.exp(-t);
    expect(Math.abs(share - p)).toBeLessThan(4.5 * Math.sqrt((p * (1 - p)) / DRAWS));
  }
});
