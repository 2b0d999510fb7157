import type { Because, WhyAsked } from '../contract.ts';
import type { IssuerView } from './spec.ts';

/** Why nobody gets a link, or has to wait for one. */
export function why(asked: WhyAsked, { metrics }: IssuerView, name: string): Because | null {
  switch (asked) {
    case 'unreachable':
      return metrics.up === 0 ? { says: `${name} was down` } : null;
    case 'failed':
      return { says: `${name} had no key to sign with` };
    case 'working':
      return metrics.keyGeneration === 0 ? { says: `${name} waited for a key` } : { setting: 'signTime' };
    default:
      return null;
  }
}
