import type { PartSpec, Self } from '../../engine/part.ts';
import type { Bucket } from '../../rules/azure/openai/ptu.ts';
import type { Quota } from '../../rules/azure/openai/quota.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { settings } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;

export const spec = {
  kind: 'model-deployment',
  ports: {
    chat: { side: 'in', protocol: 'request', says: 'prompts to answer' },
  },
  metrics: {
    up: { type: 'level', unit: 'deployments', says: 'whether it listens' },
    open: { type: 'level', unit: 'prompts', says: 'prompts that are being answered' },
    quotaUsed: {
      type: 'level',
      unit: 'tokens',
      says: 'tokens charged in this minute: prompts, and all that their answers may have',
    },
    utilisation: {
      type: 'level',
      unit: 'share',
      says: 'how full the provisioned throughput is; above 1 there is 429',
      realName: 'AzureOpenAIProvisionedManagedUtilizationV2',
    },
    prompts: {
      type: 'counter',
      unit: 'prompts',
      says: 'prompts that came in',
      realName: 'AzureOpenAIRequests',
    },
    answered: { type: 'counter', unit: 'prompts', says: 'prompts answered' },
    throttled: { type: 'counter', unit: 'prompts', says: 'prompts answered with 429' },
    overTokens: { type: 'counter', unit: 'prompts', says: 'of these, for their tokens' },
    overRequests: { type: 'counter', unit: 'prompts', says: 'of these, for their number' },
    tooLong: { type: 'counter', unit: 'prompts', says: 'prompts beyond the context window: 400' },
    failed: { type: 'counter', unit: 'prompts', says: 'prompts answered badly for other reasons' },
    chargedTokens: { type: 'counter', unit: 'tokens', says: 'tokens charged to the quota' },
    promptTokens: {
      type: 'counter',
      unit: 'tokens',
      says: 'tokens of prompts that were answered, and are billed',
      realName: 'ProcessedPromptTokens',
    },
    answerTokens: {
      type: 'counter',
      unit: 'tokens',
      says: 'tokens of answers, billed as well',
      realName: 'GeneratedTokens',
    },
    cutOff: { type: 'counter', unit: 'answers', says: 'answers that max_tokens ended' },
    fromSources: { type: 'counter', unit: 'sentences', says: 'sentences taken from a source' },
    fromPrior: { type: 'counter', unit: 'sentences', says: 'sentences it believed to know' },
    obeyed: { type: 'counter', unit: 'answers', says: 'answers in which a source told it what to say' },
    firstToken: {
      type: 'timing',
      unit: 'time',
      says: 'from a prompt to the first token',
      realName: 'AzureOpenAITimeToResponse',
    },
    latency: {
      type: 'timing',
      unit: 'time',
      says: 'from a prompt to the end of its answer',
      realName: 'AzureOpenAITTLTInMS',
    },
  },
  timers: ['done', 'minute', 'drain'],
  streams: ['latency', 'faults'],
} as const satisfies PartSpec;

export interface State {
  quota: Quota;
  counting: boolean;
  bucket: Bucket;
  /** Whether the timer that shows how the bucket drains is set. */
  draining: boolean;
  open: number;
  down: boolean;
  slow: number;
  failShare: number;
}

export type Me = Self<typeof spec, State, Settings>;
export type ModelView = View<typeof settings, typeof spec>;
