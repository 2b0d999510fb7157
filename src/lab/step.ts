import type { EventStep } from './protocol.ts';
import type { Take } from './take.ts';

/** The run right after an event: so many events further on (or back) from a number of events or from a tick's last event. */
export function stepOf(
  _take: Take,
  _from: { readonly events: number } | { readonly at: number },
  _by: number,
): EventStep {
  throw new Error('stepOf is not built yet.');
}
