import { every, figure, were } from '../clauses.ts';
import type { Because, WhyAsked } from '../contract.ts';
import type { DatabaseView } from './sim.ts';

/** Why queries wait, last or fail at a database. */
export function why(
  asked: WhyAsked,
  { metrics, rates, settings: s }: DatabaseView,
  name: string,
): Because | null {
  switch (asked) {
    case 'waiting':
    case 'rejected':
      return {
        says: `${every(s.connections, 'connection')} of ${name} ${were(s.connections)} taken`,
        held: metrics.busy,
        of: s.connections,
        setting: 'connections',
        figures: `${figure(rates.queries)} queries a second came to ${name}, and ${figure(rates.answered)} a second were answered`,
      };
    case 'working':
      if (metrics.locked > 0) return { says: `${name} was locked` };
      return { setting: 'queryTime' };
    case 'unreachable':
    case 'crashed':
      return { says: `${name} was down` };
    case 'soldOut':
      return { says: `no unit was left in ${name}`, setting: 'stock' };
    default:
      return null;
  }
}
