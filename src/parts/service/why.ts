import { every, figure, were } from '../clauses.ts';
import type { Because, WhyAsked } from '../contract.ts';
import type { ServiceView } from './spec.ts';

/** Why work waits, lasts or fails at a service. */
export function why(
  asked: WhyAsked,
  { metrics, rates, settings: s }: ServiceView,
  name: string,
): Because | null {
  const broken = s.instances - metrics.up;
  switch (asked) {
    case 'waiting':
    case 'rejected':
    case 'gaveUp': {
      if (metrics.up === 0) return { says: `no instance of ${name} was running`, setting: 'failEvery' };
      const slots = s.slots * metrics.up;
      return {
        says: `${every(slots, 'slot')} of ${name} ${were(slots)} held`,
        held: metrics.busy,
        of: slots,
        setting: 'slots',
        figures: `${figure(rates.arrived)} requests a second came to ${name}, and ${figure(rates.answered)} a second were answered`,
      };
    }
    case 'working': {
      if (broken <= 0) return { setting: 'serviceTime' };
      const says =
        metrics.up === 0
          ? `no instance of ${name} was running`
          : `${figure(broken)} of ${figure(s.instances)} instances of ${name} ${were(broken)} down`;
      return s.onCrash === 'pause' ? { says, setting: 'failEvery' } : { setting: 'serviceTime' };
    }
    case 'unreachable':
      return { says: `no instance of ${name} was running`, setting: 'failEvery' };
    case 'crashed':
      return { says: `an instance of ${name} crashed with the request in its hand`, setting: 'failEvery' };
    default:
      return null;
  }
}
