import { figure, lasting } from '../clauses.ts';
import type { Because, WhyAsked } from '../contract.ts';
import type { TableView } from './spec.ts';

/** Why a request to the table was refused or takes its time. */
export function why(
  asked: WhyAsked,
  { metrics, rates, settings: s }: TableView,
  name: string,
): Because | null {
  switch (asked) {
    case 'conditionFailed': {
      const lease = s.leaseFor === null ? '' : `, each for ${lasting(s.leaseFor)} at most`;
      return metrics.held > 0
        ? {
            says: `the condition did not hold: ${figure(metrics.held)} permits of ${name} were counted as held${lease}, and ${figure(metrics.owners)} requests held one`,
            setting: 'leaseFor',
          }
        : { says: `the condition of the write to ${name} did not hold: somebody else had been there` };
    }
    case 'throttled':
      return {
        says: `${name} had no capacity left`,
        setting: rates.reads > rates.writes ? 'ReadCapacityUnits' : 'WriteCapacityUnits',
        figures: `${figure(rates.reads)} reads and ${figure(rates.writes)} writes a second got through, of ${figure(s.ReadCapacityUnits)} and ${figure(s.WriteCapacityUnits)} for long that ${name} may take`,
      };
    case 'working':
      return { setting: 'latency' };
    case 'failed':
      return metrics.up === 0 ? { says: `${name} was down` } : null;
    default:
      return null;
  }
}
