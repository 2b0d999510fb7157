import type { List } from '../../engine/messages.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { settings } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;

export const spec = {
  kind: 'chunker',
  ports: {
    in: { side: 'in', protocol: 'request', says: 'scrolls to cut, and ids of those that are gone' },
    out: { side: 'out', protocol: 'request', required: true, says: 'the chunks, one by one' },
  },
  metrics: {
    waiting: { type: 'level', unit: 'chunks', says: 'chunks that wait for their turn' },
    open: { type: 'level', unit: 'chunks', says: 'chunks handed on and not answered' },
    documents: { type: 'counter', unit: 'scrolls', says: 'scrolls that were cut' },
    chunks: { type: 'counter', unit: 'chunks', says: 'chunks that were made' },
    tokens: { type: 'counter', unit: 'tokens', says: 'tokens in these chunks, what overlaps counted twice' },
    cuts: { type: 'counter', unit: 'cuts', says: 'borders between chunks' },
    splitSentences: {
      type: 'counter',
      unit: 'cuts',
      says: 'of these, in the middle of a sentence that no chunk has as a whole',
    },
    retries: { type: 'counter', unit: 'chunks', says: 'chunks handed on again' },
    failed: { type: 'counter', unit: 'chunks', says: 'chunks that were not taken' },
  },
  timers: ['cut', 'again'],
  streams: ['latency'],
} as const satisfies PartSpec;

export interface State {
  /** Rows of its own, one for each chunk; their parent is the scroll's call. */
  waiting: List;
  open: number;
}

export type Me = Self<typeof spec, State, Settings>;
export type ChunkerView = View<typeof settings, typeof spec>;
