import { figure } from '../clauses.ts';
import type { Because, WhyAsked } from '../contract.ts';
import type { ContainerView } from './spec.ts';

/** Why a request to the container was refused or takes its time. */
export function why(
  asked: WhyAsked,
  { metrics, rates, settings: s }: ContainerView,
  name: string,
): Because | null {
  switch (asked) {
    case 'throttled': {
      const parts = metrics.partitions > 1 ? `, shared by ${figure(metrics.partitions)} partitions` : '';
      return {
        says:
          rates.hot > 0
            ? `one partition of ${name} had used up its part of the second, and the others had not`
            : `${name} had no request units left in that second`,
        setting: 'throughput',
        figures: `${figure(rates.consumedRU)} RU a second were used of the ${figure(s.throughput)} of ${name}${parts}`,
      };
    }
    case 'invalid':
      return {
        says: `the item was larger than ${figure(s.maxItemSize / 1024)} KB, or ${name} knew no such operation`,
        setting: 'maxItemSize',
      };
    case 'refused':
      return { says: `20 GB lay under that partition key of ${name}` };
    case 'notFound':
      return { says: `${name} was empty` };
    case 'working':
      return { setting: 'latency' };
    case 'failed':
      return metrics.up === 0 ? { says: `${name} was down` } : null;
    default:
      return null;
  }
}
