import { figure } from '../clauses.ts';
import type { Because, WhyAsked } from '../contract.ts';
import type { BreakerView } from './sim.ts';

/** Why a circuit breaker refused a call. */
export function why(
  asked: WhyAsked,
  { metrics, rates, settings: s }: BreakerView,
  name: string,
): Because | null {
  if (asked === 'timedOut') return { says: `${name} waited no longer`, setting: 'timeout' };
  if (asked !== 'circuitOpen') return null;
  const says =
    metrics.halfOpen > 0
      ? `${name} was half open, and somebody else was trying`
      : `${name} was open and let nothing through`;
  return {
    says,
    setting: metrics.halfOpen > 0 ? 'halfOpenRequests' : 'failureRatio',
    figures: `${name} opens when ${figure(100 * s.failureRatio)} % of ${figure(s.requestVolumeThreshold)} calls fail, and refused ${figure(rates.refused)} a second`,
  };
}
