import { ln, power } from '../engine/arithmetic.ts';
import { type Distribution, meanOf } from '../engine/distributions.ts';

/** Mean and variance of a time, in whatever unit it came in. */
export interface Moments {
  readonly mean: number;
  /** NaN where it is not known. */
  readonly variance: number;
}

export function momentsOf(law: Distribution): Moments {
  const mean = meanOf(law);
  return { mean, variance: Math.max(0, squareOf(law, mean) - mean * mean) };
}

/** Mean of the square. */
function squareOf(law: Distribution, mean: number): number {
  switch (law.law) {
    case 'constant':
      return mean * mean;
    case 'exponential':
      return 2 * mean * mean;
    case 'uniform':
      return (law.from * law.from + law.from * law.to + law.to * law.to) / 3;
    case 'erlang':
      return mean * mean * (1 + 1 / law.shape);
    case 'hyper':
      return mean * mean * (1 + law.cv2);
    case 'lognormal':
      return mean * mean * (1 + law.cv * law.cv);
    case 'pareto': {
      const { shape: a, from: l, to: h } = law;
      const scale = (a * power(l, a)) / (1 - power(l / h, a));
      return a === 2 ? scale * ln(h / l) : (scale * (power(h, 2 - a) - power(l, 2 - a))) / (2 - a);
    }
    case 'empirical':
      return law.values.reduce((sum, x) => sum + x * x, 0) / law.values.length;
  }
}

/** Both one after the other, independent. */
export function after(a: Moments, b: Moments): Moments {
  return { mean: a.mean + b.mean, variance: a.variance + b.variance };
}

/** One of several by chance. */
export function oneOf(all: readonly { readonly share: number; readonly of: Moments }[]): Moments {
  const mean = all.reduce((sum, { share, of }) => sum + share * of.mean, 0);
  const square = all.reduce((sum, { share, of }) => sum + share * (of.variance + of.mean * of.mean), 0);
  return { mean, variance: Math.max(0, square - mean * mean) };
}

export const NO_TIME: Moments = { mean: 0, variance: 0 };
