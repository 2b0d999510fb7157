import type { PartSpec, Self } from '../../engine/part.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { settings } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;

export const spec = {
  kind: 'search-index',
  ports: {
    search: { side: 'in', protocol: 'request', says: 'questions, answered with the chunks that were found' },
    documents: {
      side: 'in',
      protocol: 'request',
      says: 'chunks with their vectors to be found from now on, and ids of scrolls that are gone',
    },
    embed: {
      side: 'out',
      protocol: 'request',
      says: 'who makes vectors of questions; without it only words are looked for',
    },
  },
  metrics: {
    up: { type: 'level', unit: 'services', says: 'whether it listens' },
    open: { type: 'level', unit: 'requests', says: 'requests that are worked on' },
    chunks: { type: 'level', unit: 'chunks', says: 'chunks in the index' },
    scrolls: { type: 'level', unit: 'scrolls', says: 'scrolls that they are of' },
    searches: { type: 'counter', unit: 'questions', says: 'questions answered' },
    empty: { type: 'counter', unit: 'questions', says: 'of these, with nothing' },
    found: { type: 'counter', unit: 'chunks', says: 'chunks given as answers' },
    foundByText: { type: 'counter', unit: 'chunks', says: 'of these, found by words alone' },
    foundByVector: { type: 'counter', unit: 'chunks', says: 'of these, found by the vector alone' },
    foundByBoth: { type: 'counter', unit: 'chunks', says: 'of these, found by both' },
    filteredAway: {
      type: 'counter',
      unit: 'chunks',
      says: 'near ones that the filter took away after the search',
    },
    written: { type: 'counter', unit: 'chunks', says: 'chunks written' },
    removed: { type: 'counter', unit: 'chunks', says: 'chunks taken out' },
    failed: { type: 'counter', unit: 'requests', says: 'requests answered badly' },
    latency: {
      type: 'timing',
      unit: 'time',
      says: 'from a question to its answer',
      realName: 'SearchLatency',
    },
  },
  timers: ['found', 'written'],
  streams: ['latency', 'faults'],
} as const satisfies PartSpec;

/** A chunk in the index: what it says stands in the run's contents, the index itself is made from these when it is asked. */
export interface Entry {
  readonly key: string;
  readonly scroll: string;
  readonly ordinal: number;
  place: number;
}

export interface State {
  entries: Entry[];
  open: number;
  down: boolean;
  slow: number;
  failShare: number;
}

export type Me = Self<typeof spec, State, Settings>;
export type IndexView = View<typeof settings, typeof spec>;
