import type { Because, WhyAsked } from '../contract.ts';
import type { LinkView } from './sim.ts';

/** Why calls last or get lost on a link. */
export function why(asked: WhyAsked, { metrics }: LinkView, name: string): Because | null {
  switch (asked) {
    case 'working':
      if (metrics.slowed > 0) return { says: `every crossing of ${name} was delayed` };
      return { setting: 'latency' };
    case 'lost':
    case 'unreachable':
      if (metrics.cut > 0) return { says: `${name} was cut` };
      return { says: `${name} lost a share of what crossed it`, setting: 'loss' };
    default:
      return null;
  }
}
