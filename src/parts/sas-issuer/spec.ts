import type { List } from '../../engine/messages.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { KeyHolder } from '../keyHolder.ts';
import type { settings } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;

export const spec = {
  kind: 'sas-issuer',
  ports: {
    ask: { side: 'in', protocol: 'request', says: "who wants a link to the blob under the message's key" },
    keys: {
      side: 'out',
      protocol: 'request',
      says: 'the account whose key it signs with; without one it has a key in its configuration',
    },
  },
  metrics: {
    validLinks: {
      type: 'level',
      unit: 'links',
      says: 'links it gave whose time is not over and whose key it has not heard to be replaced; those that a stored policy ends stay',
    },
    open: { type: 'level', unit: 'requests', says: 'requests for a link not answered yet' },
    keyGeneration: {
      type: 'level',
      unit: 'generations',
      says: 'how often the key that it signs with has been made, the first time included; 0 while it has none',
    },
    clockOff: { type: 'level', unit: 'seconds', says: 'how far its clock is off, either way' },
    up: { type: 'level', unit: 'issuers', says: '1 while it listens' },
    issued: { type: 'counter', unit: 'links', says: 'links signed and handed out' },
    expiredLinks: { type: 'counter', unit: 'links', says: 'of these, links whose time is over' },
    cutOffLinks: {
      type: 'counter',
      unit: 'links',
      says: 'of these, links that were in their time when it heard that their key had been replaced',
    },
    keyRequests: { type: 'counter', unit: 'requests', says: 'times it asked for a key' },
    failed: {
      type: 'counter',
      unit: 'requests',
      says: 'requests without a link: it was down, or had no key to sign with',
    },
    latency: { type: 'timing', unit: 'time', says: 'from a request to its link' },
  },
  timers: ['askKey', 'keyUnanswered', 'renewKey', 'signed', 'expired'],
  streams: ['signing', 'faults'],
} as const satisfies PartSpec;

/** Links that were signed with the same key: they die with it. */
export interface Signed {
  /** Of an account's key; of a user's, an empty text: it is never replaced, it ends. */
  readonly keyName: string;
  readonly generation: number;
  valid: number;
  dead: boolean;
}

export interface State {
  holder: KeyHolder;
  /** What was asked for last: another is asked for when settings want another. */
  wanted: string;
  /** One for every key; links know theirs by its place. */
  signed: Signed[];
  /** Place of the key that it signs with. */
  current: number;
  valid: number;
  open: number;
  /** Requests that wait for a key. */
  waiting: List;
  /** Timer until a user's key is renewed. */
  renewal: number;
  /** By an act, in ticks, in place of the setting; null without one. */
  skew: number | null;
  down: boolean;
  failShare: number;
}

export type Me = Self<typeof spec, State, Settings>;
export type IssuerView = View<typeof settings, typeof spec>;
