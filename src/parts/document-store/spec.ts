import type { PartSpec, Self } from '../../engine/part.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { settings } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;

export const spec = {
  kind: 'document-store',
  ports: {
    all: {
      side: 'in',
      protocol: 'request',
      says: 'questions for everything on the shelf, whoever may read it',
    },
    documents: {
      side: 'out',
      protocol: 'request',
      says: 'what a crawl finds changed: scrolls, and ids of those that are gone',
    },
  },
  metrics: {
    scrolls: { type: 'level', unit: 'scrolls', says: 'scrolls on the shelf' },
    heldBack: { type: 'level', unit: 'scrolls', says: 'scrolls that are not published' },
    indexed: { type: 'level', unit: 'scrolls', says: 'scrolls that have been handed on, and taken' },
    stale: {
      type: 'level',
      unit: 'scrolls',
      says: 'scrolls of which the index has another state than the shelf',
    },
    open: { type: 'level', unit: 'scrolls', says: 'scrolls on their way to the index' },
    crawls: { type: 'counter', unit: 'crawls', says: 'times the indexer looked' },
    sent: {
      type: 'counter',
      unit: 'scrolls',
      says: 'scrolls handed on, with those that are gone',
      realName: 'DocumentsProcessedCount',
    },
    failed: { type: 'counter', unit: 'scrolls', says: 'of these, not taken: the next crawl tries again' },
    given: { type: 'counter', unit: 'requests', says: 'times the whole library was given out' },
    lag: { type: 'timing', unit: 'time', says: 'from a change on the shelf until the index has it' },
  },
  timers: ['crawl', 'give'],
  streams: ['latency'],
} as const satisfies PartSpec;

/** A scroll that is, or was, on the shelf. */
export interface Known {
  readonly id: string;
  /** Place of what the index was told last, 0 for nothing, GONE where it was told that it is gone. */
  told: number;
  /** Place of what it is being told, or GONE; 0 while nothing is on its way. */
  telling: number;
  /** Since when the shelf has had it as it is. */
  changedAt: number;
}
export const GONE = -1;

export interface State {
  /** Ids that are not published. */
  held: string[];
  known: Known[];
  open: number;
  /** The timer of the next crawl. */
  next: number;
}

export type Me = Self<typeof spec, State, Settings>;
export type StoreView = View<typeof settings, typeof spec>;
