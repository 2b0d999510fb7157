import { figure } from '../clauses.ts';
import type { Because, WhyAsked } from '../contract.ts';
import type { EmbedderView } from './spec.ts';

export function why(asked: WhyAsked, { metrics, settings: s }: EmbedderView, name: string): Because | null {
  switch (asked) {
    case 'throttled':
      return {
        says: `${figure(metrics.quotaUsed)} of the ${figure(s.TPM)} tokens of the minute of ${name} were charged`,
        held: metrics.quotaUsed,
        of: s.TPM,
        setting: 'TPM',
      };
    case 'invalid':
      return { says: `a text for ${name} had more than 8,191 tokens` };
    case 'unreachable':
      return { says: `${name} was down` };
    case 'failed':
      return { says: `${name} failed a share of its requests` };
    case 'waiting':
    case 'working':
      return { setting: 'latency' };
    default:
      return null;
  }
}
