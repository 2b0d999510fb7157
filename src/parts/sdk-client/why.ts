import { figure } from '../clauses.ts';
import type { Because, WhyAsked } from '../contract.ts';
import type { ClientView } from './spec.ts';

/** Why calls stay long with a client. */
export function why(
  asked: WhyAsked,
  { metrics, rates, settings: s }: ClientView,
  name: string,
): Because | null {
  if (asked !== 'waiting' && asked !== 'working') return null;
  if (metrics.waiting > 0) {
    return {
      says: `${name} had been throttled and held calls back`,
      setting: 'mode',
      figures: `${figure(rates.calls)} calls a second came to ${name}, which let ${figure(metrics.rate)} a second through`,
    };
  }
  if (metrics.backingOff > 0) return { says: `${name} waited before it tried again`, setting: 'mode' };
  if (metrics.gathering > 0) return { says: `${name} waited for its batch to fill`, setting: 'batchFor' };
  return s.attemptTimeout === null ? null : { setting: 'attemptTimeout' };
}
