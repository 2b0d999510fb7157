import type { Because, WhyAsked } from '../contract.ts';
import type { GatewayView } from './spec.ts';

/** Why calls last or vanish in a gateway. */
export function why(asked: WhyAsked, { metrics, rates }: GatewayView, name: string): Because | null {
  switch (asked) {
    case 'working':
      if (metrics.slowed > 0) return { says: `every crossing of ${name} was delayed` };
      return { setting: 'latency' };
    case 'lost':
      if (metrics.down > 0) return { says: `an attachment of ${name} was down` };
      if (rates.blackholed > 0)
        return { says: `a black-hole route of ${name} swallowed it`, setting: 'routes' };
      if (rates.noRoute > 0) return { says: `no route of ${name} led to its address`, setting: 'routes' };
      return { says: `${name} lost a share of what crossed it`, setting: 'loss' };
    default:
      return null;
  }
}
