import type { Place } from '../lab/client.ts';
import { readDuration } from '../rules/quantity.ts';

/** What a link to the lab says. What it leaves out is the scenario's own. */
export interface Address {
  /** A page beside the gallery and the scenarios. */
  readonly page: 'trust' | null;
  /** None: the gallery. */
  readonly scenario: string | null;
  readonly design: string | null;
  readonly seed: number | null;
  /** Ticks. */
  readonly at: number;
  /** Where the lab has to run; for tests. */
  readonly place: Place | null;
}

const SEED_MAX = 0xffffffff;
const PLACES: Readonly<Record<string, Place>> = {
  worker: 'worker',
  inline: 'inline worker',
  main: 'main thread',
};

/** Whatever somebody made of a link, this reads it; what makes no sense is left out. */
export function readAddress(search: string): Address {
  const query = new URLSearchParams(search);
  const seed = query.get('seed') ?? '';
  const at = readDuration(query.get('at'));
  return {
    page: query.get('page') === 'trust' ? 'trust' : null,
    scenario: query.get('scenario'),
    design: query.get('design'),
    seed: /^\d{1,10}$/.test(seed) && Number(seed) <= SEED_MAX ? Number(seed) : null,
    at: at.ok ? at.value : 0,
    place: (Object.hasOwn(PLACES, query.get('place') ?? '') && PLACES[query.get('place')!]) || null,
  };
}

export interface Shown {
  readonly design: string;
  readonly seed: number;
  /** Ticks. */
  readonly at: number;
}

/** The link to what is on the screen; what else stood in the old one stays. */
export function writeAddress(search: string, { design, seed, at }: Shown): string {
  const query = new URLSearchParams(search);
  query.set('design', design);
  query.set('seed', String(seed));
  if (at > 0) query.set('at', `${Math.round(at / 1000) / 1000}s`);
  else query.delete('at');
  return `?${query}`;
}
