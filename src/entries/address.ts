import type { Place } from '../lab/places.ts';
import { readDuration } from '../rules/quantity.ts';

/** What a link to the lab says. What it leaves out is the scenario's own. */
export interface Address {
  /** A page beside the gallery and the scenarios. */
  readonly page: Page | null;
  /** None: the gallery. */
  readonly scenario: string | null;
  readonly design: string | null;
  /** The step of an episode: its number, counted from 1, or its id. */
  readonly step: number | string | null;
  readonly seed: number | null;
  /** Ticks. */
  readonly at: number;
  /** Where the lab has to run; for tests. */
  readonly place: Place | null;
}

const PAGES = ['trust', 'go', 'sas', 'rag', 'sandbox', 'opened', 'shared', 'lesson'] as const;
/** `opened`: a file of the reader's; `shared`: the scenario is in the link itself, behind the #; `lesson`: one of either that is followed. */
export type Page = (typeof PAGES)[number];

const SEED_MAX = 0xffffffff;
const STEP_ID = /^[A-Za-z][A-Za-z0-9-]{0,39}$/;
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
    page: PAGES.find((page) => page === query.get('page')) ?? null,
    scenario: query.get('scenario'),
    design: query.get('design'),
    step: readStep(query.get('step') ?? ''),
    seed: /^\d{1,10}$/.test(seed) && Number(seed) <= SEED_MAX ? Number(seed) : null,
    at: at.ok ? at.value : 0,
    place: (Object.hasOwn(PLACES, query.get('place') ?? '') && PLACES[query.get('place')!]) || null,
  };
}

function readStep(text: string): number | string | null {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  return STEP_ID.test(text) ? text : null;
}

export interface Shown {
  readonly design: string;
  /** Counted from 1; null where there are no steps, and left out where nothing is to change. */
  readonly step?: number | null;
  readonly seed: number;
  /** Ticks. */
  readonly at: number;
}

/** The link to what is on the screen; what else stood in the old one stays. */
export function writeAddress(search: string, { design, step, seed, at }: Shown): string {
  const query = new URLSearchParams(search);
  if (step === null) query.delete('step');
  else if (step !== undefined) query.set('step', String(step));
  query.set('design', design);
  query.set('seed', String(seed));
  if (at > 0) query.set('at', `${Math.round(at / 1000) / 1000}s`);
  else query.delete('at');
  return `?${query}`;
}
