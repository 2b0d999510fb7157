import type { List } from '../../engine/messages.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { KeyHolder } from '../keyHolder.ts';
import type { settings } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;

export const spec = {
  kind: 'blob-reader',
  ports: {
    in: {
      side: 'in',
      protocol: 'request',
      says: "what users want to have: the blob under the message's key",
    },
    links: {
      side: 'out',
      protocol: 'request',
      says: 'who signs links; without one it uses the link that the request itself brings',
    },
    keys: {
      side: 'out',
      protocol: 'request',
      says: 'the account whose key it carries, where it does; without one the key is in its configuration',
    },
    blobs: { side: 'out', protocol: 'request', required: true, says: 'the account that the blobs are in' },
    manage: {
      side: 'out',
      protocol: 'request',
      says: 'where it asks for a blob to leave Archive; without a wire, at `blobs`',
    },
  },
  metrics: {
    open: { type: 'level', unit: 'requests', says: 'requests not answered yet' },
    rehydrating: {
      type: 'level',
      unit: 'requests',
      says: 'of these, requests that wait for a blob out of Archive',
    },
    keptLinks: { type: 'level', unit: 'links', says: 'links that it keeps' },
    keysExposed: {
      type: 'level',
      unit: 'keys',
      says: '1 while it carries the key of the whole account, which opens everything to whoever takes it',
    },
    expiredAt: {
      type: 'level',
      unit: 'seconds',
      says: 'when the link that was refused last was over, counted from the start; 0 before there is one',
    },
    done: { type: 'counter', unit: 'requests', says: 'requests answered well' },
    failed: { type: 'counter', unit: 'requests', says: 'requests answered badly' },
    links: { type: 'counter', unit: 'links', says: 'links that it was given' },
    linksUsedAgain: { type: 'counter', unit: 'links', says: 'calls with a link that it had kept' },
    refused: { type: 'counter', unit: 'calls', says: 'calls that the account did not let through: 401, 403' },
    refusedExpired: {
      type: 'counter',
      unit: 'calls',
      says: 'of these, calls with a link whose time was over',
    },
    refusedEarly: {
      type: 'counter',
      unit: 'calls',
      says: 'of the refused, calls with a link whose time had not come: a clock is wrong',
    },
    refusedWithdrawn: {
      type: 'counter',
      unit: 'calls',
      says: 'of the refused, calls with a link in its time, or a key, that holds no more: the key was rotated, or the policy revoked',
    },
    askedAgain: { type: 'counter', unit: 'links', says: 'links asked for because one had been refused' },
    archived: { type: 'counter', unit: 'calls', says: 'calls answered with 409 BlobArchived' },
    tierRequests: { type: 'counter', unit: 'calls', says: 'times it asked for a blob to leave Archive' },
    timeouts: { type: 'counter', unit: 'calls', says: 'calls that got no answer in time' },
    keyRequests: { type: 'counter', unit: 'requests', says: 'times it asked for the key of the account' },
    latency: { type: 'timing', unit: 'time', says: 'from a request to its good answer' },
    waited: {
      type: 'timing',
      unit: 'time',
      says: 'of those that waited for a blob out of Archive: from the refusal to the blob',
    },
  },
  timers: ['askKey', 'keyUnanswered', 'unanswered', 'look'],
  streams: [],
} as const satisfies PartSpec;

/** What a request is at: `step` of its row. */
export const READING = 0;
export const TIERING = 1;

/**
 * Of a request's row
 * - `step`: what it is at; `attempts`: 1 when it has asked for another link
 * - `place`: the place of the address that it uses, as a content `{ url }`; -1 for none
 * - `due`: the tick since which it waits for its blob to leave Archive, -1 while it does not
 */
export const NOT_WAITING = -1;

export interface KeptLink {
  readonly url: string;
  readonly until: number;
}

export interface State {
  holder: KeyHolder;
  /** Requests that wait for the key of the account. */
  waiting: List;
  open: number;
  rehydrating: number;
  /** By name of the blob (`named`). */
  links: Record<string, KeptLink>;
  /** Their names in the order in which they came, with some that are gone. */
  order: { name: string; until: number }[];
  kept: number;
}

export type Me = Self<typeof spec, State, Settings>;
export type ReaderView = View<typeof settings, typeof spec>;
