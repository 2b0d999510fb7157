import type { Station } from './protocol.ts';
import type { Take } from './take.ts';

/** What queueing theory says of every part of a run where there is something to say. */
export function stationsOf(_take: Take): readonly Station[] {
  throw new Error('stationsOf is not built yet.');
}
