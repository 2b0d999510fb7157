import { figure, were } from '../clauses.ts';
import type { Because, WhyAsked } from '../contract.ts';
import type { TopicView } from './spec.ts';

/** Why a topic refuses a publish, or what becomes of a copy. */
export function why(
  asked: WhyAsked,
  { metrics, rates, settings: s }: TopicView,
  name: string,
): Because | null {
  switch (asked) {
    case 'failed':
      return metrics.up === 0 ? { says: `${name} was down` } : null;
    case 'throttled':
      return {
        says: `${name} takes in ${figure(s.publishQuota)} messages a second`,
        setting: 'publishQuota',
        figures: `${figure(rates.published + rates.throttled)} messages a second came to ${name}, and ${figure(rates.throttled)} a second were turned away`,
      };
    case 'waiting':
      if (metrics.up === 0) return { says: `${name} was down, and its deliveries waited` };
      return metrics.backingOff > 0
        ? {
            says: `${figure(metrics.backingOff)} ${metrics.backingOff === 1 ? 'delivery' : 'deliveries'} of ${name} ${were(metrics.backingOff)} waiting for the next try`,
          }
        : null;
    case 'deadLettered':
      return { says: `${name} could not deliver a copy and set it aside` };
    case 'lost':
      return { says: `${name} could not deliver a copy, and no dead-letter queue took it` };
    case 'filtered':
      return { says: `a filter policy at ${name} let the message pass by` };
    case 'deduplicated':
      return { says: `${name} had taken in the same message within five minutes` };
    default:
      return null;
  }
}
