import { figure } from '../clauses.ts';
import type { Because, WhyAsked } from '../contract.ts';
import type { StorageView } from './spec.ts';

/** Why a request to the account was refused or takes its time. */
export function why(
  asked: WhyAsked,
  { metrics, rates, settings: s }: StorageView,
  name: string,
): Because | null {
  switch (asked) {
    case 'throttled':
      return {
        says: `more requests a second came to ${name}, or to one of its blobs, than may pass`,
        setting: 'blobRequests',
        figures: `${name} told ${figure(rates.throttled)} requests a second to slow down; ${figure(s.blobRequests)} a second may pass to one blob and ${figure(s.accountRequests)} to the account`,
      };
    case 'refused':
      return { says: `${name} did not accept the key or the token of the request` };
    case 'conditionFailed':
      return rates.archivedReads > 0
        ? { says: `what was asked for lay in the Archive of ${name}, where nothing can be read` }
        : { says: `a condition or a lease stood in the way at ${name}` };
    case 'notFound':
      return { says: `${name} had no such blob` };
    case 'invalid':
      return { says: `${name} did not understand the request` };
    case 'unreachable':
      return { says: `the region of ${name} was lost` };
    case 'failed':
      return metrics.up === 0 ? { says: `the region of ${name} was lost` } : null;
    case 'working':
      return metrics.pendingRehydrations > 0
        ? {
            says: `${figure(metrics.pendingRehydrations)} blobs of ${name} were on their way out of Archive, which takes hours`,
            setting: 'standardRehydration',
          }
        : { setting: 'latency' };
    case 'waiting':
      return metrics.open > 0
        ? {
            says: `bytes of a blob of ${name} had to pass`,
            figures: `${figure(s.blobBandwidth / 1e6)} MB a second pass to or from one blob of ${name}`,
          }
        : null;
    default:
      return null;
  }
}
