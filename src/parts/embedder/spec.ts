import type { PartSpec, Self } from '../../engine/part.ts';
import type { Quota } from '../../rules/azure/openai/quota.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { settings } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;

export const spec = {
  kind: 'embedder',
  ports: {
    in: { side: 'in', protocol: 'request', says: 'chunks, which go on with their vector' },
    embed: { side: 'in', protocol: 'request', says: 'questions, which are answered with their vector' },
    out: { side: 'out', protocol: 'request', says: 'chunks with their vectors' },
  },
  metrics: {
    up: { type: 'level', unit: 'deployments', says: 'whether it listens' },
    open: { type: 'level', unit: 'requests', says: 'requests that are worked on' },
    quotaUsed: { type: 'level', unit: 'tokens', says: 'tokens charged in this minute' },
    chunks: { type: 'counter', unit: 'chunks', says: 'chunks that got a vector' },
    questions: { type: 'counter', unit: 'questions', says: 'questions that got a vector' },
    unknown: { type: 'counter', unit: 'texts', says: 'of both, without a single word that it knows: zeros' },
    tokens: {
      type: 'counter',
      unit: 'tokens',
      says: 'tokens that were embedded',
      realName: 'ProcessedPromptTokens',
    },
    throttled: { type: 'counter', unit: 'requests', says: 'requests answered with 429' },
    failed: { type: 'counter', unit: 'requests', says: 'requests answered badly for other reasons' },
    latency: { type: 'timing', unit: 'time', says: 'from a request to its vector' },
  },
  timers: ['done', 'minute'],
  streams: ['latency', 'faults'],
} as const satisfies PartSpec;

export interface State {
  quota: Quota;
  counting: boolean;
  open: number;
  down: boolean;
  slow: number;
  failShare: number;
}

export type Me = Self<typeof spec, State, Settings>;
export type EmbedderView = View<typeof settings, typeof spec>;
