/**
 * Capped exponential backoff, and what may be random in it. Any unit of time.
 * Source: AWS Architecture Blog, "Exponential Backoff And Jitter", and the simulator published with it
 * (aws-samples/aws-arch-backoff-simulator): n is 1 after the first failed try, so that its wait is of 2 x base.
 */
import { twoTo } from './standard.ts';

export const JITTERS = ['none', 'full', 'equal', 'decorrelated'] as const;
export type Jitter = (typeof JITTERS)[number];

export interface Spread {
  readonly jitter: Jitter;
  /** 0: no wait at all. */
  readonly base: number;
  readonly cap: number;
}

/**
 * @param n tries that have failed, from 1
 * @param last the wait before this one, `base` when there was none: only `decorrelated` asks
 * @param draw a number of 0..1; not asked where nothing is random
 */
export function jitteredWait(spread: Spread, n: number, last: number, draw: () => number): number {
  const { jitter, base, cap } = spread;
  const most = base === 0 ? 0 : Math.min(cap, base * twoTo(n));
  switch (jitter) {
    case 'none':
      return most;
    case 'full':
      return most * draw();
    case 'equal':
      return most / 2 + (most / 2) * draw();
    case 'decorrelated':
      return Math.min(cap, base + (3 * last - base) * draw());
  }
}
