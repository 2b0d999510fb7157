/**
 * How long to wait before asking again. The law is the wait before the first retry (a `uniform 0ms..100ms` is full
 * jitter over 100 ms); each further retry stretches it by `factor`, until its scale reaches `most`.
 * Source of the form: AWS Architecture Blog, "Exponential Backoff And Jitter": sleep = random(0, min(cap, base * 2^n)).
 */
import type { Distribution } from '../engine/distributions.ts';
import type { Stream } from '../engine/part.ts';

export interface Backoff {
  readonly law: Distribution;
  readonly factor: number;
  /** Ticks. */
  readonly most: number;
}

/** @param retry 0 for the first retry @returns ticks */
export function backoffDelay({ law, factor, most }: Backoff, retry: number, random: Stream): number {
  const scale = scaleOf(law);
  return random.draw(law) * stretchOf(factor, retry, scale > 0 ? most / scale : 1);
}

/** factor^retry, at most `most`, by squaring: a thousand million retries are thirty steps. */
function stretchOf(factor: number, retry: number, most: number): number {
  let stretch = 1;
  let square = factor;
  for (let n = retry; n > 0 && stretch < most; n = Math.floor(n / 2)) {
    if (n % 2 === 1) stretch *= square;
    square *= square;
  }
  return Math.min(stretch, most);
}

/** What a law's cap is measured by: its upper end where it has one, its mean where not. */
function scaleOf(law: Distribution): number {
  if (law.law === 'constant') return law.value;
  if (law.law === 'uniform' || law.law === 'pareto') return law.to;
  if (law.law === 'empirical') return law.values.reduce((a, b) => Math.max(a, b), 0);
  return law.mean;
}
