import { expect, test } from 'vitest';
import { type Distribution, draw } from '../engine/distributions.ts';
import { RandomStreams } from '../engine/random.ts';
import { after, momentsOf, oneOf } from './moments.ts';

const LAWS: readonly Distribution[] = [
  { law: 'constant', value: 12 },
  { law: 'exponential', mean: 12 },
  { law: 'uniform', from: 4, to: 20 },
  { law: 'erlang', shape: 4, mean: 12 },
  { law: 'hyper', mean: 12, cv2: 3 },
  { law: 'lognormal', mean: 12, cv: 0.8 },
  { law: 'pareto', shape: 1.5, from: 5, to: 50 },
  { law: 'pareto', shape: 2, from: 5, to: 50 },
  { law: 'pareto', shape: 1, from: 5, to: 50 },
  { law: 'empirical', values: [5, 7, 7, 30] },
];

function drawn(law: Distribution, n: number) {
  const source = new RandomStreams(1, ['moments']).stream(0);
  const values = Array.from({ length: n }, () => draw(law, source));
  const mean = values.reduce((a, b) => a + b, 0) / n;
  return { mean, variance: values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / n };
}

test.each(LAWS.map((law) => ({ law })))(
  '$law.law: mean and variance are those of what is drawn',
  ({ law }) => {
    const { mean, variance } = momentsOf(law);
    const found = drawn(law, 200_000);
    expect(Math.abs(found.mean - mean)).toBeLessThanOrEqual(0.01 * mean);
    expect(Math.abs(found.variance - variance)).toBeLessThanOrEqual(0.05 * variance + 1e-9);
  },
);

test('one after the other adds, one of several mixes', () => {
  const [a, b] = [momentsOf(LAWS[1]!), momentsOf(LAWS[2]!)];
  expect(after(a, b)).toEqual({ mean: 24, variance: expect.closeTo(144 + 256 / 12, 9) });
  // Half of the time 0, half 10: mean 5, variance 25.
  const [nothing, ten] = [0, 10].map((mean) => ({ share: 0.5, of: { mean, variance: 0 } }));
  expect(oneOf([nothing!, ten!])).toEqual({ mean: 5, variance: 25 });
});
