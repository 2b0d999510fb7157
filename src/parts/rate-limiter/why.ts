import { figure } from '../clauses.ts';
import type { Because, WhyAsked } from '../contract.ts';
import type { LimiterView } from './sim.ts';

/** Why requests wait at a rate limiter, or are refused there. */
export function why(
  asked: WhyAsked,
  { metrics, rates, settings: s }: LimiterView,
  name: string,
): Because | null {
  switch (asked) {
    case 'waiting':
    case 'throttled': {
      const came = rates.passed + rates.throttled;
      return {
        says: `${name} had no token left`,
        setting: 'rate',
        figures: `${figure(came)} requests a second came to ${name}, and ${figure(s.rate / s.cost)} a second may pass for long`,
      };
    }
    case 'unreachable':
      return metrics.up === 0 ? { says: `${name} was down` } : null;
    default:
      return null;
  }
}
