import { every, figure, were } from '../clauses.ts';
import type { Because, WhyAsked } from '../contract.ts';
import type { FleetView } from './spec.ts';

/** Why messages wait for the workers of a fleet, or are not processed by them. */
export function why(asked: WhyAsked, { metrics, rates }: FleetView, name: string): Because | null {
  switch (asked) {
    case 'waiting':
      if (metrics.up === 0) return { says: `no worker of ${name} was running` };
      return {
        says: `${every(metrics.up, 'worker')} of ${name} ${were(metrics.up)} busy`,
        held: metrics.busy,
        of: metrics.up,
        setting: 'workers',
        figures: `${figure(rates.processed)} messages a second were processed by ${name}`,
      };
    case 'working':
      return { setting: 'processingTime' };
    case 'crashed':
      return { says: `a worker of ${name} died with the message in its hand` };
    default:
      return null;
  }
}
