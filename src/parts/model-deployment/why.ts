import { figure } from '../clauses.ts';
import type { Because, WhyAsked } from '../contract.ts';
import type { ModelView } from './spec.ts';

export function why(
  asked: WhyAsked,
  { metrics, rates, settings: s }: ModelView,
  name: string,
): Because | null {
  switch (asked) {
    case 'throttled':
      if (s.billing === 'PTU')
        return {
          says: `the provisioned throughput of ${name} was used up: ${figure(metrics.utilisation * 100)} %`,
          setting: 'PTU',
        };
      if (rates.overRequests > rates.overTokens)
        return { says: `the requests that ${name} takes in ${s.window} were used up`, setting: 'RPM' };
      return {
        says: `${figure(metrics.quotaUsed)} of the ${figure(s.TPM)} tokens of the minute of ${name} were charged`,
        held: metrics.quotaUsed,
        of: s.TPM,
        setting: 'TPM',
      };
    case 'invalid':
      return {
        says: `prompt and answer were more than the ${figure(s.contextWindow)} tokens that ${name} takes`,
        setting: 'contextWindow',
      };
    case 'unreachable':
      return { says: `${name} was down` };
    case 'failed':
      return { says: `${name} failed a share of its prompts` };
    case 'waiting':
    case 'working':
      return { setting: 'tokensPerSecond' };
    default:
      return null;
  }
}
