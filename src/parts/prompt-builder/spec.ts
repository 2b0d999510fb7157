import type { PartSpec, Self } from '../../engine/part.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { settings } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;

export const spec = {
  kind: 'prompt-builder',
  ports: {
    ask: { side: 'in', protocol: 'request', says: 'questions' },
    search: {
      side: 'out',
      protocol: 'request',
      says: 'where chunks are found; without it a prompt has no sources',
    },
    library: {
      side: 'out',
      protocol: 'request',
      says: 'the store, where the whole library is to go into the prompt',
    },
    model: { side: 'out', protocol: 'request', required: true, says: 'who answers the prompt' },
  },
  metrics: {
    open: { type: 'level', unit: 'questions', says: 'questions without an answer yet' },
    waiting: { type: 'level', unit: 'questions', says: 'of these, waiting to ask the model again' },
    promptSize: { type: 'level', unit: 'tokens', says: 'tokens of the last prompt' },
    asked: { type: 'counter', unit: 'questions', says: 'questions that came in' },
    answered: { type: 'counter', unit: 'questions', says: 'questions answered' },
    failed: { type: 'counter', unit: 'questions', says: 'questions that got an error' },
    tooLong: { type: 'counter', unit: 'questions', says: 'of these, because the prompt did not fit' },
    prompts: { type: 'counter', unit: 'prompts', says: 'prompts built' },
    promptTokens: { type: 'counter', unit: 'tokens', says: 'tokens in them' },
    sources: { type: 'counter', unit: 'sources', says: 'sources in them' },
    leftOut: { type: 'counter', unit: 'sources', says: 'sources that there was no room for' },
    retries: { type: 'counter', unit: 'calls', says: 'times the model was asked again' },
    latency: { type: 'timing', unit: 'time', says: 'from a question to its answer' },
  },
  timers: ['again'],
  streams: [],
} as const satisfies PartSpec;

export interface State {
  open: number;
  waiting: number;
}

export type Me = Self<typeof spec, State, Settings>;
export type BuilderView = View<typeof settings, typeof spec>;
