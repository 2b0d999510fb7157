import { figure } from '../clauses.ts';
import type { Because, WhyAsked } from '../contract.ts';
import type { BucketView } from './spec.ts';

/** Why the bucket refused a request or takes its time. */
export function why(
  asked: WhyAsked,
  { metrics, rates, settings: s }: BucketView,
  name: string,
): Because | null {
  switch (asked) {
    case 'throttled':
      return {
        says: `${name} takes so many requests a second under one prefix and no more`,
        setting: rates.gets > rates.puts ? 'getRate' : 'putRate',
        figures: `${figure(rates.throttled)} requests a second were refused by ${name}; ${figure(s.putRate)} PUT and ${figure(s.getRate)} GET a second may pass under a prefix`,
      };
    case 'working':
      return { setting: 'putTime' };
    case 'failed':
      return metrics.up === 0 ? { says: `${name} was down` } : null;
    case 'notFound':
      return { says: `${name} had no such object` };
    default:
      return null;
  }
}
