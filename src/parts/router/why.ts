import type { Because, WhyAsked } from '../contract.ts';
import type { RouterView } from './sim.ts';

/** Why a router turns calls back. */
export function why(asked: WhyAsked, { metrics }: RouterView, name: string): Because | null {
  if (asked !== 'unreachable') return null;
  if (metrics.up === 0) return { says: `${name} was down` };
  return metrics.leftOut > 0
    ? { says: `${name} had left out every wire for a while`, setting: 'skipFor' }
    : { says: `${name} had no wire to hand it on` };
}
