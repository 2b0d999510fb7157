import { exp, exponentialFromBits, ln, power } from './arithmetic.ts';
import { type BitSource, uniform } from './random.ts';

/** A law of chance over non-negative numbers. Settings give it in ticks, or as a plain count. */
export type Distribution =
  | { readonly law: 'constant'; readonly value: number }
  | { readonly law: 'exponential'; readonly mean: number }
  | { readonly law: 'uniform'; readonly from: number; readonly to: number }
  | { readonly law: 'erlang'; readonly shape: number; readonly mean: number }
  /** Two exponentials with balanced means and the given squared coefficient of variation, above 1. */
  | { readonly law: 'hyper'; readonly mean: number; readonly cv2: number }
  | { readonly law: 'lognormal'; readonly mean: number; readonly cv: number }
  | { readonly law: 'pareto'; readonly shape: number; readonly from: number; readonly to: number }
  /** Each of the recorded values with equal chance. */
  | { readonly law: 'empirical'; readonly values: readonly number[] };

/** One value of the law. Uses only arithmetic that is the same in every browser. */
export function draw(law: Distribution, source: BitSource): number {
  switch (law.law) {
    case 'constant':
      return law.value;
    case 'exponential':
      return law.mean * exponentialFromBits(source.next());
    case 'uniform':
      return law.from + (law.to - law.from) * uniform(source);
    case 'erlang': {
      let sum = 0;
      for (let i = 0; i < law.shape; i++) sum += exponentialFromBits(source.next());
      return (sum * law.mean) / law.shape;
    }
    case 'hyper': {
      const p = (1 + Math.sqrt((law.cv2 - 1) / (law.cv2 + 1))) / 2;
      const share = uniform(source) < p ? p : 1 - p;
      return (law.mean / (2 * share)) * exponentialFromBits(source.next());
    }
    case 'lognormal': {
      const variance = ln(1 + law.cv * law.cv);
      return law.mean * exp(Math.sqrt(variance) * normal(source) - variance / 2);
    }
    case 'pareto': {
      // Inverse of the bounded Pareto's distribution function.
      const u = uniform(source);
      const ratio = power(law.from / law.to, law.shape);
      // The last bit of rounding may lie beyond the upper bound.
      return Math.min(law.to, law.from / power(1 - u * (1 - ratio), 1 / law.shape));
    }
    case 'empirical':
      return law.values[Math.floor(uniform(source) * law.values.length)] ?? 0;
  }
}

/** The mean of the law, for theory beside the measured figure. */
export function meanOf(law: Distribution): number {
  switch (law.law) {
    case 'constant':
      return law.value;
    case 'uniform':
      return (law.from + law.to) / 2;
    case 'empirical':
      return law.values.reduce((a, b) => a + b, 0) / law.values.length;
    case 'pareto': {
      const { shape: a, from: l, to: h } = law;
      if (a === 1) return (l * h * ln(h / l)) / (h - l);
      const scale = power(l, a) / (1 - power(l / h, a));
      return (scale * a * (power(l, 1 - a) - power(h, 1 - a))) / (a - 1);
    }
    default:
      return law.mean;
  }
}

/** Standard normal by Marsaglia's polar method; the second value is not kept, so that a stream has no hidden state. */
function normal(source: BitSource): number {
  for (;;) {
    const x = 2 * uniform(source) - 1;
    const y = 2 * uniform(source) - 1;
    const s = x * x + y * y;
    if (s < 1 && s > 0) return x * Math.sqrt((-2 * ln(s)) / s);
  }
}
