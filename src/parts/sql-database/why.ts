import { every, figure } from '../clauses.ts';
import type { Because, WhyAsked } from '../contract.ts';
import type { DatabaseView } from './spec.ts';

/** Why a request to the database was refused or takes its time. */
export function why(asked: WhyAsked, { metrics, settings: s }: DatabaseView, name: string): Because | null {
  const workers = s.workersPerVCore * s.vCores;
  switch (asked) {
    case 'refused':
      return {
        says: `${name} had reached its size quota`,
        setting: 'maxSize',
        figures: `${figure(metrics.bytes / 1e6)} MB lay in ${name}, and ${figure(s.maxSize / 1e6)} MB are the most`,
      };
    case 'rejected':
      return {
        says: `${every(workers, 'worker')} of ${name} had a request`,
        held: metrics.sessions,
        of: workers,
        setting: 'workersPerVCore',
      };
    case 'working':
      return metrics.logging > 1
        ? {
            says: `${figure(metrics.logging)} inserts shared the log of ${name}`,
            setting: 'logRatePerVCore',
          }
        : { setting: metrics.logging > 0 ? 'logRatePerVCore' : 'writeTime' };
    case 'invalid':
      return { says: `a value for ${name} had more than 2 GB, or it knew no such operation` };
    case 'failed':
      return metrics.up === 0 ? { says: `${name} was down` } : null;
    default:
      return null;
  }
}
